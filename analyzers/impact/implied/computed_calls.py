"""Calls and imports by names that are computed: `getattr(self, "visit_" + name)`, `vars(module)`, `lexer[state]()`; in Ruby
`send("on_#{kind}", node)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .... import lazy_re as re
from ...graph.computed_imports import imports_computing
from ...per_index import per_index, read_once
from ...text_facts import line_of, lines_with, text_facts
from .. import odds
from ..called import defined_as, enclosing, step_at
from ..meaning.names import links_to
from ..occurrences import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ....indexer.index import Index
    from ..meaning.members import Type
    from ..meaning.names import Names
    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = [
    "CALLED", "MOST_LINKS", "asked_modules", "by_any_name", "by_beginning", "in_module", "is_special", "loading_steps",
    "looked_up", "looking_up", "names_asked_for", "sent_steps",
]  # fmt: skip

CALLED = frozenset({"constructor"})
"""JavaScript's: `new` calls it, which names its class."""

HOOK = "__getattr__"
BY_COMPUTED_NAME: Final = "looked up by a computed name"
MOST_NAMES = 40

COMPUTING = ("getattr", "__getattribute__", "getmembers", "dir", "vars", "send", "public_send", "__send__")
"""Functions that find members whose names are not written there."""
LEAST = 3
"""Shorter beginnings tell nothing, and the readers note none."""
HEAD = re.compile(rb"[\"'`]([A-Za-z_]\w*)(?:[{%$#]|[\"'`]\s*(?:[+%]|\.format\b)|(?<=_)[\"'`])")
"""A word that a literal begins with and that goes on: by what is filled in, by what is added to it, or as its last `_` says."""

WORD = re.compile(rb"(?<![\w\"'])[\"']([A-Za-z_]\w*)[\"'](?![\"'])")
"""A literal that is one word: a name that is handed to a lookup from elsewhere (`for name in ("get", "post")`)."""
FORMAT = b"looked-up-2"
"""Another one where `HEAD` or `WORD` changes."""


def by_beginning(program: Program, name: str, klass: Definition) -> Iterator[Step]:
    """Lookups by a computed name that begins as this one, on what may be of this class."""
    for file in sorted({*looking_up(program.index).beginning(name), *_above(program, klass)}):
        for prefix, user, line, receiver in _lookups(program, file):
            if prefix and name.startswith(prefix) and _is_of(program, file, receiver, klass, unknown=True):
                yield Step(user, klass, line, f"looked up as {prefix}…", False, odds.BRANCH)


def by_any_name(program: Program, name: str, klass: Definition, *, said: bool, unseen: bool) -> Iterator[Step]:
    """Lookups by a name of which nothing is written, on what is of this class.

    A file that says the name may look it up on anything, and what nothing calls may be found on objects of a class that is
    put together when the program runs. What tests call by its name is looked up only where its name, or how it begins, is said.
    """
    above = _above(program, klass)
    imported, importers = program.index.adjacency
    near = above.union(*(importers.get(path, ()) for path in above))
    named = looking_up(program.index).words.get(name, set())
    spelled = named.union(looking_up(program.index).beginning(name))
    if unseen:
        near.update(imported.get(klass[0], ()))
    for file in sorted(spelled if said else (near & looking_up(program.index).files) | named | above):
        for prefix, user, line, receiver in _lookups(program, file):
            unknown = file in named and not said and not is_special(name)
            mixed = unseen and any(type_[0] == "i" for type_ in program.types(file, receiver))
            if not prefix and (mixed or _is_of(program, file, receiver, klass, unknown=unknown)):
                yield Step(user, klass, line, BY_COMPUTED_NAME, False, odds.HANDED_ON)


def _above(program: Program, klass: Definition) -> set[str]:
    """The files of a class and of those above it; in JavaScript no word of the language tells which files look up."""
    return {path for path, _ in program.ancestors(klass)} - {""}


def in_module(program: Program, definition: Definition) -> Iterator[Step]:
    """Lookups in a module by a name that its `__getattr__` gives out, in files that import it and say the name."""
    importers = set(program.index.adjacency[1].get(definition[0], ()))
    names = names_asked_for(program, definition)
    saying = {file for name in names for file in looking_up(program.index).words.get(name, ())}
    for file in sorted(saying & importers):
        for prefix, user, line, receiver in _lookups(program, file):
            if not prefix and _may_be_module(program, file, receiver, definition[0]):
                yield _in_module(program.index, user, line)


def _in_module(index: Index, user: Definition, line: int) -> Step:
    """The step of a lookup in a module: a test looks names up to run what it finds."""
    cost = odds.LOOKED_UP_IN_TEST if index.files[user[0]].zone == "test" else odds.HANDED_ON
    return Step(user, None, line, "looked up in the module", False, cost)


def _is_of(program: Program, file: str, receiver: Any, klass: Definition, *, unknown: bool) -> bool:
    """The object of a file whose member is looked up is of this class, of one above it or of one that extends it.

    Args:
        unknown: what counts where nothing is known of the object.
    """
    types = program.types(file, receiver)
    above = program.ancestors(klass)
    holders = [(type_[1], type_[2]) for type_ in types if type_[0] in {"i", "c"}]
    if not holders:
        return unknown
    return any(holder in above or klass in program.ancestors(holder) for holder in holders)


def _may_be_module(program: Program, file: str, receiver: Any, path: str) -> bool:
    """What is looked into is this module or nobody knows what, and no member of an object's own (`getattr(self.stream, name)`)."""
    types = program.types(file, receiver)
    of_object = isinstance(receiver, list) and receiver[0] == "." and receiver[1][0] == "s"
    return any(type_[:2] == ("m", path) for type_ in types) or not (types or of_object)


def _lookups(program: Program, file: str) -> Iterator[tuple[str, Definition, int, Any]]:
    """The members of a file that are looked up by a computed name: how that begins, in which definition and line, and on what."""
    for prefix, rows in program.table(file).prefixes.items():
        yield from ((prefix, (file, owner), line, receiver) for line, owner, receiver, *_ in rows)


def is_special(name: str) -> bool:
    """A method that the language calls on objects of its class: that step leads to every test that a use by name would."""
    return name in CALLED or (name.startswith("__") and name.endswith("__"))


# ---- Modules that are asked for names which they do not define: `__getattr__` of a module (PEP 562)
# Deprecated names and versions are given out so. The names are those that the module says as strings.


def names_asked_for(names: Names, definition: Definition) -> list[str]:
    """The names that a module's `__getattr__` may be asked for; none for any other definition."""
    path, qualname = definition
    if qualname != HOOK or not path.endswith(".py"):
        return []
    said = {word.decode() for word in WORD.findall(names.index.read(path))}
    return sorted(word for word in said if not names.defines(path, word))[:MOST_NAMES]


def asked_modules(names: Names, types: Iterable[Type]) -> Iterator[Definition]:
    """The `__getattr__` of those modules among some values that have one."""
    for type_ in sorted(types):
        if type_[0] == "m" and names.defines(type_[1], HOOK):
            yield (type_[1], HOOK)


# ---- Which files may look members up by names that are computed, told by their text: to read them all takes seconds


class LookingUp(NamedTuple):
    """Such files of one workspace.

    Attributes:
        files: all of them.
        heads: word that a literal of theirs begins with → the files that have it.
        words: word that a literal of theirs is → the files that have it.
    """

    files: frozenset[str]
    heads: Mapping[str, set[str]]
    words: Mapping[str, set[str]]

    def beginning(self, name: str) -> list[str]:
        """The files with a literal that begins as a name does, sorted."""
        starts = (name[:length] for length in range(LEAST, len(name) + 1))
        return sorted({file for start in starts for file in self.heads.get(start, ())})


@per_index
def looking_up(index: Index) -> LookingUp:
    """The files of an index that name one of `COMPUTING`."""
    files = frozenset(file for name in COMPUTING for file in index.files_using(name))
    heads: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    for file, said in text_facts(index, FORMAT, files, _literals):
        for found, listed in zip((heads, words), said.decode().split("\n"), strict=True):
            for word in listed.split():
                found.setdefault(word, set()).add(file)
    return LookingUp(files, heads, words)


def _literals(text: bytes) -> bytes:
    """The heads on one line, the words on the next."""
    return b"\n".join(b" ".join(sorted(set(pattern.findall(text)))) for pattern in (HEAD, WORD))


# ---- Steps of what is loaded or sent by a computed name


def loading_steps(program: Program, definition: Definition) -> Iterator[Step]:
    """Steps into what a module gives others from the computed imports that may load it; surer where they say its name."""
    path, qualname = definition
    index = program.index
    loaders = list(imports_computing(index, path)) if "." not in qualname else []
    if not loaders or not any(item.exported for item in defined_as(index, path, qualname)):
        return
    said = set(index.files_using(qualname))
    for item in loaders:
        cost = odds.BRANCH if item.path in said else odds.HANDED_ON
        yield step_at(index, item.path, item.line, "loaded by a computed name", False, cost)


SENT: Final = re.compile(rb"\b(?:public_|__)?send(?:__)?[\s(]+:?\"([a-z_]\w*)#\{")


def sent_steps(program: Program, definition: Definition) -> Iterator[Step]:
    """The places that may send a method so: in its own file, in those that it loads and in those that load it."""
    path, qualname = definition
    holder, _, name = qualname.rpartition(".")
    index = program.index
    if not holder or index.files[path].language != "Ruby":
        return
    near = {path, *index.adjacency[0].get(path, ()), *index.adjacency[1].get(path, ())}
    for file in near.intersection(looking_up(index).beginning(name)):
        source = index.read(file)
        for match in SENT.finditer(source):
            if name.startswith(match[1].decode()):
                why = f"sent as {match[1].decode()}…"
                yield step_at(index, file, line_of(source, match), why, False, odds.BRANCH)


# ---- Lookups in a module: who computes a name of it (`getattr(shop, name)`, `dict(shop.__dict__)`, `Object.values(drivers)`) may run all
# that it gives others

MOST_LINKS: Final = 40
"""If more files import a module as a whole, only the first so many are read."""
LOOKING_UP: Final = ("getattr", "dir", "vars", "getmembers", "__dict__")
IN_PYTHON: Final = rb"\b(?:(?:dir|vars|getmembers)\(\s*<module>\s*[,)]|getattr\(\s*<module>\s*,\s*+(?![\"'])|(?<!\.)<module>\.__dict__)"
IN_ECMASCRIPT: Final = (
    rb"(?<![\w.$])<module>\[(?![\"'`])|\bObject\.(?:keys|values|entries)\(\s*<module>\s*\)|\{\s*\.\.\.<module>\s*[,}]"
)
"""How a name of a module that was imported as `<module>` is computed, or all of them are taken."""
DEEPEST: Final = 2
"""Packages inside packages that give out what a module of theirs defines."""


def looked_up(program: Program, definition: Definition) -> Iterator[Step]:
    """Steps into what a module gives others from the lookups in it, and in the modules that give it out again."""
    path, name = definition
    if "." in name or name.startswith("_"):
        return
    for module in _giving(program, definition):
        for source, line in _lookups_in(program.index, module):
            if source != path:
                yield _in_module(program.index, (source, enclosing(program.index, source, line)), line)


def _giving(program: Program, definition: Definition) -> list[str]:
    """The file of a definition and those from which others import it too."""
    found, last = [definition[0]], [definition[0]]
    for _ in range(DEEPEST):
        links = [link for path in last for link in program.links_to(path)]
        sources = {link.source for link in links if link.kind == "reexport" or link.source.endswith("/__init__.py")}
        last = sorted(
            source for source in sources.difference(found) if definition in program.exported(source, definition[1])
        )
        found += last
    return found


@read_once
def _lookups_in(index: Index, module: str) -> list[tuple[str, int]]:
    """The files and lines of the lookups in a module."""
    whole = [link for link in links_to(index, module) if link.name in {"", "*"} and link.alias]
    links = [link for link in whole if link.source != module]
    python = module.endswith(".py")
    if python:
        saying = {file for word in LOOKING_UP for file in index.files_using(word)} if links else set()
        links = [link for link in links if link.source in saying]
    found = []
    for source, alias in sorted({(link.source, link.alias) for link in links[:MOST_LINKS]}):
        shape = (IN_PYTHON if python else IN_ECMASCRIPT).replace(b"<module>", re.escape(alias.encode()))
        text = index.read(source)
        found += [(source, line) for line in lines_with(text, re.compile(shape))]
    return found
