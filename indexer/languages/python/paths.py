"""What is on the import path besides a file's package: folders that hold names, that pytest adds, or the file's own code.

https://docs.python.org/3/library/sys.html#sys.path, https://docs.pytest.org/en/stable/reference/reference.html#confval-pythonpath
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...read_tables import inner_table, texts_of, toml_table
from ...workspace_paths import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..base import World

__all__ = ["adds_folders", "configured_folders", "holds_script", "importable_names", "mapped_packages"]

PYTEST_FILES = ("pyproject.toml", "pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg")

CHANGES = re.compile(rb"\bsys\.path\b|\bsite\.addsitedir\b")
SCRIPT = re.compile(rb"(?m)^if __name__ == ['\"]__main__['\"]:")


def adds_folders(source: bytes) -> bool:
    """Whether a file's code puts folders on the import path; which ones it mostly works out from where it stands itself."""
    return CHANGES.search(source) is not None


def holds_script(paths: Iterable[str], world: World) -> bool:
    """Whether one of some files says that it may be run."""
    return any(SCRIPT.search(world.read(path)) for path in paths if path in world.files)


def configured_folders(world: World) -> set[str]:
    """The folders of pytest's `pythonpath`, relative to the root."""
    found: set[str] = set()
    for path in world.matching(*PYTEST_FILES):
        data = world.read(path)
        if b"pythonpath" in data:
            stated = _toml_value(data) if path.endswith(".toml") else _ini_value(data)
            for folder in stated:
                found.update(_inside(posixpath.join(path.rpartition("/")[0], folder)))
    return found


def _inside(folder: str) -> Iterator[str]:
    """The folder in its shortest form, relative to the root, unless it lies outside."""
    short = posixpath.normpath(folder)
    if not short.startswith("/") and short.split("/", 1)[0] != "..":
        yield short.removeprefix(".") if short == "." else short


def _toml_value(data: bytes) -> list[str]:
    table = toml_table(data)
    pytest = inner_table(table, "tool", "pytest") if "tool" in table else inner_table(table, "pytest")
    stated = (inner_table(pytest, "ini_options") if "ini_options" in pytest else pytest).get("pythonpath", [])
    return stated.split() if isinstance(stated, str) else texts_of(stated)


def _ini_value(data: bytes) -> list[str]:
    import configparser

    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(data.decode("utf-8", "replace"))
    except (configparser.Error, ValueError):
        return []
    sections = (section for section in ("pytest", "tool:pytest") if parser.has_option(section, "pythonpath"))
    return [folder for section in sections for folder in parser.get(section, "pythonpath").split()]


def importable_names(files: set[str]) -> dict[str, set[str]]:
    """Folder → the names importable from it: its modules, and its sub-folders that hold Python at any depth."""
    found: dict[str, set[str]] = {}
    for path in files:
        folder, _, name = path.rpartition("/")
        found.setdefault(folder, set()).add(name.partition(".")[0])
        while folder:
            parent, _, name = folder.rpartition("/")
            known = found.setdefault(parent, set())
            if name in known:
                break
            known.add(name)
            folder = parent
    return found


# ---- Packages that stand in another folder than their name says: `[tool.setuptools.package-dir]`
# https://setuptools.pypa.io/en/latest/userguide/package_discovery.html


def mapped_packages(projects: Iterable[str], read: Callable[[str], bytes]) -> dict[str, str]:
    """Package → its folder; of several pyproject.toml that map one name the first counts."""
    found: dict[str, str] = {}
    for path in projects:
        data = read(path)
        table = inner_table(toml_table(data), "tool", "setuptools", "package-dir") if b"package-dir" in data else {}
        for name, inner in table.items():
            if name and "." not in name and isinstance(inner, str):
                found.setdefault(name, joined(path.rpartition("/")[0], inner.lstrip("/")))
    return found
