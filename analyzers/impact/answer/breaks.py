"""The references that stop working when a thing is deleted, renamed or given another signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....indexer.languages.families import FAMILIES, JAVASCRIPT_ENDINGS
from ..changes.call_fit import Fitting
from ..namesakes.c_names import is_defined_for_header
from ..namesakes.constructed import is_named_constructor
from ..namesakes.reopened import BY_VARIABLE
from ..references.overrides import BY_BASE, BY_KIN, with_overrides
from ..references.plain_certainty import namesakes
from ..references.references import BY_NAME, BY_OVERLOAD, CONSTRUCTORS, GUESS, LIKELY, PLAIN, references
from ..references.still_there import inherited, is_still_there, really_broken
from ..strings.framework_strings import strings_of
from ..strings.templates import templates_naming
from ..strings.texts import doc_comments_naming, texts_naming, texts_naming_file
from ..values.handed_on import THROUGH_VALUES, calls
from .change_set import VERB
from .overriding import no_longer_overriding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ....answers import BrokenReference
    from ....indexer.index import Index, IndexedLink
    from ..meaning.program import Definition, Program
    from ..references.references import Reference
    from ..strings.dotted_strings import NamingString

__all__ = ["ASSIGNS", "IN_COMMENT", "breaks_of", "lost_imports", "public_surface"]

CODE_ENDINGS = frozenset({"py", "pyi", "go", "rs", "rb", "php"}.union(ending[1:] for ending in JAVASCRIPT_ENDINGS))
FOLDERS_ARE_PACKAGES = (".go",)
NO_GUESSES = frozenset({"Go", "Java"})
"""Languages in which a member's name on a value of unknown type mostly means another's: most types are told, or many are called alike."""
VALUED = frozenset({"method", "function", "field", "property"})
"""Kinds of members that a value has; a class or a constant inside a class is named by it, or alone."""
MOST_NAMESAKES = 4
"""Of so many definitions of a name one is meant about as often as not, by a value of unknown type; of more, each seldom."""
SELDOM = 0.2
IN_COMMENT = "a documentation comment names it"
ASSIGNS = "assigns to it"
IMPORTS = "imports it"
IN_TEMPLATE = "a template says its name where it runs code; templates are not read as code"
IN_TEXT = 0.7
IN_STRING = 0.9
DOUBT = {
    LIKELY: "the receiver's type is not known, but nothing else that is seen there has a member of this name",
    BY_NAME: "by its name, which nothing else there has",
    BY_VARIABLE: "by a value that is called like its class",
    GUESS: "by its name alone, which others have too",
    SELDOM: "by its name alone, which many of its kind have too",
    THROUGH_VALUES: "a value that it is handed on as",
    BY_OVERLOAD: "on what one of several overloads gives, as the arguments tell",
    BY_BASE: "by the member of a base or interface, which may run it",
    BY_KIN: "by another class's member that the same base or interface asks for",
}


def breaks_of(
    program: Program, definition: Definition, change: str, now: Program | None = None
) -> list[BrokenReference]:
    """What stops working, code first, then texts that name it; by path and line.

    Args:
        change: `delete | rename | signature`; any other breaks nothing.
        now: what the workspace's names mean where it is changed already: a call that fits the new signature does not break,
            nor does a place that finds something else by the name.
    """
    if change not in VERB:
        return []
    path, qualname = definition
    if not qualname:
        return _file_breaks(program, path, change)
    following = now is None or (change == "delete" and not path.endswith((".go", ".rs")))
    overriding = list(no_longer_overriding(program, definition, change)) if following else []
    if change == "signature":
        found = _calls(program, definition, now)
        return sorted([*found, *overriding], key=lambda row: (row["path"], row["line"]))
    if now is not None and is_still_there(now, definition):
        return []
    found = [_row(item, definition, change) for item in _affected(program, definition, change)]
    if now is not None:
        found = really_broken(program, definition, found, now)
    found += overriding
    said = {(row["path"], row["line"]) for row in found}
    shared = now is not None and bool(program.index.symbols(name=qualname.rpartition(".")[2]))
    written = [*map(_string_row, strings_of(program, definition)), *_documented(program, definition, change)]
    written += [] if shared else _templates(program, definition, found)
    found = sorted(
        [*found, *(row for row in written if (row["path"], row["line"]) not in said)],
        key=lambda row: (row["path"], row["line"]),
    )
    if shared:
        return found  # a text that names it may mean what else is called so
    said = {(row["path"], row["line"]) for row in found}
    return found + [_text_row(*at, qualname) for at in texts_naming(program.index, definition) if at not in said]


def _string_row(item: NamingString) -> BrokenReference:
    reason = "names it in a string that a framework resolves"
    return {"path": item.path, "line": item.line, "symbol": item.text, "reason": reason, "confidence": IN_STRING}


def _templates(program: Program, definition: Definition, found: Sequence[BrokenReference]) -> Iterator[BrokenReference]:
    """Templates that say its name where they run code."""
    importers = {row["path"] for row in found if row["reason"] == IMPORTS}
    for path, line, sure in templates_naming(program, definition, importers):
        yield {"path": path, "line": line, "symbol": definition[1], "reason": IN_TEMPLATE, "confidence": sure}


def _documented(program: Program, definition: Definition, change: str) -> list[BrokenReference]:
    """Documentation comments that name it; what is deleted takes its own along."""
    rows: dict[tuple[str, int], BrokenReference] = {}
    path, qualname = definition
    for where, line, around in doc_comments_naming(program, definition):
        if change != "delete" or where != path or not f"{around}.".startswith(f"{qualname}."):
            rows[where, line] = {"path": where, "line": line, "symbol": around or qualname, "reason": IN_COMMENT}
    return list(rows.values())


def _affected(program: Program, definition: Definition, change: str) -> Iterator[Reference]:
    """The places that a change breaks: those that say the name, and uses of aliases where they go with the import.

    What is renamed keeps its aliases, and is named anew inside of itself too. Language servers count an alias's own uses in
    JavaScript and TypeScript, not in Python.
    """
    name = definition[1].rpartition(".")[2]
    made = name in CONSTRUCTORS or is_named_constructor(program.receivers, definition)
    aliased = made or (change == "delete" and program.is_ecmascript(definition[0]))
    found = with_overrides(program, definition, recursive=change == "rename")
    guessed, fitting = _guessed(program, definition), _fitting(program, definition)
    for item in (one for one in found if aliased or one.name == name):
        if item.confidence != GUESS:
            yield item
        elif guessed and not (
            definition[0] in program.index.files and fitting.reasons(item.path, item.line, item.name)
        ):
            yield item._replace(confidence=guessed)


def _guessed(program: Program, definition: Definition) -> float:
    """How sure a member is meant by its name on a value of unknown type: less where many of its kind have one, 0 where many others do."""
    file, others = program.index.files.get(definition[0]), namesakes(program, definition[1].rpartition(".")[2])
    if "." not in definition[1] or not program.receivers.kinds(definition) <= VALUED:
        return GUESS
    if file is not None and file.language in NO_GUESSES:
        return 0.0
    if len(others) <= MOST_NAMESAKES:
        return GUESS
    held = {qualname.rpartition(".")[0].rpartition(".")[2] for _, qualname in others}
    above = {name: {name, *program.receivers.all_above(name)} for name in held}
    own = above.get(definition[1].rpartition(".")[0].rpartition(".")[2], set())
    return SELDOM if sum(own.isdisjoint(one) for one in above.values()) < MOST_NAMESAKES else 0.0


def _fitting(program: Program, definition: Definition) -> Fitting:
    return Fitting(program.index, definition, program.before.get(definition[0]))


def _calls(program: Program, definition: Definition, now: Program | None) -> list[BrokenReference]:
    """The calls of a definition, or (`now`) those whose arguments fit neither it nor what its class inherits, or are not found."""
    as_it_is, plain = now is not None, not program.has_table(definition[0])
    fitting = _fitting(program, definition) if definition[0] in program.index.files and (as_it_is or plain) else None
    if fitting is not None and as_it_is and fitting.takes_as_before:
        return []
    found = [(item, _row(item, definition, "signature")) for item in calls(program, definition)]
    if fitting is None or not fitting.now:
        return [row for _, row in found]
    overloads = [Fitting(program.index, one) for one in inherited(now, definition)] if now is not None and plain else []
    rows = []
    for item, row in found:
        reasons = fitting.reasons(item.path, item.line, item.name)
        if reasons is None and plain and (as_it_is or not is_named_constructor(program.receivers, definition)):
            continue  # no call: it only mentions the name
        if not as_it_is or reasons is None:
            rows.append(row)
        elif reasons and not any(other.reasons(item.path, item.line, item.name) == [] for other in overloads):
            rows.append({**row, "reason": f"calls it: {reasons[0]}{_doubt(row.get('confidence', 1.0))}"})
    return rows


def _row(item: Reference, definition: Definition, change: str) -> BrokenReference:
    what = {
        "import": IMPORTS,
        "call": "calls it",
        "base": "extends it",
        "check": "asks whether something is of it",
        "type": "names it as a type",
        "decorator": "is decorated with it",
        "text": "names it in a string",
        "write": ASSIGNS,
        "parameter": "takes it as a fixture",
        "key": "sets it by its name",
        "doc": IN_COMMENT,
    }.get(item.role, "uses it")
    row: BrokenReference = {"path": item.path, "line": item.line, "symbol": item.owner or definition[1], "reason": what}
    if change == "signature":
        row["reason"] = f"{'calls it' if item.role == PLAIN else what}: its arguments may no longer fit"
    if item.confidence < 1:
        row["confidence"] = item.confidence
        row["reason"] += _doubt(item.confidence)
    return row


def _doubt(confidence: float) -> str:
    return f" ({DOUBT.get(confidence, DOUBT[GUESS])})" if confidence < 1 else ""


def _file_breaks(program: Program, path: str, change: str) -> list[BrokenReference]:
    """Imports of a file that is deleted or moved, strings and texts that name it, and what is linked with it alone."""
    if change == "signature":
        return []
    found: dict[tuple[str, int], BrokenReference] = {}
    gone = path not in program.index.files
    for link in lost_imports(program.index, [path]) if gone else program.index.links_to(path):
        if link.source != path:
            said = f"imports {link.name} from it" if link.specifier else f"uses {link.name} of it, without an import"
            reason = IMPORTS if link.name in {"", "*"} else said
            at, symbol = (link.source, link.line), link.name or link.specifier
            found[at] = {"path": link.source, "line": link.line, "symbol": symbol, "reason": reason}
    for item in strings_of(program, (path, "")):
        if item.path != path:
            found.setdefault((item.path, item.line), _string_row(item))
    for row in _unlinked(program, path) if change == "delete" else ():
        found.setdefault((row["path"], row["line"]), row)
    texts = [_text_row(*at, path) for at in texts_naming_file(program.index, path) if at not in found]
    return [*(found[key] for key in sorted(found)), *texts]


def _text_row(path: str, line: int, named: str) -> BrokenReference:
    return {"path": path, "line": line, "symbol": named, "reason": "a text names it", "confidence": IN_TEXT}


def _unlinked(program: Program, path: str) -> Iterator[BrokenReference]:
    """Uses of what a C or C++ header declares and only this file defines: nobody imports the file, but nothing links without it."""
    file = program.index.files.get(path)
    if file is None or file.language not in FAMILIES["c"].languages:
        return
    for qualname in dict.fromkeys(symbol.qualname for symbol in program.index.symbols(path)):
        if is_defined_for_header(program.index, (path, qualname)):
            for item in references(program, (path, qualname)):
                if item.path != path:
                    yield _row(item, (path, qualname), "delete")


def lost_imports(index: Index, paths: Sequence[str]) -> list[IndexedLink]:
    """Imports that lead nowhere now and name one of these files, which are gone: by its name, or by the last part of theirs."""
    gone = [path for path in paths if path not in index.files]
    names = {path.rpartition("/")[2] for path in gone}
    stems = {_stem(path) for path in gone if path.rpartition(".")[2] in CODE_ENDINGS}
    stems |= {path.split("/")[-2] for path in gone if path.endswith(FOLDERS_ARE_PACKAGES) and "/" in path}
    links = index.unresolved() if gone else ()
    return [link for link in links if _stem(_path(link)) in stems or _path(link).rpartition("/")[2] in names]


def _path(link: IndexedLink) -> str:
    """What an import names, without the signs that C writes around it."""
    return link.specifier.replace("\\", "/").strip('"<>')


def _stem(path: str) -> str:
    folder, _, name = path.rpartition("/")
    if name.startswith(("__init__.", "index.", "mod.")):
        name = folder.rpartition("/")[2]
    parts = [part for part in name.split(".") if part and part not in CODE_ENDINGS]
    return parts[-1] if parts else name


def public_surface(program: Program, seeds: Iterable[Definition]) -> list[dict[str, Any]]:
    """What must stay as it is while the inside changes: exported definitions and how many places outside use them."""
    found = []
    for path in sorted({path for path, _ in seeds}):
        wanted = {name for where, name in seeds if where == path}
        for symbol in program.index.symbols(path):
            if symbol.exported and symbol.qualname in wanted and "." not in symbol.qualname:
                users = sum(item.path != path for item in references(program, (path, symbol.qualname)))
                at = {"path": path, "symbol": symbol.qualname, "line": symbol.start_line}
                found.append({**at, "signature": symbol.signature, "users": users})
    return sorted(found, key=lambda item: (-item["users"], item["path"], item["line"]))
