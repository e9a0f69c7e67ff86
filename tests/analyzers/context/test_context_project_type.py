"""context: the kind of project, and the evidence that it gives for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write
from .context_workspaces import PARSES, PYTHON, XCODE, context, package

if TYPE_CHECKING:
    from pathlib import Path

BUILT = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n\n'


def test_a_package_that_its_pages_import_is_a_library(tmp_path: Path) -> None:
    """Seen in Python: the README showed no code, and there was a command beside what the pages import."""
    files = {
        "pyproject.toml": BUILT + PYTHON.format(name="diagram", needs="[]"),
        "README.md": "# Diagram\n\nDraws pictures of systems.\n\n```sh\npip install diagram\n```\n",
        "docs/getting-started.md": "# Start\n\n```python\nfrom diagram import Node\n\nNode('a')\n```\n",
        "diagram/__init__.py": "class Node:\n    pass\n",
        "diagram/cli.py": PARSES,
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["type_evidence"][0]) == (
        "library",
        "docs/getting-started.md:4 first use: from diagram import Node",
    )


@pytest.mark.parametrize(
    ("scripts", "inner", "kind"),
    [
        ({"start": "electron src --nointro"}, "src/", "desktop"),
        ({"start": "electron ."}, "", "desktop"),
        ({"build": "tsc"}, "", "library"),
    ],
)
def test_what_electron_is_started_on_is_no_library(
    tmp_path: Path, scripts: dict[str, str], inner: str, kind: str
) -> None:
    files = {
        "package.json": package("pot", main=f"{inner}boot.js", scripts=scripts, dependencies={"electron": "^12.0.0"}),
        f"{inner}boot.js": "const {app} = require('electron');\napp.whenReady();\nmodule.exports = app;\n",
    }
    if inner:
        files["src/package.json"] = package("pot", main="boot.js")
    found = context(tmp_path, files)
    assert (found["project_type"], found["entry_point"]) == (kind, f"{inner}boot.js")


def test_a_site_whose_texts_stand_beside_its_code_is_documentation(tmp_path: Path) -> None:
    files = {
        "package.json": package(
            "site", private=True, scripts={"start": "next start"}, dependencies={"next": "15", "react": "19"}
        ),
        "src/pages/_app.tsx": "export default function App() { return null }\n",
        "src/pages/api/md.ts": "export default function handler(req, res) { res.end() }\n",
        **{f"src/content/page{number}.mdx": "# Page\n" for number in range(5)},
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("documentation", "Next.js")


def test_a_theme_that_a_site_binds_makes_no_library_of_it(tmp_path: Path) -> None:
    files = {
        "package.json": package("site", private=True, dependencies={"@solidjs/start": "2", "theme": "workspace:*"}),
        "pnpm-workspace.yaml": "packages:\n  - theme\n",
        "theme/package.json": package("theme", main="src/index.ts", peerDependencies={"solid-js": "1"}),
        "theme/src/index.ts": "export const theme = 1;\n" * 40,
        "src/entry.ts": "import { theme } from 'theme';\n",
        **{f"src/routes/page{number}.mdx": "# Page\n" for number in range(5)},
    }
    assert context(tmp_path, files)["project_type"] == "documentation"


def test_an_application_with_many_documents_is_no_site_of_texts(tmp_path: Path) -> None:
    files = {
        "package.json": package("app", private=True, dependencies={"next": "15", "react": "19"}),
        "src/app/page.tsx": "export default function Page() { return null }\n",
        **{f"docs/page{number}.md": "# Page\n" for number in range(9)},
    }
    assert context(tmp_path, files)["project_type"] == "fullstack"


def test_an_application_for_the_mac_is_told_by_its_own_files(tmp_path: Path) -> None:
    """Its frame is the one that it imports, it begins in `main.swift` wherever that is, and what checks the scripts around it
    says nothing of it."""
    files = {
        **XCODE,
        "src/main.swift": "import AppKit\n\nNSApplication.shared.run()\n",
        "package.json": '{"private": true, "devDependencies": {"typescript": "5"}}',
        "tsconfig.json": "{}",
        "commitlint.config.js": "module.exports = {}\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"], found["entry_point"]) == (
        "desktop",
        "AppKit",
        "src/main.swift",
    )
    assert "typed by TypeScript" not in found["conventions"]


def test_a_package_of_haskell_is_none_of_npm(tmp_path: Path) -> None:
    """hpack calls its description as pnpm may call its own; the command with the workspace's name is what a family is for."""
    cabal = "name: {0}\nversion: 1\n\nlibrary\n  exposed-modules: Pot\n"
    files = {
        "cabal.project": "packages: pot pot-lib\n",
        "pot/pot.cabal": cabal.format("pot") + "\nexecutable pot\n  main-is: app/Main.hs\n",
        "pot/package.yaml": "name: pot\nversion: 1\nlibrary:\n  exposed-modules: Pot\ndependencies:\n- base\n",
        "pot/README.md": "# pot\n\nThe command-line interface for pots.\n",
        "pot/app/Main.hs": "main :: IO ()\nmain = return ()\n" * 20,
        "pot-lib/pot-lib.cabal": cabal.format("pot-lib"),
        "pot-lib/Pot.hs": "module Pot where\npot = 1\n" * 50,
    }
    found = Workspace(write(tmp_path / "pot", files))
    assert {item["ecosystem"] for item in found.packages()["packages"]} == {"hackage"}
    assert found.detect()["project_type"] == "cli"


def test_a_plugin_of_wordpress_says_so_in_its_head(tmp_path: Path) -> None:
    files = {
        "pot.php": "<?php\n/**\n * Pot\n *\n * Plugin Name: Pot\n */\nclass Pot {}\n",
        "composer.json": '{"name": "x/pot", "type": "wordpress-plugin", "require": {"php": ">=7.4"}}',
        "README.md": "# Pot\n\n```php\ndo_action( 'pot/boil', 1 );\n```\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["type_evidence"]) == ("unknown", ["pot.php:5 a plugin of WordPress"])


def test_what_build_files_make_shows_a_library_and_no_script_beside_it(tmp_path: Path) -> None:
    cmake = "project(pot)\nadd_library(pot src/pot.cpp)\ninstall(TARGETS pot EXPORT pot-config)\n"
    files = {
        "CMakeLists.txt": cmake,
        "src/pot.cpp": "int pot() { return 1; }\n" * 9,
        "scripts/js/package.json": '{"name": "tables", "version": "1.0.0", "main": "tables.js"}',
        "scripts/js/tables.js": "module.exports = 1\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["type_evidence"]) == (
        "library",
        ["CMakeLists.txt:2 its build makes a library"],
    )


def test_what_is_supported_is_no_library(tmp_path: Path) -> None:
    """Seen in C#: `support for 3rd party libraries` was read as what an application calls itself."""
    project = '<Project><ItemGroup><Reference Include="PresentationFramework" /></ItemGroup></Project>'
    files = {
        "README.md": "# Pot\n\nA manager of pots with support for 3rd party libraries like Lid.\n",
        "Pot/Pot.csproj": project,
        "Pot/App.cs": "class App { static void Main() {} }\n" * 9,
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("desktop", "WPF")
