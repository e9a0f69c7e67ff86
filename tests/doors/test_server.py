"""The real server over stdio, driven by the SDK's own client: every tool, every error, on a small workspace."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import jsonschema
import pytest
from groundplan.questions import QUESTIONS
from groundplan.schemas import full_output_schema
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from tests.workspaces import commit_all, write

if TYPE_CHECKING:
    from mcp.types import CallToolResult, ListToolsResult

ROOT = Path(__file__).resolve().parent.parent.parent
SNAPSHOT = Path(__file__).with_name("tools.json")

ARGUMENTS: dict[str, dict[str, Any]] = {
    "dependency_graph": {"file_path": "src/shop/cart.py"},
    "impact_analysis": {"file_path": "src/shop/prices.py", "change_type": "delete", "symbol": "of"},
    "check_duplicates": {"name": "cart", "type": "file"},
    "existing_patterns": {"pattern_type": "test"},
    "safe_location": {"file_type": "test", "name": "prices", "language": "python"},
    "find": {"pattern": "Cart"},
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(
        tmp_path_factory.mktemp("shop"),
        {
            "pyproject.toml": """
                [project]
                name = "shop"
                version = "1.0"
                dependencies = ["requests>=2"]
                scripts = { shop = "shop.cli:main" }
            """,
            "src/shop/__init__.py": "from .cart import Cart\n",
            "src/shop/cli.py": "from .cart import Cart\n\n\ndef main():\n    print(Cart().total())\n",
            "src/shop/cart.py": """
import requests

from .prices import of


class Cart:
    def total(self):
        return of(self)
""",
            "src/shop/prices.py": 'def of(cart):\n    """The price of a cart."""\n    return 1\n',
            "tests/test_cart.py": "from shop import Cart\n\n\ndef test_total():\n    assert Cart().total() == 1\n",
        },
    )


def session(root: Path, work: Callable[[ClientSession], Awaitable[Any]]) -> Any:
    """Runs `work` with a client of a server process on `root`."""

    async def run() -> Any:
        code = f"import sys; sys.path.insert(0, {str(ROOT / '.build')!r}); from groundplan.cli import main; main()"
        parameters = StdioServerParameters(command=sys.executable, args=["-c", code, "serve", "--root", str(root)])
        async with stdio_client(parameters) as (reader, writer), ClientSession(reader, writer) as client:
            await client.initialize()
            return await work(client)

    return anyio.run(run)


def test_every_tool_answers_in_its_shape(shop: Path) -> None:
    commit_all(shop)

    async def ask(client: ClientSession) -> dict[str, CallToolResult]:
        return {name: await client.call_tool(name, ARGUMENTS.get(name, {})) for name in QUESTIONS}

    answers = session(shop, ask)
    for name, result in answers.items():
        assert not result.is_error, (name, result.content)
        text = result.content[0].text
        assert json.loads(text) == result.structured_content
        jsonschema.validate(result.structured_content, full_output_schema(QUESTIONS[name]))
        assert len(text.encode()) < 10_000, name


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("find", {"patern": "Cart"}, "Did you mean 'pattern'?"),
    ("find", {}, "needs 'pattern'"),
    ("find", {"pattern": "Cart", "limit": "many"}, "limit must be a whole number"),
    ("dependency_graph", {"file_path": "src/shop/carts.py"}, "Nearest: 'src/shop/cart.py'"),
    ("dependency_graph", {"file_path": "../../etc/passwd"}, "file not in the workspace"),
    ("dependency_graph", {"direction": "sideways"}, "direction must be one of"),
    ("impact_analysis", {"file_path": "src/shop/cart.py", "symbol": "Basket"}, "symbol not in"),
    ("no_such_tool", {}, "unknown question"),
]


def test_what_cannot_be_answered_says_why_in_one_line(shop: Path) -> None:
    async def ask(client: ClientSession) -> list[CallToolResult]:
        return [await client.call_tool(tool, arguments) for tool, arguments, _ in REFUSED]

    for (tool, _, message), result in zip(REFUSED, session(shop, ask), strict=True):
        text = result.content[0].text
        assert result.is_error, tool
        assert message in text
        assert "\n" not in text
        assert "Traceback" not in text


def test_the_schemas_of_all_tools_are_as_pinned_and_small(shop: Path) -> None:
    async def ask(client: ClientSession) -> ListToolsResult:
        return await client.list_tools()

    listed = [tool.model_dump(by_alias=True, exclude_none=True, mode="json") for tool in session(shop, ask).tools]
    text = json.dumps(listed, separators=(",", ":"))
    assert len(text.encode()) < 10_000
    assert listed == json.loads(SNAPSHOT.read_text("utf-8")), (
        "a tool's schema changed: if that is meant, rewrite tools.json (see CONTRIBUTING.md)"
    )


def test_the_instructions_are_short() -> None:
    from groundplan.server import INSTRUCTIONS

    assert len(INSTRUCTIONS.split()) < 150
