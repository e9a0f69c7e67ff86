"""The same server over streamable HTTP, on the loopback address."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import anyio
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from tests.workspaces import write

ROOT = Path(__file__).resolve().parent.parent.parent


def test_a_question_over_http(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "import b\n", "b.py": "def run():\n    return 1\n"})
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = f"import sys; sys.path.insert(0, {str(ROOT / '.build')!r}); from groundplan.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--root", str(tmp_path), "--transport", "http", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            assert anyio.run(ask, port) == ["b.py"]
        finally:
            server.terminate()


async def ask(port: int) -> list[str]:
    async with (
        streamable_http_client(f"http://127.0.0.1:{port}/mcp") as streams,
        ClientSession(streams[0], streams[1]) as client,
    ):
        await client.initialize()
        result = await client.call_tool("find", {"pattern": "run"})
    assert result.structured_content is not None
    return [match["path"] for match in result.structured_content["matches"]]


def wait_for(port: int) -> None:
    for _ in range(1200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server did not start in a minute")
