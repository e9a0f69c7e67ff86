"""The questions as methods, for type checkers and editors: `Workspace` makes them from `questions.py`, which a test compares.

Choices are plain texts: they are taken in any case. The shape of each answer is in `answers`.
"""

from collections.abc import Sequence
from os import PathLike
from typing import Any, TypeAlias

__all__ = ["Questions"]

Answer: TypeAlias = Any

class Questions:
    def detect(self) -> Answer: ...
    def entry_points(self, kind: str | None = None, package: str | None = None, limit: int = 50) -> Answer: ...
    def packages(self, limit: int = 100) -> Answer: ...
    def deps(
        self, package: str | None = None, scope: str | None = None, check_outdated: bool = False, limit: int = 100
    ) -> Answer: ...
    def dependency_graph(
        self,
        file_path: str | PathLike[str] | None = None,
        direction: str = "both",
        level: str = "file",
        depth: int = 1,
        limit: int = 50,
    ) -> Answer: ...
    def impact_analysis(
        self,
        file_path: str | PathLike[str] | None = None,
        change_type: str = "modify",
        symbol: str | None = None,
        depth: int | None = None,
        changes: Sequence[str | PathLike[str]] | None = None,
        diff: str | None = None,
        staged: bool = False,
        limit: int = 50,
    ) -> Answer: ...
    def check_duplicates(
        self,
        name: str | None = None,
        type: str = "any",  # noqa: A002 - the contract's name
        paths: Sequence[str | PathLike[str]] | None = None,
        code: str | None = None,
        staged: bool = False,
        min_tokens: int = 50,
        threshold: float = 0.7,
        limit: int = 20,
    ) -> Answer: ...
    def existing_patterns(self, pattern_type: str, description: str | None = None, limit: int = 5) -> Answer: ...
    def safe_location(
        self,
        file_type: str,
        name: str,
        description: str | None = None,
        language: str | None = None,
        package: str | None = None,
    ) -> Answer: ...
    def analyze(self, deep_scan: bool = False) -> Answer: ...
    def context(self) -> Answer: ...
    def standards(self) -> Answer: ...
    def find(self, pattern: str, kind: str = "any", limit: int = 20) -> Answer: ...
    def test_command(self, path: str | PathLike[str] | None = None) -> Answer: ...
    def build_command(self, package: str | None = None) -> Answer: ...
    def git(self) -> Answer: ...
    def metrics(self, detailed: bool = False, limit: int = 20) -> Answer: ...
    def validate_changes(
        self, changes: Sequence[str | PathLike[str]] | None = None, run_tests: bool = False
    ) -> Answer: ...
