"""Prefixes that `@fastify/autoload` gives to the routes of a folder: the path of the file's own folder below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...per_index import per_index
from ...workspace.code_places import importers
from ..text.route_source import slashed, source_lines, statement
from ..text.script_routers import LOADERS

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["autoload_prefix"]

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
    """What stands before the routes of a file by the folder that it is loaded from; "" where none loads it.

    https://github.com/fastify/fastify-autoload#options
    """
    loading = [item for item in _loaded(index) if path.startswith(f"{item.folder}/")]
    if not loading:
        return ""
    nearest = max(loading, key=lambda item: len(item.folder))
    own = next((found[1] for text in source_lines(index, path) if (found := OWN.search(text))), None)
    if own is not None:
        return slashed(nearest.prefix) + slashed(own)
    inner = path[len(nearest.folder) :].rpartition("/")[0] if nearest.by_folder else ""
    return slashed(nearest.prefix) + "/".join(
        f":{part[1:]}" if part.startswith("_") else part for part in inner.split("/")
    )


@per_index
def _loaded(index: Index) -> tuple[Loaded, ...]:
    loaded = []
    for path in sorted(importers(index, LOADERS)):
        lines = source_lines(index, path)
        for number, text in enumerate(lines, 1):
            whole = statement(lines, number) if "register(" in text else ""
            if found := FOLDER.search(whole):
                parts = [path.rpartition("/")[0], *TEXT.findall(found["parts"])]
                folder = "/".join(part.strip("./") for part in parts if part.strip("./"))
                prefix = PREFIX.search(whole)
                loaded.append(Loaded(folder, prefix[1] if prefix else "", not PLAIN.search(whole)))
    return tuple(loaded)
