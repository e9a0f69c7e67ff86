"""The prefixes of routers: their own, those that they are mounted under, those of the class around, composed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ...per_index import per_index
from ..text.candidates import candidates
from ..text.jvm_paths import annotated_paths
from ..text.route_blocks import block_prefix
from ..text.route_forms import GO, PREFIXES, PYTHON, SHARP, Prefix
from ..text.route_source import annotated_class, path_text, slashed, source_lines, statement
from ..text.script_routers import chain_owner
from .class_prefixes import ClassPrefix
from .django_lists import list_around, lookup_field, taken_lists
from .go_scopes import local_name, local_parent
from .looped_mounts import looped_items
from .nest_applications import class_version, listed_paths, module_prefixes, prefix_of_app
from .own_routers import with_own_routers
from .route_helpers import helper_around
from .router_names import (
    Router,
    imported_router,
    links_of,
    maker_of,
    named_router,
    returned_router,
    router_of,
    whole_of_class,
)
from .sanic_versions import blueprint_groups
from .script_mounts import hung_routers, listed_mounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["MOST_MOUNTS", "Prefixes", "prefixes"]

MOST_MOUNTS = 24
"""So many places that mount one router, function or handler are followed, in any framework."""
DEEPEST = 8
EXCEPTED = re.compile(r"\bexclude\s*:\s*\[(.*?)\]")
CALLED = re.compile(r"(?:[rR]outer|[rR]outes?)(?:\.routes)?$")
"""How routers of JavaScript are called: among what a call is given stand middlewares too."""
QUOTED = re.compile(r"['\"`]([^'\"`]*)['\"`]")


class Mount(NamedTuple):
    """Where a router is mounted: the prefix, the router around it, whether its own prefix is dropped, the line, and what is said
    in place of the rest where that is nowhere seen."""

    prefix: str
    parent: Router
    replaces: bool
    line: int = 0
    alone: str = ""


class Top(NamedTuple):
    """The end of a router's way up: all prefixes on it, the router that is mounted on no other, and the line that mounts something on it
    (0 for the router asked about itself)."""

    prefix: str
    router: Router
    line: int


class HungName(NamedTuple):
    """What a line mounts by a name that routers are called by, and the router that it means: None for another package's."""

    path: str
    line: int
    name: str
    target: Router | None


class Prefixes(NamedTuple):
    """All prefixes of a workspace; `excepted` are the paths (without slashes around) that none of `everywhere` counts for; `named`
    is what mounts are seen to name."""

    workspace: Index
    own: dict[Router, Mount]
    mounts: dict[Router, list[Mount]]
    classes: dict[str, list[ClassPrefix]]
    everywhere: dict[str, list[tuple[str, str]]]
    excepted: set[str]
    named: list[HungName]

    def of_router(self, path: str, owner: str) -> list[str]:
        """The prefixes that an object's routes stand under, one for each place where it is mounted."""
        return list(dict.fromkeys(top.prefix for top in self._above((path, owner), 0)))[:MOST_MOUNTS]

    def tops(self, path: str, owner: str) -> list[Top]:
        """The same with the routers that they end at."""
        return list(dict.fromkeys(self._above((path, owner), 0)))[:MOST_MOUNTS]

    def whole(self, path: str, form: str) -> str:
        """What stands before all routes of a form in the application that a file belongs to."""
        return prefix_of_app(self.workspace, self.everywhere.get(form, []), path)

    def root(self, path: str, owner: str) -> str:
        """The outermost router of the same file that a router object is mounted on: itself where it is mounted on none."""
        for _ in range(DEEPEST):
            own = self.own.get((path, owner))
            if own is None or own.parent[0] != path or own.parent[1] in ("", owner):
                break
            owner = own.parent[1]
        return owner

    def _above(self, router: Router, depth: int, line: int = 0) -> Iterator[Top]:
        router = self._origin(router)
        own = self.own.get(router)
        within = bool(own and own.parent[1])
        hung = self.mounts.get(router) or (
            [] if within or self._given(router, line) else self.mounts.get((router[0], ""), [])
        )
        base = own.prefix if own else ""
        if depth < DEEPEST and hung:
            for mount in hung[:MOST_MOUNTS]:
                end = mount.prefix + ("" if mount.replaces and mount.prefix else base)
                for top in self._above(mount.parent, depth + 1, mount.line):
                    yield top._replace(prefix=top.prefix + end)
        elif depth < DEEPEST and own and within:
            for top in self._above(own.parent, depth + 1, own.line):
                yield top._replace(prefix=top.prefix + base)
        else:
            yield Top((own.alone if own else "") + base, router, line)

    def _given(self, router: Router, line: int) -> bool:
        """Whether a router of Python is a parameter of the function around a line: what its callers pass is mounted elsewhere."""
        (path, name), index = router, self.workspace
        return bool(
            line and index.files[path].language == "Python" and helper_around(index, path, line, frozenset({name}))
        )

    def _origin(self, router: Router) -> Router:
        """The file and name where a router object is made, followed through imports."""
        for _ in range(4):
            path, name = router
            if not name or router in self.own or router in self.mounts:
                break
            link = next((link for link in links_of(self.workspace, path) if link.alias == name and link.target), None)
            if link is None or link.target == path:
                made = returned_router(self.workspace, path, name)
                return made if made in self.own else router
            router = (link.target, link.name if link.name not in {"default", "*"} else "")
        return router


@per_index
def prefixes(index: Index) -> Prefixes:
    """Reads every prefix of the workspace."""
    found = Prefixes(index, {}, {}, {}, {}, set(), [])
    for path, places in candidates(index, with_own_routers(index, PREFIXES)).items():
        lines = source_lines(index, path)
        for number, shapes in places.items():
            for shape in shapes:
                if match := _match(lines, number, shape):
                    NOTED.get(shape.kind, _note_mount)(found, path, number, shape, match)
    for path, hung_name, parent_name, prefix in (*listed_mounts(index), *blueprint_groups(index), *taken_lists(index)):
        if target := imported_router(index, path, hung_name):
            found.mounts.setdefault(target, []).append(Mount(prefix, (path, parent_name), False))
    for router, mount in _looped(index, found):
        found.mounts.setdefault(router, []).append(mount)
    return found


def _looped(index: Index, found: Prefixes) -> list[tuple[Router, Mount]]:
    """The mounts of the variable of a loop, once for each router that it stands for."""
    return [
        (router, mount._replace(prefix=prefix))
        for (path, name), mounts in found.mounts.items()
        for mount in mounts
        if mount.line and index.files[path].language == "Python" and path == mount.parent[0]
        for router, prefix in looped_items(index, path, mount.line, name, mount.prefix)
    ]


def _note_class(found: Prefixes, path: str, number: int, shape: Prefix, match: re.Match[str]) -> None:
    """A prefix of the class below it."""
    index = found.workspace
    versioned = "Controller" in shape.words and shape.languages == SCRIPT
    version = class_version(index, match.string) if versioned else ""
    if name := annotated_class(index, path, number):
        above = module_prefixes(index).get((path, name), "") if versioned else ""
        texts = _written(index, path, match) if shape.says is None else [slashed(shape.says)]
        first, *others = (above + text for text in texts)
        found.classes.setdefault(path, []).append(ClassPrefix(number, first, name, shape.forms, version, tuple(others)))


def _note_global(found: Prefixes, path: str, number: int, shape: Prefix, match: re.Match[str]) -> None:
    """A prefix of all routes of some forms, but of those that it excepts."""
    del number
    for form in shape.forms:
        found.everywhere.setdefault(form, []).append((path, _written(found.workspace, path, match)[0]))
    listed = EXCEPTED.search(match.string)
    found.excepted.update(text.strip("/") for text in QUOTED.findall(listed[1] if listed else ""))


def _note_mount(found: Prefixes, path: str, number: int, shape: Prefix, match: re.Match[str]) -> None:
    """A prefix that a router is made with, or mounted under."""
    index = found.workspace
    parent = (path, match.groupdict().get("parent") or _chained_to(index, path, number, shape))
    outer = block_prefix(index, path, number) if shape.kind == "mount" else ""
    mount = Mount(outer + _written(index, path, match)[0], parent, shape.replaces, number, shape.alone)
    if shape.kind == "object":
        found.own.setdefault((path, match["owner"]), _nested(found, path, match, mount))
        if shape.languages in (GO, SHARP):
            above = local_parent(index, found.own, path, number, match["parent"], match["owner"])
            local = mount._replace(parent=(path, above))
            found.own.setdefault((path, local_name(index, path, number, match["owner"])), local)
    else:
        target = _made_by(index, path, router_of(index, path, match), shape, number)
        _hang(found, target, mount)
        if (named := match.groupdict().get("owner")) and (shape.languages == PYTHON or CALLED.search(named)):
            found.named.append(HungName(path, number, named, target))


def _nested(found: Prefixes, path: str, match: re.Match[str], mount: Mount) -> Mount:
    """The prefix of a router of drf-nested-routers below that of its outer one and the thing that it belongs to, and what stands before
    the routes that drf-extensions registers on a registration."""
    groups = match.groupdict()
    if not groups.get("lookup"):
        return mount._replace(prefix=f"{mount.prefix}/<parent_lookup>") if "nesting" in groups else mount
    outer = found.own.get((path, groups["outer"] or ""))
    field = lookup_field(found.workspace, path, groups["path"] or "")
    return mount._replace(prefix=f"{outer.prefix if outer else ''}{mount.prefix}/<{groups['lookup']}_{field}>")


def _note_hung(found: Prefixes, path: str, number: int, shape: Prefix, match: re.Match[str]) -> None:
    """What the calls of a line mount, by all that they are given."""
    index = found.workspace
    for call in shape.line.finditer(match.string):
        if call.start() >= len(source_lines(index, path)[number - 1]):
            break
        parent = (path, call["parent"] or _chained_to(index, path, number, shape))
        for hung in hung_routers(index, path, match.string[call.end() :]):
            target = whole_of_class(index, named_router(index, path, hung.name, hung.module))
            prefix = block_prefix(index, path, number) + slashed(hung.prefix)
            target = _made_by(index, path, target, shape, number)
            _hang(found, target, Mount(prefix, parent, shape.replaces, number))
            if CALLED.search(hung.name):
                found.named.append(HungName(path, number, hung.name, target))


def _hang(found: Prefixes, target: Router | None, mount: Mount) -> None:
    if target is not None and target != mount.parent:
        hung = found.mounts.setdefault(target, [])
        if not any(other[:3] == mount[:3] for other in hung):
            hung.append(mount)


def _made_by(index: Index, path: str, target: Router | None, shape: Prefix, number: int) -> Router | None:
    """The function of the workspace that makes a router for the file that mounts it: `pots = routes.make_router(db)`; else the router.
    In JavaScript one of another file: one of the same file may get its routes where it is mounted."""
    if shape.languages not in (PYTHON, SCRIPT) or target is None or target[0] != path or not target[1]:
        return target
    maker = maker_of(index, path, target[1], number)
    if maker and whole_of_class(index, maker) != maker:
        return target  # one that a class makes is the router itself
    if shape.languages == PYTHON:
        functions = index.symbols(name=maker[1], kinds=("function", "method")) if maker else ()
        return maker if any((symbol.path, symbol.name) == maker for symbol in functions) else target
    return maker if maker and maker[1] and maker[0] != path else target


NOTED = {"class": _note_class, "global": _note_global, "hung": _note_hung}
"""Kind of a prefix that is no router's → how it is noted."""


def _written(index: Index, path: str, match: re.Match[str]) -> list[str]:
    """The prefixes as a statement writes them: mostly one."""
    groups = match.groupdict()
    if "arguments" in groups:
        texts = annotated_paths(index, path, groups["arguments"] or "")
    else:
        text = path_text(index, match, path) or groups.get("name") or ""
        texts = listed_paths(match.string) or [text]
    return [slashed(text.strip("^$").removeprefix("~")) for text in texts]


def _match(lines: list[str], number: int, shape: Prefix) -> re.Match[str] | None:
    """How a statement writes the prefix; it may begin some lines above the word."""
    for first in range(number, max(0, number - 1 - shape.above), -1):
        if match := shape.line.search(statement(lines, first)):
            return match
    return None


def _chained_to(index: Index, path: str, number: int, shape: Prefix) -> str:
    """The variable that a chain of calls of JavaScript is assigned to: `const api = Router().use(a).use(b)`; "" for an export;
    in Python the list of Django that an `include` stands in."""
    if shape.words == ("include",):
        return list_around(source_lines(index, path), number)
    chained = shape.languages == SCRIPT and "parent" in shape.line.groupindex
    return (chain_owner(index, path, number) if chained else "") or ""
