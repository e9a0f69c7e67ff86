"""groundplan: a static index of a workspace that answers what is here, where a change goes and what it breaks."""

from __future__ import annotations

__version__ = "0.1.0"
