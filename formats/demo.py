"""The tour of `make demo`: a repository indexed before your eyes, and a few questions answered."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from ..analyzers.lists import counted
from .visible import unmarked

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from ..workspace import Workspace

__all__ = ["tour"]

SHOWN_COMMAND = 150
"""A command that runs many tests goes on for lines; its beginning says enough here."""


def tour(workspace: Workspace, progress: Callable[[int, int], None] | None) -> None:
    """Prints the tour on standard output."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    done = workspace.refresh(progress=progress)
    again = workspace.refresh()
    console.rule("[bold]groundplan[/bold]")
    console.print(
        f"{unmarked(workspace.root.name)}: {counted(done.files, 'file')}, {done.changed} read in {done.seconds:.2f} s; "
        f"a second look took {again.seconds * 1000:.0f} ms\n"
    )
    context = workspace.ask("context")
    _facts(console, context)
    _beginnings(console, workspace)
    _key_files(console, context)
    _impact(console, workspace, context)
    _graph(console, workspace)
    console.print(
        "\n[dim]groundplan --help lists the questions; each answer is one JSON object with --json, "
        "and the same for a coding agent: groundplan serve[/dim]"
    )


def _facts(console: Console, context: dict[str, Any]) -> None:
    for label, key in (
        ("what", "project_type"),
        ("language", "main_language"),
        ("framework", "main_framework"),
        ("packages", "package_manager"),
        ("tests", "test_command"),
        ("one test", "test_one"),
        ("lint", "lint_command"),
        ("build", "build_command"),
        ("starts in", "entry_point"),
    ):
        if told := context.get(key):
            console.print(f"  [cyan]{label:<10}[/cyan] {unmarked(told)}")
    for part in context.get("also", ()):
        told = ", ".join(part[key] for key in ("framework", "package_manager", "test_command") if key in part)
        place = f"{part['language']} in {part['directory']}: {told}"
        console.print(f"  [cyan]{'beside':<10}[/cyan] {unmarked(place)}")
    for line in context["conventions"][:5]:
        console.print(f"  [cyan]{'style':<10}[/cyan] {unmarked(line)}")


def _beginnings(console: Console, workspace: Workspace) -> None:
    rows = workspace.ask("entry_points", limit=3)["entry_points"]
    if not rows:
        return
    console.print("\n[bold]Where it begins[/bold]")
    for row in rows:
        place = f"{row['path']}:{row['line']}" if row["line"] else row["path"]
        console.print(f"  [cyan]{row['kind']:<10}[/cyan] {unmarked(row['name'])}  [dim]{unmarked(place)}[/dim]")


def _key_files(console: Console, context: dict[str, Any]) -> None:
    if context["key_files"]:
        console.print("\n[bold]The files that most of the code leads to[/bold]")
    for row in context["key_files"][:5]:
        defines = f", defines {', '.join(row['defines'])}" if row["defines"] else ""
        console.print(f"  {unmarked(row['path'])}  [dim]used by {row['used_by']}{unmarked(defines)}[/dim]")


def _impact(console: Console, workspace: Workspace, context: dict[str, Any]) -> None:
    """What a change to the first key file would mean."""
    if not context["key_files"]:
        return
    path = context["key_files"][0]["path"]
    answer = workspace.ask("impact_analysis", file_path=path, limit=3)
    console.print(f"\n[bold]What if {unmarked(path)} changes?[/bold]")
    console.print(
        f"  risk {answer['risk_level']} ({answer['risk_score']}), {counted(answer['impact_count'], 'file')} impacted, "
        f"{counted(answer['tests_count'], 'test file')} to run"
    )
    for reason in answer["risk_reasons"][:3]:
        console.print(f"  [dim]{unmarked(reason)}[/dim]")
    if answer["test_command"]:
        console.print(f"  run: {shorten(answer['test_command'], SHOWN_COMMAND, placeholder=' ...')}", markup=False)


def _graph(console: Console, workspace: Workspace) -> None:
    from ..checks import check

    graph = workspace.ask("dependency_graph", limit=1)
    faults = len(check(workspace)["findings"])
    console.print("\n[bold]The graph[/bold]")
    console.print(
        f"  {counted(graph['total_files'], 'file')}, {counted(graph['total_edges'], 'import')} between them, "
        f"{counted(graph['total_cycles'], 'cycle')}, {counted(graph['total_unresolved'], 'import')} to nowhere"
    )
    console.print(f"  [dim]groundplan check finds {counted(faults, 'fault')} in code and tests[/dim]")
