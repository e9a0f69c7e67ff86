"""Files where execution begins, as far as names and manifests tell: nothing needs to import them."""

from __future__ import annotations

import re
from posixpath import normpath
from typing import TYPE_CHECKING, Final

from ..per_index import per_index
from .entry_targets import target_file

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["entry_files"]

BY_NAME: Final = re.compile(
    r"/(?:(?:__main__|__init__|main|cli|app|server|index|manage|wsgi|asgi|setup|conftest|noxfile|tasks|build|mod|lib|Program"
    r"|Main|Application|settings|urls|admin|apps|package-info|module-info)\.\w+$"
    r"|(?:bin|cmd|scripts?|migrations|management/commands|pages|routes|api)/|\.[^/]+\.[cm]?[jt]s$|(?:Rakefile|Gemfile|config\.ru)$)"
    r"|\.(?:(?:config|conf|setup|d)\.[cm]?[jt]s|gradle(?:\.kts)?)$"
)
"""In a path behind a `/`: each way begins with a mark, so that an expression is tried at few letters of each."""


@per_index
def entry_files(index: Index) -> set[str]:
    """Paths of files that begin something: by their names, manifests and what those name, and by a `main` that they define."""
    found = {path for path in index.files if BY_NAME.search(f"/{path}")}
    found |= {
        row[0]
        for row in index.iterate(
            "SELECT DISTINCT path FROM symbols JOIN files ON files.id = file_id "
            "WHERE name IN ('main', 'Main') AND kind IN ('function', 'method')"
        )
    }
    for path, manifest in index.manifests.items():
        found.add(path)
        folder = path.rpartition("/")[0]
        for entry in manifest.entries:
            if entry.target:
                found.add(normpath(f"{folder}/{entry.target}").lstrip("/"))
                found.add(target_file(index, entry.target, folder, manifest.ecosystem)[0])
        for script in manifest.scripts:
            found |= {word for word in re.findall(r"[\w./-]+", script.command) if word in index.files}
    return found
