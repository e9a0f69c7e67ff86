"""A regular expression that is compiled when it is first used: tables of forms hold a hundred, and one workspace needs few of them."""

from __future__ import annotations

import re
from functools import cached_property

__all__ = ["FormPattern"]


class FormPattern:
    """An expression of a table.

    Args:
        text: as `re.compile` takes it.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself, for a loop over many lines."""
        return re.compile(self._text)

    def search(self, text: str) -> re.Match[str] | None:
        """See `re.Pattern.search`."""
        return self.compiled.search(text)
