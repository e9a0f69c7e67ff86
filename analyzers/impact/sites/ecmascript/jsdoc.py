"""What documentation comments of JavaScript and TypeScript write as language servers read it: types in braces, links, `@see`.

The types are parsed as TypeScript where they stand, all else blank, so that lines and places are those of the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ..... import lazy_re as re
from .....indexer.languages.trees import parser_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = ["Comments", "Link", "Tag", "imported", "linked"]

COMMENT: Final = re.compile(rb"/\*\*(?!/).*?\*/\s*", re.DOTALL)
TAG: Final = re.compile(
    rb"@(?P<kind>param|arg|argument|returns?|throws|exception|type|prop(?:erty)?|typedef|template|satisfies|extends|augments"
    rb"|implements|this|enum|yields?|callback)\b(?:\s*\{(?!@)(?P<type>(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\})?"
    rb"[\s*]*(?P<name>\[?[ ]*[\w$.]+(?:[ ]*,[ ]*[\w$]+)*)?"
)
SAME: Final = {"arg": "param", "argument": "param", "return": "returns", "prop": "property", "augments": "extends"}
MARKS: Final = re.compile(
    rb"^\s*(?:asserts\s+)?[\w$]+\s+is\s+|\n[ \t]*\*|^\s*\.\.\.|=\s*$|(?<![\w)\]}>'\"\s])[?!](?=[\w({\[])|\.(?=<)|[?!]\s*$"
)
"""The edge of a comment in a type of several lines, and what only JSDoc has: `...A`, `A=`, `?A`, `!A`, `Array.<A>`."""
LOADED: Final = re.compile(rb"import\(\s*['\"](?P<module>[^'\"]+)['\"]\s*\)")
IMPORTED: Final = re.compile(r"@import\s+(?P<names>[^'\"@]{1,300}?)\s*\bfrom\s+['\"](?P<module>[^'\"\n]+)['\"]")
NAME: Final = r"[A-Za-z_$][\w$]*"
LINKED: Final = re.compile(rf"(?:\{{@link(?:code|plain)?\s+|@see\s+)(?P<link>{NAME}(?:[.#]{NAME})*)(?!\w*://)")
DECLARED: Final = b" var a:"


class Tag(NamedTuple):
    """A tag: its kind, the node of its type, and the name behind that, `[name]` for what may be left out."""

    kind: str
    type: Node | None
    name: str


class Link(NamedTuple):
    """A name in a comment: `line` counts from the comment's first, `holder` is what stands before the dot, "" for nothing."""

    line: int
    holder: str
    text: str


class Comments:
    """The tags of the documentation comments of one file.

    Attributes:
        tags: where a comment starts → its tags.
        above: where code starts → where the comment above it does.
        modules: `import("./a")` in types, as it is written → the specifier.
    """

    def __init__(self, source: bytes) -> None:
        self.tags: dict[int, list[Tag]] = {}
        self.above: dict[int, int] = {}
        self.modules: dict[str, str] = {}
        found = [(match.start(), match.end(), tags) for match in COMMENT.finditer(source) if (tags := _tags(match))]
        types = self._parsed(source, [tag for _, _, tags in found for tag in tags]) if found else {}
        for start, end, tags in found:
            self.above[end] = start
            self.tags[start] = [_tag(tag, types.get(tag.start("type"))) for tag in tags]

    def _parsed(self, source: bytes, tags: list[re.Match[bytes]]) -> dict[int, Node]:
        """Where a type starts → its node."""
        text = bytearray(re.sub(rb"[^\n]", b" ", source))
        for tag in tags:
            if tag["type"] is not None:
                start, end = tag.span("type")
                text[start - len(DECLARED) : end + 1] = DECLARED + self._cleaned(tag["type"]) + b";"
        found = {}
        for node in parser_of("TypeScript").parse(bytes(text)).root_node.named_children:
            declared = node.named_children[0].child_by_field_name("type") if node.named_children else None
            if declared is not None and declared.named_children:
                found[declared.start_byte + 1] = declared.named_children[0]
        return found

    def _cleaned(self, type_: bytes) -> bytes:
        """A type as TypeScript writes it, in as many bytes; a module has a name of its own."""
        for loaded in LOADED.finditer(type_):
            self.modules[loaded[0].decode()] = loaded["module"].decode()
        plain = MARKS.sub(lambda mark: re.sub(rb"[^\n]", b" ", mark[0]), type_)
        return LOADED.sub(lambda loaded: b"$" * len(loaded[0]), plain)


def _tags(comment: re.Match[bytes]) -> list[re.Match[bytes]]:
    return list(TAG.finditer(comment.string, *comment.span())) if b"@" in comment[0] else []


def _tag(found: re.Match[bytes], type_: Node | None) -> Tag:
    kind, name = found["kind"].decode(), (found["name"] or b"").decode()
    return Tag(SAME.get(kind, kind), type_, name.lstrip("[ ").rstrip("."))


def imported(comment: str) -> Iterator[tuple[int, str, str, str]]:
    """`(line, public name, local name, specifier)` of what `@import` takes, "*" for the whole module."""
    for found in IMPORTED.finditer(comment):
        line = comment.count("\n", 0, found.start())
        for name in re.split(r"[{},\s]*(?:,|\{|\})[{},\s]*", found["names"]):
            words = name.split()
            if words:
                inner = "{" in found["names"].partition(name)[0]
                yield line, words[0] if inner or words[0] == "*" else "default", words[-1], found["module"]


def linked(comment: str) -> Iterator[Link]:
    """The names that a comment links to."""
    for found in LINKED.finditer(comment):
        holder = ""
        for part in re.split(r"[.#]", found["link"])[:2]:
            yield Link(comment.count("\n", 0, found.start("link")), holder, part)
            holder = part
