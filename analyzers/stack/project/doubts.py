"""What takes back a kind that a rule finds: what is said or shown speaks for another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..main_technology import is_program
from ..technologies import is_large
from .evidence import BEGINS
from .facts import MANY_ROUTES
from .hosts import hosted
from .pages import BROWSED, FAIR
from .said import is_called_otherwise
from .starts import serves

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ....answers import Ground
    from .whole import Whole

__all__ = ["DOUBTS"]

TOLD: Final = ("said", "classified: command-line")
"""How the evidence begins by which somebody calls it a command."""
TYPED: Final = ("first use", "use", "installed")


def _only_runs(project: Whole, shown: Sequence[Ground]) -> bool:
    """Nothing says that it is a command, only that it is run as all programs are; and it is called something else, answers
    requests, or little of the code is in the packages that begin."""
    says = [row["says"] for row in shown]
    places = [row["path"] for row in shown if row["says"].startswith(BEGINS)]
    if any(text.startswith(TOLD) for text in says):
        return False
    typed = any(text.startswith(TYPED) for text in says)
    begun_in = places if len(places) == len(shown) else ()
    if begun_in and not any(is_large(project.index, place, FAIR) for place in begun_in):
        return True
    answers = not typed and not project.serves_aside and (project.routes >= MANY_ROUTES or serves(project.index))
    return answers or is_called_otherwise(project.index, typed=typed)


def _has_another_side(project: Whole, shown: Sequence[Ground]) -> bool:  # noqa: ARG001
    """A fair part of the code is of programs that no browser runs: what they do is not known."""
    outside = (item["share"] for item in project.shares if is_program(item["name"]) and item["name"] not in BROWSED)
    return sum(outside) >= FAIR and hosted(project.index) is None


DOUBTS: Final[Mapping[str, Callable[[Whole, Sequence[Ground]], bool]]] = {
    "cli": _only_runs,
    "frontend": _has_another_side,
}
"""Kind of project → what makes it doubtful, by the project and what shows the kind."""
