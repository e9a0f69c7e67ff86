"""A command as an answer has it: with what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...answers import Command, Evidence
    from ...indexer.index import Index

__all__ = ["command_of", "ecosystem_of"]


def command_of(command: str, directory: str, path: str, line: int | None = None, package: str | None = None) -> Command:
    """A command with what proves it; its package is the directory's unless another one is given."""
    evidence: Evidence = {"path": path} if line is None else {"path": path, "line": line}
    return {
        "command": command,
        "directory": directory or ".",
        "package": (directory if package is None else package) or None,
        "evidence": [evidence],
    }


def ecosystem_of(index: Index, command: Command) -> str:
    """The ecosystem of the manifest that proves a command; "" where none does."""
    manifest = index.manifests.get(command["evidence"][0]["path"])
    return manifest.ecosystem if manifest else ""
