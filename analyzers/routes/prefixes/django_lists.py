"""Django: which list a route stands in, those that take others in from their modules (`[*pot_urls]`, `urlpatterns += lids.urlpatterns`),
and the parameter by which a router of its REST framework names one thing of a viewset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..text.route_blocks import block_prefix
from ..text.route_forms import PYTHON
from ..text.route_source import definition_text, line_number, product_texts, source_lines, source_text
from .router_names import LISTS, imported_router, links_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["LOOKUP", "ends_bare", "list_around", "lookup_field", "taken_lists"]

NAMED = re.compile(r"^(?:(?:def|class)\b|(\w+)\s*(?::[^=]+)?=|\s*(\w+)\s*\+=)")
OWN = re.compile(r"^(\w+)\s*(?::[^=\n]+)?=\s*[\[(]", re.MULTILINE)
TAKEN = re.compile(r"(?:\*|\+=?|(?<![=!<>])=\s*\(?)\s*(?P<list>(?P<module>[A-Za-z_]\w*)(?:\.\w+)*)\s*(?=[,\])+#\n]|$)")
LOOKUP = re.compile(r"^\s+lookup_(?:url_kwarg|field)\s*(?::[^=]+)?=\s*['\"](\w+)['\"]", re.MULTILINE)
MADE = r"^\s*{}\s*(?::[^=\n]+)?=\s*[\w.]*?(?P<nested>Nested)?\w*Router\((?:\s*(?:parent_router\s*=\s*)?(?P<outer>\w+)\s*,)?(?P<rest>[^)]*)"
REGISTERED = r"\.register\(\s*(?:prefix\s*=\s*)?r?['\"]{}['\"]\s*,\s*(?:viewset\s*=\s*)?([\w.]+)"


def list_around(lines: list[str], number: int) -> str:
    """The list that a line stands in, where it is another than `urlpatterns`."""
    for text in reversed(lines[:number]):
        if found := NAMED.match(text):
            return "" if (name := found[1] or found[2] or "urlpatterns") == "urlpatterns" else name
    return ""


def taken_lists(index: Index) -> Iterator[tuple[str, str, str, str]]:
    """`(file, list that it takes in, list that it takes it into, prefix of the blocks around)`."""
    for path, text in product_texts(index, index.files_using("urlpatterns"), PYTHON):
        known = {link.alias for link in links_of(index, path) if link.target} | {*OWN.findall(text)}
        for found in TAKEN.finditer(text):
            if found["module"] in known and found["list"].endswith(LISTS):
                number = line_number(text, found.start("list"))
                around = list_around(source_lines(index, path), number)
                if found["list"] != (around or "urlpatterns"):
                    yield path, found["list"], around, block_prefix(index, path, number)


def lookup_field(index: Index, path: str, prefix: str) -> str:
    """The field of the viewset that a file registers by a prefix; `pk` where it says none."""
    view = re.search(REGISTERED.format(re.escape(prefix)), source_text(index, path))
    classes = index.symbols(name=view[1].rpartition(".")[2], kinds=("class",)) if view else ()
    return next((found[1] for item in classes if (found := LOOKUP.search(definition_text(index, item)))), "pk")


def ends_bare(index: Index, path: str, router: str) -> bool:
    """Whether the paths of a REST framework's router end without a slash: by its own `trailing_slash=False`, or by the outer router's."""
    home, name = imported_router(index, path, router) or (path, router)
    made = re.search(MADE.format(re.escape(name)), source_text(index, home), re.MULTILINE)
    if made and made["nested"] and made["outer"] not in (None, name) and "trailing_slash" not in made["rest"]:
        return ends_bare(index, home, made["outer"])
    return made is not None and re.search(r"\btrailing_slash\s*=\s*False", made["rest"]) is not None
