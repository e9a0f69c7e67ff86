"""How a folder is built without a word of a script or a manager, and what a build file makes at all: whether it is a part of the build
around it, has something to build, and how CMake makes its tests."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.workspace_paths import prefix_of
from ..stack.main_technology import RAILS
from ..workspace.ecosystem_languages import LANGUAGES_OF, code_bytes
from ..workspace.pipelines import instructions
from ..workspace.workspace_packages import owner, package_directories
from .workspace_commands import Candidate, proved

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...indexer.index import Index
    from .workspace_commands import Proof

__all__ = [
    "BUILD_FILES", "DOCUMENTS", "ctest_command", "dependency_builds", "file_builds", "has_code", "is_part", "makes_pages",
    "makes_something",
]  # fmt: skip

PROJECT = re.compile(r"^[ \t]*project[ \t]*\(", re.IGNORECASE | re.MULTILINE)
MESON = "meson.build"
NEED_A_PROJECT = frozenset({MESON, "CMakeLists.txt"})
"""Meson refuses a tree whose first file doesn't call `project()`; CMake warns, and parts rely on what is set around them."""
TARGETS = {"shards": re.compile(rb"(?m)^targets:")}
"""Ecosystem → what its manifest has where there is something to build: a library of Crystal is compiled by its users."""
FAILS_WITHOUT_CODE = frozenset({"golang"})
"""Ecosystems whose manifest may stand without any code, and whose manager refuses to build that (`go build ./...`)."""
LISTED = (".nuspec", "packages.config")
"""What only lists what a .NET project of its own, here or elsewhere, is built with or packed as."""
GRADLE = re.compile(r"(?P<name>[^/]+?)\.gradle(?:\.kts)?")

PAGES = LANGUAGES_OF["npm"] | {"CSS", "SCSS", "Sass", "Less", "Stylus", "PostCSS", "HTML"}
NOT_BUILT = frozenset({"fixture", "test"})

MAKES = {
    "build.xml": re.compile(
        rb"<(?:import|javac|jar|war|ear|scalac|groovyc|mxmlc|csc|zip|tar|native2ascii|antcall|subant|\w+:\w+)\b"
    ),
    "build.clj": re.compile(rb"\(defn uber\b"),
}
"""Build file → what it says where the usual command builds something: one of Ant may only set up the tools of the work."""

MADE = {
    "build": re.compile(rb"\b(?:executable|\w*librar(?:y|ies)|shared_module|custom_target|run_target|jar)\s*\("),
    "test": re.compile(rb"(?m)^[ \t]*(?:\w+\.)?test\s*\("),
}
"""Verb → what a project of Meson has to say for it to do anything: many only tell others where their headers are."""


def makes_something(index: Index, path: str, verb: str) -> bool:
    """Whether a build file, of Meson with those below its folder, has something to build or to test; of most others nothing is known."""
    if verb == "build" and (makes := MAKES.get(path.rpartition("/")[2])):
        return makes.search(index.read(path)) is not None
    start, is_meson = path.removesuffix(MESON), path.endswith(MESON)
    below = (other for other in index.files if other.endswith(MESON) and other.startswith(start))
    return not is_meson or any(MADE[verb].search(index.read(other)) for other in below)


def has_code(index: Index, ecosystem: str, path: str) -> bool:
    """Whether a manifest has anything to build, for a manager that fails where there is none: a go.mod may name a site's themes only,
    or stand above the modules that have the code."""
    if ecosystem in TARGETS:
        return TARGETS[ecosystem].search(index.read(path)) is not None
    if ecosystem not in FAILS_WITHOUT_CODE:
        return True
    folder, folders = path.rpartition("/")[0], package_directories(index)
    written = (path for path, file in index.files.items() if file.language in LANGUAGES_OF[ecosystem])
    return any(owner(folders, other) == folder for other in written)


def makes_pages(index: Index) -> bool:
    """Whether a package of npm around all has anything to bundle where the code is in another ecosystem: one may only draw sponsors."""
    weights = code_bytes(index)
    return max(weights, key=weights.__getitem__) == "npm" or any(
        file.language in PAGES and file.zone not in NOT_BUILT and ".config." not in path
        for path, file in index.files.items()
    )


def is_part(index: Index, path: str) -> bool:
    """Whether a folder's build file only goes on with the project that another folder's file begins.

    `subdir('po')` of Meson, `add_subdirectory(po)` of CMake, `project/` of sbt, and a script that a Gradle build applies
    (`gradle/lint.gradle`). https://www.scala-sbt.org/1.x/docs/Organizing-Build.html
    """
    folder, _, name = path.rpartition("/")
    if name in NEED_A_PROJECT:
        return not PROJECT.search(index.text(path))
    if not folder or name.endswith(LISTED):
        return bool(folder)
    if name.endswith(".sbt"):
        outer, _, inner = folder.rpartition("/")
        return inner == "project" and f"{outer}/build.sbt".lstrip("/") in index.files
    if script := GRADLE.fullmatch(name):
        return script["name"] not in {"build", "settings", folder.rpartition("/")[2]}
    return False


TESTED = "ctest --test-dir build"
STEP = re.compile(
    rb"^[ \t]*(?P<word>if|else|elseif|endif|return|enable_testing|include|add_subdirectory)[ \t]*"
    rb"\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\)",
    re.IGNORECASE | re.MULTILINE,
)
OFF = re.compile(
    rb"^[ \t]*option\s*\(\s*(\w+)(?:\s+\"[^\"]*\")?(?:\s+(?:OFF|FALSE|NO|0))?\s*\)", re.IGNORECASE | re.MULTILINE
)
"""An option that is off by itself; one without a value is."""
TESTS = re.compile(rb"\s*(?:CTest\b|[\"']?(?:\$\{\w+\}/)?(?:\w+/)?(?:unit_?)?tests?/?[\"']?\s*$)", re.IGNORECASE)
LEFT = re.compile(rb"\s*+NOT\s++(\w++)\s*+")
"""The option without which a file returns early: all that follows needs it."""
NAME = re.compile(rb"(?<![\w{])(?!(?:NOT|AND|OR|DEFINED)\b)[A-Za-z_]\w*")


def ctest_command(text: bytes) -> str:
    """The command that runs the tests of a build folder; with the build before it where an option has to be set for that."""
    off = set(OFF.findall(text))
    switches = [_switch(conditions, off) for conditions in _conditions(text)]
    if not switches or None in switches:
        return TESTED
    return f"cmake -S . -B build -D{switches[0]}=ON && cmake --build build && {TESTED}"


def _conditions(text: bytes) -> Iterator[list[bytes]]:
    """Around each place that adds tests: the conditions it stands under."""
    around: list[bytes] = []
    left: list[bytes] = []
    for step in STEP.finditer(text):
        word = step["word"].lower()
        if word == b"if":
            around.append(step["inner"])
        elif word == b"endif":
            del around[-1:]
        elif word.startswith(b"else"):
            around[-1:] = [b""]
        elif word == b"return":
            left += [inverse[1] for inverse in map(LEFT.fullmatch, around) if inverse and len(around) == 1]
        elif word == b"enable_testing" or TESTS.match(step["inner"]):
            yield [*left, *around]


def _switch(conditions: list[bytes], off: set[bytes]) -> str | None:
    """The option that opens the way, of those that are off; None where nothing that is known to be off stands in it."""
    for condition in conditions:
        names = NAME.findall(condition)
        if names and set(names) <= off and b"NOT" not in condition.split():
            return str(names[0].decode())
    return None


# ---- How a folder is built without a word of a script or a manager: by a build file, or by what it depends on


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
            yield proved(4, command, folder, path, ecosystem)


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
    gems = (other.rpartition("/")[0] for other in index.manifests if other.endswith(".gemspec"))
    packed = {folder for folder in gems if prefix_of(folder) + RAILS not in index.files}
    for ecosystem, package, folder, command, rank in DEPENDENCY_BUILDS:
        inner = prefix_of(directory) + folder
        if (
            manifest.ecosystem == ecosystem
            and package in declared
            and any(other.startswith(inner) for other in index.files)
            and not (ecosystem == "gem" and directory in packed)
        ):
            yield at.runs(rank, command, declared[package])
    if path.endswith(".gemspec") and directory in packed:
        yield at.runs(5 + _is_further_gem(index, path), f"gem build {path.rpartition('/')[2]}")


def _is_further_gem(index: Index, path: str) -> bool:
    """A gem beside the one that it is named after (`pot-redis.gemspec` beside `pot.gemspec`)."""
    folder, _, name = path.rpartition("/")
    beside = [other.rpartition("/") for other in index.manifests if other.endswith(".gemspec") and other != path]
    return any(around == folder and name.startswith(f"{other[:-8]}-") for around, _, other in beside)
