"""Door 2: the MCP server `workspace`; one tool a question, no logic.

Over the SDK's low-level server with our own list of tools: half the bytes a schema and a third of the time a call of the
decorator server, and unknown arguments are refused instead of dropped.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import anyio
import anyio.from_thread
import anyio.to_thread
import mcp_types as types
from mcp.server.lowlevel import Server

from . import __version__
from .between_questions import BetweenQuestions
from .errors import GroundplanError, InvalidParameterError
from .questions import QUESTIONS
from .schemas import input_schema, output_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from socket import socket

    from mcp.server.context import ServerRequestContext

    from .workspace import Workspace

__all__ = ["INSTRUCTIONS", "run"]

INSTRUCTIONS = """\
Answers about the repository you work in, from a static index that is brought up to date before each answer. Nothing is executed.
Read `context` first. Before creating a file ask `check_duplicates` (does it exist?), `safe_location` (where, what name?) and
`existing_patterns` (how is it done here?). Before changing or deleting ask `impact_analysis` (what breaks, which tests to run?).
After a change ask `validate_changes`. `find` locates files and symbols; `dependency_graph` shows what imports what.
Paths are relative to the root. Lists are ranked and cut at `limit` (`truncated`, `total`); pass `limit=0` for all.
What can't be known statically is said in `unresolved`, `confidence` or `coverage`."""

READS = types.ToolAnnotations(read_only_hint=True)
"""Of the other hints those of a reader are implied by the protocol, and each costs every client tokens."""
EXCEPTIONS = {
    "validate_changes": types.ToolAnnotations(read_only_hint=False, destructive_hint=False),
    "deps": types.ToolAnnotations(read_only_hint=True, open_world_hint=True),
}


def tools() -> list[types.Tool]:
    """Every question as a tool."""
    return [
        types.Tool(
            name=question.name,
            description=question.summary,
            input_schema=input_schema(question),
            output_schema=output_schema(question),
            annotations=EXCEPTIONS.get(question.name, READS),
        )
        for question in QUESTIONS.values()
    ]


def _build_server(workspace: Workspace, between: BetweenQuestions | None = None) -> Server[Any]:
    """The server for one workspace; nothing is indexed before the first question."""
    listed = types.ListToolsResult(tools=tools())
    turns = between or BetweenQuestions(workspace, idle=True)

    async def list_tools(
        _: ServerRequestContext[Any], __: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return listed

    async def call_tool(
        context: ServerRequestContext[Any], parameters: types.CallToolRequestParams
    ) -> types.CallToolResult:
        progress = _progress(context)

        def work() -> types.CallToolResult:
            arguments = parameters.arguments or {}
            with turns.question(parameters.name, arguments):
                return _answer(workspace, parameters.name, arguments, progress)

        return await anyio.to_thread.run_sync(work, abandon_on_cancel=True)

    return Server(
        "workspace", version=__version__, instructions=INSTRUCTIONS, on_list_tools=list_tools, on_call_tool=call_tool
    )


def run(workspace: Workspace, transport: str, host: str = "127.0.0.1", port: int = 8765, *, ahead: bool = True) -> None:
    """Serves until the client leaves: over standard input and output, or streamable HTTP at `http://host:port/mcp`."""
    between = BetweenQuestions(workspace, idle=not ahead)
    try:
        _serve(_build_server(workspace, between), transport, host, port)
    finally:
        between.close()


def _serve(server: Server[Any], transport: str, host: str, port: int) -> None:
    if transport == "http":
        import uvicorn

        config = uvicorn.Config(server.streamable_http_app(host=host), log_level="warning")
        with suppress(KeyboardInterrupt), _listening(host, port) as door:
            uvicorn.Server(config).run(sockets=[door])
        return

    async def stdio() -> None:
        from mcp.server.stdio import stdio_server

        async with stdio_server() as (reader, writer):
            await server.run(reader, writer, server.create_initialization_options())

    anyio.run(stdio)


def _listening(host: str, port: int) -> socket:
    from socket import AF_INET, AF_INET6, create_server

    try:
        return create_server((host, port), family=AF_INET6 if ":" in host else AF_INET)
    except (OSError, OverflowError, UnicodeError) as error:
        raise InvalidParameterError(f"can't listen at {host}:{port}: {error}. Give another --port or --host") from error


def _answer(
    workspace: Workspace, name: str, arguments: dict[str, Any], progress: Callable[[int, int], None]
) -> types.CallToolResult:
    """The same compact object as text and as structured content; an error as one line of text."""
    try:
        answer = workspace.ask_with(name, arguments, progress)
    except GroundplanError as error:
        return _error(str(error))
    except Exception as error:
        return _error(
            f"internal error in {name}: {type(error).__name__}: {error}. Please report it; 'groundplan index --full' may help"
        )
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structured_content=answer)


def _error(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=message)], is_error=True)


def _progress(context: ServerRequestContext[Any]) -> Callable[[int, int], None]:
    """Reports the first indexing to the client, at most once a percent, from the worker's thread."""
    last = -1

    def report(done: int, total: int) -> None:
        nonlocal last
        percent = 100 * done // max(total, 1)
        if percent > last:
            last = percent
            anyio.from_thread.run(context.session.report_progress, float(done), float(total), "indexing")

    return report
