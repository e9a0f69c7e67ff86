"""Names that are not to be had: imported ones that the target lacks, and those that the change hid.

Imports are told by scopes in Python, JavaScript and TypeScript, by text in Rust, Go and Java: a name that occurs in a target's text may be
defined there, as may any name where a macro, a glob or a generator makes some.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.languages import language
from ....indexer.languages.outline import is_private
from ....indexer.reached import reached
from ....indexer.tokens import blank
from ...text_facts import line_at
from ..called import defined_as
from ..changes.changes import read_version
from ..meaning.program import OUTSIDE
from ..references.references import BY_NAME, GUESS, references
from .change_set import ERROR, WARNING, ChangeSet, Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ....indexer.index import IndexedLink
    from ..changes.changes import Version
    from ..changes.diffs import FileDiff
    from ..meaning.program import Definition, Program
    from ..references.references import Reference

__all__ = ["hidden_symbols", "missing_in_go", "missing_name"]

A_VALUE: Final = re.compile(
    rb"[(,]\s*exports\s*[,)]|\bmodule\.exports\b(?!\s*=\s*\{|\.\w)|\bmodule\.exports\s*=\s*\{[^}]*\.\.\.|\bexports\s*\[|^\s*export\s*=",
    re.MULTILINE,
)
"""A CommonJS module that is a class, a function or the result of a call (what that has, the module has), or that a function fills."""
GIVEN_WHEN_ASKED: Final = re.compile(rb"^(?:def\s+|\s*)__getattr__\b", re.MULTILINE)
"""A module of Python that makes its names when they are asked for (PEP 562)."""


def missing_name(program: Program, link: IndexedLink, changed: ChangeSet) -> Issue | None:
    """An import takes a name that its target does not have, or does not give others (any more)."""
    if link.source == f"{link.target.removesuffix('__init__.py')}{link.name}.py":
        return None  # a module that its package gives to itself
    if link.target.endswith(".rs"):
        return missing_in_rust(program, link, changed)
    if link.target.endswith(".java"):
        return _missing_in_java(program, link, changed)
    if not link.target or link.name in {"", "*", "default"} or not program.has_table(link.target):
        return None
    if _is_hidden(program, link, changed):
        return Issue(link.source, link.line, ERROR, "missing-name", f"{link.target} exports {link.name!r} no more")
    stating = list(_stating(program, link.target))
    if any(program.exported(path, link.name) or _open(program, path) for path in stating):
        return None
    written = link.source in changed.paths and changed.wrote_import(link)
    language = program.index.files[link.target].language
    doubtful = link.kind == "conditional" or link.target.endswith(".d.ts")
    sure = not doubtful and (written or changed.had(link.target, link.name, language))
    return _lacking(link, link.name, ERROR if sure else WARNING)


def _lacking(link: IndexedLink, name: str, severity: str = ERROR) -> Issue:
    return Issue(link.source, link.line, severity, "missing-name", f"{link.target} has no {name!r}")


def _stating(program: Program, path: str) -> Iterator[str]:
    """The files that say what a module has: itself, and the declarations beside it."""
    yield path
    stem, _, ending = path.rpartition(".")
    declared = f"{path}i" if ending == "py" else f"{stem}.d.{ending.replace('js', 'ts').removesuffix('x')}"
    if declared in program.index.files:
        yield declared


def _open(program: Program, path: str) -> bool:
    """Whether a module may have names that are not seen: computed ones, the members of a value that it is, or all of another's."""
    table = program.table(path)
    if not program.has_table(path) or table.sites("globals") or table.sites("exec"):
        return True
    unseen = A_VALUE if program.is_ecmascript(path) else GIVEN_WHEN_ASKED
    if unseen.search(program.index.read(path)):
        return True
    stars = program.links(path).get("*", ())
    return any(not program.has_table(link.target) or OUTSIDE in program.lookup(path, "*") for link in stars)


def _is_hidden(program: Program, link: IndexedLink, changed: ChangeSet) -> bool:
    """JavaScript, TypeScript: the change took `export` from what another file imports by its name."""
    diff = changed.diffs.get(link.target)
    if diff is None or not diff.old or not program.is_ecmascript(link.target) or not program.is_ecmascript(link.source):
        return False
    if link.kind == "conditional" or link.name in program.exported_as(link.target):
        return False
    before = read_version(diff.old_path, diff.old)
    was = before.overloads.get(link.name, []) if before is not None else []
    now = defined_as(program.index, link.target, link.name)
    return any(item.exported for item in was) and bool(now) and not any(item.exported for item in now)


def _missing_in_java(program: Program, link: IndexedLink, changed: ChangeSet) -> Issue | None:
    """A new import of what stands in a class, where nothing above the file's classes, and no annotation, can give them a member."""
    name, text = link.name.rpartition(".")[2], program.index.read(link.target)
    if name in {"", "*", link.name} or re.search(rb"\b%b\b" % re.escape(name.encode()), text):
        return None
    given = any(item.bases or item.decorators for item in program.index.symbols(link.target) if item.kind != "method")
    if given or not changed.wrote_name(program.index.read(link.source), link.source, name):
        return None
    return _lacking(link, name)


GO: Final = ".go"
GO_TEXT: Final = re.compile(rb"`[^`]*`|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*.*?\*/", re.DOTALL)
OF_PACKAGE: Final = re.compile(r"(?<![\w.)\]}])([a-z]\w*)\.([A-Z]\w*)")
OF_TESTS: Final = re.compile(rb"^package \w+_test\b", re.MULTILINE)
"""Tests of a package of Go that stand beside it, in one of their own."""
MADE: Final = rb"//go:generate|import\s+\"C\""
"""What gives a Go package names that its text does not contain."""
PUB_USE: Final = re.compile(rb"\bpub\b(?:\s*\([^)]*\))?\s+use\s[^;]*")
ITEM: Final = rb"\b(?:fn|struct|enum|union|trait|type|mod|const|static|crate|as)\s+"
CALLS_MACRO: Final = re.compile(rb"^(?!compile_error)\w[\w:]*!", re.MULTILINE)
GLOB: Final = re.compile(rb"^[ \t]*pub(?:\([^)]*\))?\s+use\s[^;]*\*", re.MULTILINE)
"""A re-export of all names of another module."""
TOP_GLOB: Final = re.compile(rb"^(?:pub(?:\([^)]*\))?\s+)?use\s[^;]*\*", re.MULTILINE)
MAKES_NAMES: Final = re.compile(rb"\binclude!|\bpaste\b|\bconcat_idents|\bderive\([^)]*(?:Builder|Entity|Model)")
"""What gives a Rust file names that its text does not contain."""
PATHS_OF_RUST: Final = frozenset({"self", "super", "crate", "Self"})


def missing_in_rust(program: Program, link: IndexedLink, changed: ChangeSet) -> Issue | None:
    """A new `use` of a name that does not occur in its target, or any of one that the target re-exported before the change.

    What a macro defines occurs in the text that it is given; what a glob re-exports does not.
    """
    head = link.name.replace("::", ".").partition(".")[0]
    if head in {"", "*", *PATHS_OF_RUST} or any(item.kind == "macro" for item in program.index.symbols(name=head)):
        return None  # an exported macro stands in its crate's root, wherever it is written
    handed_on, text = _handed_on(changed.diffs.get(link.target), head), program.index.read(link.target)
    if not handed_on and not changed.wrote_name(program.index.read(link.source), link.source, head):
        return None
    said = re.search(_word_of_rust(head), text) or (GLOB.search(text) and _is_given_by_glob(program, link.target, head))
    if (_is_defined_in_rust(text, head) if handed_on else said) or MAKES_NAMES.search(text):
        return None
    has = f"hands {head!r} on no more" if handed_on else f"has no {head!r}"
    return Issue(link.source, link.line, ERROR, "missing-name", f"{link.target} {has}")


def _is_given_by_glob(program: Program, path: str, name: str) -> bool:
    """Rust: a file that a glob of the file's leads to says the name, or is outside of the workspace."""
    index, said = program.index, re.compile(_word_of_rust(name))
    files = reached([path], lambda file: [it.target for it in index.links_from(file) if it.name == "*"] if file else [])
    texts = (index.read(file) if file else name.encode() for file in files)
    return any(said.search(text) or MAKES_NAMES.search(text) for text in texts)


def _handed_on(diff: FileDiff | None, name: str) -> bool:
    """Rust: whether the file re-exported a name with `pub use` before the change."""
    said = diff is not None and re.search(_word_of_rust(name), diff.old)
    uses = PUB_USE.findall(_code_of_rust(diff.old)) if diff is not None and said else ()
    return any(re.search(_word_of_rust(name), use) for use in uses)


def _is_defined_in_rust(text: bytes, name: str) -> bool:
    """Whether a Rust file may define or import a name; a macro at its top level may define any that it is given."""
    code, word = _code_of_rust(text), _word_of_rust(name)
    told = re.search(ITEM + word + rb"|\buse\b[^;]*" + word, code) or TOP_GLOB.search(code)
    return bool(told or (CALLS_MACRO.search(code) and re.search(word + rb"|\buse\s[^;]*\*", code)))


def _word_of_rust(name: str) -> bytes:
    return rb"\b%b\b" % re.escape(name.removeprefix("r#").encode())


def _code_of_rust(text: bytes) -> bytes:
    return blank(text, language("Rust").LEXICON).text


def missing_in_go(program: Program, path: str, changed: ChangeSet) -> Iterator[Issue]:
    """New uses of a name that occurs nowhere in a package of the workspace, if only the import can be what has the package's name."""
    if not path.endswith(GO):
        return
    text = GO_TEXT.sub(lambda match: b"\n" * match[0].count(b"\n"), program.index.read(path))
    for number, line in enumerate(text.decode("utf-8", "replace").split("\n"), 1):
        for package, name in OF_PACKAGE.findall(line) if changed.is_new(path, number) else ():
            folders = program.receivers.packages(path, package)
            # something else in the file may have the package's name: a variable, a parameter
            bound = re.search(rb"(?<![\w.])%b\b(?!\s*\.)" % package.encode(), text)
            if folders and not bound and not _is_said_in_go(program, folders, name):
                where = " or ".join(sorted(folders)) or "the root's package"
                yield Issue(path, number, ERROR, "missing-name", f"{where} has no {name!r}")


def _is_said_in_go(program: Program, folders: set[str], name: str) -> bool:
    """Whether a package may have a name: it occurs in a file, or a generator or cgo adds to the package."""
    files = [path for path in program.index.files if path.endswith(GO) and path.rpartition("/")[0] in folders]
    may_have = re.compile(rb"\b%b\b|%b" % (name.encode(), MADE))
    texts = map(program.index.read, files)
    return not files or any(may_have.search(text) and not OF_TESTS.search(text) for text in texts)


# ---- References to what the change hid (`private`, a lost `pub` or `public`) from places that can't see it now

PRIVATE: Final = frozenset({"Java", "Kotlin", "Scala", "C#", "Swift", "PHP", "TypeScript"})
"""Languages in which only its file sees what says `private`, or the other parts of its class."""
CRATE_ROOTS: Final = ("mod.rs", "lib.rs", "main.rs")
HIDDEN, INSIDE, SEEN = range(3)
"""Whether a definition says `private`, others of its package, module or class see it, or all do."""


def hidden_symbols(program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Uses of definitions that others could see before the change, in files that can't see them now."""
    for path in changed.paths:
        for name, line, level in _hidden(program, path, changed):
            if level == HIDDEN and (base := _overridden(program, path, name)):
                message = f"{name} is private, and {base}, which it overrides, is not"
                yield Issue(path, line, ERROR, "hidden-symbol", message)
            for use in references(program, (path, name)):
                if use.path == path or use.confidence <= GUESS or _sees(program, (path, name), level, use):
                    continue
                sure = use.confidence >= BY_NAME
                message = f"{name} is private or not public any more, and this place, which can't see it, "
                message += "uses it" if sure else "may use it (the receiver's type is not known)"
                yield Issue(use.path, use.line, ERROR if sure else WARNING, "hidden-symbol", message)


def _hidden(program: Program, path: str, changed: ChangeSet) -> Iterator[tuple[str, int, int]]:
    """The definitions of a file that fewer see now, in all their overloads; what stands in one of them goes with it."""
    diff, language = changed.diffs.get(path), program.index.files[path].language
    if diff is None or not diff.old or language not in PRIVATE | SEES.keys():
        return
    before, after = read_version(diff.old_path, diff.old), read_version(diff.path, diff.new)
    if before is None or after is None:
        return
    lost: set[str] = set()
    for name in after.symbols:
        level = _level(after, name, language)
        if name in before.symbols and level < _level(before, name, language) and after.symbols[name].kind != "macro":
            lost.add(name)
            if name.rpartition(".")[0] not in lost and (level == HIDDEN or language in SEES):
                yield name, after.symbols[name].start_line, level


def _level(version: Version, name: str, language: str) -> int:
    """Who sees a definition: the most open of its overloads."""
    overloads = version.overloads[name]
    if language in PRIVATE and all(is_private(version.source, item) for item in overloads):
        return HIDDEN
    return SEEN if any(item.exported for item in overloads) else INSIDE


def _overridden(program: Program, path: str, name: str) -> str:
    """The member of a class or interface above that others see and this one overrides; "" where there is none."""
    holder, _, own = name.rpartition(".")
    klass = (path, holder.rpartition(".")[2])
    for base, over in program.receivers.over(klass) - {klass} if holder else ():
        said = f".{over}.{own}"
        if any(f".{item.qualname}".endswith(said) and item.exported for item in program.symbols(base)):
            return said[1:]
    return ""


def _sees(program: Program, definition: Definition, level: int, use: Reference) -> bool:
    """Whether a place in another file sees what is hidden, or may be none: a member stands behind something there."""
    path, name = definition
    holder, _, own = name.rpartition(".")
    taken = re.compile(rb"(?:\.|->|::)\s*%b(?!\w)" % re.escape(own.encode()))
    if holder and not taken.search(line_at(program.index, use.path, use.line)):
        return True
    if level == INSIDE:
        return SEES[program.index.files[path].language](program, definition, use)
    return _is_of_class(program, definition, use)


def _is_of_class(program: Program, definition: Definition, use: Reference) -> bool:
    """C#, C++: what stands in another part of the class, or in a friend of it."""
    holder = definition[1].rpartition(".")[0].rpartition(".")[2]
    return holder in use.owner.split(".") or b"friend " in program.index.read(definition[0])


def _is_of_package(program: Program, definition: Definition, use: Reference) -> bool:
    """Java: what stands in the same package."""
    files = program.index.files
    return files[use.path].module == files[definition[0]].module


def _is_of_module(program: Program, definition: Definition, use: Reference) -> bool:
    """Rust: what stands in a module below that of the definition."""
    del program
    folder, _, name = definition[0].rpartition("/")
    return use.path.startswith(f"{folder}/" if name in CRATE_ROOTS else f"{definition[0].removesuffix('.rs')}/")


SEES: Final[dict[str, Callable[[Program, Definition, Reference], bool]]] = {
    "Java": _is_of_package,
    "Rust": _is_of_module,
    "C++": _is_of_class,
}
"""Language → who still sees what others don't, where it does not say `private`."""
