"""What documentation comments say of types: names that they mention, and in JavaScript what they promise as annotations do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..... import lazy_re as re
from .....indexer.gathering import words
from .....indexer.languages.trees import parser_of
from ..scopes import Scope
from ..shape import BARE
from .promises import place
from .types import TypeReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = ["DocumentedReader", "Told"]

BODIES = frozenset({"class_body", "interface_body"})
CLASSES = frozenset({"class_declaration", "abstract_class_declaration", "interface_declaration"})
CARRIERS = words(
    "export_statement lexical_declaration variable_declaration variable_declarator expression_statement assignment_expression"
    " pair field_definition"
)
"""What stands around a function or value and begins with the name that a comment above describes."""
TYPED = frozenset({"typedef", "callback"})
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
LINKED: Final = re.compile(
    rf"(?:\{{@link(?:code|plain)?\s+|@(?:see|extends|augments)\s+)(?P<link>{NAME}(?:[.#]{NAME})*)(?!\w*://)"
)
DECLARED: Final = b" var a:"


class Told(NamedTuple):
    """What a comment says of a definition, as raw type expressions: its type, what it gives, what it takes, by name, its bases."""

    type: Any
    gives: Any
    takes: dict[str, Any]
    bases: tuple[Any, ...]


UNTOLD: Final = Told(None, None, {}, ())


class DocumentedReader(TypeReader):
    """The part of the reader that knows documentation comments.

    Attributes:
        annotating: whether they promise types: in TypeScript they do not.
        tags: where a comment starts → its tags.
        above: where code starts → where the comment above it does.
        taken_in: local name → what `@import` takes, as a raw type expression.
    """

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.annotating = False
        self.tags: dict[int, list[Tag]] = {}
        self.above: dict[int, int] = {}
        self.taken_in: dict[str, Any] = {}
        comments = (match for match in COMMENT.finditer(source) if b"@" in match[0])
        found = [(*match.span(), tags) for match in comments if (tags := [*TAG.finditer(source, *match.span())])]
        types = self._parsed(source, [tag for _, _, tags in found for tag in tags]) if found else {}
        for start, end, tags in found:
            self.above[end] = start
            self.tags[start] = [_tag(tag, types.get(tag.start("type"))) for tag in tags]

    def comment(self, node: Node) -> None:
        """What a documentation comment names as a type or link."""
        text, line = self.text(node), node.start_point[0] + 1
        if not text.startswith("/**") or "@" not in text:
            return
        tags = self.tags.get(node.start_byte, [])
        for row, public, local, module in imported(text):
            self.taken_in[local] = ["m", module] if public == "*" else [".", ["m", module], public]
            self.add(public, line + row, ["m", module], "doc")
        outer, first, self.in_comment = self._documented_scope(tags), len(self._sites), True
        described = self._described(node)
        if self.annotating and any(tag.kind in TYPED for tag in tags):
            self._define(tags)
        else:
            for tag in tags:
                self.annotation(tag.type)
        self._sites[first:] = [(*site[:4], "doc", *site[5:]) for site in self._sites[first:]]
        self.scope, self.in_comment = outer, False
        for row, holder, name in linked(text):
            self.add(name, line + row, ["t", (holder, self.scope)] if holder else BARE, "doc")
            if not holder and described:
                self.add(name, line + row, ["s", described], "doc")

    def told(self, node: Node) -> Told:
        """What the comment above a definition promises."""
        above = self.above if self.annotating else {}
        at: Node | None = node if above else None
        while at is not None and at.start_byte not in above:
            at = at.parent if at.parent is not None and at.parent.type in CARRIERS else None
        return self._told_by(self.tags[above[at.start_byte]]) if at is not None else UNTOLD

    def _told_by(self, tags: list[Tag]) -> Told:
        outer = self._documented_scope(tags)
        typed = [(tag.kind, self.type_expression(tag.type)) for tag in tags if tag.type is not None]
        first = dict(reversed(typed))
        found = Told(
            first.get("type"),
            first.get("returns"),
            self._told_parameters(tags),
            tuple(value[1] for kind, value in typed if kind == "implements" and value and value[0] == "t"),
        )
        self.scope = outer
        return found

    def _documented_scope(self, tags: list[Tag]) -> Scope:
        """Opens a scope with the type variables and modules that comments name; gives the one around it."""
        outer, self.scope = self.scope, Scope("block", self.scope.qualname, self.scope)
        for written, module in self.modules.items():
            self.scope.bind(written, ["m", module])
        for name, value in self.taken_in.items():
            self.scope.bind(name, value)
        for tag in tags:
            for name in tag.name.split(",") if tag.kind == "template" else ():
                self.scope.bind(name.strip(), ["?"])
        return outer

    def _told_parameters(self, tags: list[Tag]) -> dict[str, Any]:
        """Parameters by name; those of an object (`options.size`) are members of a shape of their own."""
        found: dict[str, Any] = {}
        for tag in tags:
            name, _, member = tag.name.partition(".")
            if tag.kind != "param" or tag.type is None:
                continue
            if not member:
                found.setdefault(name, self.type_expression(tag.type))
            elif "." not in member:
                if found.get(name) is None:
                    qualname = f"{{{place(tag.type)}}}"
                    self.classes[qualname] = []
                    found[name] = ["s", qualname]
                if found[name][0] == "s":
                    self.bound[f"{found[name][1]}.{member}"] = [self.type_expression(tag.type)]
        return found

    def _define(self, tags: list[Tag]) -> None:
        """`@typedef`, `@callback`: what the tags behind it say is of that name."""
        starts = [number for number, tag in enumerate(tags) if tag.kind in TYPED]
        for start, end in zip(starts, [*starts[1:], len(tags)], strict=True):
            (kind, type_, name), rest = tags[start], tags[start + 1 : end]
            for tag in rest:
                self.annotation(tag.type)
            if not name:
                continue
            if kind == "callback":
                told, called = self._told_by(rest), f"({name})"
                self.signatures[called], self.returns[called] = [list(told.takes.values())], [told.gives]
                self.bound.setdefault(name, []).append(["alias", ["F", called]])
            elif any(tag.kind == "property" for tag in rest):
                self.classes[name] = (
                    [self.head(type_)] if type_ is not None and self.text(type_).lower() != "object" else []
                )
                for tag in rest:
                    if tag.kind == "property" and tag.type is not None and "." not in tag.name:
                        self.bound[f"{name}.{tag.name}"] = [self.type_expression(tag.type)]
            elif type_ is not None:
                self.named_type(name, type_)

    def _described(self, node: Node) -> str:
        """The class whose members a comment names as they are: it stands above the class, or in it."""
        if node.parent is not None and node.parent.type in BODIES:
            return self.scope.qualname
        following = node.next_named_sibling
        if following is not None and following.type == "export_statement":
            following = following.child_by_field_name("declaration")
        name = following.child_by_field_name("name") if following is not None and following.type in CLASSES else None
        return self.inside(self.text(name)) if name is not None else ""

    # ---- The types in comments are parsed as TypeScript where they stand, all else blank, so that lines and places are those of the file.

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


class Tag(NamedTuple):
    """A tag: its kind, the node of its type, and the name behind that, `[name]` for what may be left out."""

    kind: str
    type: Node | None
    name: str


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


def linked(comment: str) -> Iterator[tuple[int, str, str]]:
    """`(line, what stands before the dot, name)` of what a comment links to, lines counted from its first."""
    for found in LINKED.finditer(comment):
        holder = ""
        for part in re.split(r"[.#]", found["link"])[:2]:
            yield comment.count("\n", 0, found.start("link")), holder, part
            holder = part
