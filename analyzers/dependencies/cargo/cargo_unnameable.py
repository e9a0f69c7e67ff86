"""Cargo's dependencies that are not there to be named: libraries that Rust can't call, and what turns on features of a crate for others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..toml_table import toml_table

if TYPE_CHECKING:
    from collections.abc import Collection

    from ....indexer.index import Index
    from ....indexer.manifests.base import Dependency

__all__ = ["is_unnameable", "turns_on_features"]

CALLABLE = frozenset({"lib", "rlib", "dylib", "proc-macro"})
"""Kinds of library that a path of Rust can begin with (https://doc.rust-lang.org/cargo/reference/cargo-targets.html#the-crate-type-field)."""
FEATURES = re.compile(rb"\bfeatures\s*=")


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
