"""How sure it is that a definition which a search reached uses the change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..references.plain_sites import LIKELY, is_unique
from ..references.references import COMMON_MEMBERS

if TYPE_CHECKING:
    from ..meaning.program import Program
    from ..occurrences import Definition
    from ..reach.reach import Reached

__all__ = ["LEAST", "Assurance"]

LEAST = 0.3
"""Below it a file is not listed as impacted. As much has what only imports lead to: of the tests in an import closure three in
ten run the changed function (coverage on eight projects)."""


class Assurance:
    """What one search reached, each definition and each name asked about once."""

    def __init__(self, program: Program, reached: Reached) -> None:
        self.program = program
        self.reached = reached
        self._found: dict[Definition, float] = {}
        self._names: dict[str, float] = {}

    def of(self, node: Definition) -> float:
        """1 for sure steps alone; a call on a value of unknown type counts where nothing else has its name; 0 for other guesses."""
        way = []
        while node not in self._found and node in self.reached.toward:
            way.append(node)
            node = self.reached.toward[node][0]
        sure = self._found.get(node, 1.0)
        for node in reversed(way):
            target, step = self.reached.toward[node]
            if not step.sure and node[0]:  # what stands for values of unknown type is only passed, and counted once
                sure *= self._of_name(target[1].rpartition(".")[2]) if step.why == "receiver unknown" else 0.0
            sure = self._found[node] = round(sure, 2) if sure >= LEAST else 0.0
        return sure

    def _of_name(self, name: str) -> float:
        if name not in self._names:
            alone = name not in COMMON_MEMBERS and not name.startswith("__") and is_unique(self.program, name)
            self._names[name] = LIKELY if alone else 0.0
        return self._names[name]
