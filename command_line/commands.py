"""The command line by click: one command a question, no logic.

The commands beside the questions stand here; each imports what it needs when it is called.
"""

from __future__ import annotations

import click

from .. import __version__
from ..errors import InvalidParameterError
from ..formats import render
from ..questions import QUESTIONS
from .opening import ROOT_HELP, open_workspace, progress_bar
from .plain_command import told
from .printed import json_line
from .question_commands import command_of

__all__ = ["cli", "run"]

INTERRUPTED = 130
ROOT = click.option("--root", default=None, metavar="DIR", help=ROOT_HELP)


def run(arguments: list[str]) -> int:
    """Runs a command line; its exit code.

    Raises:
        GroundplanError: the line can't be read, or the question not be answered.
    """
    try:
        code = cli.main(arguments or ["--help"], prog_name="groundplan", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        raise InvalidParameterError(_in_one_line(error)) from error
    return code if isinstance(code, int) else 0


def _in_one_line(error: click.ClickException) -> str:
    """What click has to say of a line, with the next step where it names none."""
    said = " ".join(error.format_message().split()).rstrip(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context is not None else "groundplan"
    return said if said.endswith("?") else f"{said}. Run '{command} --help' for what it takes"


class _Command(click.Command):
    """A command whose line in the list of commands is not cut."""

    def get_short_help_str(self, limit: int = 45) -> str:
        del limit
        return super().get_short_help_str(len(self.help or ""))


class _Commands(click.Group):
    """The fixed commands, and one made for each question on demand."""

    command_class = _Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name.replace("_", "-") for name in QUESTIONS] + sorted(super().list_commands(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        question = QUESTIONS.get(cmd_name.replace("-", "_"))
        return command_of(question) if question is not None else super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None:
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f". Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"no such command: {args[0]!r}{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="groundplan")
@click.option("--debug", is_flag=True, help="show the traceback of an internal error")
def cli(debug: bool) -> None:
    """A static index of your workspace: what is here, where does it go, does it exist, what breaks."""
    del debug  # read from the arguments in cli.py, where the error is


@cli.command()
@ROOT
@click.option("--full", is_flag=True, help="build from nothing")
@click.option("--jobs", type=click.IntRange(0), default=0, help="worker processes (default: one a core)")
@click.option("--ahead", is_flag=True, help="also prepare first answers, and read what impact-analysis will need")
def index(root: str | None, full: bool, jobs: int, ahead: bool) -> None:
    """Build or refresh the index."""
    workspace = open_workspace(root)
    click.echo(told(workspace.refresh(full=full, jobs=jobs, progress=progress_bar())), err=True)
    if ahead:
        workspace.answer_ahead()
        click.echo(f"read ahead in {workspace.read_ahead(alone=jobs == 1)} files", err=True)


@cli.command()
@ROOT
@click.option("--json", "as_json", is_flag=True, help="print the state as one JSON object")
def status(root: str | None, as_json: bool) -> None:
    """Tell the index's state, size and age, and what could not be read."""
    from ..status import status_of

    state = status_of(open_workspace(root))
    if as_json:
        click.echo(json_line(state))
    else:
        render("status", dict(state), None)


@cli.command()
@ROOT
@click.option("--transport", type=click.Choice(["stdio", "http"]), default="stdio", show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="with http: the address to listen on")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="with http: the port")
@click.option("--allow-exec", is_flag=True, help="let validate_changes run the workspace's own test command")
@click.option("--ahead/--no-ahead", default=True, help="refresh and prepare answers while nobody asks")
def serve(root: str | None, transport: str, host: str, port: int, allow_exec: bool, ahead: bool) -> None:
    """Run the MCP server `workspace`."""
    from ..server import run

    run(open_workspace(root, allow_exec=allow_exec, keep=True), transport, host, port, ahead=ahead)


@cli.command()
@ROOT
@click.option(
    "--interval", type=click.FloatRange(0.01, 86400), default=1.0, show_default=True, help="seconds between two looks"
)
def watch(root: str | None, interval: float) -> None:
    """Keep the index fresh as files change, until interrupted."""
    from ..watch import watch as keep_fresh

    keep_fresh(
        open_workspace(root, keep=True),
        interval,
        lambda done: click.echo(f"changed {done.changed}, removed {done.removed}", err=True),
    )


@cli.command()
@ROOT
def demo(root: str | None) -> None:
    """Index a repository and show what is known of it: the tour of the README."""
    from ..formats.demo import tour

    tour(open_workspace(root), progress_bar())


@cli.command()
@ROOT
@click.option("--json", "as_json", is_flag=True, help="print the findings as one JSON object")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@click.option("--only", type=click.Choice(["cycles", "imports", "rules"]), default=None, help="check only this")
def check(root: str | None, as_json: bool, form: str, only: str | None) -> int:
    """Check imports, cycles and architecture rules; exit code 1 when something is found."""
    from ..checks import check as run_checks
    from ..formats.findings import to_rows

    found = run_checks(open_workspace(root), only)
    if as_json or form == "json":
        click.echo(json_line(found))
    elif form == "text":
        render("check", to_rows(found), None)
    else:
        render("check", found, form)
    return int(bool(found["findings"]))


@cli.command()
@ROOT
@click.option(
    "--to", "target", type=click.Choice(["graphml", "sqlite", "cyclonedx", "sarif", "scip", "parquet"]), required=True
)
@click.option("--output", default="-", type=click.Path(), help="a file, for parquet a folder; - for standard output")
def export(root: str | None, target: str, output: str) -> None:
    """Hand the index to other tools."""
    from ..formats.export import export_to

    export_to(open_workspace(root), target, output)
