"""NestJS' versions in the URI: of a controller, of one method, or the default of the application.

https://docs.nestjs.com/techniques/versioning
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.languages.families import SCRIPT
from ...per_index import per_index
from ..text.route_source import product_files, source_lines, statement

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["class_version", "method_version"]

NAMED = re.compile(r"\bversion\s*:\s*\[?\s*['\"]([\w.]+)['\"]")
NEUTRAL = re.compile(r"\bVERSION_NEUTRAL\b")
BY_HEADER = re.compile(r"VersioningType\.(?:HEADER|MEDIA_TYPE|CUSTOM)")
DEFAULT = re.compile(r"\bdefaultVersion\s*:\s*\[?\s*['\"]([\w.]+)['\"]")
OWN_PREFIX = re.compile(r"\bprefix\s*:\s*(?:['\"]([^'\"]*)['\"]|(false))")
OF_METHOD = re.compile(r"^\s*@Version\(\s*\[?\s*['\"]([\w.]+)['\"]")
DECORATOR = re.compile(r"^\s*(?:@|//|\)|\}|\*|/\*)")
MOST_LINES = 24


class Versioning(NamedTuple):
    """How the application puts versions in its paths: what stands before the number, and the default one; "" for none."""

    prefix: str
    default: str


def class_version(index: Index, annotation: str) -> str:
    """The first part of the paths of a controller: its own version's, else the default one's."""
    versioning = _versioning(index)
    named = NAMED.search(annotation)
    version = named[1] if named else "" if NEUTRAL.search(annotation) or not versioning else versioning.default
    return f"/{versioning.prefix}{version}" if versioning and version else ""


def method_version(index: Index, path: str, number: int) -> str:
    """The same for a method by its own decorator, which counts in place of its controller's; "" for none."""
    versioning, lines = _versioning(index), source_lines(index, path)
    if versioning is None:
        return ""
    first = number - 1
    while first > 0 and DECORATOR.match(lines[first - 1]):
        first -= 1
    for text in lines[first : number + MOST_LINES]:
        if found := OF_METHOD.match(text):
            return f"/{versioning.prefix}{found[1]}"
        if re.match(r"^\s*(?:async\s+|public\s+)*\w+\(", text):
            break
    return ""


@per_index
def _versioning(index: Index) -> Versioning | None:
    """How versions are enabled; None where they are not, or stand in no path."""
    for path in product_files(index, index.files_using("enableVersioning"), SCRIPT):
        lines = source_lines(index, path)
        number = next((at for at, text in enumerate(lines, 1) if "enableVersioning(" in text), 0)
        enabling = statement(lines, number) if number else ""
        if not enabling or BY_HEADER.search(enabling):
            return None
        prefix, default = OWN_PREFIX.search(enabling), DEFAULT.search(enabling)
        return Versioning("" if prefix and prefix[2] else prefix[1] if prefix else "v", default[1] if default else "")
    return None
