"""What a script or a notebook says itself that it needs: PEP 723's block of comments, `--with` of the runner in its first line,
and `%pip install` in a cell."""

from __future__ import annotations

import re

from ..import_names import candidates, normalised

__all__ = ["declares_itself"]

BLOCK = re.compile(r"^# /// script\s*$(.*?)^# ///\s*$", re.MULTILINE | re.DOTALL)
INSTALLED = re.compile(r"(?:[!%]\s*(?:uv\s+)?pip3?|-m\s+pip|[!%]\s*(?:conda|mamba))\s+install\s+([^\n]*)")
RUNNER = re.compile(r"\A#![^\n]*?\s(--with[ =][^\n]*)")
NAME = re.compile(r"(?<![\w-])[A-Za-z][\w.-]*")


def declares_itself(path: str, text: str, module: str) -> bool:
    """Whether the text of a file declares the distribution of a module that it imports."""
    parts = INSTALLED.findall(text) if path.endswith(".ipynb") else [*BLOCK.findall(text), *RUNNER.findall(text)]
    named = {normalised("pypi", word) for part in parts for word in NAME.findall(part)}
    return not named.isdisjoint(candidates("pypi", module))
