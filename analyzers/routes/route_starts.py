"""What stands before a route by the router that it hangs on, and by the blocks and the file that it stands in.

A framework with a way of its own is a function and a line of `ABOVE` or `INSIDE`; its reader is imported where a route is its.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ..workspace.code_places import function_around
from .route_blocks import block_prefix
from .route_forms import JVM, PYTHON, SCRIPT, Form
from .route_prefixes import prefixes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...indexer.index import Index

__all__ = ["Hung", "starts"]


class Hung(NamedTuple):
    """A route, as far as it tells what stands before it; `owner` is what it hangs on, as the line writes it."""

    form: Form
    path: str
    line: int
    owner: str
    handler: str

    @property
    def router(self) -> str:
        """The name of the router object."""
        return self.owner.partition(".")[0] if self.form.languages == PYTHON else self.owner.rpartition(".")[2]


def starts(index: Index, route: Hung) -> list[str]:
    """What stands before a route, once for each place where its router is hung."""
    otherwise = _of_script if route.form.languages == SCRIPT else _of_router
    above = ABOVE.get(route.form.name, otherwise)(index, route)
    inside = INSIDE.get(route.form.name, _in_module if route.form.languages == JVM else _in_blocks)(index, route)
    return [f"{start}{inside}" for start in above]


def _of_router(index: Index, route: Hung) -> list[str]:
    return prefixes(index).of_router(route.path, route.router)


def _of_script(index: Index, route: Hung) -> list[str]:
    """A plug-in of Fastify is hung as a whole, and may be loaded by its folder."""
    from .fastify_autoload import autoload_prefix

    plugin = prefixes(index).of_function(route.path, function_around(index, route.path, route.line))
    return [autoload_prefix(index, route.path) + start for start in plugin or _of_router(index, route)]


def _of_axum(index: Index, route: Hung) -> list[str]:
    from .axum_nests import nest_prefixes

    return nest_prefixes(index, route.path, route.line)


def _of_utoipa(index: Index, route: Hung) -> list[str]:
    from .utoipa_routes import documented_prefixes

    return documented_prefixes(index, route.path, route.handler)


def _of_go(index: Index, route: Hung) -> list[str]:
    from .go_routers import go_prefixes

    return go_prefixes(index, route.path, route.line, route.router)


def _of_aspnet(index: Index, route: Hung) -> list[str]:
    from .aspnet_groups import group_prefixes

    return group_prefixes(index, route.path, route.line, route.router)


def _of_rocket(index: Index, route: Hung) -> list[str]:
    from .rocket_mounts import rocket_prefixes

    return rocket_prefixes(index, route.path, route.handler)


ABOVE: Final[Mapping[str, Callable[[Index, Hung], list[str]]]] = {
    "Axum": _of_axum,
    "utoipa": _of_utoipa,
    "Go router": _of_go,
    "ASP.NET minimal": _of_aspnet,
    "Rust attribute": _of_rocket,
}
"""Form → what its router stands under."""


def _in_blocks(index: Index, route: Hung) -> str:
    return block_prefix(index, route.path, route.line)


def _in_module(index: Index, route: Hung) -> str:
    from .jvm_roots import root_path

    return root_path(index, route.path, route.form.name) + _in_blocks(index, route)


def _in_laravel(index: Index, route: Hung) -> str:
    from .laravel_routes import file_prefix

    return file_prefix(index, route.path) + _in_blocks(index, route)


def _in_symfony(index: Index, route: Hung) -> str:
    from .symfony_routes import controller_prefix

    return controller_prefix(index, route.path)


INSIDE: Final[Mapping[str, Callable[[Index, Hung], str]]] = {"Laravel": _in_laravel, "Symfony": _in_symfony}
"""Form → what its blocks, its file and its module put before its path."""
