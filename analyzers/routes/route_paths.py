"""The paths that one statement or annotation gives: mostly one, in some frameworks also a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.languages.families import SCRIPT
from .prefixes.route_helpers import helper_around
from .text.jvm_paths import annotated_paths
from .text.route_forms import GO, RUST, Form
from .text.route_handlers import enclosed
from .text.route_source import path_text
from .views.aspnet_paths import routes_beside

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["paths_of"]

TEXTS = re.compile(r"""['"]([^'"]*)['"]""")
POSITIONAL = re.compile(r"(?:\s*+(?:,\s*+)?['\"][^'\"]*['\"])*+")
KEYED_PATH = re.compile(
    r"""\b(?:path|url)\s*:\s*(?:(?P<quote>['"`])(?P<path>(?:/|\$\{)[^'"`]*|)(?P=quote)|(?P<constant>[A-Za-z_][\w.]*))(?=\s*[,}])"""
)


def paths_of(index: Index, form: Form, match: re.Match[str], path: str, number: int) -> list[str]:
    """The paths of a match of a form; [] for what is no path after all."""
    rest = match.groupdict().get("rest") or ""
    if form.name == "Spring":
        return annotated_paths(index, path, rest)
    if form.name == "Litestar":
        from .views.litestar_controllers import written_paths

        return written_paths(index, path, enclosed(rest))
    if listed := match.groupdict().get("paths"):
        return TEXTS.findall(listed.replace("`", "'"))
    if form.name == "Flask resource":
        listed = POSITIONAL.match(rest)
        return TEXTS.findall(listed[0]) if listed else [""]
    groups = match.groupdict()
    if form.name == "ASP.NET attribute" and not any(groups.get(key) for key in ("path", "constant", "nameof")):
        return routes_beside(index, path, number)
    if groups.get("path") is not None or groups.get("constant") or groups.get("nameof"):
        query = "?" if form.languages == RUST else "?<"  # what Rocket reads from the query is no part of the path
        text = path_text(index, match, path).partition(query)[0]
        named = groups.get("constant") if form.languages in (GO, SCRIPT) and not text.startswith("/") else None
        handed = named and helper_around(index, path, number, frozenset({named}))  # told by who calls the function
        return [text] if handed or not named else []
    if form.name == "route object":
        keyed = KEYED_PATH.search(rest)
        return [path_text(index, keyed, path)] if keyed else []
    listed = re.match(
        r"\s*(?:\{\s*path\s*:\s*)?(?:.*?\b(?:value|path)\s*=\s*)?(?:[\[{]\s*([^\]}]*)[\]}]|(\"[^\"]*\"))", rest
    )
    found = TEXTS.findall(listed[1] or listed[2] or "") if listed and form.name != "JAX-RS" else []
    return found or [""]
