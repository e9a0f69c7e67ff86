"""One package of the workspace by its name or directory."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from ...errors import InvalidParameterError
from .workspace_packages import dependency_names, members

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["choose_package"]


def choose_package(index: Index, package: str, *, or_folder: bool = False) -> str:
    """The directory of a package, or of a folder that is none where one will do; "" is the root.

    Raises:
        InvalidParameterError: no such package, or several of that name; the message lists what there is.
    """
    found = members(index)
    directory = index.relative(package)
    if directory in {".", ""} or any(member.directory == directory for member in found):
        return "" if directory == "." else directory
    named = sorted({member.directory for member in found if member.name == package})
    if len(named) == 1 or (len(named) == 2 and not named[0]):
        return named[-1]  # the workspace around a package may bear its name; it has another one: `.`
    if named:
        raise InvalidParameterError(
            f"package {package!r} is ambiguous. Give a directory: {', '.join(name or '.' for name in named)}"
        )
    if or_folder and any(path.startswith(f"{directory}/") for path in index.files):
        return directory
    names = sorted({member.name for member in found if member.name} | {member.directory or "." for member in found})
    near = difflib.get_close_matches(package, names, n=3, cutoff=0.4)
    some = f"Some that there are: {', '.join(names[:5])}" if names else "It has none: leave package out"
    hint = f"Nearest: {', '.join(near)}" if near else some
    if package in dependency_names(index):
        hint = f"Leave package out, which means a part of the workspace: this is a dependency. {some}"
    raise InvalidParameterError(f"no package {package!r} in the workspace. {hint}")
