"""Configuration and documentation that names a definition, by its dotted path or as code, or a file, by a path that leads to it.

In languages whose scopes are not read comments are, too: `@param Order[] $orders`, `<see cref="Order.Total"/>`,
`{@link Order#total}`, `[Order.total]`. A file that names it nowhere else is looked at where it stands beside the definition; what it
means by the name, its imports say.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ...text_facts import line_of, lines_with
from ..called import enclosing
from ..receivers.php_docs import TYPE
from ..receivers.written_names import arities_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index
    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["doc_comments_naming", "texts_naming", "texts_naming_file"]

TEXT_FILES: Final = (".md", ".rst", ".adoc", ".toml", ".cfg", ".ini", ".yml", ".yaml", ".json", ".txt", ".html")
LARGEST_TEXT: Final = 200_000
MOST_TEXT: Final = 4_000_000
RECORD: Final = re.compile(r"(?i)(change|history|news|releases?\b|release[-_ ]?notes|upgrad|migrat|what'?s[-_ ]?new)")
"""Names of texts that tell what was: that what they name is gone now is no reason to change them."""
PACKED: Final = re.compile(r"(?i)(?:^|[-_.])lock\b|\.min\.")
"""Names of texts that a tool writes, and writes anew."""
SHORTEST_NAME: Final = 4


def texts_naming(index: Index, definition: Definition) -> Iterator[tuple[str, int]]:
    """`(path, line)` of the texts that name a definition."""
    path, qualname = definition
    name = qualname.rpartition(".")[2]
    if len(name) < SHORTEST_NAME or (name.startswith("__") and name.endswith("__")):
        return
    stem = path.rpartition("/")[2].partition(".")[0]
    holder = re.escape((qualname.rpartition(".")[0] or stem).rpartition(".")[2])
    called = r"\(\)" if "." in qualname and name.isalpha() and name.islower() else r"(?:\(\))?"  # `class` is a word
    pattern = re.compile(rf"\b{holder}\s?[.:#]{{1,2}}{re.escape(name)}\b|``?{re.escape(name)}{called}`".encode())
    for text_path, source in _texts(index):
        for line in dict.fromkeys(lines_with(source, pattern)):
            yield text_path, line


def texts_naming_file(index: Index, path: str) -> Iterator[tuple[str, int]]:
    """`(path, line)` of the texts that name a file from the root or from where they stand."""
    name = path.rpartition("/")[2].encode("utf-8", "surrogateescape")
    pattern = re.compile(rb"(?<![\w./@:-])(?:[\w.@-]*/)*%b(?![\w/-]|\.\w)" % re.escape(name))
    for text_path, source in _texts(index):
        if name not in source or text_path == path or PACKED.search(text_path.rpartition("/")[2]):
            continue
        folder = text_path.rpartition("/")[0]
        lines = {
            line_of(source, match): None
            for match in pattern.finditer(source)
            if path in _meant(folder, match[0].decode("utf-8", "surrogateescape"))
        }
        yield from ((text_path, line) for line in lines)


def _meant(folder: str, written: str) -> set[str]:
    """The files that a path can mean: from the root of the workspace, or from the folder of the text."""
    rooted = written.removeprefix("/").removeprefix("./")
    beside = posixpath.normpath(posixpath.join(folder, written))
    return {beside, rooted} if "/" in written else {beside}


def _texts(index: Index) -> Iterator[tuple[str, bytes]]:
    """The texts that are read for names, as many as one question can read."""
    left = MOST_TEXT
    for path, file in index.files.items():
        if (
            not path.endswith(TEXT_FILES)
            or file.zone in {"generated", "vendored", "fixture"}
            or file.size > LARGEST_TEXT
        ):
            continue
        left -= file.size
        if left < 0:
            break
        if not RECORD.match(path.rpartition("/")[2]):
            yield path, index.read(path)


BLOCKS: Final = re.compile(rb"/\*\*.*?\*/", re.DOTALL)
LINES: Final = re.compile(rb"(?:^[ \t]*///[^\n]*\n?)+", re.MULTILINE)
LINKS: Final = rb"\{@(?:link|linkplain|see|inheritDoc)\s+(?P<link>[^\s}]+)"


FORMS: Final[Mapping[str, tuple[re.Pattern[bytes], re.Pattern[bytes]]]] = {
    "PHP": (
        BLOCKS,
        re.compile(
            rb"@(?:(?:phpstan|psalm)-)?(?:param|return|var|throws|property(?:-read|-write)?|mixin|extends|implements|use|see|uses"
            rb"|covers)\s+(?P<type>%s)|" % TYPE.encode() + LINKS
        ),
    ),
    "C#": (LINES, re.compile(rb"\bcref=[\"'](?:[A-Z]:)?(?P<cref>[^\"']+)[\"']")),
    "Java": (BLOCKS, re.compile(rb"@(?:throws|exception|see)\s+(?P<type>[\w.#]+)|" + LINKS)),
    "Kotlin": (
        BLOCKS,
        re.compile(rb"@(?:throws|exception|see)\s+(?P<type>[\w.]+)|\[(?P<link>[A-Za-z_][\w.]*)\](?!\()"),
    ),
}
"""Language → its documentation comments, and what in them names code (every group is such a text)."""
SEPARATED: Final = re.compile(r"\.|::|#")
PATH: Final = re.compile(rb"(?<![\w$@])\\?[A-Za-z_#][\w]*(?:(?:\\|\.|::|#)\$?[A-Za-z_]\w*)*")


def doc_comments_naming(program: Program, definition: Definition) -> Iterator[tuple[str, int, str]]:
    """`(path, line, definition around it)` of each that surely means the definition."""
    index, (path, qualname) = program.index, definition
    form = FORMS.get(index.files[path].language) if path in index.files else None
    if form is None:
        return
    comments, mentions = form
    holder, name = ["", *qualname.split(".")][-2:]
    folder, said = path.rpartition("/")[0], re.compile(rb"(?<!\w)%s(?!\w)" % re.escape(name.encode()))
    saying = {*index.files_using(name), *(index.files_using(holder) if holder else ())}
    saying |= {other for other in index.files if other.rpartition("/")[0] == folder}
    for other in sorted(saying):
        if index.files[other].language != index.files[path].language:
            continue
        source = index.read(other)
        for comment in comments.finditer(source) if said.search(source) else ():
            for start, parts in _paths(mentions, source, comment) if said.search(comment[0]) else ():
                line = source.count(b"\n", 0, start) + 1
                if name in parts and _means(program, other, line, parts, definition):
                    yield other, line, _documented(index, other, line)


def _paths(mentions: re.Pattern[bytes], source: bytes, comment: re.Match[bytes]) -> Iterator[tuple[int, list[str]]]:
    """Where a comment names code, and by which path of names, behind PHP's namespace or ""."""
    for mention in mentions.finditer(source, comment.start(), comment.end()):
        start, end = next(mention.span(group) for group, text in mention.groupdict().items() if text is not None)
        for path in PATH.finditer(source, start, end):
            space, _, rest = path[0].decode("utf-8", "replace").rpartition("\\")
            yield path.start(), [space.strip("\\"), *(part.lstrip("$") for part in SEPARATED.split(rest))]


def _means(program: Program, path: str, line: int, parts: list[str], definition: Definition) -> bool:
    """Whether a path of names means the definition in a file: a class anywhere in it, a member behind its class or alone in that."""
    receivers, (home, qualname) = program.receivers, definition
    holder, name = ["", *qualname.split(".")][-2:]
    before = [part for part in parts[1 : parts.index(name)] if part]
    if holder and not receivers.is_class(definition):
        if before:
            return before[-1] == holder and home in _files(program, path, line, holder)
        return path == home and holder in _documented(program.index, path, line).split(".")
    module = program.index.files[home].module
    if parts[0]:  # a namespace of PHP
        return name == parts[1] and f"\\{module}".endswith(f"\\{parts[0]}")
    return (not before or before[-1] in {holder, *module.split(".")}) and home in _files(program, path, line, name)


def _documented(index: Index, path: str, line: int) -> str:
    """The definition around a comment, or the one that it stands above."""
    symbols = index.symbols(path)
    below = (item.qualname for item in symbols if item.start_line > line)
    return enclosing(index, path, line) or next(below, "")


def _files(program: Program, path: str, line: int, name: str) -> frozenset[str]:
    """The files of the class that a file means by a name on a line: of the only one, where nothing tells."""
    arities = arities_on(program.index, path, line, name)
    known = frozenset(file for given in arities for file in program.receivers.meant(path, name, given))
    everywhere = {item.path for item in program.receivers.named(name)}
    return known or (frozenset(everywhere) if len(everywhere) == 1 else frozenset())
