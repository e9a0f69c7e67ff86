"""Names that an import takes and its target does not have: by scopes where they are read, in Rust and Go by what is said there at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....indexer.languages import language
from ....indexer.tokens import blank
from ..changes.changes import old_version
from ..meaning.program import OUTSIDE
from .change_set import ERROR, WARNING, ChangeSet, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import IndexedLink
    from ..changes.diffs import FileDiff
    from ..meaning.program import Program

__all__ = ["missing_in_go", "missing_name"]

RUST: Final = ".rs"
GO: Final = ".go"
GO_TEXT: Final = re.compile(rb"`[^`]*`|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*.*?\*/", re.DOTALL)
OF_PACKAGE: Final = re.compile(r"(?<![\w.)\]}])([a-z]\w*)\.([A-Z]\w*)")
MADE: Final = re.compile(rb"//go:generate|import\s+\"C\"")
A_VALUE: Final = re.compile(
    rb"\bmodule\.exports\b(?!\s*=\s*\{|\.\w)|\bmodule\.exports\s*=\s*\{[^}]*\.\.\.|\bexports\s*\[|^\s*export\s*=",
    re.MULTILINE,
)
"""A module that hands out a class, a function or what something gives: its members are the module's names."""
GIVEN_WHEN_ASKED: Final = re.compile(rb"^(?:def\s+|\s*)__getattr__\b", re.MULTILINE)
PUB_USE: Final = re.compile(rb"\bpub\b(?:\s*\([^)]*\))?\s+use\s[^;]*")
ITEM: Final = rb"\b(?:fn|struct|enum|union|trait|type|mod|const|static|crate|as)\s+"
CALLS_MACRO: Final = re.compile(rb"^(?!compile_error)\w[\w:]*!", re.MULTILINE)
GLOB: Final = re.compile(rb"^\s*pub(?:\([^)]*\))?\s+use\s[^;]*\*", re.MULTILINE)
TOP_GLOB: Final = re.compile(rb"^(?:pub(?:\([^)]*\))?\s+)?use\s[^;]*\*", re.MULTILINE)
MAKES_NAMES: Final = re.compile(rb"\binclude!|\bpaste|\bconcat_idents|\bderive\([^)]*(?:Builder|Entity|Model)")
"""What gives a file of Rust names that it does not say."""
PATHS_OF_RUST: Final = frozenset({"self", "super", "crate", "Self"})


def missing_name(program: Program, link: IndexedLink, changed: ChangeSet) -> Issue | None:
    """An import takes a name that its target does not have, or does not give others (any more)."""
    if link.target.endswith(RUST):
        return _unsaid_in_rust(program, link, changed)
    if not link.target or link.name in {"", "*", "default"} or program.table(link.target) is None:
        return None
    if _is_hidden(program, link, changed):
        return Issue(link.source, link.line, ERROR, "missing-name", f"{link.target} exports {link.name!r} no more")
    stating = list(_stating(program, link.target))
    if any(program.exported(path, link.name) or _open(program, path) for path in stating):
        return None
    written = link.source in changed.paths and changed.is_new(link.source, link.line)
    severity = ERROR if written or changed.had(link.target, link.name) else WARNING
    if link.kind == "conditional" or link.target.endswith(".d.ts"):
        severity = WARNING
    return Issue(link.source, link.line, severity, "missing-name", f"{link.target} has no {link.name!r}")


def _stating(program: Program, path: str) -> Iterator[str]:
    """The files that say what a module has: itself, and the declarations beside it."""
    yield path
    stem, _, ending = path.rpartition(".")
    declared = f"{path}i" if ending == "py" else f"{stem}.d.{ending.replace('js', 'ts').removesuffix('x')}"
    if declared in program.index.files:
        yield declared


def _open(program: Program, path: str) -> bool:
    """A module that can have names which nobody sees: computed ones, those of a value that it is, or all of another's."""
    table = program.table(path)
    if table is None or table.sites("globals") or table.sites("exec"):
        return True
    unseen = A_VALUE if program.is_ecmascript(path) else GIVEN_WHEN_ASKED
    if unseen.search(program.index.read(path)):
        return True
    return any(not link.target or OUTSIDE in program.lookup(path, "*") for link in program.links(path).get("*", ()))


def _is_hidden(program: Program, link: IndexedLink, changed: ChangeSet) -> bool:
    """JavaScript, TypeScript: the change took `export` from what another file imports by its name."""
    diff = changed.diffs.get(link.target)
    if diff is None or not diff.old or not program.is_ecmascript(link.target) or not program.is_ecmascript(link.source):
        return False
    if link.kind == "conditional" or link.name in program.exported_as(link.target):
        return False
    before = old_version(diff.old_path, diff.old)
    was = before.overloads.get(link.name, []) if before is not None else []
    now = [item for item in program.symbols(link.target) if item.qualname == link.name]
    return any(item.exported for item in was) and bool(now) and not any(item.exported for item in now)


def _unsaid_in_rust(program: Program, link: IndexedLink, changed: ChangeSet) -> Issue | None:
    """A new `use` of what its target says nowhere, or a use of what it handed on before: what a macro makes is said where it is
    made, but for what a glob brings."""
    head = link.name.replace("::", ".").partition(".")[0]
    if head in {"", "*", *PATHS_OF_RUST}:
        return None
    handed_on, text = _handed_on(changed.diffs.get(link.target), head), program.index.read(link.target)
    if not handed_on and not changed.wrote_name(program.index.read(link.source), link.source, head):
        return None
    said = re.search(_word_of_rust(head), text) or GLOB.search(text)
    if (_is_defined_in_rust(text, head) if handed_on else said) or MAKES_NAMES.search(text):
        return None
    has = f"hands {head!r} on no more" if handed_on else f"has no {head!r}"
    return Issue(link.source, link.line, ERROR, "missing-name", f"{link.target} {has}")


def _handed_on(diff: FileDiff | None, name: str) -> bool:
    """Rust: the file gave others a name with `pub use` before the change."""
    if diff is None or not re.search(_word_of_rust(name), diff.old):
        return False
    uses = PUB_USE.findall(_code_of_rust(diff.old))
    return any(re.search(_word_of_rust(name), use) for use in uses)


def _is_defined_in_rust(text: bytes, name: str) -> bool:
    """The file defines or takes a name, as far as can be told: macros at its top may do that with all that they are given."""
    code, word = _code_of_rust(text), _word_of_rust(name)
    if re.search(ITEM + word + rb"|\buse\b[^;]*" + word, code) or TOP_GLOB.search(code):
        return True
    return CALLS_MACRO.search(code) is not None and re.search(word + rb"|\buse\s[^;]*\*", code) is not None


def _word_of_rust(name: str) -> bytes:
    return rb"\b%b\b" % re.escape(name.removeprefix("r#").encode())


def _code_of_rust(text: bytes) -> bytes:
    return blank(text, language("Rust").LEXICON).text


def missing_in_go(program: Program, path: str, changed: ChangeSet) -> Iterator[Issue]:
    """New uses of what a package of the workspace says nowhere, where nothing but the import has the package's name."""
    if not path.endswith(GO):
        return
    text = GO_TEXT.sub(lambda match: b"\n" * match[0].count(b"\n"), program.index.read(path))
    for number, line in enumerate(text.decode("utf-8", "replace").split("\n"), 1):
        for package, name in OF_PACKAGE.findall(line) if changed.is_new(path, number) else ():
            folders = program.receivers.packages(path, package)
            if folders and not _is_said_in_go(program, folders, name) and not _is_bound_in_go(text, package):
                where = " or ".join(sorted(folders)) or "the root's package"
                yield Issue(path, number, ERROR, "missing-name", f"{where} has no {name!r}")


def _is_said_in_go(program: Program, folders: set[str], name: str) -> bool:
    """The package has the name, as far as can be told: what another tool makes of it is not seen."""
    files = [path for path in program.index.files if path.endswith(GO) and path.rpartition("/")[0] in folders]
    said = re.compile(rb"\b%b\b" % name.encode())
    texts = (program.index.read(path) for path in files)
    return not files or any(said.search(text) or MADE.search(text) for text in texts)


def _is_bound_in_go(text: bytes, package: str) -> bool:
    """Something else in the file may be called as the package: a variable, a parameter."""
    return re.search(rb"(?<![\w.])%b\b(?!\s*\.)" % package.encode(), text) is not None
