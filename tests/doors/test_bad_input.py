"""Whatever is asked wrongly, each door says so in one line that names the problem and the next step."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace
from groundplan.errors import GroundplanError
from groundplan.questions import QUESTIONS

from tests.workspaces import commit_all, write

from .test_cli import run
from .test_server import session

if TYPE_CHECKING:
    from mcp import ClientSession
    from mcp.types import CallToolResult

FILES = {
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\ndependencies = ["flask"]\n',
    "shop/__init__.py": "from .cart import Cart\n",
    "shop/cart.py": "class Cart:\n    def total(self):\n        return 1\n\n\nclass Order:\n    def total(self):\n        return 2\n",
    "bare/readme.md": "# Nothing\n",
}
NEXT_STEP = re.compile(
    r"[.!] (?:Give |Did you mean '|Run '|Nearest: |It defines |Candidates: |Leave |Name it |Some that there are: |Example: "
    r"|Delete |Questions: |'find' |See docs/|Parameters: |Ask )|must be one of \w|needs '\w+': \w|must be (?:a|true)\b"
)

# (question, what is given, what the refusal says)
BAD: list[tuple[str, dict[str, Any], str]] = [
    ("find", {}, "needs 'pattern'"),
    ("find", {"pattern": ""}, "pattern is empty"),
    ("find", {"pattern": "Cart", "kind": "klass"}, "Did you mean 'class'?"),
    ("find", {"pattern": "**/a/**/b/**/c/**/d"}, "more than 3 '**'"),
    ("find", {"pattern": "Cart", "limit": -1}, "limit must not be negative: -1. Give 0 or more (0 for all)"),
    ("dependency_graph", {"depth": -1}, "depth must not be negative: -1. Give 0 or more (steps; 0 for all)"),
    ("dependency_graph", {"file_path": "../../etc/passwd"}, "not in the workspace"),
    ("dependency_graph", {"file_path": "shop/card.py"}, "Nearest: 'shop/cart.py'"),
    ("dependency_graph", {"file_path": "shop"}, "is a folder"),
    ("dependency_graph", {"file_path": "two\nlines.py"}, "'two\\nlines.py'"),
    ("dependency_graph", {"file_path": "x" * 5000}, "xx…xx"),
    ("impact_analysis", {"file_path": "shop/cart.py", "symbol": "x" * 5000}, "xx…xx"),
    ("impact_analysis", {}, "exactly one of"),
    ("impact_analysis", {"file_path": "shop/cart.py", "diff": "HEAD"}, "exactly one of"),
    ("impact_analysis", {"file_path": "shop/cart.py", "symbol": "total"}, "Candidates: Cart.total"),
    ("impact_analysis", {"file_path": "shop/cart.py", "symbol": "Zzz"}, "It defines Cart, Cart.total"),
    ("impact_analysis", {"file_path": "pyproject.toml", "symbol": "Zzz"}, "Definitions of TOML are not read"),
    ("impact_analysis", {"diff": "HEAD", "symbol": "Cart"}, "symbol goes with file_path"),
    ("impact_analysis", {"diff": "no-such-revision"}, "git knows no revision"),
    ("impact_analysis", {"diff": "--output=/tmp/x"}, "git knows no revision"),
    ("deps", {"package": "shopp"}, "Nearest: shop"),
    ("deps", {"package": "two\nlines"}, "no package 'two\\nlines'"),
    ("build_command", {"package": "zzz"}, "Some that there are: "),
    ("check_duplicates", {"name": "Cart", "code": "x = 1"}, "Leave out all but one"),
    ("check_duplicates", {"name": " "}, "name is empty"),
    ("check_duplicates", {"min_tokens": 0}, "Give 1 or more"),
    ("check_duplicates", {"threshold": 1.5}, "Give a share from 0 to 1"),
    ("check_duplicates", {"paths": ["nothing.py"]}, "not in the workspace"),
    ("existing_patterns", {"pattern_type": "!!"}, "must have letters"),
    ("safe_location", {"file_type": "service"}, "needs 'name'"),
    ("safe_location", {"file_type": "service", "name": "🙂"}, "must have letters"),
    ("safe_location", {"file_type": "service", "name": "a" * 200}, "at most 100"),
    ("safe_location", {"file_type": "service", "name": "cart", "language": "Pyhton"}, "Did you mean 'Python'?"),
    ("test_command", {"path": "nowhere"}, "neither a file nor a folder"),
    (
        "test_command",
        {"path": "shop/crat.py"},
        "neither a file nor a folder of the workspace: 'shop/crat.py'. Nearest: 'shop/cart.py'",
    ),
    ("deps", {"package": "flask"}, "Leave package out, which means a part of the workspace: this is a dependency"),
    ("validate_changes", {"changes": ["shop"]}, "is a folder"),
]
# What a command line can't say, or says in words of its own.
UNTYPED: list[tuple[str, dict[str, Any], str]] = [
    ("find", {"pattern": ["a"]}, "pattern must be a text"),
    ("find", {"pattern": "a", "limit": "5"}, "limit must be a whole number, not the text '5'"),
    ("find", {"pattern": "a", "limit": True}, "limit must be a whole number"),
    ("find", {"pattern": "a\0b"}, "without NUL"),
    ("find", {"pattern": "a", "colour": "red"}, "Parameters: pattern, kind, limit"),
    ("impact_analysis", {"changes": [1]}, "changes must be a list of texts"),
    ("impact_analysis", {"path": "a"}, "Did you mean 'file_path'?"),
    ("entry_points", {"kind": "routes"}, "Did you mean 'route'?"),
    ("check_duplicates", {"threshold": "high"}, "threshold must be a number"),
    ("validate_changes", {"run_tests": "yes"}, "run_tests must be true or false"),
    ("no_such_question", {}, "unknown question"),
    ("z" * 50_000, {}, "zz…"),
    ("find", {"pattern": "a", "z" * 50_000: 1}, "zz…zz"),
]
# Lines that click refuses.
LINES: list[tuple[list[str], str]] = [
    (["find", "a", "--limit", "many"], "not a valid integer. Run 'groundplan find --help'"),
    (["find", "a", "file", "3"], "unexpected argument '3'"),
    (["find", "a", "--pattern", "b"], "pattern is given twice"),
    (["find", "a", "--colour"], "--colour"),
    (["entry-points", "--kind", "door"], "is not one of"),
    (["depz"], "Did you mean 'deps'?"),
    (["zzz"], "no such command: 'zzz'. Run 'groundplan --help'"),
    (["export", "--to", "sqlite"], "Give --output FILE"),
    (["export", "--to", "a\nb"], "is not one of"),
    (["export", "--to", "graphml", "--output", "no/such\nfolder/x"], "can't be written"),
    (["check-duplicates", "--baseline", "pyproject.toml"], "is no baseline"),
    (["status", "--root", "no\nwhere"], "does not exist"),
]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("shop"), FILES)
    commit_all(root)
    return root


def _words(question: str, given: dict[str, Any]) -> list[str]:
    """The line that asks with these parameters."""
    flags = [
        f"--{name.replace('_', '-')}={item}"
        for name, value in given.items()
        for item in ([value] if not isinstance(value, list) else value)
    ]
    return [question.replace("_", "-"), *flags]


def _assert_refused(said: str, expected: str) -> None:
    assert expected in said
    assert len(said.splitlines()) == 1
    assert NEXT_STEP.search(said), said


@pytest.mark.parametrize(("question", "given", "expected"), [*BAD, *UNTYPED])
def test_python_refuses(shop: Path, question: str, given: dict[str, Any], expected: str) -> None:
    with pytest.raises(GroundplanError) as refused:
        Workspace(shop).ask_with(question, given)
    _assert_refused(str(refused.value), expected)


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize(("question", "given", "expected"), BAD)
def test_the_command_line_refuses(
    shop: Path, question: str, given: dict[str, Any], expected: str, form: list[str]
) -> None:
    _refuses([*_words(question, given), *form], shop, expected)


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_lines_that_mean_nothing(shop: Path, line: list[str], expected: str) -> None:
    _refuses(line, shop, expected)


def _refuses(line: list[str], root: Path, expected: str) -> None:
    done = run(*line, cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("groundplan: ")
    _assert_refused(done.stderr, expected)


def test_the_server_refuses(shop: Path) -> None:
    cases = [*BAD, *UNTYPED]

    async def ask(client: ClientSession) -> list[CallToolResult]:
        return [await client.call_tool(question, given) for question, given, _ in cases]

    for (_, _, expected), result in zip(cases, session(shop, ask), strict=True):
        assert result.is_error
        _assert_refused(result.content[0].text, expected)


def test_every_number_says_from_where_on_it_goes(shop: Path) -> None:
    for question in QUESTIONS.values():
        for parameter in question.parameters:
            if parameter.type is int:
                with pytest.raises(GroundplanError, match=r"must not be negative: -3\. Give 0 or more"):
                    Workspace(shop).ask_with(question.name, _with(question.name, parameter.name))


def _with(question: str, name: str) -> dict[str, Any]:
    """What the question needs, and a number below nought."""
    needed = {item.name: "shop" for item in QUESTIONS[question].parameters if item.required}
    return {**needed, name: -3}
