"""Go: types that lack a member of an interface after a change, of which they have all else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..called import all_called, first_of
from ..namesakes.definition_facts import holder_of
from ..receivers.written_names import last_part
from .change_set import WARNING, Issue
from .overriding import asked_by_go, has_like, of_go_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..changes.changes import Change
    from ..meaning.program import Program

__all__ = ["lacking_in_go"]


def lacking_in_go(now: Program, item: Change) -> Iterator[Issue]:
    """Types that have all else that an interface of several members asks for, by their number of arguments and last result."""
    names, name = now.receivers, item.symbol.rpartition(".")[2]
    holder = (item.path, holder_of((item.path, item.symbol)))
    is_asking = names.is_interface(holder)
    if is_asking and item.kind == "removed":
        return
    for one in all_called(now.index, name):
        klass = (one.path, holder_of((one.path, one.qualname)))
        if not names.is_interface(klass) or (is_asking and (one.path, one.qualname) != (item.path, item.symbol)):
            continue
        others = [asked for asked in asked_by_go(now, (one.path, one.qualname)) if asked.name != name]
        near = all_called(now.index, others[0].name) if others and is_asking else ()
        for made in (
            dict.fromkeys((near.path, holder_of((near.path, near.qualname))) for near in near)
            if is_asking
            else [holder]
        ):
            own = of_go_type(now, made)
            having = next((member for member in sorted(names.held(made, name))), None)
            if not own or not others or has_like(now, own, one) or (having is None) == (item.kind == "signature"):
                continue
            if all(names.named(last_part(base)) for base in names.written(made)) and all(
                has_like(now, own, other) for other in others
            ):
                at = first_of(now.index, made[0]).get(having or made[1])
                told = f"{made[1]} has all that {klass[1]} asks for, but {name}" + (
                    " in another form" if having else ""
                )
                yield Issue(made[0], at.start_line if at is not None else 1, WARNING, "unmet-member", told)
