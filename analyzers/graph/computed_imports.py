"""Imports of modules whose names are computed: which files they may load, told by the text around them.

Plug-in folders, drivers, locales and fixtures are loaded so. What is written of the name bounds the files: the literal
parts of it (`import(`./drivers/${name}.ts`)`, `import_module(f"shop.backends.{name}")`), or the folder whose files the
loader lists (`readdirSync(resolve(__dirname, "cases"))`, `pkgutil.iter_modules(plugins.__path__)`). So are files that are run by
their path (`named_paths.py`).
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final, NamedTuple

from ... import lazy_re as re
from ..per_index import per_index
from ..text_facts import line_of
from .named_paths import JOINED, LITERAL, OWN_FOLDER, named_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...indexer.index import Index

__all__ = ["ComputedImport", "imports_computing"]

COMPUTED: Final = "computed specifier"
"""The index's reason for an import of JavaScript or Ruby whose specifier is no literal."""
HOLE: Final = re.compile(r"[$#]\{[^{}]*\}")
LISTING: Final = re.compile(rb"\b(?:readdir|readdirSync|glob|globSync|walk|opendir|fdir|fg)\b")
"""What lists the files of a folder in JavaScript."""

PYTHON_LOADERS: Final = ("import_module", "__import__")
NAMED: Final = re.compile(
    rb"(?:import_module|__import__)\(\s*"
    rb"(?:f[\"'](?P<filled>[^\"'\n]*\{[^\"'\n]*)[\"'](?:\s*,\s*(?:package\s*=\s*)?[\"'](?P<anchor>[\w.]+)[\"'])?|[\"'](?P<begun>[\w.]*\.)(?:%s[\w.]*|\{\}[\w.]*)?[\"']\s*(?:\+|%|\.format)"
    rb"|(?P<own>__name__|__package__)\s*\+)"
)
"""A module's name that begins with a literal or with the loader's own."""
LISTED: Final = re.compile(
    rb"(?:iter_modules|walk_packages)\(\s*(?:path\s*=\s*)?(?:(?:(?P<package>[A-Za-z_][\w.]*)\.)?__path__|[^)\n]*__file__)"
)
"""The package that is walked through: an imported one, or the loader's own."""
LISTS: Final = (b"iter_modules", b"walk_packages")
OWN: Final = ("{__name__}", "{__package__}")


class ComputedImport(NamedTuple):
    """Such an import.

    Attributes:
        path: the file that it stands in.
        line: where.
        loads: pattern of the paths that it may mean.
    """

    path: str
    line: int
    loads: re.Pattern[str]


def imports_computing(index: Index, path: str) -> Iterator[ComputedImport]:
    """The computed imports that may load a file, by path and line."""
    for item in _computed(index):
        if item.path != path and item.loads.fullmatch(path):
            yield item


@per_index
def _computed(index: Index) -> list[ComputedImport]:
    named = (ComputedImport(*item) for item in named_paths(index))
    return sorted(
        [*_of_specifiers(index), *_of_python(index), *named],
        key=lambda item: (item.path, item.line, item.loads.pattern),
    )


def _of_specifiers(index: Index) -> Iterator[ComputedImport]:
    query = "SELECT path, line, specifier FROM links JOIN files ON files.id = source_id WHERE reason = ?"
    rows = index.rows(query, (COMPUTED,))
    for path, line, specifier in rows:
        shape = _shape(path.rpartition("/")[0], specifier)
        folders = [] if shape else _listed_folders(path, index.read(path))
        for pattern in [shape] if shape else [f"{re.escape(folder)}/.+" for folder in folders]:
            yield ComputedImport(path, line, re.compile(pattern))


def _shape(folder: str, specifier: str) -> str:
    """The pattern of a template or sum that begins with a relative path, or in Ruby with a folder; "" for anything else."""
    quote, text = specifier[:1], specifier[1:]
    required = quote == '"' and "#{" in text
    if required or (quote == "`" and text.endswith("`")):
        parts = HOLE.split(text[:-1])
    elif quote and quote in "\"'" and quote in text:
        parts = [text.partition(quote)[0], ""]
    else:
        return ""
    head, *rest = parts
    if required and "/" in head[1:] and not head.startswith("."):
        return rf"(?:.*/)?{'[^/]+'.join(map(re.escape, parts))}".removesuffix(r"\.rb") + r"\.rb"
    if not head.startswith(("./", "../")) or not rest or not _says(parts):
        return ""
    base = posixpath.normpath(posixpath.join(folder, head.rpartition("/")[0]))
    start = "" if base == "." else f"{re.escape(base)}/"
    # a specifier may leave out the extension and `index`
    ending = "" if "." in rest[-1].rpartition("/")[2] else r"(?:/index)?(?:\.[cm]?[jt]sx?)?"
    return start + ".+".join(re.escape(part) for part in [head.rpartition("/")[2], *rest]) + ending


def _says(parts: list[str]) -> bool:
    """Something more than `./` is written, or else what stands beside the loader would all be meant."""
    return any(part.strip("./") for part in parts) or parts[0].startswith("../")


def _listed_folders(path: str, source: bytes) -> list[str]:
    """The folders, beside the loader or above it, whose files it lists."""
    if not any(word in source for word in OWN_FOLDER) or not LISTING.search(source):
        return []
    here = path.rpartition("/")[0]
    found = []
    for match in JOINED.finditer(source):
        parts = LITERAL.findall((match[1] or match[2]).decode("utf-8", "replace"))
        folder = posixpath.normpath(posixpath.join(here, *(part.lstrip("/") for part in parts)))
        if folder not in {".", here} and not folder.startswith(".."):
            found.append(folder)
    return list(dict.fromkeys(found))


def _of_python(index: Index) -> Iterator[ComputedImport]:
    for path in sorted({file for name in PYTHON_LOADERS for file in index.files_using(name)}):
        if not path.endswith(".py") or index.files[path].zone in {"generated", "vendored", "fixture"}:
            continue
        source = index.read(path)
        for match in NAMED.finditer(source):
            pattern = _module_pattern(path, match)
            if pattern:
                yield ComputedImport(path, line_of(source, match), re.compile(pattern))
        for match in LISTED.finditer(source) if any(word in source for word in LISTS) else ():
            folder = _walked(index, path, match)
            if folder:
                yield ComputedImport(path, line_of(source, match), re.compile(rf"{re.escape(folder)}/.+\.py"))


def _module_pattern(path: str, match: re.Match[bytes]) -> str:
    """The pattern of the paths of the modules that a computed name may mean; "" where nothing of it is written."""
    folder = path.rpartition("/")[0]
    filled = (match["filled"] or b"").decode("utf-8", "replace")
    own = next((word for word in OWN if filled.startswith(word)), "")
    if match["own"] or own or filled.startswith("."):
        parts = re.split(r"\{[^{}]*\}", filled.removeprefix(own).lstrip("."))
        anchor = (match["anchor"] or b"").decode().replace(".", "/")
        start = f"(?:.*/)?{anchor}/" if anchor else f"{re.escape(folder)}/" if folder else ""
    else:
        parts = re.split(r"\{[^{}]*\}", filled) if filled else [(match["begun"] or b"").decode(), ""]
        if "." not in parts[0]:
            return ""
        start = "(?:.*/)?"
    middle = ".+".join(re.escape(part.replace(".", "/")) for part in parts) or ".+"
    return rf"{start}{middle}(?:/__init__)?\.py"


def _walked(index: Index, path: str, match: re.Match[bytes]) -> str:
    """The folder of the package whose modules are listed."""
    package = (match["package"] or b"").decode()
    if not package:
        return path.rpartition("/")[0]
    name = package.rpartition(".")[2]
    targets = [link.target for link in index.links_from(path) if link.target and name in {link.alias, link.name}]
    folders = [target.rpartition("/")[0] for target in targets if target.endswith("/__init__.py")]
    return folders[0] if folders else ""
