"""PHP: paths that an expression counts from the file's own folder (`__DIR__`, `dirname`, a variable that holds one) or from a constant.

A constant stands in braces in the path, for what it holds may be written in another file: `APP_DIR . '/a.php'` is `{APP_DIR}/a.php`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from .... import lazy_re as re
from ...facts import Export
from ...gathering import by_key
from ...workspace_paths import joined, outwards

__all__ = ["AssignedFolders", "Constants", "Folders", "folder_path", "path_marks"]

Folders = Mapping[bytes, str]
"""Variable or static property → the one path that the file assigns to it."""

TOKEN = re.compile(
    rb"\s*(?:\\?([A-Za-z_]\w*+)(?!::)|((?:(?:self|static)::)?\$\w+)|'([^'\n]*)'|\"([^\"$\n]*)\"|(\d+)|(.))", re.DOTALL
)
ASSIGNED = re.compile(
    rb"(?<![\w>:$])(static\s+|(?:self|static)::)?(?:\w+\s+)?\$(\w+)\s*(?:(?:\.|\?\?|\+)?=(?![=>])\s*([^;\n]*))"
)
PLAIN = re.compile(r"[\w./{}-]{1,120}")
INTO = re.compile(rb"\$\w+\[[^\]\n]*\]\s*=\s*")
CONSTANT = re.compile(rb"[A-Z][A-Z0-9]*_?[A-Z0-9_]+(?!\s*\()")
"""Constants are written in capitals; what is called is a function."""
LITERALS = frozenset({b"TRUE", b"FALSE", b"NULL"})
ENDS = frozenset(b");?,]}")
MOST_UPS = 20


def folder_path(argument: bytes, folders: Folders) -> str | None:
    """The path of an argument, relative to the file's folder; None where it is written otherwise.

    Args:
        argument: what follows `require`, up to the statement's end.
        folders: what variables hold, see `AssignedFolders`.
    """
    path = _written(argument, folders)
    return posixpath.normpath(path) if path is not None and path[0] == "." else path


def _constant_value(argument: bytes) -> str | None:
    """What a constant holds, if that is a path or a part of one: from the file's folder, from a constant, or a plain literal."""
    path = _written(argument, {}, plain=True)
    return path if path and PLAIN.fullmatch(path) else None


def _written(argument: bytes, folders: Folders, *, plain: bool = False) -> str | None:
    """The path as its parts give it: what is joined to it later may rely on a slash at its end."""
    into = INTO.match(argument)
    reader = _Reader(argument[into.end() :] if into is not None else argument, folders)
    try:
        path = reader.expression()
    except _OtherwiseError:
        return None
    rest = reader.text[reader.at :].lstrip()
    return path if (plain or path[:1] in {".", "{"}) and not rest[:1].strip(bytes(ENDS)) else None


class AssignedFolders(Mapping[bytes, str]):
    """The variables of a file that only ever hold one folder or file, found when first asked for."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._found: dict[bytes, str] | None = None

    def __getitem__(self, name: bytes) -> str:
        return self._all()[name.replace(b"static::", b"self::")]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[bytes, str]:
        if self._found is None:
            values: dict[bytes, set[str | None]] = {}
            for match in ASSIGNED.finditer(self._source):
                owner = b"self::$" if match[1] else b"$"
                values.setdefault(owner + match[2], set()).add(_written(match[3], {}))
            single = {name: next(iter(paths)) for name, paths in values.items() if len(paths) == 1}
            self._found = {name: path for name, path in single.items() if path is not None}
        return self._found


class _OtherwiseError(Exception):
    """The expression holds something that no folder follows from."""


class _Reader:
    """Reads one expression; a path is relative to the file's folder and begins with a dot."""

    def __init__(self, text: bytes, folders: Folders) -> None:
        self.text, self.at, self._folders = text, 0, folders

    def expression(self) -> str:
        """A value and what is joined to it by dots."""
        path = self._value()
        while self.text[self.at :].lstrip()[:1] == b".":
            self._take(b".")
            path += self._value()
        return path

    def _value(self) -> str:
        match = TOKEN.match(self.text, self.at)
        if match is None:
            raise _OtherwiseError
        self.at = match.end()
        name, variable, single, double = match[1], match[2], match[3], match[4]
        if name is not None:
            return self._named(name)
        if variable is not None and variable in self._folders:
            return self._folders[variable]
        literal = single if single is not None else double
        if literal is None:
            raise _OtherwiseError
        return literal.decode("utf-8", "replace")

    def _named(self, written: bytes) -> str:
        name = written.upper()
        constant = {b"__DIR__": ".", b"__FILE__": "./FILE", b"DIRECTORY_SEPARATOR": "/"}.get(name)
        if constant is not None:
            return constant
        if name not in {b"DIRNAME", b"REALPATH"}:
            if CONSTANT.match(self.text, self.at - len(written)) is None or written in LITERALS:
                raise _OtherwiseError
            return f"{{{written.decode()}}}"
        self._take(b"(")
        path = self.expression()
        if name == b"DIRNAME":
            path += "/.." * self._levels()
            if path[:1] != "{":
                path = posixpath.normpath(path)
                path = path if path[:1] == "." else f"./{path}"
        self._take(b")")
        return path

    def _levels(self) -> int:
        if self.text[self.at :].lstrip()[:1] != b",":
            return 1
        self._take(b",")
        match = TOKEN.match(self.text, self.at)
        if match is None or match[5] is None:
            raise _OtherwiseError
        self.at = match.end()
        return min(int(match[5]), MOST_UPS)

    def _take(self, sign: bytes) -> None:
        match = TOKEN.match(self.text, self.at)
        if match is None or match[6] != sign:
            raise _OtherwiseError
        self.at = match.end()


# ---- Folders that constants hold, for programs that include their files from them (`define('APP_DIR', __DIR__ . '/')`)
# A constant may be set in several files, one for each way into the program, and its value may begin with another constant.
# What it holds is kept as a mark among the file's exports: `path NAME=VALUE`.

PATH_MARK = "path "
DEFINED = re.compile(
    rb"(?:\bdefine[ \t]*\([ \t]*(['\"])(?:\w+\\)*([A-Z]\w+)\1[ \t]*,|^[ \t]*const[ \t]+([A-Z]\w+)[ \t]*=)[ \t]*([^;\n]*)",
    re.MULTILINE,
)
HEAD = re.compile(r"\{(\w+)\}")
OUTSIDE = ("/", "../")
DEEPEST = 5
"""How many constants one may be put together from before it counts as unknown."""


def path_marks(source: bytes) -> Iterator[Export]:
    """A mark for each constant of a file that holds a path or a part of one."""
    for match in DEFINED.finditer(source):
        value = _constant_value(match[4])
        if value is not None:
            name = (match[2] or match[3]).decode()
            line = source.count(b"\n", 0, match.start()) + 1
            yield Export(f"{PATH_MARK}{name}={value}", name, line)


class Constants:
    """What the workspace's constants hold."""

    def __init__(self, definitions: Mapping[str, frozenset[str]]) -> None:
        marks = ((path, mark) for path in sorted(definitions) for mark in sorted(definitions[path]))
        said = ((path, mark.removeprefix(PATH_MARK)) for path, mark in marks if mark.startswith(PATH_MARK))
        parts = ((path, text.partition("=")) for path, text in said)
        self._values = by_key((constant, (path, value)) for path, (constant, _, value) in parts)

    def paths(self, path: str, written: str) -> list[str]:
        """The workspace paths that a path with constants may mean in a file, the likeliest first.

        What the file itself defines comes first, then what most files do. A constant of which nothing is known is taken
        for a folder that holds the file: programs are included from their root.
        """
        found = [item for item in self._expanded(path, written, 0) if not item.startswith(OUTSIDE)]
        return sorted(dict.fromkeys(found), key=lambda item: -found.count(item))

    def _expanded(self, path: str, written: str, depth: int) -> Iterator[str]:
        """The path with its first constant replaced by each value, until there is none."""
        match = HEAD.search(written)
        if match is None:
            yield joined(posixpath.dirname(path), written)
            return
        before, rest = written[: match.start()], written[match.end() :]
        values = self._values.get(match[1], []) if depth < DEEPEST else []
        for place, value in [item for item in values if item[0] == path] or values:
            yield from self._expanded(path if before else place, before + value + rest, depth + 1)
        if not before and not HEAD.search(rest) and rest.strip("/") and all(value[:1] == "/" for _, value in values):
            yield from (joined(folder, rest.lstrip("/")) for folder in outwards(posixpath.dirname(path)))
