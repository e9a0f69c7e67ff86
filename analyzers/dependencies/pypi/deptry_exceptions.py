"""What a project tells deptry to leave out: its own statement on its dependencies (https://deptry.com/usage/)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..toml_table import toml_table

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["ALL_EXCEPTED", "exceptions"]

ALL_EXCEPTED = "*"


def exceptions(index: Index, directory: str) -> dict[str, tuple[str, ...]]:
    """Rule → the names that `[tool.deptry]` of a directory excepts from it, or `ALL_EXCEPTED`; `groups` → its development groups."""
    path = f"{directory}/pyproject.toml" if directory else "pyproject.toml"
    section = toml_table(index, path, "tool").get("deptry", {})
    if not isinstance(section, dict) or not section:
        return {}
    rules = section.get("per_rule_ignores", {})
    found = (
        {rule: tuple(names) for rule, names in rules.items() if isinstance(names, list)}
        if isinstance(rules, dict)
        else {}
    )
    found["groups"] = tuple(map(str, section.get("optional_dependencies_dev_groups", ())))
    for rule in section.get("ignore", ()):
        found[str(rule)] = (ALL_EXCEPTED,)
    return found
