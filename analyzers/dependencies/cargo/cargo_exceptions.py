"""Cargo's dependencies that are not held against the code: what the manifest tells its tools to leave out, and what can't be named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.read_tables import inner_table
from ....indexer.workspace_paths import outwards
from ..toml_table import toml_table

if TYPE_CHECKING:
    from collections.abc import Collection

    from ....indexer.index import Index
    from ....indexer.manifests.base import Dependency

__all__ = ["CargoExceptions", "exceptions", "is_unnameable", "turns_on_features"]

TOLD = re.compile(rb"\bcargo-(?:machete|shear|udeps)\b")
UDEPS = {"normal": {"runtime", "optional"}, "development": {"dev"}, "build": {"build"}}
"""Key of `cargo-udeps.ignore` → the scopes that it speaks of (https://github.com/est31/cargo-udeps#ignoring-some-of-the-dependencies)."""

CALLABLE = frozenset({"lib", "rlib", "dylib", "proc-macro"})
"""Kinds of library that a path of Rust can begin with (https://doc.rust-lang.org/cargo/reference/cargo-targets.html#the-crate-type-field)."""
FEATURES = re.compile(rb"\bfeatures\s*=")


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


# ---- Cargo's dependencies that are not there to be named: libraries that Rust can't call, and what turns on features of a crate for others


def is_unnameable(index: Index, item: Dependency) -> bool:
    """Whether Rust can't call a dependency: a library in C's manner, which a build script takes in."""
    if item.source in {"path", "workspace"} and item.path:
        kinds = toml_table(index, f"{item.path}/Cargo.toml", "lib").get("crate-type", ())
        return bool(kinds) and CALLABLE.isdisjoint(kinds)
    return False


def turns_on_features(index: Index, path: str, item: Dependency, needed: Collection[str]) -> str:
    """Why a dependency of the manifest at a path, which no code names, may have a purpose: a crate is built with the features that
    all who need it ask for, and others need these crates."""
    lines = index.read(path).splitlines()
    if item.name in needed and item.line <= len(lines) and FEATURES.search(lines[item.line - 1]):
        return "others need it too, and it is built with the features that are asked for here"
    return ""
