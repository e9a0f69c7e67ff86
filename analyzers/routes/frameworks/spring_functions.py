"""Routes that Spring's functional endpoints build: `route().nest(path("/pots"), b -> b.GET("/{id}", this::one))`.

Source: https://docs.spring.io/spring-framework/reference/web/webflux-functional.html, with the forms of Kotlin's router DSL
(`"/pots".nest { GET("/{id}", handler::one) }`) and of springdoc's builder, which have the same calls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...workspace.code_places import FUNCTIONS, definitions_around
from ..mounts.jvm_roots import root_path
from ..text.route_forms import JVM
from ..text.route_source import UNKNOWN, line_number, path_text, product_texts, slashed

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["spring_functions"]

WORDS = ("RouterFunction", "RouterFunctions", "SpringdocRouteBuilder", "coRouter", "router")
MARK = re.compile(
    r"^import (?:static )?org\.(?:springframework\.web\.(?:reactive\.)?(?:servlet\.)?function|springdoc)\b",
    re.MULTILINE,
)
TOKEN = re.compile(
    r'(?P<start>"(?P<inner>[^"\n]*)"\.nest\s*\{)|"(?:\\.|[^"\\\n])*+"|//[^\n]*+|(?s:/\*.*?\*/)|\'(?:\\.|[^\'\\\n])\''
    r"|\b(?P<nest>nest)\s*\(|\.path\s*(?P<below>\()(?=\s*\"[^\"\n]*\"\s*,)"
    r"|(?<![\w@])(?P<verb>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s*\(|(?P<open>[(\[{])|(?P<close>[)\]}])"
)
VALUE = r"(?P<mode>)(?:\"(?P<path>[^\"\n]*)\"|(?P<constant>[A-Z][\w.]*|\w+\.[\w.]+)(?=\s*[,)]))"
AT = re.compile(rf"\s*{VALUE}")
NESTED = re.compile(rf"\s*(?:\w+\.)*path\(\s*{VALUE}\s*\)")
HUNG = re.compile(r"\s*,\s*(?:this\.)?(\w+)\(\)\s*\)")
HANDLER = re.compile(r"(\w+)::(\w+)")
REACH = 240
"""Characters of a call in which its handler is named."""


def spring_functions(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of each route of a functional endpoint of the product."""
    for path, text in product_texts(index, sorted({path for word in WORDS for path in index.files_using(word)}), JVM):
        if MARK.search(text):
            hung: dict[str, str] = {}
            for verb, inner, handler, at in list(_read(index, text, hung)):
                line = line_number(text, at)
                above = root_path(index, path, "Spring") + _above(index, path, line, hung)
                yield verb, f"{above}{inner}" or "/", handler, path, line


def _above(index: Index, path: str, line: int, hung: Mapping[str, str]) -> str:
    """What the method around a line is nested under, where another method of the file nests it; not known for one that answers a
    type's callers in place of Spring."""
    around = [symbol for symbol in definitions_around(index, path, line) if symbol.kind in FUNCTIONS]
    handed = any("Override" in text for symbol in around for text in symbol.decorators)
    return next((hung[item.name] for item in reversed(around) if item.name in hung), UNKNOWN if handed else "")


def _read(index: Index, text: str, hung: dict[str, str]) -> Iterator[tuple[str, str, str, int]]:
    """`(verb, path, handler, offset)` of each route, with the prefixes of the calls around it; fills in what is `hung`."""
    frames = [""]
    for token in TOKEN.finditer(text):
        if token["verb"]:
            at = AT.match(text, token.end())
            handler = HANDLER.search(text, token.end(), token.end() + REACH)
            inner = path_text(index, at) if at else ""
            yield token["verb"], f"{frames[-1]}{slashed(inner)}", handler[2] if handler else "", token.start()
            frames.append(frames[-1])
        elif token["nest"] or token["below"]:
            below = (NESTED if token["nest"] else AT).match(text, token.end())
            frames.append(frames[-1] + (slashed(path_text(index, below)) if below else ""))
            if token["nest"] and below and (named := HUNG.match(text, below.end())):
                hung[named[1]] = frames[-1]
        elif token["start"] or token["open"]:
            frames.append(frames[-1] + slashed(token["inner"] or ""))
        elif token["close"] and len(frames) > 1:
            frames.pop()
