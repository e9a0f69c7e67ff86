"""The command of each question, made from its entry in questions.py when it is called: parameters become options, no logic."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..formats import FORMATS, ask_for, render
from .opening import ROOT_HELP, from_here, open_workspace, progress_bar
from .printed import json_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..questions import Parameter, Question
    from ..workspace import Workspace

__all__ = ["command_of"]

ROOT = click.Option(["--root"], default=None, metavar="DIR", help=ROOT_HELP)


def command_of(question: Question) -> click.Command:
    options: list[click.Parameter] = [_option(parameter) for parameter in question.parameters]
    if question.leading:
        shown = " ".join(f"[{one.name.upper()}]" for one in question.leading)
        options.append(click.Argument(["words"], nargs=-1, metavar=shown))
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


def _by_position(question: Question, words: tuple[str, ...], chosen: set[str]) -> dict[str, Any]:
    """Words without an option as the leading parameters, in their order; a list takes all that are left."""
    found: dict[str, Any] = {}
    rest = list(words)
    for parameter in question.leading:
        if not rest:
            break
        if parameter.name in chosen:
            raise click.UsageError(
                f"{parameter.name} is given twice: {rest[0]!r} and --{parameter.name.replace('_', '-')}"
            )
        found[parameter.name] = rest if parameter.type is list else rest[0]
        rest = [] if parameter.type is list else rest[1:]
    if rest:
        raise click.UsageError(f"unexpected argument {rest[0]!r}: the other parameters are given by name")
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
        workspace = open_workspace(root, allow_exec=bool(given.get("run_tests")))
        given = from_here(given, workspace.root)
        asked = given if baseline is None else {**given, "limit": 0}
        ask = partial(workspace.ask, question.name, progress=progress_bar())
        answer = ask_for(question.name, form, ask, asked, _chosen(asked) | by_position.keys())
        if baseline is not None:
            from ..formats.baseline import apply_baseline

            answer = apply_baseline(answer, Path(baseline), parameters["limit"])
        if as_json or form == "json":
            click.echo(json_line(answer))
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
        from ..analyzers.clones.reading.staged_content import staged_files

        return {item.path: item.text for item in staged_files(workspace.root)} if staged else {}

    def read(path: str) -> list[str]:
        text = added().get(path)
        if text is None:
            text = (workspace.root / path).read_bytes()
        return text.decode("utf-8", "replace").splitlines()

    return read
