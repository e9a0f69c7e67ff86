"""Tables in Markdown, printed row by row."""

from __future__ import annotations

from measure import Cost, median, ratio

__all__ = ["compare", "row", "table"]


def table(head: tuple[str, ...]) -> None:
    """The head of a table."""
    row(*head)
    row(*["---"] * len(head))


def row(*cells: str) -> None:
    """One row of a Markdown table."""
    print(f"| {' | '.join(cells)} |", flush=True)


def compare(what: str, costs: list[Cost], against: str, base: list[Cost]) -> None:
    """A row with both medians and the median ratio of the pairs."""
    row(
        what,
        *(f"{median(costs, field):.3f}" for field in ("wall", "cpu")),
        against,
        *(f"{median(base, field):.3f}" for field in ("wall", "cpu")),
        *(f"{ratio(costs, base, field):.2f}" for field in ("wall", "cpu")),
    )
