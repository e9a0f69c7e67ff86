"""Runs the workspace's own test command, with a time limit and a bounded record of what it printed."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["run"]

TIMEOUT_SECONDS = 600
NOT_FOUND = 127
"""What a shell ends with where there is no such command (POSIX)."""
OUTPUT_BYTES = 4_000
"""The end of the output is kept: runners print the summary last."""


def run(root: Path, command: str, timeout: float = TIMEOUT_SECONDS) -> dict[str, Any]:
    """Runs a command line in the workspace; its whole process group is ended at the time limit.

    Returns:
        `status` (`passed | failed`), `command`, `exit_code` (None where it was ended), and the end of its `output`.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            ["/bin/sh", "-c", command] if os.name != "nt" else ["cmd", "/c", command],
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code: int | None = process.wait(timeout)
        except subprocess.TimeoutExpired:
            _end(process)
            code = None
        size = output.seek(0, os.SEEK_END)
        output.seek(max(0, size - OUTPUT_BYTES))
        text = output.read().decode("utf-8", "replace")
    status = "passed" if code == 0 else "failed"
    found: dict[str, Any] = {"status": status, "command": command, "exit_code": code, "output": text}
    if code == NOT_FOUND and os.name != "nt":
        found["reason"] = "the shell does not find the runner: no test ran"
    elif code is None:
        found["reason"] = f"ended after {timeout:g} seconds"
    return found


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
