"""Calls that JavaScript chains to a router over many lines: `new Hono().use(auth).get("/", all).route("/pots", pots)`."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...per_index import read_once
from .route_blocks import brackets
from .route_source import line_number, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["LAST", "Chain", "chain_owner", "chains", "route_chain"]

HEAD = re.compile(
    r"^[ \t]*(?:(?:export\s+)?(?:const|let|var)\s+(?P<made>\w+)\s*(?::[^=\n]+)?=\s*|export\s+default\s+|return\s+|module\.exports\s*=\s*"
    r"|(?:this\.)?(?P<given>\w+)\s*=\s*)?(?:new\s+\w*(?:Hono|Elysia|Router)\b|(?:express\.)?Router\b(?=\s*\()|(?P<owner>\w*(?:[aA]pp|[rR]outer|[rR]outes|[aA]pi|[sS]erver)\w*)(?=\s*\.))",
    re.MULTILINE,
)
"""What a chain begins with: a router that is made, or the name of one."""
CALL = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*+\.\s*(?P<name>\w+)\s*(?P<open>[<(])", re.DOTALL)
LAST = re.compile(r"(?:^|,)\s*([A-Za-z_$][\w.$]*)\s*,?\s*$")
BRACKET = re.compile(r"\s*(?P<open>[<(])")


class Call(NamedTuple):
    """One call of a chain: its method, where its arguments begin and end in the file's text, and its line."""

    name: str
    first: int
    last: int
    line: int


class Chain(NamedTuple):
    """The calls that are chained to a router; `made` where the chain makes it; `owner` is "" for one without a name."""

    owner: str
    made: bool
    calls: tuple[Call, ...]


@read_once
def chains(index: Index, path: str) -> tuple[Chain, ...]:
    """The chains of a file in their order."""
    return tuple(_read(source_text(index, path)))


def chain_owner(index: Index, path: str, line: int) -> str | None:
    """The router that a call on a line is chained to; None for a line that no chain has a call on."""
    around = [item for item in chains(index, path) if any(call.line == line for call in item.calls)]
    return around[-1].owner if around else None


def route_chain(index: Index, path: str, line: int) -> str:
    """The calls from a `route("/pots")` of a line on, by their names and what each is given last; "" where no chain has it there.
    What its `all` calls beside verbs is a middleware."""
    text = source_text(index, path)
    for chain in chains(index, path):
        at = next((at for at, call in enumerate(chain.calls) if call.name == "route" and call.line == line), None)
        if at is not None and chain.calls[at + 1 :]:
            below = [*itertools.takewhile(lambda call: call.name != "route", chain.calls[at + 1 :])]
            kept = [call for call in below if call.name != "all"] or below
            named = (f".{call.name}({''.join(LAST.findall(text[call.first : call.last])) or 0})" for call in kept)
            return f"{chain.owner}.route({text[chain.calls[at].first : chain.calls[at].last]}){''.join(named)}"
    return ""


def _read(text: str) -> Iterator[Chain]:
    closing = brackets(text)
    for head in HEAD.finditer(text):
        at = head.end()
        if not head["owner"] and (opened := BRACKET.match(text, at)):
            at = _past(text, closing, opened.start("open"))
        calls: list[Call] = []
        while found := CALL.match(text, at) if at else None:
            opening = found.start("open")
            if found["open"] == "<":
                opening = _past_type(text, opening)
            if text[opening : opening + 1] != "(" or opening not in closing:
                break
            at = closing[opening] + 1
            calls.append(Call(found["name"], opening + 1, at - 1, line_number(text, found.start("name"))))
        if calls:
            owner = head["made"] or head["given"] or head["owner"] or ""
            yield Chain(owner, not head["owner"], tuple(calls))


def _past(text: str, closing: dict[int, int], at: int) -> int:
    """Behind the arguments of a constructor that may have type arguments; 0 where they don't end."""
    at = _past_type(text, at) if text[at] == "<" else at
    return closing.get(at, -1) + 1 if text[at : at + 1] == "(" else 0


def _past_type(text: str, at: int) -> int:
    """Behind the type arguments that a bracket opens."""
    depth = 0
    for place in range(at, min(len(text), at + 4000)):
        letter = text[place]
        depth += (letter == "<") - (letter == ">" and text[place - 1] != "=")
        if depth == 0:
            return place + 1
    return at
