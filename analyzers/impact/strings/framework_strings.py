"""All strings that a framework resolves to a definition, whatever the framework, and where in the code they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ....indexer.gathering import words
from ..references.plain_sites import enclosing
from .bean_names import beans_naming
from .dotted_strings import app_strings, strings_naming, strings_naming_file
from .plugin_names import plugins_naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["LOADED", "FrameworkString", "strings_of", "users_by_string"]


LOADED: Final = words(
    "urlpatterns application app register handler400 handler403 handler404 handler500 default_app_config"
)
"""What a framework looks for in a module that it is given the name of: URLs, an application, a library of template tags."""


class FrameworkString(NamedTuple):
    """A string that means a definition."""

    path: str
    line: int
    text: str


def strings_of(program: Program, definition: Definition) -> Iterator[FrameworkString]:
    """The strings that mean a definition, or, for a file, the module or something in it."""
    index = program.index
    if not definition[1]:
        found = [*strings_naming_file(index, definition[0]), *app_strings(index, definition[0])]
        yield from sorted({FrameworkString(item.path, item.line, item.text) for item in found})
        return
    yield from (FrameworkString(item.path, item.line, item.text) for item in strings_naming(index, definition))
    yield from (FrameworkString(*item) for item in beans_naming(index, definition))
    yield from (FrameworkString(*item) for item in plugins_naming(index, definition))


def users_by_string(program: Program, definition: Definition) -> Iterator[tuple[Definition, int]]:
    """The definitions that name one by a string, with the line; who names a module asks for some names in it (`LOADED`)."""
    path, qualname = definition
    found = list(strings_of(program, definition))
    if qualname in LOADED and path.endswith(".py"):
        found += [item for item in strings_of(program, (path, "")) if item not in found]
    for item in found:
        if item.path != path:
            yield (item.path, enclosing(program.symbols(item.path), item.line)), item.line
