"""Strings by which Spring finds a bean: its own name, or the one that it is given.

A class with a stereotype annotation is named as the class with a small first letter, a method with `@Bean` as itself
(https://docs.spring.io/spring-framework/reference/core/beans/definition.html#beans-beanname).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ....indexer.gathering import words
from ...per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.index import Index
    from ..occurrences import Definition

__all__ = ["BeanString", "beans_naming"]

ENDINGS: Final = (".java", ".kt")
STEREOTYPES: Final = words(
    "Component Service Repository Controller RestController Configuration Named ControllerAdvice RestControllerAdvice"
)
LOOKUPS: Final = words("Qualifier Resource DependsOn getBean containsBean")
TAKES: Final = re.compile(rb"@(?:Qualifier|Resource|DependsOn)\s*\(([^)]*)\)|\b(?:getBean|containsBean)\s*\(([^)]*)\)")
STRING: Final = re.compile(rb'"([A-Za-z_][\w.-]*)"')
GIVEN: Final = re.compile(r"@?(\w+)\s*\(.*?\"([\w.-]+)\"", re.DOTALL)


class BeanString(NamedTuple):
    """A string that a lookup of beans takes."""

    path: str
    line: int
    text: str


def beans_naming(index: Index, definition: Definition) -> list[BeanString]:
    """The strings that mean a definition, by path and line."""
    path, qualname = definition
    if not path.endswith(ENDINGS) or path not in index.files or not _strings(index):
        return []
    return [item for name in sorted(_names(index, path, qualname)) for item in _strings(index).get(name, ())]


def _names(index: Index, path: str, qualname: str) -> set[str]:
    """The names of the bean that a definition makes; none where it makes none."""
    name = qualname.rpartition(".")[2]
    symbol = next((item for item in index.symbols(path, name=name) if item.qualname == qualname), None)
    for decorator in symbol.decorators if symbol is not None else ():
        head = decorator.partition("(")[0].rpartition(".")[2].lstrip("@")
        if head in STEREOTYPES or head == "Bean":
            given = GIVEN.match(decorator)
            default = name[:1].lower() + name[1:] if head != "Bean" and not name[1:2].isupper() else name
            return {given[2] if given else default}
    return set()


@per_index
def _strings(index: Index) -> Mapping[str, list[BeanString]]:
    """Text → the strings of it that look a bean up."""
    found: dict[str, list[BeanString]] = {}
    for path in sorted({path for name in LOOKUPS for path in index.files_using(name) if path.endswith(ENDINGS)}):
        source = index.read(path)
        for match in TAKES.finditer(source):
            inside = match[1] if match[1] is not None else match[2]
            for item in STRING.finditer(inside):
                line = source.count(b"\n", 0, match.start()) + 1
                text = item[1].decode()
                found.setdefault(text, []).append(BeanString(path, line, text))
    return found
