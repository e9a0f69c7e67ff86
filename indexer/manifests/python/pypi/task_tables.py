"""Tables of tasks, as several tools of Python write them alike: poe, taskipy, PDM, Rye, Hatch, Pixi."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...base import Script

if TYPE_CHECKING:
    from ...notations.lines import Document, Key

__all__ = ["tasks_of"]

COMMAND_KEYS = ("cmd", "shell", "script", "call")


def tasks_of(document: Document, at: tuple[Key, ...], prefix: str, base: str) -> Iterator[Script]:
    """A table of tasks: a command, a list of commands, or a table that holds one of them."""
    for name, value in document.table(*at).items():
        if isinstance(value, dict):
            value = next(
                (value[key] for key in (*COMMAND_KEYS, "composite", "sequence", "chain") if value.get(key)), ""
            )
        if isinstance(value, list):
            value = " && ".join(part for part in value if isinstance(part, str))
        if isinstance(value, str) and value and name != "_":
            yield Script(prefix + name, " ".join(value.split()), document.line(*at, name), "task", base)
