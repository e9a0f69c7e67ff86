"""Whether a name of JavaScript is a router: by what makes it, by its type, else by how routers are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...per_index import read_once
from .route_source import source_lines

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["is_router"]

CALLED = re.compile(r"(?:app|express|[rR]outers?|[sS]erver|[rR]outes?|[fF]astify|[aA]pi|App|[iI]nstance)(?:[vV]?\d+)?$")
"""How the names end of routers that another file made: `appCache` is none."""
MAKERS = r"(?:express|polka|[fF]astify|\w*Router|\w*Hono|Elysia|createServer|createApp)"
TYPES = r"(?:\w*Router|Express|Application|\w*Hono|Elysia|Fastify\w*)"
CLIENTS = r"(?:axios|got|ky|wretch|ofetch|supertest|request|HttpClient|\w*Client)"
"""What makes an object that asks a server by the same methods."""


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
