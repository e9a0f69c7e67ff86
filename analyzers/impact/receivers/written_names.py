"""Names of classes and packages as code writes them, and as the tables of receivers keep them."""

from __future__ import annotations

import re

__all__ = ["COMPANION", "WITHOUT_NAME", "holding", "last_part", "package_name", "plain"]

COMPANION = "Companion"
"""An object that stands in a class of Kotlin, and is meant by the class's name."""
WITHOUT_NAME = ":"
"""C: between a type and the field that holds one without a name, which is called so (`packet:head`)."""
KOTLIN = (".kt", ".kts")


def package_name(specifier: str) -> str:
    """Go: the name by which an import of a path is said; a last part like `v2` is the version of the part before."""
    before, _, last = specifier.rpartition("/")
    return before.rpartition("/")[2] if before and re.fullmatch(r"v\d+", last) else last


def plain(base: str) -> str:
    """`pkg.Base<T>` → `pkg.Base`."""
    head = base.partition("<")[0].partition("[")[0].partition("(")[0]
    return head.replace("\\", ".").replace("::", ".").strip(" *&.")


def last_part(name: str) -> str:
    """`shop.Order` → `Order`."""
    return name.rpartition(".")[2]


def holding(path: str, qualname: str) -> str:
    """The last name of the class that holds a member; "" for a file's top level. Kotlin's companions lend theirs to the class around."""
    parts = qualname.split(".")[:-1]
    if parts[-1:] == [COMPANION] and path.endswith(KOTLIN):
        parts = parts[:-1] or parts
    return parts[-1] if parts else ""
