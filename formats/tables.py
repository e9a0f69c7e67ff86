"""Answers for a person at a terminal: compact tables, drawn from the shape of the answer itself."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from .fitting import BETWEEN, LAST_COLUMNS, OF_LINES, fitted, width_of
from .visible import one_line, unmarked, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import Console

    from .fitting import Layout

__all__ = ["print_answer"]

CELL_WIDTH = 60
PIPED_WIDTH = 300
"""Where nobody's window folds the lines, a row stays in one."""
INDENT = 4
"""Of what stands below a row."""
PLACES = ("path", "manifest")
"""Columns that a line of the same row belongs to."""
LINES = ("line", "start_line")
NUMBERS = frozenset({*LINES, "end_line"})
COMMANDS = ("command", "recommended")
"""What is copied into a shell: a line that somebody else ends would be two commands."""
FOR_PROGRAMS = frozenset({"fingerprint"})
"""Columns that say nothing to a person; `--json` has them."""

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
            whole = not console.is_terminal or key.endswith(COMMANDS)
            console.print(f"{pad}[cyan]{key:<{width}}[/cyan]  {unmarked(_scalar(value))}", soft_wrap=whole)
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
    console.print(f"{pad}[cyan]{key} ({len(items)})[/cyan]")
    _table(console, [_placed(item) for item in items])


def _table(console: Console, items: Sequence[Mapping[str, Any]]) -> None:
    """A header, a rule and the rows; what has no room in its row stands below it."""
    cells = {column: [_shown(column, item.get(column)) for item in items] for column in _columns(items)}
    layout = fitted(cells, console.width)
    if layout.same:
        _print(console, f"  each: {', '.join(f'{key} {text}' for key, text in layout.same.items())}", "dim")
    _print(console, "")
    _print(console, _row(layout, {key: [key] for key in layout.widths})[0], "bold")
    line = "─" if console.encoding.startswith("utf") else "-"
    whole = sum(layout.widths.values()) + BETWEEN * (len(layout.widths) - 1)
    _print(console, f" {line * min(whole, console.width - 2)}")
    for number in range(len(items)):
        texts = {key: texts[number] for key, texts in cells.items()}
        folded = {key: _folded(texts[key], width) for key, width in layout.widths.items()}
        for text in _row(layout, folded):
            _print(console, text)
        for text in _below([(key, texts[key]) for key in layout.below if texts[key]], console.width):
            _print(console, text, "dim")
    _print(console, "")


def _print(console: Console, text: str, style: str | None = None) -> None:
    """As it stands: nothing is markup, and what is wider than the window is the terminal's to break."""
    console.print(text, style=style, markup=False, soft_wrap=True)


def _row(layout: Layout, folded: Mapping[str, list[str]]) -> list[str]:
    widths = layout.widths.values()
    return [
        "".join(
            f" {text}{' ' * (width - width_of(text) + BETWEEN - 1)}" for text, width in zip(texts, widths, strict=True)
        ).rstrip(" ")
        for texts in zip_longest(*(folded[key] for key in layout.widths), fillvalue="")
    ]


def _folded(text: str, width: int) -> list[str]:
    """The lines of a cell; between words alone, but for a word that is wider than the column."""
    if width_of(text) <= width:
        return text.split("\n")
    return wrap(text, width, break_on_hyphens=False) or [""]


def _below(texts: Sequence[tuple[str, str]], window: int) -> Iterator[str]:
    """What belongs to a row, each with its column's name: as many in a line as it takes, code in lines of its own."""
    line = ""
    for key, text in texts:
        part = f"{key} {text}"
        joined = f"{line}   {part}" if line else " " * INDENT + part
        if key == OF_LINES:
            yield from filter(None, (line,))
            yield from (" " * INDENT + code for code in text.split("\n"))
            line = ""
        elif width_of(joined) < window:
            line = joined
        else:
            yield from filter(None, (line,))
            *whole, line = wrap(
                part, max(window - 1, 2 * INDENT), initial_indent=" " * INDENT, subsequent_indent=" " * INDENT * 2,
                break_long_words=False, break_on_hyphens=False,
            )  # fmt: skip
            yield from whole
    yield from filter(None, (line,))


def _placed(item: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its line beside its path, as editors and terminals open it: `path:line`."""
    key = next((name for name in PLACES if item.get(name)), None)
    if key is None or not any(name in item for name in LINES):
        return dict(item)
    return {name: _place(item, key) if name == key else value for name, value in item.items() if name not in NUMBERS}


def _place(item: Mapping[str, Any], key: str) -> str:
    line, end = item.get("line") or item.get("start_line"), item.get("end_line")
    place = f"{item[key]}:{line}" if line else str(item[key])
    return f"{place}-{end}" if line and end and end != line else place


def _columns(items: Iterable[Mapping[str, Any]]) -> list[str]:
    filled = (key for item in items for key, value in item.items() if value not in EMPTY)
    found = dict.fromkeys(key for key in filled if key not in FOR_PROGRAMS)
    return sorted(found, key=lambda key: key in LAST_COLUMNS)


def _shown(column: str, value: Any) -> str:
    return visible(_cell(value)) if column == OF_LINES else one_line(_cell(value))


def _cell(value: Any) -> str:
    """One cell: evidence as `path:line`, lists joined, long texts cut."""
    if isinstance(value, dict):
        if "path" in value:
            return _place(value, "path")
        if "manifest" in value:
            rest = {key: inner for key, inner in value.items() if key not in {"manifest", *NUMBERS}}
            return f"{_cell(rest)} ({_place(value, 'manifest')})"
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
