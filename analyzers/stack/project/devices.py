"""Whether the product is what a device runs (firmware): its build lays it out in the memory of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...per_index import per_index
from ...workspace.code_places import is_hidden
from ..language_bar import written_language

if TYPE_CHECKING:
    from ....answers import Ground
    from ....indexer.index import Index

__all__ = ["for_device"]

WRITTEN_IN: Final = frozenset({"C", "C++", "Rust", "Assembly"})
LAID_OUT: Final = (
    (re.compile(r".+\.(?:ld|lds)"), re.compile(rb"\bMEMORY\s*\{[^}]*?(\b(?:ORIGIN|org)\s*=)", re.IGNORECASE)),
    (re.compile(r"platformio\.ini"), re.compile(rb"(?m)^(\[env\b)")),
    (
        re.compile(r"(?:.*/)?CMakeLists\.txt"),
        re.compile(rb"(\bfind_package\s*\(\s*Zephyr\b|IDF_PATH\}|\bpico_sdk_init\s*\()"),
    ),
)
"""Files of a build, and the mark in them: the regions of a memory in a linker's script, the boards of PlatformIO, the kits for
devices that CMake loads."""
BEGUN: Final = ("main", "app_main", "setup")
"""Where firmware begins, by itself or as the frameworks of ESP-IDF and of Arduino call it."""


@per_index
def for_device(index: Index) -> Ground | None:
    """The line that lays the product out in a device's memory; None for a library (nothing begins) and for what computers
    run, with a side for devices."""
    if written_language(index) not in WRITTEN_IN:
        return None
    for path, file in index.files.items():
        for name, mark in LAID_OUT:
            if name.fullmatch(path) and file.zone == "product" and not is_hidden(path):
                content = index.read(path)
                if (found := mark.search(content)) and _begins(index):
                    line = content.count(b"\n", 0, found.start(1)) + 1
                    return {"path": path, "line": line, "says": "a program that a device runs"}
    return None


def _begins(index: Index) -> bool:
    return bool(
        index.rows(
            "SELECT 1 FROM symbols JOIN files ON files.id = file_id"
            " WHERE name IN (?, ?, ?) AND kind = 'function' AND zone = 'product' LIMIT 1",
            BEGUN,
        )
    )
