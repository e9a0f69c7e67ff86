"""What applications of NestJS put before all their paths: each its own prefix, where a workspace has several, and the versions in the
URI, of a controller, of one method, or the default of the application.

https://docs.nestjs.com/faq/global-prefix, https://docs.nestjs.com/techniques/versioning
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ...per_index import per_index
from ..text.route_source import product_files, product_texts, source_lines, statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....indexer.index import Index

__all__ = ["class_version", "method_version", "prefix_of_app"]

NAMED = re.compile(r"\bversion\s*:\s*\[?\s*['\"]([\w.]+)['\"]")
NEUTRAL = re.compile(r"\bVERSION_NEUTRAL\b")
BY_HEADER = re.compile(r"VersioningType\.(?:HEADER|MEDIA_TYPE|CUSTOM)")
DEFAULT = re.compile(r"\bdefaultVersion\s*:\s*\[?\s*['\"]([\w.]+)['\"]")
OWN_PREFIX = re.compile(r"\bprefix\s*:\s*(?:['\"]([^'\"]*)['\"]|(false))")
OF_METHOD = re.compile(r"^\s*@Version\(\s*\[?\s*(?:['\"]([\w.]+)['\"]|VERSION_NEUTRAL\b)")
DECORATOR = re.compile(r"^\s*(?:@|//|\)|\}|\*|/\*)")
MOST_LINES = 24
STARTED = re.compile(r"\bNestFactory\s*\.\s*create(?:ApplicationContext)?\b")
UNTOLD = "/{globalPrefix}"


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


def method_version(index: Index, path: str, number: int) -> str | None:
    """The same for a method by its own decorator, which counts in place of its controller's; None for none."""
    versioning, lines = _versioning(index), source_lines(index, path)
    if versioning is None:
        return None
    first = number - 1
    while first > 0 and DECORATOR.match(lines[first - 1]):
        first -= 1
    for text in lines[first : number + MOST_LINES]:
        if found := OF_METHOD.match(text):
            return f"/{versioning.prefix}{found[1]}" if found[1] else ""
        if re.match(r"^\s*(?:async\s+|public\s+)*\w+\(", text):
            break
    return None


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


def prefix_of_app(index: Index, given: Sequence[tuple[str, str]], path: str) -> str:
    """What stands before all routes of the application that a file belongs to.

    Args:
        given: `(file, prefix)` of each place that sets one.
    """
    if not given:
        return ""
    roots = _applications(index)
    own = [root for root in roots if _below(path, root)]
    if own:
        return _of(max(own, key=len), given, roots)
    found = {_of(root, given, roots) for root in roots} or {prefix for _, prefix in given}
    return found.pop() if len(found) == 1 else UNTOLD


def _of(root: str, given: Sequence[tuple[str, str]], roots: Sequence[str]) -> str:
    """The prefix that is set in an application, else in code that belongs to none."""
    inside = [prefix for path, prefix in given if _below(path, root)]
    shared = [prefix for path, prefix in given if not any(_below(path, other) for other in roots)]
    return (inside or shared or [""])[0]


@per_index
def _applications(index: Index) -> tuple[str, ...]:
    """The folders of the applications that the product's code starts."""
    return tuple(
        sorted(
            {
                f"/{path}".rpartition("/src/")[0].lstrip("/") if "/src/" in f"/{path}" else path.rpartition("/")[0]
                for path, text in product_texts(index, index.files_using("NestFactory"), SCRIPT)
                if STARTED.search(text)
            }
        )
    )


def _below(path: str, root: str) -> bool:
    return not root or path.startswith(f"{root}/")
