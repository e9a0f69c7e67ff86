"""Which ecosystem a file belongs to, told by its name.

The patterns of all readers stand here as data, so that a file of no interest costs a look-up and no import.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

__all__ = ["ECOSYSTEMS", "claim_of", "module_for"]

Claims: TypeAlias = list[tuple[str, str]]

ECOSYSTEMS: dict[str, tuple[str, ...]] = {
    "javascript.npm": (
        "package.json", "package.json5", "package.yaml", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock",
        ".yarnrc.yml", "pnpm-lock.yaml", "pnpm-workspace.yaml", "bun.lock", "bun.lockb", "lerna.json", "nx.json",
        "project.json", "turbo.json", "turbo.jsonc", "rush.json",
    ),
    "python.pypi": (
        "pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "Pipfile.lock", "poetry.lock", "uv.lock", "uv.toml", "hatch.toml",
        "pdm.lock", "pylock.toml", "pylock.*.toml", "*requirements*.txt", "*requirements*.in", "*constraints*.txt",
        "requirements/*.txt", "requirements/*.in", "requirements/*/*.txt",
    ),
    "deployment.docker": (
        "Dockerfile", "Containerfile", "dockerfile", "Dockerfile.*", "*.Dockerfile", "*.dockerfile", "Containerfile.*",
        "compose.yml", "compose.yaml", "docker-compose.yml", "docker-compose.yaml", "compose.*.yml", "compose.*.yaml",
        "docker-compose.*.yml", "docker-compose.*.yaml", "docker-compose-*.yml", "docker-compose-*.yaml",
    ),
    "deployment.procfile": ("Procfile", "Procfile.*"),
    "deployment.supervised": (
        "supervisord.conf", "supervisor/*.conf", "supervisor.d/*.conf", "ecosystem.config.js", "ecosystem.config.cjs",
        "pm2.config.js", "pm2.config.cjs",
    ),
    "automation.make": ("Makefile", "makefile", "GNUmakefile"),
    "automation.tasks": (
        "justfile", "Justfile", ".justfile", "Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "taskfile.yaml",
        "Taskfile.dist.yml", "Taskfile.dist.yaml", "tox.ini", "noxfile.py",
    ),
    "golang": ("go.mod", "go.work", "go.sum", "vendor/modules.txt"),
    "cargo": ("Cargo.toml", "Cargo.lock"),
    "jvm.maven": ("pom.xml", "*.pom", "*.pom.xml"),
    "rubygems": (
        "Gemfile", "gems.rb", "Gemfile.lock", "gems.locked", "Gemfile.*.lock", "*.gemfile.lock", "Gemfile.*",
        "*.gemfile", "*.gemspec",
    ),
    "composer": ("composer.json", "composer.lock"),
    "dotnet.nuget": (
        "*.csproj", "*.fsproj", "*.vbproj", "packages.config", "Directory.Packages.props", "Directory.Build.props",
        "Directory.Build.targets", "*.props", "packages.lock.json", "*.sln", "*.slnx", "*.nuspec", "global.json",
        "dotnet-tools.json", "paket.dependencies", "paket.lock",
    ),
    "pub": ("pubspec.yaml", "pubspec.yml", "pubspec.lock", "melos.yaml"),
    "jvm.gradle": (
        "settings.gradle", "settings.gradle.kts", "gradle.properties", "gradle-wrapper.properties", "gradle.lockfile",
        "buildscript-gradle.lockfile", "gradle/dependency-locks/*.lockfile", "verification-metadata.xml",
        "*.versions.toml", "*.gradle", "*.gradle.kts",
    ),
    "beam.mix": ("mix.exs", "mix.lock", "rebar.config", "rebar.lock", "gleam.toml", "manifest.toml"),
    "apple.swiftpm": ("Package.swift", "Package.resolved", "Package@swift-*.swift"),
    "apple.cocoapods": ("Podfile", "Podfile.lock", "*.podspec", "*.podspec.json"),
    "cpp.conan": ("conanfile.txt", "conanfile.py", "conan.lock", "vcpkg.json"),
    "python.conda": (
        "environment.yml", "environment.yaml", "environment-*.yml", "environment-*.yaml", "environment_*.yml",
        "envs/*.yml", "envs/*.yaml", "conda.yml", "conda.yaml",
        "conda-lock.yml", "pixi.toml", "pixi.lock",
    ),
    "deployment.terraform": (".terraform.lock.hcl", "*.tf", "*.tofu"),
    "deployment.helm": ("Chart.yaml", "requirements.yaml", "Chart.lock"),
    "automation.actions": ("./.github/workflows/*.yml", "./.github/workflows/*.yaml", "action.yml", "action.yaml", ".gitlab-ci.yml"),
    "cran": ("DESCRIPTION", "renv.lock"),
    "hackage": ("*.cabal", "cabal.project", "cabal.project.freeze", "stack.yaml", "stack.yaml.lock"),
    "julia": ("Project.toml", "JuliaProject.toml", "Manifest.toml", "JuliaManifest.toml"),
    "jvm.sbt": (
        "*.sbt", "build.sbt.lock", "project/Dependencies.scala", "project/Versions.scala", "project/build.properties",
    ),
    "jvm.clojure": ("project.clj", "deps.edn"),
    "cpp.bazel": ("MODULE.bazel",),
    "deployment.serverless": (
        "serverless.yml", "serverless.yaml", "template.yaml", "template.yml", "wrangler.toml", "wrangler.json",
        "wrangler.jsonc",
    ),
    "shards": ("shard.yml", "shard.lock"),
    "automation.goreleaser": (".goreleaser.yml", ".goreleaser.yaml", "goreleaser.yml", "goreleaser.yaml"),
    "javascript.deno": ("deno.json", "deno.jsonc", "deno.lock"),
    "elm": ("elm.json",),
    "javascript.bower": ("bower.json",),
    "cpan": ("cpanfile",),
    "apple.carthage": ("Cartfile", "Cartfile.private", "Cartfile.resolved"),
    "nimble": ("*.nimble",),
}  # fmt: skip
"""Module, as this package names it → its glob patterns (`*` only): of the file name or, with a slash, of the end of the path;
with `./` before it of the whole path.

The first match counts, whole names before globs.
"""


def module_for(path: str) -> str:
    """The name of the module that reads a file; "" where it is no manifest."""
    claim = claim_of(path)
    return claim[0] if claim else ""


def claim_of(path: str) -> tuple[str, str] | None:
    """`(module, pattern)` of the first pattern that matches a path."""
    exact, by_ending, endless = _tables()
    name = path.rpartition("/")[2]
    if found := exact.get(name):
        return found
    candidates = [*by_ending.get(name.rpartition(".")[2], ()), *endless]
    return next((claim for claim in candidates if _matches(claim[1], path)), None)


def _matches(glob: str, path: str) -> bool:
    """Whether a glob is of the path's end. An expression takes long to compile, so its plain parts are sought first."""
    return all(part in path for part in glob.removeprefix("./").split("*")) and bool(_compiled(glob).match(path))


@cache
def _compiled(glob: str) -> re.Pattern[str]:
    anywhere = "" if glob.startswith("./") else r"(?:.*/)?"
    return re.compile(anywhere + "[^/]*".join(map(re.escape, glob.removeprefix("./").split("*"))) + r"\Z", re.DOTALL)


@cache
def _tables() -> tuple[dict[str, tuple[str, str]], dict[str, Claims], Claims]:
    """The patterns by the cheapest question that rules them out: whole names, globs by extension, the rest."""
    exact: dict[str, tuple[str, str]] = {}
    by_ending: dict[str, Claims] = {}
    endless: Claims = []
    for module, glob in _globs():
        if "/" not in glob and "*" not in glob:
            exact.setdefault(glob, (module, glob))
            continue
        _, dot, ending = glob.rpartition(".")
        fixed = dot and not set(ending) & {"*", "/"}
        (by_ending.setdefault(ending, []) if fixed else endless).append((module, glob))
    return exact, by_ending, endless


def _globs() -> Iterator[tuple[str, str]]:
    for module, patterns in ECOSYSTEMS.items():
        for glob in patterns:
            yield module, glob
