"""C#: the names that stand where attributes do (`[Trace, Audit(1)]`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["attribute_names"]

LIST = rb"\[([^\[\]]{0,400}+(?:\[[^\[\]]{0,200}+\][^\[\]]{0,400}+){0,20}+)\]"
ATTRIBUTES = re.compile(rb'(?<![\w\])?>"])' + LIST)
"""A list in brackets that index nothing."""
FURTHER = re.compile(LIST)
ARGUMENTS = re.compile(rb'"[^"\n]*"|\([^()]*\)')
ATTRIBUTE = re.compile(rb"\s*(?:[a-z]+\s*:\s*)?(?:[A-Za-z_]\w*\.)*([A-Za-z_]\w*)\s*(?:<.*)?\s*", re.DOTALL)


def attribute_names(source: bytes) -> dict[str, bool]:
    """The names of attributes in a text → whether they stand nowhere else."""
    found: dict[bytes, int] = {}
    for written in _attribute_lists(source):
        for item in _without_arguments(written).split(b","):
            if name := ATTRIBUTE.fullmatch(item):
                found[name[1]] = found.get(name[1], 0) + 1
    return {
        name.decode("utf-8", "replace"): len(re.findall(rb"(?<![\w.])%b\b" % name, source)) <= count
        for name, count in found.items()
    }


def _attribute_lists(source: bytes) -> Iterator[bytes]:
    """What stands in the brackets of attributes: also of a list right behind another one."""
    for match in ATTRIBUTES.finditer(source):
        following: re.Match[bytes] | None = match
        while following is not None:
            yield following[1]
            following = FURTHER.match(source, following.end())


def _without_arguments(attributes: bytes) -> bytes:
    """A list of attributes without what stands in their parentheses."""
    while (shorter := ARGUMENTS.sub(b"", attributes)) != attributes:
        attributes = shorter
    return attributes
