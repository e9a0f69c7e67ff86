"""What is wrong with the architecture rules themselves: a rule that is misspelt or names nothing would pass for ever."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from ... import lazy_re as re
from .architecture import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

__all__ = ["Fault", "rule_faults"]

PLACES = {"layers": ("layers",), "forbidden": ("from", "to"), "independent": ("parts",), "acyclic": ("parts",)}
"""Type of a rule → the settings that name parts of the workspace."""
COMMON = ("name", "type", "ignore", "types")
HEADER = re.compile(rb"^[ \t]*\[\[\s*(?:tool\.groundplan\.)?rules\s*\]\]", re.MULTILINE)


class Fault(NamedTuple):
    """A fault of a rule: the rule's name, its line, what is wrong."""

    rule: str
    line: int | None
    message: str


def rule_faults(rules: Sequence[Mapping[str, Any]], files: Collection[str], source: bytes) -> Iterator[Fault]:
    """The faults of rules whose types are known.

    Args:
        rules: as written.
        files: the workspace's.
        source: the text of the file that they stand in, for their lines.
    """
    lines = [source.count(b"\n", 0, match.end()) + 1 for match in HEADER.finditer(source)]
    for number, rule in enumerate(rules):
        kind = str(rule.get("type", ""))
        name = str(rule.get("name") or f"{kind} {number + 1}")
        line = lines[number] if len(lines) == len(rules) else None
        for find in (_unknown_settings, _malformed, _names_nothing(files)):
            yield from (Fault(name, line, message) for message in find(rule, kind))


def _unknown_settings(rule: Mapping[str, Any], kind: str) -> Iterator[str]:
    known = (*COMMON, *PLACES.get(kind, ()))
    for key in rule:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            yield f"a rule of type {kind!r} has no setting {key!r}" + (f". Nearest: {near[0]!r}" if near else "")


def _malformed(rule: Mapping[str, Any], kind: str) -> Iterator[str]:
    if kind == "layers" and isinstance(rule.get("layers"), str):
        yield "'layers' is a list, the highest layer first"
    if not isinstance(rule.get("types", False), bool):
        yield "'types' is true or false"
    for item in parts_of(rule, "ignore"):
        if " -> " not in item:
            yield f"'ignore' has {item!r}: an import is written as 'a.py -> b.py'"


def _names_nothing(files: Collection[str]) -> Callable[[Mapping[str, Any], str], Iterator[str]]:
    def find(rule: Mapping[str, Any], kind: str) -> Iterator[str]:
        for key in PLACES.get(kind, ()):
            for part in parts_of(rule, key):
                if part and part not in files and not any(path.startswith(f"{part}/") for path in files):
                    yield f"{key!r} names {part!r}: no such file or folder in the workspace"

    return find
