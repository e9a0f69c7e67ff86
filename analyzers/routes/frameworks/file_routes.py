"""HTTP routes that a file's place tells: Next.js, SvelteKit, Nuxt, Astro and SolidStart serve folders as paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.workspace_paths import prefix_of
from ..text.route_source import line_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["file_routes", "served_folder"]


METHODS = {
    **{name: name for name in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")}, "ALL": "ANY", "load": "GET", "actions": "POST",
}  # fmt: skip
"""What a module exports → the method that it answers; the last two are those of a page of SvelteKit."""
EXPORTED = re.compile(rf"^export\s+(?:(?:async\s+)?function\s+|const\s+)({'|'.join(METHODS)})\b", re.MULTILINE)
LISTED = re.compile(r"^export\s+(?:const\s+)?\{([^}]*)\}", re.MULTILINE)
"""Several at once: `export { GET, POST } from "./auth"`, `export const { GET, POST } = handlers`."""
DEFAULT = re.compile(r"^(?:export\s+default\b|export\s*\{[^}]*\bdefault\s*\}|module\.exports\s*=)", re.MULTILINE)
NUXT_METHOD = re.compile(r"\.(get|post|put|patch|delete|head|options)$")
GROUP = re.compile(r"^\(.*\)$|^@\w")
PARAMETER = re.compile(r"\[+(\.\.\.)?([\w-]+)(?:=\w+)?\]+")
PARAMETER_LAST = re.compile(r"/\{[^{}/]*\}$")


class Place(NamedTuple):
    """How a framework serves a folder.

    Attributes:
        package: whose import or declaration shows the framework.
        pattern: of the path within the package; `route` is the part that becomes the path.
        exports: the file exports a function a method; else one default handler.
        prefix: what the route's path begins with.
    """

    package: str
    pattern: re.Pattern[str]
    exports: bool
    prefix: str = ""


def _place(package: str, pattern: str, *, exports: bool, prefix: str = "") -> Place:
    return Place(package, re.compile(pattern), exports, prefix)


PLACES = (
    _place("next", r"^(?:src/)?app/(?P<route>.*/)?route\.[jt]sx?$", exports=True),
    _place("next", r"^(?:src/)?pages/(?P<route>api/.+?)(?:/index)?\.[jt]sx?$", exports=False),
    _place("@sveltejs/kit", r"^src/routes/(?P<route>.*/)?\+(?:server|page\.server)\.[jt]s$", exports=True),
    _place("astro", r"^src/pages/(?P<route>.+?)(?:/index)?\.[jt]s$", exports=True),
    _place("nuxt", r"^server/(?P<route>api/.+?)(?:/index)?\.[jt]s$", exports=False),
    _place("nuxt", r"^server/routes/(?P<route>.+?)(?:/index)?\.[jt]s$", exports=False),
    *(
        _place(package, rf"^(?:server/)?{route}(?:/index)?\.[jt]s$", exports=False)
        for package in ("nitro", "nitropack")
        for route in (r"routes/(?P<route>.+?)", r"(?P<route>api/.+?)")
    ),
    _place("@vercel/node", r"^(?P<route>api/.+?)(?:/index)?\.[jt]s$", exports=False),
    _place("@solidjs/start", r"^src/routes/(?P<route>api/.+?)(?:/index)?\.[jt]sx?$", exports=True),
)


SET_UP = {
    "nuxt": ("nuxt.config.ts", "nuxt.config.js", "nuxt.config.mjs"),
    "nitro": ("nitro.config.ts", "nitro.config.js", "nitro.config.mjs"),
}
"""Framework → the settings that show it in a package, whoever declares it. https://nuxt.com/docs/getting-started/layers, https://nitro.build/guide/routing"""


def file_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of each handler in a folder that a declared framework serves."""
    for directory, declared in _packages(index).items():
        prefix = prefix_of(directory)
        places = [place for place in PLACES if place.package in declared]
        for path, file in index.files.items() if places else ():
            if file.zone != "product" or not path.startswith(prefix):
                continue
            for place in places:
                match = place.pattern.match(path[len(prefix) :])
                if match:
                    yield from _handlers(index, place, path, match["route"] or "")
                    break


def served_folder(index: Index, path: str) -> str | None:
    """What stands before the rest of the path that a file of a served folder catches: `/api` for `pages/api/[...all].ts`; None for
    a file that is no route by its place."""
    found = next((route for _, route, _, file, _ in file_routes(index) if file == path), None)
    return None if found is None else PARAMETER_LAST.sub("", found)


def _packages(index: Index) -> dict[str, set[str]]:
    """Directory of a package.json → what it declares, and the frameworks that are set up there: a layer below may declare them."""
    return {
        (folder := path.rpartition("/")[0]): {
            *(item.name for item in index.manifests[path].dependencies),
            *(
                name
                for name, files in SET_UP.items()
                if any(f"{folder}/{file}".lstrip("/") in index.files for file in files)
            ),
        }
        for path in index.manifests
        if path.rpartition("/")[2] == "package.json"
    }


def _handlers(index: Index, place: Place, path: str, route: str) -> Iterator[tuple[str, str, str, str, int]]:
    text = index.text(path)
    if place.exports:
        for name, at in _exported(text):
            yield METHODS[name], _path(route), name, path, line_number(text, at)
    elif found := DEFAULT.search(text):
        named = NUXT_METHOD.search(route)
        method = named[1].upper() if named else "ANY"
        line = line_number(text, found.start())
        yield method, _path(route[: named.start()] if named else route), "", path, line


def _exported(text: str) -> Iterator[tuple[str, int]]:
    """The methods that a module exports, each with its place."""
    for match in EXPORTED.finditer(text):
        yield match[1], match.start()
    for match in LISTED.finditer(text):
        for item in match[1].split(","):
            name = (re.findall(r"\w+", item) or [""])[-1]
            if name in METHODS:
                yield name, match.start()


def _path(route: str) -> str:
    """`posts/[id]/(admin)/` → `/posts/{id}`: parameters as they are written elsewhere, groups left out."""
    parts = [part for part in route.strip("/").split("/") if part not in ("", "index") and not GROUP.match(part)]
    return "/" + PARAMETER.sub(r"{\1\2}", "/".join(parts))
