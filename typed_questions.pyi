"""The questions as methods, for type checkers and editors: `Workspace` makes them from `questions.py`, which a test compares.

Choices are plain texts: they are taken in any case.
"""

from collections.abc import Sequence
from os import PathLike

from .answers import (
    Analyze,
    BuildCommand,
    Context,
    DependencyGraph,
    Deps,
    Detect,
    Duplicates,
    EntryPoints,
    Find,
    Git,
    Impact,
    Location,
    Metrics,
    Packages,
    Patterns,
    Standards,
    TestCommand,
    Validation,
)

__all__ = ["Questions"]

class Questions:
    def detect(self) -> Detect: ...
    def entry_points(self, kind: str | None = None, package: str | None = None, limit: int = 50) -> EntryPoints: ...
    def packages(self, limit: int = 100) -> Packages: ...
    def deps(
        self, package: str | None = None, scope: str | None = None, check_outdated: bool = False, limit: int = 100
    ) -> Deps: ...
    def dependency_graph(
        self,
        file_path: str | PathLike[str] | None = None,
        direction: str = "both",
        level: str = "file",
        depth: int = 1,
        limit: int = 50,
    ) -> DependencyGraph: ...
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
    ) -> Impact: ...
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
    ) -> Duplicates: ...
    def existing_patterns(self, pattern_type: str, description: str | None = None, limit: int = 5) -> Patterns: ...
    def safe_location(
        self,
        file_type: str,
        name: str,
        description: str | None = None,
        language: str | None = None,
        package: str | None = None,
    ) -> Location: ...
    def analyze(self, deep_scan: bool = False) -> Analyze: ...
    def context(self) -> Context: ...
    def standards(self) -> Standards: ...
    def find(self, pattern: str, kind: str = "any", limit: int = 20) -> Find: ...
    def test_command(self, path: str | PathLike[str] | None = None) -> TestCommand: ...
    def build_command(self, package: str | None = None) -> BuildCommand: ...
    def git(self) -> Git: ...
    def metrics(self, detailed: bool = False, limit: int = 20) -> Metrics: ...
    def validate_changes(
        self, changes: Sequence[str | PathLike[str]] | None = None, run_tests: bool = False
    ) -> Validation: ...
