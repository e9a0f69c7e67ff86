"""What shows that a project is of its kind: what speaks for running or importing it, the technologies of that kind, what binds it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from ...workspace.code_places import is_hidden
from ...workspace.helping_folders import helps_at_root
from ..tool_or_library import COMMAND, IMPORT
from .by_code import ACTIONS, RUN_BY, composed
from .devices import for_device, mac_application
from .hosts import hosted
from .package_kind import speaking
from .said import said_to_be_imported, said_to_serve
from .starts import begun, first_page, leading_family, root_scripts
from .texts import said_to_collect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....answers import Ground
    from ....indexer.index import Index
    from .whole import Whole

__all__ = ["BEGINS", "grounds"]

MOST: Final = 3
BEGINS: Final = ("a program begins: ", "a file that programs begin in: ")
"""How what only shows a start is said: a server starts as well."""
STATED: Final = {"unknown": (said_to_collect, for_device), "desktop": (mac_application,), "infrastructure": (composed,)}
"""Kind of project → what one file or sentence says of the whole."""


def _served(index: Index) -> Ground | None:
    """The introduction calls it a server, or it is a page of PHP that a server runs."""
    return said_to_serve(index) or first_page(index, "index.php")


SAID: Final = {"library": said_to_be_imported, "backend": _served, "frontend": first_page}
"""Kind of project → what the introduction says, or a file is, where nothing else shows it."""
SIDES: Final = {"cli": COMMAND, "library": IMPORT}
SHOWN_BY: Final = {
    "backend": ("web-framework",),
    "fullstack": ("web-framework", "ui-library"),
    "frontend": ("ui-library", "static-site", "web-framework", "css-framework"),
    "mobile": ("mobile",),
    "desktop": ("desktop",),
    "infrastructure": ("infrastructure",),
    "data": ("data-science",),
    "documentation": ("static-site", "documentation", "web-framework"),
}
"""Kind of project → the categories of technologies that show it."""


def grounds(project: Whole, kind: str) -> list[Ground]:
    """The strongest pieces of evidence, each with its place; none where only what is not there tells."""
    found: dict[str, Ground] = {}
    for row in _grounds(project, kind):
        found.setdefault(row["says"], row)
    if not found and kind in SAID and (said := SAID[kind](project.index)):
        return [said]
    if not found and kind == "library":
        return list(islice(_imported(project), MOST)) or list(islice(_made(project), 1))
    return list(found.values())[:MOST]


def _grounds(project: Whole, kind: str) -> Iterator[Ground]:
    if (found := hosted(project.index)) and found[0] == kind:
        yield found[1]
    for states in STATED.get(kind, ()):
        if shown := states(project.index):
            yield shown
    if kind in SIDES:
        yield from _speaking(project, SIDES[kind])
        yield from _begun(project) if kind == "cli" else ()
    elif kind == "monorepo":
        yield from _binding(project)
    for item in project.found.values():
        if not set(SHOWN_BY.get(kind, ())).isdisjoint(item.categories):
            claim = item.evidence[0]
            yield {"path": claim.path, "line": claim.line or 1, "says": item.name}


def _speaking(project: Whole, side: str) -> Iterator[Ground]:
    """What speaks for running, or for importing, the packages of the root."""
    for path, manifest in (*project.only_public, *project.root_manifests.items()):
        for row in speaking(project, path, manifest):
            if row.side == side:
                yield {"path": row.path, "line": row.line or 1, "says": row.says}


def _imported(project: Whole) -> Iterator[Ground]:
    """Where others come in: what a manifest of the product makes importable."""
    from ...entries.entry_ranks import entry_points

    for entry in entry_points(project.index):
        for claim in entry["evidence"][:1] if entry["kind"] == "library" else ():
            if project.index.files[claim["path"]].zone == "product" and not helps_at_root(claim["path"]):
                yield {
                    "path": claim["path"],
                    "line": claim.get("line") or 1,
                    "says": f"to be imported: {entry['name']}",
                }


def _made(project: Whole) -> Iterator[Ground]:
    """Where CMake makes the library, the outermost place first."""
    for path in sorted(project.index.files, key=lambda path: (path.count("/"), path)):
        content = project.index.read(path) if path.endswith("CMakeLists.txt") and not helps_at_root(path) else b""
        if (at := content.find(b"add_library(")) >= 0:
            yield {"path": path, "line": content.count(b"\n", 0, at) + 1, "says": "its build makes a library"}


def _binding(project: Whole) -> Iterator[Ground]:
    """What binds the packages of the product, the outermost first."""
    manifests = project.index.manifests
    for path in sorted(manifests, key=lambda path: (path.count("/"), path)):
        if project.index.files[path].zone == "product" and not is_hidden(path):
            for tool in manifests[path].tools:
                if tool.name == "Gradle settings" and sum("$" not in member for member in tool.members) < 2:
                    continue  # the shell around one application for phones (`android/settings.gradle`)
                yield {"path": path, "line": tool.line or 1, "says": f"binds several packages: {tool.name}"}


def _begun(project: Whole) -> Iterator[Ground]:
    """Where the programs of the product begin."""
    for entry in begun(project.index, project.shares):
        yield {
            "path": entry["path"],
            "line": entry["line"] or 1,
            "says": BEGINS[0] + (entry["name"] or entry["path"]),
        }
    for path in root_scripts(project.index, project.shares):
        yield {"path": path, "line": 1, "says": f"a script to run: {path}"}
    family = leading_family(project.shares)
    for path in project.main_files:
        if project.index.files[path].language in family:
            yield {"path": path, "line": 1, "says": BEGINS[1] + path.rpartition("/")[2]}
    yield from _offered(project)


def _offered(project: Whole) -> Iterator[Ground]:
    """What a manifest of the product offers to be run: a command, a program that its build makes, an action of workflows."""
    for path, manifest in project.manifests.items():
        for entry in manifest.entries:
            if entry.kind == "cli":
                yield {"path": path, "line": entry.line or 1, "says": f"offers a command: {entry.name}"}
        for setting in manifest.settings:
            if setting.name == "application":
                yield {"path": path, "line": setting.line or 1, "says": "its build makes a program"}
    for path in ACTIONS:
        if path in project.index.files and (found := RUN_BY.search(content := project.index.read(path))):
            line = content.count(b"\n", 0, found.start()) + 1
            yield {"path": path, "line": line, "says": "an action that workflows run"}
