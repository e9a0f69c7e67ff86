"""What files state to be run at a time or by a cloud: crons of Vercel, functions of Netlify, CronJobs of Kubernetes, Ruby's schedules.

Each kind of file is a reader and a line of `READERS`; a file that is none of them costs a look at its name, and no parser is loaded.
https://vercel.com/docs/cron-jobs, https://docs.netlify.com/functions/scheduled-functions,
https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs, https://github.com/rails/solid_queue#recurring-tasks
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.manifests.notations.lines import directory
from ...indexer.workspace_paths import joined
from .entry_shape import new_entry
from .entry_targets import command_target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...answers import EntryPoint, Evidence
    from ...indexer.index import Index
    from ...indexer.manifests.notations.lines import Document

__all__ = ["scheduled_entries"]

COST = 1.2
"""Less likely the start of the product than an application or a worker that serves all the time."""
LISTED = re.compile(
    r"(?:^|/)(?:(?P<vercel>vercel\.json)|(?P<netlify>netlify\.toml)|config/(?P<recurring>recurring\.ya?ml)"
    r"|config/(?P<whenever>schedule\.rb))$"
)
CRON_JOB = re.compile(r"cron[^/]*\.ya?ml$", re.IGNORECASE)
KIND = re.compile(rb"^kind:\s*CronJob\s*$", re.MULTILINE)
FUNCTION = re.compile(r"^(?P<name>[\w-]+)(?:/(?:index|(?P=name)))?\.(?:ts|mts|js|mjs|cjs)$")
TASK = re.compile(r"^\s*(?P<how>runner|rake|command|script)\s*\(?\s*(['\"])(?P<what>[^'\"]+)\2")
CONSTANT = re.compile(r"^((?:[A-Z]\w*::)*[A-Z]\w*)")


def scheduled_entries(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    """`(cost, entry)` of each program, function or task that a file of the product has run."""
    for path, file in index.files.items():
        if file.zone != "product" or not path.endswith((".json", ".toml", ".yml", ".yaml", ".rb")):
            continue
        if listed := LISTED.search(path):
            for entry in READERS[str(listed.lastgroup)](index, path):
                yield COST, entry
        elif CRON_JOB.search(path):
            for entry in _cron_jobs(index, path):
                yield COST, entry


def _vercel(index: Index, path: str) -> Iterator[EntryPoint]:
    """The routes that Vercel asks for by the clock."""
    from ...indexer.manifests.notations.json_lines import read_json
    from ..routes.routes import read_routes

    document = read_json(index.read(path))
    for number in range(len(document.items("crons"))):
        asked = document.text("crons", number, "path")
        evidence: Evidence = {"path": path, "line": document.line("crons", number, "path")}
        bare = asked.partition("?")[0].rstrip("/")
        route = next((route for route in read_routes(index) if route.path.rstrip("/") == bare), None)
        if asked:
            place, handler, line = (route.file, route.handler, route.line) if route else ("", "", None)
            yield new_entry(index, "worker", f"cron {asked}", place, handler, None, evidence, line)


def _netlify(index: Index, path: str) -> Iterator[EntryPoint]:
    """The functions in Netlify's folder; those that have a schedule are workers."""
    from ...indexer.manifests.notations.toml_lines import read_toml

    document, around = read_toml(index.read(path)), directory(path)
    base = joined(around, document.text("build", "base").strip("/"))
    named = document.text("functions", "directory") or document.text("build", "functions") or "netlify/functions"
    folder = f"{joined(base, named.removeprefix('./').strip('/'))}/"
    for place in index.files:
        found = FUNCTION.match(place[len(folder) :]) if place.startswith(folder) else None
        if found:
            timed = bool(document.text("functions", found["name"], "schedule"))
            line = document.line("functions", found["name"], "schedule") if timed else None
            evidence: Evidence = {"path": path, "line": line} if line else {"path": place, "line": 1}
            yield new_entry(index, "worker" if timed else "serverless", found["name"], place, "", None, evidence)


def _cron_jobs(index: Index, path: str) -> Iterator[EntryPoint]:
    """The commands of Kubernetes' CronJobs, led to the file that they start."""
    from ...indexer.manifests.notations.yaml_lines import read_yaml

    data = index.read(path)
    for start in [found.start() for found in KIND.finditer(data)]:
        first = data.rfind(b"\n---", 0, start) + 1
        last = data.find(b"\n---", start)
        document, above = read_yaml(data[first : last if last >= 0 else None]), data.count(b"\n", 0, first)
        name = document.text("metadata", "name")
        inner = ("spec", "jobTemplate", "spec", "template", "spec", "containers")
        for number in range(len(document.items(*inner))):
            command = _command(document, *inner, number)
            file, symbol = command_target(index, command, "") if command else ("", "")
            evidence: Evidence = {"path": path, "line": above + document.line("metadata", "name")}
            if name:
                yield new_entry(index, "worker", name, file, symbol, command or None, evidence)


def _command(document: Document, *container: str | int) -> str:
    """The command and arguments of a container as a shell would write them."""
    words = [text for key in ("command", "args") for text, _ in document.texts(*container, key)]
    if words[:2] in (["sh", "-c"], ["/bin/sh", "-c"], ["bash", "-c"], ["/bin/bash", "-c"]):
        return " ".join(words[2:])
    return shlex.join(words)


def _recurring(index: Index, path: str) -> Iterator[EntryPoint]:
    """The tasks of Solid Queue, by their class."""
    from ...indexer.manifests.notations.yaml_lines import read_yaml

    document = read_yaml(index.read(path))
    for around in [(), *((name,) for name in document.table())]:
        for task in document.table(*around):
            kind = document.text(*around, task, "class")
            if kind and document.text(*around, task, "schedule"):
                yield _of_class(index, task, kind, path, document.line(*around, task))


def _whenever(index: Index, path: str) -> Iterator[EntryPoint]:
    """The tasks of the gem Whenever: what runs a class is led to it."""
    for number, text in enumerate(index.lines(path), 1):
        if found := TASK.match(text):
            kind = CONSTANT.match(found["what"]) if found["how"] == "runner" else None
            entry = _of_class(index, found["what"], kind[1] if kind else "", path, number)
            script = joined(directory(directory(path)), found["what"].partition(" ")[0])
            yield {**entry, "path": script} if script in index.files else entry


def _of_class(index: Index, name: str, kind: str, path: str, line: int) -> EntryPoint:
    """A task with the place of its class, where only one is called so."""
    bare = kind.rpartition("::")[2]
    classes = [
        symbol
        for symbol in (index.symbols(name=bare, kinds=("class",)) if bare else ())
        if index.files[symbol.path].zone == "product"
    ]
    one = classes[0] if len(classes) == 1 else None
    evidence: Evidence = {"path": path, "line": line}
    place, symbol, at = (one.path, one.qualname, one.start_line) if one else ("", "", None)
    return new_entry(index, "worker", name, place, symbol, None, evidence, at)


READERS: dict[str, Callable[[Index, str], Iterator[EntryPoint]]] = {
    "vercel": _vercel,
    "netlify": _netlify,
    "recurring": _recurring,
    "whenever": _whenever,
}
"""Group of `LISTED` → what reads such a file."""
