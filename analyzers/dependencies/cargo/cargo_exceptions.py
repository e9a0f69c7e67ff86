"""What a Cargo manifest tells cargo-machete, cargo-shear and cargo-udeps: the project's own statement on its dependencies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.read_tables import inner_table
from ....indexer.workspace_paths import outwards
from ..toml_table import toml_table

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ....indexer.manifests.base import Dependency

__all__ = ["CargoExceptions", "exceptions"]

TOLD = re.compile(rb"\bcargo-(?:machete|shear|udeps)\b")
UDEPS = {"normal": {"runtime", "optional"}, "development": {"dev"}, "build": {"build"}}
"""Key of `cargo-udeps.ignore` → the scopes that it speaks of (https://github.com/est31/cargo-udeps#ignoring-some-of-the-dependencies)."""


class CargoExceptions(NamedTuple):
    """`(name, scope)` of what is left alone (scope "" for all), and package → the identifier of its library."""

    ignored: frozenset[tuple[str, str]]
    renamed: dict[str, str]

    def excepts(self, item: Dependency) -> bool:
        """Whether a dependency is left alone."""
        return not self.ignored.isdisjoint({(item.name, ""), (item.name, item.scope)})


def exceptions(index: Index, path: str) -> CargoExceptions:
    """What the manifest at a path and those of the folders around it say."""
    ignored: set[tuple[str, str]] = set()
    renamed: dict[str, str] = {}
    for folder in outwards(path.rpartition("/")[0]):
        manifest = f"{folder}/Cargo.toml".lstrip("/")
        if not TOLD.search(index.read(manifest) if manifest in index.files else b""):
            continue  # a manifest takes long to parse, and few tell these tools anything
        for table in ("workspace", "package") if manifest == path else ("workspace",):
            metadata = inner_table(toml_table(index, manifest, table), "metadata")
            machete, udeps = inner_table(metadata, "cargo-machete"), inner_table(metadata, "cargo-udeps", "ignore")
            for tool in (machete, inner_table(metadata, "cargo-shear")):
                ignored |= {(str(name), "") for name in tool.get("ignored", ())}
            ignored |= {(str(name), scope) for key in UDEPS for scope in UDEPS[key] for name in udeps.get(key, ())}
            renamed |= {name: str(library) for name, library in inner_table(machete, "renamed").items()}
    return CargoExceptions(frozenset(ignored), renamed)
