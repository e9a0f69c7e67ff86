"""The prefix of a whole application where a workspace has several: each application of NestJS sets its own.

https://docs.nestjs.com/faq/global-prefix
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....indexer.languages.families import SCRIPT
from ...per_index import per_index
from ..text.route_source import product_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....indexer.index import Index

__all__ = ["prefix_of_app"]

STARTED = re.compile(r"\bNestFactory\s*\.\s*create(?:ApplicationContext)?\b")
UNKNOWN = "/{globalPrefix}"


def prefix_of_app(index: Index, given: Sequence[tuple[str, str]], path: str) -> str:
    """What stands before all routes of the application that a file belongs to.

    Args:
        given: `(file, prefix)` of each place that sets one.
    """
    if not given:
        return ""
    roots = _applications(index)
    own = [root for root in roots if _below(path, root)]
    if own:
        return _of(max(own, key=len), given, roots)
    found = {_of(root, given, roots) for root in roots} or {prefix for _, prefix in given}
    return found.pop() if len(found) == 1 else UNKNOWN


def _of(root: str, given: Sequence[tuple[str, str]], roots: Sequence[str]) -> str:
    """The prefix that is set in an application, else in code that belongs to none."""
    inside = [prefix for path, prefix in given if _below(path, root)]
    shared = [prefix for path, prefix in given if not any(_below(path, other) for other in roots)]
    return (inside or shared or [""])[0]


@per_index
def _applications(index: Index) -> tuple[str, ...]:
    """The folders of the applications that the product's code starts."""
    return tuple(
        sorted(
            {
                f"/{path}".rpartition("/src/")[0].lstrip("/") if "/src/" in f"/{path}" else path.rpartition("/")[0]
                for path, text in product_texts(index, index.files_using("NestFactory"), SCRIPT)
                if STARTED.search(text)
            }
        )
    )


def _below(path: str, root: str) -> bool:
    return not root or path.startswith(f"{root}/")
