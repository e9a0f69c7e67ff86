"""Why it is not claimed of a distribution, which nothing was seen to use, that nothing uses it: what points to a use by another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..short_for import is_short_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..dependency_use import ImportUse

__all__ = ["doubt"]


def doubt(
    name: str, directory: str, modules: Iterable[str], missing: Iterable[tuple[str, str]], imports: Iterable[ImportUse]
) -> str:
    """A module (`missing`: with its folder) that nothing else provides and that may be of the distribution, or a part of another
    that is called after one of its modules (`torch.utils.tensorboard`); "" where nothing points to a use."""
    for folder, module in missing:
        if directory in {"", folder} and is_short_for(module, name):
            return f"{module}, which is imported and not declared, may be of it"
    named = {*modules}
    for use in imports:
        if named.intersection(use.specifier.split(".")[1:]):
            return f"{use.path} imports {use.specifier}, which is called after it"
    return ""
