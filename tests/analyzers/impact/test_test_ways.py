"""The ways that tests have to a change, where several are equally likely."""

from __future__ import annotations

from groundplan.analyzers.impact.occurrences import Step
from groundplan.analyzers.impact.odds import GUARDED
from groundplan.analyzers.impact.reach.ways import test_ways as ways_of


def test_a_guarded_step_and_a_free_one_of_the_same_user_and_cost_have_an_order() -> None:
    change, user, klass, test = ("a.ts", "f"), ("b.ts", "g"), ("b.ts", "C"), ("b.test.ts", "t")
    steps = {
        change: [Step(user, None, 1, "", True, GUARDED + 1), Step(user, klass, 1, "", True, 1)],
        user: [Step(test, None, 2, "", True)],
    }
    ways = ways_of({change: 0}, steps, {test[0]}, dict.fromkeys([change, user, klass, test], 1))
    assert [way.node for way in ways] == [change, user, test]
