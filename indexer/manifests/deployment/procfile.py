"""Procfile: the processes of an application. Source: the Procfile page of Heroku's documentation."""

from __future__ import annotations

import re

from ..base import Manifest, Script
from ..locking import unlinked as link
from ..notations.lines import decode, directory

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = ""
_PROCESS = re.compile(r"([A-Za-z0-9_-]+):\s*(\S.*)")


def parse_procfile(path: str, data: bytes) -> Manifest:
    """A Procfile: `name: command` a line."""
    manifest = Manifest(ECOSYSTEM)
    for number, line in enumerate(decode(data).split("\n"), 1):
        text = line.strip()
        if found := _PROCESS.match(text):
            manifest.scripts.append(Script(found[1], found[2], number, "process", directory(path)))
        elif text and not text.startswith("#") and len(manifest.problems) < 10:
            manifest.problems.append((number, f"not a process: {text[:60]!r}"))
    return manifest
