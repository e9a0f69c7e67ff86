"""Python packages that stand in another folder than their name says: `[tool.setuptools.package-dir]`.

https://setuptools.pypa.io/en/latest/userguide/package_discovery.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...read_tables import inner_table, toml_table
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
        for name, inner in _mapped(read(path)).items():
            if name and "." not in name and isinstance(inner, str):
                found.setdefault(name, joined(path.rpartition("/")[0], inner.lstrip("/")))
    return found


def _mapped(data: bytes) -> dict[str, Any]:
    return inner_table(toml_table(data), "tool", "setuptools", "package-dir") if b"package-dir" in data else {}
