"""What in the workspace shows which technology: every piece of evidence that the catalog knows, with its place and
weight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from .catalog import ECOSYSTEMS, load

if TYPE_CHECKING:
    from ..indexer.index import Index
    from ..indexer.manifests.base import Dependency, Manifest, Setting

__all__ = ["Claim", "claims", "is_hidden", "place_zone"]

WEIGHTS: Final = {
    "runtime": 1.0,
    "peer": 0.95,
    "build": 0.95,
    "dev": 0.9,
    "test": 0.9,
    "optional": 0.4,
    "setting": 0.95,
    "image": 0.95,
    "service": 0.6,
    "action": 0.95,
    "hook": 0.95,
    "files": 0.9,
    "content": 0.9,
    "command": 0.8,
    "import": 0.7,
    "assumed": 0.7,
}
"""How sure a kind of evidence makes: a declared runtime dependency proves use; an optional one that it is supported."""

READ_FILES: Final = 40
READ_BYTES: Final = 65_536
"""How many files of one glob, and how much of each, a pattern over contents looks at."""

MANY: Final = 5
"""So many manifests of one name below one test folder are data."""

IMAGE_PREFIX: Final = re.compile(r"^(?:(?:index\.)?docker\.io/)?(?:library/)?")
WRAPPERS: Final = re.compile(
    r"^(?:\w+=\S*\s+|(?:npx|bunx|cross-env|exec|sudo|time|(?:yarn|pnpm|bun|npm) (?:exec|dlx|run)|(?:uv|poetry|pdm"
    r"|pipenv|hatch) run"
    r"|bundle exec|python3? -m|\./(?:node_modules/\.bin/)?|@|-)\s*)+"
)
HOOK: Final = re.compile(rb"^\s*-?\s*(?:-\s*)?id:\s*[\"']?([\w.-]+)", re.MULTILINE)
IMPORTED: Final = {
    "Python": "pypi",
    "JavaScript": "npm",
    "TypeScript": "npm",
    "TSX": "npm",
    "Vue": "npm",
    "Go": "golang",
    "Rust": "cargo",
    "Ruby": "gem",
}
"""Language → the ecosystem whose package names its imports give."""


class Claim(NamedTuple):
    """One piece of evidence.

    Attributes:
        technology: the catalog's name.
        how: a key of WEIGHTS: the dependency's scope, or the kind of evidence.
        path, line: where it stands; line 0 for a file as a whole.
        zone: of the place, the manifest's own generation apart.
        version: exact, else the constraint; "" where nothing says it.
        package: the dependency's or image's name.
        ecosystem: of the package; "" for other evidence.
        order: the place of the package in its entry, so that the main one speaks first.
    """

    technology: str
    how: str
    path: str
    line: int
    zone: str
    version: str = ""
    package: str = ""
    ecosystem: str = ""
    order: int = 0

    @property
    def weight(self) -> float:
        """How sure it makes, 0 to 1."""
        return WEIGHTS[self.how]


def claims(index: Index) -> Iterator[Claim]:
    """All evidence in the workspace, whatever its zone."""
    declaring = {
        manifest.ecosystem
        for manifest in index.manifests.values()
        if manifest.role == "manifest" and manifest.dependencies
    }
    samples = input_manifests(index)
    for path, manifest in index.manifests.items():
        zone = place_zone(index, path)
        if zone in ("vendored", "fixture") or path in samples:
            continue
        yield from from_settings(path, zone, manifest)
        if is_hidden(path):
            continue
        if manifest.role != "lockfile" or manifest.ecosystem not in declaring:
            yield from from_dependencies(path, zone, manifest)
        yield from from_scripts(path, zone, manifest)
    yield from from_managers(index)
    yield from from_files(index)
    yield from from_contents(index)
    yield from from_hooks(index)
    yield from from_workflows(index)
    yield from from_imports(index)


def is_hidden(path: str) -> bool:
    """Whether a folder on the path is hidden: what stands there (`.github/scripts/`, `.devcontainer/`) serves the repository."""
    return path.startswith(".") or "/." in path


def input_manifests(index: Index) -> frozenset[str]:
    """Manifests below a test folder that holds many: the input of its tests, and not what they run on."""
    groups: dict[tuple[str, str], list[str]] = {}
    for path, manifest in index.manifests.items():
        if manifest.packages and place_zone(index, path) == "test":
            groups.setdefault((path.partition("/")[0], path.rpartition("/")[2]), []).append(path)
    return frozenset(path for paths in groups.values() if len(paths) >= MANY for path in paths)


def place_zone(index: Index, path: str) -> str:
    """The zone of a file's place: that a lockfile is generated says nothing of what it describes, and an example's
    tests are example."""
    from ..indexer.zones import zone

    own = index.files[path].zone
    if own == "generated":
        folder = path.rpartition("/")[0]
        return zone(f"{folder}/x" if folder else "x")
    if own == "test":
        parts = path.split("/")
        around = (zone("/".join((*parts[:depth], "x"))) for depth in range(1, len(parts)))
        return next((outer for outer in around if outer in ("example", "docs")), own)
    return own


def from_dependencies(path: str, zone: str, manifest: Manifest) -> Iterator[Claim]:
    """Declared dependencies; of a lockfile without its manifest, those that the workspace asks for itself."""
    if manifest.ecosystem not in ECOSYSTEMS:
        return
    for dependency in manifest.dependencies:
        if dependency.direct:
            yield from of_dependency(path, zone, manifest.ecosystem, dependency)


def of_dependency(path: str, zone: str, ecosystem: str, dependency: Dependency) -> Iterator[Claim]:
    """What one dependency shows."""
    catalog = load()
    for name in catalog.named(ecosystem, dependency.name):
        words = catalog[name].evidence[ecosystem]
        lower = dependency.name.lower()
        order = next((place for place, word in enumerate(words) if word.lower() == lower), len(words))
        version = dependency.resolved or dependency.constraint
        yield Claim(name, dependency.scope, path, dependency.line, zone, version, dependency.name, ecosystem, order)


def from_settings(path: str, zone: str, manifest: Manifest) -> Iterator[Claim]:
    """Configured tools, build plugins and back ends, images, services and actions."""
    for setting in manifest.settings:
        for key, name in lookups(setting):
            for technology in load().named(key, name):
                how = setting.kind if setting.kind in ("image", "action", "service") else "setting"
                how = "service" if how == "image" and is_hidden(path) else how
                version = setting.value if key in ("image", "manager", "plugin", "maven", "nuget") else ""
                package = setting.name if how in ("image", "service") else ""
                yield Claim(technology, how, path, setting.line, zone, version, package)


def lookups(setting: Setting) -> Iterator[tuple[str, str]]:
    """`(catalog key, name)` under which the catalog may know a setting."""
    if setting.kind == "tool":
        yield from (("setting", setting.name), ("setting", f"tool.{setting.name}"), ("plugin", setting.name))
        yield from (("maven", setting.name), ("golang", setting.name), ("nuget", setting.name))
    elif setting.kind in ("image", "service"):
        yield "image", IMAGE_PREFIX.sub("", setting.name)
    elif setting.kind == "action":
        yield "action", setting.name
    elif setting.kind == "manager":
        yield "manager", setting.name
    elif setting.kind == "build-backend":
        yield "setting", setting.name
    elif setting.kind == "config" and setting.name == "sdk":
        yield "sdk", setting.value.partition("/")[0]
    elif setting.kind == "config" and setting.name.startswith("parent:"):
        yield "maven", setting.name.removeprefix("parent:")


def from_scripts(path: str, zone: str, manifest: Manifest) -> Iterator[Claim]:
    """Scripts that call a technology's own command."""
    for script in manifest.scripts:
        for command in re.split(r"&&|\|\||;|\n", script.command):
            words = WRAPPERS.sub("", command.strip()).split()
            for name in dict.fromkeys((*words[:1], " ".join(words[:2]))):
                for technology in load().named("command", name):
                    yield Claim(technology, "command", path, script.line, zone)


def from_files(index: Index) -> Iterator[Claim]:
    """Files whose names alone show what they are for."""
    catalog = load()
    roots = {path.rpartition("/")[0] for path in index.manifests} | {""}
    for path, file in index.files.items():
        if file.zone in ("vendored", "fixture") or path.startswith(".devcontainer/") is not path.endswith(
            "devcontainer.json"
        ):
            continue
        for technology in catalog.file(path):
            if (
                ".config." in path
                or path.rpartition("/")[0] in roots
                or not is_code(file.language)
                or catalog[technology].category == "test-framework"
            ) and not (is_hidden(path) and catalog[technology].category == "package-manager"):
                yield Claim(technology, "files", path, 0, place_zone(index, path))


def is_code(language: str) -> bool:
    """Source code may bear any name by chance; as configuration it stands beside a manifest."""
    from ..indexer.linguist import language_type

    return language_type(language) == "programming"


def from_managers(index: Index) -> Iterator[Claim]:
    """The package managers that `packages` names, so that the two answers agree."""
    from .workspace_packages import ASSUMED, managers

    for used in managers(index):
        path = used.evidence["path"]
        if is_hidden(path):
            continue
        for technology in load().named("manager", used.name):
            yield Claim(
                technology,
                "assumed" if used.strength == ASSUMED else "setting",
                path,
                used.evidence.get("line", 0),
                place_zone(index, path),
            )


def from_contents(index: Index) -> Iterator[Claim]:
    """Files whose text shows it, where no name does. The outermost files are read first, and not more than READ_FILES
    a glob."""
    texts: dict[str, str] = {}
    paths = sorted(
        (path for path, file in index.files.items() if file.zone in ("product", "test", "docs")),
        key=lambda path: (path.count("/"), path),
    )
    found: dict[str, list[str]] = {}
    for glob, pattern, technology in load().contents:
        if glob.text not in found:
            found[glob.text] = [path for path in paths if glob.ends(path)][:READ_FILES]
        for path in found[glob.text]:
            if path not in texts:
                texts[path] = index.read(path)[:READ_BYTES].decode("utf-8", "replace")
            if match := re.search(pattern, texts[path]):
                line = texts[path].count("\n", 0, match.start()) + 1
                yield Claim(technology, "content", path, line, place_zone(index, path))
                break


def from_hooks(index: Index) -> Iterator[Claim]:
    """Hooks of pre-commit, by their ids."""
    for path in (".pre-commit-config.yaml", ".pre-commit-config.yml", "prek.toml"):
        if path not in index.files:
            continue
        data = index.read(path)
        for match in HOOK.finditer(data):
            for technology in load().named("hook", match[1].decode("ascii", "replace")):
                yield Claim(technology, "hook", path, data.count(b"\n", 0, match.start(1)) + 1, "product")


def from_workflows(index: Index) -> Iterator[Claim]:
    """Commands that continuous integration runs; one word alone may be anything there, so only those of two and
    formatters count."""
    catalog = load()
    commands = {word: name for name in catalog for word in catalog[name].evidence.get("command", ()) if " " in word}
    pattern = re.compile(r"(?<![\w./-])(?:" + "|".join(map(re.escape, sorted(commands))) + r")(?![\w-])")
    for path in index.files:
        if path.startswith((".github/workflows/", ".gitlab-ci", ".circleci/")):
            text = index.read(path)[:READ_BYTES].decode("utf-8", "replace")
            for match in pattern.finditer(text):
                yield Claim(commands[match[0]], "command", path, text.count("\n", 0, match.start()) + 1, "product")


def from_imports(index: Index) -> Iterator[Claim]:
    """What code imports: modules that no package provides, and packages where the workspace has no manifest to
    declare them."""
    declared = {manifest.ecosystem for manifest in index.manifests.values() if manifest.dependencies}
    catalog = load()
    for (external,) in index.rows("SELECT DISTINCT external FROM links WHERE external <> '' ORDER BY 1"):
        places = {
            name: "" for name in catalog.named("import", external) if external in catalog[name].evidence["import"]
        }
        for ecosystem in sorted(set(IMPORTED.values()) - declared):
            places |= dict.fromkeys(catalog.named(ecosystem, external), ecosystem)
        if places:
            yield from places_of(index, external, places)


def places_of(index: Index, external: str, technologies: dict[str, str]) -> Iterator[Claim]:
    """The first import of a module in each zone, for the technologies that it shows (each with the ecosystem it must
    be of)."""
    rows = index.rows(
        "SELECT path, min(line), language FROM links JOIN files ON files.id = source_id WHERE external = ?"
        " GROUP BY path ORDER BY path",
        (external,),
    )
    seen: set[tuple[str, str]] = set()
    for path, line, language in rows:
        zone = place_zone(index, path)
        for technology, ecosystem in technologies.items():
            if (technology, zone) not in seen and (not ecosystem or IMPORTED.get(language) == ecosystem):
                seen.add((technology, zone))
                yield Claim(
                    technology, "import", path, line, zone, package=external if ecosystem else "", ecosystem=ecosystem
                )
