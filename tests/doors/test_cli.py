"""The command line: one command a question, data on standard output, one line of error, the right exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from groundplan.cli import main
from groundplan.questions import QUESTIONS

from tests.workspaces import commit_all, write

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = {
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n',
    "shop/__init__.py": "from .cart import Cart\n",
    "shop/cart.py": "class Cart:\n    pass\n",
    "tests/test_cart.py": "from shop import Cart\n\n\ndef test_cart():\n    assert Cart()\n",
}
RUN = f"import sys; sys.path.insert(0, {str(ROOT / '.build')!r}); from groundplan.cli import main; main()"


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The program, in this process: one of its own takes a third of a second to start."""
    out, error, code = StringIO(), StringIO(), 0
    with (
        redirect_stdout(out),
        redirect_stderr(error),
        chdir(cwd or Path.cwd()),
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setattr(sys, "argv", ["groundplan", *arguments])
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), error.getvalue())


def run_alone(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    return subprocess.run([sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, check=False)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = write(tmp_path / "shop", FILES)
    commit_all(root)
    return root


def test_json_prints_one_object_and_nothing_else(shop: Path) -> None:
    done = run_alone("dependency-graph", "--file-path", "shop/cart.py", "--json", "--root", str(shop))
    assert done.returncode == 0
    assert json.loads(done.stdout)["dependencies"]["importers"][0]["path"] == "shop/__init__.py"
    assert done.stderr == ""


def test_the_root_is_the_repository_around_the_current_folder(shop: Path) -> None:
    done = run("find", "--pattern", "Cart", "--json", cwd=shop / "tests")
    assert json.loads(done.stdout)["matches"][0]["path"] == "shop/cart.py"


@pytest.mark.parametrize(
    ("line", "root_line"),
    [
        pytest.param(["dependency-graph", "cart.py"], ["dependency-graph", "shop/cart.py"], id="as a shell completes it"),
        pytest.param(["dependency-graph", "./__init__.py"], ["dependency-graph", "shop/__init__.py"], id="it begins here"),
        pytest.param(["dependency-graph", "../tests/test_cart.py"], ["dependency-graph", "tests/test_cart.py"], id="upwards"),
        pytest.param(["dependency-graph", "shop/cart.py"], ["dependency-graph", "shop/cart.py"], id="from the root"),
        pytest.param(["dependency-graph", "./shop/cart.py"], ["dependency-graph", "shop/cart.py"], id="only at the root"),
        pytest.param(["test-command", "../tests/test_cart.py::test_cart"], ["test-command", "tests/test_cart.py::test_cart"], id="one test"),
        pytest.param(["test-command", "."], ["test-command", "shop"], id="this folder"),
        pytest.param(["validate-changes", "cart.py", "__init__.py"], ["validate-changes", "shop/cart.py", "shop/__init__.py"], id="a list"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_paths_that_are_written_in_a_folder(shop: Path, line: list[str], root_line: list[str], form: list[str]) -> None:
    here, root = run(*line, *form, cwd=shop / "shop"), run(*root_line, *form, cwd=shop)
    assert here.stdout == root.stdout != ""


def test_a_path_that_no_disk_takes(shop: Path) -> None:
    done = run("dependency-graph", "x" * 5000, cwd=shop / "shop")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "file not in the workspace" in done.stderr


def test_without_a_command_there_is_help_and_every_command_has_its_line() -> None:
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("--help").stdout
    assert "..." not in done.stdout.partition("Commands:")[2]


def test_letters_that_the_terminal_lacks(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table's lines in cp1252, a name in ASCII: what is printed is readable, and JSON is whole."""
    write(shop, {"shop/grüße.py": "def grüße(): ...\n"})
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    table = run_alone("find", "grüße", "--root", str(shop))
    assert (table.returncode, table.stderr) == (0, "")
    assert "shop/gr??e.py" in table.stdout
    for form in ("--json", "--format=json"):
        line = run_alone("check-duplicates", "grüße", form, "--root", str(shop)).stdout
        assert line.isascii()
        assert json.loads(line)["checking"] == "grüße"


def test_without_json_a_person_reads_a_table(shop: Path) -> None:
    done = run("find", "--pattern", "Cart", "--root", str(shop))
    assert "shop/cart.py" in done.stdout
    assert not done.stdout.startswith("{")


@pytest.mark.parametrize(
    ("words", "options"),
    [
        pytest.param(["find", "Cart"], ["find", "--pattern", "Cart"], id="the first parameter"),
        pytest.param(
            ["safe-location", "test", "order lines"],
            ["safe-location", "--file-type", "test", "--name", "order lines"],
            id="two of them",
        ),
        pytest.param(
            ["validate-changes", "shop/cart.py", "tests/test_cart.py"],
            ["validate-changes", "--changes", "shop/cart.py", "--changes", "tests/test_cart.py"],
            id="a list takes all",
        ),
    ],
)
def test_leading_parameters_need_no_name(shop: Path, words: list[str], options: list[str]) -> None:
    by_position, by_name = (run(*arguments, "--json", "--root", str(shop)) for arguments in (words, options))
    assert by_position.stdout == by_name.stdout != ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["find", "--root", "{shop}"], "find needs 'pattern'", id="a required parameter is missing"),
        pytest.param(["find", "a", "--pattern", "b"], "pattern is given twice", id="by name and by position"),
        pytest.param(["find", "a", "file", "3"], "unexpected argument '3'", id="a number needs its name"),
        pytest.param(["find", "--pattern", "x", "--root", "nowhere"], "does not exist", id="missing root"),
        pytest.param(["find", "--pattern", "x", "--root", "{shop}/shop/cart.py"], "is a file", id="a file as root"),
        pytest.param(
            ["dependency-graph", "--file-path", "../outside.py", "--root", "{shop}"],
            "file not in the workspace",
            id="outside",
        ),
        pytest.param(
            ["dependency-graph", "--file-path", "shop/card.py", "--root", "{shop}"],
            "Nearest: 'shop/cart.py'",
            id="a typing error",
        ),
        pytest.param(["find", "--root", "{shop}"], "needs 'pattern'", id="a missing option"),
        pytest.param(
            ["dependency-graph", "--file-path", "b\udcff.py", "--root", "{shop}"],
            "valid UTF-8",
            id="bytes that are no text",
        ),
        pytest.param(
            ["safe-location", "--file-type", "test", "--name", "a" * 3000, "--root", "{shop}"],
            "at most 100",
            id="a name longer than file systems take",
        ),
        pytest.param(
            ["find", "--pattern", "x", "--limit", "many", "--root", "{shop}"], "not a valid integer", id="a wrong type"
        ),
        pytest.param(
            ["watch", "--interval", "-1", "--root", "{shop}"], "not in the range", id="a time that has passed"
        ),
        pytest.param(["index", "--jobs", "-4", "--root", "{shop}"], "not in the range", id="fewer processes than none"),
        pytest.param(
            ["serve", "--transport", "http", "--port", "99999", "--root", "{shop}"], "not in the range", id="no port"
        ),
        pytest.param(
            ["serve", "--transport", "http", "--host", "999.9.9.9", "--root", "{shop}"], "can't listen at", id="no host"
        ),
        pytest.param(["entry-points", "--kind", "door", "--root", "{shop}"], "is not one of", id="a wrong choice"),
        pytest.param(["depz", "--root", "{shop}"], "Did you mean 'deps'?", id="an unknown command"),
        pytest.param(["deps", "--package", "shopp", "--root", "{shop}"], "no package 'shopp'", id="an unknown package"),
        pytest.param(["export", "--root", "{shop}"], "Choose from: graphml, sqlite,", id="a missing choice"),
        pytest.param(
            ["check-duplicates", "--baseline", "{shop}/nowhere/known.json", "--root", "{shop}"],
            "can't be written: No such file or directory",
            id="a baseline that can't be made",
        ),
        pytest.param(
            ["impact-analysis", "--symbol", "total", "--root", "{shop}"],
            "'find' tells where it is",
            id="no file of a symbol",
        ),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(shop: Path, arguments: list[str], message: str) -> None:
    done = run(*(argument.replace("{shop}", str(shop)) for argument in arguments))
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.startswith("groundplan: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_every_question_is_a_command_with_help() -> None:
    done = run_alone("--help")
    for name in QUESTIONS:
        assert name.replace("_", "-") in done.stdout


def test_status_tells_what_could_not_be_read(shop: Path) -> None:
    write(shop, {"shop/broken.py": "def (:\n", "package.json": "{ not json", "big.py": "x = 1\n" + "#" * 2_000_000})
    run("index", "--root", str(shop))
    state = json.loads(run("status", "--json", "--root", str(shop)).stdout)
    assert state["state"] == "ready"
    assert state["broken_syntax"] == ["shop/broken.py"]
    assert {problem["path"] for problem in state["problems"]} == {"package.json", "big.py"}


def test_status_of_a_workspace_without_an_index(shop: Path) -> None:
    assert json.loads(run("status", "--json", "--root", str(shop)).stdout)["state"] == "missing"


def test_status_of_a_damaged_index(shop: Path) -> None:
    write(shop, {".groundplan/index.db": b"no database" * 100})
    assert json.loads(run("status", "--json", "--root", str(shop)).stdout)["state"] == "unreadable"
    assert json.loads(run("find", "--pattern", "Cart", "--json", "--root", str(shop)).stdout)["total"] > 0


def test_the_same_state_gives_the_same_bytes(shop: Path) -> None:
    answers = set()
    for _ in range(2):
        run_alone("index", "--full", "--root", str(shop))
        answers.add(
            "".join(
                run_alone(name.replace("_", "-"), "--json", "--root", str(shop)).stdout
                for name in ("detect", "metrics", "context")
            )
        )
    assert len(answers) == 1


def test_check_finds_what_leads_nowhere_and_exits_with_1(shop: Path) -> None:
    write(shop, {"shop/cart.py": "from .prices import of\n"})
    done = run("check", "--json", "--root", str(shop))
    assert done.returncode == 1
    assert json.loads(done.stdout)["findings"][0]["path"] == "shop/cart.py"


def test_check_finds_nothing_in_what_no_checkout_holds(shop: Path) -> None:
    """Composer's autoloader, a bundler's own module and a `using` of which nothing is used are no faults."""
    write(
        shop,
        {
            "composer.json": '{"name": "shop/shop"}',
            "public/index.php": "<?php\nrequire __DIR__ . '/../vendor/autoload.php';\nrequire __DIR__ . '/gone.php';\n",
            "web/page.ts": "import 'virtual:routes';\nexport const page = 1;\n",
            "net/Cart.cs": "namespace Shop.Carts; public class Cart { }\n",
            "net/Start.cs": "using Shop.Carts;\nnamespace Shop; public class Start { }\n",
        },
    )
    findings = json.loads(run("check", "--only", "imports", "--json", "--root", str(shop)).stdout)["findings"]
    assert [(item["path"], item["line"]) for item in findings] == [("public/index.php", 3)]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("[[rules]", "not valid TOML"),
        ("[[rule]]\nname = 'a'\n", "Nearest: 'rules'"),
        ("[[rules]]\ntype = 'forbidden'\nfrom = 'shop'\nto = ['shopp']\n", "'to' names 'shopp'"),
    ],
)
def test_check_reports_rules_that_would_never_be_broken(shop: Path, settings: str, message: str) -> None:
    write(shop, {"groundplan.toml": settings})
    done = run("check", "--only", "rules", "--json", "--root", str(shop))
    found = json.loads(done.stdout)["findings"]
    assert (done.returncode, len(found), found[0]["path"]) == (1, 1, "groundplan.toml")
    assert message in found[0]["message"]


@pytest.mark.parametrize("form", ["dot", "mermaid", "graphml", "html"])
def test_graph_formats_name_every_file(shop: Path, form: str) -> None:
    done = run("dependency-graph", "--format", form, "--limit", "0", "--root", str(shop))
    assert done.returncode == 0
    assert "shop/cart.py" in done.stdout


def test_a_read_only_workspace_is_indexed_in_the_users_cache(
    shop: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import os

    from groundplan.indexer import index_file

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert index_file.index_path(shop).is_relative_to(tmp_path / "cache")


def test_no_door_leaves_the_root(tmp_path: Path) -> None:
    root = write(tmp_path / "inside", {"a.py": "import b\n"})
    write(tmp_path, {"secret.py": "TOKEN = 1\n"})
    (root / "link.py").symlink_to(tmp_path / "secret.py")
    (root / "folder").symlink_to(tmp_path)
    answer = json.loads(run("find", "--pattern", "**", "--kind", "file", "--json", "--root", str(root)).stdout)
    assert [match["path"] for match in answer["matches"]] == ["a.py"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_no_room_for_an_answer_is_no_internal_error(shop: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "groundplan", "find", "cart", "--root", str(shop)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.partition(":")[0]) == (2, "groundplan")
    assert "there is no room for what was to be written: No space left on device" in done.stderr
