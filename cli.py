"""Door 1: the command line; one command a question, no logic.

Commands are made from questions.py when they are called, so that `groundplan --help` and every question start fast.
"""

from __future__ import annotations

import json
import sys
from functools import cache, partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .errors import GroundplanError
from .formats import FORMATS, ask_for, render
from .questions import QUESTIONS, Parameter, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .workspace import Workspace

__all__ = ["cli", "main"]

USAGE_ERROR, INTERNAL_ERROR, INTERRUPTED = 2, 3, 130


def main() -> None:
    """Runs the command line and exits: 0 clean, 1 findings, 2 a usage error or a question that can't be answered, 3 a bug."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Exit as exit_:
        code = exit_.exit_code
    except click.Abort:
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = USAGE_ERROR
    except GroundplanError as error:
        click.echo(f"groundplan: {error}", err=True)
        code = USAGE_ERROR
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone (`| head`): nothing more to say
        code = 0
    except Exception as error:
        click.echo(
            f"groundplan: internal error: {type(error).__name__}: {error}. Please report it with --debug's output",
            err=True,
        )
        if "--debug" in sys.argv:
            raise
        code = INTERNAL_ERROR
    sys.exit(code if isinstance(code, int) else 0)


class _Commands(click.Group):
    """The fixed commands, and one made for each question on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name.replace("_", "-") for name in QUESTIONS] + sorted(super().list_commands(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        question = QUESTIONS.get(cmd_name.replace("-", "_"))
        return _command(question) if question is not None else super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None:
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f" Did you mean {near[0]!r}?" if near else " Run 'groundplan --help' for all."
            raise click.UsageError(f"no such command: {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="groundplan")
@click.option("--debug", is_flag=True, help="show the traceback of an internal error")
def cli(debug: bool) -> None:
    """A static index of your workspace: what is here, where does it go, does it exist, what breaks."""
    del debug  # read from the arguments in main(), where the error is


ROOT = click.Option(
    ["--root"], default=None, metavar="DIR", help="the workspace (default: the repository around the current folder)"
)


def _workspace(root: str | None, *, allow_exec: bool = False, keep: bool = False) -> Workspace:
    from .workspace import Workspace, find_root

    return Workspace(find_root(Path.cwd()) if root is None else root, allow_exec=allow_exec, keep=keep)


# ---- questions


def _command(question: Question) -> click.Command:
    options: list[click.Parameter] = [_option(parameter) for parameter in question.parameters]
    if leading := _leading(question):
        options.append(
            click.Argument(["words"], nargs=-1, metavar=" ".join(f"[{one.name.upper()}]" for one in leading))
        )
    formats = FORMATS.get(question.name, {})
    options += [ROOT, click.Option(["--json", "as_json"], is_flag=True, help="print the answer as one JSON object")]
    if formats:
        options.append(
            click.Option(
                ["--format", "form"],
                type=click.Choice(["json", *sorted(formats)]),
                help="print the answer in this form",
            )
        )
    if question.name == "check_duplicates":
        options.append(
            click.Option(
                ["--baseline"],
                metavar="FILE",
                help="known duplicates: made where it is missing, then only new ones count",
            )
        )
    return click.Command(
        question.name.replace("_", "-"),
        params=options,
        callback=_callback(question),
        help=question.summary,
        short_help=question.summary,
    )


def _leading(question: Question) -> list[Parameter]:
    """The parameters that may be given without their names, as in Python: the texts that come first."""
    return list(takewhile(lambda parameter: parameter.type in (str, list), question.parameters))


def _by_position(question: Question, words: tuple[str, ...], chosen: set[str]) -> dict[str, Any]:
    """Words without an option as the leading parameters, in their order; a list takes all that are left."""
    found: dict[str, Any] = {}
    rest = list(words)
    for parameter in _leading(question):
        if not rest:
            break
        if parameter.name in chosen:
            raise click.UsageError(
                f"{parameter.name} is given twice: {rest[0]!r} and --{parameter.name.replace('_', '-')}"
            )
        found[parameter.name] = rest if parameter.type is list else rest[0]
        rest = [] if parameter.type is list else rest[1:]
    if rest:
        raise click.UsageError(f"unexpected argument {rest[0]!r}: the other parameters are given by name, see --help")
    return found


def _option(parameter: Parameter) -> click.Option:
    flag = f"--{parameter.name.replace('_', '-')}"
    help_ = parameter.help
    if parameter.type is bool:
        return click.Option([flag, parameter.name], is_flag=True, default=False, help=help_)
    kind: Any = click.Choice(parameter.choices, case_sensitive=False) if parameter.choices else parameter.type
    if parameter.type is list:
        return click.Option([flag, parameter.name], multiple=True, default=None, help=f"{help_} (may be repeated)")
    default = None if parameter.required else parameter.default
    return click.Option(
        [flag, parameter.name],
        type=kind,
        default=default,
        show_default=default is not None,
        help=help_,
    )


def _callback(question: Question) -> Callable[..., int]:
    def callback(
        root: str | None,
        as_json: bool,
        form: str | None = None,
        baseline: str | None = None,
        words: tuple[str, ...] = (),
        **parameters: Any,
    ) -> int:
        by_position = _by_position(question, words, _chosen(parameters))
        parameters |= by_position
        given = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in parameters.items()
            if value not in (None, ())
        }
        workspace = _workspace(root, allow_exec=bool(given.get("run_tests")))
        asked = given if baseline is None else {**given, "limit": 0}
        ask = partial(workspace.ask, question.name, progress=_progress_bar())
        answer = ask_for(question.name, form, ask, asked, _chosen(asked) | by_position.keys())
        if baseline is not None:
            from .formats.baseline import apply_baseline

            answer = apply_baseline(answer, Path(baseline), parameters["limit"])
        if as_json or form == "json":
            click.echo(json.dumps(answer, ensure_ascii=False))
        else:
            render(question.name, answer, form, _reader(workspace, staged=bool(given.get("staged"))))
        return int(bool(answer.get("found_duplicates"))) if question.name == "check_duplicates" else 0

    return callback


def _chosen(names: Iterable[str]) -> set[str]:
    """The options that stand on the command line."""
    context = click.get_current_context()
    return {name for name in names if context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT}


def _reader(workspace: Workspace, *, staged: bool) -> Callable[[str], list[str]]:
    """Path → the lines of a file as the answer saw it: for a commit those that are staged."""

    @cache
    def added() -> dict[str, bytes]:
        from .analyzers.clones.staged_content import staged_files

        return {item.path: item.text for item in staged_files(workspace.root)} if staged else {}

    def read(path: str) -> list[str]:
        text = added().get(path)
        if text is None:
            text = (workspace.root / path).read_bytes()
        return text.decode("utf-8", "replace").splitlines()

    return read


def _progress_bar() -> Callable[[int, int], None] | None:
    """A progress bar on standard error, only where a person watches it."""
    import os

    if not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("PRE_COMMIT"):
        return None

    def report(done: int, total: int) -> None:
        if total > 200:
            click.echo(f"\rindexing {done}/{total} files" + ("\n" if done == total else ""), nl=False, err=True)

    return report


# ---- beside the questions


@cli.command()
@click.option("--root", default=None, metavar="DIR")
@click.option("--full", is_flag=True, help="build from nothing")
@click.option("--jobs", default=0, help="worker processes (default: one a core)")
def index(root: str | None, full: bool, jobs: int) -> None:
    """Build or refresh the index."""
    done = _workspace(root).refresh(full=full, jobs=jobs, progress=_progress_bar())
    click.echo(
        f"{done.files} files, {done.changed} extracted, {done.removed} removed, {done.linked} linked in {done.seconds:.2f} s",
        err=True,
    )


@cli.command()
@click.option("--root", default=None, metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="print the state as one JSON object")
def status(root: str | None, as_json: bool) -> None:
    """Tell the index's state, size and age, and what could not be read."""
    from .status import status_of

    state = status_of(_workspace(root))
    if as_json:
        click.echo(json.dumps(state, ensure_ascii=False))
    else:
        render("status", dict(state), None)


@cli.command()
@click.option("--root", default=None, metavar="DIR")
@click.option("--transport", type=click.Choice(["stdio", "http"]), default="stdio", show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="with http: the address to listen on")
@click.option("--port", default=8765, show_default=True, help="with http: the port")
@click.option("--allow-exec", is_flag=True, help="let validate_changes run the workspace's own test command")
def serve(root: str | None, transport: str, host: str, port: int, allow_exec: bool) -> None:
    """Run the MCP server `workspace`."""
    from .server import run

    run(_workspace(root, allow_exec=allow_exec, keep=True), transport, host, port)


@cli.command()
@click.option("--root", default=None, metavar="DIR")
@click.option("--interval", default=1.0, show_default=True, help="seconds between two looks")
def watch(root: str | None, interval: float) -> None:
    """Keep the index fresh as files change, until interrupted."""
    from .watch import watch as keep_fresh

    keep_fresh(
        _workspace(root, keep=True),
        interval,
        lambda done: click.echo(f"changed {done.changed}, removed {done.removed}", err=True),
    )


@cli.command()
@click.option("--root", default=None, metavar="DIR")
def demo(root: str | None) -> None:
    """Index a repository and show what is known of it: the tour of the README."""
    from .formats.demo import tour

    tour(_workspace(root), _progress_bar())


@cli.command()
@click.option("--root", default=None, metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="print the findings as one JSON object")
@click.option("--only", type=click.Choice(["cycles", "imports", "rules"]), default=None, help="check only this")
def check(root: str | None, as_json: bool, only: str | None) -> int:
    """Check imports, cycles and architecture rules; exit code 1 when something is found."""
    from .checks import check as run_checks

    found = run_checks(_workspace(root), only)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        render("check", found, None)
    return int(bool(found["findings"]))


@cli.command()
@click.option("--root", default=None, metavar="DIR")
@click.option("--to", "target", type=click.Choice(["graphml", "sqlite", "cyclonedx"]), required=True)
@click.option("--output", default="-", type=click.Path(dir_okay=False), help="a file; - for standard output")
def export(root: str | None, target: str, output: str) -> None:
    """Hand the index to other tools."""
    from .formats.export import export_to

    export_to(_workspace(root), target, output)
