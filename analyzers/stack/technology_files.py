"""Which of the product's files import a technology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..catalog import load
from ..workspace.code_places import importers
from ..workspace.own_names import MAJOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...indexer.index import Index

__all__ = ["files_importing"]


def files_importing(index: Index, technology: str, packages: Iterable[str]) -> set[str]:
    """The files that import one of its packages, as written or as a module is called, or what the catalog says is imported of it."""
    shown = {form for name in packages for form in (name, name.replace("-", "_"), MAJOR.sub("", name))}
    shown.update(load()[technology].evidence.get("import", ()))
    return {path for path in importers(index, filter(None, shown)) if index.files[path].zone == "product"}
