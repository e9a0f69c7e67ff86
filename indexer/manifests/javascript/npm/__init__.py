"""npm, yarn, pnpm and bun."""

from __future__ import annotations

from .linking import link
from .package_json import ECOSYSTEM

__all__ = ["ECOSYSTEM", "link"]
