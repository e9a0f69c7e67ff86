"""Routes of a JVM server whose interfaces are generated from an OpenAPI description at build time.

The description has the paths, and the class that overrides an operation's method answers it.

https://openapi-generator.tech/docs/generators/jaxrs-spec · https://docs.quarkiverse.io/quarkus-openapi-generator/dev/server.html
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.manifests.notations.yaml_lines import read_yaml
from ..mounts.jvm_roots import root_path
from ..text.route_source import source_lines
from ..views.class_views import VERBS

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ....indexer.manifests.notations.lines import Document
    from ....indexer.rows import IndexedSymbol

__all__ = ["openapi_servers"]

SPECIFICATION = re.compile(r"(?:^|/)src/main/(?:[\w-]+/)*[\w.-]*(?:openapi|swagger|api)[\w.-]*\.ya?ml$", re.IGNORECASE)
"""Where generators of the JVM are given descriptions from."""
LANGUAGES = frozenset({"Java", "Kotlin"})
OVERRIDES = re.compile(r"@Override\b|\boverride\s+(?:suspend\s+)?fun\b")
LINES_ABOVE = 8


def openapi_servers(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every operation that exactly one method of the product overrides."""
    for path, file in index.files.items():
        if file.zone == "product" and SPECIFICATION.search(path):
            document = read_yaml(index.read(path))
            if document.get("openapi") or document.get("swagger"):
                yield from _of_description(index, path, document)


def _of_description(index: Index, path: str, document: Document) -> Iterator[tuple[str, str, str, str, int]]:
    for route in document.table("paths"):
        inner = _referred(index, path, document.text("paths", route, "$ref"))
        for verb in VERBS:
            operation = document.text("paths", route, verb, "operationId")
            if inner is not None:
                operation = inner.text(verb, "operationId")
            method = _answering(index, path, operation) if operation else None
            if method is not None:
                start = root_path(index, method.path, "JAX-RS")
                yield verb.upper(), f"{start}{route}", method.qualname, method.path, method.start_line


def _referred(index: Index, path: str, reference: str) -> Document | None:
    """The file that a path item is kept in."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), reference.partition("#")[0]))
    return read_yaml(index.read(target)) if reference and target in index.files else None


def _answering(index: Index, path: str, operation: str) -> IndexedSymbol | None:
    """The method that overrides an operation's: the only one of its name, else the only one of the description's own module."""
    found = [
        symbol
        for symbol in index.symbols(name=operation, kinds=("method", "function"))
        if index.files[symbol.path].language in LANGUAGES
        and index.files[symbol.path].zone == "product"
        and OVERRIDES.search("\n".join(_head(index, symbol)))
    ]
    module = path.partition("src/main/")[0]
    own = [symbol for symbol in found if symbol.path.startswith(f"{module}src/main/")]
    chosen = own or found
    return chosen[0] if len(chosen) == 1 else None


def _head(index: Index, symbol: IndexedSymbol) -> list[str]:
    """The lines of a method's annotations and of its name."""
    lines = source_lines(index, symbol.path)
    first = symbol.start_line
    while first > max(1, symbol.start_line - LINES_ABOVE) and lines[first - 2].strip().startswith(("@", ")")):
        first -= 1
    return lines[first - 1 : symbol.start_line + 1]
