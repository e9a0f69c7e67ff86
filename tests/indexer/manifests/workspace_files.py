"""The types of the fixtures that read small workspaces of manifests."""

from __future__ import annotations

from collections.abc import Callable

from groundplan.indexer.manifests.base import Manifest

Files = dict[str, str]
Row = tuple[str, str, str, str, int]
Read = Callable[[Files], dict[str, Manifest]]
"""Reads files (path → text) with the raw parsers and links them."""
Rows = Callable[[Files, str], list[Row]]
"""The dependencies of one of the files as `(name, constraint, resolved, scope, line)`."""
