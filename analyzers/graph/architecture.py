"""Architecture rules of a workspace: layers, forbidden imports, independent parts, parts without cycles.

A rule is a table in the settings; see docs/rules.md:

    [[tool.groundplan.rules]]
    name = "arrows point down"
    type = "layers"
    layers = ["cli.py | server.py", "workspace.py", "analyzers", "indexer"]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...errors import InvalidParameterError
from ...indexer.gathering import by_key
from .cycles import RUNS_AT_IMPORT, components

if TYPE_CHECKING:
    from ...indexer.index import Edge

__all__ = ["broken_rules", "is_sound", "parts_of"]


def broken_rules(rules: Sequence[Mapping[str, Any]], edges: Sequence[Edge]) -> Iterator[tuple[str, Edge]]:
    """`(rule's name, offending edge)` for each import that breaks a rule.

    Raises:
        InvalidParameterError: a rule of an unknown type, or without the parts that its type needs.
    """
    for number, rule in enumerate(rules, 1):
        kind = str(rule.get("type", ""))
        if kind not in CHECKS:
            raise InvalidParameterError(f"rule {number} has the unknown type {kind!r}. Types: {', '.join(CHECKS)}")
        name = str(rule.get("name") or f"{kind} {number}")
        ignored = {tuple(item.split(" -> ")) for item in _texts(rule.get("ignore", []))}
        considered = [
            edge
            for edge in edges
            if (edge.source, edge.target) not in ignored and (edge.kind != "type_only" or rule.get("types", False))
        ]
        try:
            yield from ((name, edge) for edge in CHECKS[kind](rule, considered))
        except KeyError as error:
            raise InvalidParameterError(f"rule {name!r} of type {kind!r} needs {error}. See docs/rules.md") from error


def is_sound(rule: Mapping[str, Any]) -> bool:
    """Whether a rule can be checked; of one that can't `groundplan check` tells."""
    try:
        return not list(broken_rules([rule], []))
    except InvalidParameterError:
        return False


def _layers(rule: Mapping[str, Any], edges: Sequence[Edge]) -> Iterator[Edge]:
    """Imports that point upwards; parts of one layer, parted by `|`, may not import each other."""
    place: list[tuple[str, int, int]] = []
    for height, layer in enumerate(_texts(rule["layers"])):
        place += [(_place(part), height, column) for column, part in enumerate(layer.split("|"))]
    for edge in edges:
        source, target = _position(edge.source, place), _position(edge.target, place)
        if source and target and (target[0] < source[0] or (target[0] == source[0] and target[1] != source[1])):
            yield edge


def _forbidden(rule: Mapping[str, Any], edges: Sequence[Edge]) -> Iterator[Edge]:
    sources, targets = _places(rule["from"]), _places(rule["to"])
    yield from (edge for edge in edges if _within(edge.source, sources) and _within(edge.target, targets))


def _independent(rule: Mapping[str, Any], edges: Sequence[Edge]) -> Iterator[Edge]:
    place = [(part, 0, column) for column, part in enumerate(_places(rule["parts"]))]
    for edge in edges:
        source, target = _position(edge.source, place), _position(edge.target, place)
        if source and target and source != target:
            yield edge


def _acyclic(rule: Mapping[str, Any], edges: Sequence[Edge]) -> Iterator[Edge]:
    """Edges inside a cycle, of the files below the given parts."""
    parts = _places(rule.get("parts", [""]))
    running = [
        edge
        for edge in edges
        if edge.kind in RUNS_AT_IMPORT and _within(edge.source, parts) and _within(edge.target, parts)
    ]
    following = by_key((edge.source, edge.target) for edge in running)
    for members in components(following):
        inside = set(members)
        yield from (edge for edge in running if edge.source in inside and edge.target in inside)


def _position(path: str, place: Sequence[tuple[str, int, int]]) -> tuple[int, int] | None:
    best = max((item for item in place if _below(path, item[0])), key=lambda item: len(item[0]), default=None)
    return (best[1], best[2]) if best else None


def parts_of(rule: Mapping[str, Any], key: str) -> list[str]:
    """The texts that a rule has under a key, as paths from the root; the parts of a layer one by one."""
    return [_place(part) for text in _texts(rule.get(key, [])) for part in text.split("|")]


def _places(value: Any) -> list[str]:
    return [_place(text) for text in _texts(value)]


def _place(text: str) -> str:
    """A path as the index writes it: `./src/` is `src`, `.` the root."""
    path = text.strip().removeprefix("./").rstrip("/")
    return "" if path == "." else path


def _within(path: str, parts: Sequence[str]) -> bool:
    return any(_below(path, part) for part in parts)


def _below(path: str, part: str) -> bool:
    return not part or path == part or path.startswith(f"{part}/")


def _texts(value: Any) -> list[str]:
    if not isinstance(value, (str, list)):
        raise InvalidParameterError(
            f"a rule names paths as a text or a list of texts, not {value!r}. See docs/rules.md"
        )
    return [value] if isinstance(value, str) else [str(item) for item in value]


CHECKS: dict[str, Callable[[Mapping[str, Any], Sequence[Edge]], Iterator[Edge]]] = {
    "layers": _layers,
    "forbidden": _forbidden,
    "independent": _independent,
    "acyclic": _acyclic,
}
