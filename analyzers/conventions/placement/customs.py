"""Where a new file goes when the workspace shows nothing yet: as the other packages do, else by the custom of the ecosystem."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from ....indexer.read_tables import json_table
from ....indexer.workspace_paths import prefix_of
from ...workspace.workspace_packages import package_directories
from ..new_file.subject import Candidate, Subject
from ..roles.folders import only_tool_files
from ..roles.roles import WorkspaceFiles, workspace_files
from .placement import place

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["by_custom", "shows_nothing"]

JVM = ("pom.xml", "build.gradle", "build.gradle.kts", "build.sbt", "build.sc")
NODE = ("package.json", "deno.json", "tsconfig.json")
CUSTOMS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "Rust": (("Cargo.toml",), "src", "tests"),
    "Java": (JVM, "src/main/java", "src/test/java"),
    "Kotlin": (JVM, "src/main/kotlin", "src/test/kotlin"),
    "Scala": (JVM, "src/main/scala", "src/test/scala"),
    "Groovy": (JVM, "src/main/groovy", "src/test/groovy"),
    "PHP": (("composer.json",), "src", "tests"),
    "Ruby": (("*.gemspec", "Gemfile"), "lib", "test"),
    "Elixir": (("mix.exs",), "lib", "test"),
    "Erlang": (("rebar.config",), "src", "test"),
    "Swift": (("Package.swift",), "Sources/{name}", "Tests/{name}Tests"),
    "Dart": (("pubspec.yaml",), "lib", "test"),
    "Go": (("go.mod",), "", ""),
    "C#": (("*.csproj",), "", ""),
    "F#": (("*.fsproj",), "", ""),
    "TypeScript": (NODE, "src", "test"),
    "TSX": (NODE, "src", "test"),
    "JavaScript": (NODE, "", "test"),
    "Vue": (NODE, "src/components", "test"),
    "Svelte": (NODE, "src/lib", "test"),
    "C": (("CMakeLists.txt", "meson.build", "Makefile", "configure.ac"), "src", "tests"),
    "C++": (("CMakeLists.txt", "meson.build", "Makefile", "configure.ac"), "src", "tests"),
    "Haskell": (("*.cabal", "package.yaml", "stack.yaml"), "src", "test"),
    "Clojure": (("project.clj", "deps.edn"), "src", "test"),
    "OCaml": (("dune-project", "*.opam"), "lib", "test"),
    "Lua": (("*.rockspec",), "lua", "spec"),
    "Perl": (("cpanfile", "Makefile.PL", "dist.ini"), "lib", "t"),
    "R": (("DESCRIPTION",), "R", "tests/testthat"),
    "Julia": (("Project.toml",), "src", "test"),
    "Zig": (("build.zig",), "src", "src"),
    "Python": (("pyproject.toml", "setup.py", "setup.cfg"), "src/{module}", "tests"),
}
"""Language → the manifests whose tools set the custom, where its sources go, where its tests go."""


def by_custom(index: Index, subject: Subject, language: str) -> list[Candidate]:
    """The place that the other packages of the workspace have for it, else the ecosystem's, else the folder itself: never sure."""
    return [*_as_elsewhere(index, subject), *_by_ecosystem(index, subject, language)] or [
        Candidate(
            subject.package or "", 0.0, [f"the workspace holds no {language} yet, and no manifest says where it goes"]
        )
    ]


def shows_nothing(index: Index, subject: Subject, files: WorkspaceFiles) -> bool:
    """The workspace, or the package that was asked for, holds no source of the language beside the manifests and programs of its tools."""
    prefix = prefix_of(subject.package or "")
    return only_tool_files(index, (file.path for file in files.main if file.path.startswith(prefix)))


def _as_elsewhere(index: Index, subject: Subject) -> list[Candidate]:
    """The best places in the other packages, inside the package that was asked for."""
    if not subject.package:
        return []
    everywhere = subject._replace(package=None)
    directories = sorted(set(package_directories(index)) - {"", subject.package}, key=lambda name: (-len(name), name))
    found: dict[str, Candidate] = {}
    for candidate in place(index, everywhere, workspace_files(index, subject.languages))[:20]:
        home = next((name for name in directories if f"{candidate.folder}/".startswith(f"{name}/")), None)
        if home is not None:
            folder = f"{subject.package}{candidate.folder[len(home) :]}"
            found.setdefault(
                folder, Candidate(folder, 0.0, [f"as in {candidate.folder}: this package has none of the language yet"])
            )
    return [*found.values()][:3]


def _by_ecosystem(index: Index, subject: Subject, language: str) -> list[Candidate]:
    base = subject.package or ""
    prefix = prefix_of(base)
    manifests, sources, tests = CUSTOMS.get(language, ((), "", ""))
    here = [path[len(prefix) :] for path in index.files if path.startswith(prefix) and "/" not in path[len(prefix) :]]
    manifest = next((name for pattern in manifests for name in here if fnmatch(name, pattern)), None)
    if manifest is None:
        return []
    name = _name(index, f"{prefix}{manifest}") or base.rpartition("/")[2] or index.root.name
    folder = (tests if subject.is_test else sources).format(name=name, module=re.sub(r"\W+", "_", name).lower())
    reason = f"{prefix}{manifest}: custom of its ecosystem, since the workspace holds no {language} yet"
    return [Candidate(f"{prefix}{folder}".rstrip("/"), 0.0, [reason])]


def _name(index: Index, manifest: str) -> str:
    """The product's own name as its manifest has it, without a scope; "" where it has none."""
    text = index.text(manifest)
    if manifest.endswith(".json"):
        name = json_table(text.encode()).get("name")
        return str(name).rpartition("/")[2] if isinstance(name, str) else ""
    found = re.search(r"^[ \t]*name\s*[=:]\s*['\"]?([\w.-]+)", text, re.MULTILINE) or re.search(
        r"\bname:\s*\"([\w.-]+)\"", text
    )
    return found[1] if found else ""
