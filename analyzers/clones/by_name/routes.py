"""Routes by method and path, however their parameters are spelt, with or without the prefix of an API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .candidate import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["named_routes", "normal_route"]

PARAMETER: Final = re.compile(r"\{[^}/]*\}|<[^>/]*>|\[[^\]/]*\]|:[A-Za-z_]\w*|\(\?P<[^)]*\)|\*+")
METHOD: Final = re.compile(r"\s*(?:(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ALL|ANY)\s+)?(\S*)\s*$", re.IGNORECASE)

PREFIX: Final = re.compile(r"(?:/api)?(?:/v\d+)?")
"""Prefixes of all routes of an application, which people often leave out when they name one."""

BESIDE_PREFIX: Final = 0.92
OTHER_METHOD: Final = 0.6


def named_routes(index: Index, name: str) -> Iterator[Candidate]:
    """The routes of a path."""
    from ...routes.routes import read_routes

    method, path = normal_route(name)
    for route in read_routes(index):
        other_method, other_path = normal_route(f"{route.method} {route.path}")
        like = _likeness(path, other_path)
        same = not method or not other_method or method == other_method
        if not like or (like < 1 and not same):
            continue
        like = like if same else OTHER_METHOD
        yield Candidate(
            route.file, route.line, route.line, f"{route.method} {route.path}", "route", like, like, reusable=same
        )


def _likeness(asked: str, other: str) -> float:
    if asked == other:
        return 1.0
    longer, shorter = (asked, other) if len(asked) > len(other) else (other, asked)
    is_prefixed = len(shorter) > 1 and longer.endswith(shorter) and PREFIX.fullmatch(longer.removesuffix(shorter))
    return BESIDE_PREFIX if is_prefixed else 0.0


def normal_route(route: str) -> tuple[str, str]:
    """A route as (method or "", path): parameters of any spelling alike, no slash at the end, lower case."""
    match = METHOD.match(route)
    method, path = (match[1] or "", match[2]) if match else ("", route.strip())
    path = PARAMETER.sub("{}", path).strip("^$").rstrip("/").lower()
    return method.upper().replace("ANY", "").replace("ALL", ""), "/" + path.lstrip("/")
