"""Which tests request a route: what answers it runs for those, and for the tests whose requests cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ...per_index import per_index, read_once
from ...routes.routes import read_routes
from ...routes.text.route_handlers import enclosed, split_arguments
from ...routes.text.route_source import source_lines, statement
from ...workspace.test_files import test_files
from ..implied.django_loading import URLS
from ..meaning.fixtures import conftests
from ..odds import A_CALL, GUARDED
from .silent_tests import with_helpers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.index import Index
    from ...routes.routes import Route
    from ..meaning.program import Definition, Program
    from ..occurrences import Step

__all__ = ["if_requested", "requesting"]

MARK: Final = "requests "
ASKED: Final = -GUARDED - A_CALL
"""What answers a request runs for the test that sends it."""
WHOLE: Final = rb"f?[\"'](?![^\"'\n]*[\"']\s*\+)"
"""The start of a string to which nothing is added."""
SENT: Final = re.compile(
    rb"[cC]lient(?:\([^()\n]*\))?\.(?:get|post|put|patch|delete|head|options)\("
    rb"\s*((?:reverse(?:_lazy)?|url_for)\(\s*[\"']|" + WHOLE + rb"|[\w.]+(?![\w.(\[]|\s*\+)|)"
)
"""A request of a test's client, with the start of the address: that of a name, a string, or a variable; nothing where it is computed."""
STRING: Final = re.compile(rb"(?<!\w)f?([\"'])((?:(?!\1)[^\\\n])*)\1")
FOLLOWED: Final = re.compile(rb"\bfollow(?:_redirects)?=True")
HOLE: Final = re.compile(r"<[^<>]*>|\{[^{}]*\}|%[sd]|:\w+")
COMPUTED: Final = re.compile(r"[()\[\]\\^$|?]")
GIVEN: Final = (
    rb"(?m)^[ \t]*(?:\w+\.)*%s\s*=(?!=|\s*(?:"
    + WHOLE
    + rb"|\w*(?:reverse|url_for)\(\s*[\"']))|\bwith\b[^\n]*\bas %s\b|\bfor %s in [\w.]+\("
)
"""What a variable is given that is no string and no address of a name."""
TOLD: Final = rb"\b%s\b\s*=|\bdef [^\n]*[(,]\s*%s\b|\bfor %s in"
ROUTE: Final = re.compile(r"\b(?:(?:re_)?path|url)\(")
NAMED: Final = re.compile(r"\bname\s*=\s*(?:[\"'](?:[\w.-]+:)*([\w.-]+)[\"'])?")


def if_requested(program: Program, definition: Definition, step: Step) -> Step:
    """A step from the URLs of a file into what answers them is one for those who request it; any other stays as it is."""
    path, name = step.user[0], definition[1].rpartition(".")[2]
    if step.guard or not path.endswith(".py") or URLS not in program.table(path).bound:
        return step
    answers = (path, name) in _answered(program.index)
    return step._replace(guard=("", f"{MARK}{path} {name}"), cost=ASKED) if answers else step


def requesting(index: Index, guard: str) -> list[str] | None:
    """The tests for which a guard stands; None where it is none of these."""
    if not guard.startswith(MARK):
        return None
    file, name = guard.removeprefix(MARK).rsplit(" ", 1)
    asked = _answered(index)[file, name]
    return [
        test
        for test in test_files(index).numbers
        if (said := _said(index, test)) is None or any(_is_asked(*route, said) for route in asked)
    ]


@per_index
def _answered(index: Index) -> Mapping[tuple[str, str], list[tuple[list[str], str | None]]]:
    """File and name of what answers in it → the parts of its paths with their names, where all of them can be read."""
    found = by_key(
        ((route.file, route.handler.partition("(")[0].removesuffix(".as_view").rpartition(".")[2]), route)
        for route in read_routes(index)
        if route.file.endswith(".py") and route.handler
    )
    told = {key: [(_parts(route.path), _name(index, route)) for route in routes] for key, routes in found.items()}
    return {key: named for key, named in told.items() if all(name is not None for _, name in named)}


def _name(index: Index, route: Route) -> str | None:
    """What a test may call a route, "" for one without a name; None where its name or path is computed, or made by a router."""
    text = statement(source_lines(index, route.file), route.line)
    call = ROUTE.search(text)
    if call is None or "include(" in text or COMPUTED.search(HOLE.sub("*", route.path)):
        return None
    arguments = enclosed(text[call.end() :])
    found = NAMED.search(arguments)
    return found[1] if found else None if len(split_arguments(arguments)) > 3 else ""


def _parts(path: str) -> list[str]:
    return HOLE.sub("*", path).partition("?")[0].strip("/").split("/")


@read_once
def _said(index: Index, test: str) -> list[str] | None:
    """The strings of a test and its helpers; None where an address that it requests is none of them."""
    sources = [index.read(file) for file in {*with_helpers(index, test), *conftests(index, test)}]
    sent = [(source, start) for source in sources for start in SENT.findall(source)]
    if not sent or any(map(FOLLOWED.search, sources)) or not all(_is_read(*request) for request in sent):
        return None
    texts = (text.decode("utf-8", "replace") for source in sources for _, text in STRING.findall(source))
    return list(dict.fromkeys(texts))


def _is_read(source: bytes, start: bytes) -> bool:
    """An address is a string, that of a name, or a variable or parameter which is given such ones alone."""
    if not start or start[-1:] in b"\"'":
        return bool(start)
    name = re.escape(start.rpartition(b".")[2])
    return bool(re.search(TOLD % ((name,) * 3), source)) and not re.search(GIVEN % ((name,) * 3), source)


def _is_asked(parts: list[str], name: str | None, said: list[str]) -> bool:
    return any(_is_path(parts, text) if "/" in text else text.rpartition(":")[2] == name for text in said)


def _is_path(parts: list[str], text: str) -> bool:
    """The end of a string is the path; what stands before it may be a host or where the routes are mounted."""
    asked = _parts(text)
    if not any(parts):
        return not any(asked)
    if asked[0] == "*" and len(asked) < len(parts):
        parts = parts[-len(asked) :]
    return len(asked) >= len(parts) and all(
        one == other or "*" in one or "*" in other for one, other in zip(asked[-len(parts) :], parts, strict=True)
    )
