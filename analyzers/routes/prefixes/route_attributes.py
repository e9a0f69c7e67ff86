"""Attributes that a workspace derives from ASP.NET's `[Route]`: `class ApiV1Attribute : RouteAttribute`; its constructor says the path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text.form_pattern import FormPattern
from ..text.route_source import constant, definition_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ..text.route_forms import Prefix

__all__ = ["own_attributes"]

BASE = "RouteAttribute"
TOLD = re.compile(r"\)\s*:\s*base\(\s*(?:\"([^\"]*)\"|([A-Za-z_][\w.]*))")


def own_attributes(index: Index, shape: Prefix) -> Iterator[Prefix]:
    """The shape once more for each class of the workspace that extends its attribute."""
    for path in index.files_using(BASE):
        for symbol in index.symbols(path=path, kinds=("class",)):
            if BASE not in {base.rpartition(".")[2] for base in symbol.bases}:
                continue
            told = TOLD.search(definition_text(index, symbol))
            if told is not None:
                short = symbol.name.removesuffix("Attribute")
                says = told[1] if told[1] is not None else constant(index, told[2], path)
                yield shape._replace(
                    words=(short, symbol.name), line=FormPattern(rf"^\s*\[{short}(?:Attribute)?\b"), says=says
                )
