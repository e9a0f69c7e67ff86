"""What a workspace derives from its framework to make routes with.

`class AdminRouter(APIRouter)` makes routers by another name, a method that calls `self.add_resource` registers resources as that
does, and an annotation that holds `@GetMapping` of Spring stands for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...per_index import read_once
from ...workspace.code_places import function_around, importers
from ..text.route_forms import GO, JVM, PYTHON, VALUE, Form, Prefix
from ..text.route_source import constant, definition_text, product_files, product_texts, source_lines
from .router_classes import class_forms, class_mounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ....indexer.index import Index

__all__ = ["computed_prefix", "serving_nothing", "with_own_methods", "with_own_routers"]

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


DERIVED: Mapping[str, Callable[[Index, Form], Iterator[Form]]] = {
    "Spring": _composed, "Axum": _made, "decorator": _handed, "route object": class_forms,
}  # fmt: skip
"""Form → those that the workspace derives from it."""


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
