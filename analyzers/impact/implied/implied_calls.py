"""Steps that nothing written makes: the language, a library, a framework or a registry calls a definition."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.languages.families import JAVASCRIPT
from ...text_facts import line_of
from .. import odds
from ..called import enclosing, first_of
from ..meaning.fixtures import fixtures_of, is_automatic
from ..meaning.program import OUTSIDE
from ..occurrences import Step
from ..strings.templates import members_said
from .computed_calls import CALLED, by_any_name, by_beginning, in_module, is_special, looked_up
from .django_loading import by_requests, by_signal, is_in_settings, loaded_with_django
from .registrations import TEST, by_decorator, by_globals, by_hook, by_mark, by_subclass, is_hook

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from ..meaning.program import Program
    from ..occurrences import Definition
    from ..sites.tables import Table

__all__ = ["OFFERED", "ImpliedCalls"]

PASSIVE = words(
    "property setter getter deleter staticmethod classmethod abstractmethod overload override final contextmanager"
    " asynccontextmanager cached_property lru_cache cache wraps total_ordering dataclass fixture deprecated"
    " runtime_checkable singledispatch singledispatchmethod no_type_check typing_extensions"
)
"""Decorators that hand the function on and call it from nowhere else."""

KEEPING = re.compile(r"regist|plugin|provid|route|subscri|implement", re.IGNORECASE)
"""What a decorator is called that keeps a class for later."""

ALWAYS = words("__init__ __new__ __post_init__ __enter__ __exit__ __set_name__")
"""Methods that the language calls on nearly every object of their class."""

SELDOM = words(
    "__repr__ __str__ __del__ __reduce__ __reduce_ex__ __getstate__ __setstate__ __copy__ __deepcopy__ __dir__"
)
"""Methods that the language calls on few objects."""

PROTOCOLS = words(
    "read write close flush readline readlines seek tell fileno isatty readable writable seekable truncate detach"
    " dumps loads dump load encode decode default emit format filter keys values items get acquire release"
    " toJSON toString valueOf next then has ownKeys getOwnPropertyDescriptor defineProperty deleteProperty getPrototypeOf"
)
"""Methods of the protocols of files, serialisers, mappings, logging, locks and proxies: libraries call them on what they are handed."""

INERT_BASES = words(
    "object ABC Protocol Generic Enum IntEnum StrEnum Flag IntFlag NamedTuple TypedDict Exception BaseException"
    " dict list set frozenset deque OrderedDict defaultdict UserDict UserList ValueError TypeError RuntimeError KeyError"
    " AttributeError LookupError ImportError NotImplementedError UserWarning"
    " DeprecationWarning Warning ABCMeta type int float str bytes tuple"
)
"""Bases outside the workspace that never call a method which a subclass adds."""

CALLING_BACK = frozenset({"asyncio"})
"""Modules whose classes call back, whatever they are called."""

OFFERED = "__all__"
"""What a module offers is no use of it."""

MOST_IMPORTERS = 50
"""If more files import it, only the first so many are read."""


class ImpliedCalls:
    """Such steps in one workspace.

    Args:
        steps_into: all steps into a definition.
    """

    def __init__(self, program: Program, steps_into: Callable[[Definition], list[Step]]) -> None:
        self.program = program
        self.steps_into = steps_into

    def of(self, table: Table, definition: Definition, written: Collection[Step]) -> Iterator[Step]:
        """The steps into one definition, beside those that something written makes."""
        path, qualname = definition
        holder = qualname.rpartition(".")[0]
        klass = self.program.class_of(definition)
        inside = bool(holder) and klass is None
        if klass is not None:
            yield from self._by_class(table, definition, klass, written)
        elif inside:
            yield Step((path, holder), None, 0, "defined inside", True)
        else:
            yield from looked_up(self.program, definition)
        yield from in_module(self.program, definition)
        decorators = table.functions.get(qualname, ())
        yield from self._registered(table, definition, () if inside else decorators)
        if not holder and not any(self._runs(step) for step in written):
            yield from by_decorator(self.program, definition, decorators)
            yield from self._in_strings(definition)
            yield from by_globals(table, definition)
            yield from by_signal(self.program, definition, decorators)
        if qualname in table.classes:
            yield from by_hook(self.program, definition)
        if not holder:
            yield from by_requests(self.program, definition)
        if not holder and path in loaded_with_django(self.program.index):
            yield Step(
                (path, ""), None, 0, "loaded by Django", True, 0 if self._in_test(definition) else odds.AT_IMPORT
            )
        if qualname in fixtures_of(self.program, path).values():
            yield from by_mark(self.program, definition)
            if is_automatic(self.program, definition):
                yield Step((path, ""), None, 0, "automatic fixture", True)

    def _runs(self, step: Step) -> bool:
        """Something other than a test and a subclass surely uses it."""
        return step.sure and step.why != "base" and self.program.index.files[step.user[0]].zone != "test"

    def _in_strings(self, definition: Definition) -> Iterator[Step]:
        """Strings that say the name, in files that import its file: code that is written out and run, registries by name."""
        path, qualname = definition
        for file in sorted(self.program.index.adjacency[1].get(path, ()))[:MOST_IMPORTERS]:
            source = self.program.index.read(file)
            found = list(_said(qualname).finditer(source)) if qualname.encode() in source else []
            if not found or not self.program.has_table(file):
                continue
            in_code = {row[0] for row in self.program.table(file).sites(qualname)}
            in_code.update(link.line for link in self.program.index.links_from(file) if qualname in link.specifier)
            for match in found:
                line = line_of(source, match)
                if line not in in_code:
                    owner = enclosing(self.program.index, file, line)
                    at_import = not owner and self.program.index.files[file].zone != "test"
                    cost = odds.HANDED_ON + (odds.AT_IMPORT if at_import else 0)
                    if owner != OFFERED:
                        yield Step((file, owner), None, line, "its name stands in a string", False, cost)

    def _in_test(self, definition: Definition) -> bool:
        """It stands in a test: what only tests call by name may be called by a computed one in the product."""
        file = self.program.index.files.get(definition[0])
        return file is not None and file.zone == "test"

    def _by_class(
        self, table: Table, definition: Definition, klass: Definition, written: Collection[Step]
    ) -> Iterator[Step]:
        """Steps from a class to its member: what the language, a library or a computed name calls on its objects."""
        qualname = definition[1]
        name = qualname.rpartition(".")[2]
        sure = [step for step in written if step.sure]
        in_product = any(not self._in_test(step.user) for step in sure)
        if name == "__init_subclass__":
            steps = self.steps_into(klass)
            yield from [step._replace(cost=0) for step in steps if step.why == "base"] or steps
        elif name in CALLED:
            yield Step(klass, None, 0, "called by the language", True)
        elif is_special(name):
            cost = 0 if name in ALWAYS else odds.LANGUAGE_SELDOM if name in SELDOM else odds.LANGUAGE
            yield Step(klass, None, 0, "called by the language", True, cost)
        elif qualname not in table.functions:
            cost = odds.HANDED_ON if self.program.renamed(definition) else 0
            cost = odds.DESCRIPTOR if self.program.is_descriptor(definition) else cost
            yield Step(klass, None, 0, "part of the class", True, cost)
        else:
            itself = any(step.why != "override" for step in sure)
            yield from self._by_library(table, qualname, klass, in_product=in_product, itself=itself)
        yield from by_subclass(self.program.index, self.steps_into, klass, name)
        # a base that looks a test up (`getattr(self, self._testMethodName)`) runs it for its own class alone
        if not (name.startswith(TEST) and self._in_test(definition)):
            yield from by_beginning(self.program, name, klass)
            if not in_product:
                unseen = not (written or is_special(name) or self._framework_base(klass))
                yield from by_any_name(self.program, name, klass, said=bool(sure), unseen=unseen)

    def _by_library(
        self, table: Table, qualname: str, klass: Definition, *, in_product: bool, itself: bool
    ) -> Iterator[Step]:
        """The step from a class to a method that a base outside the workspace, a framework or a library may call.

        Args:
            in_product: the product surely calls it by its name.
            itself: anyone surely does, on an object of its own class, and not of a base that others extend too.
        """
        name = qualname.rpartition(".")[2]
        if any(is_hook(base, name) for base in self._outside_bases(klass)):
            yield Step(klass, None, 0, "called by a base outside the workspace", True, odds.LANGUAGE)
        elif not in_product and is_in_settings(self.program.index, klass):
            yield Step(klass, None, 0, "called by Django, whose settings name its class", False, odds.LANGUAGE)
        elif (
            (not itself or _extends(table, qualname, name)) and (self._framework_base(klass) or self._mixed_in(klass))
        ) or (not in_product and self._is_held(klass)):
            cost = odds.LIBRARY if self._is_held(klass) else odds.OUTSIDE_BASE
            yield Step(klass, None, 0, "can override a base outside the workspace", False, cost)
        elif name in PROTOCOLS:
            yield Step(klass, None, 0, "a method that libraries call on what they are handed", False, odds.LIBRARY)
        elif not in_product and name in members_said(self.program.index):
            yield Step(klass, None, 0, "a template says its name", False, odds.LIBRARY)

    def _framework_base(self, klass: Definition) -> bool:
        """The class, or one above it, extends a base outside the workspace that can call back."""
        return any(True for _ in self._outside_bases(klass))

    def _outside_bases(self, klass: Definition) -> Iterator[str]:
        """The names of such bases."""
        for path, qualname in self.program.ancestors(klass):
            for written in self.program.table(path).classes.get(qualname, ()):
                base = written[1] if isinstance(written, list) and written[0] == "G" else written  # `Base[A]`
                name = base if isinstance(base, str) else base[2] if isinstance(base, list) and base[0] == "." else "?"
                if not self._is_inert(path, base, name) and OUTSIDE in self.program.meant(path, base):
                    yield name

    def _is_inert(self, path: str, base: str | list[Any], name: str) -> bool:
        """A base that never calls what a subclass adds; `asyncio.Protocol` has only the name of one."""
        links = self.program.links(path)
        modules = [base[1]] if isinstance(base, list) else [link.specifier for link in links.get(name, ())]
        return name in INERT_BASES and not any(module in CALLING_BACK for module in modules if isinstance(module, str))

    def _mixed_in(self, klass: Definition) -> bool:
        """A class that extends this one extends such a base too, whose code finds the methods of this one on its objects."""
        below = {step.user for step in self.steps_into(klass) if step.why == "base"}
        return any(self._framework_base(other) for other in sorted(below))

    def _is_held(self, klass: Definition) -> bool:
        """A class with such a base has this one in an attribute (`filter_backends`): what a test calls by hand the base calls, too."""
        users = {step.user for step in self.steps_into(klass) if "." in step.user[1]}
        users = {(path, name) for path, name in users if name in self.program.table(path).bound}
        return any(
            self._framework_base(holder) for user in users if (holder := self.program.class_of(user)) is not None
        )

    def _registered(self, table: Table, definition: Definition, decorators: Iterable[str]) -> Iterator[Step]:
        """Steps from what a decorator hands it to: the users of the `router` of `@router.get`; without any the file's importers."""
        path, qualname = definition
        names = [item for item in decorators if self._registers(path, item)]
        heads = (name.partition(".")[0] for name in names if "." in name)
        holders = {holder for head in heads for holder in self.program.lookup(path, head) if all(holder)} - {definition}
        kept = names or (qualname in table.classes and self._is_kept(definition))
        used = any(step.user[0] != holder[0] for holder in holders for step in self.steps_into(holder))
        for user in [*sorted(holders), *([(path, "")] if kept and not used else [])]:
            yield Step(user, None, 0, "registered by a decorator", False, odds.REGISTERED)

    def _registers(self, path: str, decorator: str) -> bool:
        """A decorator from outside the workspace that keeps the function to call it later: `get` of JavaScript is none."""
        name = decorator.removesuffix("(autouse)")
        head, last = name.partition(".")[0], name.rpartition(".")[2]
        if not name or last in PASSIVE or self.program.index.files[path].language in JAVASCRIPT:
            return False
        found = self.program.lookup(path, head)
        return not found or OUTSIDE in found or "." in name

    def _is_kept(self, klass: Definition) -> bool:
        """A decorator keeps the class by what it is called (`@Linter.register_rule(...)`); others change it (`@dataclass`)."""
        symbol = first_of(self.program.index, klass[0]).get(klass[1])
        names = (item.partition("(")[0].rpartition(".")[2] for item in (symbol.decorators if symbol else ()))
        return any(map(KEEPING.search, names))


@lru_cache(maxsize=64)
def _said(qualname: str) -> re.Pattern[bytes]:
    """The name in a string, from the quote on."""
    return re.compile(rb"[\"'][^\"'\n]*(?<![\w.-])%s(?![\w-])" % re.escape(qualname.encode()))


def _extends(table: Table, qualname: str, name: str) -> bool:
    """The method calls its base's method of the same name: proof that there is one."""
    return any(row[1] == qualname and isinstance(row[2], list) and row[2][0] == "p" for row in table.sites(name))
