"""Functions of Go that mount what they are handed: `s.MountRouter("/pots", pots.New(db))` of `func (s *Server) MountRouter(path string,
sub http.Handler) { s.router.Mount(path, sub) }`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...per_index import per_index
from ...workspace.code_places import FUNCTIONS, innermost
from ..prefixes.route_helpers import argument_text, calls_of, parameters
from ..text.route_forms import GO
from ..text.route_source import constant, definition_text, line_number, product_texts, slashed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = ["Site", "handed_mounts"]

MOUNT = re.compile(r"\b(?P<owner>\w+)\.Mount\(\s*(?P<under>\w+)\s*,\s*(?P<hung>\w+)\s*\)")
BASE = r"\b{0}\s*=\s*path\.Join\(\s*([\w.]+)\s*,\s*{0}\s*\)"


class Site(NamedTuple):
    """A call that hands a function its router, or that mounts the router which it makes: the prefix in the call itself."""

    path: str
    line: int
    owner: str
    prefix: str


class HandedMount(NamedTuple):
    """What a call hands to be mounted, where that call stands, and how it is mounted."""

    argument: str
    caller: str
    site: Site


@per_index
def handed_mounts(index: Index) -> tuple[HandedMount, ...]:
    """All of the workspace."""
    return tuple(_read(index))


def _read(index: Index) -> Iterator[HandedMount]:
    for path, text in product_texts(index, index.files_using("Mount"), GO):
        for found in MOUNT.finditer(text):
            line = line_number(text, found.start())
            function = innermost(index, path, line, FUNCTIONS)
            names = parameters(function.signature) if function else []
            if function and found["under"] in names and found["hung"] in names:
                under, hung = names.index(found["under"]), names.index(found["hung"])
                before = _base(index, function, found["under"])
                for caller, _, given in calls_of(index, function):
                    if len(given) > max(under, hung):
                        prefix = before + slashed(argument_text(index, given[under], caller))
                        yield HandedMount(given[hung], caller, Site(path, line, found["owner"], prefix))


def _base(index: Index, function: IndexedSymbol, name: str) -> str:
    """What the function itself puts before the path that it is handed: `under = path.Join(conf.Base, under)`."""
    found = re.search(BASE.format(name), definition_text(index, function))
    return slashed(constant(index, found[1], function.path)) if found else ""
