"""Whether a name of JavaScript is a router, by what makes it, its type, or how routers are called; and the modules that are handed one:
`module.exports = (app) => { app.get(...) }` imports no framework itself. They are imported, or loaded from a folder, whose files
`@fastify/autoload` mounts under their own folders below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ....indexer.workspace_paths import joined
from ...per_index import per_index, read_once
from ...workspace.code_places import importers
from .route_source import slashed, source_lines, statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ....indexer.index import Index

__all__ = ["LOADERS", "autoload_prefix", "is_router", "plugin_modules"]

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
