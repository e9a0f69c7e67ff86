"""The tables of Pixi, in a pixi.toml or below `tool.pixi` of a pyproject.toml: what it takes from Conda's channels and from PyPI.

Source: https://pixi.sh/latest/reference/pixi_manifest/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..... import lazy_re as re
from ...base import CHANNEL, Dependency, Script
from ...marks import pinned
from ...notations.lines import Document, Key, inside
from .pep508 import normalise, scope_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["pixi_dependencies", "pixi_tasks"]

TABLES = {
    "dependencies": "runtime",
    "run-dependencies": "runtime",
    "host-dependencies": "build",
    "build-dependencies": "build",
    "pypi-dependencies": "runtime",
}
"""Table → the scope of what stands in it."""
EXACT = re.compile(r"={2}\s*([\w.+!-]+)\Z")


def pixi_dependencies(document: Document, top: tuple[Key, ...], base: str) -> Iterator[Dependency]:
    """All that its tables ask for, Python itself left out; what a channel of Conda provides has the source `channel`."""
    yield from _of_place(document, top, base, "")
    yield from _of_place(document, (*top, "package"), base, "")
    for feature in document.table(*top, "feature"):
        yield from _of_place(document, (*top, "feature", feature), base, feature)


def pixi_tasks(document: Document, top: tuple[Key, ...], base: str) -> Iterator[Script]:
    """The tasks of the workspace and those of its features."""
    yield from tasks_of(document, (*top, "tasks"), "", base)
    for feature in document.table(*top, "feature"):
        yield from tasks_of(document, (*top, "feature", feature, "tasks"), "", base)


def _of_place(document: Document, at: tuple[Key, ...], base: str, feature: str) -> Iterator[Dependency]:
    """Of the workspace or a feature (an environment's part, for development unless named for tests), by platform as well."""
    platforms = {platform: (*at, "target", platform) for platform in document.table(*at, "target")}
    for platform, place in {"": at, **platforms}.items():
        for table, scope in TABLES.items():
            for name, form in document.table(*place, table).items():
                if name != "python":
                    line = document.line(*place, table, name)
                    found = _dependency(name, form, line, base, from_pypi=table.startswith("pypi"))
                    told = scope_of(feature, "dev") if feature else scope
                    yield found._replace(scope=told, group=feature, marker=platform)


def _dependency(name: str, form: Any, line: int, base: str, *, from_pypi: bool) -> Dependency:
    """A version, or a table of properties."""
    fields = form if isinstance(form, dict) else {"version": form}
    text = {key: value for key, value in fields.items() if isinstance(value, str)}
    version, place, git, url = text.get("version", ""), text.get("path", ""), text.get("git", ""), text.get("url", "")
    return Dependency(
        normalise(name) if from_pypi else name.lower(),
        "" if version == "*" else version or git or place or url,
        pinned(EXACT, version),
        line=line,
        source="git" if git else "path" if place else "url" if url else "registry" if from_pypi else CHANNEL,
        path=inside(base, place) if place else "",
    )


# ---- Tables of tasks, as several tools of Python write them alike: poe, taskipy, PDM, Rye, Hatch, Pixi

COMMAND_KEYS = ("cmd", "shell", "script", "call")


def tasks_of(document: Document, at: tuple[Key, ...], prefix: str, base: str) -> Iterator[Script]:
    """A table of tasks: a command, a list of commands, or a table that holds one of them."""
    for name, value in document.table(*at).items():
        if isinstance(value, dict):
            keys = (*COMMAND_KEYS, "composite", "sequence", "chain")
            value = next((value[key] for key in keys if value.get(key)), "")
        if isinstance(value, list):
            value = " && ".join(part for part in value if isinstance(part, str))
        if isinstance(value, str) and value and name != "_":
            yield Script(prefix + name, " ".join(value.split()), document.line(*at, name), "task", base)
