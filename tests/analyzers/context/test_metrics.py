"""metrics: numbers with their paths."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import commit_all, write

if TYPE_CHECKING:
    from groundplan.answers import Metrics

FILES = {
    "app/__init__.py": "",
    "app/main.py": "from app import a\n\n\ndef main():\n    return a.run(1)\n",
    "app/a.py": "from app import b\n\n\ndef run(x):\n    if x and x > 1 or x < 0:\n        return b.other(x)\n    return 0\n",
    "app/b.py": "from app import a\n\n\ndef other(x):\n    return a.run(x)\n",
    "app/alone.py": "def nobody():\n    return 1\n",
    "tests/test_a.py": "from app.a import run\n\n\ndef test_run():\n    assert run(1) == 0\n",
}


@pytest.fixture
def metrics(tmp_path: Path) -> Metrics:
    write(tmp_path, FILES)
    commit_all(tmp_path, "first")
    write(tmp_path, {"app/a.py": FILES["app/a.py"] + "\n\nx = 1\n"})
    commit_all(tmp_path, "second")
    return Workspace(tmp_path).metrics()


def test_sizes(metrics: Metrics) -> None:
    assert metrics["total_files"] == 6
    assert metrics["by_language"] == [
        {"language": "Python", "files": 6, "lines": 27, "code_lines": 17, "comment_lines": 0}
    ]


def test_complexity_and_hotspots(metrics: Metrics) -> None:
    complexity = metrics["complexity"]
    assert isinstance(complexity, dict)
    assert complexity["worst"][0] == {"path": "app/a.py", "symbol": "run", "line": 4, "end_line": 7, "complexity": 4}
    assert metrics["hotspots"][0] == {"path": "app/a.py", "commits": 2, "complexity": 4, "score": 8}


def test_cycles_orphans_and_coupling(metrics: Metrics) -> None:
    cycles, orphans, coupling = metrics["cycles"], metrics["orphans"], metrics["coupling"]
    assert isinstance(cycles, dict)
    assert isinstance(orphans, dict)
    assert isinstance(coupling, list)
    assert (cycles["count"], cycles["largest"][0]["nodes"]) == (1, ["app/a.py", "app/b.py"])
    assert orphans["files"] == ["app/alone.py"]
    assert coupling[0] == {"path": "app/a.py", "fan_in": 3, "fan_out": 1, "instability": 0.25}


LONG = "def total(rows):\n" + "".join(
    f"    value{number} = compute(rows[{number}], limit={number}) + rows.weight\n" for number in range(6)
)


def test_duplication_counts_equal_functions(tmp_path: Path) -> None:
    renamed = LONG.replace("rows", "lines").replace("limit=3", "limit=33")
    write(
        tmp_path,
        {"a.py": LONG, "b.py": renamed, "c.py": LONG.replace("compute", "other"), "migrations/0001_a.py": LONG},
    )
    assert Workspace(tmp_path).metrics()["duplication"] == {
        "duplicated_lines": 7,
        "share": round(7 / 28, 4),
        "groups": [
            {
                "lines": 7,
                "places": [
                    {"path": "a.py", "start_line": 1, "end_line": 7, "name": "total"},
                    {"path": "b.py", "start_line": 1, "end_line": 7, "name": "total"},
                ],
            }
        ],
        "note": "functions equal but for local names and values; check_duplicates finds similar ones and blocks too",
    }


def test_what_a_manifest_names_and_a_manifest_itself_are_no_orphans(tmp_path: Path) -> None:
    files = {
        "tool.gemspec": "Gem::Specification.new do |s|\n  s.name = 'tool'\n  s.bindir = 'exe'\n  s.executables = ['tool']\nend\n",
        "exe/tool": "#!/usr/bin/env ruby\nputs 1\n",
        "lib/alone.rb": "X = 1\n",
    }
    assert Workspace(write(tmp_path, files)).metrics()["orphans"]["files"] == ["lib/alone.rb"]


def orphans(tmp_path: Path, files: dict[str, str]) -> list[str]:
    found: list[str] = Workspace(write(tmp_path, files)).metrics()["orphans"]["files"]
    return found


def test_what_rails_and_tools_of_ruby_read_by_name_is_no_orphan(tmp_path: Path) -> None:
    files = {
        "config.ru": "require_relative 'config/environment'\nrun Shop\n",
        "config/routes.rb": "resources :a\n",
        "config/initializers/a.rb": "A = 1\n",
        "db/seeds.rb": "A = 1\n",
        "Dangerfile": "warn 'a'\n",
        ".simplecov": "SimpleCov.start\n",
        "lib/shop/tasks/db.rake": "task(:a) {}\n",
        "config/other.rb": "A = 1\n",
    }
    assert orphans(tmp_path, files) == ["config/other.rb"]


def test_what_a_computed_name_may_require_is_no_orphan(tmp_path: Path) -> None:
    """A server's plugins are required by the name that its configuration gives."""
    files = {
        "Rakefile": "require_relative 'lib/shop'\n",
        "lib/shop.rb": 'def find(name)\n  require "shop/plugin/#{name}"\nend\n',
        "lib/shop/plugin/mail.rb": "A = 1\n",
        "lib/shop/alone.rb": "A = 1\n",
    }
    assert orphans(tmp_path, files) == ["lib/shop/alone.rb"]


def test_what_common_kotlin_expects_is_no_orphan(tmp_path: Path) -> None:
    files = {
        "settings.gradle": 'include("app")\n',
        "app/src/commonMain/kotlin/Lock.kt": "package p\ninternal expect class Lock()\nfun main() { Lock() }\n",
        "app/src/jvmMain/kotlin/Lock.kt": "package p\n@Fast internal actual class Lock actual constructor()\n",
        "app/src/jvmMain/kotlin/Key.kt": "package p\ninternal class Key\n",
    }
    assert orphans(tmp_path, files) == ["app/src/jvmMain/kotlin/Key.kt"]


def test_a_module_that_a_configuration_names_is_no_orphan(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": '[tool.build]\nprovider = "shop_build_plugin"\n[project]\nname = "shop"\n[project.scripts]\na = "shop:a"\n',
        "shop.py": "def a(): ...\n",
        "src/tools/shop_build_plugin.py": "def provide(): ...\n",
        "src/tools/shop_other_plugin.py": "def provide(): ...\n",
    }
    assert orphans(tmp_path, files) == ["src/tools/shop_other_plugin.py"]


def test_tests_of_types_are_no_orphans(tmp_path: Path) -> None:
    files = {"package.json": "{}", "types/a.tst.ts": "import b from './b'\n", "types/b.ts": "export default 1\n"}
    assert orphans(tmp_path, files) == []


def test_public_files_of_a_library_are_no_orphans(tmp_path: Path) -> None:
    files = {
        "core/pom.xml": "<project><artifactId>core</artifactId></project>",
        "core/src/main/java/a/Shown.java": "package a;\npublic class Shown {}\n",
        "core/src/main/java/a/Hidden.java": "package a;\nclass Hidden {}\n",
        "gem/tool.gemspec": "Gem::Specification.new do |s|\n  s.name = 'tool'\nend\n",
        "gem/lib/tool/extra.rb": "require 'tool'\nputs 1\n",
    }
    assert orphans(tmp_path, files) == ["core/src/main/java/a/Hidden.java"]


def test_public_files_of_a_program_may_be_orphans(tmp_path: Path) -> None:
    files = {
        "pom.xml": "<project><artifactId>app</artifactId></project>",
        "src/main/java/a/Start.java": "package a;\npublic class Start { public static void main(String[] args) {} }\n",
        "src/main/java/a/Left.java": "package a;\npublic class Left {}\n",
        "main.py": "def main():\n    pass\n",
    }
    assert orphans(tmp_path, files) == ["src/main/java/a/Left.java"]


def test_a_folder_that_is_loaded_as_one_holds_no_orphans(tmp_path: Path) -> None:
    files = {f"app/lang/{name}/auth.php": "<?php return ['a' => 1];\n" for name in ("de", "en", "fr", "it")}
    assert orphans(tmp_path, {**files, "app/left.php": "<?php class Left {}\n"}) == ["app/left.php"]


def test_a_file_that_a_text_names_is_no_orphan(tmp_path: Path) -> None:
    files = {
        "dev/esbuild.config.js": "build(['web/code/legacy-modes.mjs'])\n",
        "web/code/legacy-modes.mjs": "run(1);\n",
        "web/bind/JavaTimeAdapters.java": "class JavaTimeAdapters {}\n",
        "web/Adapters.java": 'class Adapters { { Class.forName("a.bind.JavaTimeAdapters"); } }\n',
        "web/code/left-over.mjs": "export const run = 2;\n",
        "web/work/worker.ts": "import './pool'; runner.execute(resolve(__dirname, './chore.js'))\n",
        "web/work/pool.ts": "import './worker'\n",
        "web/work/chore.ts": "export const a = 1\n",
    }
    assert orphans(tmp_path, files) == ["web/Adapters.java", "web/code/left-over.mjs"]


def test_a_module_that_is_loaded_by_a_computed_name_is_no_orphan(tmp_path: Path) -> None:
    files = {
        "app/__main__.py": "from importlib import import_module\n"
        "def main(name):\n    import_module(f'.handlers.{name}', __package__)\n    import_module(f'.{name}', 'app.views')\n",
        "app/handlers/pay.py": "def run(): ...\n",
        "app/views/home.py": "def run(): ...\n",
        "app/left/over.py": "def run(): ...\n",
    }
    assert orphans(tmp_path, files) == ["app/left/over.py"]


def test_a_file_whose_use_makes_no_edge_is_no_orphan(tmp_path: Path) -> None:
    files = {
        "src/add.c": "int add(int a) { return a; }\n",
        "Sources/Shop/Text+Shop.swift": "extension String { var shop: Int { 1 } }\n",
        "Sources/Shop/Left.swift": "class Left {}\n",
    }
    assert orphans(tmp_path, files) == ["Sources/Shop/Left.swift"]


def test_a_file_that_is_called_or_built_unseen_is_no_orphan(tmp_path: Path) -> None:
    extension = "namespace A; static class {0} {{ public static void {1}(this Bag bag) {{ }} }}\n"
    files = {
        "App.csproj": "<Project/>",
        "Program.cs": 'namespace A; class Program { static void Main() { var bag = new Bag(); bag.Fill(1); "".Trim(); } }\n',
        "Bag.cs": "namespace A; class Bag { public void Fill(int i) {} }\n",
        "Fills.cs": extension.format("Fills", "Fill"),
        "Parts.cs": extension.format("Parts", "Deconstruct"),
        "Left.cs": extension.format("Left", "Spill"),
        "go.mod": "module x\n",
        "main.go": "package main\n\nfunc main() { run() }\n",
        "run.go": "package main\n\nfunc run() {}\n",
        "fuzz.go": "//go:build gofuzz\n\npackage main\n\nfunc Fuzz(data []byte) int { return 0 }\n",
    }
    assert orphans(tmp_path, files) == ["Left.cs"]


def test_what_a_framework_reads_by_place_is_no_orphan(tmp_path: Path) -> None:
    page = "export default function Page() { return 1 }\n"
    files = {
        "web/package.json": '{"name": "web", "dependencies": {"next": "15", "nuxt": "4", "@sveltejs/kit": "2", "gluegun": "5", "ember-cli": "6"}}',
        "web/app/(shop)/cart/page.tsx": page,
        "web/app/(shop)/cart/left.tsx": page,
        "web/middleware.ts": page,
        "site/app/layouts/wide.vue": "<script setup>const a = 1</script>\n",
        "site/server/api/a.get.ts": page,
        "kit/src/hooks.server.ts": page,
        "gui/config/targets.js": "module.exports = { browsers: [] };\n",
        "tools/commands/new.ts": "module.exports = { name: 'new' }\n",
        "tool/pyproject.toml": "[build-system]\nrequires = ['hatchling']\nbuild-backend = 'hatchling.build'\n",
        "tool/hatch_build.py": "class Hook: ...\n",
        "kit/src/routes/a/+page@.svelte": "<script>let a = 1</script>\n",
    }
    assert orphans(tmp_path, files) == ["web/app/(shop)/cart/left.tsx"]


def test_what_is_found_by_type_or_annotation_at_run_time_is_no_orphan(tmp_path: Path) -> None:
    main = "class Program { static void Main() {} }\n"
    files = {
        "shop/shop.csproj": "<Project/>",
        "shop/Start.cs": main,
        "shop/web/CartController.cs": "public class CartController : Controller { }\n",
        "shop/web/Marked.cs": "[Module]\npublic class Marked { }\n",
        "shop/data/Left.cs": "public class Left { }\n",
    }
    assert orphans(tmp_path, files) == ["shop/data/Left.cs"]


def test_a_file_of_a_go_package_that_no_name_leads_to_is_no_orphan(tmp_path: Path) -> None:
    files = {
        "go.mod": "module x.y/z\n",
        "main.go": 'package main\nimport "x.y/z/a"\nfunc main() { a.Run() }\n',
        "a/run.go": "package a\ntype T int\nfunc Run() { T(1).write(); B() }\n",
        "a/b.go": "package a\nfunc B() {}\n",
        "a/write.go": "package a\ntype row int\nfunc (t T) write() { _ = row(t) }\n",
        "a/doc.go": "// Package a runs.\npackage a\n",
        "a/setup.go": "package a\nfunc init() { println(1) }\n",
        "a/left.go": "package a\nfunc left() {}\n",
    }
    assert orphans(tmp_path, files) == ["a/left.go"]


def test_what_is_there_for_what_it_does_or_says_so_is_no_orphan(tmp_path: Path) -> None:
    """Scripts that somebody runs or a page loads, what only tests import beside its like, types for all, what a runtime finds."""
    files = {
        "tools/clear.py": "client = connect()\nclient.clear()\n",
        "tools/fill.py": "def fill(): ...\n\n\nif __name__ == '__main__':\n    fill()\n",
        "tools/left.py": "def left(): ...\n",
        "docs/conf.py": "extensions = ['tools.ext.color_directive']\n",
        "tools/ext/color_directive.py": "def setup(app): ...\n",
        "web/hello.js": "register('hello')\n",
        "web/window.ts": "declare global {\n  interface Window { shop?: string }\n}\nexport interface A {}\n",
        ".storybook/preview.ts": "export const parameters = {}\n",
        **{f"app/migration/{number}.ts": f"export class M{number} {{}}\n" for number in range(5)},
        "test/migrations.ts": "".join(f"import '../app/migration/{number}'\n" for number in range(3)),
        "ios/UTMCtl.swift": "@main\nstruct UTMCtl {}\n",
        "ios/UTMCopyCommand.swift": "class UTMCopyCommand {}\n",
        "ios/App.sdef": '<command><cocoa class="UTMCopyCommand"/></command>\n',
        "ios/Left.swift": "class Left {}\n",
        "jvm/Benchmark.scala": "class Bench {\n  @Benchmark def run(): Unit = ()\n}\n",
    }
    assert orphans(tmp_path, files) == ["ios/Left.swift", "tools/left.py"]


def test_what_a_bundler_or_a_compiler_takes_unasked_is_no_orphan(tmp_path: Path) -> None:
    """The variant of a module for one platform, a tool's settings with a dot, a part of a class, a type for the compiler."""
    value = "export const a = 1\n"
    files = {
        "app/package.json": '{"name": "app", "private": true}',
        "app/index.ts": "import './src/view'\n",
        "app/src/view.ts": value,
        "app/src/view.native.ts": value,
        "app/src/left.native.ts": value,
        "app/Gruntfile.js": value,
        ".lintstagedrc.mjs": value,
        "net/net.csproj": "<Project/>",
        "net/Program.cs": "partial class Program { static void Main() { } }\n",
        "net/Program.Docs.cs": "partial class Program { int Docs => 1; }\n",
        "net/IsExternalInit.cs": "namespace System.Runtime.CompilerServices;\n\nclass IsExternalInit { }\n",
        "net/wwwroot/Net.lib.module.js": value,
        "net/guards/Guards.cs": "static class Guards {\n  extension(Order) { public static void Check(string s) { } }\n}\n",
        "net/Left.cs": "class Left { }\n",
    }
    assert orphans(tmp_path, files) == ["app/src/left.native.ts", "net/Left.cs"]
