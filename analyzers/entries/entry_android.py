"""Where Android starts an application: the activities that its manifest puts on the launcher."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .entry_shape import new_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...answers import EntryPoint
    from ...indexer.index import Index

__all__ = ["android_entries"]

MANIFEST = "AndroidManifest.xml"
MOST_BYTES = 500_000
ACTIVITY = re.compile(r"<activity(?:-alias)?\b[^>]*(?<!/)>.*?</activity(?:-alias)?>", re.DOTALL)
NAMES = tuple(re.compile(rf"android:{key}\s*=\s*\"([\w.]+)\"") for key in ("targetActivity", "name"))
"""What an alias is for goes before its own name."""
PACKAGE = re.compile(r"<manifest\b[^>]*?\bpackage\s*=\s*\"([\w.]+)\"", re.DOTALL)
LAUNCHED = ("android.intent.action.MAIN", "android.intent.category.LAUNCHER")
SOURCES = (".kt", ".java")


def android_entries(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    """`(cost, entry)` of each activity that a launcher shows, at the class that it names."""
    for path, file in index.files.items():
        if path.rpartition("/")[2] != MANIFEST or file.zone != "product" or file.size > MOST_BYTES:
            continue
        text = index.text(path)
        for block in ACTIVITY.finditer(text):
            name = next(filter(None, (key.search(block[0]) for key in NAMES)), None)
            if name is None or not all(word in block[0] for word in LAUNCHED):
                continue
            line = text.count("\n", 0, block.start() + name.start()) + 1
            short = name[1].rpartition(".")[2]
            source = _source(index, name[1], _package(text))
            yield (
                0.0,
                new_entry(index, "main", short, source, short if source else "", None, {"path": path, "line": line}),
            )


def _package(text: str) -> str:
    found = PACKAGE.search(text)
    return found[1] if found else ""


def _source(index: Index, name: str, package: str) -> str:
    """The file of a class: by its whole name, or where the name is relative to the application's package by its end."""
    whole = (package + name if name.startswith(".") else name).strip(".").replace(".", "/")
    ends = tuple(f"/{tail}{ending}" for tail in (whole, name.strip(".").replace(".", "/")) for ending in SOURCES)
    fitting = (path for path, file in index.files.items() if file.zone == "product" and f"/{path}".endswith(ends))
    return min(fitting, key=lambda path: (not f"/{path}".endswith(ends[:2]), path), default="")
