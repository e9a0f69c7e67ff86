"""What stands before paths of the JVM: of all of a service the context path of its configuration and the path of its application class,
and before functions of Ktor that hold routes for others (`fun Route.pots() { get("/pots") }`) that of `route("/api") { pots() }`;
and servlets that `@WebServlet` and the mappings of web.xml register, each with the methods that its class answers.

https://ktor.io/docs/server-routing.html#route_extension_function
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .... import lazy_re as re
from ....indexer.manifests.notations.yaml_lines import read_yaml
from ...per_index import per_index
from ...workspace.code_places import FUNCTIONS, innermost
from ..prefixes.route_helpers import calls_of
from ..prefixes.route_prefixes import MOST_MOUNTS
from ..text.jvm_paths import annotated_paths
from ..text.route_blocks import block_prefix
from ..text.route_forms import JVM
from ..text.route_source import (
    annotated_class,
    definition_text,
    line_number,
    product_files,
    product_texts,
    slashed,
    source_lines,
    statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ....indexer.index import Index

__all__ = ["called_prefixes", "root_path", "servlets"]

CONFIGURATION = re.compile(r"(?:^|/)src/main/resources/(?:config/)?(?:application|bootstrap)\.(properties|ya?ml)$")
"""The configuration that counts whatever the profile."""
SERVED = re.compile(r"(?:^|/)([\w-]+)\.(properties|ya?ml)$")
"""A file of settings that a configuration server hands to the application of its name."""
FRAMEWORKS = {"Spring": "spring", "JAX-RS": "jax-rs", "Micronaut": "micronaut"}
"""Form of a route → the framework whose settings stand before it."""
SETTINGS = {
    "server.servlet.contextpath": ("spring", 0),
    "server.contextpath": ("spring", 0),
    "spring.webflux.basepath": ("spring", 0),
    "spring.mvc.servlet.path": ("spring", 1),
    "quarkus.http.rootpath": ("jax-rs", 0),
    "quarkus.rest.path": ("jax-rs", 1),
    "quarkus.resteasy.path": ("jax-rs", 1),
    "micronaut.server.contextpath": ("micronaut", 0),
}
"""Setting, without the signs that may stand between its words → framework, and its place among several."""
LINE = re.compile(r"^[ \t]*([\w.-]+)\s*[=:]\s*(\S*)", re.MULTILINE)
DEFAULT = re.compile(r"\$\{[^:{}]*(?::([^{}]*))?\}")
"""A value from the environment, with the one that counts without it."""
APPLICATION = re.compile(r"^@ApplicationPath\(\s*(?:value\s*=\s*)?\"([^\"]*)\"", re.MULTILINE)
SOURCES = ("/src/main/", "/src/")
DEEPEST = 6
HOLDS = re.compile(r"\bfun\s+(?:<[^>]*>\s*)?(?:Route|Routing|RootRoute)\.")


def root_path(index: Index, path: str, form: str) -> str:
    """The path before all routes of a form in the module of a file; "" where none is set."""
    framework, module = FRAMEWORKS.get(form, ""), _module(path)
    return "".join(text for _, text in sorted(_roots(index).get((framework, module), {}).items())) if framework else ""


def _module(path: str) -> str:
    """The folder of the module that a source file or a resource belongs to."""
    return next((f"/{path}".partition(mark)[0].lstrip("/") for mark in SOURCES if mark in f"/{path}"), "")


@per_index
def _roots(index: Index) -> Mapping[tuple[str, str], dict[int, str]]:
    """Framework and module → the parts of its root path by their place."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    for module, name, value in _given(index):
        if name in SETTINGS:
            framework, place = SETTINGS[name]
            found.setdefault((framework, module), {})[place] = slashed(_valued(value))
    for path, text in product_texts(index, index.files_using("ApplicationPath"), JVM):
        for match in APPLICATION.finditer(text):
            found.setdefault(("jax-rs", _module(path)), {})[1] = slashed(match[1])
    for path, root in _mapped_roots(index):
        found.setdefault(("jax-rs", _module(path)), {}).setdefault(1, root)
    return found


def _given(index: Index) -> Iterator[tuple[str, str, str]]:
    """`(module, setting, value)` of what the modules configure, then what a configuration server of the workspace hands them by the names
    of their applications, which goes before.

    https://docs.spring.io/spring-cloud-config/reference/server/environment-repository.html
    """
    own = [
        (_module(path), name, value)
        for path, file in index.files.items()
        if file.zone == "product" and (kind := CONFIGURATION.search(path))
        for name, value in _settings(index.read(path), kind[1])
    ]
    yield from own
    servers = {module for module, name, _ in own if name.startswith("spring.cloud.config.server.")}
    modules = {_valued(value): module for module, name, value in own if name == "spring.application.name"}
    for path, file in index.files.items() if servers else ():
        served = SERVED.search(path) if file.zone == "product" else None
        if served and served[1] in modules and _module(path) in servers:
            for name, value in _settings(index.read(path), served[2]):
                yield modules[served[1]], name, value


def _valued(text: str) -> str:
    """A value without quotes, what comes from the environment by its default."""
    return DEFAULT.sub(lambda found: found[1] or "", text.strip("\"'"))


def _settings(content: bytes, kind: str) -> Iterator[tuple[str, str]]:
    """`(name, value)` of a configuration file, names in lower case and without `-` and `_`."""
    if kind == "properties":
        pairs: Iterable[tuple[str, Any]] = LINE.findall(content.decode("utf-8", "replace"))
    else:
        pairs = _flat(read_yaml(content).table(), "")
    for name, value in pairs:
        yield name.lower().replace("-", "").replace("_", ""), str(value)


def _flat(table: Mapping[Any, Any], start: str) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{start}{key}.")
        else:
            yield f"{start}{key}", value


def called_prefixes(index: Index, path: str, line: int, depth: int = 0) -> list[str]:
    """What stands before a route by the blocks in which the function around it is called, once for each call."""
    function = innermost(index, path, line, FUNCTIONS)
    if function is None or depth >= DEEPEST or not HOLDS.search(index.lines(path)[function.start_line - 1]):
        return [""]
    found = [
        start + block_prefix(index, place, number)
        for place, number, _ in calls_of(index, function)
        if not function.start_line <= number <= function.end_line or place != path
        for start in called_prefixes(index, place, number, depth + 1)
    ]
    return list(dict.fromkeys(found))[:MOST_MOUNTS] or [""]


# ---- Servlets. https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#mapping-requests-to-servlets

DESCRIPTOR = re.compile(r"(?:^|/)web\.xml$")
ANNOTATION = re.compile(r"^\s*@WebServlet\((.*)")
ARGUMENT = re.compile(r"\burlPatterns\s*=\s*")
ANSWERS = re.compile(r"\bdo(Get|Post|Put|Delete|Patch|Head|Options)\s*\(")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
SERVLET = re.compile(r"<servlet>(.*?)(?:</servlet>|\Z)", re.DOTALL)
MAPPING = re.compile(r"<servlet-mapping>(.*?)(?:</servlet-mapping>|\Z)", re.DOTALL)
NAMED = re.compile(r"<servlet-name>\s*([^<]*?)\s*</servlet-name>")
CLASS = re.compile(r"<servlet-class>\s*([\w.$]+)\s*</servlet-class>")
PATTERN = re.compile(r"<url-pattern>\s*([^<]*?)\s*</url-pattern>")
DISPATCHER = re.compile(
    r"\.(?:DispatcherServlet|ServletContainer|HttpServlet30?Dispatcher|CXFServlet|FilterDispatcher)$"
)
"""Servlets that serve the routes of a framework's annotations, below their own mapping."""
OF_REST = re.compile(r"\b(?:jersey|resteasy)\b")


def servlets(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every servlet that code or a descriptor maps."""
    for path in product_files(index, index.files_using("WebServlet"), JVM):
        yield from _annotated(index, path)
    for path, name, pattern, line in _mapped(index):
        if not DISPATCHER.search(name):
            simple = re.split(r"[.$]", name)[-1]
            for method in _answers(index, simple):
                yield method, pattern if pattern.startswith("/") else f"/{pattern}", simple, path, line


def _mapped_roots(index: Index) -> Iterator[tuple[str, str]]:
    """`(descriptor, path)` of each mapping below which JAX-RS's resources stand."""
    for path, name, pattern, _ in _mapped(index):
        if DISPATCHER.search(name) and OF_REST.search(name):
            yield path, slashed(pattern.removesuffix("*"))


def _annotated(index: Index, path: str) -> Iterator[tuple[str, str, str, str, int]]:
    lines = source_lines(index, path)
    for number, text in enumerate(lines, 1):
        if "@WebServlet(" in text and (found := ANNOTATION.match(statement(lines, number))):
            name = annotated_class(index, path, number)
            for pattern in annotated_paths(index, path, ARGUMENT.sub("value = ", found[1])):
                for method in _answers(index, name) if pattern else ():
                    yield method, pattern, name, path, number


def _answers(index: Index, name: str) -> list[str]:
    """The methods that a servlet's class answers by name; `ANY` for one that tells none, or that stands elsewhere."""
    classes = [
        symbol for symbol in index.symbols(name=name, kinds=("class",)) if index.files[symbol.path].zone == "product"
    ]
    found = ANSWERS.findall(definition_text(index, classes[0])) if len(classes) == 1 else ()
    return sorted({method.upper() for method in found}) or ["ANY"]


def _mapped(index: Index) -> Iterator[tuple[str, str, str, int]]:
    """`(descriptor, class, pattern, line)` of every mapping."""
    for path, file in index.files.items():
        if file.zone == "product" and DESCRIPTOR.search(path):
            text = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), index.text(path))
            classes = {
                named[1]: told[1]
                for inner in SERVLET.findall(text)
                if (named := NAMED.search(inner)) and (told := CLASS.search(inner))
            }
            for mapping in MAPPING.finditer(text):
                named = NAMED.search(mapping[1])
                for pattern in PATTERN.finditer(mapping[1]) if named and named[1] in classes else ():
                    line = line_number(text, mapping.start(1) + pattern.start())
                    yield path, classes[named[1]] if named else "", pattern[1], line
