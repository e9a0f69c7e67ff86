"""The calls of a definition: by its name, by its class's where it is a constructor, and through values; and whether they fit."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..changes.call_fit import checker, takes_as_before
from ..references.overrides import constructor_calls
from ..references.references import PLAIN, Reference, references, spoken_name
from ..values.handed_on import calls_through_values

if TYPE_CHECKING:
    from ..changes.call_fit import Check
    from ..meaning.program import Definition, Program

__all__ = ["Fitting", "calls"]

CALLING = frozenset({"call", "decorator", "base", PLAIN})


def calls(program: Program, definition: Definition) -> list[Reference]:
    """All calls of a definition by path and line, whatever number of arguments they give."""
    known = references(program, definition, counted=False, recursive=True) + constructor_calls(program, definition)
    found = {(item.path, item.line): item for item in known if item.role in CALLING}
    for item in calls_through_values(program, definition, known):
        found.setdefault((item.path, item.line), item)
    return [found[key] for key in sorted(found)]


class Fitting:
    """Whether calls fit a definition, each by the name that it says."""

    def __init__(self, program: Program, definition: Definition) -> None:
        self.program, self.definition = program, definition
        self._checks: dict[str, Check | None] = {}

    @cached_property
    def known(self) -> bool:
        """It can be told what the definition takes."""
        return self._check(spoken_name(self.definition[1])) is not None

    @cached_property
    def takes_as_before(self) -> bool:
        """It takes every call that it took before the change."""
        path, qualname = self.definition
        before = self.program.before.get(path)
        return before is not None and takes_as_before(self.program.index, path, qualname, before)

    def reasons(self, call: Reference) -> list[str] | None:
        """Why a call does not fit; None where it is not found."""
        last = call.name.rpartition(".")[2]
        check = self._check(last if last.isidentifier() else call.name)
        return check(call.path, call.line) if check is not None else None

    def _check(self, name: str) -> Check | None:
        if name not in self._checks:
            path, qualname = self.definition
            self._checks[name] = checker(self.program.index, path, qualname, name, self.program.before.get(path))
        return self._checks[name]
