"""Who can run a definition: one step backwards from it, with the condition under which the step holds.

A call on a value of unknown type can run any method of that name, but only where an object of its class exists: such a
step is *guarded* by the class, and counts for a test only when the test reaches the class too (rapid type analysis:
Bacon and Sweeney, "Fast static analysis of C++ virtual function calls", 1996).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from weakref import proxy

from ....indexer.languages.families import FAMILIES, family_of
from ...graph.named_paths import run_by_path
from ...per_index import remembered
from ...sparing import spared
from .. import odds
from ..called import first_of
from ..implied.computed_calls import asked_modules, is_special, loading_steps, names_asked_for, sent_steps
from ..implied.django_loading import URLS, naming_cost
from ..implied.implied_calls import OFFERED, ImpliedCalls
from ..implied.registrations import inner_steps, is_held, library_calls
from ..implied.started_programs import starting_steps
from ..meaning.fixtures import asked_as, fixtures_seen
from ..meaning.program import PERHAPS
from ..namesakes.typed_members import DISPATCHED
from ..occurrences import Step
from ..references.plain_certainty import OF_ALL, by_place, is_unique
from ..references.plain_sites import plain_uses
from ..references.references import COMMON_MEMBERS, aliases_of
from ..sites.shape import BARE, Site
from ..strings.framework_strings import users_by_string
from ..testing.program_start import is_handed_on, is_made_to_run_later, only_handed_on_at_start, runs_later
from .requests import if_requested
from .uses import Dispatching, NameUses, Use, by_name, component_steps, is_fixed, is_open, is_own, runs, with_components

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from ..meaning.program import Definition, Program, Type

__all__ = ["Callers", "Step"]


class Callers:
    """Steps backwards in one workspace, kept for as long as the program is.

    `sites` counts the occurrences that a search had to look at, whether they were known from an earlier one or not, so
    that each search ends at the same place.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        # No circle: a server drops all this after each edit, and may not come to collect it for long.
        self.implied = ImpliedCalls(program, partial(Callers.of, proxy(self)))
        self.sites = 0
        self._names: dict[str, NameUses] = {}
        self._sizes: dict[Hashable, int] = {}
        self._steps: dict[Definition, tuple[list[Step], list[Hashable]]] = {}
        self._charged: set[Hashable] = set()
        self._charges: list[Hashable] = []
        self._dispatching = Dispatching(program)

    def share(self, other: Callers) -> None:
        """Takes over the steps that another one has found in languages without site tables, but for names that are removed here."""
        names = {qualname.rpartition(".")[2] for _, qualname in self.program.removed}
        for definition, (steps, charges) in other._steps.items():
            path, qualname = definition
            if path and not self.program.has_table(path) and qualname.rpartition(".")[2] not in names:
                self._steps[definition] = (steps, charges)
                self._sizes.update((key, other._sizes[key]) for key in charges)

    def begin(self) -> None:
        """A new search: nothing has been looked at."""
        self.sites = 0
        self._charged = set()

    def prepare(self, definitions: Iterable[Definition], most: int) -> None:
        """Brings in together what the uses of several definitions are read from: many files at once are read in processes.

        Of names that so many files say that a search of at most `most` occurrences would not come to the next, the rest is left.
        """
        wanted: dict[str, None] = {}
        for name in dict.fromkeys(qualname.rpartition(".")[2] for _, qualname in definitions):
            if name and name not in self._names and len(wanted) <= most:
                wanted.update(dict.fromkeys(self.program.files_saying(name)))
        self.program.tables.load(wanted)

    def of(self, definition: Definition) -> list[Step]:
        """All steps into a definition."""
        if definition not in self._steps:
            outer, self._charges = self._charges, []
            self._steps[definition] = (self._find(definition), self._charges)
            self._charges = outer
        steps, charges = self._steps[definition]
        self._charges.extend(charges)
        for key in charges:
            if key not in self._charged:
                self._charged.add(key)
                self.sites += self._sizes[key]
        return steps

    def _charge(self, key: Hashable, size: int) -> None:
        """Notes that the steps into the definition at hand took a look at so many occurrences."""
        self._sizes[key] = size
        self._charges.append(key)

    def _find(self, definition: Definition) -> list[Step]:
        path, qualname = definition
        if not path:
            return [Step(use.user, None, use.line, use.why, False, use.cost) for use in self.uses(qualname).unknown]
        if not qualname:
            return list(component_steps(self.program, definition))
        cost = partial(naming_cost, self.program.index, qualname)
        said = users_by_string(self.program, definition)
        named = [Step(user, None, line, "named by a string", True, cost(user[1])) for user, line in said]
        named += [*loading_steps(self.program, definition), *component_steps(self.program, definition)]
        named += starting_steps(self.program.index, definition)
        if not self.program.has_table(path):
            plain = list(self._plain(definition))
            called = library_calls(self.program, definition, plain)
            return list(dict.fromkeys([*plain, *called, *sent_steps(self.program, definition), *named]))
        named += inner_steps(self.program, definition)
        found = dict.fromkeys([*with_components(self.program, self._written(definition)), *named])
        found.update(dict.fromkeys(self.implied.of(self.program.table(path), definition, list(found))))
        return list(found)

    def _plain(self, definition: Definition) -> Iterator[Step]:
        """Steps into a definition whose language has no site table."""
        path, qualname = definition
        holder, _, name = qualname.rpartition(".")
        unique = is_unique(self.program, name) and name not in OF_ALL
        uses = plain_uses(self.program, name, path)
        klass = self._guard_in_go(definition) if holder else None
        kin = FAMILIES[family_of(self.program.index.files[path].language)].languages
        self._charge(("", definition), len(uses))
        for use in uses:
            other = holder and self.program.index.files[use.path].language not in kin
            if other or (use.path, use.owner) == definition or self.program.receivers.only_handed_on(use):
                continue
            known = self.program.receivers.certainty(use, definition)
            if known is None:
                known = by_place(self.program, use, definition)
            seen = known == 1 or self.program.receivers.sees(use.path, definition)
            later = only_handed_on_at_start(self.program.index, use)
            extra = odds.AT_IMPORT + odds.HANDED_ON if later else 0
            if known == DISPATCHED:
                yield Step((use.path, use.owner), klass, use.line, "override", True, odds.DISPATCHED + extra)
            elif known != 0 and (seen or (use.attribute and holder)):
                sure = known == 1 or (seen and (unique or not use.attribute))
                why = "" if sure else "receiver unknown"
                cost = (0 if sure else odds.NAME_ALONE) + extra
                yield Step((use.path, use.owner), None if sure else klass, use.line, why, sure, cost)
        symbol = first_of(self.program.index, path).get(qualname)
        if symbol is not None and symbol.decorators:
            yield Step(
                (path, ""), None, symbol.start_line, "annotated: a framework may call it", False, odds.REGISTERED
            )

    def _guard_in_go(self, definition: Definition) -> Definition | None:
        """The type that a method of Go has: a program makes values only of types that it names, unlike where frameworks make them."""
        if self.program.index.files[definition[0]].language != "Go":
            return None
        return min((klass for klass in self.program.receivers.home(definition) if klass[0]), default=None)

    def uses(self, name: str) -> NameUses:
        """The occurrences of a name in the whole workspace."""
        if name not in self._names:
            files = self.program.files_saying(name)
            self.program.tables.load(files)
            self._names[name] = self._resolve(name, files)
        self._charges.append((name,))
        return self._names[name]

    def _resolve(self, name: str, files: Iterable[str], alias_in: str = "") -> NameUses:
        program, found, size = self.program, NameUses({}, [], []), 0
        for file in files:
            table = program.table(file)
            if not (sites := [Site(*row) for row in table.sites(name)]):
                continue
            started = file in run_by_path(program.index)
            each_time = started or program.index.files[file].zone == "test" or bool(program.component(file))
            # what seems to stand at the top level of a file that is half read may stand in what is not read
            at_import = 0 if each_time or program.is_half_read(file) else odds.AT_IMPORT
            leaving_out = spared(program.index, f"uses in {file}")
            imported = min((site.conditions for site in sites if site.role == "import"), default=0)
            for site in sites:
                size += 1
                if runs(program, file, site) and site.owner != OFFERED:
                    script = odds.AS_SCRIPT if started and odds.AS_SCRIPT <= site.conditions < odds.ON_PLATFORM else 0
                    later = not site.owner and at_import and self._runs_later(file, site, name)
                    at_start = 0 if site.owner else odds.HANDED_ON if later else at_import
                    with leaving_out:
                        self._place(found, file, name, site, (site.conditions - script, at_start), imported)
                        if not site.owner and URLS in table.bound:  # routers are filled there
                            self._place(found, file, name, site._replace(owner=URLS), (site.conditions, 0), imported)
        self._sizes[(name, alias_in) if alias_in else (name,)] = size
        return found

    def _runs_later(self, file: str, site: Site, name: str) -> bool:
        """What the top level says is run by what it is handed to, not there."""
        at = (self.program.index, file, site.line, name)
        return runs_later(*at) or (site.role == "call" and is_made_to_run_later(*at))

    def _place(self, found: NameUses, file: str, name: str, site: Site, costs: tuple[int, int], imported: int) -> None:
        """Files an occurrence under what it means; `imported` are the conditions that the name's import stands under, `costs`
        those of its own and of running at the import: what is handed on there, to a router, runs later."""
        program, user, at_start, cost = self.program, (file, site.owner), costs[1], sum(costs)
        types: frozenset[Type] = frozenset()
        why = {"parameter": "fixture", "base": "base"}.get(site.role, "")
        if site.role == "parameter":
            meant = frozenset(fixtures_seen(program, file, name, site.owner))
        elif site.receiver == BARE:
            meant = program.lookup(file, name)
        elif (alone := program.standing_alone(file, site.receiver)) is not None:
            meant = alone
        else:
            types = program.types(file, site.receiver)
            meant, certain = self._member(types, name)
            if not certain or (not meant and is_own(site)):
                rare = odds.COMMON_NAME if name in COMMON_MEMBERS else 0
                found.unknown.append(Use(user, site.line, cost + rare, "receiver unknown", types, False))
            if not types:
                return
        use = Use(user, site.line, cost, why, types, is_fixed(site))
        whole = at_start and site.role == "value" and is_handed_on(program.index, file, site.line, name)
        for definition in meant:
            if site.role == "write" and program.is_code(definition) and not program.is_set(definition):
                continue  # replaced or deleted, not run
            if site.role == "check" and program.is_class(definition):
                continue  # no object is made of it
            mentioned = site.role == "value" and program.is_called(definition)
            handed_on = self._handed_on(user, definition) - (at_start if whole else 0) if mentioned else 0
            behind = imported if site.receiver == BARE and definition[0] != file else 0
            found.exact.setdefault(definition, []).append(use._replace(cost=cost + handed_on + behind))
        if not use.fixed and any(type_[0] in {"i", "c"} for type_ in types):
            found.typed.append(use)

    @remembered
    def _member(self, types: frozenset[Type], name: str) -> tuple[frozenset[Definition], bool]:
        """What a name means behind values of some types, and whether that is all that it may mean; most sites repeat a few."""
        program = self.program
        meant = frozenset(item for type_ in types for item in program.member(type_, name))
        certain = bool(types) and PERHAPS not in types and (bool(meant) or not any(map(program.is_open, types)))
        return meant or frozenset(asked_modules(program, types)), certain

    def _handed_on(self, user: Definition, definition: Definition) -> int:
        """What a mention costs: a property runs its function, a class makes what it holds a class of; others may never call it."""
        if definition in self.program.renamed(user):
            return 0
        fills = self.program.is_descriptor(user)
        if self.program.is_class(definition):
            fills = self.program.class_of(user) is not None and not self.program.is_code(user)
        return odds.BRANCH if fills else odds.HANDED_ON

    def _written(self, definition: Definition) -> Iterator[Step]:
        """Steps that an occurrence of the name makes."""
        path, qualname = definition
        uses = self.uses(name := qualname.rpartition(".")[2])
        klass = self.program.class_of(definition)
        exact = list(uses.exact.get(definition, ()))
        for word in (*names_asked_for(self.program, definition), *asked_as(self.program, definition)):
            exact += self.uses(word).exact.get(definition, ())
        if "." not in qualname:
            for alias, file in sorted(aliases_of(self.program, path, name)):
                exact += self._resolve(alias, [file], file).exact.get(definition, ())
                self._charges.append((alias, file))
        extra = odds.OVERRIDDEN if klass is not None and self._dispatching.is_overridden(definition, klass) else 0
        for use in exact:
            if use.user != definition:
                guard = klass if is_open(use) else None
                cost = use.cost + (0 if use.fixed else extra)
                yield if_requested(self.program, definition, Step(use.user, guard, use.line, use.why, True, cost))
        if klass is not None:
            yield from self._dispatched(uses, definition, klass)
        elif (
            uses.unknown
            and "." not in qualname
            and self.program.is_code(definition)
            and is_held(self.program, definition)
        ):
            yield from by_name(self.program, uses, definition, (path, ""))

    def _dispatched(self, uses: NameUses, definition: Definition, klass: Definition) -> Iterator[Step]:
        """Steps by dynamic dispatch: a receiver of a base's or protocol's type, or of an unknown one."""
        above = self._behind(klass) if uses.typed else ()
        for use in uses.typed:
            holders = [type_[1:3] for type_ in use.types if type_[0] in {"i", "c"} and type_[1:3] != klass]
            if use.user != definition and any(item in above or self.program.is_met_by(item, klass) for item in holders):
                yield Step(use.user, klass, use.line, "override", True, use.cost + odds.DISPATCHED)
        if uses.unknown and not is_special(definition[1].rpartition(".")[2]):
            yield from by_name(self.program, uses, definition, klass)

    def _behind(self, klass: Definition) -> set[Definition]:
        """The bases of a class, and those that come after it where subclasses mix it in: `class Sub(Mixin, Base)`."""
        orders = map(self.program.ancestors, (klass, *(step.user for step in self.of(klass) if step.why == "base")))
        return {other for order in orders if klass in order for other in order[order.index(klass) + 1 :]}
