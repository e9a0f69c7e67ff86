"""Task runners: justfile, Taskfile.yml, tox.ini, noxfile.py.

Sources: the just manual, the Taskfile schema, tox's configuration page, nox's configuration page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..base import Manifest, Script, Setting, WorkspaceTool, reader
from ..locking import unlinked as link
from ..notations.ini_lines import read_ini
from ..notations.lines import Document, Key, decode, directory, included, inside
from ..notations.python_literals import literal_text, parse_python, query
from ..notations.syntax import source_of
from ..notations.yaml_lines import read_yaml
from ..python.pypi.pep508 import parse_requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = ""
LENGTH = 1000
_RECIPE = re.compile(r"@?([A-Za-z_][\w-]*)((?:\s+[^:\s]\S*)*)\s*:(?!=)(.*)\Z")
_IMPORT = re.compile(r"(?:import|mod)\??\s+(?:[\w-]+\s+)?['\"]([^'\"]+)['\"]")
_PREFIX = re.compile(r"[@-]*")
_FOREIGN_SECTIONS = ("tox", "testenv", "gh-actions", "gh")
_FACTORS = re.compile(r"\A[\w!{},.-]+:\s+")
"""What a line of a tox setting holds for: `py39: tomli`."""

_SESSIONS = "(decorated_definition definition: (function_definition name: (identifier) @name)) @session"
_RUNS = (
    '(call function: (attribute attribute: (identifier) @verb) arguments: (argument_list) @words (#eq? @verb "run"))'
)
_INSTALLS = _RUNS.replace('"run"', '"install"')
_DECORATORS = ("nox.session", "session")


def parse_justfile(path: str, data: bytes) -> Manifest:
    """A justfile: recipes with their commands, joined by ` && `; a recipe without any runs what it depends on."""
    manifest = Manifest(ECOSYSTEM)
    base = directory(path)
    recipes: dict[str, tuple[int, str, list[str]]] = {}
    current = ""
    for number, line in enumerate(decode(data).split("\n"), 1):
        text = line.strip()
        if not text or text[0] == "#":
            continue
        if line[0] in " \t":
            if current:
                recipes[current][2].append(_PREFIX.sub("", text, count=1))
            continue
        current = ""
        if found := _IMPORT.match(text):
            manifest.includes += included(base, found[1])
        elif len(text) < LENGTH and (found := _RECIPE.match(" ".join(text.split()))):
            current = found[1]
            recipes[current] = (number, found[3].partition("#")[0].strip(), [])
    for name, (number, needs, commands) in recipes.items():
        command = " && ".join(commands) or (f"just {needs}" if needs else "")
        manifest.scripts.append(Script(name, command[:LENGTH], number, "target", base))
    return manifest


@reader(read_yaml, ECOSYSTEM)
def parse_taskfile(path: str, document: Document, manifest: Manifest) -> None:
    """A Taskfile: its tasks with their commands; `includes` are other Taskfiles."""
    base = directory(path)
    for name in document.table("tasks"):
        place = document.text("tasks", name, "dir")
        folder = inside(base, place) if place else base
        commands = " && ".join(_task_commands(document, ("tasks", name)))
        manifest.scripts.append(Script(name, commands[:LENGTH], document.line("tasks", name), "target", folder))
    for name, value in document.table("includes").items():
        target = value if isinstance(value, str) else document.text("includes", name, "taskfile")
        if target:
            file = target if target.endswith((".yml", ".yaml")) else f"{target}/Taskfile.yml"
            manifest.includes += included(base, file)
    if manifest.includes:
        members = tuple(sorted({directory(file) for file in manifest.includes} - {base}))
        manifest.tools += [WorkspaceTool("Task", members, document.line("includes"))] if members else []


def _task_commands(document: Document, at: tuple[Key, ...]) -> Iterator[str]:
    """The commands of a task in each form that it may have; `task: NAME` is `task NAME`."""
    value = document.get(*at)
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, list):
        for index in range(len(value)):
            yield from _task_commands(document, (*at, index))
    elif isinstance(value, dict):
        if other := document.text(*at, "task"):
            yield f"task {other}"
        for key in ("cmds", "cmd"):
            if len(at) < 6:
                yield from _task_commands(document, (*at, key))
        if not value.keys() & {"cmds", "cmd", "task"}:
            needs = [text for text, _ in document.texts(*at, "deps")]
            yield from [f"task {' '.join(needs)}"] if needs else []


@reader(read_ini, ECOSYSTEM)
def parse_tox(path: str, document: Document, manifest: Manifest) -> None:
    """A tox.ini: environments with their commands and what they install; sections of other tools are settings."""
    manifest.settings.append(Setting("tool", "tox", "", 1))
    base = directory(path)
    for section in document.table():
        tool, _, env = section.partition(":")
        if tool == "testenv":
            commands = " && ".join(_joined([text for text, _ in document.texts(section, "commands")]))
            line = document.line(section, "commands")
            manifest.scripts.append(Script(env or "testenv", commands[:LENGTH], line, "task", base))
        elif tool not in _FOREIGN_SECTIONS:
            manifest.settings.append(Setting("tool", section, "", document.line(section)))
        for text, line in document.texts(section, "deps"):  # environments name those of other sections: `{[base]deps}`
            if found := re.match(r"-[rc]\s*(?:\{toxinidir\}/)?([^\s{}]+)\Z", text):
                manifest.includes += included(base, found[1])
            else:
                manifest.settings += _installed(_FACTORS.sub("", text), line)
    if envs := ", ".join(text for key in ("envlist", "env_list") for text, _ in document.texts("tox", key)):
        manifest.settings.append(Setting("config", "envlist", envs, document.line("tox", "envlist")))


def _joined(lines: list[str]) -> Iterator[str]:
    """Lines that end in a backslash with their continuation."""
    parts: list[str] = []
    for line in lines:
        parts.append(line.removesuffix("\\").strip())
        if not line.endswith("\\"):
            yield " ".join(parts)
            parts = []
    if parts:
        yield " ".join(parts)


def parse_noxfile(path: str, data: bytes) -> Manifest:
    """A noxfile.py: the sessions and the commands that they run with literal words. It is not executed."""
    base = directory(path)
    root = parse_python(data)
    scripts = [Script(name, command[:LENGTH], line, "task", base) for name, command, line in _sessions(root)]
    given = (child for found in query(_INSTALLS, root) for child in found["words"][0].named_children)
    words = [(literal_text(word), word.start_point[0] + 1) for word in given if word.type == "string"]
    settings = [Setting("tool", "nox", "", 1), *(item for word in words for item in _installed(*word))]
    return Manifest(ECOSYSTEM, scripts=scripts, settings=settings)


def _installed(text: str, line: int) -> Iterator[Setting]:
    """What a word of an environment's list of what to install requires; options, paths and references require nothing by name."""
    requirement = parse_requirement(text) if re.match(r"[A-Za-z]", text) else None
    if requirement is not None:
        yield Setting("installs", requirement.name, requirement.constraint, line)


# ---- The sessions of a noxfile, read from its syntax tree


def _sessions(root: Node) -> Iterator[tuple[str, str, int]]:
    """`(name, commands joined by " && ", line)` of each function decorated as a session."""
    for captured in query(_SESSIONS, root):
        node, name = captured["session"][0], captured["name"][0]
        decorator = next((d for d in node.named_children if d.type == "decorator" and _is_session(d)), None)
        if decorator is not None:
            label = _given_name(decorator) or source_of(name)
            commands = (_words(found["words"][0]) for found in query(_RUNS, node))
            yield label, " && ".join(filter(None, commands)), name.start_point[0] + 1


def _is_session(decorator: Node) -> bool:
    return source_of(decorator).lstrip("@ ").partition("(")[0].strip() in _DECORATORS


def _given_name(decorator: Node) -> str:
    for captured in query("(keyword_argument name: (identifier) @key value: (string) @value)", decorator):
        if captured["key"][0].text == b"name":
            return literal_text(captured["value"][0])
    return ""


def _words(arguments: Node) -> str:
    """The literal words of a `session.run(...)`."""
    return " ".join(literal_text(child) for child in arguments.named_children if child.type == "string")
