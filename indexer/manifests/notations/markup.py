"""XML manifests as a small tree whose elements know their lines; of broken XML, what stands before the fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .... import lazy_re as re

__all__ = ["Element", "read_xml"]

SAYS_WIDE = re.compile(rb"<\?xml[^>]{0,80}encoding=[\"']utf-?16", re.IGNORECASE)
"""A text that can be read so is in UTF-8, or has become it since (`on_disk.file_bytes`)."""
_DEEPEST = 200  # levels; what is nested deeper is no manifest


@dataclass(slots=True)
class Element:
    """One element: its name without namespace, attributes, own text (stripped), line and children."""

    tag: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def child(self, *path: str) -> Element | None:
        """The first descendant along a path of names."""
        found: Element | None = self
        for tag in path:
            found = next((c for c in found.children if c.tag == tag), None) if found else None
        return found

    def all(self, *path: str) -> Iterator[Element]:
        """Every descendant along a path of names."""
        if not path:
            yield self
            return
        for element in self.children:
            if element.tag == path[0]:
                yield from element.all(*path[1:])

    def value(self, *path: str) -> str:
        """The text at a path of names; "" where there is none."""
        found = self.child(*path)
        return found.text if found else ""

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in document order."""
        yield self
        for element in self.children:
            yield from element.walk()


class _Tree:
    """The parser's target: builds `Element`s, so that a fault leaves what was read before it."""

    def __init__(self) -> None:
        self.root = Element("", {}, 1)
        self._open = [self.root]
        self._texts: list[list[str]] = [[]]
        self.expat: Any = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            raise ValueError(f"nested deeper than {_DEEPEST} levels")
        plain = {name.rpartition("}")[2]: value for name, value in attributes.items()}
        element = Element(tag.rpartition("}")[2], plain, self.expat.CurrentLineNumber)
        self._open[-1].children.append(element)
        self._open.append(element)
        self._texts.append([])

    def end(self, tag: str) -> None:  # noqa: ARG002 - the parser's interface
        self._open.pop().text = "".join(self._texts.pop()).strip()

    def data(self, text: str) -> None:
        self._texts[-1].append(text)

    def close(self) -> Element:
        return self.root


def read_xml(content: bytes) -> tuple[Element, list[tuple[int, str]]]:
    """The document element (an empty one where there is none) and what was wrong, as `(line, message)`.

    Entities and external references are refused (defusedxml); nothing is fetched.
    """
    from defusedxml.ElementTree import DefusedXMLParser

    tree = _Tree()
    parser = DefusedXMLParser(target=tree, encoding="utf-8" if SAYS_WIDE.match(content) else None)
    tree.expat = parser.parser
    problems: list[tuple[int, str]] = []
    try:
        parser.feed(content)
        parser.close()
    except (SyntaxError, ValueError, LookupError) as error:
        problems.append((tree.expat.CurrentLineNumber, f"not well-formed XML: {' '.join(str(error).split())[:100]}"))
    return (tree.root.children[0] if tree.root.children else tree.root), problems
