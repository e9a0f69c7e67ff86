"""context: where the product starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .context_workspaces import context

if TYPE_CHECKING:
    from pathlib import Path


MAIN = "#ifndef _WIN32\n\nint\nmain(int argc, char *argv[])\n{\n\treturn run(argc, argv);\n}\n\n#endif\n"


@pytest.mark.parametrize(
    ("text", "entry"), [(MAIN, "src/pot.c"), ("int run(void)\n{\n\treturn\n\tmain(1, 0);\n}\nint main(void);\n", None)]
)
def test_a_main_function_of_c_may_stand_below_its_type(tmp_path: Path, text: str, entry: str | None) -> None:
    files = {"src/pot.c": text, "src/lid.c": "int lid(void) { return 1; }\n" * 9, "configure.ac": "AC_INIT\n"}
    assert context(tmp_path, files)["entry_point"] == entry


def test_the_one_script_that_is_the_command_is_where_it_starts(tmp_path: Path) -> None:
    files = {"pot.sh": "#!/bin/sh\necho pot\n" * 9, "notify/mail.sh": "mail() { echo 1; }\n"}
    found = context(tmp_path, files)
    assert (found["project_type"], found["entry_point"]) == ("cli", "pot.sh")


def test_scripts_of_lua_in_bin_begin_a_program(tmp_path: Path) -> None:
    """Seen in Lua: a package manager with its programs in `src/bin/`, and tests that only `.busted` tells of."""
    files = {
        "README.md": "# pot\n\nA package manager for pots.\n",
        "src/bin/pot": '#!/usr/bin/env lua\nrequire("pot.boil")\n',
        "src/pot/boil.lua": "local boil = {}\nreturn boil\n" * 9,
        "spec/boil_spec.lua": 'describe("boil", function() end)\n',
        ".busted": "return {}\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["entry_point"]) == ("cli", "src/bin/pot")
    assert (found["test_framework"], found["test_command"]) == ("busted", "busted")


def test_an_image_that_prepares_something_first_starts_what_the_start_script_does(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "pot", "private": true, "dependencies": {"next": "16.0.0", "react": "19.0.0"},'
        ' "scripts": {"start": "next start", "prepare-pot": "node scripts/prepare.js", "start-docker": "npm run prepare-pot"}}',
        "Dockerfile": 'FROM node\nCMD ["npm", "run", "start-docker"]\n',
        "scripts/prepare.js": "console.log(1)\n",
        "src/app/layout.tsx": "export default function Layout() { return <html /> }\n",
        "src/app/page.tsx": "export default function Page() { return <p /> }\n",
    }
    assert context(tmp_path, files)["entry_point"] == "src/app/layout.tsx"


def test_a_function_in_a_small_part_of_a_monorepo_is_not_where_it_starts(tmp_path: Path) -> None:
    """Seen in TypeScript: a page's demonstration of several libraries answers from `functions/`."""
    names = ("pot", "tea", "lid")
    files = {
        "package.json": '{"private": true, "workspaces": ["packages/*", "functions"]}',
        **{
            f"packages/{name}/package.json": f'{{"name": "{name}", "version": "1.0.0", "main": "src/index.ts"}}'
            for name in names
        },
        **{f"packages/{name}/src/index.ts": "export const boil = 1\n" * 30 for name in names},
        "functions/package.json": '{"name": "functions", "private": true}',
        "functions/boil.ts": "import type { Handler } from '@netlify/functions'\n"
        "export const handler: Handler = async () => ({ statusCode: 200 })\n",
    }
    assert context(tmp_path, files)["entry_point"] is None


def test_an_application_that_begins_on_each_platform_begins_in_none_of_them(tmp_path: Path) -> None:
    files = {
        "App/App.csproj": '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><UseMaui>true</UseMaui><OutputType>Exe</OutputType>'
        "</PropertyGroup></Project>\n",
        "App/Platforms/iOS/Program.cs": "namespace App;\npublic class Program { static void Main(string[] args) {} }\n",
        "App/Platforms/Android/MainActivity.cs": "namespace App;\npublic class MainActivity : MauiAppCompatActivity {}\n",
        "App/MauiProgram.cs": "namespace App;\npublic static class MauiProgram { }\n",
    }
    assert context(tmp_path, files)["entry_point"] is None


def test_what_begins_inside_of_the_folder_of_another_beginning_is_no_start(tmp_path: Path) -> None:
    root = "import { createRoot } from 'react-dom/client'\n\nconst root = createRoot(rootElement)\nroot.render(null)\n"
    files = {"package.json": '{"name": "pot", "private": true, "dependencies": {"react": "19", "react-dom": "19"}}'}
    files |= {"src/root.tsx": root, "src/components/view/index.tsx": root}
    assert context(tmp_path, files)["entry_point"] is None


def test_a_server_starts_with_what_its_image_runs(tmp_path: Path) -> None:
    files = {
        "requirements.txt": "flask\n",
        "serve.py": "from pot.web import app\n\napp.run()\n",
        "pot/__init__.py": "",
        "pot/web.py": "from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.route('/')\ndef lid():\n    return ''\n",
        "Dockerfile": 'FROM python:3.13\nEXPOSE 80\nCOPY . .\nCMD ["python", "serve.py"]\n',
    }
    assert context(tmp_path, files)["entry_point"] == "serve.py"


def test_of_two_small_programs_beside_a_large_library_the_larger_is_not_where_it_starts(tmp_path: Path) -> None:
    """Seen in Kotlin: a generator of documentation has more code than the command that people type."""
    main = "package a\n\nfun main(args: Array<String>) {\n    println(args)\n}\n"
    build = 'plugins {\n    id("application")\n}\napplication {\n    mainClass = "a.MainKt"\n}\n'
    files = {"settings.gradle.kts": 'include("typed", "maker", "rules")\n', "rules/build.gradle.kts": ""}
    files |= {f"{name}/build.gradle.kts": build for name in ("typed", "maker")}
    files |= {"typed/src/main/kotlin/a/Main.kt": main, "maker/src/main/kotlin/a/Main.kt": main + "// made\n" * 30}
    files["rules/src/main/kotlin/Rules.kt"] = "class Rules\n" * 900
    assert context(tmp_path, files)["entry_point"] is None
