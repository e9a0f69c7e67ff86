"""Sanic's blueprints: the versions that stand before their paths, and the groups that mount several of them.

https://sanic.dev/en/guide/advanced/versioning.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...per_index import per_index
from ...workspace.code_places import importers
from ..text.route_forms import PYTHON
from ..text.route_source import constant, product_files, slashed, source_lines, statement
from .router_names import Router, imported_router

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["blueprint_groups", "version_before"]

MADE = re.compile(r"^\s*(\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)?Blueprint(\.group)?\((.*)", re.DOTALL)
VERSION = re.compile(r"\bversion\s*=\s*(?:['\"]([^'\"]*)['\"]|([\d.]+)|([A-Za-z_][\w.]*))")
PREFIX = re.compile(r"\burl_prefix\s*=\s*['\"]([^'\"]*)['\"]")
ITEM = re.compile(r"(?:^|[,(\[])\s*([A-Za-z_][\w.]*)(?=\s*[,)\]])")


def version_before(index: Index, path: str, owner: str, arguments: str) -> str:
    """What a version puts before the whole path: the route's own, else that of its blueprint or of the group that has it."""
    known = _versions(index)
    if not known and not _files(index):
        return ""
    if path in _files(index) and (own := _version(index, path, arguments)):
        return own
    router = imported_router(index, path, owner)
    return known.get(router, "") if router else ""


def blueprint_groups(index: Index) -> Iterator[tuple[str, str, str, str]]:
    """`(file, name of a blueprint, name of the group that has it, prefix of the group)`."""
    for path, name, grouped, arguments in _made(index):
        prefix = PREFIX.search(arguments)
        for item in ITEM.findall(arguments) if grouped else ():
            yield path, item, name, slashed(prefix[1]) if prefix else ""


@per_index
def _versions(index: Index) -> dict[Router, str]:
    found: dict[Router, str] = {}
    for path, name, grouped, arguments in sorted(_made(index), key=lambda row: row[2]):
        if version := _version(index, path, arguments):
            members = (imported_router(index, path, item) for item in ITEM.findall(arguments)) if grouped else ()
            for router in members if grouped else ((path, name),):
                if router:
                    found.setdefault(router, version)
    return found


def _version(index: Index, path: str, arguments: str) -> str:
    """`/v2` for `version=2`, `version="v2"` and a constant of one of these."""
    given = VERSION.search(arguments)
    if given is None or given[3] == "None":
        return ""
    text = given[1] or given[2] or constant(index, given[3], path)
    return f"/v{text.removeprefix('v')}" if not text.startswith("{") else f"/v{text}"


@per_index
def _made(index: Index) -> list[tuple[str, str, bool, str]]:
    """`(file, name, whether it is a group, arguments)` of every blueprint of Sanic."""
    return [
        (path, found[1], bool(found[2]), found[3])
        for path in _files(index)
        for number, text in enumerate(source_lines(index, path), 1)
        if "Blueprint" in text and (found := MADE.match(statement(source_lines(index, path), number)))
    ]


@per_index
def _files(index: Index) -> tuple[str, ...]:
    return tuple(product_files(index, sorted(importers(index, ("sanic",))), PYTHON))
