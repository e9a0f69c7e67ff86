"""Fields of package.json by which its package is imported: their names stand for no module."""

from __future__ import annotations

__all__ = ["MAIN_FIELDS"]

MAIN_FIELDS = ("main", "module", "browser", "source", "types", "typings")
