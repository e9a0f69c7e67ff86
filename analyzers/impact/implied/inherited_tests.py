"""Tests that a class has from a base in another file: who collects the subclass runs them, and what the base sets up for them."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Final

from ....indexer.gathering import words
from ..occurrences import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ....indexer.index import Index
    from ..occurrences import Definition

__all__ = ["AROUND", "TEST", "by_subclass"]

TEST: Final = "test"
"""What the names of test methods begin with, in unittest and pytest."""
COLLECTED: Final = re.compile(r"^\w*(?:test|suite|spec|case)\w*(?:\.Test\w*)*$", re.IGNORECASE)
"""A class of tests as pytest and those who write for unittest call it, and not one in the body of a test."""
AROUND: Final = words("setup_method teardown_method setup_class teardown_class setUp tearDown setUpClass tearDownClass")
"""Methods that both call before and after the tests of a class."""


def by_subclass(
    index: Index, steps_into: Callable[[Definition], list[Step]], klass: Definition, name: str
) -> Iterator[Step]:
    """Steps into a method from the classes in tests that extend its class, directly or not."""
    if not name.startswith(TEST) and name not in AROUND:
        return
    todo, seen = deque([klass]), {klass}
    while todo:
        below = {step.user for step in steps_into(todo.popleft()) if step.why == "base"} - seen
        for user in sorted(below):
            if user[0] != klass[0] and COLLECTED.match(user[1]) and index.files[user[0]].zone == "test":
                yield Step(user, None, 0, "a test of its base", True)
        seen |= below
        todo.extend(sorted(below))
