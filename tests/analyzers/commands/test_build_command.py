"""build_command: the workspace's own script first, then what its managers and build files do."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

MEMBERS = {
    "package.json": '{"name": "root", "private": true, "workspaces": ["packages/*"]}',
    "packages/a/package.json": '{"name": "a", "scripts": {"build": "tsc"}}',
}
NX = {
    "package.json": '{"name": "root", "private": true, "workspaces": ["apps/*"], "devDependencies": {"nx": "1"}}',
    "nx.json": '{"plugins": [{"plugin": "@nx/next/plugin"}]}',
    "apps/web/package.json": '{"name": "@x/web"}',
}
RUST = {"Cargo.toml": '[package]\nname = "x"\nversion = "1.0.0"\n', "src/main.rs": "fn main() {}\n" * 50}
CASES = [
    ({"package.json": '{"name": "x", "scripts": {"build": "tsc"}}'}, None, "npm run build"),
    (MEMBERS, None, "npm run build --workspaces --if-present"),
    (MEMBERS, "a", "npm run build --workspace a"),
    ({**MEMBERS, "turbo.json": "{}"}, None, "npx turbo run build"),
    ({"pyproject.toml": '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "x"\nversion = "1"\n'},
     None, "python -m build"),
    ({"pyproject.toml": '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "x"\nversion = "1"\n',
      "requirements.txt": "mkdocs==1.6.1\n", "mkdocs.yml": "site_name: x\n"}, None, "python -m build"),
    ({"requirements.txt": "mkdocs==1.6.1\n", "mkdocs.yml": "site_name: x\n"}, None, "mkdocs build"),
    ({"requirements.txt": "mkdocs==1.6.1\n", "mkdocs.yml": "site_name: x\n", "app.py": "x = 1\n"}, None, None),
    ({"go.mod": "module example.org/x\n\ngo 1.22\n", "main.go": "package main\n"}, None, "go build ./..."),
    ({"main.go": "package main\n"}, None, "go build ./..."),
    ({"go.mod": "module example.org/x\n\ngo 1.22\n", "hugo.toml": "baseURL = 'x'\n", "content/a.md": "x\n"}, None, "hugo"),
    ({**MEMBERS, "package.json": '{"private": true, "workspaces": ["packages/*"], "scripts": {"build": "tsc -b"}}', "nx.json": "{}",
      "packages/a/package.json": '{"name": "a"}'}, None, "npm run build"),
    ({"Cargo.toml": '[workspace]\nmembers = ["pot"]\n', "pot/Cargo.toml": '[package]\nname = "pot"\nversion = "1.0.0"\n'}, "pot", "cargo build -p pot"),
    ({**RUST, "package.json": '{"private": true, "scripts": {"build": "vite build"}}', "a.ts": "x\n"}, None, "cargo build"),
    ({**RUST, "package.json": '{"private": true, "scripts": {"build": "cargo build && vite build"}}', "a.ts": "x\n"}, None, "npm run build"),
    ({**RUST, "pubspec.yaml": "name: x\nworkspace:\n  - app\n", "app/lib/main.dart": "void main() {}\n" * 90,
      "app/pubspec.yaml": "name: app\ndependencies:\n  flutter:\n    sdk: flutter\n", "app/android/build.gradle": ""}, None, "cd app && flutter build apk"),
    ({"pom.xml": "<project><groupId>g</groupId><artifactId>r</artifactId><version>1</version><modules><module>app</module></modules></project>",
      "app/pom.xml": "<project><groupId>g</groupId><artifactId>app</artifactId><version>1</version></project>"}, "app", "mvn package -pl app -am"),
    ({"Gemfile": "gem 'rails'\n", "app/assets/a.css": "a {}\n"}, None, "bundle exec rake assets:precompile"),
    ({"deps.edn": "{:deps {}}\n", "build.clj": "(ns build)\n(defn uber [_])\n"}, None, "clojure -T:build uber"),
    ({"deps.edn": "{:deps {}}\n", "build.clj": "(ns build)\n"}, None, None),
    ({"CMakeLists.txt": "project(x)\n", "main.c": "int x;\n"}, None, "cmake -S . -B build && cmake --build build"),
    ({"settings.gradle.kts": 'include("app")\n', "gradlew": "#!/bin/sh\n", "app/build.gradle.kts": "plugins { java }\n"}, None, "./gradlew build"),
    ({"shard.yml": "name: x\nversion: 1.0.0\ntargets:\n  x:\n    main: src/x.cr\n"}, None, "shards build"),
    ({"pubspec.yaml": "name: x\n", "bin/x.dart": "void main() {}\n"}, None, "dart compile exe bin/x.dart"),
    ({"pubspec.yaml": "name: x\ndependencies:\n  flutter:\n    sdk: flutter\n", "android/build.gradle": "", "lib/main.dart": ""}, None, "flutter build apk"),
    ({"pubspec.yaml": "name: x\ndependencies:\n  flutter:\n    sdk: flutter\nflutter:\n  plugin:\n    platforms:\n", "android/a.txt": ""}, None, None),
    ({"app.py": "x = 1\n", "package.json": '{"name": "x"}', "docs/package.json": '{"name": "d", "scripts": {"build": "x"}}'}, None, None),
    ({"justfile": "default:\n    @just --list\n"}, None, None),
    ({"Makefile": "build:\n\tvirtualenv venv\n\tvenv/bin/pip install -e .\n", "a.py": ""}, None, None),
    ({"package.json": '{"name": "x", "scripts": {"build:frontend": "vite build", "build:docker": "docker build ."}}', "a.ts": "1;"}, None, "npm run build:frontend"),
    ({"justfile": "build:\n    sh build.sh\n", "build.sh": ""}, None, "just build"),
    (
        {"justfile": "build:\n    cargo build\n", "Cargo.toml": '[package]\nname = "a"\nversion = "1.0.0"\n', "src/main.rs": "fn main() {}"},
        None,
        "cargo build",
    ),
    ({"Makefile": "default: x\nx:\n\tcc x.c\n", "x.c": "int x;\n"}, None, "make"),
    ({"Makefile": "default: x\ndist:\n\tmkdir -p dist\nx: dist\n\tcc x.c\n", "x.c": "int x;\n"}, None, "make"),
    ({"composer.json": '{"name": "a/b"}', "a.php": "<?php\n" * 99, "src/page/package.json": '{"name": "p", "scripts": {"build": "x"}}', "src/page/a.js": "1;"},
     None, None),
    ({"app.py": "x = 1\n"}, None, None),
    ({"config.toml": 'baseURL = "https://x.example/"\n', "content/a.md": "# A\n", "themes/t/package.json": '{"name": "t", "scripts": {"build": "x"}}'}, None, "hugo"),
    ({"config.toml": 'base_url = "https://x.example"\n', "templates/index.html": "<p>x</p>\n"}, None, "zola build"),
    ({"config.toml": 'baseURL = "x"\n', "app.py": "x = 1\n"}, None, None),
    ({"Gemfile": "gem 'middleman'\n", "source/index.html.erb": "<p>x</p>\n"}, None, "bundle exec middleman build"),
    ({"pants.toml": "[GLOBAL]\n", "go.mod": "module example.org/x\n\ngo 1.22\n", "main.go": "package main\n"}, None, "pants package ::"),
    ({"X.slnx": '<Solution><Project Path="A/A.csproj" /></Solution>', "A/A.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>'}, None, "dotnet build"),
    ({"x.py": "x = 1\n" * 9, "package.json": '{"scripts": {"build": "draw"}}', "draw.config.js": "export default {}"}, None, None),
    ({"x.py": "x = 1\n", "package.json": '{"scripts": {"build": "vite"}}', "css/a.css": "a {}"}, None, "npm run build"),
    ({**NX, "apps/web/next.config.js": "module.exports = {}\n"}, None, "npx nx build @x/web"),
    ({**NX, "apps/web/next.config.js": "", "apps/api/project.json": '{"name": "api", "targets": {"build": {}}}'}, None, "npx nx run-many -t build"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "package", "command"), CASES)
def test_build_command(tmp_path: Path, files: dict[str, str], package: str | None, command: str | None) -> None:
    answer = Workspace(write(tmp_path, files)).build_command(**({"package": package} if package else {}))
    assert answer["recommended"] == command


def test_a_target_builds_what_several_managers_each_build_a_part_of(tmp_path: Path) -> None:
    files = {
        "justfile": "build:\n    cargo build\n    npm run build\n\ntest coverage='':\n    cargo test\n",
        "Cargo.toml": '[package]\nname = "a"\nversion = "1.0.0"\n',
        "src/main.rs": "fn main() {}\n" * 9,
        "package.json": '{"name": "a", "scripts": {"build": "vite build"}, "devDependencies": {"vitest": "1"}}',
        "ts/a.ts": "export const a = 1\n" * 9,
        "ts/a.test.ts": "import { a } from './a'\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.build_command()["recommended"] == "just build"
    assert workspace.test_command()["recommended"] == "just test"
    assert workspace.test_command("ts/a.ts")["recommended"] == "npx vitest run ts/a.test.ts"


def test_a_part_of_a_build_is_not_built_alone(tmp_path: Path) -> None:
    made = "e = executable('pot', 'main.c')\ntest('all', e)\n"
    files = {"meson.build": f"project('pot', 'c')\nsubdir('po')\n{made}", "po/meson.build": "i18n.gettext('pot')\n"}
    files |= {"gui/meson.build": "# a program of its own\nproject('gui', 'c')\n" + made, "main.c": "int x;\n"}
    workspace = Workspace(write(tmp_path, files))
    assert [item["directory"] for item in workspace.build_command()["build_commands"]] == [".", "gui"]
    assert [item["directory"] for item in workspace.test_command()["test_commands"]] == [".", "gui"]


def test_what_only_lists_what_dotnet_packs_or_brings_is_not_built(tmp_path: Path) -> None:
    files = {"src/pot.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>', "src/a.cs": "class A {}\n"}
    files |= {".nuget/packages.config": "<packages></packages>", "packed/pot.nuspec": "<package><id>pot</id></package>"}
    commands = Workspace(write(tmp_path, files)).build_command()["build_commands"]
    assert [item["directory"] for item in commands] == ["src"]


def test_a_script_that_a_gradle_build_applies_is_not_built(tmp_path: Path) -> None:
    files = {
        "build.gradle": "plugins { id 'java' }\napply from: 'gradle/versions.gradle'\n",
        "src/main/java/A.java": "class A {}\n",
    }
    files |= {"gradle/versions.gradle": "ext.junit = '5'\n", "core/core.gradle": "plugins { id 'java' }\n"}
    workspace = Workspace(write(tmp_path, files))
    assert "gradle" not in [item["directory"] for item in workspace.build_command()["build_commands"]]
    assert "gradle" not in [item["directory"] for item in workspace.test_command()["test_commands"]]
    assert "core" in [item["directory"] for item in workspace.build_command()["build_commands"]]


def test_a_task_file_deep_inside_builds_a_part(tmp_path: Path) -> None:
    files = {
        "composer.json": '{"name": "a/b"}',
        "src/Part/Resources/bin/Makefile": "build:\n\tphp build.php\n",
        "src/Part/a.php": "<?php\n",
    }
    answer = Workspace(write(tmp_path, files)).build_command()
    assert [item["command"] for item in answer["build_commands"]] == ["make build"]
    assert answer["recommended"] is None


def test_a_target_that_only_checks_builds_nothing(tmp_path: Path) -> None:
    files = {
        "Makefile": "test:\n\tbundle exec rspec\nlint:\n\tstandardrb\nall: lint test\n",
        "app/user.rb": "class User\nend\n",
    }
    assert Workspace(write(tmp_path, files)).build_command()["recommended"] is None


def test_the_first_target_of_all_needs_no_name(tmp_path: Path) -> None:
    files = {"src/pot.c": "int main(void) { return 0; }\n"}
    first = {"Makefile": "all: pot\npot:\n\tcc -o pot src/pot.c\n"}
    later = {"Makefile": "pot:\n\tcc -o pot src/pot.c\nall: pot\n\tcc -o lid src/lid.c\n"}
    assert Workspace(write(tmp_path / "a", files | first)).build_command()["recommended"] == "make"
    assert Workspace(write(tmp_path / "b", files | later)).build_command()["recommended"] == "make all"


def test_configure_is_made_first_where_it_is_not_kept(tmp_path: Path) -> None:
    files = {"configure.ac": "AC_INIT([pot], [1])\n", "src/main.c": "int main(void) { return 0; }\n"}
    assert (
        Workspace(write(tmp_path / "a", files)).build_command()["recommended"] == "autoreconf -i && ./configure && make"
    )
    kept = Workspace(write(tmp_path / "b", files | {"configure": "#!/bin/sh\n"}))
    assert kept.build_command()["recommended"] == "./configure && make"


def test_a_file_of_deno_without_tasks_manages_no_package(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "shop", "private": true, "packageManager": "pnpm@9.0.0"}',
        "pnpm-workspace.yaml": "packages:\n  - apps/*\n",
        "apps/web/package.json": '{"name": "web", "scripts": {"build": "next build"}}',
        "apps/web/deno.json": '{"imports": {"@/": "./src/"}}',
    }
    told = Workspace(write(tmp_path, files)).build_command()["build_commands"]
    assert all(not item["command"].startswith("deno") for item in told)
    assert any("pnpm" in item["command"] for item in told)


def test_one_member_of_several_that_builds_is_named(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "root", "private": true, "workspaces": ["apps/*"]}',
        "yarn.lock": "",
        ".yarnrc.yml": "nodeLinker: node-modules\n",
        "apps/a/package.json": '{"name": "a", "scripts": {"build": "next build"}}',
        "apps/b/package.json": '{"name": "b"}',
    }
    assert Workspace(write(tmp_path, files)).build_command()["recommended"] == "yarn workspace a run build"


def test_of_packages_side_by_side_the_documents_are_built_last(tmp_path: Path) -> None:
    script = '{"name": "%s", "scripts": {"build": "vite build"}}'
    files = {f"{name}/package.json": script % name for name in ("docs", "web")} | {
        "web/main.js": "export const a = 1;\n"
    }
    workspace = Workspace(write(tmp_path, files | {"docs/main.js": "export const a = 1;\n", "web/yarn.lock": ""}))
    assert [row["directory"] for row in workspace.build_command()["build_commands"]] == ["web", "docs"]
    assert workspace.packages()["commands"]["build"] == "cd web && yarn run build"


def test_dub_builds_and_tests_a_package_of_d(tmp_path: Path) -> None:
    files = {"dub.json": '{"name": "pot"}', "source/app.d": "void main() {}\nunittest { assert(true); }\n"}
    workspace = Workspace(write(tmp_path, files))
    assert workspace.build_command()["recommended"] == "dub build"
    assert workspace.test_command()["recommended"] == "dub test"
    assert workspace.packages()["package_manager"] == "dub"
    assert [entry["path"] for entry in workspace.entry_points()["entry_points"]] == ["source/app.d"]


def test_cmake_or_meson_is_what_pipelines_call_more_often(tmp_path: Path) -> None:
    files = {
        "meson.build": "project('pot', 'c')\nexecutable('pot', 'pot.c')\n",
        "pot.c": "int main(void) { return 0; }\n",
    }
    files |= {"CMakeLists.txt": "project(pot)\nadd_executable(pot pot.c)\n"}
    assert "meson" in str(Workspace(write(tmp_path / "a", files)).build_command()["recommended"])
    files[".github/workflows/ci.yml"] = "jobs:\n  a:\n    steps:\n      - run: cmake -B build && cmake --build build\n"
    assert "cmake" in str(Workspace(write(tmp_path / "b", files)).build_command()["recommended"])
