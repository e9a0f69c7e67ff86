"""Procedures of tRPC, each a path below the endpoint that serves their router: a query by GET, a mutation by POST.

https://trpc.io/docs/rpc, https://trpc.io/docs/server/adapters

And routes of hapi that a module exports or lists as plain objects: `module.exports = [{ method: 'GET', path: '/pots', handler }]`.
https://hapi.dev/api/#-serverrouteroute · haute-couture registers what `lib/routes` exports: https://hapipal.com/docs/haute-couture
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ...workspace.code_places import importers, word_places
from ...workspace.workspace_packages import dependency_names
from ..prefixes.route_prefixes import prefixes
from ..text.route_source import product_files, slashed
from .file_routes import served_folder
from .object_values import Value, arguments, entries, line_of, outline, resolved, text_of

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["hapi_routes", "trpc_routers"]

ADAPTERS = ("@trpc/server/adapters", "@hono/trpc-server", "trpc-nuxt", "trpc-sveltekit", "fastify-trpc")
SERVED = re.compile(r"(?<=[{,\s])router\s*(?::\s*([A-Za-z_$][\w$.]*)\s*)?(?=[,}\n])(?![^\n]*\bfrom\b)")
ENDPOINT = re.compile(r"\b(?:endpoint|prefix|basePath)\s*:\s*(?:(['\"`])([^'\"`]*)\1|[A-Za-z_])")
MOUNTED = re.compile(r"\b(\w+)\s*\.(?:use|all)\(\s*(['\"`])([^'\"`]*)\2\s*,[^;]{0,400}?$")
NAMED = re.compile(r"\b(?:const|let|var)\s+(\w+)\s*(?::[^=\n]+)?=\s*(?:await\s+)?[\w.]+$")
ALONE = re.compile(r"\bcreateHTTP(?:Server|Handler)$")
OTHERS = re.compile(r"[oO]pen[aA][pP][iI]\w*$")
PROCEDURE = re.compile(r"\.(query|mutation|subscription)\(\)")
ROUTER = re.compile(r"(?:[\w$]+\.)*\w*[rR]outers?\w*\(\)")
METHODS = {"query": "GET", "mutation": "POST", "subscription": "GET"}
DEEPEST = 8
PACKAGES = frozenset({"@hapi/hapi", "hapi"})
WORD = "method"
METHOD = re.compile(r"\[[^\]]*\]|['\"`](?:\*|\w+)['\"`]")
PATH = re.compile(r"['\"`]([^'\"`]*)['\"`]")
ANSWERS = re.compile(r"[,{\s](?:handler|options|config)\s*[:(,}]")
HANDLER = re.compile(r"\bhandler\s*:\s*([A-Za-z_][\w.]*)\s*[,}\n]")
CALLED = re.compile(r"\.(?:route|inject|request)\(\s*$")
"""What an object stands in that is no route of the file's own, or one that another reader tells."""


def trpc_routers(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of each procedure of the routers that an adapter serves."""
    for path in sorted(importers(index, ADAPTERS)):
        if index.files[path].zone != "product":
            continue
        text, closing = text_of(index, path)
        for match in SERVED.finditer(text):
            name = match.start(1) if match[1] else match.start()
            root = resolved(index, Value(path, name, match.end()))
            first = max((at for at, end in closing.items() if text[at] == "(" and at < name < end), default=-1)
            if root.last - root.first == match.end() - name or first < 0 or OTHERS.search(text[:first]):
                continue  # nothing of the workspace is seen to be called so, or what serves it gives each procedure a path of its own
            for start in _endpoints(index, path, text[:first], text[first : closing[first]]):
                for kind, names, value in _procedures(index, root, (), 0):
                    handler = f"{value.owner}.{names[-1]}" if value.owner and names else ""
                    yield METHODS[kind], f"{start}/{'.'.join(names)}", handler, value.path, line_of(index, value)


def _endpoints(index: Index, path: str, above: str, inside: str) -> list[str]:
    """Where an adapter serves a router: as it says, where it is mounted, or where its file's place says; `/{endpoint}` where none does."""
    if said := ENDPOINT.search(inside):
        return [slashed(said[2]) if said[1] else "/{endpoint}"]
    if hung := MOUNTED.search(above[-600:]):
        own = slashed(hung[3].removesuffix("*"))
        return [start + own for start in prefixes(index).of_router(path, hung[1])]
    if (named := NAMED.search(above)) and (path, named[1]) in prefixes(index).mounts:
        return prefixes(index).of_router(path, named[1])
    folder = served_folder(index, path)
    return [folder if folder is not None else "" if ALONE.search(above) else "/{endpoint}"]


def _procedures(
    index: Index, given: Value, names: tuple[str, ...], depth: int
) -> Iterator[tuple[str, tuple[str, ...], Value]]:
    """`(kind, names on the way, value)` of the procedures of a router, a record of them, or several that are merged."""
    value = resolved(index, given)
    shape = outline(index, value)
    if found := PROCEDURE.search(shape):
        yield found[1], names, value
    elif depth < DEEPEST and ROUTER.match(shape):
        for argument in arguments(index, value):
            yield from _procedures(index, argument, names, depth + 1)
    elif depth < DEEPEST and shape.startswith("{"):
        for key, inner in entries(index, value):
            yield from _procedures(index, inner, (*names, key) if key else names, depth + 1)


def hapi_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of each object with a method, a path and what answers."""
    for path in product_files(index, index.files_using(WORD), SCRIPT) if PACKAGES & dependency_names(index) else ():
        if word_places(index, path, {WORD}):
            yield from _read(index, path)


def _read(index: Index, path: str) -> Iterator[tuple[str, str, str, str, int]]:
    text, closing = text_of(index, path)
    for start, end in closing.items():
        if text[start] != "{" or WORD not in text[start:end] or CALLED.search(text[:start]):
            continue
        own = dict(entries(index, Value(path, start, end + 1)))
        told = {key: text[own[key].first : own[key].last].strip() for key in (WORD, "path") if key in own}
        method, route = METHOD.fullmatch(told.get(WORD, "")), PATH.fullmatch(told.get("path", ""))
        if method and route and ANSWERS.search(text, start, end + 1):
            handler = HANDLER.search(text, start, end + 1)
            name = handler[1] if handler and handler[1] not in {"async", "function"} else ""
            for verb in re.findall(r"\*|\w+", told[WORD]):
                yield "ANY" if verb == "*" else verb.upper(), route[1], name, path, line_of(index, own[WORD])
