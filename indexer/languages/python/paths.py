"""Folders that a Python file or a test configuration adds to the import path, where the text says which.

Code can put anything on `sys.path`. What it nearly always puts there is a literal, or a path built from `__file__`:
those are read, statically, and everything else is passed over.

https://docs.python.org/3/library/sys.html#sys.path, https://docs.pytest.org/en/stable/reference/reference.html#confval-pythonpath
"""

from __future__ import annotations

import ast
import posixpath
from typing import TYPE_CHECKING, NamedTuple
from warnings import catch_warnings

from .... import lazy_re as re
from ...read_tables import inner_table, toml_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..base import World

__all__ = ["added_folders", "configured_folders", "holds_script", "importable_names"]

PYTEST_FILES = ("pyproject.toml", "pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg")

CHANGES = re.compile(rb"\bsys\.path\b|\bsite\.addsitedir\b")
SCRIPT = re.compile(rb"(?m)^if __name__ == ['\"]__main__['\"]:")
ADDERS = {"sys.path.insert": 1, "sys.path.append": 0, "site.addsitedir": 0}
"""Call → the place of the path among its arguments."""


def added_folders(path: str, source: bytes) -> list[str]:
    """The folders that a file's code puts on the import path, relative to the root, in order; those outside are left out.

    A relative literal starts from the working directory, which no text tells: it is read from the file's own folder and
    from the root.
    """
    if not CHANGES.search(source):
        return []
    try:
        with catch_warnings(action="ignore"):  # an odd escape in the workspace's code is not ours to tell of
            module = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []  # the tree-sitter reader reports broken syntax
    paths = _Paths(path, module)
    return list(dict.fromkeys(folder for argument in _added(module) for folder in paths.folders(argument)))


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


def _added(module: ast.Module) -> Iterator[ast.expr]:
    """The expressions that calls and assignments put on the import path."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = _dotted(node.func)
            place = ADDERS.get(name)
            if place is not None and len(node.args) > place:
                yield node.args[place]
            elif name == "sys.path.extend" and node.args and isinstance(node.args[0], ast.List | ast.Tuple):
                yield from node.args[0].elts
        elif (
            isinstance(node, ast.AugAssign) and _dotted(node.target) == "sys.path" and isinstance(node.value, ast.List)
        ):
            yield from node.value.elts


class _Text(NamedTuple):
    """A path: from the root of the workspace where it rests on `__file__` (`anchored`), else as written."""

    text: str
    anchored: bool = False

    def above(self, levels: int = 1) -> _Text:
        """The folder that many levels up."""
        return self._replace(text=posixpath.normpath(posixpath.join(self.text, *[".."] * levels)))


class _Paths:
    """The values of path expressions in one file."""

    def __init__(self, path: str, module: ast.Module) -> None:
        self.here = path
        self.names = {
            node.targets[0].id: node.value
            for node in module.body
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name)
        }

    def folders(self, expression: ast.expr) -> Iterator[str]:
        """The folders inside the root that an expression can mean."""
        value = self._value(expression, 0)
        if value is None:
            return
        for base in ("",) if value.anchored else (posixpath.dirname(self.here), ""):
            yield from _inside(posixpath.join(base, value.text))

    def _value(self, node: ast.expr, depth: int) -> _Text | None:
        """The path that an expression means; None where the code does not say it."""
        if depth > MOST_STEPS:
            return None
        if isinstance(node, ast.Constant):
            return _Text(node.value) if isinstance(node.value, str) else None
        if isinstance(node, ast.Name):
            if node.id == "__file__":
                return _Text(self.here, anchored=True)
            return self._value(self.names[node.id], depth + 1) if node.id in self.names else None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            return self._joined([node.left, node.right], depth)
        if isinstance(node, ast.Attribute):
            return NAMED.get(_dotted(node)) or self._parents(node, "parent", 1, depth)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            level = node.slice.value
            return self._parents(node.value, "parents", level + 1, depth) if isinstance(level, int) else None
        return self._call(node, depth) if isinstance(node, ast.Call) else None

    def _parents(self, node: ast.expr, attribute: str, levels: int, depth: int) -> _Text | None:
        """`path.parent` and `path.parents[2]`."""
        if not isinstance(node, ast.Attribute) or node.attr != attribute or not 0 < levels < MOST_STEPS:
            return None
        value = self._value(node.value, depth + 1)
        return value and value.above(levels)

    def _call(self, node: ast.Call, depth: int) -> _Text | None:
        """Calls that make a path of others: `os.path` functions, `Path` and its methods, `str`."""
        method = node.func if isinstance(node.func, ast.Attribute) else None
        name = method.attr if method else _dotted(node.func)
        of = [method.value] if method and (name == "joinpath" or not node.args) else []
        parts = [*of, *node.args]
        if name == "dirname" and node.args:
            value = self._value(node.args[0], depth + 1)
            return value and value.above()
        return self._joined(parts, depth) if parts and name in JOINED else None

    def _joined(self, parts: Sequence[ast.expr], depth: int) -> _Text | None:
        first, *rest = [self._value(part, depth + 1) for part in parts]
        texts = [value.text for value in rest if value]
        if first is None or len(texts) < len(rest):
            return None
        return first._replace(text=posixpath.join(first.text, *texts))


def _inside(folder: str) -> Iterator[str]:
    """The folder in its shortest form, relative to the root, unless it lies outside."""
    short = posixpath.normpath(folder)
    if not short.startswith("/") and short.split("/", 1)[0] != "..":
        yield short.removeprefix(".") if short == "." else short


def _dotted(node: ast.expr) -> str:
    """`a.b.c` of plain names; "" for any other expression."""
    if isinstance(node, ast.Name):
        return node.id
    before = _dotted(node.value) if isinstance(node, ast.Attribute) else ""
    return f"{before}.{node.attr}" if before and isinstance(node, ast.Attribute) else ""


def _toml_value(data: bytes) -> list[str]:
    table = toml_table(data)
    pytest = inner_table(table, "tool", "pytest") if "tool" in table else inner_table(table, "pytest")
    stated = (inner_table(pytest, "ini_options") if "ini_options" in pytest else pytest).get("pythonpath", [])
    listed = stated.split() if isinstance(stated, str) else stated
    return [item for item in listed if isinstance(item, str)] if isinstance(listed, list) else []


def _ini_value(data: bytes) -> list[str]:
    import configparser

    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(data.decode("utf-8", "replace"))
    except (configparser.Error, ValueError):
        return []
    sections = (section for section in ("pytest", "tool:pytest") if parser.has_option(section, "pythonpath"))
    return [folder for section in sections for folder in parser.get(section, "pythonpath").split()]


MOST_STEPS = 20
NAMED = {
    name: _Text(text)
    for text, name in (("..", "os.pardir"), ("..", "os.path.pardir"), (".", "os.curdir"), (".", "os.path.curdir"))
}
JOINED = frozenset(
    {"Path", "PurePath", "abspath", "absolute", "as_posix", "expanduser", "fspath", "join", "joinpath", "normpath"}
    | {"realpath", "resolve", "str"}
)
"""Functions and methods whose result is their arguments (and what they are called on), joined."""


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
