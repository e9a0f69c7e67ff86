"""The shape of every answer: the contract in code, and the one source of the MCP output schemas. One module a question.

Plain typed dictionaries: an answer is the JSON object itself behind every door. `total` keys may be missing only where
the class says `total=False`.
"""

from __future__ import annotations

from .check_duplicates import CloneGroup, Duplicate, Duplicates, Place, WorstFile
from .commands import BuildCommand, Command, TestCommand
from .context import Analyze, Context
from .dependency_graph import (
    Cycle,
    DependencyGraph,
    ExternalModule,
    FileDependencies,
    GraphEdge,
    Neighbour,
    UnresolvedImport,
)
from .deps import Conflict, DependencyRow, Deps, Searched, UndeclaredDependency, UnusedDependency
from .detect import Detect, Ground, LanguageShare, Technology
from .entry_points import EntryPoint, EntryPoints, UnresolvedRoutes
from .evidence import Evidence, NamedEvidence
from .existing_patterns import Example, Patterns
from .find import Find, Match
from .git import Git
from .impact_analysis import BrokenReference, CoChanged, Impact, ImpactedFile, TestToRun
from .metrics import Metrics
from .packages import Packages, WorkspacePackage
from .safe_location import Companion, Location, SuggestedLocation
from .standards import Standards
from .validate_changes import Validation

__all__ = [
    "Analyze",
    "BrokenReference",
    "BuildCommand",
    "CloneGroup",
    "CoChanged",
    "Command",
    "Companion",
    "Conflict",
    "Context",
    "Cycle",
    "DependencyGraph",
    "DependencyRow",
    "Deps",
    "Detect",
    "Duplicate",
    "Duplicates",
    "EntryPoint",
    "EntryPoints",
    "Evidence",
    "Example",
    "ExternalModule",
    "FileDependencies",
    "Find",
    "Git",
    "GraphEdge",
    "Ground",
    "Impact",
    "ImpactedFile",
    "LanguageShare",
    "Location",
    "Match",
    "Metrics",
    "NamedEvidence",
    "Neighbour",
    "Packages",
    "Patterns",
    "Place",
    "Searched",
    "Standards",
    "SuggestedLocation",
    "Technology",
    "TestCommand",
    "TestToRun",
    "UndeclaredDependency",
    "UnresolvedImport",
    "UnresolvedRoutes",
    "UnusedDependency",
    "Validation",
    "WorkspacePackage",
    "WorstFile",
]
