"""Functions and their copies that the tests of clones share, and what is asked about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from groundplan import Workspace

if TYPE_CHECKING:
    from pathlib import Path

TOTAL = """\
def total_price(items, rate):
    total = 0
    for item in items:
        if item.active and item.price > 0:
            total += item.price * item.quantity
        else:
            log.warning("skipped %s", item.name)
    discount = find_discount(items, total)
    return round(total * (1 - discount) * (1 + rate), 2)
"""

SUM = """\
func {name}({one} []Item, rate int) int {{
\ttotal := 0
\tfor _, item := range {one} {{
\t\tif item.Active && item.Price > 0 {{
\t\t\ttotal += item.Price * item.Quantity
\t\t}} else {{
\t\t\tlog.Printf("skipped", item.Name)
\t\t}}
\t}}
\treturn total * (1 + rate)
}}
"""

RENAMED = TOTAL.replace("total", "umber").replace("items", "rows").replace("0.2", "9").replace("skipped", "left out")
CHANGED = TOTAL.replace("    discount =", "    audit.record(items)\n    discount =")
LAYOUT = TOTAL.replace("    for", "\n    # each\n    for").replace("(items, rate)", "(items,\n                rate)")
EVERY_NAME = (
    RENAMED.replace(".active", ".fern").replace(".price", ".cost").replace(".quantity", ".count")
    .replace("find_discount", "seek").replace("round", "floor")
)  # fmt: skip
OTHER = """\
def read_config(path, default):
    with open(path, encoding="utf-8") as handle:
        values = parse(handle.read())
    for key, value in default.items():
        values.setdefault(key, value)
    if "include" in values:
        values.update(read_config(values.pop("include"), {}))
    return Config(values, source=path)
"""


def ask(root: Path, **parameters: Any) -> dict[str, Any]:
    """The answer of check_duplicates."""
    return Workspace(root).ask("check_duplicates", **parameters)


def pairs(answer: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The paths and the match of each row."""
    return [(row["path"], row["of"]["path"], row["match"]) for row in answer["duplicates"]]


Lines = tuple[str, int, int]
"""Path, first and last line."""


def rows(root: Path) -> list[tuple[Lines, Lines, str]]:
    """All rows: both places, the first one first, and the match."""
    found = Workspace(root).ask("check_duplicates", limit=0)["duplicates"]
    made = []
    for row in found:
        one, other = sorted(map(_place, (row, row["of"])))
        made.append((one, other, row["match"]))
    return sorted(made)


def _place(row: dict[str, Any]) -> Lines:
    return row["path"], row["start_line"], row["end_line"]
