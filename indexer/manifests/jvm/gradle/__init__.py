"""Gradle, with scripts in Groovy and Kotlin."""

from __future__ import annotations

from .build_script import ECOSYSTEM
from .linking import link

__all__ = ["ECOSYSTEM", "link"]
