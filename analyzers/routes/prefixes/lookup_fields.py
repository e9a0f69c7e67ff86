"""The parameter by which a router of Django REST framework names one thing of a viewset that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..text.route_source import definition_text, source_text

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["LOOKUP", "lookup_field"]

LOOKUP = re.compile(r"^\s+lookup_(?:url_kwarg|field)\s*(?::[^=]+)?=\s*['\"](\w+)['\"]", re.MULTILINE)
REGISTERED = r"\.register\(\s*(?:prefix\s*=\s*)?r?['\"]{}['\"]\s*,\s*(?:viewset\s*=\s*)?([\w.]+)"


def lookup_field(index: Index, path: str, prefix: str) -> str:
    """The field of the viewset that a file registers by a prefix; `pk` where it says none."""
    view = re.search(REGISTERED.format(re.escape(prefix)), source_text(index, path))
    classes = index.symbols(name=view[1].rpartition(".")[2], kinds=("class",)) if view else ()
    return next((found[1] for item in classes if (found := LOOKUP.search(definition_text(index, item)))), "pk")
