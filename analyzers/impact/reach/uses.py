"""Occurrences of a name that can run what it means, sorted by how well it is known what that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .. import odds
from ..meaning.program import PERHAPS
from ..occurrences import Step
from ..references.references import COMMON_MEMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..meaning.program import Definition, Program, Type
    from ..sites.shape import Site

__all__ = [
    "Dispatching", "NameUses", "Use", "by_name", "component_steps", "is_fixed", "is_open", "is_own", "runs", "with_components",
]  # fmt: skip

NOT_RUN = frozenset({"type", "import", "key", "doc"})
"""Roles that mention a name without running what it means."""
MEMBERS = "SELECT path, qualname FROM symbols JOIN files ON files.id = file_id WHERE name = ? ORDER BY path, symbols.id"
MOST_UNKNOWN = 200
"""Where more calls of a name than this stand on values of unknown type, its class stands for them: whoever makes one has an
object of the class, so no test is lost, and the search does not walk through everything that says `save`."""


class Use(NamedTuple):
    """An occurrence of a name that can run what it means.

    Attributes:
        types: of the receiver, where they are known.
        fixed: the receiver names its class, so that no override can run instead.
    """

    user: Definition
    line: int
    cost: int
    why: str
    types: frozenset[Type]
    fixed: bool


class NameUses(NamedTuple):
    """All occurrences of one name, resolved once for all definitions that carry it."""

    exact: dict[Definition, list[Use]]
    typed: list[Use]
    unknown: list[Use]


class Dispatching:
    """The classes of one workspace, looked at as they are asked for."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._overridden: dict[str, tuple[set[Definition], Iterator[Definition]]] = {}
        """Name → the classes above those that have a member of it, as far as they were read, and those that were not."""

    def is_overridden(self, definition: Definition, klass: Definition) -> bool:
        """A subclass has a member of the same name, so that a call may run either."""
        name = definition[1].rpartition(".")[2]
        if name not in self._overridden:
            rows = self.program.index.rows(MEMBERS, (name,))
            having = [(path, qualname.rpartition(".")[0]) for path, qualname in rows if "." in qualname]
            self._overridden[name] = set(), iter(having)
        overridden, unread = self._overridden[name]
        while klass not in overridden:
            if (holder := next(unread, None)) is None:
                return False
            overridden.update(base for base in self.program.ancestors(holder) if base != holder)
        return True


def by_name(program: Program, uses: NameUses, definition: Definition, holder: Definition) -> Iterator[Step]:
    """The step that calls on values of unknown type make, which may be what holds the definition: its class or module.

    In a file that names the class a common name (`lexer.parse()`) is seldom that of a common type.
    """
    name = definition[1].rpartition(".")[2]
    if len(uses.unknown) > MOST_UNKNOWN:
        yield Step(holder, None, 0, "called on objects of unknown type all over", False, odds.COMMON_NAME)
    else:
        yield Step(("", name), holder, 0, "receiver unknown", False)
    if holder[1] and name in COMMON_MEMBERS:
        naming = set(program.files_saying(holder[1].rpartition(".")[2]))
        for use in uses.unknown:
            if use.user[0] in naming and use.user != definition:
                cost = use.cost - odds.COMMON_NAME + odds.NAME_ALONE
                yield Step(use.user, holder, use.line, use.why, False, cost)


def is_open(use: Use) -> bool:
    """The receiver may be of several classes: the method of one runs where there are objects of that one."""
    return PERHAPS in use.types or sum(1 for type_ in use.types if type_[0] == "i") > 1


def is_fixed(site: Site) -> bool:
    """The receiver's class is written there: `Base.method`, `super().method`; `cls` may be any subclass."""
    return not isinstance(site.receiver, list) or site.receiver[0] in {"p", "=", "i"}


def is_own(site: Site) -> bool:
    """A member of `self`, `cls` or `this`: what its class lacks another one has that is mixed in beside it."""
    return isinstance(site.receiver, list) and site.receiver[0] in {"s", "c"}


# ---- Files that are one component (Vue, Svelte, Astro): who runs what their scripts define, and which components they show


def component_steps(program: Program, definition: Definition) -> Iterator[Step]:
    """The step into what the script of a component runs: the component itself, which is its default export."""
    path, qualname = definition
    component = program.component(path)
    if component and qualname != component and "." not in qualname:
        yield Step((path, component), None, 0, "run by its component", True)


def with_components(program: Program, steps: Iterable[Step]) -> Iterator[Step]:
    """Behind a step to something that a component's script defines or does, one to the component: they run together."""
    for step in steps:
        yield step
        path, qualname = step.user
        component = program.component(path)
        if component and qualname != component:
            yield step._replace(user=(path, component))


def runs(program: Program, path: str, site: Site) -> bool:
    """Whether a place runs what it names; an import of a component in another one does, for the template, which is not read."""
    if site.role != "import" or not program.component(path):
        return site.role not in NOT_RUN
    return any(name and name == program.component(file) for file, name in program.lookup(path, site.alias))
