"""Routers of JavaScript as code writes them: whether a name is one, by what makes it, its type, or how routers are called; the modules that
are handed one (`module.exports = (app) => { app.get(...) }` imports no framework itself), imported or loaded from a folder, whose files
`@fastify/autoload` mounts under their own folders below it; and the calls that are chained to one over many lines."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ....indexer.workspace_paths import joined
from ...per_index import per_index, read_once
from ...workspace.code_places import importers
from .route_blocks import brackets
from .route_source import line_number, slashed, source_lines, source_text, statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....indexer.index import Index

__all__ = [
    "LAST", "LOADERS", "Chain", "autoload_prefix", "chain_owner", "chains", "is_router", "plugin_modules", "route_chain",
]  # fmt: skip

CALLED = re.compile(r"(?:app|express|[rR]outers?|[sS]erver|[rR]outes?|[fF]astify|[aA]pi|App|[iI]nstance)(?:[vV]?\d+)?$")
"""How the names end of routers that another file made: `appCache` is none."""
MAKERS = r"(?:express|polka|[fF]astify|\w*Router|\w*Hono|Elysia|createServer|createApp)"
TYPES = r"(?:\w*Router|Express|Application|\w*Hono|Elysia|Fastify\w*)"
CLIENTS = r"(?:axios|got|ky|wretch|ofetch|supertest|request|HttpClient|\w*Client)"
"""What makes an object that asks a server by the same methods."""
LOADERS = ("@fastify/autoload", "fastify-autoload")
"""Packages that load the modules of folders."""

APPLICATIONS = ("app", "fastify", "server", "instance", "router", "expressApp")
"""What the parameter that a module gets its application by is called."""
_NAMES = "|".join(APPLICATIONS)
HANDED = re.compile(
    rf"^(?:(?:module\.)?exports(?:\.\w+)?\s*=|export\s+default\b|(?:export\s+)?(?:const|let|var)\s+\w+\s*=)\s*(?:\w+\(\s*)?(?:async\s+)?"
    rf"(?:function\b\s*\w*\s*)?(?:\(\s*)?(?:{_NAMES})\s*(?:[,):?]|=>)"
    rf"|^(?:export\s+(?:default\s+)?)?(?:async\s+)?function\s*\w*\s*\(\s*(?:{_NAMES})\s*[,):]",
    re.MULTILINE,
)
DEEPEST = 8


@read_once
def is_router(index: Index, path: str, owner: str) -> bool:
    """Whether the calls of an object of a file add routes."""
    lines = [text for text in source_lines(index, path) if owner.rpartition(".")[2] in text]
    name = re.escape(owner.rpartition(".")[2])
    value = rf"\b{name}\s*(?::[^=\n]+)?=\s*(?:await\s+)?(?:new\s+)?(?:[\w.]+\.)?"
    if CALLED.search(owner):
        return not _holds(lines, rf"{value}{CLIENTS}\b|\b{name}\s*:\s*(?:\w+\.)?(?:Axios\w*|\w*Client)\b")
    made = rf"{value}{MAKERS}\s*(?:<[^()]*>)?\(|\b{name}\??\s*:\s*(?:\w+\.)?{TYPES}\b"
    return _holds(lines, made) or _is_instance(lines, owner)


def _holds(lines: list[str], pattern: str) -> bool:
    compiled = re.compile(pattern)
    return any(compiled.search(text) for text in lines)


def _is_instance(lines: list[str], name: str) -> bool:
    """Whether a name of any form is what Fastify hands a plugin, or the same by another type: `register(async (f) => ...`,
    `(f: FastifyInstance)`, `const typed = f.withTypeProvider()`."""
    handed = re.compile(
        rf"\bregister\(\s*(?:async\s+)?(?:function\s*\w*\s*)?\(?\s*{re.escape(name)}\b|\b{re.escape(name)}\s*:\s*Fastify\w+"
        rf"|\b{re.escape(name)}\s*=\s*\w+\s*\.withTypeProvider\b"
    )
    return any(handed.search(text) for text in lines)


def plugin_modules(index: Index, near: Iterable[str]) -> frozenset[str]:
    """The modules among what the given files import, and among what those import in turn, that are handed an application."""
    named = {path for word in APPLICATIONS for path in index.files_using(word) if index.files[path].language in SCRIPT}
    loading = {path[: path.rfind("/") + 1] for path in importers(index, LOADERS)}
    loading |= {f"{item.folder}/" for item in _loaded(index)}
    edge = {*near, *(path for path in named if any(map(path.startswith, loading)) and _is_handed(index, path))}
    found = set(edge)
    for _ in range(DEEPEST):
        targets = {link.target for path in edge for link in index.links_from(path) if link.target}
        edge = {path for path in (targets - found) & named if _is_handed(index, path)}
        if not edge:
            break
        found |= edge
    return frozenset(found)


def _is_handed(index: Index, path: str) -> bool:
    return HANDED.search("\n".join(index.lines(path))) is not None


# ---- Prefixes that `@fastify/autoload` gives. https://github.com/fastify/fastify-autoload#options

OWN = re.compile(r"\bautoPrefix\s*=\s*['\"]([^'\"]*)['\"]")
"""The prefix that a module says itself, in place of its folder's."""
FOLDER = re.compile(
    r"\bdir\s*:\s*(?:[\w.]*\b(?:join|resolve)\(\s*[\w.]+\s*,\s*)?(?P<parts>['\"][^'\"]*['\"](?:\s*,\s*['\"][^'\"]*['\"])*)"
)
TEXT = re.compile(r"['\"]([^'\"]*)['\"]")
PREFIX = re.compile(r"\bprefix\s*:\s*['\"]([^'\"]*)['\"]")
PLAIN = re.compile(r"\bdirNameRoutePrefix\s*:\s*false\b")


class Loaded(NamedTuple):
    """A folder whose files are registered as plugins, the prefix of them all, and whether its own folders add theirs."""

    folder: str
    prefix: str
    by_folder: bool


def autoload_prefix(index: Index, path: str) -> str:
    """What stands before the routes of a file by the folder that it is loaded from; "" where none loads it."""
    loading = [item for item in _loaded(index) if path.startswith(f"{item.folder}/")]
    if not loading:
        return ""
    nearest = max(loading, key=lambda item: len(item.folder))
    own = next((found[1] for text in source_lines(index, path) if (found := OWN.search(text))), None)
    if own is not None:
        return slashed(nearest.prefix) + slashed(own)
    inner = path[len(nearest.folder) :].rpartition("/")[0] if nearest.by_folder else ""
    parts = (f":{part[1:]}" if part.startswith("_") else part for part in inner.split("/"))
    return slashed(nearest.prefix) + "/".join(parts)


@per_index
def _loaded(index: Index) -> tuple[Loaded, ...]:
    loaded = []
    for path in sorted(importers(index, LOADERS)):
        lines = source_lines(index, path)
        for number, text in enumerate(lines, 1):
            whole = statement(lines, number) if "register(" in text else ""
            if found := FOLDER.search(whole):
                folder = joined(path.rpartition("/")[0], "/".join(TEXT.findall(found["parts"])).lstrip("/"))
                prefix = PREFIX.search(whole)
                loaded.append(Loaded(folder, prefix[1] if prefix else "", not PLAIN.search(whole)))
    return tuple(loaded)


# ---- Calls that are chained to a router: `new Hono().use(auth).get("/", all).route("/pots", pots)`

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
