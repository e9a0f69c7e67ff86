"""What shows that a project is of its kind: what speaks for running or importing it, the technologies of that kind, what binds it."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from ....indexer.classify.linguist import language_type
from ....indexer.workspace_paths import prefix_of
from ...workspace.code_places import importers, is_hidden
from ...workspace.folders_aside import helps_at_root
from ...workspace.managers import SOLUTIONS
from ..main_technology import JOIN_BOTH, RELEASING, SERVED, SETTING_UP
from ..tool_or_library import COMMAND, IMPORT, SAID_IMPORT, introduced_as, said_to_serve
from .by_files import ACTIONS, BUILDS, DATA, LIBRARY, PACKED, RUN_BY, SHOWN, composed, said_to_collect
from .package_kind import UNNAMED, speaking
from .starts import begun, first_page, hosted, leading_family, mac_application, root_scripts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ....answers import Ground
    from ....indexer.index import Index
    from .whole import Whole

__all__ = ["BEGINS", "HOSTED", "grounds"]

MOST: Final = 3
LISTING: Final = SOLUTIONS | {"Gradle settings"}
"""Tools that list each part by itself."""
TEXTS: Final = frozenset({"prose", "markup"})
IN_PAGES: Final = frozenset({"react-dom", "vue", "svelte", "solid-js", "@angular/platform-browser"})
"""What a file imports that draws a page in the browser."""
HOSTED: Final = "a host starts it"
BEGINS: Final = ("a program begins: ", "a file that programs begin in: ")
"""How what only shows a start is said: a server starts as well."""
STATED: Final = {"unknown": (said_to_collect,), "desktop": (mac_application,), "infrastructure": (composed,)}
"""Kind of project → what one file or sentence says of the whole."""
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
    if kind == "fullstack" and not (project.servers or JOIN_BOTH & project.found.keys()):
        found |= {row["says"]: row for row in islice(_answering(project), 1)}
    for weaker in () if found else WEAKER.get(kind, ()):
        if rows := list(islice(weaker(project), MOST)):
            return rows
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
            yield _ground(item.evidence[0].path, item.evidence[0].line, item.name)


def _ground(path: str, line: int | None, says: str) -> Ground:
    return {"path": path, "line": line or 1, "says": says}


def _said(project: Whole, says: Callable[[Index], Ground | None]) -> Iterator[Ground]:
    """What one sentence or file says of the whole."""
    return filter(None, [says(project.index)])


def _speaking(project: Whole, side: str) -> Iterator[Ground]:
    """What speaks for running, or for importing, the packages of the root."""
    for path, manifest in (*project.only_public, *project.root_manifests.items()):
        for row in speaking(project, path, manifest):
            if row.side == side:
                yield _ground(row.path, row.line, row.says)


def _imported(project: Whole) -> Iterator[Ground]:
    """Where others come in: what a manifest of the product makes importable."""
    from ...entries.entry_ranks import entry_points

    for entry in entry_points(project.index):
        for claim in entry["evidence"][:1] if entry["kind"] == "library" else ():
            if project.index.files[claim["path"]].zone == "product" and not helps_at_root(claim["path"]):
                yield _ground(claim["path"], claim.get("line"), f"to be imported: {entry['name']}")


def _released(project: Whole) -> Iterator[Ground]:
    """What says that it is handed out, or what it is called for others, where no program of it begins."""
    starts = [entry["path"] for entry in begun(project.index, project.shares)]
    if project.releases and not starts:
        yield _ground(*project.releases, "its build publishes what it makes")
    for path, manifest in project.libraries:
        packed = (item for item in manifest.settings if item.name in PACKED | RELEASING)
        yield from (_ground(path, item.line, "packed for others") for item in packed)
        begins = any(start.startswith(prefix_of(path.rpartition("/")[0])) for start in starts)
        for package in () if begins or manifest.ecosystem in UNNAMED else manifest.packages:
            if package.name and not package.private:
                yield _ground(path, package.line, f"a package that others install: {package.name}")


def _made(project: Whole) -> Iterator[Ground]:
    """Where CMake or Meson makes the library; else the headers at the root."""
    for path in sorted(project.index.files, key=lambda path: (path.count("/"), path)):
        content = project.index.read(path) if path.endswith(BUILDS) and not helps_at_root(path) else b""
        if found := LIBRARY.search(content):
            yield _ground(path, content.count(b"\n", 0, found.start()) + 1, "its build makes a library")
    heads = (path for path in project.index.files if "/" not in path and path.endswith((".h", ".hpp")))
    yield from (_ground(path, 1, f"to be included: {path}") for path in heads)


def _answering(project: Whole) -> Iterator[Ground]:
    """What puts the product on a server: the port of its container, a file by which hosts start it, functions of a cloud."""
    for path, manifest in project.index.manifests.items():
        opened = [setting.line for setting in manifest.settings if setting.name == "EXPOSE"]
        if opened and "/" not in path:
            yield _ground(path, opened[0], "its container answers at a port")
        if manifest.ecosystem == "serverless" and manifest.entries and path in project.manifests:
            yield _ground(path, manifest.entries[0].line, f"a function in a cloud: {manifest.entries[0].name}")
    if project.routes:
        yield from (_ground(path, 1, HOSTED) for path in sorted(SERVED) if path in project.index.files)
    pages = importers(project.index, IN_PAGES)
    for entry in begun(project.index, project.shares):
        if entry["kind"] in ("web", "serverless") and entry["path"] not in pages:
            yield _ground(entry["path"], entry["line"], f"a server starts: {entry['name']}")


def _counted(project: Whole, belongs: Callable[[str], bool], what: str) -> Iterator[Ground]:
    """The outermost of the files that most are like, and how many there are."""
    own = project.index.files.items()
    alike = [path for path, file in own if file.zone in SHOWN and not is_hidden(path) and belongs(file.language)]
    if alike:
        yield _ground(min(alike, key=lambda path: (path.count("/"), path)), 1, f"{len(alike)} {what}")


def _side_by_side(project: Whole) -> Iterator[Ground]:
    """The packages of the product, each in a folder of its own."""
    for path, manifest in project.manifests.items():
        for package in manifest.packages[:1]:
            yield _ground(path, package.line, f"a package of its own: {package.name or path.rpartition('/')[0]}")


def _binding(project: Whole) -> Iterator[Ground]:
    """What binds the packages of the product, the outermost first."""
    manifests = project.index.manifests
    for path in sorted(manifests, key=lambda path: (path.count("/"), path)):
        if project.index.files[path].zone == "product" and not is_hidden(path):
            for tool in manifests[path].tools:
                if tool.name in LISTING and sum("$" not in member for member in tool.members) < 2:
                    continue  # the shell around one application (`android/settings.gradle`)
                yield _ground(path, tool.line, f"binds several packages: {tool.name}")


def _begun(project: Whole) -> Iterator[Ground]:
    """Where the programs of the product begin."""
    for entry in begun(project.index, project.shares):
        yield _ground(entry["path"], entry["line"], BEGINS[0] + (entry["name"] or entry["path"]))
    for path in root_scripts(project.index, project.shares):
        yield _ground(path, 1, f"a script to run: {path}")
    family = leading_family(project.shares)
    for path in project.main_files:
        if project.index.files[path].language in family:
            yield _ground(path, 1, BEGINS[1] + path.rpartition("/")[2])
    yield from _offered(project)


def _offered(project: Whole) -> Iterator[Ground]:
    """What a manifest of the product offers to be run: a command, a program that its build makes, an action of workflows."""
    for path, manifest in project.manifests.items():
        for entry in manifest.entries:
            if entry.kind == "cli":
                yield _ground(path, entry.line, f"offers a command: {entry.name}")
        for setting in manifest.settings:
            if setting.name == "application":
                yield _ground(path, setting.line, "its build makes a program")
    for path in ACTIONS:
        if path in project.index.files and (found := RUN_BY.search(content := project.index.read(path))):
            line = content.count(b"\n", 0, found.start()) + 1
            yield _ground(path, line, "an action that workflows run")


WEAKER: Final[Mapping[str, Sequence[Callable[[Whole], Iterator[Ground]]]]] = {
    "library": (partial(_said, says=partial(introduced_as, pattern=SAID_IMPORT)), _imported, _made, _released),
    "backend": (
        partial(_said, says=said_to_serve),
        partial(_said, says=partial(first_page, name="index.php")),
        _answering,
    ),
    "frontend": (partial(_said, says=first_page),),
    "documentation": (partial(_counted, belongs=lambda name: language_type(name) in TEXTS, what="files of texts"),),
    "data": (partial(_counted, belongs=DATA.__contains__, what="files of data"),),
    "infrastructure": (
        partial(_counted, belongs=(SETTING_UP | {"YAML"}).__contains__, what="files that set machines up"),
    ),
    "monorepo": (_side_by_side,),
}
"""Kind of project → where else it is shown, the strongest place first; what nothing shows is not said."""
