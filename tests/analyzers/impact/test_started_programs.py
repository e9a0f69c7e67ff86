"""tests_to_run where tests start a program of the workspace."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace

from ...workspaces import write


def _reasons(root: Path, path: str, symbol: str | None = None) -> dict[str, str]:
    return {row["path"]: row["reason"] for row in Workspace(root).impact_analysis(path, symbol=symbol)["tests_to_run"]}


def test_programs_that_cargo_builds(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "Cargo.toml": '[package]\nname = "dust-off"\nversion = "0.1.0"\n',
            "src/main.rs": "mod work;\n\nfn main() {\n    work::work();\n}\n",
            "src/work.rs": "pub fn work() {}\n",
            "src/bin/other.rs": "fn main() {}\n",
            "tests/named.rs": '#[test]\nfn it() {\n    Command::cargo_bin("dust-off").unwrap();\n}\n',
            "tests/built.rs": '#[test]\nfn it() {\n    Command::new(env!("CARGO_BIN_EXE_dust-off"));\n}\n',
            "tests/other.rs": '#[test]\nfn it() {\n    cargo_bin_cmd!("other");\n}\n',
        },
    )
    assert _reasons(root, "src/work.rs", "work") == {
        "tests/built.rs": "starts the program, which reaches it in 2 steps",
        "tests/named.rs": "starts the program, which reaches it in 2 steps",
    }
    assert _reasons(root, "src/bin/other.rs") == {"tests/other.rs": "starts the program, which is changed"}


def test_modules_and_console_scripts_of_python(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n[project.scripts]\nshopctl = "shop.cli:main"\n',
            "shop/__init__.py": "",
            "shop/__main__.py": 'from shop.cli import main\n\nif __name__ == "__main__":\n    main()\n',
            "shop/cli.py": "from shop.core import work\n\n\ndef main():\n    work()\n",
            "shop/core.py": "def work():\n    return 1\n",
            "tests/test_module.py": 'import subprocess, sys\n\n\ndef test_it():\n    subprocess.run([sys.executable, "-m", "shop"])\n',
            "tests/test_script.py": 'import subprocess\n\n\ndef test_it():\n    subprocess.run(["shopctl", "-v"])\n',
            "tests/test_words.py": 'import subprocess\n\n\ndef test_it():\n    subprocess.run(["ls", "shopctl"])\n',
        },
    )
    assert _reasons(root, "shop/core.py", "work") == {
        "tests/test_script.py": "starts the program, which reaches it in 2 steps",
        "tests/test_module.py": "imports shop/__main__.py, which runs code that leads to it when it is imported",
    }


def test_programs_that_go_builds(tmp_path: Path) -> None:
    test = 'package {0}\n\nimport "os/exec"\n\nfunc TestIt(t *testing.T) {{\n\texec.Command({1}).Run()\n}}\n'
    root = write(
        tmp_path,
        {
            "go.mod": "module example.com/x\n\ngo 1.22\n",
            "work/work.go": "package work\n\nfunc Do() {}\n",
            "cmd/x/main.go": 'package main\n\nimport "example.com/x/work"\n\nfunc main() {\n\twork.Do()\n}\n',
            "cmd/x/main_test.go": test.format("main", '"go", "build"'),
            "e2e/run_test.go": test.format("e2e", '"go", "run", "../cmd/x"'),
            "e2e/git_test.go": test.format("e2e", '"git", "status", "../work"'),
        },
    )
    assert set(_reasons(root, "work/work.go", "Do")) == {"cmd/x/main_test.go", "e2e/run_test.go"}


def test_scripts_that_node_is_started_with(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": '{"name": "tool", "bin": "bin/tool.js", "scripts": {"test": "node --test"}}\n',
            "bin/tool.js": "const { work } = require('../lib/work')\nwork()\n",
            "lib/work.js": "exports.work = function () { return 1 }\n",
            "test/args.test.js": "test('it', () => { spawnSync('node', ['bin/tool.js', '--help']) })\n",
            "test/shell.test.js": "test('it', () => { execSync('node ../bin/tool.js --help') })\n",
            "test/none.test.js": "test('it', () => { expect('bin/tool.js').toBe(1) })\n",
        },
    )
    assert set(_reasons(root, "lib/work.js", "work")) == {"test/args.test.js", "test/shell.test.js"}
