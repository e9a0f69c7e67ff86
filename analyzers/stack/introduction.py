"""What a package says of itself at first: the sentence that its README begins with, and the lines of code it shows, in order."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from ... import lazy_re as re
from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...indexer.index import Index

__all__ = ["Introduction", "Shown", "first_pages", "introduction"]

NAMES: Final = ("readme.md", "readme.markdown", "readme.rst", "readme.adoc", "readme.txt", "readme", "readme.org")
MOST_BYTES, MOST_LINES, LEAST_WORDS = 200_000, 120, 4
"""What is read of a README, how many lines of code are looked at, and the words from which on a line is a sentence."""
FENCE: Final = re.compile(r"^\s*(?:>\s*)?(`{3,}|~{3,}|-{4,}$)\s*(?:\{?\.?([\w+#-]*))?")
ATTRIBUTES: Final = re.compile(r"^\[(?:source\s*,\s*)?([\w+#-]*)[^\]]*\]\s*$")
"""What AsciiDoc says of a block right above its fence, which elsewhere underlines a heading."""
DIRECTIVE: Final = re.compile(
    r"^\s*\.\. (?:code(?:-block)?|sourcecode|parsed-literal)::\s*([\w+#-]*)|^(?!\s*\.\. ).*::\s*$"
)
"""What code stands below in reStructuredText; below other directives (`.. tabs::`) is prose."""
OPTION: Final = re.compile(r"\s+:[\w-]+:(?:\s|$)")
ITEM: Final = re.compile(r"\s*(?:[-*+:]|\d+\.) ")
NO_SENTENCE: Final = re.compile(
    r"^\s*(?:#|=+\s*$|-+\s*$|\||\[!|!\[|\.\. |:\w+:|<!--|(?:image|include|ifn?def|endif|toc)::?|={1,6} |\* *\[|- *\[|\[[^\]]+\]:)"
)
MARKUP: Final = re.compile(r"<[^>]*>|!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?|\[!\[.*?\]\([^)]*\)\]\([^)]*\)|[*_`|]")
SEVERAL_LINES: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<a\s[^<>`]{0,400}>[ \t]*\n.{0,2000}?</a>|<[a-zA-Z][^<>`]{0,400}\n[^<>`]{0,400}>", re.DOTALL
)
"""Comments, what is shown as a link as a whole (a sponsor's picture and words), and tags that go over the end of a line."""
UNDERLINE: Final = re.compile(r"^([=~^\"'#*+-])\1{2,}\s*$")
END: Final = re.compile(r"[.!](?=\s+[A-Z\"'(])")
ABOUT_ITSELF: Final = re.compile(r"This (?:README|document|file|page)\b", re.IGNORECASE)
"""How a paragraph begins that speaks of the text and not of the product."""
LINK: Final = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
BEGINNING: Final = re.compile(
    r"(?i)(?:^|[/_.-])(?:(?:quick|start|install)[\w.-]*|usage|guide|tutorial)(?:/[\w-]+)?\.(?:mdx?|rst)$"
)
"""The pages that documentation begins with."""
MOST_PAGES: Final = 8


class Shown(NamedTuple):
    """A line of code in a README."""

    line: int
    language: str
    text: str


class Introduction(NamedTuple):
    """A README, its first sentence and its code; empty where there is none."""

    path: str
    sentence: Shown | None
    code: tuple[Shown, ...]


@per_index
def introduction(index: Index, folder: str) -> Introduction:
    """The README of a package's folder, else of the root, as it introduces the workspace."""
    for place in dict.fromkeys((folder, "")):
        found = {path.rpartition("/")[2].lower(): path for path in index.files if path.rpartition("/")[0] == place}
        if path := next((found[name] for name in NAMES if name in found), ""):
            return _introduced(index, path)
    return Introduction("", None, ())


@per_index
def first_pages(index: Index) -> tuple[Introduction, ...]:
    """What the documentation begins with, the outermost first: a short README leaves to it how to begin."""
    pages = [path for path, file in index.files.items() if file.zone == "docs" and BEGINNING.search(path)]
    pages.sort(key=lambda path: (path.count("/"), path))
    return tuple(_introduced(index, path) for path in pages[:MOST_PAGES])


def _introduced(index: Index, path: str) -> Introduction:
    text = index.text(path, MOST_BYTES)
    lines = SEVERAL_LINES.sub(lambda found: "\n" * found[0].count("\n"), text).splitlines()
    is_rst = path.lower().endswith(".rst")
    code = tuple(islice(_code(lines, is_rst), MOST_LINES))
    indented = {number for number, line in enumerate(lines, 1) if is_rst and line[:1].isspace()}
    return Introduction(path, _sentence(lines, indented | {line.line for line in code}), code)


def _code(lines: list[str], is_rst: bool) -> Iterator[Shown]:
    """The lines of fenced and of indented blocks, with the language that a block names.

    In reStructuredText what is indented, by however much, is code only after `::` or a directive, whose options are none.
    """
    fence, language, named, indented, blank = "", "", "", False, True
    margin = (" ", "\t") if is_rst else ("    ", "\t")
    for number, line in enumerate(lines, 1):
        opening = None if is_rst and line.startswith(("~", "-")) else FENCE.match(line)  # it underlines a heading
        if fence:
            if opening and opening[1].startswith(fence):
                fence = ""
            elif line.strip():
                yield Shown(number, language, line.strip())
            continue
        if opening and not (opening[1].startswith("-") and not blank):
            fence, language = opening[1], (opening[2] or named).lower()
        elif directive := DIRECTIVE.search(line):
            indented, language = True, (directive[1] or "").lower()
        elif line.startswith(margin) and (indented or (blank and not is_rst)) and not ITEM.match(line):
            indented = True
            yield from () if OPTION.match(line) else (Shown(number, language, line.strip()),)
        elif line.strip() and not (indented and line.startswith("  ")):
            indented, language = False, ""
        above = ATTRIBUTES.match(line)
        blank, named = not line.strip() or above is not None, above[1] if above else ""


def _sentence(lines: list[str], aside: set[int]) -> Shown | None:
    """The first sentence of the first paragraph of prose, without badges, headings and markup.

    Args:
        aside: the numbers of lines that are none of it: code, comments.
    """
    first, told = 0, ""
    for number, line in enumerate(lines, 1):
        plain = LINK.sub(r"\1", MARKUP.sub("", line)).strip()
        if told and not plain:
            if not ABOUT_ITSELF.match(told):
                break
            told = ""
        if number < len(lines) and UNDERLINE.match(lines[number]):
            continue  # the line above it is a heading
        none = number in aside or NO_SENTENCE.match(line) or ITEM.match(line) or len(plain.split()) < LEAST_WORDS
        if told or not none:
            first, told = first if told else number, f"{told} {plain}".strip()
    end = END.search(told)
    return Shown(first, "", told[: end.start() + 1] if end else told) if told else None
