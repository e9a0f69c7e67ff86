"""Occurrences of a name in languages without a site table: by the index's lines and the definitions around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.languages import language as language_module
from ...per_index import read_once
from ...text_facts import line_at, lines_with
from ..called import all_called, called_in, enclosing, is_unbuilt
from ..namesakes.definition_facts import holder_of
from ..namesakes.reopened import held_by, is_of_class
from ..namesakes.ruby_words import chain_at, is_member, tree_of, words_at
from ..occurrences import Definition, PlainUse
from ..receivers.receivers import MARK, REFERENCE
from ..receivers.written_names import C_FAMILY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol
    from ..meaning.program import Program

__all__ = ["plain_uses", "supers"]

SUPER = re.compile(rb"(?<![\w.:@$])super(?![\w?!:])")
CONSTRUCTING = frozenset({"Java", "C#", "PHP"})
OF_A_PACKAGE = (".go", ".java", ".kt", ".kts", ".scala")
OF_PACKAGES = re.compile(rb"^\s*(?:package\b.*|import\s+(?:static\s+)?(?:[a-z_]\w*\.)+)")
HOLDING = frozenset({"field", "property", "constant", "method"})
"""Kinds of members on whose line a type is written too, which may be called like them."""
BESIDE_TYPES = frozenset({"function", "variable"})
"""The same outside of types, in C, where a type's tag is no name of anything else (`struct list *list(int size)`)."""


def plain_uses(program: Program, name: str, path: str) -> list[PlainUse]:
    """Occurrences in files without a site table, by path and line; the definitions themselves are left out.

    Args:
        path: where what is meant stands. To a language without tables none is asked of files in the others: to make them takes long.
    """
    is_scoped = program.tables.readable
    has_table, key = program.has_table if is_scoped(path) else is_scoped, (name, is_scoped(path))
    if key not in program.plain:
        said = _files_saying(program.index, name)
        files = [other for other in said if not has_table(other) and not is_unbuilt(other)]
        program.receivers.load(files)
        program.plain[key] = [
            *_plain_uses(program, name, files),
            *_marks(program, name),
            *_unsaid(program, name, files),
            *_in_pairs(program, name),
            *_assigned(program, name),
        ]
    return program.plain[key]


def _plain_uses(program: Program, name: str, files: Iterable[str]) -> Iterator[PlainUse]:
    for path in files:
        if program.index.files[path].language == "Ruby":
            yield from _words(program.index, path, name)
            continue
        # a static property: `self::$rows`
        signed = (f"${name}",) if program.index.files[path].language == "PHP" else ()
        found = program.index.places(path, (name, *signed))
        for line in [*found[f"${name}"].bare, *found[f"${name}"].attribute] if f"${name}" in found else ():
            if program.receivers.says(path, name, line):  # a static property, no variable
                yield PlainUse(path, line, enclosing(program.index, path, line), True, name)
        use = found.get(name)
        if use is None:  # a byte that is not UTF-8 stands in the name
            continue
        own = called_in(program.index, path, name)
        macros = [symbol for symbol in own if symbol.kind == "macro"]
        # a macro that stands alone is read as a function
        defined = {line for symbol in macros or own for line in _defining(program.index, symbol)}
        tagged = program.index.files[path].language in C_FAMILY and program.receivers.named(name)
        holding = HOLDING | BESIDE_TYPES if tagged else HOLDING
        members = {symbol.start_line for symbol in own if symbol.kind in holding}
        bare = () if _is_reserved(program.index.files[path].language, name) else use.bare
        included = _include_lines(program.index, path)
        mixed = set(bare) & set(use.attribute)
        for line, attribute in sorted([*((item, False) for item in bare), *((item, True) for item in use.attribute)]):
            if line in included or (path.endswith(OF_A_PACKAGE) and _is_of_package(program, path, line, name)):
                continue
            typed = line in members and not attribute and _stands_twice(program, path, line, name)
            if typed or line not in defined or (attribute and program.receivers.says(path, name, line)):
                yield PlainUse(path, line, enclosing(program.index, path, line), attribute, name, typed, line in mixed)


def _words(index: Index, path: str, name: str) -> Iterator[PlainUse]:
    """Ruby: by what each word is."""
    for line, said in sorted(words_at(index, path, name).items()):
        behind = {is_member(word) for word in said}
        for attribute in sorted(behind):
            yield PlainUse(path, line, enclosing(index, path, line), attribute, name, mixed=len(behind) > 1)


def _marks(program: Program, name: str) -> Iterator[PlainUse]:
    """C#: what is marked with a class `NameAttribute`, which is written `[Name]`."""
    short = name.removesuffix(MARK)
    files = _files_saying(program.index, short) if short not in {name, ""} else ()
    files = [path for path in files if program.index.files[path].language == "C#"]
    program.receivers.load(files)
    for path in files:
        written = program.index.places(path, (name,)).get(name)
        for line, _, receiver, _ in program.receivers.table(path)["uses"].get(name, ()):
            if receiver == 0 and (written is None or line not in written.bare):
                yield PlainUse(path, line, enclosing(program.index, path, line), False, name)


def _unsaid(program: Program, name: str, files: Iterable[str]) -> Iterator[PlainUse]:
    """Java, C#, PHP: constructors of a class that are called without its name (`super(…)`, constants of an enum)."""
    for path in files:
        constructs = program.index.files[path].language in CONSTRUCTING
        made = program.receivers.table(path)["made"].get(name, ()) if constructs else ()
        if made:
            written = program.index.places(path, (name,)).get(name)
            said = {*written.bare, *written.attribute} if written is not None else set()
            for line in dict.fromkeys(row[0] for row in made):
                if line not in said:
                    yield PlainUse(path, line, enclosing(program.index, path, line), False, name, unsaid=True)


def _in_pairs(program: Program, name: str) -> Iterator[PlainUse]:
    """PHP: methods that are handed on as a pair of an object or class and their name (`[$this, "total"]`)."""
    written, index = re.compile(rb"""["']%s["']""" % re.escape(name.encode())), program.index
    methods = [item for item in all_called(index, name) if item.kind == "method" and item.path.endswith(".php")]
    holders = {holder_of((item.path, item.qualname)) for item in methods} - {""}  # none where the class is broken
    saying = {item.path for item in methods}.union(*map(index.files_using, holders))
    files = [
        path for path in sorted(saying) if index.files[path].language == "PHP" and written.search(index.read(path))
    ]
    program.receivers.load(files)
    for path in files:
        rows = program.receivers.table(path)["uses"].get(name, ())
        for line in dict.fromkeys(row[0] for row in rows if row[1] == REFERENCE):
            yield PlainUse(path, line, enclosing(index, path, line), True, name)


def _assigned(program: Program, name: str) -> Iterator[PlainUse]:
    """Ruby: assignments that call a method whose name ends so (`parser.otag = "<%"` calls `otag=`)."""
    if not name.endswith("=") or not name[:-1].isidentifier():
        return
    index = program.index
    written = re.compile(rb"\.\s*%s[^\S\n]*(?:\|\||&&|[-+*/|&])?=(?![=~>])" % name[:-1].encode())
    for path in index.files_using(name[:-1]):
        if index.files[path].language == "Ruby":
            source = index.read(path)
            lines = dict.fromkeys(lines_with(source, written))
            use = index.places(path, (name[:-1],)).get(name[:-1])
            members = set(use.attribute) if use is not None else set()  # neither in a comment nor in a string
            for line in lines:
                if line in members:
                    yield PlainUse(path, line, enclosing(index, path, line), True, name)


def supers(program: Program, definition: Definition) -> Iterator[tuple[tuple[str, int], str]]:
    """Ruby: `(path, line)` and method of each `super` in a class below, which calls what the nearest above has by the same name."""
    (path, qualname), names = definition, program.receivers
    whole, _, name = qualname.rpartition(".")
    methods = [item for item in all_called(program.index, name) if item.kind == "method" and item.path.endswith(".rb")]
    having = {item.qualname.rpartition(".")[0] for item in methods}
    for item in methods if whole and path.endswith(".rb") else ():
        klass = item.qualname.rpartition(".")[0]
        above = (held_by(names, klass) & having) - {klass}
        nearest = whole in above and not any(whole in held_by(names, one) for one in above - {whole})
        if nearest and is_of_class(names.index, *definition) == is_of_class(names.index, item.path, item.qualname):
            for line in _saying_super(program.index, item.path):
                if item.start_line <= line <= item.end_line:
                    yield (item.path, line), item.qualname


def _saying_super(index: Index, path: str) -> Iterator[int]:
    """The lines of a file that say `super` as code."""
    if (tree := tree_of(index, path)) is not None:
        chains = (chain_at(tree, match.start()) for match in SUPER.finditer(index.read(path)))
        yield from (chain[-1].start_point[0] + 1 for chain in chains if chain and chain[-1].type == "super")


def _defining(index: Index, symbol: IndexedSymbol) -> Iterator[int]:
    """The line on which a definition begins, and behind what it is marked with (`@Test`) the one that has its name."""
    yield symbol.start_line
    for line in range(symbol.start_line, symbol.end_line + 1):
        if line_at(index, symbol.path, line).lstrip()[:1] not in {b"@", b"["}:
            yield line
            return


@read_once
def _include_lines(index: Index, path: str) -> frozenset[int]:
    """C, C++: lines that name a path (`#include <shop/cart.h>`), and nothing of what stands in it."""
    if index.files[path].language not in C_FAMILY:
        return frozenset()
    return frozenset(link.line for link in index.links_from(path))


def _is_of_package(program: Program, path: str, line: int, name: str) -> bool:
    """Only the path of a package has the word (`package org.shop.price`), and nothing of what stands in it."""
    text = line_at(program.index, path, line)
    found = OF_PACKAGES.match(text)
    return found is not None and re.search(rb"\b%s\b" % re.escape(name.encode()), text[found.end() :]) is None


def _stands_twice(program: Program, path: str, line: int, name: str) -> bool:
    text = line_at(program.index, path, line)
    return len(re.findall(rb"(?<!\w)%s(?!\w)" % re.escape(name.encode()), text)) > 1


def _files_saying(index: Index, name: str) -> list[str]:
    """The files in which a name may stand, sorted."""
    found = {*index.files_using(name), *index.files_using(f"${name}")}
    languages = {index.files[item.path].language for item in all_called(index, name)}
    reserving = {language for language in languages if _is_reserved(language, name)}
    if reserving:
        member = re.compile(rb"(?:->|::|\.)\s*%s\b" % re.escape(name.encode()))
        found |= {
            path
            for path, file in index.files.items()
            if file.parsed and file.language in reserving and member.search(index.read(path))
        }
    return sorted(found)


def _is_reserved(language: str, name: str) -> bool:
    """The language has the word for itself: only a member can be called so (PHP's `$this->default`), which the index does not count."""
    return name.encode() in language_module(language).LEXICON.keywords
