"""`re`, but a pattern is compiled when it is first used: `from .. import lazy_re as re`.

Compiling takes .05 to 20 ms. A question in a fresh process imports some five hundred patterns, of languages and tools that its
workspace may not have, and uses eighty. A text that is no pattern is told at its first use, so what others wrote is given to `re`.
"""

from __future__ import annotations

import re
from re import *  # noqa: F403 - it stands for `re`
from typing import Any, AnyStr, cast


class LazyPattern:
    """Stands for a compiled pattern; each of its attributes is looked up once."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self.pattern, self._flags), name)
        self.__dict__[name] = found
        return found


def compile(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:  # type: ignore[no-redef]  # noqa: A001 - it stands for it
    """As `re.compile`."""
    return cast("re.Pattern[AnyStr]", LazyPattern(text, flags))
