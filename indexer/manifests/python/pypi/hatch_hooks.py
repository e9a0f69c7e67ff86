"""Requirements that a metadata hook of Hatch completes: lists with `{{ version }}` in them (uv-dynamic-versioning)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .pep508 import dependency, parse_requirement, scope_of

if TYPE_CHECKING:
    from ...base import Dependency
    from ...notations.lines import Document, Key

__all__ = ["hatch_hooks"]

_TEMPLATE = re.compile(r"(?:[<>=!~]=?|===?)?[ ]*\{\{[^{}]*\}\}")


def hatch_hooks(document: Document, base: str, problems: list[tuple[int, str]]) -> Iterator[Dependency]:
    """The dependencies and extras of every hook; what is no requirement is a problem."""
    hooks: tuple[Key, ...] = ("tool", "hatch", "metadata", "hooks")
    for hook in document.table(*hooks):
        groups: list[tuple[tuple[Key, ...], str]] = [((*hooks, hook, "dependencies"), "")]
        extras: tuple[Key, ...] = (*hooks, hook, "optional-dependencies")
        groups += [((*extras, extra), extra) for extra in document.table(*extras)]
        for at, group in groups:
            for text, line in document.texts(*at):
                requirement = parse_requirement(_TEMPLATE.sub("", text))
                if requirement is None:
                    problems.append((line, f"not a requirement: {text[:80]}"))
                else:
                    yield dependency(
                        requirement, base, line, scope_of(group, "optional") if group else "runtime", group
                    )
