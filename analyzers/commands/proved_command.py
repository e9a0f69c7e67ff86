"""A command with what proves it, as an answer has it and as one of several that are ranked; the manifest that proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..workspace.workspace_packages import manager_for, managers
from .workspace_commands import workspace_roots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...answers import Command, Evidence
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest
    from ..workspace.workspace_packages import UsedManager

__all__ = ["Candidate", "Proof", "command_of", "ecosystem_of"]


class Candidate(NamedTuple):
    """A command; `scope` is the directory that it is for, and of two in one scope the lower rank is better."""

    rank: int
    command: Command
    scope: str
    ecosystem: str


class Proof(NamedTuple):
    """A manifest that may prove commands, and the directory that they are run in."""

    workspace: Index
    path: str
    manifest: Manifest
    directory: str

    @property
    def manager(self) -> UsedManager | None:
        """The manager of its packages there."""
        return manager_for(managers(self.workspace), self.directory, self.manifest.ecosystem)

    def is_second(self, manager: str) -> bool:
        """Whether another manager goes before this one there."""
        return self.manager is not None and self.manager.name != manager

    def runs(self, rank: int, text: str, line: int | None = None) -> Candidate:
        """A command that it proves."""
        command = command_of(text, self.directory, self.path, line)
        return Candidate(rank, command, self.directory, self.manifest.ecosystem)

    def runs_from_root(self, rank: int, verb: str, manager: str = "", line: int | None = None) -> Iterator[Candidate]:
        """The command for this one package in the root of its workspace, where it has one (under that manager, where one is given)."""
        root = workspace_roots(self.workspace).get((self.directory, self.manifest.ecosystem))
        if root is not None and root.member.name and manager in {"", root.manager}:
            command = command_of(root.command(self.workspace, verb), root.directory, self.path, line, self.directory)
            yield Candidate(rank, command, self.directory, self.manifest.ecosystem)


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
