"""Python packages that stand in another folder than their name says: `[tool.setuptools.package-dir]`.

https://setuptools.pypa.io/en/latest/userguide/package_discovery.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...workspace_paths import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["mapped_packages"]


def mapped_packages(projects: Iterable[str], read: Callable[[str], bytes]) -> dict[str, str]:
    """Package → its folder.

    Args:
        projects: the paths of pyproject.toml files; of several that map one name the first counts.
        read: the bytes of a file.
    """
    found: dict[str, str] = {}
    for path in projects:
        for name, inner in _table(read(path)).items():
            if name and "." not in name and isinstance(inner, str):
                found.setdefault(name, joined(path.rpartition("/")[0], inner.lstrip("/")))
    return found


def _table(data: bytes) -> dict[str, Any]:
    if b"package-dir" not in data:
        return {}
    import tomli

    try:
        tools = tomli.loads(data.decode("utf-8", "replace")).get("tool", {})
        table = tools.get("setuptools", {}).get("package-dir", {})
    except (tomli.TOMLDecodeError, RecursionError, AttributeError):
        return {}  # the manifest reader reports it
    return table if isinstance(table, dict) else {}
