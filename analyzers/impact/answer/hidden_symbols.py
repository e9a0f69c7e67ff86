"""References to what the change hid (`private`, a lost `pub` or `public`) from places that can't see it now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....indexer.languages.outline import is_private
from ...text_facts import line_at
from ..changes.changes import old_version
from ..references.references import BY_NAME, GUESS, references
from .change_set import ERROR, WARNING, ChangeSet, Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ....indexer.facts import Symbol
    from ..changes.changes import Version
    from ..meaning.program import Definition, Program
    from ..references.references import Reference

__all__ = ["hidden_symbols"]

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
                yield Issue(
                    path, line, ERROR, "hidden-symbol", f"{name} is private, and {base}, which it overrides, is not"
                )
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
    before, after = old_version(diff.old_path, diff.old), old_version(diff.path, diff.new)
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

    def one(item: Symbol) -> int:
        if language in PRIVATE and is_private(version.source, item):
            return HIDDEN
        return SEEN if item.exported else INSIDE

    return max(map(one, version.overloads[name]))


def _overridden(program: Program, path: str, name: str) -> str:
    """The member of a class or interface above that others see and this one overrides; "" where there is none."""
    holder, _, own = name.rpartition(".")
    klass = (path, holder.rpartition(".")[2])
    for base, over in program.receivers.over(klass) if holder else ():
        said = f".{over}.{own}"
        if (base, over) != klass and any(
            f".{item.qualname}".endswith(said) and item.exported for item in program.symbols(base)
        ):
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
