"""Servlets: what `@WebServlet` and the mappings of web.xml register, each to the methods that its class answers.

https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#mapping-requests-to-servlets
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..text.jvm_paths import annotated_paths
from ..text.route_source import annotated_class, definition_text, line_number, slashed, source_lines, statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["mapped_roots", "servlets"]

DESCRIPTOR = re.compile(r"(?:^|/)web\.xml$")
ANNOTATION = re.compile(r"^\s*@WebServlet\((.*)")
ARGUMENT = re.compile(r"\burlPatterns\s*=\s*")
ANSWERS = re.compile(r"\bdo(Get|Post|Put|Delete|Patch|Head|Options)\s*\(")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
SERVLET = re.compile(r"<servlet>(.*?)(?:</servlet>|\Z)", re.DOTALL)
MAPPING = re.compile(r"<servlet-mapping>(.*?)(?:</servlet-mapping>|\Z)", re.DOTALL)
NAMED = re.compile(r"<servlet-name>\s*([^<]*?)\s*</servlet-name>")
CLASS = re.compile(r"<servlet-class>\s*([\w.$]+)\s*</servlet-class>")
PATTERN = re.compile(r"<url-pattern>\s*([^<]*?)\s*</url-pattern>")
DISPATCHER = re.compile(
    r"\.(?:DispatcherServlet|ServletContainer|HttpServlet30?Dispatcher|CXFServlet|FilterDispatcher)$"
)
"""Servlets that serve the routes of a framework's annotations, below their own mapping."""
OF_REST = re.compile(r"\b(?:jersey|resteasy)\b")


def servlets(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every servlet that code or a descriptor maps."""
    for path in index.files_using("WebServlet"):
        if index.files[path].zone == "product":
            yield from _annotated(index, path)
    for path, name, pattern, line in _mapped(index):
        if not DISPATCHER.search(name):
            simple = re.split(r"[.$]", name)[-1]
            for method in _answers(index, simple):
                yield method, pattern if pattern.startswith("/") else f"/{pattern}", simple, path, line


def mapped_roots(index: Index) -> Iterator[tuple[str, str]]:
    """`(descriptor, path)` of each mapping below which JAX-RS's resources stand."""
    for path, name, pattern, _ in _mapped(index):
        if DISPATCHER.search(name) and OF_REST.search(name):
            yield path, slashed(pattern.removesuffix("*"))


def _annotated(index: Index, path: str) -> Iterator[tuple[str, str, str, str, int]]:
    lines = source_lines(index, path)
    for number, text in enumerate(lines, 1):
        if "@WebServlet(" in text and (found := ANNOTATION.match(statement(lines, number))):
            name = annotated_class(index, path, number)
            for pattern in annotated_paths(index, path, ARGUMENT.sub("value = ", found[1])):
                for method in _answers(index, name) if pattern else ():
                    yield method, pattern, name, path, number


def _answers(index: Index, name: str) -> list[str]:
    """The methods that a servlet's class answers by name; `ANY` for one that tells none, or that stands elsewhere."""
    classes = [
        symbol for symbol in index.symbols(name=name, kinds=("class",)) if index.files[symbol.path].zone == "product"
    ]
    if len(classes) != 1:
        return ["ANY"]
    symbol = classes[0]
    text = definition_text(index, symbol)
    return sorted({method.upper() for method in ANSWERS.findall(text)}) or ["ANY"]


def _mapped(index: Index) -> Iterator[tuple[str, str, str, int]]:
    """`(descriptor, class, pattern, line)` of every mapping."""
    for path, file in index.files.items():
        if file.zone == "product" and DESCRIPTOR.search(path):
            text = index.text(path)
            text = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
            classes = {
                named[1]: told[1]
                for inner in SERVLET.findall(text)
                if (named := NAMED.search(inner)) and (told := CLASS.search(inner))
            }
            for mapping in MAPPING.finditer(text):
                named = NAMED.search(mapping[1])
                for pattern in PATTERN.finditer(mapping[1]) if named and named[1] in classes else ():
                    line = line_number(text, mapping.start(1) + pattern.start())
                    yield path, classes[named[1]] if named else "", pattern[1], line
