"""The handler of Go inside the functions that wrap it where it is registered: `guard(hasID(app.show), "pots:read")` means `app.show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..text.route_handlers import enclosed, split_arguments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.index import Index

__all__ = ["wrapped_handler"]

CALL = re.compile(r"[A-Za-z_][\w.]*\((?P<inner>.*)", re.DOTALL)
NAME = re.compile(r"[A-Za-z_][\w.]*")
ANSWERS = re.compile(r"\bResponseWriter\b|\bRequest\b|\b(?:Request)?Ctx\b|\bContext\b")
"""What a function is handed that answers a request: the types of `net/http`, Gin, Echo, Fiber, Iris and fasthttp."""


def wrapped_handler(index: Index, groups: Mapping[str, str | None], handler: str) -> str:
    """What answers in place of the function that makes a handler of it; that function itself where none of its arguments is seen to."""
    arguments = split_arguments(enclosed(f"{groups.get('handler') or ''}{groups.get('rest') or ''}"))
    made = next((item.strip() for item in reversed(arguments) if f"{handler}(" in item), "")
    return _inner(index, made) or handler if handler and made else handler


def _inner(index: Index, call: str) -> str:
    """The first function among the arguments of a call, or of the calls in them, that is handed a request."""
    found = CALL.match(call)
    first = enclosed(found["inner"]) if found else ""
    made = enclosed(found["inner"][len(first) :].removeprefix(")(")) if found else ""  # `zip(level)(app.show)`
    for argument in split_arguments(f"{first},{made}"):
        bare = argument.strip()
        if named := _inner(index, bare) if CALL.match(bare) else bare if _answers(index, bare) else "":
            return named
    return ""


def _answers(index: Index, name: str) -> bool:
    last = name.rpartition(".")[2]
    return bool(NAME.fullmatch(name)) and any(
        ANSWERS.search(symbol.signature)
        for symbol in index.symbols(name=last, kinds=("function", "method"))
        if symbol.path.endswith(".go")
    )
