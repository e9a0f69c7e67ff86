"""What a definition of a language without a site table is: its kind, the class that holds it, the arguments it takes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ....indexer.gathering import words
from ...per_index import remembered
from ...text_facts import hashes
from ..called import defined_as
from ..changes.call_counts import Taken, taken
from ..changes.call_fit import overloads
from ..changes.call_grammars import GRAMMARS
from ..changes.changes import parse
from ..receivers.class_names import CLASSES
from ..receivers.declared_types import DeclaredTypes
from ..receivers.written_names import holders, holding

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ..occurrences import Definition
    from ..receivers.class_names import Class

__all__ = ["DefinitionFacts", "holder_of"]

CALLABLE = words("function method constructor")
HELD = frozenset({"field", "property", "constant"})
TAKEN: Final = b"taken-3:"


class DefinitionFacts(DeclaredTypes):
    """The same for all questions about one index."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._kinds_of: dict[Definition, frozenset[str]] = {}

    def tell(self, definition: Definition, kinds: frozenset[str]) -> None:
        """What a definition was that is gone, which the index knows nothing of."""
        self._kinds_of[definition] = kinds

    def is_class(self, definition: Definition) -> bool:
        """A class, or what is like one."""
        return not self.kinds(definition).isdisjoint(CLASSES)

    def is_callable(self, definition: Definition) -> bool:
        """A function or method."""
        kinds = self.kinds(definition)
        return bool(kinds) and kinds <= CALLABLE

    def is_held(self, definition: Definition) -> bool:
        """A field."""
        kinds = self.kinds(definition)
        return bool(kinds) and kinds <= HELD

    def kinds(self, definition: Definition) -> frozenset[str]:
        """The kinds of a definition; of overloads one each."""
        if definition not in self._kinds_of:
            self._kinds_of[definition] = frozenset(item.kind for item in defined_as(self.index, *definition))
        return self._kinds_of[definition]

    @remembered
    def home(self, definition: Definition) -> frozenset[Class]:
        """The class that holds a definition, in all its parts."""
        return frozenset(
            (path, holder)
            for holder in holders(self.index, *definition) or [""]
            for path in self.meant(definition[0], holder) or {definition[0]}
        )

    def takes(self, definition: Definition, count: int) -> bool:
        """Whether a definition, or another of its name in the file, takes so many arguments."""
        options = self._all_taken(definition[0]).get(definition[1]) if self.is_callable(definition) else None
        return not options or any(
            number >= item.least and (item.most is None or number <= item.most)
            for item in options
            for number in ([count, count - 1] if item.receiver else [count])
        )

    def alike(self, one: Definition, other: Definition) -> bool:
        """Two definitions, or overloads of theirs, take as many arguments at most."""
        most = [{item.most for item in self.forms(definition)} for definition in (one, other)]
        return not most[0] or not most[1] or not most[0].isdisjoint(most[1])

    def forms(self, definition: Definition) -> list[Taken]:
        """What each overload of a definition takes, as far as that can be told."""
        return self._all_taken(definition[0]).get(definition[1], [])

    @remembered
    def _all_taken(self, path: str) -> dict[str, list[Taken]]:
        """What the definitions of a file take, by dotted path, kept by the file's content."""
        file = self.index.files.get(path)
        grammar = GRAMMARS.get(file.language) if file is not None and file.parsed else None
        if grammar is None:
            return {}
        key = b"%b%b:%b" % (TAKEN, self.index.files[path].language.encode(), hashes(self.index)[path])
        if (kept := self.index.memo.get([key]).get(key)) is not None:
            return {name: [Taken(*item) for item in found] for name, found in json.loads(kept).items()}
        parsed = parse(path, self.index.read(path), self.index.files[path].language, indexed=True)
        found: dict[str, list[Taken]] = {}
        for name, nodes in overloads(parsed, path).items() if parsed is not None else ():
            found[name] = [item for node in nodes if (item := taken(node, grammar)) is not None]
        self.index.memo.put({key: json.dumps(found, separators=(",", ":")).encode("utf-8", "replace")})
        return found


def holder_of(definition: Definition) -> str:
    """The last name of what a definition stands in; "" for a file's top level."""
    return holding(*definition)
