"""What the code cells of Jupyter notebooks import, read as text: no grammar reads a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....indexer.read_tables import inner_list, json_table
from ...workspace.workspace_packages import OWN_ZONES
from ..dependency_use import ImportUse

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["notebook_imports"]

MOST_BYTES = 1_000_000
NOTEBOOK_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([A-Za-z_][\w.]*)[ \t]+import\b|import[ \t]+([A-Za-z_][\w.]*))", re.MULTILINE
)


def notebook_imports(index: Index) -> Iterator[ImportUse]:
    """Imports in the code cells of Jupyter notebooks (nbformat 4: `cells[].source` is a text or its lines)."""
    for path, file in index.files.items():
        if not path.endswith(".ipynb") or file.size > MOST_BYTES or file.zone not in OWN_ZONES:
            continue
        for cell in inner_list(json_table(index.read(path)), "cells"):
            if isinstance(cell, dict) and cell.get("cell_type") == "code":
                source = cell.get("source", "")
                text = (
                    source if isinstance(source, str) else "".join(map(str, source if isinstance(source, list) else ()))
                )
                for match in NOTEBOOK_IMPORT.finditer(text):
                    module = (match[1] or match[2]).partition(".")[0]
                    yield ImportUse(path, 1, "static", module, match[1] or match[2])
