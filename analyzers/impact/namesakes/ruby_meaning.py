"""Ruby: which definition a word can mean, as what stands before it and the classes around it tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.gathering import words
from ...per_index import read_once
from ...text_facts import line_at
from ..called import all_called, called_in, first_of
from .reopened import class_around, held_by, makes_others, nearest, outwards, place_of
from .ruby_words import CONSTANT, HELPER, MADE, SET, UNKNOWN, is_member, words_at

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ..occurrences import Definition, PlainUse
    from ..receivers.class_names import ClassNames
    from .ruby_words import Word

__all__ = ["CORE_MEMBERS", "by_words"]

READ_ONLY: Final = re.compile(rb"\battr(?:_reader)?\b")
CORE_MEMBERS: Final = words(
    # every object, numbers, errors
    "message backtrace"
    " clone dup freeze inspect instance_of? is_a? kind_of? nil? object_id respond_to? send tap to_enum to_s ceil floor round to_f to_i"
    # strings
    " bytes bytesize capitalize chars chomp downcase each_char each_line empty? encode encoding end_with? force_encoding gsub hex"
    " length ljust lstrip match match? rjust rstrip scan size slice split start_with? strip sub to_str to_sym tr upcase"
    # lists, hashes and what can be gone through
    " all? any? clear collect compact concat count delete delete_if dig drop each each_key each_pair each_value each_with_index"
    " except fetch filter find find_all first flat_map flatten group_by has_key? include? index inject join keep_if key? keys last"
    " map max merge merge! min none? partition pop push reduce reject reverse select shift shuffle sort sort_by sum take to_a to_h"
    " to_hash to_proc uniq unshift update value? values zip"
)
"""What Ruby's own strings, lists, hashes and numbers have: on a value of unknown type such a name mostly means those."""


def by_words(names: ClassNames, use: PlainUse, definition: Definition) -> float | None:
    """1 where a word of the line can only mean the definition, 0 where none can, None where that is not told."""
    if names.index.files[use.path].language != "Ruby" or use.name.endswith("="):
        return None
    told = words_at(names.index, use.path, use.name).get(use.line, ())
    said = [word for word in told if is_member(word) == use.attribute]
    helper = _helper_line(names.index, *definition)
    if helper:
        return float(use.path == definition[0] and any(word.line == helper for word in said))
    found = {_certainty(names, word, use, definition) for word in said} or {None}
    return None if None in found else max(one for one in found if one is not None)


@read_once
def _helper_line(index: Index, path: str, qualname: str) -> int:
    """The line of a method that a group of examples defines for itself: nobody else can call it."""
    lines = {item.start_line for item in called_in(index, path, qualname) if item.kind == "function"}
    if not lines or index.files[path].language != "Ruby":
        return 0
    return next(
        (word.line for row in words_at(index, path, qualname).values() for word in row if word.line in lines), 0
    )


def _certainty(names: ClassNames, word: Word, use: PlainUse, definition: Definition) -> float | None:
    whole, _, name = definition[1].rpartition(".")
    if word.form == HELPER:
        return 0.0
    if word.form == SET:
        return None if _is_assigned(names, definition) else 0.0
    if word.form == MADE and whole:
        others = makes_others(names, word.before, use.owner)
        return None if others else _of_class(names, word.before, use.owner, whole, name)
    if word.form == CONSTANT:
        return _constant(names, word.before, use.owner, whole, name)
    return None


def _is_assigned(names: ClassNames, definition: Definition) -> bool:
    """An attribute that can be written; a method of the name has nothing to do with the one that assigns."""
    item = first_of(names.index, definition[0]).get(definition[1])
    return item is None or (
        item.kind == "property" and READ_ONLY.search(line_at(names.index, item.path, item.start_line)) is None
    )


def _constant(names: ClassNames, before: str, owner: str, whole: str, name: str) -> float | None:
    """A constant is looked for outwards, then in what the class around takes members from, then at the top."""
    having = _holders(names.index, name)
    if before == "::":
        return float(not whole)
    if before == UNKNOWN:
        return None
    if before:
        return _of_class(names, before, owner, whole, name)
    around = outwards(owner) if owner else []
    found = next((outer for outer in around if outer in having), None)
    if found is not None:
        return float(found == whole)
    klass = class_around(names, owner)
    inherited = having & held_by(names, klass) if klass else set()
    if inherited:
        return float(whole in inherited)
    return 0.0 if whole and "" in having else None  # of several at the top, what the file loads decides


@read_once
def _holders(index: Index, name: str) -> frozenset[str]:
    """The classes that have a member of a name, by their paths."""
    return frozenset(item.qualname.rpartition(".")[0] for item in all_called(index, name) if item.path.endswith(".rb"))


def _of_class(names: ClassNames, path: str, owner: str, whole: str, name: str) -> float | None:
    """A class before it is the one that has it, or one below; None where the class has another name."""
    written = path.removeprefix("::").replace("::", ".")
    place = place_of(names, written, "" if path.startswith("::") else owner)
    if place is None:
        return None if all_called(names.index, written.rpartition(".")[2]) else 0.0
    return float(whole in nearest(names, place, name))
