"""HTTP routes that a file's place tells: Next.js, SvelteKit, Nuxt, Astro and SolidStart serve folders as paths, and Remix and React
Router's framework mode the `loader` and `action` of the modules below `app/routes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.workspace_paths import prefix_of
from ..text.route_source import line_number, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index

__all__ = ["file_routes", "remix_routes", "served_folder"]


METHODS = {
    **{name: name for name in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")}, "ALL": "ANY", "load": "GET", "actions": "POST",
}  # fmt: skip
"""What a module exports → the method that it answers; the last two are those of a page of SvelteKit."""
EXPORTED = re.compile(r"^export\s+(?:(?:async\s+)?function\s+|const\s+|let\s+)(\w+)\b", re.MULTILINE)
LISTED = re.compile(r"^export\s+(?:const\s+)?\{([^}]*)\}", re.MULTILINE)
"""Several at once: `export { GET, POST } from "./auth"`, `export const { GET, POST } = handlers`."""
DEFAULT = re.compile(r"^(?:export\s+default\b|export\s*\{[^}]*\bdefault\s*\}|module\.exports\s*=)", re.MULTILINE)
NUXT_METHOD = re.compile(r"\.(get|post|put|patch|delete|head|options)$")
GROUP = re.compile(r"^\(.*\)$|^@\w")
PARAMETER = re.compile(r"\[+(\.\.\.)?([\w-]+)(?:=\w+)?\]+")
PARAMETER_LAST = re.compile(r"/\{[^{}/]*\}$")


Row = tuple[str, str, str, str, int]
"""Method, path, handler, file and line."""


class Place(NamedTuple):
    """How a framework serves a folder.

    Attributes:
        package: whose import or declaration shows the framework.
        pattern: of the path within the package; `route` is the part that becomes the path.
        exports: the file exports a function a method; else one default handler.
    """

    package: str
    pattern: re.Pattern[str]
    exports: bool


NITRO = r"^(?:server/)?(?:routes/|(?=api/))(?P<route>.+?)(?:/index)?\.[jt]s$"
PLACES = tuple(
    Place(package, re.compile(pattern), exports)
    for package, pattern, exports in (
        ("next", r"^(?:src/)?app/(?P<route>.*/)?route\.[jt]sx?$", True),
        ("next", r"^(?:src/)?pages/(?P<route>api/.+?)(?:/index)?\.[jt]sx?$", False),
        ("@sveltejs/kit", r"^src/routes/(?P<route>.*/)?\+(?:server|page\.server)\.[jt]s$", True),
        ("astro", r"^src/pages/(?P<route>.+?)(?:/index)?\.[jt]s$", True),
        ("nuxt", r"^server/(?P<route>api/.+?)(?:/index)?\.[jt]s$", False),
        ("nuxt", r"^server/routes/(?P<route>.+?)(?:/index)?\.[jt]s$", False),
        ("nitro", NITRO, False),
        ("nitropack", NITRO, False),
        ("@vercel/node", r"^(?P<route>api/.+?)(?:/index)?\.[jt]s$", False),
        ("@solidjs/start", r"^src/routes/(?P<route>api/.+?)(?:/index)?\.[jt]sx?$", True),
    )
)


SET_UP = {name: [f"{name}.config.{end}" for end in ("ts", "js", "mjs")] for name in ("nuxt", "nitro")}
"""Framework → the settings that show it in a package, whoever declares it. https://nuxt.com/docs/getting-started/layers, https://nitro.build/guide/routing"""


def file_routes(index: Index) -> Iterator[Row]:
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


def _handlers(index: Index, place: Place, path: str, route: str) -> Iterator[Row]:
    text = index.text(path)
    if place.exports:
        yield from _exported(path, text, _path(route), METHODS)
    elif found := DEFAULT.search(text):
        named = NUXT_METHOD.search(route)
        method = named[1].upper() if named else "ANY"
        line = line_number(text, found.start())
        yield method, _path(route[: named.start()] if named else route), "", path, line


def _exported(path: str, text: str, route: str, methods: Mapping[str, str]) -> Iterator[Row]:
    """The routes of what a module exports that answers a method."""
    for match in EXPORTED.finditer(text):
        if match[1] in methods:
            yield methods[match[1]], route, match[1], path, line_number(text, match.start())
    for match in LISTED.finditer(text):
        for item in match[1].split(","):
            name = (re.findall(r"\w+", item) or [""])[-1]
            if name in methods:
                yield methods[name], route, name, path, line_number(text, match.start())


def _path(route: str) -> str:
    """`posts/[id]/(admin)/` → `/posts/{id}`: parameters as they are written elsewhere, groups left out."""
    parts = [part for part in route.strip("/").split("/") if part not in ("", "index") and not GROUP.match(part)]
    return "/" + PARAMETER.sub(r"{\1\2}", "/".join(parts))


# ---- Remix. Dots and folders divide a path, `$name` is a parameter, a leading underscore hides a part (`_auth.login`), `[.]` is a dot
# itself, and `index`, `_index`, `route` and `_layout` stand for their folder. https://remix.run/docs/en/main/file-conventions/routes
# Where `app/routes.ts` names the modules itself (`route("users/:id", "./user.tsx")`), it counts.

REMIX = words(
    "@remix-run/react @remix-run/node @remix-run/dev @remix-run/cloudflare @remix-run/server-runtime @react-router/dev"
)
MODULE = re.compile(r"^app/routes/(?P<route>.+)\.[jt]sx?$")
ESCAPED = re.compile(r"\[([^\]]*)\]")
DIVIDED = re.compile(r"[./](?![^\[]*\])")
BESIDE = re.compile(r"(?:^|/)(?:\+[^/]*|__\w+)/|\.(?:server|client|test|spec|d)$|(?:^|/)__\w+$")
"""Modules that serve no path: helpers beside a route, and tests."""
FOLDERS = frozenset({"index", "_index", "route", "_route", "_layout", "layout"})
ANSWERS = {"loader": "GET", "action": "POST"}
CONFIG = ("app/routes.ts", "app/routes.js")
STEP = re.compile(
    r"\b(?P<call>route|index|layout|prefix)\(\s*(?:(?P<quote>['\"`])(?P<first>[^'\"`\n]*)(?P=quote))?(?:\s*,\s*['\"`](?P<second>[^'\"`\n]*)['\"`])?"
    r"|(?P<open>[(\[])|(?P<close>[)\]])"
)


def remix_routes(index: Index) -> Iterator[Row]:
    """`(method, path, handler, file, line)` of what each module of a route exports."""
    for folder, declared in _packages(index).items():
        if not declared & REMIX:
            continue
        prefix = prefix_of(folder)
        config = next((prefix + path for path in CONFIG if prefix + path in index.files), "")
        stated = dict(_stated(source_text(index, config))) if config else {}
        found = {f"{prefix}app/{file}": route for file, route in stated.items()} or {
            path: _divided(match["route"])
            for path, file in index.files.items()
            if file.zone == "product"
            and path.startswith(prefix)
            and (match := MODULE.match(path[len(prefix) :]))
            and not BESIDE.search(match["route"])
        }
        for path, route in found.items():
            yield from _exported(path, source_text(index, path), route, ANSWERS)


def _divided(route: str) -> str:
    """The path that a module's place tells."""
    parts = []
    for part in DIVIDED.split(route):
        bare = ESCAPED.sub(r"\1", part.removesuffix("+")).removesuffix("_")
        if bare.startswith("(") and bare.endswith(")"):
            bare = f"{bare[1:-1]}?"
        if part in FOLDERS or part.startswith("_"):
            continue
        parts.append("*" if bare == "$" else f":{bare[1:]}" if bare.startswith("$") else bare)
    return "/" + "/".join(parts)


def _stated(text: str) -> Iterator[tuple[str, str]]:
    """Module → path, of the calls in `app/routes.ts`: a call within another one's brackets stands below its path."""
    around: list[str] = []
    for step in STEP.finditer(text):
        if step["close"]:
            around = around[:-1]
        elif step["open"]:
            around.append("")
        else:
            holds = step["call"] in ("route", "prefix") and step["first"]
            own = f"/{(step['first'] or '').strip('/')}" if holds else ""
            module = step["second"] if step["call"] == "route" else step["first"] if step["call"] != "prefix" else ""
            if module:
                yield module.removeprefix("./"), "".join(around) + own or "/"
            around.append(own)
