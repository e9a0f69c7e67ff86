"""The answer of `detect`."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from .evidence import Evidence

__all__ = ["Detect", "Ground", "LanguageShare", "Technology"]


class Detect(TypedDict):
    """The answer of `detect`."""

    project_type: str
    type_evidence: NotRequired[list[Ground]]
    languages: list[LanguageShare]
    frameworks: list[Technology]
    build_tools: list[Technology]
    package_managers: list[Technology]
    test_frameworks: list[Technology]
    linters: list[Technology]
    formatters: list[Technology]
    databases: list[Technology]
    message_queues: list[Technology]
    ci: list[Technology]
    containers: list[Technology]
    cloud: list[Technology]
    other: NotRequired[list[Technology]]
    total: NotRequired[int]
    truncated: NotRequired[bool]
    coverage: NotRequired[str]


class Ground(TypedDict):
    """A place that shows what kind of project the workspace is."""

    path: str
    line: int
    says: str


class LanguageShare(TypedDict):
    """A language of the workspace; `share` is of bytes, 0 to 1."""

    name: str
    files: int
    lines: int
    code_lines: int
    bytes: int
    share: float


class Technology(TypedDict):
    """A framework, tool or service in use."""

    name: str
    category: str
    version: str | None
    package: str | None
    evidence: list[Evidence]
    confidence: float
