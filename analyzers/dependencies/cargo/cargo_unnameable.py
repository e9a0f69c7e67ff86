"""Cargo's dependencies that are not there to be named: libraries that Rust can't call, and what turns on features of a crate for others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..toml_table import toml_table

if TYPE_CHECKING:
    from collections.abc import Collection

    from ....indexer.index import Index
    from ....indexer.manifests.base import Dependency

__all__ = ["is_unnameable"]

CALLABLE = frozenset({"lib", "rlib", "dylib", "proc-macro"})
"""Kinds of library that a path of Rust can begin with (https://doc.rust-lang.org/cargo/reference/cargo-targets.html#the-crate-type-field)."""
FEATURES = re.compile(rb"\bfeatures\s*=")


def is_unnameable(index: Index, path: str, item: Dependency, needed: Collection[str]) -> bool:
    """Whether no code needs to name a dependency of the manifest at a path for it to have a purpose, where others need these crates."""
    if item.source in {"path", "workspace"} and item.path:
        kinds = toml_table(index, f"{item.path}/Cargo.toml", "lib").get("crate-type", ())
        if kinds and CALLABLE.isdisjoint(kinds):
            return True  # a library in C's manner, which a build script takes in
    return item.name in needed and _turns_on_features(index, path, item)


def _turns_on_features(index: Index, path: str, item: Dependency) -> bool:
    """Features that are stated for one platform, or for the tests: a crate is built with the features that all who need it ask for."""
    if not (item.scope == "dev" or "cfg(" in item.marker):
        return False
    lines = index.read(path).splitlines()
    return item.line <= len(lines) and FEATURES.search(lines[item.line - 1]) is not None
