"""Which ecosystem a file belongs to, told by its name.

The patterns of all readers stand here as data, so that a file of no interest costs a look-up and no import.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

__all__ = ["ECOSYSTEMS", "Claim", "claim_of", "claims", "module_for"]


class Claim(NamedTuple):
    """A pattern: the module of its ecosystem, and the function that reads such files, both as this package names them."""

    module: str
    reader: str
    glob: str


ECOSYSTEMS: dict[str, tuple[tuple[str, str], ...]] = {
    "javascript.npm": (
        ("javascript.npm.package_json.parse_package_json", "package.json package.json5"),
        ("javascript.npm.package_json.parse_package_yaml", "package.yaml"),
        ("javascript.npm.package_locks.parse_package_lock", "package-lock.json npm-shrinkwrap.json"),
        ("javascript.npm.yarn_lock.parse_yarn_lock", "yarn.lock"),
        ("javascript.npm.workspace_files.parse_yarnrc", ".yarnrc.yml"),
        ("javascript.npm.pnpm_lock.parse_pnpm_lock", "pnpm-lock.yaml"),
        ("javascript.npm.workspace_files.parse_pnpm_workspace", "pnpm-workspace.yaml"),
        ("javascript.npm.package_locks.parse_bun_lock", "bun.lock"),
        ("javascript.npm.package_locks.parse_bun_binary", "bun.lockb"),
        ("javascript.npm.workspace_files.parse_lerna", "lerna.json"),
        ("javascript.npm.workspace_files.parse_task_runner", "nx.json turbo.json turbo.jsonc"),
        ("javascript.npm.workspace_files.parse_project", "project.json"),
        ("javascript.npm.workspace_files.parse_rush", "rush.json"),
    ),
    "python.pypi": (
        ("python.pypi.pyproject.parse_pyproject", "pyproject.toml"), ("python.pypi.setup_files.parse_setup_py", "setup.py"),
        ("python.pypi.setup_files.parse_setup_cfg", "setup.cfg"), ("python.pypi.setup_files.parse_pipfile", "Pipfile"),
        ("python.pypi.locks.parse_pipfile_lock", "Pipfile.lock"), ("python.pypi.locks.parse_poetry_lock", "poetry.lock"),
        ("python.pypi.locks.parse_uv_lock", "uv.lock"), ("parse_uv_config", "uv.toml"), ("parse_hatch_config", "hatch.toml"),
        ("python.pypi.locks.parse_pdm_lock", "pdm.lock"), ("python.pypi.locks.parse_pylock", "pylock.toml pylock.*.toml"),
        ("python.pypi.requirements.parse_requirements", "*requirements*.txt *requirements*.in"),
        ("python.pypi.requirements.parse_constraints", "*constraints*.txt"),
        ("python.pypi.requirements.parse_requirements", "requirements/*.txt requirements/*.in requirements/*/*.txt"),
    ),
    "deployment.docker": (
        ("parse_dockerfile", "Dockerfile Containerfile dockerfile Dockerfile.* *.Dockerfile *.dockerfile Containerfile.*"),
        ("parse_compose", "compose.yml compose.yaml docker-compose.yml docker-compose.yaml compose.*.yml compose.*.yaml"),
        ("parse_compose", "docker-compose.*.yml docker-compose.*.yaml docker-compose-*.yml docker-compose-*.yaml"),
    ),
    "deployment.supervised": (
        ("parse_procfile", "Procfile Procfile.*"),
        ("parse_supervisor", "supervisord.conf supervisor/*.conf supervisor.d/*.conf"),
        ("parse_pm2", "ecosystem.config.js ecosystem.config.cjs pm2.config.js pm2.config.cjs"),
    ),
    "automation.make": (("parse_makefile", "Makefile makefile GNUmakefile"),),
    "automation.tasks": (
        ("parse_justfile", "justfile Justfile .justfile"),
        ("parse_taskfile", "Taskfile.yml Taskfile.yaml taskfile.yml taskfile.yaml Taskfile.dist.yml Taskfile.dist.yaml"),
        ("parse_tox", "tox.ini"), ("parse_noxfile", "noxfile.py"),
    ),
    "golang": (
        ("parse_mod", "go.mod"), ("parse_work", "go.work"), ("parse_sum", "go.sum"), ("parse_vendor", "vendor/modules.txt"),
    ),
    "cargo": (("parse_manifest", "Cargo.toml"), ("parse_lock", "Cargo.lock")),
    "jvm.maven": (("parse_pom", "pom.xml *.pom *.pom.xml"),),
    "rubygems": (
        ("parse_gemfile", "Gemfile gems.rb"), ("parse_lock", "Gemfile.lock gems.locked Gemfile.*.lock *.gemfile.lock"),
        ("parse_gemfile", "Gemfile.* *.gemfile"), ("parse_gemspec", "*.gemspec"),
    ),
    "composer": (("parse_manifest", "composer.json"), ("parse_lock", "composer.lock")),
    "dotnet.nuget": (
        ("dotnet.msbuild.parse_project", "*.csproj *.fsproj *.vbproj"), ("parse_packages_config", "packages.config"),
        ("dotnet.msbuild.parse_props", "Directory.Packages.props Directory.Build.props Directory.Build.targets *.props"),
        ("parse_lock", "packages.lock.json"), ("parse_solution", "*.sln"), ("parse_slnx", "*.slnx"),
        ("parse_nuspec", "*.nuspec"), ("parse_global", "global.json"), ("parse_tools", "dotnet-tools.json"),
        ("dotnet.paket.parse_dependencies", "paket.dependencies"), ("dotnet.paket.parse_lock", "paket.lock"),
    ),
    "pub": (("parse_pubspec", "pubspec.yaml pubspec.yml"), ("parse_lock", "pubspec.lock"), ("parse_melos", "melos.yaml")),
    "jvm.gradle": (
        ("jvm.gradle.settings.parse_settings", "settings.gradle settings.gradle.kts"),
        ("jvm.gradle.settings.parse_properties", "gradle.properties"),
        ("jvm.gradle.settings.parse_wrapper", "gradle-wrapper.properties"),
        ("jvm.gradle.locks.parse_lock", "gradle.lockfile buildscript-gradle.lockfile gradle/dependency-locks/*.lockfile"),
        ("jvm.gradle.locks.parse_verification", "verification-metadata.xml"),
        ("jvm.gradle.catalog.parse_catalog", "*.versions.toml"),
        ("jvm.gradle.build_script.parse_build", "*.gradle *.gradle.kts"),
    ),
    "beam.mix": (
        ("parse_mix", "mix.exs"), ("parse_mix_lock", "mix.lock"), ("beam.rebar.parse_rebar", "rebar.config"),
        ("beam.rebar.parse_rebar_lock", "rebar.lock"), ("beam.gleam.parse_gleam", "gleam.toml"),
        ("beam.gleam.parse_gleam_lock", "manifest.toml"),
    ),
    "apple.swiftpm": (
        ("parse_package", "Package.swift"), ("parse_resolved", "Package.resolved"), ("parse_package", "Package@swift-*.swift"),
    ),
    "apple.cocoapods": (
        ("parse_podfile", "Podfile"), ("parse_lock", "Podfile.lock"), ("parse_podspec", "*.podspec"),
        ("parse_podspec_json", "*.podspec.json"),
    ),
    "cpp.conan": (
        ("parse_text", "conanfile.txt"), ("parse_recipe", "conanfile.py"), ("parse_lock", "conan.lock"),
        ("parse_vcpkg", "vcpkg.json"),
    ),
    "python.conda": (
        ("parse_environment", "*environment.yml *environment.yaml environment-*.yml environment-*.yaml environment_*.yml envs/*.yml"),
        ("parse_environment", "envs/*.yaml conda.yml conda.yaml"),
        ("parse_lock", "conda-lock.yml"), ("parse_pixi", "pixi.toml"), ("parse_pixi_lock", "pixi.lock"),
    ),
    "deployment.terraform": (("parse_lock", ".terraform.lock.hcl"), ("parse_configuration", "*.tf *.tofu")),
    "deployment.helm": (
        ("parse_chart", "Chart.yaml"), ("parse_requirements", "requirements.yaml"), ("parse_lock", "Chart.lock"),
    ),
    "automation.actions": (
        ("parse_workflow", "./.github/workflows/*.yml ./.github/workflows/*.yaml"),  # GitHub runs none that stand elsewhere
        ("parse_action", "action.yml action.yaml"), ("parse_gitlab", ".gitlab-ci.yml"),
    ),
    "cran": (("parse_description", "DESCRIPTION"), ("parse_lock", "renv.lock")),
    "hackage": (
        ("parse_cabal", "*.cabal"), ("parse_project", "cabal.project"), ("parse_freeze", "cabal.project.freeze"),
        ("parse_stack", "stack.yaml"), ("parse_stack_lock", "stack.yaml.lock"),
    ),
    "julia": (("parse_project", "Project.toml JuliaProject.toml"), ("parse_manifest", "Manifest.toml JuliaManifest.toml")),
    "jvm.sbt": (
        ("parse_build", "*.sbt"), ("parse_lock", "build.sbt.lock"),
        ("parse_build", "project/Dependencies.scala project/Versions.scala"), ("parse_properties", "project/build.properties"),
    ),
    "jvm.clojure": (("parse_lein", "project.clj"), ("parse_deps", "deps.edn")),
    "cpp.bazel": (("parse_module", "MODULE.bazel"),),
    "deployment.serverless": (
        ("parse_serverless", "serverless.yml serverless.yaml"), ("parse_template", "template.yaml template.yml"),
        ("parse_wrangler", "wrangler.toml wrangler.json wrangler.jsonc"),
    ),
    "shards": (("parse_shard", "shard.yml"), ("parse_lock", "shard.lock")),
    "automation.goreleaser": (("parse_goreleaser", ".goreleaser.yml .goreleaser.yaml goreleaser.yml goreleaser.yaml"),),
    "javascript.deno": (("parse_config", "deno.json deno.jsonc"), ("parse_deno_lock", "deno.lock")),
    "elm": (("parse_project", "elm.json"),),
    "javascript.bower": (("parse_bower", "bower.json"),),
    "cpan": (("parse_cpanfile", "cpanfile"),),
    "apple.carthage": (("parse_cartfile", "Cartfile Cartfile.private"), ("parse_resolved", "Cartfile.resolved")),
    "nimble": (("parse_nimble", "*.nimble"),),
}  # fmt: skip
"""Ecosystem, by the module that links its manifests → its readers, each with the glob patterns (`*` only) of what it reads: of
the file name or, with a slash, of the end of the path; with `./` before it of the whole path.

A reader is a function of that module, or stands where the dots before its name say. The first match counts, whole names before globs.
"""


def module_for(path: str) -> str:
    """The name of the module that reads a file; "" where it is no manifest."""
    claim = claim_of(path)
    return claim.module if claim else ""


def claim_of(path: str) -> Claim | None:
    """The first claim whose pattern matches a path."""
    exact, by_ending, endless = _tables()
    name = path.rpartition("/")[2]
    if found := exact.get(name):
        return found
    candidates = [*by_ending.get(name.rpartition(".")[2], ()), *endless]
    return next((claim for claim in candidates if _matches(claim.glob, path)), None)


def _matches(glob: str, path: str) -> bool:
    """Whether a glob is of the path's end. An expression takes long to compile, so its plain parts are sought first."""
    return all(part in path for part in glob.removeprefix("./").split("*")) and bool(_compiled(glob).match(path))


@cache
def _compiled(glob: str) -> re.Pattern[str]:
    anywhere = "" if glob.startswith("./") else r"(?:.*/)?"
    return re.compile(anywhere + "[^/]*".join(map(re.escape, glob.removeprefix("./").split("*"))) + r"\Z", re.DOTALL)


@cache
def _tables() -> tuple[dict[str, Claim], dict[str, list[Claim]], list[Claim]]:
    """The patterns by the cheapest question that rules them out: whole names, globs by extension, the rest."""
    exact: dict[str, Claim] = {}
    by_ending: dict[str, list[Claim]] = {}
    endless: list[Claim] = []
    for claim in claims():
        if "/" not in claim.glob and "*" not in claim.glob:
            exact.setdefault(claim.glob, claim)
            continue
        _, dot, ending = claim.glob.rpartition(".")
        fixed = dot and not set(ending) & {"*", "/"}
        (by_ending.setdefault(ending, []) if fixed else endless).append(claim)
    return exact, by_ending, endless


def claims() -> Iterator[Claim]:
    """Every pattern, in their order."""
    for module, readers in ECOSYSTEMS.items():
        for reader, globs in readers:
            place = reader if "." in reader else f"{module}.{reader}"
            yield from (Claim(module, place, glob) for glob in globs.split())
