"""context: a part, a leftover or a sponsor's words do not speak for the whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .context_workspaces import context, package

if TYPE_CHECKING:
    from pathlib import Path

SITE = {
    "package.json": '{"name": "pot", "private": true, "scripts": {"build": "next build"}, "dependencies": {"next": "14"}}',
    "app/page.tsx": "export default function Page() { return <p /> }\n",
}


def test_a_product_in_parts_for_others_is_no_site_though_one_part_has_pages(tmp_path: Path) -> None:
    parts = {
        "packages/pot/package.json": {"name": "pot", "version": "1.0.0", "bin": {"pot": "bin/pot.js"}},
        "packages/pot-ui/package.json": {"name": "pot-ui", "version": "1.0.0", "dependencies": {"vue": "3"}},
        "packages/pot-lint/package.json": {"name": "pot-lint", "version": "1.0.0"},
    }
    files = {
        "package.json": '{"private": true, "workspaces": ["packages/*"]}',
        **{path: json.dumps(manifest) for path, manifest in parts.items()},
        "packages/pot/bin/pot.js": "#!/usr/bin/env node\nconsole.log(process.argv)\n",
        "packages/pot-ui/src/App.vue": "<template><p /></template>\n" * 9,
        "packages/pot-lint/index.js": "module.exports = {}\n",
    }
    assert context(tmp_path, files, "pot")["project_type"] not in ("frontend", "fullstack")


def test_the_manager_that_the_readme_or_the_image_installs_with_is_the_one(tmp_path: Path) -> None:
    told = context(tmp_path, SITE | {"README.md": "# Pot\n\n```\npnpm install\n```\n"}, "told")
    assert (told["package_manager"], told["build_command"]) == ("pnpm", "pnpm run build")
    image = context(
        tmp_path, SITE | {"Dockerfile": "FROM node\nRUN corepack enable && yarn install --frozen\n"}, "image"
    )
    assert image["package_manager"] == "yarn"
    for name, others in (
        ("others", "yarn add pot\nnpm install"),
        ("any", "$ npm install # or pnpm install or yarn install"),
    ):
        files = SITE | {"README.md": f"# Pot\n\n```\n{others}\n```\n"}
        assert context(tmp_path, files, name)["package_manager"] == "npm"


def test_styles_that_are_compiled_are_not_what_is_written(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "pot", "version": "1.0.0", "scripts": {"test": "sass --watch pot.scss pot.css"}}',
        "sass/pot.scss": "$lid: 1px;\n.pot { .lid { width: $lid; } }\n" * 90,
        "css/pot.css": ".pot .lid {\n  width: 1px;\n}\n" * 99 + "\n/*# sourceMappingURL=pot.css.map */\n",
        "test/utils.js": "exports.compile = () => 1\n",
    }
    found = context(tmp_path, files)
    assert (found["main_language"], found["test_command"]) == ("SCSS", None)
    assert "css/ (1 file, generated)" in found["layout"]


def test_a_small_program_beside_a_library_makes_no_command_of_the_whole(tmp_path: Path) -> None:
    project = '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>{}</PropertyGroup></Project>'
    files = {
        "Pots.slnx": '<Solution><Project Path="src/Pot/Pot.csproj" /><Project Path="src/Suggest/Suggest.csproj" /></Solution>',
        "src/Pot/Pot.csproj": project.format("<TargetFramework>net9.0</TargetFramework>"),
        "src/Suggest/Suggest.csproj": project.format("<OutputType>Exe</OutputType>"),
        **{f"src/Pot/{name}.cs": f"public class {name} {{ public int Lid() => 1; }}\n" * 9 for name in "ABCDE"},
        "src/Suggest/Program.cs": "public class Program { static void Main() { } }\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["entry_point"]) == ("unknown", None)


def test_a_limit_that_two_files_state_differently_is_not_said(tmp_path: Path) -> None:
    files = {
        ".editorconfig": "[*.py]\nmax_line_length = 120\n",
        "ruff.toml": "line-length = 88\n",
        **{f"pot/{name}.py": "lid = 1\nsize = 2\n" for name in "abcdef"},
    }
    lines = [text for text in context(tmp_path, files)["conventions"] if text.startswith("line length")]
    assert lines == ["line length: Python 95% within 8"]


def test_a_formatter_of_another_language_formats_nothing(tmp_path: Path) -> None:
    files = {
        ".prettierrc": '{"proseWrap": "always"}',
        **{f"lib/{name}.zsh": f"{name}() {{\n  true\n}}\n" for name in "abcdef"},
    }
    assert "formatted by Prettier" not in context(tmp_path, files)["conventions"]


def test_a_sponsors_words_are_not_those_of_the_readme(tmp_path: Path) -> None:
    sponsor = '<a href="https://lid.example">\n  <b>Lid, the intelligent terminal</b>\n</a>\n'
    files = {
        "README.md": f"{sponsor}\n# Pot\n\nA simple terminal UI for git commands\n\n```sh\npot --version\n```\n",
        "go.mod": "module example.com/pot\n",
        "main.go": "package main\n\nfunc main() {}\n",
    }
    found = context(tmp_path, files, "pot")
    assert found["project_type"] == "cli"
    assert not any("Lid" in text for text in found["type_evidence"])


def test_a_solution_with_one_project_binds_nothing(tmp_path: Path) -> None:
    project = 'Project("{1}") = "Pot", "Pot\\Pot.csproj", "{2}"\nEndProject\n'
    files = {
        "win/Pot.sln": f"\nMicrosoft Visual Studio Solution File, Format Version 12.00\n{project}",
        "win/Pot/Pot.csproj": '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup /></Project>',
        **{
            f"{name}/package.json": f'{{"name": "{name}", "private": true}}'
            for name in ("web", "mac", "linux", "import", "hub")
        },
        **{f"{name}/a.js": "export const a = 1\n" * 9 for name in ("web", "mac", "linux", "import", "hub")},
    }
    found = context(tmp_path, files)
    assert found["project_type"] == "monorepo"
    assert not any("binds" in text for text in found["type_evidence"])


def test_a_librarys_entry_is_that_of_its_package_of_the_same_name(tmp_path: Path) -> None:
    names = ("core", "pot", "shared", "web")
    files = {
        "package.json": '{"private": true, "workspaces": ["packages/*"]}',
        "README.md": "# Pot\n\nPot is a library for lids.\n\n```js\nimport { lid } from 'pot'\n```\n",
        **{f"packages/{name}/package.json": package(name, main="src/index.ts") for name in names},
        **{f"packages/{name}/src/index.ts": "export const lid = 1\n" for name in names},
        "packages/core/src/lid.ts": "export const size = 1\n" * 99,
    }
    assert context(tmp_path, files, "pot")["entry_point"] == "packages/pot/src/index.ts"


def test_what_tools_at_the_root_are_told_is_no_key_file(tmp_path: Path) -> None:
    files = {
        "package.json": package("pot"),
        "karma.base.js": "module.exports = { lid: 1 }\n" * 9,
        **{f"karma.{name}.js": "const base = require('./karma.base')\n" for name in ("web", "worker", "node")},
        **{f"src/{name}.js": f"export const {name} = 1\n" for name in "abc"},
        "src/index.js": "import { a } from './a'\nimport { b } from './b'\nimport { c } from './c'\n",
    }
    assert all(row["path"].startswith("src/") for row in context(tmp_path, files)["key_files"])


def test_spock_runs_the_tests_that_a_launcher_of_junit_starts(tmp_path: Path) -> None:
    build = 'plugins { java; groovy }\ndependencies { testImplementation("{}"); testImplementation("{}") }\n'
    needs = ("org.spockframework:spock-core:2.4", "org.junit.platform:junit-platform-launcher:1.14")
    files = {
        "build.gradle.kts": build.replace("{}", needs[0], 1).replace("{}", needs[1], 1),
        "src/main/java/a/Pot.java": "package a;\n\nclass Pot {}\n" * 9,
        "src/test/groovy/a/PotTest.groovy": "package a\n\nimport spock.lang.Specification\n\nclass PotTest extends Specification {}\n",
    }
    assert context(tmp_path, files)["test_framework"] == "Spock"


def test_ctest_is_not_said_where_make_tests(tmp_path: Path) -> None:
    files = {
        "Makefile": "all:\n\tcc pot.c\n\ntest:\n\t./tests/run_tests\n",
        "pot.c": "int main(void) { return 0; }\n",
        "build/cmake/CMakeLists.txt": "project(pot C)\nenable_testing()\nadd_test(NAME pot COMMAND pot)\n",
        "tests/pot_test.c": "int main(void) { return 0; }\n",
    }
    found = context(tmp_path, files)
    assert (found["test_command"], found["test_framework"]) == ("make test", None)


def test_a_list_of_commands_says_nothing_of_the_product(tmp_path: Path) -> None:
    files = {
        "README.md": "# Pot\n\n## Basic Setup\n\n- `npm install -g pot-cli@latest`\n- `pot start --all`\n",
        "package.json": package("pot-cli", bin={"pot": "bin/pot.js"}),
        "bin/pot.js": "#!/usr/bin/env node\nconsole.log(process.argv)\n",
    }
    assert not any("said: " in text for text in context(tmp_path, files)["type_evidence"])


def test_managers_that_a_program_works_with_are_not_its_own(tmp_path: Path) -> None:
    both = {"npm": ">=10", "yarn": ">=1.7", "pnpm": ">=11"}
    files = {"package.json": package("pot", engines=both), "index.js": "export const pot = 1\n"}
    assert context(tmp_path, files, "both")["package_manager"] == "npm"
    files["package.json"] = package("pot", engines={"npm": ">=10", "pnpm": ">=11"})
    assert context(tmp_path, files, "one")["package_manager"] == "pnpm"


def test_a_library_with_an_application_of_examples_is_a_library(tmp_path: Path) -> None:
    application = '\t\t\tproductType = "com.apple.product-type.application";\n\t\t\tSDKROOT = iphoneos;\n'
    library = 'let package = Package(name: "Pot", products: [.library(name: "Pot", targets: ["Pot"])])\n'
    begins = "import UIKit\n\n@UIApplicationMain\nclass AppDelegate: UIResponder, UIApplicationDelegate {}\n"
    files = {
        "Package.swift": library,
        "README.md": "# Pot\n\nPots for lids.\n\n```swift\nimport Pot\n```\n",
        "Pot.xcodeproj/project.pbxproj": application,
        **{f"Pot/{name}.swift": f"import UIKit\n\npublic class {name}: UIView {{}}\n" * 9 for name in "ABC"},
        "PotShow/PotShow.xcodeproj/project.pbxproj": application,
        "PotShow/iOS/AppDelegate.swift": begins,
    }
    found = context(tmp_path, files, "Pot")
    assert found["project_type"] == "library"


def test_what_a_framework_answers_with_is_none_of_a_module_for_it(tmp_path: Path) -> None:
    manifest = package(
        "pot",
        main="src/module.js",
        dependencies={"h3": "1", "@nuxt/kit": "4"},
        devDependencies={"nuxt": "4"},
        scripts={"dev": "nuxt dev playground"},
    )
    code = "import { setCookie } from 'h3'\nexport const pot = () => setCookie\n"
    files = {"package.json": manifest, "README.md": "# Pot\n\nA module for lids.\n", "src/module.js": code}
    assert context(tmp_path, files, "pot")["main_framework"] is None
