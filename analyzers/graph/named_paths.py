"""Files of code that others run by their path: programs and fixtures of tests, workers of the product.

`execa("node", [join(__dirname, "fixtures", "exit.js")])`, `new Worker(new URL("./worker.mjs", import.meta.url))`,
`load_module(f"examples/things{suffix}.py")`, `[sys.executable, "-m", "shop"]`. Tests run what they name so; of the product
it counts only where the file starts workers or processes, for bundlers are told of paths in the same words.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final, NamedTuple

from ... import lazy_re as re
from ...indexer.gathering import words
from ...indexer.languages.families import SCRIPT
from ..per_index import per_index
from ..text_facts import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...indexer.index import Index

__all__ = ["JOINED", "LITERAL", "OWN_FOLDER", "NamedPath", "named_paths", "run_by_path"]

JOINED: Final = re.compile(
    rb"(?:resolve|join)\(\s*(?:__dirname|import\.meta\.dirname)\s*,\s*((?:[\"'][^\"'\n]*[\"']\s*,?\s*)+)"
    rb"|new URL\(\s*([\"'][^\"'\n]*[\"'])\s*,\s*import\.meta\.url"
)
OWN_FOLDER: Final = (b"__dirname", b"import.meta")
"""One of these is in all that `JOINED` finds."""
LITERAL: Final = re.compile(r"[\"']([^\"'\n]*)[\"']")
BESIDE: Final = ("__dirname", "dirname", "URL")
STARTERS: Final = words(
    "Worker fork spawn spawnSync exec execSync execFile execFileSync execa Piscina ThreadStream Tinypool workerpool"
)
"""What starts another file in Node: its own functions, and those of libraries for workers."""
NODE_FILE: Final = re.compile(r"\.[cm]?[jt]sx?$")
PYTHON_PATH: Final = re.compile(rb"[\"']((?:[\w.-]|\{\w+\})+(?:/(?:[\w.-]|\{\w+\})+)*\.py)[\"']")
PYTHON_MODULE: Final = re.compile(rb"[\"'\s]-m(?:[\"']\s*,\s*[\"']|\s+)([A-Za-z_][\w.]*)(?=[\"'\s])")
SCRIPT_PATH: Final = re.compile(rb"[\"'`\s](\.{0,2}/?(?:[\w.-]+/)*[\w.-]+\.[cm]?[jt]s)(?=[\"'`\s])")
HOLE: Final = re.compile(r"\{\w+\}")
HOLED: Final = "[^/]*"
ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
LOADERS: Final = ("spec_from_file_location", "run_path", "load_module", "Popen", "check_call", "check_output", "run")
"""What runs a file of Python by its path."""


class NamedPath(NamedTuple):
    """A path that is written in a file.

    Attributes:
        path, line: where.
        means: pattern of the paths that it may be.
    """

    path: str
    line: int
    means: re.Pattern[str]


@per_index
def run_by_path(index: Index) -> frozenset[str]:
    """The files that are run so: their top level runs whenever they are, and not once for all."""
    means = {item.means for item in named_paths(index)}
    literal = {ESCAPED.sub(r"\1", pattern.pattern) for pattern in means if HOLED not in pattern.pattern}
    holed = [pattern for pattern in means if HOLED in pattern.pattern]
    return frozenset(path for path in index.files if path in literal or any(item.fullmatch(path) for item in holed))


@per_index
def named_paths(index: Index) -> list[NamedPath]:
    """The paths of code that code runs."""
    return list(_named_paths(index))


def _named_paths(index: Index) -> Iterator[NamedPath]:
    starting = (path for name in STARTERS for path in index.files_using(name) if index.files[path].zone == "test")
    for path in sorted({*starting, *(file for name in BESIDE for file in index.files_using(name))}):
        if NODE_FILE.search(path) and _runs_what_it_names(index, path):
            yield from _of_ecmascript(index, path)
    for path in sorted({file for name in LOADERS for file in index.files_using(name)}):
        if path.endswith(".py") and index.files[path].zone == "test":
            yield from _of_python(index, path)


def _runs_what_it_names(index: Index, path: str) -> bool:
    zone = index.files[path].zone
    return zone == "test" or (zone == "product" and not STARTERS.isdisjoint(index.names_used(path)))


def _of_ecmascript(index: Index, path: str) -> Iterator[NamedPath]:
    """Paths from the file's own folder; in what a test starts Node with also from the root, where it is started."""
    source, here = index.read(path), path.rpartition("/")[0]
    found = [
        (match, LITERAL.findall((match[1] or match[2]).decode("utf-8", "replace"))) for match in JOINED.finditer(source)
    ]
    if index.files[path].zone == "test" and not STARTERS.isdisjoint(index.names_used(path)):
        found += [(match, [match[1].decode()]) for match in SCRIPT_PATH.finditer(source)]
    for match, parts in found:
        for start in dict.fromkeys((here, here if match.re.groups > 1 else "")):
            target = posixpath.normpath(posixpath.join(start, *(part.lstrip("/") for part in parts)))
            for spelled in (target, f"{target}.js"):
                if spelled in index.files and index.files[spelled].language in SCRIPT and spelled != path:
                    yield NamedPath(path, line_of(source, match), re.compile(re.escape(spelled)))


def _of_python(index: Index, path: str) -> Iterator[NamedPath]:
    """Paths from the root, and from the file's own folder; modules that are run by their name."""
    source, here = index.read(path), path.rpartition("/")[0]
    for match in PYTHON_PATH.finditer(source) if b".py'" in source or b'.py"' in source else ():
        written = match[1].decode("utf-8", "replace")
        for start in dict.fromkeys(("", here)):
            pieces = HOLE.split(posixpath.normpath(posixpath.join(start, written)))
            means = re.compile(HOLED.join(map(re.escape, pieces)))
            if len(pieces) > 1 or "".join(pieces) in index.files:
                yield NamedPath(path, line_of(source, match), means)
    for match in PYTHON_MODULE.finditer(source):
        module = re.escape(match[1].decode().replace(".", "/"))
        means = re.compile(rf"(?:{HOLED}/)?{module}(?:/__main__)?\.py")
        yield NamedPath(path, line_of(source, match), means)
