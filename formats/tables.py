"""Answers for a person at a terminal: compact tables, drawn from the shape of the answer itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .visible import one_line, unmarked, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import Console

__all__ = ["print_answer"]

CELL_WIDTH = 60
PIPED_WIDTH = 300
"""Where nobody's window folds the lines, a path stays in one piece, to be copied and searched for."""
WHOLE_COLUMNS = ("path", "source", "target", "name")
NARROW = 16
"""What another column is left of a window before paths and names are folded."""
BETWEEN = 3
LAST_COLUMNS = ("evidence", "via", "reasons", "hint", "snippet")
"""Columns that matter least stand last."""
OF_LINES = "snippet"
"""The column that shows code as it stands."""

EMPTY: Final[tuple[Any, ...]] = (None, [], {}, "")


def print_answer(question: str, answer: Mapping[str, Any]) -> None:
    """Prints scalars as `key  value` lines, lists of objects as tables, and objects as indented blocks."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    with console.capture() as printed:
        console.print(f"[bold]{question.replace('_', ' ')}[/bold]")
        _block(console, answer, indent=0)
    console.file.write("".join(f"{line.rstrip(' ')}\n" for line in printed.get().splitlines()))


def _block(console: Console, values: Mapping[str, Any], indent: int) -> None:
    pad = "  " * indent
    scalars = {key: value for key, value in values.items() if not isinstance(value, (list, dict))}
    width = max(map(len, scalars), default=0)
    for key, value in scalars.items():
        if value is not None:
            console.print(f"{pad}[cyan]{key:<{width}}[/cyan]  {unmarked(_scalar(value))}")
    empty = [key for key, value in values.items() if isinstance(value, (list, dict)) and not value]
    for key, value in values.items():
        if isinstance(value, dict) and value:
            console.print(f"{pad}[cyan]{key}[/cyan]")
            _block(console, value, indent + 1)
        elif isinstance(value, list) and value:
            _list(console, key, value, indent)
    if empty:
        console.print(f"{pad}[dim]none: {', '.join(empty)}[/dim]")


def _list(console: Console, key: str, items: Sequence[Any], indent: int) -> None:
    pad = "  " * indent
    if not all(isinstance(item, dict) for item in items):
        text = ", ".join(_scalar(item) for item in items)
        if len(text) > CELL_WIDTH:
            console.print(f"{pad}[cyan]{key}[/cyan]")
            for item in items:
                console.print(f"{pad}  {unmarked(_scalar(item))}")
        else:
            console.print(f"{pad}[cyan]{key}[/cyan]  {unmarked(text)}")
        return
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table

    columns = _columns(items)
    console.print(f"{pad}[cyan]{key} ({len(items)})[/cyan]")
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    cells = {column: [_shown(column, item.get(column)) for item in items] for column in columns}
    whole = _whole_widths({column: max(map(len, texts)) for column, texts in cells.items()}, console.width)
    for column in columns:
        table.add_column(column, overflow="fold", width=whole.get(column))
    for row in zip(*cells.values(), strict=True):
        table.add_row(*map(escape, row))
    console.print(table)


def _whole_widths(longest: Mapping[str, int], window: int) -> dict[str, int]:
    """The widths of the columns that are to stay in one piece: what the others leave, but at least half of the window.

    They are fixed: a table with least widths is wider than its window where they don't fit, and what juts out is not printed.
    """
    others = sum(min(max(width, len(key)), NARROW) for key, width in longest.items() if key not in WHOLE_COLUMNS)
    room = max(window - others - BETWEEN * len(longest), window // 2)
    whole = {key: max(width, len(key)) for key, width in longest.items() if key in WHOLE_COLUMNS}
    wanted = sum(whole.values())
    return whole if wanted <= room else {key: max(1, width * room // wanted) for key, width in whole.items()}


def _columns(items: Iterable[Mapping[str, Any]]) -> list[str]:
    found = dict.fromkeys(key for item in items for key, value in item.items() if value not in EMPTY)
    return sorted(found, key=lambda key: key in LAST_COLUMNS)


def _shown(column: str, value: Any) -> str:
    return visible(_cell(value)) if column == OF_LINES else one_line(_cell(value))


def _cell(value: Any) -> str:
    """One cell: evidence as `path:line`, lists joined, long texts cut."""
    if isinstance(value, dict):
        if "path" in value:
            line = value.get("line", value.get("start_line"))
            return f"{value['path']}:{line}" if line else str(value["path"])
        return ", ".join(f"{key} {_cell(inner)}" for key, inner in value.items() if inner not in EMPTY)
    if isinstance(value, list):
        parts = [_cell(item) for item in value[:4]]
        return ", ".join(parts) + (f" +{len(value) - 4}" if len(value) > 4 else "")
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3g}"
    return str(value)
