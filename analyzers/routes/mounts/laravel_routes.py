"""Laravel beside its verbs: the prefix that a whole file of routes has, and the routes of a resource."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....indexer.workspace_paths import prefix_of
from ...per_index import read_once
from ..text.plural_names import singular
from ..text.route_blocks import block_prefix
from ..text.route_forms import PHP
from ..text.route_source import product_files, slashed, source_lines, source_text, statement
from .laravel_auth import auth_routes

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["file_prefix", "laravel_routes"]

RESOURCE = re.compile(
    r"^\s*Route::(?P<kind>resource|apiResource)\(\s*['\"](?P<path>[^'\"]*)['\"]\s*,\s*['\"]?(?P<handler>[\w\\]+)(?P<rest>.*)"
)
LISTED = re.compile(r"\b(only|except)['\"]?\s*(?:\(|=>)\s*\[?([^\])]*)")
ACTIONS = (
    ("index", "GET", ""), ("create", "GET", "/create"), ("store", "POST", ""), ("show", "GET", "/{}"),
    ("edit", "GET", "/{}/edit"), ("update", "PUT", "/{}"), ("update", "PATCH", "/{}"), ("destroy", "DELETE", "/{}"),
)  # fmt: skip
"""What a resource makes: action, method, path below the collection. https://laravel.com/docs/controllers#resource-controllers"""
CALLS = ("esource(", "Auth::routes(", "Route::auth(")
"""What a line says that may hang several routes."""
PAGES = frozenset({"create", "edit"})
HUNG = r"(?:prefix\(\s*['\"](?P<prefix>[^'\"]*)['\"]\s*\)[^;]{0,200}|group\(\s*)base_path\(\s*['\"]FILE['\"]"
"""How a service provider hangs a file of routes."""
API_PREFIX = re.compile(r"\bapiPrefix\s*:\s*['\"]([^'\"]*)['\"]")


def laravel_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every route that a resource or the scaffolding of logins makes."""
    for path in product_files(index, sorted({*index.files_using("Route"), *index.files_using("Auth")}), PHP):
        lines = source_lines(index, path)
        for number, text in enumerate(lines, 1):
            if any(word in text for word in CALLS):
                whole = statement(lines, number)
                start = file_prefix(index, path) + block_prefix(index, path, number)
                for method, end, handler in (*_of_resource(whole), *auth_routes(index, whole)):
                    yield method, f"{start}{end}", handler, path, number


def _of_resource(text: str) -> Iterator[tuple[str, str, str]]:
    if match := RESOURCE.search(text):
        for action, method, end in _actions(match):
            yield method, _collection(match["path"], end), f"{match['handler'].rpartition(chr(92))[2]}.{action}"


def _actions(match: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    chosen = {word: set(re.findall(r"\w+", names)) for word, names in LISTED.findall(match["rest"])}
    for action in ACTIONS:
        left = match["kind"] == "apiResource" and action[0] in PAGES
        if not left and action[0] in chosen.get("only", {action[0]}) and action[0] not in chosen.get("except", set()):
            yield action


def _collection(path: str, end: str) -> str:
    """`photos.comments` is nested: /photos/{photo}/comments."""
    parts = path.strip("/").split(".")
    inner = [f"{part}/{{{_parameter(part)}}}" for part in parts[:-1]]
    return "/" + "/".join([*inner, parts[-1]]) + end.replace("{}", f"{{{_parameter(parts[-1])}}}")


def _parameter(text: str) -> str:
    return singular(text.rpartition("/")[2].replace("-", "_"))


@read_once
def file_prefix(index: Index, path: str) -> str:
    """The prefix that a service provider gives a file of routes; `routes/api.php` has `/api` by the framework's custom."""
    root, mark, inner = f"/{path}".rpartition("/routes/")
    if not mark:
        return ""
    return slashed(_stated(index, root.lstrip("/"), f"routes/{inner}"))


def _stated(index: Index, base: str, file: str) -> str:
    prefix = prefix_of(base)
    hung = re.compile(HUNG.replace("FILE", re.escape(file)))
    for path in index.files_using("base_path"):
        if path.startswith(f"{prefix}app/Providers/") and (found := hung.search(source_text(index, path))):
            return found["prefix"] or ""
    start = f"{prefix}bootstrap/app.php"
    if file != "routes/api.php" or f"{prefix}artisan" not in index.files:
        return ""
    stated = API_PREFIX.search(source_text(index, start)) if start in index.files else None
    return stated[1] if stated else "api"
