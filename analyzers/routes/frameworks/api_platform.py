"""Routes that API Platform makes of `#[ApiResource]` classes: by their operations and what `uriTemplate` says of them.

A path that no template states is made of the class's name by a rule that a project may change; it is told as computed: `/{Pot}`.
https://api-platform.com/docs/core/operations/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...workspace.code_places import next_below
from ..mounts.symfony_routes import bundle_prefix
from ..text.route_blocks import brackets
from ..text.route_source import line_number, product_texts, slashed

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["api_platform"]

WORD = "ApiResource"
RESOURCE = re.compile(r"#\[ApiResource\b(\()?")
OPERATION = re.compile(r"\bnew\s+(?:\w+\\)*(Get(?:Collection)?|Post|Put|Patch|Delete)\b(\()?")
TEMPLATE = re.compile(r"\buriTemplate:\s*['\"]([^'\"]*?)(?:\{\._format\}|\.\{_format\})?['\"]")
BELOW = re.compile(r"\broutePrefix:\s*['\"]([^'\"]*)['\"]")
DEFAULTS = ("GetCollection", "Post", "Get", "Patch", "Delete")
"""The operations of a resource that lists none, in all versions."""
OF_ALL = frozenset({"GetCollection", "Post"})


def api_platform(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, class, file, line)` of every operation of a resource."""
    for path, text in product_texts(index, index.files_using(WORD), {"PHP"}):
        closing = brackets(text)
        for match in RESOURCE.finditer(text):
            if name := next_below(index, path, line_number(text, match.start()), ("class",)):
                for method, own, at in _operations(text, match, closing, name):
                    yield method, bundle_prefix(index, path, "api_platform") + own, name, path, line_number(text, at)


def _operations(text: str, match: re.Match[str], closing: dict[int, int], name: str) -> Iterator[tuple[str, str, int]]:
    """`(method, path, offset)` of the operations that a resource lists, else of those that it has by default."""
    start = match.end()
    end = closing.get(start - 1, start) if match[1] else start
    listed = []
    for new in OPERATION.finditer(text, start, end):
        last = closing.get(new.end() - 1, new.end()) if new[2] else new.end()
        listed.append((new[1], TEMPLATE.search(text, new.end(), last), new.start()))
    first = listed[0][2] if listed else end
    common, below = TEMPLATE.search(text, start, first), BELOW.search(text, start, first)
    for kind, own, at in listed or [(kind, None, match.start()) for kind in DEFAULTS]:
        told = own or common
        template = told[1].lstrip("/") if told else f"{{{name}}}" + ("" if kind in OF_ALL else "/{id}")
        yield kind.removesuffix("Collection").upper(), (slashed(below[1]) if below else "") + f"/{template}", at
