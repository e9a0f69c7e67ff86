"""Routes whose place is not known: routers that nothing is seen to mount, and mounts of what is seen to have no routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.languages.families import SCRIPT
from ..per_index import per_index
from ..workspace.code_places import importers, word_places
from .mounts.symfony_routes import foreign_imports
from .prefixes.looped_mounts import looped_items
from .prefixes.own_routers import serving_nothing
from .prefixes.route_helpers import helper_around
from .prefixes.route_prefixes import prefixes
from .prefixes.router_names import router_of
from .text.route_forms import JVM, PYTHON, URLS
from .text.route_source import line_number, product_files, product_texts, source_lines, source_text, statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...indexer.index import Index
    from .prefixes.route_prefixes import HungName
    from .prefixes.router_names import Router

__all__ = ["unmounted_routers", "unseen_mounts"]

OF_SCRIPT = re.compile(
    r"^(?:export\s+)?(?:const|let|var)\s+(?P<name>\w+)\s*(?::[^=]+)?=\s*(?:new\s+|express\.|require\(['\"]express['\"]\)\.)?Router\("
)
OF_REST = re.compile(r"^(\w+)\s*(?::[^=\n]+)?=\s*(?:\w+\.)?(?:Simple|Default)Router\(", re.MULTILINE)
PACKAGES_OF_SCRIPT = ("express", "express-promise-router", "koa-router", "@koa/router")
OFFERED = "get|post|put|patch|delete|head|options|all|del|use|route|param|register|prefix|mount|websocket"
OFFERED += "|add_api_route|add_url_rule|include_router|add_resource"
"""What is called of a router to add routes or routers to it."""
EXPORTED = r"\bexport\s+default\s+{0}\s*;?\s*$|\bmodule\.exports\s*=\s*{0}\s*;?\s*$|\bexport\s*\{{[^}}]*\b{0}\b"
UNMOUNTED = "is nowhere seen to be mounted: what stands before its routes is not known"
ROOT = re.compile(r"^[ \t]*ROOT_URLCONF\s*=\s*(?:['\"](?P<module>[\w.]+)['\"])?", re.MULTILINE)
CONTROLLER = re.compile(r"^@RestController\b")
BASES = re.compile(r"\bclass\s+\w+[^{]{0,400}?(?:\bimplements|\bextends|:)\s+([^{]+)")
VARIABLE = re.compile(r"\binclude\(\s*(\w+)\s*[,)]")
INCLUDED = re.compile(r"\binclude\(\s*\(?\s*['\"](?P<module>[\w.]+)['\"]")


def unseen_mounts(index: Index, known: set[str]) -> Iterator[tuple[str, int, str]]:
    """`(file, line, reason)` of each; `known` are the files that have routes, or add some that can't be told."""
    for (path, name), line in sorted(unmounted_routers(index).items()):
        if name or path in known:
            yield path, line, f"{name or 'urlpatterns'} {UNMOUNTED}"
    yield from _foreign_routes(index)
    yield from foreign_imports(index)
    yield from _foreign_contracts(index, known)
    for hung in prefixes(index).named:
        if not _has_routes(index, hung, known):
            yield hung.path, hung.line, f"mounts {hung.name}, whose routes are not seen"


@per_index
def unmounted_routers(index: Index) -> dict[Router, int]:
    """Each router of a module that has routes and is nowhere seen to be mounted, with its line."""
    known = prefixes(index)
    made = [
        (own, mount.line, serving_nothing(index))
        for own, mount in known.own.items()
        if index.files[own[0]].language in PYTHON and not mount.parent[1] and not mount.alone
    ]
    made += [
        ((path, called["name"]), number, OF_SCRIPT)
        for path in product_files(index, sorted(importers(index, PACKAGES_OF_SCRIPT)), SCRIPT)
        for number, text in enumerate(source_lines(index, path), 1)
        if "Router(" in text and (called := OF_SCRIPT.match(text))
    ]
    found = dict.fromkeys(_of_django(index), 1) | dict(_of_rest(index))
    return {own: line for own, line in found.items() if own not in known.mounts} | {
        (path, name): line
        for (path, name), line, shape in made
        if shape.match(source_lines(index, path)[line - 1])
        and not {(path, name), (path, "")} & known.mounts.keys()
        and _adds_alone(source_lines(index, path), name, shape is OF_SCRIPT)
    }


def _of_django(index: Index) -> Iterator[Router]:
    """The modules of URLs that no other one includes, imports or names, in a workspace whose settings say where its own begin, or that
    computes which modules it includes."""
    given = product_texts(index, index.files_using("ROOT_URLCONF"), PYTHON)
    begins = [(path, found) for path, text in given for found in ROOT.finditer(text)]
    roots = {router_of(index, path, found) for path, found in begins}
    texts = [found.string for _, found in begins]
    modules = dict(product_texts(index, index.files_using("urlpatterns"), PYTHON))
    computing = [path for path, text in modules.items() if _computes(index, path, text)]
    texts += [text for path, text in modules.items() if path not in computing]
    known = all(found["module"] for _, found in begins) if begins else bool(computing)
    for path in filter(URLS.search, sorted(modules.keys() - {*computing}) if known else ()):
        named = re.compile(rf"\b{re.escape('.'.join(path.removesuffix('.py').split('/')[-2:]))}\b")
        linked = any(index.files[link.source].zone == "product" for link in index.links_to(path))
        if not ((path, "") in roots or linked or any(map(named.search, texts))):
            yield path, ""


def _of_rest(index: Index) -> Iterator[tuple[Router, int]]:
    """The routers of Django REST framework that no other file imports, and whose URLs none asks for."""
    making = {*index.files_using("DefaultRouter"), *index.files_using("SimpleRouter")}
    for path, text in product_texts(index, making, PYTHON):
        for found in OF_REST.finditer(text):
            asked = re.compile(rf"\b{found[1]}\.(?:urls|registry|get_urls)\b")
            links = index.links_to(path)
            asking = (text, *(source_text(index, link.source) for link in links))
            if not (any(found[1] == link.name for link in links) or any(map(asked.search, asking))):
                yield (path, found[1]), line_number(text, found.start())


def _computes(index: Index, path: str, text: str) -> bool:
    """Whether a module of URLs includes by a variable that is no list of its own, nor imported: that of a loop over settings."""
    named = {*VARIABLE.findall(text)}.difference(link.alias for link in index.links_from(path))
    return any(not re.search(rf"^{name}\b[^=\n]*=", text, re.MULTILINE) for name in named)


def _adds_alone(lines: list[str], name: str, alone: bool) -> bool:
    """Whether the code adds routes to a router; `alone`: and does nothing else with it than export it."""
    if not alone:
        return any(f"@{name}." in text for text in lines)
    called = re.compile(rf"\b{name}\s*(?:\.\s*(?:{OFFERED})\b|$)|{EXPORTED.format(name)}")
    used = [
        text for text in lines if re.search(rf"(?<![.\w]){name}\b", text) and not text.lstrip().startswith(("//", "*"))
    ]
    adding = any(re.search(rf"\b{name}\s*\.(?!use)", text) for text in used)
    return adding and all(called.search(text) or OF_SCRIPT.match(text) for text in used)


def _has_routes(index: Index, hung: HungName, known: set[str]) -> bool:
    """Whether what is mounted has routes that are told, or is told by who calls the function around."""
    if hung.target is None:
        return False
    path, name = hung.target
    if path != hung.path:
        users = {link.source for link in index.links_to(path) if name and name == link.name}  # they add to it
        return not known.isdisjoint({path, *users - {hung.path}}) or any(
            mount.parent[0] == path for mounts in prefixes(index).mounts.values() for mount in mounts
        )
    if hung.target in prefixes(index).own or helper_around(index, path, hung.line, frozenset({name})):
        return True
    used = re.compile(
        rf"(?<![.\w]){re.escape(name)}\s*(?:\.\s*(?:{OFFERED})\b|\[|\+?=\s*\[)|\b(?:function|def)\s+{re.escape(name)}\b"
    )
    looped = index.files[path].language in PYTHON and any(looped_items(index, path, hung.line, name, ""))
    return looped or bool(used.search(source_text(index, path)))


def _foreign_routes(index: Index) -> Iterator[tuple[str, int, str]]:
    """Each include of Django that has the routes of a package outside the workspace."""
    for path in filter(URLS.search, product_files(index, index.files_using("include"), PYTHON)):
        for number in word_places(index, path, ("include",)).get("include", ()):
            found = INCLUDED.search(statement(source_lines(index, path), number, 2))
            if found and router_of(index, path, found) is None:
                yield path, number, f"has the routes of {found['module']}, which is no part of the workspace"


def _foreign_contracts(index: Index, known: set[str]) -> Iterator[tuple[str, int, str]]:
    """Each JVM controller without routes whose interface no file declares: the build generates it from an API description."""
    for path, text in product_texts(index, set(index.files_using("RestController")) - known, JVM):
        bases = BASES.search(text)
        made = [name for name in re.findall(r"\b[A-Z]\w*", bases[1]) if not index.symbols(name=name)] if bases else []
        for number in (at for at, line in enumerate(source_lines(index, path), 1) if made and CONTROLLER.match(line)):
            yield path, number, f"answers what {made[0]} tells, which no file of the workspace declares"
