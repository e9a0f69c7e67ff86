"""Python routers that a loop mounts: `for blueprint in BLUEPRINTS: app.register_blueprint(blueprint, url_prefix="/api")`.

The list stands beside the loop, in another module, or is handed to the function around by its callers, as one router may be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..text.route_blocks import brackets
from ..text.route_handlers import split_arguments
from ..text.route_source import line_number, slashed, source_lines, source_text
from .route_helpers import calls_of, given_to, helper_around
from .router_names import Router, imported_router

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["TEXT", "items_of", "looped_items", "parts_of"]

LOOP = re.compile(r"^(\s*+)for\s++\(?(\w[\w,\s]*?)\)?\s+in\s++(.+?)\s*:\s*+(?:#.*)?$")
CLOSED = re.compile(r"^\s*[\])]\s*:")
GIVEN = r"^[ \t]*{}\s*(?::[^=\n]+)?=\s*([\[({{])"
OF_DICT = re.compile(r"^([\w.]+)\.(items|values)\(\)$")
ENTRY = re.compile(r"^([^:]+):\s*+(.+)$", re.DOTALL)
TEXT = re.compile(r"^[rf]?['\"]([^'\"]*)['\"]$")
NAME = re.compile(r"^[A-Za-z_][\w.]*$")
MOST_ABOVE, DEEPEST = 12, 4


def looped_items(
    index: Index, path: str, line: int, name: str, prefix: str, depth: int = 0
) -> Iterator[tuple[Router, str]]:
    """The routers that a variable of the loop around a line stands for, or a parameter of the function around, each with its
    prefix; nothing where neither gives them."""
    lines = source_lines(index, path)
    indent = len(lines[line - 1]) - len(lines[line - 1].lstrip()) if line <= len(lines) else 0
    for number in range(line - 1, max(0, line - MOST_ABOVE), -1):
        loop = LOOP.match(_head(lines, number))
        if loop and len(loop[1]) < indent and name in (names := [part.strip() for part in loop[2].split(",")]):
            keyed = OF_DICT.match(loop[3])
            for file, item in items_of(index, path, line, keyed[1] if keyed else loop[3], 0):
                bound = _bound(names, item, keyed[2] if keyed else "")
                if NAME.match(bound.get(name, "")) and (router := imported_router(index, file, bound[name])):
                    yield router, _filled(prefix, bound)
            return
    for place, number, given in _handed(index, path, line, name) if depth < DEEPEST else ():
        own, start = given[name], _filled(prefix, given)
        router = imported_router(index, place, own) if NAME.match(own) else None
        yield from [*looped_items(index, place, number, own, start, depth + 1)] or ([(router, start)] if router else ())


def _bound(names: list[str], item: str, keyed: str) -> dict[str, str]:
    """What an item gives the names of a loop: one over a dict by its `items` or `values`, over tuples, or over dicts, whose keys
    are names too and whose first value that is no text is the router."""
    if item[:1] == "{":
        told = {entry[1].strip("'\""): entry[2] for part in parts_of(item) if (entry := ENTRY.match(part))}
        return {**dict.fromkeys(names, next(filter(NAME.match, told.values()), "")), **told}
    entry = ENTRY.match(item) if keyed else None
    parts = list(entry.groups()) if entry else parts_of(item) if len(names) > 1 else [item]
    return dict(zip(names, parts[-1:] if keyed == "values" else parts, strict=False))


def _head(lines: list[str], number: int) -> str:
    """The head of a loop that begins on a line, its list over lines put on one."""
    first = lines[number - 1]
    if not first.rstrip().endswith(("[", "(")) or not first.lstrip().startswith("for "):
        return first
    last = next((at for at in range(number, len(lines)) if CLOSED.match(lines[at])), number)
    return " ".join([first.rstrip(), *(re.sub(r"#.*", "", text).strip() for text in lines[number : last + 1])])


def items_of(index: Index, path: str, line: int, expression: str, depth: int) -> Iterator[tuple[str, str]]:
    """`(file, expression)` of each item of a list."""
    if expression[:1] in "[(" and expression[-1:] in "])":
        yield from ((path, item) for item in parts_of(expression))
    elif NAME.match(expression) and depth < DEEPEST:
        text = source_text(index, path)
        given = [*re.finditer(GIVEN.format(re.escape(expression)), text, re.MULTILINE)]
        if given:  # of several functions' lists of that name the one above
            found = next((one for one in reversed(given) if line_number(text, one.start(1)) <= line), given[0])
            last = brackets(text).get(found.start(1), found.start(1))
            yield from ((path, item) for item in parts_of(text[found.start(1) : last + 1]))
        elif (
            link := next((link for link in index.links_from(path) if link.alias == expression), None)
        ) and link.target:
            yield from items_of(index, link.target, 0, link.name, depth + 1)
        else:
            for place, number, handed in _handed(index, path, line, expression):
                yield from items_of(index, place, number, handed[expression], depth + 1)


def _handed(index: Index, path: str, line: int, name: str) -> Iterator[tuple[str, int, dict[str, str]]]:
    """`(file, line, what it gives)` of each call that hands the function around its parameter of a name."""
    function = helper_around(index, path, line, frozenset({name}))
    for place, number, arguments in calls_of(index, function) if function else ():
        given = given_to(function, arguments) if function else {}
        if name in given:
            yield place, number, given


def parts_of(listed: str) -> list[str]:
    """What stands in the brackets of a list or tuple, without comments."""
    bare = re.sub(r"#[^\n]*", "", listed.strip()[1:-1])
    return [part.strip() for part in split_arguments(bare) if part.strip()]


def _filled(prefix: str, bound: dict[str, str]) -> str:
    """The prefix with the texts that an item gives for the names of the loop."""
    for name, item in bound.items():
        if literal := TEXT.match(item):
            prefix = prefix.replace(f"{{{name}}}", literal[1])
    return slashed(re.sub(r"/{2,}", "/", prefix))
