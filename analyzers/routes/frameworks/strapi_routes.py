"""Routes of Strapi: those that a core router makes of a content type, and those that a file of routes lists.

https://docs.strapi.io/cms/backend-customization/routes
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.manifests.notations.json_lines import read_json
from ...workspace.workspace_packages import dependency_names
from ..text.route_source import line_number, slashed, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["strapi_routes"]

FILE = re.compile(
    r"^(?P<base>.*?)src/(?P<place>api|extensions|plugins)/[\w-]+/(?:server/)?(?:src/)?routes/(?:[\w-]+/)*[\w.-]+\.[jt]s$"
)
CORE = re.compile(r"\bcreateCoreRouter\(\s*['\"`]api::([\w-]+)\.([\w-]+)['\"`]")
LISTED = re.compile(
    r"\bmethod\s*:\s*['\"`](?P<method>\w+)['\"`]\s*,\s*path\s*:\s*['\"`](?P<path>[^'\"`\n]*)['\"`](?:\s*,\s*handler\s*:\s*['\"`](?P<handler>[\w.:-]+)['\"`])?"
)
OPTION = r"\b{}\s*:\s*\[([^\]]*)\]"
PREFIX = re.compile(r"\bprefix\s*:\s*['\"`]([^'\"`]*)['\"`]")
COLLECTION = {
    "find": ("GET", ""), "findOne": ("GET", "/:id"), "create": ("POST", ""), "update": ("PUT", "/:id"), "delete": ("DELETE", "/:id"),
}  # fmt: skip
SINGLE = {"find": ("GET", ""), "update": ("PUT", ""), "delete": ("DELETE", "")}
"""Action → its method and what follows the type's own path."""


def strapi_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every route of the types and files of a workspace that asks for Strapi."""
    if "@strapi/strapi" not in dependency_names(index):
        return
    for path, file in index.files.items():
        place = FILE.match(path) if file.zone == "product" else None
        if place:
            text = source_text(index, path)
            prefix = _prefix(index, place["base"])
            yield from _of_type(index, place["base"], prefix, path, text)
            for match in LISTED.finditer(text) if place["place"] == "api" else ():
                line = line_number(text, match.start("path"))
                handler = (match["handler"] or "").rpartition("::")[2]
                yield match["method"].upper(), (prefix + slashed(match["path"])) or "/", handler, path, line


def _of_type(index: Index, base: str, prefix: str, path: str, text: str) -> Iterator[tuple[str, str, str, str, int]]:
    """The routes of a core router, where the schema of its type is there; less those that it leaves out."""
    match = CORE.search(text)
    schema = f"{base}src/api/{match[1]}/content-types/{match[2]}/schema.json" if match else ""
    if match is None or schema not in index.files:
        return
    told = read_json(index.read(schema))
    single = told.text("kind") == "singleType"
    name = told.text("info", "singularName" if single else "pluralName")
    only, without = (
        re.findall(r"\w+", found[1]) if (found := re.search(OPTION.format(key), text)) else []
        for key in ("only", "except")
    )
    for action, (method, tail) in (SINGLE if single else COLLECTION).items():
        if name and action not in without and (not only or action in only):
            line = line_number(text, match.start())
            yield method, f"{prefix}/{name}{tail}", f"{match[2]}.{action}", path, line


def _prefix(index: Index, base: str) -> str:
    """What the settings of the application put before all of its content, mostly `/api`."""
    for path in (f"{base}config/api.js", f"{base}config/api.ts"):
        if path in index.files and (found := PREFIX.search(source_text(index, path))):
            return slashed(found[1])
    return "/api"
