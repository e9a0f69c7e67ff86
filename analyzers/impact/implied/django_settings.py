"""Which files are Django's settings: what every test that uses Django loads, imported or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....indexer.gathering import words
from ...per_index import per_index

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["settings_files"]

NAMED: Final = re.compile(rb"DJANGO_SETTINGS_MODULE[\"']?\s*[,=:\]]+\s*[\"']?([A-Za-z_][\w.]*)")
HOLDERS: Final = words("manage.py wsgi.py asgi.py conftest.py celery.py pytest.ini tox.ini setup.cfg pyproject.toml")


@per_index
def settings_files(index: Index) -> frozenset[str]:
    """The settings modules that a start script or the configuration of the tests names."""
    named = set()
    for path in index.files:
        if path.rpartition("/")[2] in HOLDERS:
            named |= {f"/{match.decode().replace('.', '/')}" for match in NAMED.findall(index.read(path))}
    endings = tuple(f"{name}{ending}" for name in sorted(named) for ending in (".py", "/__init__.py"))
    return frozenset(path for path in index.files if endings and f"/{path}".endswith(endings))
