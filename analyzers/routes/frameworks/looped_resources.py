"""Routes that Python registers from a list: `for row in ROUTES: api.add_resource(*row)`, `[app.add_url_rule(*rule) for rule in RULES]`,
and `for view, path in ROUTES: api.add_resource(view, path)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..prefixes.looped_mounts import TEXT, items_of, parts_of
from ..prefixes.route_prefixes import prefixes
from ..text.route_forms import PYTHON
from ..text.route_source import line_number, product_texts, source_lines
from ..views.class_views import view_methods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["looped_resources"]

CALLS = ("add_resource", "add_url_rule")
CALL = rf"(?P<owner>\w+)\.(?P<call>{'|'.join(CALLS)})\((?P<given>\*\w+|\w+\s*,\s*\w+)\)"
LOOP = r"for\s+(?P<names>\w+(?:\s*,\s*\w+)*)\s+in\s+(?P<list>[A-Za-z_][\w.]*)"
LOOPED = (re.compile(rf"^[ \t]*{LOOP}\s*:\s+{CALL}", re.MULTILINE), re.compile(rf"\[\s*{CALL}\s+{LOOP}\s*\]"))


def looped_resources(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every path of every item, at the item's place."""
    for path, text in product_texts(index, {path for word in CALLS for path in index.files_using(word)}, PYTHON):
        for found in (found for shape in LOOPED for found in shape.finditer(text)):
            line = line_number(text, found.start("owner"))
            for file, item in items_of(index, path, line, found["list"], 0):
                bound = dict(zip(re.findall(r"\w+", found["names"]), parts := parts_of(item), strict=False))
                named = [bound.get(name, "") for name in re.findall(r"\w+", found["given"])]
                given = parts if found["given"][0] == "*" else named
                ends = [(literal[0], literal[1]) for part in given if (literal := TEXT.match(part))]
                view = next((part for part in given if re.match(r"[A-Za-z_][\w.]*$", part)), "")
                rows = view_methods(index, file, view) or [("GET", view)]
                for written, end in ends if found["call"] == CALLS[0] else ends[:1]:
                    at = next((n for n, row in enumerate(source_lines(index, file), 1) if written in row), line)
                    for start in prefixes(index).of_router(path, found["owner"]):
                        full = f"{start.rstrip('/')}/{end.lstrip('/')}"
                        yield from ((method, full, own, file, at) for method, own in rows)
