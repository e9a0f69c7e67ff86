"""Who answers a route and to which methods: read from the statement that makes it.

In Go also inside the functions that wrap it: `guard(hasID(app.show), "pots:read")` means `app.show`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.languages.families import SCRIPT
from .route_forms import PYTHON, Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index

__all__ = ["VERBS", "enclosed", "handler_of", "methods_of", "split_arguments", "wrapped_handler"]

WRAPPED = re.compile(r"\(\s*(?:\w+\s*,\s*)?([\w.]*[hH]andle\w*)\s*(?:[,()]|$)")
"""A handler that a function of the workspace's own makes one of `net/http` of: `wrap(usersHandler, store)`."""
HANDLER_FIRST = '"github.com/labstack/echo'
GO_COMMENT = re.compile(r"\s//\s.*$")
CALLED = re.compile(r"\s*([A-Za-z_][\w.]*)\s*(?:\(|$)")
BOUND = re.compile(r"\.bind\(\s*[\w.]+$")
"""What ends a handler that is bound to its router: `controller.create.bind(this)`."""
WRAPPER = re.compile(r"(?:^|,)\s*[A-Za-z_][\w.]*\(\s*([A-Za-z_][\w.]*)\s*\)?\s*$")
"""A handler that a call wraps as its last argument: `asyncHandler(users.all)`."""
KEYED_HANDLER = re.compile(r"\bhandler\s*:\s*([A-Za-z_][\w.]*)\s*(?=[,}\s]*$|,)|[{,]\s*(handler)\s*(?=,|\}|\s*$)")
"""The handler of a route that an object describes: `{ method: "GET", handler: pots.all }`, also by its own name alone."""
VIEWED = re.compile(r"\b(?:view_func|endpoint)\s*=\s*([\w.]+)")
PARTIAL = re.compile(r"\(\s*([A-Za-z_][\w.]*)")
DECORATING = re.compile(r"\((?:[^()]*\)\()?\s*([A-Za-z_][\w.]*)")
"""A view that a function of Django wraps: `login_required(pots)`, `cache_page(60)(pots)`."""
VERBS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
METHODS = re.compile(
    r"""methods?\s*[=:]\s*[\[({]*\s*((?:(?:RequestMethod\.|HttpMethod\.)?['"]?\w+['"]?\s*,?\s*){1,12})"""
)
CHAINED = re.compile(
    r"(?:\.|^\s*)\s*(?:\w+::)*(get|post|put|patch|delete|head|options|all|any)(?:_with)?\s*\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)"
)
"""A call of a chain with its arguments, brackets in them two deep; `_with` is aide's form for documented routes."""
NAME = re.compile(r"^[A-Za-z_][\w.:]*$")
OF_CONSTANT = re.compile(r"\b(?:RequestMethod\.|HttpMethod\.|http\.Method)")
"""What a method's name stands behind where it is a constant of Spring, Litestar or `net/http`."""
ANONYMOUS = frozenset({"async", "func", "function", "lambda", "fn", "new", "static", "delegate", "move", "include"})
"""Words that open a handler without a name."""
BARE_VERBS = {"Django": "ANY", "DRF router": "ANY", "Flask resource": "ANY"}
METHOD_OF = {
    "all": "ANY", "any": "ANY", "*": "ANY", "sse": "GET", "del": "DELETE",
    "view": "GET", "inertia": "GET", "livewire": "GET", "redirect": "ANY", "permanentredirect": "ANY",
}  # fmt: skip
"""Verbs that are called otherwise than their method; those below are Laravel's pages. https://laravel.com/docs/routing"""
PAGES = frozenset({"view", "inertia", "redirect", "permanentRedirect"})
"""Verbs of Laravel that name a template or another address in place of a handler."""
BY_ARGUMENT = words(
    "route api_route request rule handlefunc handle methods path pathprefix add_url_rule add_api_route view"
)
"""Verbs that name no method: the methods stand among the other arguments, if anywhere."""


METHOD_OF_PHP = re.compile(r"""(?:::class)?['"\s]*[,.:]\s*['"]?:?(?=(?!class$)\w+$)""")
"""What stands between a class and the method of it that answers."""
CALL = re.compile(r"[A-Za-z_][\w.]*\((?P<inner>.*)", re.DOTALL)
ANSWERS = re.compile(r"\bResponseWriter\b|\bRequest\b|\b(?:Request)?Ctx\b|\bContext\b")
"""What a function is handed that answers a request: the types of `net/http`, Gin, Echo, Fiber, Iris and fasthttp."""


def handler_of(form: Form, groups: dict[str, str | None], lines: list[str]) -> str:
    """The handler that a route's statement names; "" for one without a name."""
    if form.name == "route object":
        return _keyed(groups.get("rest") or "")
    if view := groups.get("view"):
        return view
    if form.name == "Laravel" and groups.get("verb") in PAGES:
        return ""
    rest = BOUND.sub("", (groups.get("rest") or "").rstrip().rstrip(";").rstrip(")").rstrip(" ,"))
    named = groups.get("handler")
    if named and form.name == "Go router":
        return _go_handler(named, groups.get("rest") or "", lines)
    if named and named.rpartition(".")[2] == "partial" and (bound := PARTIAL.match(groups.get("rest") or "")):
        return bound[1]
    if named and form.name == "Django" and named.islower() and (wrapped := DECORATING.match(groups.get("rest") or "")):
        return wrapped[1]
    if named and named not in ANONYMOUS:
        bare = METHOD_OF_PHP.sub(".", named.rpartition("\\")[2]).removesuffix("::class")  # without its namespace
        return bare if form.name == "Slim" else re.sub(r"(::class)?\s*,\s*['\"]", ".", named)
    last = re.search(r"(?:^|,)\s*([A-Za-z_][\w.]*)\s*$", rest)
    if last and _last_name(rest):  # not one of a body that goes on
        return last[1]
    told = groups.get("rest") or ""
    closed = told.count(")") > told.count("(")  # the call is told to its end
    inner = WRAPPER.search(rest) if form.languages == SCRIPT and closed else None
    viewed = inner or VIEWED.search(rest)
    return viewed[1] if viewed else ""


def _keyed(rest: str) -> str:
    """The handler among the keys of a route object; "" for a function without a name."""
    keyed = KEYED_HANDLER.search(rest.rstrip(";) ,"))
    named = keyed[1] or keyed[2] if keyed else ""
    return named if named and named not in ANONYMOUS else ""


def _go_handler(first: str, rest: str, lines: list[str]) -> str:
    """The last of the arguments, behind the middlewares (Echo's stand behind the handler): by its name, or that of what makes it;
    "" for one without a name."""
    arguments = split_arguments(enclosed(GO_COMMENT.sub("", f"{first}{rest}")))
    if len(arguments) == 1 or any(HANDLER_FIRST in text for text in lines):
        wrapped = WRAPPED.match(rest)
        return wrapped[1] if wrapped else first if first not in ANONYMOUS else ""
    called = CALLED.match(arguments[-1])
    return called[1] if called and called[1] not in ANONYMOUS else ""


def methods_of(form: Form, groups: dict[str, str | None]) -> list[tuple[str, str]]:
    """`(method, handler)`; the handler is "" where the form names one for all."""
    if form.answers:
        return [(form.answers, "")]
    if groups.get("chain") is not None:
        return list(_chained(enclosed(groups["chain"] or "")))
    if form.name in BARE_VERBS:
        return [(BARE_VERBS[form.name], "")]
    if method := groups.get("method"):
        return [(method, "")]
    if listed := groups.get("listed"):
        return [(word, "") for word in re.findall(r"[A-Z]+", listed)]
    verb = (groups.get("verb") or "").lower()
    if form.name == "Laravel" and verb == "match":
        return [(word.upper(), "") for word in re.findall(r"\w+", groups.get("rest") or "")]
    if verb in BY_ARGUMENT and form.name != "Laravel":
        rest = f"{_before_handler(groups)}{groups.get('rest') or ''}"
        named = METHODS.search(rest) or re.match(r".*\)\.Methods(\([^)]*\))", rest)
        words = re.findall(r"[A-Za-z]+", OF_CONSTANT.sub("", named[1])) if named else []
        upper = sorted({word.upper() for word in words} & VERBS)
        plain = "GET" if form.languages == PYTHON and verb != "view" else "ANY"
        return [(word, "") for word in upper] or [(plain, "")]
    return [(METHOD_OF.get(verb, verb.upper()), "")]


def _before_handler(groups: dict[str, str | None]) -> str:
    """What gorilla's routes say before their handler: `router.Methods("GET").Path("/pots").Handler(pots)`."""
    first = groups.get("first")
    return f"{f').Methods({first})' if first else ')'}{groups.get('between') or ''}" if "between" in groups else ""


def _last_name(arguments: str) -> str:
    """The last of some arguments, where it is a name: what stands before it are middlewares."""
    name = split_arguments(arguments)[-1].strip()
    return name if NAME.match(name) and name not in ANONYMOUS else ""


def enclosed(text: str) -> str:
    """A text up to the bracket that closes what is around it: what is chained behind belongs to another route."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        if depth < 0:
            return text[:place]
    return text


def _chained(chain: str) -> Iterator[tuple[str, str]]:
    for found in CHAINED.finditer(chain):
        documented = "_with(" in found[0]
        handler = split_arguments(found[2])[0].strip() if documented else _last_name(found[2])
        yield found[1].upper().replace("ALL", "ANY"), handler if NAME.match(handler) else ""


def split_arguments(arguments: str) -> list[str]:
    """Arguments apart, at the commas that stand in no bracket."""
    parts, depth = [""], 0
    for letter in arguments:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts if parts[-1].strip() or len(parts) == 1 else parts[:-1]


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
