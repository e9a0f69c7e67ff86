"""What a workspace derives from its framework to make routes with.

`class AdminRouter(APIRouter)` makes routers by another name, a method that calls `self.add_resource` registers resources as that
does, and an annotation that holds `@GetMapping` of Spring stands for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ...per_index import per_index, read_once
from ...workspace.code_places import files_near, function_around, importers, innermost
from ..text.route_forms import GO, JVM, PYTHON, SCRIPT_WEB, VALUE, Form, Prefix
from ..text.route_source import constant, definition_text, product_files, product_texts, source_lines, source_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = ["computed_prefix", "is_forwarded", "serving_nothing", "with_own_methods", "with_own_routers"]

FORWARDED = "add_resource"
FORWARDS = re.compile(rf"\bself\.{FORWARDED}\(")
MAPPINGS = ("GetMapping", "PostMapping", "PutMapping", "PatchMapping", "DeleteMapping", "RequestMapping")
COMPOSED = re.compile(
    r"@(?P<verb>Get|Post|Put|Patch|Delete|Request)Mapping\b(?:\((?P<rest>[^()]*)\))?"
    r"(?:\s*@[\w.]+(?:\((?:[^()]|\([^()]*\))*\))?)*\s*(?:public\s+)?(?:@interface|annotation\s+class)\s+(?P<name>\w+)"
)
"""An annotation of the workspace's own that holds one of Spring's. https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller/ann-requestmapping.html#mvc-ann-requestmapping-composed"""
HANDED = re.compile(r"^[ \t]*@(?:\w+\.)*(\w+)\(\s*\w+\.(?:get|post|put|patch|delete|head|options)\s*,", re.MULTILINE)
OF_CLASS = r"^\s*(?P<owner>\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)?(?:KINDS)\((?:.*?\b(?:url_)?prefix\s*=\s*" + VALUE + r")?"
METHOD = re.compile(r"RequestMethod\.(\w+)")
MAKER = re.compile(
    r"\bfn\s+(?P<name>\w+)[^{};]*->\s*(?:\w+::)*MethodRouter\b[^{;]*\{\s*(?:\w+::)*(?P<verb>get|post|put|patch|delete|any)\("
)
OF_MAKER = (
    r"^(?:(?!\.route)[^\"])*\.route(?:_with_tsr)?\(\s*\"(?P<path>[^\"]*)\"\s*,"
    r"\s*(?:\w+::)*NAME\(\s*(?P<handler>(?!move\b|async\b)[A-Za-z_][\w:]*)?"
)
MADE = r"\b{name}\s*(?::[^=\n]+)?=\s*new\s+(\w+)\s*[<(]"
GIVEN = re.compile(r"\bsuper\(\s*\{[^}]*?\bprefix\s*:\s*(?![^,}]*\b(?:undefined|null)\b)", re.DOTALL)

GROUPING = "Group"
GROUPS = re.compile(
    r"^func \(\w+ [^()]*\) (\w+)\(\s*(\w+)\b[^{\n]*\{(?:(?!\n\}).)*?\.Group\(\s*\2\b", re.MULTILINE | re.DOTALL
)
BASE = "RouteAttribute"
TOLD = re.compile(r"\)\s*:\s*base\(\s*(?:\"([^\"]*)\"|([A-Za-z_][\w.]*))")


def with_own_routers(index: Index, shapes: Iterable[Prefix]) -> Iterator[Prefix]:
    """The shapes, where those of Python's router objects also look for the classes that extend one by a word of theirs, and that of
    ASP.NET's classes for the attributes that extend its own."""
    for shape in shapes:
        if shape.forms == ("ASP.NET attribute",):
            yield from _own_attributes(index, shape)
        if shape.kind == "hung":
            yield from class_mounts(index, shape)
        if GROUPING in shape.words and (grouping := _grouping(index)):
            line = shape.line.pattern.replace(rf"\.(?:{GROUPING}", rf"\.(?:{'|'.join((*grouping, GROUPING))}")
            yield shape._replace(words=grouping, line=re.compile(line))
        derived = _derived(index, shape.words) if shape.kind == "object" and shape.languages == PYTHON else ()
        yield shape._replace(words=(*shape.words, *derived)) if derived else shape
        if derived and not shape.needs and not shape.alone:
            yield shape._replace(words=derived, line=re.compile(OF_CLASS.replace("KINDS", "|".join(derived))))


@read_once
def _derived(index: Index, words: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the classes whose bases hold one of the words, or another such class."""
    holders = {path for word in words for path in index.files_using(word)}
    found = {
        symbol.name
        for path in product_files(index, holders, PYTHON)
        for symbol in index.symbols(path, kinds=("class",))
        if any(base.rpartition(".")[2] in words for base in symbol.bases)
    }.difference(words)
    return tuple(sorted({*found, *(_derived(index, tuple(sorted({*found, *words}))) if found else ())}))


@read_once
def _grouping(index: Index) -> tuple[str, ...]:
    """The methods of the workspace's own routers of Go that hand their first parameter on to `Group` of the framework's."""
    texts = product_texts(index, index.files_using(GROUPING), GO)
    return tuple(sorted({found[1] for _, text in texts for found in GROUPS.finditer(text)} - {GROUPING}))


def serving_nothing(index: Index) -> re.Pattern[str]:
    """How a module makes a router that serves nothing until an application mounts it, also of a class derived from the framework's."""
    kinds = (r"\w*APIRouter", r"\w*Blueprint", *_derived(index, ("APIRouter", "Blueprint")))
    return re.compile(rf"^(?P<name>\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)?(?:{'|'.join(kinds)})\(")


@read_once
def computed_prefix(index: Index, path: str, name: str) -> str:
    """`/{prefix}` for a router that is made of a class of the workspace whose constructor computes its prefix; "" for others."""
    made = re.compile(MADE.format(name=re.escape(name)))
    kind = next((found[1] for text in source_lines(index, path) if name in text and (found := made.search(text))), "")
    classes = index.symbols(name=kind, kinds=("class",)) if kind else ()
    return "/{prefix}" if any(GIVEN.search(definition_text(index, symbol)) for symbol in classes) else ""


def with_own_methods(index: Index, forms: Iterable[Form]) -> Iterator[Form]:
    """The forms, where that of Flask's resources also looks for the methods that forward to it (`add_org_resource`),
    and those of Spring and Axum for the annotations and functions which hold their own."""
    for form in forms:
        if form.name in DERIVED:
            yield from DERIVED[form.name](index, form)
        names = _forwarding(index) if FORWARDED in form.words else []
        yield form._replace(words=(*form.words, *names)) if names else form


def _composed(index: Index, form: Form) -> Iterator[Form]:
    """The form once more for each annotation of the workspace that stands for one of Spring's."""
    mapping = {path for word in MAPPINGS for path in index.files_using(word)}
    defining = sorted(mapping.intersection(index.files_using("Retention") if mapping else ()))
    for _, text in product_texts(index, defining, JVM):
        for found in COMPOSED.finditer(text):
            told = METHOD.search(found["rest"] or "")
            verb = found["verb"].upper() if found["verb"] != "Request" else told[1] if told else "ANY"
            line = re.compile(rf"^\s+@(?P<verb>{found['name']})\b(?:\((?P<rest>.*))?")
            yield form._replace(words=(found["name"],), line=line, answers=verb)


def _handed(index: Index, form: Form) -> Iterator[Form]:
    """The form by the names of decorators that are handed a router's, maybe on the line below: `@guarded(router.get, "/pots")`."""
    texts = product_texts(index, importers(index, form.needs), form.languages)
    if names := {found[1] for _, text in texts for found in HANDED.finditer(text)}:
        yield form._replace(words=tuple(sorted(names)))


def _made(index: Index, form: Form) -> Iterator[Form]:
    """The form once more for each function of the workspace that makes a method router: `fn get_page(...) -> MethodRouter`."""
    for _, text in product_texts(index, index.files_using("MethodRouter"), form.languages):
        for found in MAKER.finditer(text):
            line = re.compile(OF_MAKER.replace("NAME", found["name"]))
            yield form._replace(line=line, answers=found["verb"].upper())


def _forwarding(index: Index) -> list[str]:
    found = (
        function_around(index, path, number)
        for path in product_files(index, index.files_using(FORWARDED), PYTHON)
        for number, text in enumerate(source_lines(index, path), 1)
        if FORWARDED in text and FORWARDS.search(text)
    )
    return sorted({name for name in found if name.startswith("add_") and name.endswith("resource")})


# ---- Attributes that a workspace derives from ASP.NET's `[Route]`: `class ApiV1Attribute : RouteAttribute`; its constructor says the path


def _own_attributes(index: Index, shape: Prefix) -> Iterator[Prefix]:
    """The shape once more for each class of the workspace that extends its attribute."""
    for path in index.files_using(BASE):
        for symbol in index.symbols(path=path, kinds=("class",)):
            extends = BASE in {base.rpartition(".")[2] for base in symbol.bases}
            if told := TOLD.search(definition_text(index, symbol)) if extends else None:
                short = symbol.name.removesuffix("Attribute")
                says = told[1] if told[1] is not None else constant(index, told[2], path)
                yield shape._replace(
                    words=(short, symbol.name), line=re.compile(rf"^\s*\[{short}(?:Attribute)?\b"), says=says
                )


# ---- Classes of JavaScript that are routers. One of the workspace's own has a router of the framework and methods that add routes
# to it, and those that extend it call these: `this.route({ method: "get", path: "/pots" })`, `this.use("/lids", new Lids().router)`.

FIELD = re.compile(
    r"^\s*(?:this\.)?(?:(?:public|private|protected|readonly)\s+)*(\w+)\s*(?::[^=]+)?=\s*(?:new\s+)?(?:\w+\.)?Router\("
)
EXTENDS = re.compile(r"\bclass\s+\w+(?:<[^{]*>)?\s+extends\s+(\w+)")
VERBS = "get|post|put|patch|delete|head|options|all"
MOST_BASES = 3
"""Classes above each other, of which the first has the router."""


class RouterClass(NamedTuple):
    """A class that has a router, where its text is, the methods that add routes or mount routers, and the files that extend it."""

    file: str
    first: int
    last: int
    adding: frozenset[str]
    hanging: frozenset[str]
    extending: frozenset[str]


def class_forms(index: Index, form: Form) -> Iterator[Form]:
    """The form of a route object once more for each such class, by the name of its method, and one of its verbs."""
    for base in _router_classes(index):
        verbs = sorted(base.adding & set(VERBS.split("|")))
        files = re.compile(rf"^(?:{'|'.join(map(re.escape, sorted(base.extending)))})$")
        for name in sorted(base.adding.difference(verbs)):
            line = re.compile(rf"^\s*(?P<owner>this)\.(?P<verb>{name})\(\s*\{{(?P<rest>.*)")
            yield form._replace(words=(name,), line=line, needs=(), files=files)
        if verbs:
            line = re.compile(
                rf"^\s*(?P<owner>this)\.(?P<verb>{'|'.join(verbs)})\(\s*(?:(?P<quote>['\"`])(?P<path>[^'\"`]*)(?P=quote)"
                r"|(?P<constant>[A-Za-z_][\w.]*))\s*,\s*(?:(?P<handler>[A-Za-z_][\w.]*?)(?=\.bind\(|\s*[,)]))?(?P<rest>.*)"
            )
            yield form._replace(name="router class", words=tuple(verbs), line=line, needs=(), files=files)


def class_mounts(index: Index, shape: Prefix) -> Iterator[Prefix]:
    """The shape of a mounting call, by the names of the methods of such classes that mount a router."""
    for name in sorted({name for base in _router_classes(index) for name in base.hanging}.difference(shape.words)):
        yield shape._replace(words=(name,), line=re.compile(rf"\b(?P<parent>this)\.{name}\("))


def is_forwarded(index: Index, path: str, line: int) -> bool:
    """Whether a line stands in such a class: what its methods are called with is read where they are called."""
    return any(base.file == path and base.first <= line <= base.last for base in _router_classes(index))


@per_index
def _router_classes(index: Index) -> tuple[RouterClass, ...]:
    found = []
    for path in product_files(index, sorted(importers(index, SCRIPT_WEB)), SCRIPT):
        for number, text in enumerate(source_lines(index, path), 1):
            field = FIELD.match(text) if "Router(" in text else None
            around = innermost(index, path, number, ("class",)) if field else None
            base = _read(index, around, field[1]) if around and field else None
            found += [base] if base else []
    return tuple(found)


def _read(index: Index, around: IndexedSymbol, field: str) -> RouterClass | None:
    """The class, where methods of its own add routes for others."""
    bodies = {
        method.name: definition_text(index, method)
        for method in index.symbols(around.path, kinds=("method",))
        if around.start_line < method.start_line <= around.end_line and method.name != "constructor"
    }
    call = re.compile(rf"\bthis\.{field}\s*(?:\[(?!['\"])[^\]]+\]|\.(?:{VERBS}))\(\s*(?!['\"`])")
    direct = {name for name, body in bodies.items() if call.search(body)}
    through = re.compile(rf"\bthis\.(?:{'|'.join(direct)})\(") if direct else call
    adding = direct | {name for name, body in bodies.items() if through.search(body)}
    hanging = {name for name, body in bodies.items() if re.search(rf"\bthis\.{field}\.use\(", body)} - direct
    extending = _extending(index, around) if adding else frozenset()
    lasting = (around.path, around.start_line, around.end_line)
    return RouterClass(*lasting, frozenset(adding), frozenset(hanging), extending) if extending else None


def _extending(index: Index, around: IndexedSymbol) -> frozenset[str]:
    """The files of the classes that extend one, and of those that extend these."""
    found: set[str] = set()
    edge = {around.path}
    for _ in range(MOST_BASES):
        edge = {path for path in files_near(index, edge) - edge - found if _extends_of(index, path, edge)}
        found |= edge
    return frozenset(found)


def _extends_of(index: Index, path: str, homes: set[str]) -> bool:
    """Whether a class of a file extends one that the file imports from some others."""
    aliases = {link.alias for link in index.links_from(path) if link.target in homes}
    text = source_text(index, path) if aliases and index.files[path].language in SCRIPT else ""
    return any(name in aliases for name in EXTENDS.findall(text))


DERIVED: Mapping[str, Callable[[Index, Form], Iterator[Form]]] = {
    "Spring": _composed, "Axum": _made, "decorator": _handed, "route object": class_forms,
}  # fmt: skip
"""Form → those that the workspace derives from it."""
