"""HTTP routes of Remix and React Router's framework mode: `loader` and `action` of the modules below `app/routes`.

Dots and folders divide a path, `$name` is a parameter, a leading underscore hides a part (`_auth.login`), `[.]` is
a dot itself, and `index`, `_index`, `route` and `_layout` stand for their folder. https://remix.run/docs/en/main/file-conventions/routes
Where `app/routes.ts` names the modules itself (`route("users/:id", "./user.tsx")`), it counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.workspace_paths import prefix_of
from ..text.route_source import line_number, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["remix_routes"]

PACKAGES = words(
    "@remix-run/react @remix-run/node @remix-run/dev @remix-run/cloudflare @remix-run/server-runtime @react-router/dev"
)
MODULE = re.compile(r"^app/routes/(?P<route>.+)\.[jt]sx?$")
ESCAPED = re.compile(r"\[([^\]]*)\]")
DIVIDED = re.compile(r"[./](?![^\[]*\])")
BESIDE = re.compile(r"(?:^|/)(?:\+[^/]*|__\w+)/|\.(?:server|client|test|spec|d)$|(?:^|/)__\w+$")
"""Modules that serve no path: helpers beside a route, and tests."""
FOLDERS = frozenset({"index", "_index", "route", "_route", "_layout", "layout"})
EXPORTED = re.compile(
    r"^export\s+(?:(?:async\s+)?function\s+|const\s+|let\s+|\{[^}]*?\b)(?P<name>loader|action)\b", re.MULTILINE
)
METHODS = {"loader": "GET", "action": "POST"}
CONFIG = ("app/routes.ts", "app/routes.js")
STEP = re.compile(
    r"\b(?P<call>route|index|layout|prefix)\(\s*(?:(?P<quote>['\"`])(?P<first>[^'\"`\n]*)(?P=quote))?(?:\s*,\s*['\"`](?P<second>[^'\"`\n]*)['\"`])?"
    r"|(?P<open>[(\[])|(?P<close>[)\]])"
)

Route = tuple[str, str, str, str, int]


def remix_routes(index: Index) -> Iterator[Route]:
    """`(method, path, handler, file, line)`."""
    for manifest in index.manifests:
        folder, _, name = manifest.rpartition("/")
        declared = {item.name for item in index.manifests[manifest].dependencies} if name == "package.json" else set()
        if not declared & PACKAGES:
            continue
        prefix = prefix_of(folder)
        config = next((prefix + path for path in CONFIG if prefix + path in index.files), "")
        stated = dict(_stated(source_text(index, config))) if config else {}
        found = {f"{prefix}app/{file}": route for file, route in stated.items()} or dict(_by_place(index, prefix))
        for path, route in found.items():
            yield from _handlers(index, path, route)


def _by_place(index: Index, prefix: str) -> Iterator[tuple[str, str]]:
    """Module → the path that its place tells."""
    for path, file in index.files.items():
        match = MODULE.match(path[len(prefix) :]) if path.startswith(prefix) and file.zone == "product" else None
        if match and not BESIDE.search(match["route"]):
            yield path, _path(match["route"])


def _path(route: str) -> str:
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
    pending = ""
    for step in STEP.finditer(text):
        if step["close"]:
            around = around[:-1]
        elif step["open"]:
            around.append(pending)
            pending = ""
        else:
            holds = step["call"] in ("route", "prefix") and step["first"]
            own = f"/{(step['first'] or '').strip('/')}" if holds else ""
            module = step["second"] if step["call"] == "route" else step["first"] if step["call"] != "prefix" else ""
            if module:
                yield module.removeprefix("./"), "".join(around) + own or "/"
            around.append(own)


def _handlers(index: Index, path: str, route: str) -> Iterator[Route]:
    text = source_text(index, path)
    for match in EXPORTED.finditer(text):
        yield METHODS[match["name"]], route, match["name"], path, line_number(text, match.start("name"))
