"""How frameworks start a program: what lies behind commands that name no file (`next dev`), build plugins, folders of commands."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.manifests.base import COMMANDS_IN, Entry
from ..workspace.workspace_packages import product_manifests
from .entry_targets import within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = ["entries_of", "framework_run", "framework_start", "go_programs", "jvm_start"]

SCRIPTS = ("tsx", "jsx", "ts", "js")


def _each(stems: str, endings: Sequence[str] = SCRIPTS) -> tuple[str, ...]:
    return tuple(f"{stem}.{ending}" for stem in stems.split() for ending in endings)


VITE = (
    *_each(
        "src/main src/index main src/client src/entry-client src/router src/routes/__root resources/js/app resources/ts/app"
    ),
    "src/routes/+layout.svelte",
    "src/routes/+page.svelte",
)
FIRST_FILES: dict[str, tuple[str, ...]] = {
    "next": _each("src/app/layout app/layout src/app/[locale]/layout app/[locale]/layout")
    + _each("src/pages/_app pages/_app src/pages/index pages/index"),
    "nuxt": ("app/app.vue", "app.vue", "src/app.vue", "layouts/default.vue", "pages/index.vue"),
    "vite": VITE,
    "rsbuild": VITE,
    "react-scripts": _each("src/index"),
    "craco": _each("src/index"),
    "vue-cli-service": ("src/main.ts", "src/main.js"),
    "ng": ("src/main.ts",),
    "nest": ("src/main.ts",),
    "expo": _each("index src/app/_layout app/_layout App"),
    "react-native": _each("index"),
    "astro": ("src/pages/index.astro", "src/pages/index.md", "src/pages/index.mdx"),
    "gatsby": (*_each("src/pages/index"), "gatsby-config.ts", "gatsby-config.js"),
    "remix": _each("app/root"),
    "react-router": _each("app/root src/root"),
    "docusaurus": (*_each("src/pages/index"), "docusaurus.config.ts", "docusaurus.config.js"),
    "rails": ("config.ru", "config/environment.rb"),
    "puma": ("config.ru",),
    "rackup": ("config.ru",),
    "apache2-foreground": ("public/index.php", "index.php"),
    "flutter": ("lib/main.dart",),
}  # fmt: skip
"""Program that serves an application → the files in which it begins, by the framework's custom; the first that exists."""
SAME_AS = {"nuxi": "nuxt", "remix-serve": "remix", "vinxi": "vite", "ionic": "ng"}
PAGE_SCRIPT = re.compile(r"""<script\b(?=[^>]*\btype=["']module["'])[^>]*\bsrc=["']/?([^"']+)["']""")
SERVES = frozenset({"", "s", "server"})
"""What Rails' own program is told to serve by."""


def framework_start(index: Index, command: str, directory: str) -> str:
    """The file in which an application begins that a framework's own program serves; "" where that is not known."""
    words = re.split(r"[\s'\"]+", command)
    for word, following in zip(words, [*words[1:], ""], strict=True):
        program = posixpath.basename(word)
        program = SAME_AS.get(program, program)
        if program == "rails" and following not in SERVES:
            return ""  # a task: `rails db:migrate`
        if program == "vite" and (page := _page_script(index, directory)):
            return page
        for name in FIRST_FILES.get(program, ()):
            if (path := within(directory, name)) in index.files:
                return path
        if program == "mix":
            return _otp_application(index, directory)
        if program.endswith(".dll") and (path := _dotnet_program(index, program.removesuffix(".dll"))):
            return path
    return ""


def _page_script(index: Index, directory: str) -> str:
    """The module that `index.html` loads, from which Vite builds."""
    page = within(directory, "index.html")
    if page not in index.files:
        return ""
    found = PAGE_SCRIPT.search(index.text(page))
    path = within(directory, found[1]) if found else ""
    return path if path in index.files else ""


def _dotnet_program(index: Index, assembly: str) -> str:
    """Where the program begins that .NET builds into an assembly: the project is called as it, or says that it makes it."""
    for path, manifest in index.manifests.items():
        folder, _, name = path.rpartition("/")
        named = any(package.name == assembly for package in manifest.packages)
        if manifest.ecosystem == "nuget" and name.endswith("proj") and (named or name.rpartition(".")[0] == assembly):
            found = (within(folder, program) for program in ("Program.cs", "Program.fs", "Program.vb"))
            return next((program for program in found if program in index.files), "")
    return ""


def _otp_application(index: Index, directory: str) -> str:
    start = f"{directory}/lib/" if directory else "lib/"
    fitting = [path for path in index.files if path.startswith(start) and path.endswith("/application.ex")]
    return min(fitting, key=lambda path: (path.count("/"), path), default="")


def jvm_start(command: str, mains: Sequence[str]) -> str:
    """The one main class that an archive begins in: `java -jar app.jar` of a module with a single one."""
    return mains[0] if ".jar" in command and len(mains) == 1 else ""


def go_programs(index: Index) -> dict[str, str]:
    """What `go build` calls each program of the product → the file of its main function."""
    rows = index.rows(
        "SELECT path FROM symbols JOIN files ON files.id = file_id WHERE name = 'main' AND kind = 'function'"
        " AND language = 'Go' AND zone = 'product' ORDER BY path DESC"
    )
    return {name: path for (path,) in rows for name in _program_names(index, path)}


def _program_names(index: Index, path: str) -> Iterator[str]:
    folder = path.rpartition("/")[0]
    manifest = index.manifests.get(f"{folder}/go.mod" if folder else "go.mod")
    for package in manifest.packages if manifest else ():
        yield re.sub(r"/v\d+$", "", package.name).rpartition("/")[2]
    if folder and not manifest:
        yield folder.rpartition("/")[2]


def entries_of(index: Index, path: str, manifest: Manifest) -> list[Entry]:
    """The entries that a manifest lists, and the commands in the folders that it names for them.

    Args:
        path: of the manifest.
    """
    around = path.rpartition("/")[0]
    found = list(manifest.entries)
    for setting in manifest.settings:
        if setting.name == COMMANDS_IN:
            folder = "/".join(filter(None, (around, setting.value.strip("./"))))
            names = (file.rpartition("/") for file in index.files)
            found += [
                Entry("cli", name, f"{setting.value.strip('./')}/{name}", setting.line)
                for inside, _, name in names
                if inside == folder and not name.startswith(".")
            ]
    return found


GOALS: dict[str, tuple[tuple[str, str], ...]] = {
    "maven": (
        ("io.quarkus:quarkus-maven-plugin", "quarkus:dev"),
        ("io.quarkus.platform:quarkus-maven-plugin", "quarkus:dev"),
        ("io.micronaut.maven:micronaut-maven-plugin", "mn:run"),
        ("io.micronaut.build:micronaut-maven-plugin", "mn:run"),
        ("org.springframework.boot:spring-boot-maven-plugin", "spring-boot:run"),
        ("org.eclipse.jetty:jetty-maven-plugin", "jetty:run"),
        ("org.openjfx:javafx-maven-plugin", "javafx:run"),
    ),
    "gradle": (
        ("io.quarkus", "quarkusDev"),
        ("org.springframework.boot", "bootRun"),
        ("com.android.application", "installDebug"),
        ("io.micronaut.application", "run"),
        ("io.ktor.plugin", "run"),
        ("application", "run"),
    ),
}
"""Manager → the build plugins that start a program, and the goal or task of each."""


def framework_run(index: Index, manager: str, directory: str) -> str | None:
    """The command that starts the program from a directory: that of its own build, or of the one module below that has
    such a plugin; None where none or several have."""
    found: dict[str, str] = {}
    for path, manifest in product_manifests(index).items():
        folder = path.rpartition("/")[0]
        if manager in GOALS and manifest.ecosystem == "maven" and f"{folder}/".startswith(f"{directory}/".lstrip("/")):
            plugins = {item.name for item in manifest.settings if item.kind == "tool"}
            goal = next((goal for plugin, goal in GOALS[manager] if plugin in plugins), None)
            if goal:
                found.setdefault(folder, goal)
    if directory in found:
        return f"{manager if manager == 'gradle' else 'mvn'} {found[directory]}"
    if len(found) != 1:
        return None
    folder, goal = next(iter(found.items()))
    inner = folder[len(directory) :].strip("/")
    if manager == "gradle":
        return f"gradle :{inner.replace('/', ':')}:{goal}"
    return f"mvn {goal} -pl {shlex.quote(inner)}"
