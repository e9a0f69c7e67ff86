"""How a folder is built without a word of a script or a manager: by a build file, or by what it depends on."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.workspace_paths import prefix_of
from ..workspace.pipelines import instructions
from .build_parts import is_part, makes_something
from .proved_command import Candidate, command_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...indexer.index import Index
    from .proved_command import Proof

__all__ = ["BUILD_FILES", "DOCUMENTS", "dependency_builds", "file_builds"]

BUILD_FILES: dict[str, tuple[str, str]] = {
    "meson.build": ("meson setup build && meson compile -C build", "Meson"),
    "CMakeLists.txt": ("cmake -S . -B build && cmake --build build", "CMake"),
    "BUILD.bazel": ("bazel build //...", "Bazel"),
    "WORKSPACE.bazel": ("bazel build //...", "Bazel"),
    "MODULE.bazel": ("bazel build //...", "Bazel"),
    "build.zig": ("zig build", "Zig"),
    "build.sbt": ("sbt compile", "sbt"),
    "project.clj": ("lein uberjar", "Leiningen"),
    "build.clj": ("clojure -T:build uber", "tools.build"),
    "build.xml": ("ant", "Ant"),
    "configure.ac": ("./configure && make", "Autotools"),
    "platformio.ini": ("pio run", "PlatformIO"),
    "book.toml": ("mdbook build", "mdBook"),
}
"""Build files that no manifest reader reads: file name → (command, tool)."""
PROGRAM_OF_LEIN = re.compile(rb"(?m)^ {0,2}:main\b|:uberjar\b")
PROGRAMS = re.compile(r"(?<![\w./-])(?:cmake|meson)(?= )")
PLACES = {name: place for place, name in enumerate(BUILD_FILES)}
SITE_BUILDS = (
    *((f"hugo.{ending}", b"", "hugo") for ending in ("toml", "yaml", "yml", "json")),
    ("config.toml", b"baseURL", "hugo"),
    ("config.yaml", b"baseURL", "hugo"),
    ("config.toml", b"base_url", "zola build"),
)
"""Site generators that come as a program of their own: (configuration, a setting that tells whose, the command)."""
SITES = ("hugo.", "config.")
"""How their configurations are called."""
STARTS = (*SITES, "pubspec.")
SITE_CONTENT = ("content/", "layouts/", "templates/", "themes/")
"""Folders of which such a site has one beside its configuration."""
PLUGIN_OF_FLUTTER = re.compile(rb"(?m)^flutter:(?:[ \t]*(?:#.*)?\n|[ \t]+\S.*\n)*?[ \t]+plugin:")
FLUTTER_TARGETS = {"android": "apk"} | {name: name for name in ("ios", "web", "linux", "macos", "windows")}
"""Folder of a platform → what Flutter builds for it, the first one that there is."""


def file_builds(index: Index) -> Iterator[Candidate]:
    """The builds of the product's build files, by folder, the likeliest first."""
    product = [path for path, file in index.files.items() if file.zone == "product"]
    asked = [path for path in product if (name := path.rpartition("/")[2]) in BUILD_FILES or name.startswith(STARTS)]
    told = Counter(PROGRAMS.findall(" ".join(instructions(index).values())))
    for path in sorted(asked, key=partial(_order, told)):
        folder, _, name = path.rpartition("/")
        ecosystem, commands = "", []
        if name in BUILD_FILES and not is_part(index, path) and makes_something(index, path, "build"):
            commands = [_from_source(index, folder, name) + _build_command(index, path, name)]
        elif name.startswith(SITES):
            commands = [*_site(index, folder, path)]
        elif name == "pubspec.yaml":
            ecosystem, commands = "pub", [*filter(None, (_dart(index, folder, path),))]
        for command in commands:
            yield Candidate(4, command_of(command, folder, path), folder, ecosystem)


def _build_command(index: Index, path: str, name: str) -> str:
    """Leiningen packs a program with all that it needs, and a library, which begins nowhere, alone."""
    alone = name == "project.clj" and not PROGRAM_OF_LEIN.search(index.read(path))
    return "lein jar" if alone else BUILD_FILES[name][0]


def _order(told: Mapping[str, int], path: str) -> tuple[str, int, int, str]:
    """Within a folder what pipelines call more often, else as `BUILD_FILES` lists the tools: where Bazel stands beside CMake, the latter
    is what most have."""
    folder, _, name = path.rpartition("/")
    return folder, -told[BUILD_FILES.get(name, ("",))[0].partition(" ")[0]], PLACES.get(name, 0), name


def _from_source(index: Index, folder: str, name: str) -> str:
    """What comes first where `configure` is not kept with the code that it is generated from."""
    script = f"{folder}/configure" if folder else "configure"
    return "autoreconf -i && " if name == "configure.ac" and script not in index.files else ""


def _site(index: Index, folder: str, path: str) -> Iterator[str]:
    """How a site is built whose generator no package manager installs; a theme inside brings its own scripts only for itself."""
    name, prefix = path.rpartition("/")[2], prefix_of(folder)
    content = tuple(f"{prefix}{inner}" for inner in SITE_CONTENT)
    for config, setting, command in SITE_BUILDS:
        if name == config and setting in index.read(path) and any(other.startswith(content) for other in index.files):
            yield command


def _dart(index: Index, folder: str, path: str) -> str:
    """A Flutter application is built for the first platform that it has a folder for, a Dart program from its `bin/`; a plugin is
    built in the applications that take it."""
    if path not in index.manifests or PLUGIN_OF_FLUTTER.search(index.read(path)):
        return ""
    prefix = prefix_of(folder)
    names = sorted(entry[len(prefix) :] for entry in index.files if entry.startswith(prefix))
    if any(item.name == "flutter" for item in index.manifests[path].dependencies):
        found = (to for inner, to in FLUTTER_TARGETS.items() if any(name.startswith(f"{inner}/") for name in names))
        return f"flutter build {target}" if (target := next(found, "")) else ""
    program = next((name for name in names if name.startswith("bin/") and name.endswith(".dart")), "")
    return f"dart compile exe {program}" if program else ""


DOCUMENTS = "mkdocs build"
"""What builds a site of documents, and nothing of a product that stands beside them."""
DEPENDENCY_BUILDS = (
    ("gem", "rails", "app/assets/", "bundle exec rake assets:precompile", 4),
    ("gem", "jekyll", "_posts/", "bundle exec jekyll build", 4),
    ("gem", "middleman", "source/", "bundle exec middleman build", 4),
    ("pypi", "mkdocs", "mkdocs.yml", DOCUMENTS, 6),
)
"""(ecosystem, package, what must stand in the workspace, the command that builds it, its rank: a package that has a
build backend of its own is not its documents)."""


def dependency_builds(at: Proof) -> Iterator[Candidate]:
    """What a dependency builds where the workspace has what it reads, and a gem."""
    index, path, manifest, directory = at
    declared = {item.name: item.line for item in manifest.dependencies if item.direct and manifest.role == "manifest"}
    # an engine or a theme is packed, and makes no site by itself
    packed = {other.rpartition("/")[0] for other in index.manifests if other.endswith(".gemspec")}
    for ecosystem, package, folder, command, rank in DEPENDENCY_BUILDS:
        inner = prefix_of(directory) + folder
        if (
            manifest.ecosystem == ecosystem
            and package in declared
            and any(other.startswith(inner) for other in index.files)
            and not (ecosystem == "gem" and directory in packed)
        ):
            yield at.runs(rank, command, declared[package])
    if path.endswith(".gemspec"):
        yield at.runs(5 + _is_further_gem(index, path), f"gem build {path.rpartition('/')[2]}")


def _is_further_gem(index: Index, path: str) -> bool:
    """A gem beside the one that it is named after (`pot-redis.gemspec` beside `pot.gemspec`)."""
    folder, _, name = path.rpartition("/")
    beside = [other.rpartition("/") for other in index.manifests if other.endswith(".gemspec") and other != path]
    return any(around == folder and name.startswith(f"{other[:-8]}-") for around, _, other in beside)
