"""The shape of every answer: the contract in code, and the one source of the MCP output schemas.

Plain typed dictionaries: an answer is the JSON object itself behind every door. `total` keys may be missing only where
the class says `total=False`.
"""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

__all__ = [
    "Analyze",
    "BuildCommand",
    "Command",
    "Context",
    "DependencyGraph",
    "Deps",
    "Detect",
    "Duplicates",
    "EntryPoints",
    "Evidence",
    "Find",
    "Git",
    "Impact",
    "Location",
    "Metrics",
    "Packages",
    "Patterns",
    "Standards",
    "TestCommand",
    "Validation",
]


class Evidence(TypedDict):
    """Where a claim was read; `line` is left out where the file as a whole is the evidence."""

    path: str
    line: NotRequired[int]


# ---- detect


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


class Detect(TypedDict):
    """The answer of `detect`."""

    project_type: str
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


# ---- entry_points


class EntryPoint(TypedDict):
    """A place where execution begins; `path` is the source file, "" where it can't be told."""

    kind: str
    name: str
    path: str
    line: int | None
    symbol: str | None
    command: str | None
    package: str | None
    evidence: list[Evidence]


class EntryPoints(TypedDict):
    """The answer of `entry_points`."""

    entry_points: list[EntryPoint]
    total: int
    truncated: bool
    routes: int
    coverage: NotRequired[str]


# ---- packages and deps


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


class NamedEvidence(TypedDict):
    """A named thing and where it was read."""

    name: str
    evidence: list[Evidence]


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


class DependencyRow(TypedDict):
    """A dependency of one package; `used_by` is the number of files that import it, None where code of its ecosystem is not read."""

    name: str
    ecosystem: str
    package: str
    constraint: str | None
    resolved: str | None
    scope: str
    direct: bool
    manifest: str
    line: int
    lockfile: str | None
    used_by: int | None
    latest: NotRequired[str | None]


class UnusedDependency(TypedDict):
    """A declared dependency that nothing uses."""

    name: str
    package: str
    manifest: str
    line: int
    scope: str
    confidence: float


class UndeclaredDependency(TypedDict):
    """An imported module that no manifest declares."""

    name: str
    package: str
    imported_by: list[Evidence]


class Conflict(TypedDict):
    """One name with several constraints or versions across the workspace."""

    name: str
    ecosystem: str
    versions: list[dict[str, Any]]


class Deps(TypedDict):
    """The answer of `deps`."""

    dependencies: list[DependencyRow]
    unused: list[UnusedDependency]
    undeclared: list[UndeclaredDependency]
    conflicts: list[Conflict]
    package_managers: list[str]
    total: int
    truncated: bool
    outdated: NotRequired[str]
    coverage: NotRequired[str]


# ---- dependency_graph


class Neighbour(TypedDict):
    """A file on the other end of an edge; `distance` 1 is direct."""

    path: str
    kind: str
    lines: list[int]
    symbols: list[str]
    distance: int


class ExternalModule(TypedDict):
    """A module outside the workspace; `package` is the dependency that brings it, and `declared` where that stands."""

    name: str
    kind: str
    lines: list[int]
    package: str | None
    declared: NotRequired[Evidence]


class UnresolvedImport(TypedDict):
    """An import that leads nowhere."""

    path: NotRequired[str]
    specifier: str
    line: int
    reason: str


class GraphEdge(TypedDict):
    """An edge between two nodes."""

    source: str
    target: str
    kind: str
    lines: list[int]


class Cycle(TypedDict):
    """Nodes that reach each other; `cut` are the cheapest edges to take out."""

    nodes: list[str]
    size: int
    cut: list[GraphEdge]


class FileDependencies(TypedDict):
    """The neighbours of one file."""

    imports: list[Neighbour]
    importers: list[Neighbour]


class DependencyGraph(TypedDict, total=False):
    """The answer of `dependency_graph`: the first block with a file, the second without."""

    file: str
    dependencies: FileDependencies
    external: list[ExternalModule]
    unresolved: list[UnresolvedImport]
    nodes: list[str]
    edges: list[GraphEdge]
    cycles: list[Cycle]
    total_files: int
    total_edges: int
    total_cycles: int
    total_unresolved: int
    total: int
    truncated: bool
    coverage: str


# ---- impact_analysis


class ImpactedFile(TypedDict):
    """A file that can behave differently; `via` is the chain of files that ties it to the change."""

    path: str
    distance: int
    reason: str
    via: list[str]
    symbols: list[str]
    confidence: NotRequired[float]


class BrokenReference(TypedDict):
    """A reference that stops working."""

    path: str
    line: int
    symbol: str
    reason: str
    confidence: NotRequired[float]


class TestToRun(TypedDict):
    """A test file that can notice the change."""

    path: str
    distance: int
    reason: str


class CoChanged(TypedDict):
    """A file that history changes together with this one; `share` of this one's commits."""

    path: str
    share: float


class Impact(TypedDict):
    """The answer of `impact_analysis`."""

    risk_level: str
    risk_score: int
    risk_reasons: list[str]
    impacted_files: list[ImpactedFile]
    impact_count: int
    breaks: list[BrokenReference]
    tests_to_run: list[TestToRun]
    test_command: str | None
    entry_points_affected: list[dict[str, Any]]
    packages_affected: list[str]
    public_api: bool
    co_changed: list[CoChanged]
    recommendations: list[str]
    total: int
    truncated: bool
    breaks_count: int
    tests_count: int
    files_unlikely: NotRequired[list[str]]
    files_unlikely_count: NotRequired[int]
    tests_unlikely: NotRequired[list[str]]
    unlikely_count: NotRequired[int]
    public_surface: NotRequired[list[dict[str, Any]]]
    changed: NotRequired[list[dict[str, Any]]]
    untested: NotRequired[bool]
    coverage: NotRequired[str]


# ---- check_duplicates


class Place(TypedDict):
    """A range of lines, and the name of what stands there."""

    path: str
    start_line: int
    end_line: int
    name: str | None


class Duplicate(TypedDict):
    """A match; `match` is `exact | renamed | similar | same-name | near-name`."""

    path: str
    start_line: int
    end_line: int
    name: str | None
    kind: str
    match: str
    score: float
    of: Place | None
    hint: NotRequired[str]
    fingerprint: NotRequired[str]


class CloneGroup(TypedDict):
    """A clone class."""

    places: list[Place]
    size: int
    lines: int
    match: str
    score: float
    hint: str


class WorstFile(TypedDict):
    """A file with lines that stand elsewhere too."""

    path: str
    duplicated_lines: int
    share: float


class Duplicates(TypedDict):
    """The answer of `check_duplicates`."""

    found_duplicates: bool
    duplicates: list[Duplicate]
    groups: NotRequired[list[CloneGroup]]
    duplicated_lines: NotRequired[int]
    duplication: NotRequired[float]
    duplication_by_zone: NotRequired[dict[str, float]]
    worst_files: NotRequired[list[WorstFile]]
    checking: str
    type: str
    total: int
    truncated: bool
    coverage: NotRequired[str]


# ---- existing_patterns and safe_location


class Example(TypedDict):
    """An exemplar of a pattern."""

    path: str
    line: int
    symbol: str | None
    why: str
    snippet: str


class Convention(TypedDict):
    """A convention with the share of the population that follows it."""

    value: str
    share: float


class Patterns(TypedDict):
    """The answer of `existing_patterns`."""

    pattern_type: str
    example_files: list[Example]
    conventions: dict[str, Any]
    population: int
    deviations: list[dict[str, Any]]
    recommendation: str
    patterns: NotRequired[list[dict[str, Any]]]
    total: int
    truncated: bool


class SuggestedLocation(TypedDict):
    """A candidate path; `score` is how likely it is beside the best one, which has 1."""

    path: str
    score: float
    reasons: list[str]


class Companion(TypedDict):
    """A file that goes with the new one; where it exists already, the line to add, and after which line its like stands.

    `also` is the place further down that uses what the line imports: `line` to add there, `after` its like.
    """

    kind: str
    path: str
    exists: bool
    line: NotRequired[str]
    after: NotRequired[int]
    also: NotRequired[dict[str, Any]]


class Location(TypedDict):
    """The answer of `safe_location`."""

    recommended_path: str
    suggested_locations: list[SuggestedLocation]
    naming_convention: str
    extension: str
    companions: list[Companion]
    conflicts: list[dict[str, Any]]
    duplicates: list[Duplicate]
    safe: bool
    confidence: float
    sequence: NotRequired[dict[str, str]]
    rules: NotRequired[list[dict[str, Any]]]


# ---- the companions


class Analyze(TypedDict):
    """The answer of `analyze`."""

    status: str
    context: dict[str, Any]


class Context(TypedDict):
    """The answer of `context`."""

    project_type: str
    main_language: str | None
    main_framework: str | None
    package_manager: str | None
    test_framework: str | None
    test_command: str | None
    build_command: str | None
    entry_point: str | None
    has_tests: bool
    has_linting: bool
    layout: list[str]
    key_files: list[dict[str, Any]]
    conventions: list[str]


class Standards(TypedDict):
    """The answer of `standards`."""

    coding_standards: dict[str, Any]
    linters: list[Technology]
    formatters: list[Technology]
    type_checkers: list[Technology]
    contradictions: list[dict[str, Any]]


class Match(TypedDict):
    """A file or symbol found."""

    path: str
    line: int | None
    kind: str
    name: str
    language: str
    score: float


class Find(TypedDict):
    """The answer of `find`."""

    matches: list[Match]
    total: int
    truncated: bool


class Command(TypedDict):
    """A command, and what proves it."""

    command: str
    directory: str
    package: str | None
    evidence: list[Evidence]


class TestCommand(TypedDict):
    """The answer of `test_command`; `note` says so where there is no test to run."""

    test_commands: list[Command]
    recommended: str | None
    note: NotRequired[str]


class BuildCommand(TypedDict):
    """The answer of `build_command`."""

    build_commands: list[Command]
    recommended: str | None


class Git(TypedDict):
    """The answer of `git`."""

    branch: str | None
    upstream: str | None
    ahead: int
    behind: int
    staged: list[str]
    modified: list[str]
    untracked: list[str]
    conflicted: list[str]
    recent_commits: list[dict[str, Any]]
    hotspots: list[dict[str, Any]]
    total_changed: int
    truncated: bool


class Metrics(TypedDict):
    """The answer of `metrics`."""

    total_files: int
    total_lines: int
    by_language: list[dict[str, Any]]
    largest_files: list[dict[str, Any]]
    complexity: dict[str, Any]
    hotspots: list[dict[str, Any]]
    cycles: dict[str, Any]
    orphans: dict[str, Any]
    coupling: list[dict[str, Any]]
    duplication: dict[str, Any]


class Validation(TypedDict):
    """The answer of `validate_changes`."""

    files_validated: int
    validation_results: dict[str, dict[str, Any]]
    issues: list[dict[str, Any]]
    tests_to_run: list[str]
    test_command: str | None
    safe_to_proceed: bool
    total: int
    truncated: bool
