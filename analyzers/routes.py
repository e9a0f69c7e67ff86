"""HTTP routes: method, path with its prefixes composed, handler, file and line.

Read from the source with the frameworks' own forms as data; a prefix that a router is mounted under is followed
through imports. A path that is computed is left as it is written, between braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..answers import EntryPoint
    from ..indexer.index import Index, IndexedLink

__all__ = ["Route", "count_routes", "read_routes", "routes"]

TEXT = r"""\s*(?:path\s*=\s*|value\s*=\s*|rule\s*=\s*)?[rfb]?(?P<quote>['"`])(?P<path>[^'"`]*)(?P=quote)"""
VERBS = "get|post|put|patch|delete|head|options|all|route|websocket|api_route"


class Form(NamedTuple):
    """How a framework writes a route.

    Attributes:
        languages: files it stands in.
        words: identifiers of which the file must use one.
        line: groups `verb`, `path`, and where they exist `owner` (the router object) and `handler`.
        handler: `next` where the handler is the definition below (a decorator), `same` where the line names it.
    """

    name: str
    languages: frozenset[str]
    words: tuple[str, ...]
    line: re.Pattern[str]
    handler: str


PYTHON = frozenset({"Python"})
SCRIPT = frozenset({"JavaScript", "TypeScript", "TSX", "JSX"})
JVM = frozenset({"Java", "Kotlin", "Groovy"})

FORMS: tuple[Form, ...] = (
    Form("decorator", PYTHON, ("get", "post", "put", "patch", "delete", "route", "websocket", "api_route"),
         re.compile(rf"^\s*@(?P<owner>[\w.]+)\.(?P<verb>{VERBS})\({TEXT}(?P<rest>.*)"), "next"),
    Form("Django", PYTHON, ("urlpatterns", "path", "re_path", "url"),
         re.compile(rf"^\s*(?:urlpatterns\s*\+?=\s*\[\s*)?(?P<verb>path|re_path|url)\({TEXT}\s*,\s*(?P<handler>[\w.]+)?(?P<rest>.*)"), "same"),
    Form("aiohttp", PYTHON, ("add_get", "add_post", "add_route", "add_put", "add_delete"),
         re.compile(rf"\b(?P<owner>[\w.]+)\.add_(?P<verb>get|post|put|patch|delete)\({TEXT}\s*,\s*(?P<handler>[\w.]+)"), "same"),
    Form("router call", SCRIPT, ("get", "post", "put", "patch", "delete", "all"),
         re.compile(r"^\s*(?:await\s+)?(?P<owner>(?:this\.)?\w*(?:app|router|server|route|fastify|api|Router|App)\w*)\s*\.(?P<verb>get|post|put|patch|delete|head|options|all)\s*"
                    r"(?:<[^(]*>)?\(\s*(?P<quote>['\"`])(?P<path>[/*:][^'\"`]*|)(?P=quote)\s*,\s*(?P<handler>[\w.]+)?(?P<rest>.*)"), "same"),
    Form("NestJS", SCRIPT, ("Get", "Post", "Put", "Patch", "Delete", "All"),
         re.compile(r"^\s*@(?P<verb>Get|Post|Put|Patch|Delete|All|Head|Options)\(\s*(?:(?P<quote>['\"`])(?P<path>[^'\"`]*)(?P=quote))?\s*\)"), "next"),
    Form("Spring", JVM, ("GetMapping", "PostMapping", "PutMapping", "PatchMapping", "DeleteMapping", "RequestMapping"),
         re.compile(r"^\s+@(?P<verb>Get|Post|Put|Patch|Delete|Request)Mapping(?:\(\s*(?:(?:value|path)\s*=\s*)?\{?\s*\"(?P<path>[^\"]*)\"(?P<rest>.*))?"), "next"),
    Form("Go router", frozenset({"Go"}), ("GET", "POST", "PUT", "PATCH", "DELETE", "HandleFunc", "Get", "Post", "Put", "Patch", "Delete"),
         re.compile(r"^\s*(?P<owner>\w+)\.(?P<verb>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|Get|Post|Put|Patch|Delete|HandleFunc|Handle)\(\s*\"(?P<path>[^\"]*)\"\s*,\s*(?P<handler>[\w.]+)?"), "same"),
    Form("ASP.NET minimal", frozenset({"C#"}), ("MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch"),
         re.compile(r"(?P<owner>\w+)\.Map(?P<verb>Get|Post|Put|Patch|Delete)\(\s*\"(?P<path>[^\"]*)\"\s*,\s*(?P<handler>[\w.]+)?"), "same"),
    Form("ASP.NET attribute", frozenset({"C#"}), ("HttpGet", "HttpPost", "HttpPut", "HttpDelete", "HttpPatch"),
         re.compile(r"^\s*\[Http(?P<verb>Get|Post|Put|Patch|Delete)(?:\(\s*\"(?P<path>[^\"]*)\")?"), "next"),
    Form("Rails", frozenset({"Ruby"}), ("get", "post", "put", "patch", "delete"),
         re.compile(r"^\s*(?P<verb>get|post|put|patch|delete)\s*\(?\s*['\"](?P<path>[^'\"]*)['\"](?:\s*(?:=>|,\s*to:)\s*['\"](?P<handler>[^'\"]*)['\"])?"), "same"),
    Form("Laravel", frozenset({"PHP"}), ("Route",),
         re.compile(r"\bRoute::(?P<verb>get|post|put|patch|delete|any)\(\s*['\"](?P<path>[^'\"]*)['\"]\s*,\s*\[?(?P<handler>[\w\\:]+)?"), "same"),
    Form("Symfony", frozenset({"PHP"}), ("Route",),
         re.compile(r"^\s+#\[(?P<verb>Route)\(\s*(?:path:\s*)?['\"](?P<path>[^'\"]*)['\"](?P<rest>.*)"), "next"),
    Form("Rust attribute", frozenset({"Rust"}), ("get", "post", "put", "patch", "delete"),
         re.compile(r"^\s*#\[(?:\w+::)?(?P<verb>get|post|put|patch|delete)\(\s*\"(?P<path>[^\"]*)\""), "next"),
    Form("Axum", frozenset({"Rust"}), ("route",),
         re.compile(r"\.route\(\s*\"(?P<path>[^\"]*)\"\s*,\s*(?:\w+::)*(?P<verb>get|post|put|patch|delete)\(\s*(?P<handler>[\w:]+)"), "same"),
)  # fmt: skip

METHODS = re.compile(r"""methods?\s*[=:]\s*[\[({]*\s*((?:(?:RequestMethod\.)?['"]?\w+['"]?\s*,?\s*)+)""")
PREFIXES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"""(?P<owner>\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)?APIRouter\(.*?\bprefix\s*=\s*['"](?P<path>[^'"]*)"""),
        "object",
    ),
    (
        re.compile(
            r"""(?P<owner>\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)?Blueprint\(.*?\burl_prefix\s*=\s*['"](?P<path>[^'"]*)"""
        ),
        "object",
    ),
    (
        re.compile(
            r"""\.include_router\(\s*(?P<owner>[\w.]+).*?\bprefix\s*=\s*(?:f?['"](?P<path>[^'"]*)|(?P<constant>[\w.]+))"""
        ),
        "mount",
    ),
    (re.compile(r"""\.register_blueprint\(\s*(?P<owner>[\w.]+).*?\burl_prefix\s*=\s*['"](?P<path>[^'"]*)"""), "mount"),
    (
        re.compile(
            r"""\.use\(\s*['"`](?P<path>/[^'"`]*)['"`]\s*,\s*(?:require\(\s*['"](?P<module>[^'"]*)|(?P<owner>[\w.]+))"""
        ),
        "mount",
    ),
    (
        re.compile(
            r"""(?:path|url|re_path)\(\s*r?['"](?P<path>[^'"]*)['"]\s*,\s*include\(\s*['"(]*(?P<module>[\w.]+)"""
        ),
        "mount",
    ),
    (re.compile(r"""(?P<owner>\w+)\s*:?=\s*\w+\.Group\(\s*"(?P<path>[^"]*)\""""), "object"),
    (
        re.compile(
            r"""^\s*@(?:Controller|RequestMapping)\(\s*(?:(?:value|path)\s*=\s*)?\{?\s*['"`](?P<path>[^'"`]*)"""
        ),
        "class",
    ),
    (re.compile(r"""^\s*\[Route\(\s*"(?P<path>[^"]*)\""""), "class"),
    (re.compile(r"""^#\[Route\(\s*(?:path:\s*)?['"](?P<path>[^'"]*)"""), "class"),
)
"""How prefixes are written: on the router object itself, where it is mounted, or on the class around."""


class Route(NamedTuple):
    """A route; `method` is upper case, `ANY` for all."""

    method: str
    path: str
    handler: str
    file: str
    line: int


def routes(index: Index) -> list[EntryPoint]:
    """Every route of the product, by path and method."""
    found = sorted(set(read_routes(index)), key=lambda route: (route.path, route.method, route.file, route.line))
    return [
        {
            "kind": "route",
            "name": f"{route.method} {route.path}",
            "path": route.file,
            "line": route.line,
            "symbol": route.handler or None,
            "command": None,
            "package": None,
            "evidence": [{"path": route.file, "line": route.line}],
        }
        for route in found
    ]


def count_routes(index: Index) -> int:
    """How many routes there are."""
    return len(set(read_routes(index)))


def read_routes(index: Index) -> Iterator[Route]:
    """Routes in the order of files and lines; tests, fixtures and vendored code are left out."""
    mounts = _mounts(index)
    for path, forms in sorted(_candidates(index).items()):
        lines = index.lines(path)
        own = _own_prefixes(lines)
        classes = _class_prefixes(lines)
        for number in sorted({number for places in forms.values() for number in places}):
            text = _statement(lines, number)
            for form, places in forms.items():
                match = form.line.search(text) if number in places else None
                if match is None or (form.name in {"Spring", "Symfony"} and _before_class(lines, number)):
                    continue
                if form.name != "Django" or "include(" not in text:
                    around = next((prefix for line, prefix in reversed(classes) if line < number), "")
                    yield from _routes_of(form, match, path, number, lines, own, mounts, around)
                break


def _statement(lines: list[str], number: int) -> str:
    """A line, with the ones that its open bracket goes on over."""
    text = lines[number - 1] if number <= len(lines) else ""
    for following in lines[number : number + 6]:
        if text.count("(") <= text.count(")"):
            break
        text = f"{text} {following.strip()}"
    return text


def _class_prefixes(lines: list[str]) -> list[tuple[int, str]]:
    """`(line, prefix)` of annotations on classes."""
    return [
        (number, match["path"])
        for number, text in enumerate(lines, 1)
        for pattern, kind in PREFIXES
        if kind == "class" and (match := pattern.match(text)) and _before_class(lines, number)
    ]


def _routes_of(
    form: Form,
    match: re.Match[str],
    path: str,
    number: int,
    lines: list[str],
    own: dict[str, str],
    mounts: dict[tuple[str, str], str],
    class_prefix: str,
) -> Iterator[Route]:
    groups = match.groupdict()
    owner = (groups.get("owner") or "").rpartition(".")[2]
    handler = groups.get("handler") or (_next_definition(lines, number) if form.handler == "next" else "")
    prefix = mounts.get((path, owner), mounts.get((path, ""), "")) + own.get(owner, "") + _slashed(class_prefix)
    full = _join(prefix, groups.get("path") or "", form.name)
    for method in _methods(form, groups.get("verb") or "", groups.get("rest") or ""):
        yield Route(method, full, handler, path, number)


def _candidates(index: Index) -> dict[str, dict[Form, set[int]]]:
    """File → form → lines on which one of the form's words stands outside strings and comments."""
    found: dict[str, dict[Form, set[int]]] = {}
    for form in FORMS:
        for word in form.words:
            for use in index.uses(word):
                file = index.files[use.path]
                if file.language in form.languages and file.zone == "product" and _plausible(form, use.path):
                    found.setdefault(use.path, {}).setdefault(form, set()).update(use.bare, use.attribute)
    return found


def _plausible(form: Form, path: str) -> bool:
    """Django's and Rails' forms are common calls: they count in the files that the frameworks read routes from."""
    if form.name == "Django":
        return path.rpartition("/")[2].startswith("urls") or "/urls/" in path
    if form.name == "Rails":
        return (
            path.endswith("config/routes.rb") or "/routes/" in path or path.rpartition("/")[2] in {"app.rb", "main.rb"}
        )
    return True


def _own_prefixes(lines: list[str]) -> dict[str, str]:
    found = {}
    for text in lines:
        for pattern, kind in PREFIXES:
            if kind == "object" and (match := pattern.search(text)):
                found[match["owner"]] = _slashed(match["path"])
    return found


def _mounts(index: Index) -> dict[tuple[str, str], str]:
    """`(file, router object)` → the prefix that it is mounted under elsewhere, followed through the import."""
    found: dict[tuple[str, str], str] = {}
    for word in ("include_router", "register_blueprint", "use", "include"):
        for use in index.uses(word):
            if index.files[use.path].zone != "product":
                continue
            links, lines = index.links_from(use.path), index.lines(use.path)
            for number in sorted({*use.bare, *use.attribute}):
                for pattern, kind in PREFIXES:
                    match = pattern.search(_statement(lines, number)) if kind == "mount" else None
                    if match and (target := _mounted(match, links)):
                        found.setdefault(target, _slashed(match["path"] or ""))
    return found


def _mounted(match: re.Match[str], links: Iterable[IndexedLink]) -> tuple[str, str] | None:
    groups = match.groupdict()
    first, _, rest = (groups.get("owner") or "").partition(".")
    module = groups.get("module")
    for link in links:
        specifier, alias, target, name = link.specifier, link.alias, link.target, link.name
        if module and target and (specifier == module or target.rpartition(".")[0].replace("/", ".").endswith(module)):
            return target, ""
        if first and alias == first and target:
            return target, rest or (name if name not in {"", "default"} else "")
    return None


def _methods(form: Form, verb: str, rest: str) -> list[str]:
    lowered = verb.lower()
    if lowered in {"route", "api_route", "request", "handlefunc", "handle"}:
        named = METHODS.search(rest)
        if named:
            return sorted(
                {word.upper() for word in re.findall(r"\w+", named[1].replace("RequestMethod.", "")) if word.isalpha()}
            )
        return ["GET"] if form.languages == PYTHON else ["ANY"]
    if lowered in {"path", "re_path", "url", "all", "any"}:
        return ["ANY"]
    return [lowered.upper()]


def _next_definition(lines: list[str], number: int) -> str:
    for text in lines[number : number + 12]:
        match = re.match(r"^\s*(?:@|\[|#\[)", text)
        found = re.search(
            r"\b(?:def|fn|function|fun)\s+(\w+)|^\s*(?:(?:public|private|protected|internal|async|static|final)\s+)*[\w<>\[\],.? ]*?\b(\w+)\s*\(",
            text,
        )
        if found and not match:
            return found[1] or found[2] or ""
    return ""


def _before_class(lines: list[str], number: int) -> bool:
    """Whether the annotation stands on a class and not on a method."""
    for text in lines[number : number + 8]:
        if re.match(r"^\s*(?:@|\[|#\[|//|\*|/\*)", text) or not text.strip():
            continue
        return bool(
            re.match(
                r"^\s*(?:export\s+)?(?:default\s+)?(?:(?:public|internal|abstract|final|sealed|open|static)\s+)*class\b",
                text,
            )
        )
    return False


def _slashed(prefix: str) -> str:
    return f"/{prefix.strip('/')}" if prefix.strip("/") else ""


def _join(prefix: str, path: str, form: str) -> str:
    if form == "Django" and path.startswith("^"):
        path = path[1:]
    joined = f"{prefix.rstrip('/')}/{path.lstrip('/')}" if prefix or not path.startswith(("/", "*")) else path
    return joined.rstrip("/") if len(joined) > 1 and not path.endswith("/") else joined
