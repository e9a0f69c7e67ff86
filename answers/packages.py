"""The answer of `packages`."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from .evidence import NamedEvidence

__all__ = ["Packages", "WorkspacePackage"]


class Packages(TypedDict):
    """The answer of `packages`; `commands` has the keys install, add, remove, update, run, test, build."""

    package_manager: str | None
    package_managers: list[NamedEvidence]
    commands: dict[str, str | None]
    packages: list[WorkspacePackage]
    workspace_tools: list[NamedEvidence]
    total: int
    truncated: bool
    coverage: NotRequired[str]


class WorkspacePackage(TypedDict):
    """A package of the workspace."""

    name: str
    version: str | None
    ecosystem: str
    path: str
    manifest: str
    manager: str | None
    private: bool
    depends_on: list[str]
