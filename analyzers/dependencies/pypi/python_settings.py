"""Modules that the settings of a Python project name as text: `INSTALLED_APPS`, Sphinx's `extensions`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...workspace.workspace_packages import OWN_ZONES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["named_in_settings"]

QUOTED = re.compile(r"['\"]([A-Za-z_][\w.]*)['\"]")
SETTINGS = re.compile(r"(?:^|/)(?:settings(?:/\w+|_\w+)?|\w*_settings|conf|config|celery|asgi|wsgi)\.py$")
"""Modules that name others as text: `INSTALLED_APPS`, Sphinx's `extensions`."""
DJANGO_SETTINGS = ("INSTALLED_APPS", "MIDDLEWARE")
"""Names by which a module shows to hold Django's settings, however it is called itself."""
MOST_BYTES = 1_000_000


def named_in_settings(index: Index) -> Iterator[tuple[str, set[str]]]:
    """Each file of settings, and the top of every dotted name that it quotes."""
    settings = {path for name in DJANGO_SETTINGS for path in index.files_using(name)}
    for path, file in index.files.items():
        if (
            file.language == "Python"
            and (path in settings or SETTINGS.search(path))
            and file.zone in OWN_ZONES
            and file.size < MOST_BYTES
        ):
            quoted = QUOTED.findall(index.text(path))
            yield path, {module.partition(".")[0] for module in quoted}
