"""Where a definition is used: every reference to it in the workspace, and how sure that is.

The index says in which files a name occurs at all; the site tables of those files say on what; the program says what
that means. A place counts only where it leads to this definition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ....indexer.gathering import words
from ....indexer.reached import reached
from ...naming import split_words
from ...sparing import spared
from ..called import defined_as
from ..meaning.fixtures import fixtures_seen
from ..meaning.members import EXTERNAL
from ..meaning.program import ONE_OF
from ..namesakes.constructed import inheriting, is_named_constructor
from ..sites.shape import BARE, Site
from .plain_certainty import BY_NAME, GUESS, LIKELY, alone_there, is_unique
from .plain_certainty import certainty as plain_certainty
from .plain_sites import plain_uses, supers
from .platform_members import ECMASCRIPT_MEMBERS, PYTHON_MEMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....indexer.index import IndexedLink
    from ..meaning.program import Definition, Program
    from ..occurrences import PlainUse

__all__ = [
    "BY_NAME", "BY_OVERLOAD", "COMMON_MEMBERS", "CONSTRUCTORS", "GUESS", "LIKELY", "PLAIN", "Reference", "aliases_of",
    "certainty", "is_unknown", "names_of", "references", "spoken_name",
]  # fmt: skip

OF_MEMBERS = (
    "SELECT DISTINCT path, qualname FROM symbols JOIN files ON files.id = file_id"
    " WHERE name = ? AND (qualname != name OR path NOT LIKE '%.py') LIMIT 3"
)
"""What may be meant by a member's name: `user.is_staff` is never `def is_staff(user)` of a module of Python."""
CONSTRUCTORS = frozenset({"__init__", "__new__", "constructor", "__construct"})
"""Members that are called by the name of their class."""

CERTAIN = 1.0
BY_OVERLOAD = 0.7
PYTHON = (".py", ".pyi")
TYPES = frozenset({"interface", "type"})
VARIABLES = frozenset({"constant", "variable"})
VALUES = VARIABLES | {"function"}
RUNNING = frozenset({"call", "check"})
PLAIN = "use"
"""The role of a reference in a language whose scopes are not read: what it does there is not known."""


class Reference(NamedTuple):
    """A place that uses a definition.

    Attributes:
        name: the name as written there (an alias differs from the definition's).
        owner: qualified name of the definition around it; "" for the file's top level.
        role: see `sites.shape.Site`.
        confidence: 1, or less where the receiver's type is not known.
    """

    path: str
    line: int
    name: str
    owner: str
    role: str
    confidence: float


def references(
    program: Program, definition: Definition, *, counted: bool = True, recursive: bool = False
) -> list[Reference]:
    """All references to a definition, by path and line.

    Args:
        counted: calls that give another number of arguments mean something else; false where the number has changed.
        recursive: those inside of it too.
    """
    path, qualname = definition
    found: dict[tuple[str, int], Reference] = {}
    unique = _is_unique(program, definition)
    own, lines = qualname.rpartition(".")[2], _own_lines(program, definition)
    typed = _is_type(program, definition)
    for name, file in sorted(names_of(program, definition)):
        with spared(program.index, f"references in {file}"):
            for row in program.table(file).sites(name):
                site = Site(*row)
                within = file == path and f"{site.owner}.".startswith(f"{qualname}.")
                within = within and (lines is None or site.line in lines)
                # `@price.setter`: a definition that its own name decorates adds to one that stands before it
                extends = site.role == "decorator" and site.owner == qualname
                if (not recursive and within and not extends) or (typed and site.role in RUNNING):
                    continue
                confidence = certainty(program, file, name, site, definition) or (
                    LIKELY
                    if unique and (is_unknown(program, file, site) or _is_of_library_value(program, file, site))
                    else 0
                )
                item = Reference(file, site.line, name, site.owner, site.role, confidence)
                if confidence:
                    _keep(found, item, own)
    for item in _plain(program, definition, counted=counted, recursive=recursive):
        _keep(found, item, own)
    return [found[key] for key in sorted(found)]


def _keep(found: dict[tuple[str, int], Reference], item: Reference, own: str) -> None:
    """Of two references on one line the surer one counts, then the one by the definition's own name."""
    known = found.get((item.path, item.line))
    if known is None or (item.confidence, item.name == own) > (known.confidence, known.name == own):
        found[item.path, item.line] = item


def _plain(program: Program, definition: Definition, *, counted: bool, recursive: bool) -> Iterator[Reference]:
    """References in languages whose scopes and types are not read."""
    path, qualname = definition
    name = spoken_name(qualname)
    if program.has_table(path) or not qualname:
        return
    unique, alone = is_unique(program, name), alone_there(program, definition)
    own = [] if recursive else defined_as(program.index, path, qualname)
    names = (name, *inheriting(program.receivers, definition))
    for use in (*_by_aliases(program, definition), *(use for said in names for use in plain_uses(program, said, path))):
        confidence = plain_certainty(program, use, definition, unique=unique, alone=alone(use.path), counted=counted)
        if confidence and not (use.path == path and any(item.start_line <= use.line <= item.end_line for item in own)):
            yield Reference(use.path, use.line, use.name, use.owner, PLAIN, confidence)
    yield from (Reference(*it, name, owner, PLAIN, CERTAIN) for it, owner in supers(program, definition))


def _by_aliases(program: Program, definition: Definition) -> Iterator[PlainUse]:
    """Where a class that a constructor makes objects of is named as an import calls it (`use Shop\\Till as Box`)."""
    if is_named_constructor(program.receivers, definition):
        path, klass = definition[0], definition[1].rpartition(".")[0]
        for said, file in sorted(set(aliases_of(program, path, klass))):
            yield from (use for use in plain_uses(program, said, path) if use.path == file)


def _own_lines(program: Program, definition: Definition) -> set[int] | None:
    """The lines of what can be added to elsewhere (in Python a variable); of a type beside a value of its name only those of the type."""
    same = defined_as(program.index, *definition)
    if not same or not (program.is_ecmascript(definition[0]) or same[0].kind in VARIABLES):
        return None
    if same[0].kind in TYPES and any(item.kind in VALUES for item in same):
        same = same[:1]
    return {line for item in same for line in range(item.start_line, item.end_line + 1)}


def _is_type(program: Program, definition: Definition) -> bool:
    """What TypeScript only has as a type: beside `interface Error` the class in `new Error()` is that of the language."""
    kinds = {item.kind for item in defined_as(program.index, *definition)}
    return bool(kinds) and kinds <= TYPES


def names_of(program: Program, definition: Definition) -> set[tuple[str, str]]:
    """`(name, file)` pairs where a definition may occur: its own name everywhere, and its aliases where they are bound."""
    path, qualname = definition
    name = spoken_name(qualname)
    files = program.files_saying(name)
    program.tables.load(files)
    found = {(name, file) for file in files} | {(name, path)}
    if "." not in qualname:
        found |= set(aliases_of(program, path, qualname))
        found |= {(name, file) for file in _taking_all(program, path)}
    return found


def _taking_all(program: Program, path: str) -> set[str]:
    """The files that take all names of a Python module, themselves or through others: their `__all__` says some of them."""

    def users(file: str) -> Iterator[str]:
        return (link.source for link in program.links_to(file) if link.name == "*" and link.alias in {"", "*"})

    return {*reached([path], users)} - {path} if path.endswith(PYTHON) else set()


def spoken_name(qualname: str) -> str:
    """The name by which others call a definition."""
    holder, _, name = qualname.rpartition(".")
    return holder.rpartition(".")[2] if holder and name in CONSTRUCTORS else name


def aliases_of(program: Program, path: str, name: str) -> Iterator[tuple[str, str]]:
    """`(local name, file)` where imports bind a definition under another name, re-exports followed."""
    exported = {public for public, locals_ in program.exported_as(path).items() if name in locals_}
    if name == "default":  # its own file can only say `module.exports`
        yield (name, path)
    for file, public, link in _imports_of(program, path, exported | {name}):
        if link is None:
            if public != name:
                yield (public, file)
        elif not link.alias:  # `require("./a")(…)`, where nothing says a name, and `import("./a").Card` in a comment
            yield (public, file)
        elif public != name:  # a member of the whole module, by whatever name others get hold of that
            yield (public, file)
            for user, _, _ in _imports_of(program, file, {link.alias}):
                yield (public, user)


def _imports_of(program: Program, path: str, names: Iterable[str]) -> Iterator[tuple[str, str, IndexedLink | None]]:
    """`(file, local name, None)` for each import of these names of a file, re-exports followed, and `(file, name, import)`
    for each import of a module that has one of them."""
    todo = [(path, public) for public in sorted(names)]
    seen = set(todo)
    while todo:
        file, public = todo.pop()
        for link in program.links_to(file):
            if link.name == "*" and link.kind == "reexport" and link.alias in {"", "*"}:
                step = (link.source, public)
            elif link.alias and (link.name == public or (public == "default" and program.hands_out(link))):
                step = (link.source, link.alias)
            else:
                if link.name in {"", "*"}:
                    yield (link.source, public, link)
                continue
            if step not in seen:
                seen.add(step)
                todo.append(step)
                yield (*step, None)
                todo += [
                    (link.source, other)
                    for other, locals_ in program.exported_as(link.source).items()
                    if step[1] in locals_ and (link.source, other) not in seen
                ]


def certainty(program: Program, file: str, name: str, site: Site, definition: Definition) -> float:
    """How sure an occurrence means a definition: 1, less on what one of several overloads gives, or 0."""
    if site.role == "parameter":
        return CERTAIN if definition in fixtures_seen(program, file, name, site.owner) else 0
    if site.role == "import":
        return CERTAIN if _imports(program, file, site.alias, definition) else 0
    if site.receiver == BARE:
        return CERTAIN if definition in program.lookup(file, name) else 0
    alone = program.standing_alone(file, site.receiver)
    if alone is not None:
        return CERTAIN if definition in alone else 0
    if site.role == "key" and not _is_field(program, definition):
        return 0
    types = program.types(file, site.receiver)
    if not any(definition in program.member(type_, name) for type_ in types):
        return 0
    return BY_OVERLOAD if ONE_OF in types else CERTAIN


def _imports(program: Program, file: str, alias: str, definition: Definition) -> bool:
    if not alias.startswith("="):
        return definition in program.lookup(file, alias)
    return not definition[1] and any(
        link.target == definition[0] and link.specifier == alias[1:]
        for links in program.links(file).values()
        for link in links
    )


def _is_field(program: Program, definition: Definition) -> bool:
    """What a key can set: in Python a variable, and in a class with a constructor of its own keys are that one's parameters."""
    if program.is_ecmascript(definition[0]):
        return True
    table = program.table(definition[0])
    constructor = f"{definition[1].rpartition('.')[0]}.__init__"
    return definition[1] in table.bound and constructor not in table.functions


def is_unknown(program: Program, file: str, site: Site) -> bool:
    """A member of something whose type can't be told."""
    if site.role in {"import", "parameter", "key"} or site.receiver == BARE:
        return False
    return program.standing_alone(file, site.receiver) is None and not program.types(file, site.receiver)


def _is_of_library_value(program: Program, file: str, site: Site) -> bool:
    """A member of what a library's object has as a member, which may be an object of the workspace: `self.request.user.is_staff`."""
    receiver = site.receiver if isinstance(site.receiver, list) and site.receiver[0] == "." else None
    return receiver is not None and program.types(file, receiver) == {EXTERNAL} == program.types(file, receiver[1])


def _is_unique(program: Program, definition: Definition) -> bool:
    """A member whose name no other class of the workspace, and no common type of the language, has."""
    holder, _, name = definition[1].rpartition(".")
    of_language = ECMASCRIPT_MEMBERS if program.is_ecmascript(definition[0]) else PYTHON_MEMBERS
    if not holder or name.startswith("__") or name in COMMON_MEMBERS or name in of_language:
        return False
    if rows := program.index.rows(OF_MEMBERS, (name,)):
        return rows == [definition]
    return len(split_words(name)) > 1  # removed: a single word is what a library calls its own by, too


COMMON_MEMBERS = words(
    "add all any append apply args bind call catch clear close concat content copy count data decode delete done encode"
    " end endswith entries error every exec extend fill filter find findIndex flat flatMap flush forEach format get has"
    " id includes index indexOf info insert items join key keys kwargs length log lower map match message mode name next"
    " on open parse path pop push put raise read readline reduce ref remove render replace result reverse run save search"
    " seek send set shift size slice some sort splice split start startswith status stop strip sub substring test text"
    " then title toString trim type unshift update upper url value values version write"
)
