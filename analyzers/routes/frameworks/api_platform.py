"""Routes that API Platform makes of `#[ApiResource]` classes: by their operations and what `uriTemplate` says of them.

A path that no template states is made of the class's name by a rule that a project may change; it is told as computed: `/{Pot}`.
https://api-platform.com/docs/core/operations/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

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
OPERATION = re.compile(r"\bnew\s+(?:\w+\\)*(GetCollection|Get|Post|Put|Patch|Delete)\b(\()?")
TEMPLATE = re.compile(r"\buriTemplate:\s*['\"]([^'\"]*)['\"]")
BELOW = re.compile(r"\broutePrefix:\s*['\"]([^'\"]*)['\"]")
METHODS = {"GetCollection": "GET", "Get": "GET", "Post": "POST", "Put": "PUT", "Patch": "PATCH", "Delete": "DELETE"}
DEFAULTS = ("GetCollection", "Post", "Get", "Patch", "Delete")
"""The operations of a resource that lists none, in all versions."""
OF_ONE = frozenset({"Get", "Put", "Patch", "Delete"})
FORMAT = "{._format}"


class Operation(NamedTuple):
    """One operation and the template that it states itself."""

    kind: str
    template: str
    at: int


def api_platform(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, class, file, line)` of every operation of a resource."""
    for path, text in product_texts(index, index.files_using(WORD), {"PHP"}):
        above = bundle_prefix(index, path, "api_platform")
        closing = brackets(text)
        for match in RESOURCE.finditer(text):
            if name := next_below(index, path, line_number(text, match.start()), ("class",)):
                for route in _of_resource(text, match, closing, name, path):
                    yield route[0], above + route[1], *route[2:]


def _of_resource(
    text: str, match: re.Match[str], closing: dict[int, int], name: str, path: str
) -> Iterator[tuple[str, str, str, str, int]]:
    start = match.end()
    end = closing.get(start - 1, start) if match[1] else start
    operations = list(_operations(text, start, end, closing)) or [
        Operation(kind, "", match.start()) for kind in DEFAULTS
    ]
    first = min((item.at for item in operations if item.at > start), default=end)
    listed, below = TEMPLATE.search(text, start, first), BELOW.search(text, start, first)
    inside = slashed(below[1]) if below else ""
    for kind, own, at in operations:
        computed = f"/{{{name}}}" + ("/{id}" if kind in OF_ONE else "")
        template = own or (listed[1] if listed else "") or computed
        line = line_number(text, at)
        yield METHODS[kind], f"{inside}/{template.replace(FORMAT, '').lstrip('/')}", name, path, line


def _operations(text: str, start: int, end: int, closing: dict[int, int]) -> Iterator[Operation]:
    for match in OPERATION.finditer(text, start, end):
        last = closing.get(match.end() - 1, match.end()) if match[2] else match.end()
        told = TEMPLATE.search(text, match.end(), last)
        yield Operation(match[1], told[1] if told else "", match.start())
