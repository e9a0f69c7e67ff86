"""In which order the clones of a workspace are shown."""

from __future__ import annotations

from groundplan.analyzers.clones.reading.corpus import Region
from groundplan.analyzers.clones.report.clone import Clone, classes, one_each_first


def test_what_was_shown_already_comes_later() -> None:
    def region(path: str, start: int, end: int) -> Region:
        return Region(path, start, end, "", "block")

    sides = [
        (region("a", 1, 100), region("b", 1, 100)),
        (region("a", 3, 99), region("b", 3, 99)),
        (region("c", 1, 9), region("d", 1, 9)),
    ]
    found = [Clone(0, 1, here, there, "exact", 1.0, (), (), (0, 0)) for here, there in sides]  # type: ignore[arg-type]
    shown = one_each_first(found, classes(found))
    assert [clone.here for clone in shown] == [sides[0][0], sides[2][0], sides[1][0]]


def test_alike_stretches_of_one_function_are_shown_once_at_first() -> None:
    def region(path: str, start: int, name: str) -> Region:
        return Region(path, start, start + 9, name, "block")

    sides = [
        (region("a", 1, "options"), region("a", 21, "options")),
        (region("a", 41, "options"), region("a", 61, "options")),
        (region("b", 1, "one"), region("b", 21, "two")),
    ]
    found = [Clone(0, 0, here, there, "renamed", 0.95, (), (), (0, 0)) for here, there in sides]  # type: ignore[arg-type]
    assert [clone.here for clone in one_each_first(found, classes(found))] == [sides[0][0], sides[2][0], sides[1][0]]


def test_alike_rows_outside_of_functions_are_shown_once_at_first() -> None:
    class Rows:
        def held(self, _: Region) -> list[str]:
            return []

    def region(path: str, start: int) -> Region:
        return Region(path, start, start + 9, "", "block")

    sides = [(region("a", 1), region("a", 21)), (region("a", 41), region("a", 61)), (region("b", 1), region("c", 21))]
    found = [Clone(0, 0, *pair, "similar", 0.9, (Rows(), Rows()), (), (0, 0)) for pair in sides]  # type: ignore[arg-type]
    assert [clone.here for clone in one_each_first(found, classes(found))] == [sides[0][0], sides[2][0], sides[1][0]]


def test_what_two_functions_share_in_several_places_is_shown_once_at_first() -> None:
    def region(path: str, start: int, name: str) -> Region:
        return Region(path, start, start + 9, name, "block")

    sides = [
        (region("a", 1, "write"), region("b", 1, "write")),
        (region("a", 21, "write"), region("b", 31, "write")),
        (region("a", 41, "read"), region("b", 51, "read")),
    ]
    found = [Clone(0, 1, here, there, "exact", 1.0, (), (), (0, 0)) for here, there in sides]  # type: ignore[arg-type]
    assert [clone.here for clone in one_each_first(found, classes(found))] == [sides[0][0], sides[2][0], sides[1][0]]
