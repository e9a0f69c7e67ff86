"""Dockerfiles and compose files: images, stages, commands, services.

Sources: the Dockerfile reference and the Compose specification.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .... import lazy_re as re
from ..base import Dependency, Manifest, Script, Setting, reader, replace
from ..locking import unlinked as link
from ..marks import TEMPLATES
from ..notations.json_lines import read_json
from ..notations.lines import Document, decode, directory, included, inside
from ..notations.yaml_lines import read_yaml

__all__ = ["ECOSYSTEM", "link", "split_image"]

ECOSYSTEM = "docker"

_VARIABLE = re.compile(r"\$(?:\{(\w+)(?::?[-+]([^{}]*))?\}|(\w+))")
_HEREDOC = re.compile(r"<<-?\s*[\"']?(\w+)[\"']?")
_ESCAPE = re.compile(r"#\s*escape\s*=\s*(\S)", re.IGNORECASE)
_FROM_OPTION = re.compile(r"--from=(\S+)|--mount=\S*\bfrom=([^\s,]+)")
_OPTION = re.compile(r"--[\w-]+(?:=\S*)?\s*")
_COMMANDS = ("CMD", "ENTRYPOINT")
_FACTS = ("WORKDIR", "EXPOSE", "COPY", "ADD")


@dataclass(slots=True)
class _Stage:
    """A build stage: its name (or number), and its latest CMD and ENTRYPOINT, of which the last one counts."""

    name: str
    base: str
    commands: dict[str, Script] = field(default_factory=dict)


def parse_dockerfile(path: str, data: bytes) -> Manifest:
    """A Dockerfile. The last stage is the product: its image is `runtime`, those of other stages `build`.

    WORKDIR, EXPOSE, COPY and ADD of the stages that make up the product are settings; `COPY --from` is what other
    stages or images give.
    """
    manifest = Manifest(ECOSYSTEM)
    if path.endswith(TEMPLATES):
        return manifest
    text = decode(data)
    arguments: dict[str, str] = {}
    stages: list[_Stage] = []
    images: list[tuple[int, Dependency]] = []
    facts: list[tuple[int, Setting]] = []
    for line, instruction, rest in _instructions(text):
        if instruction == "ARG" and not stages:
            name, _, default = rest.partition("=")
            arguments[name.strip()] = default.strip().strip("\"'")
        elif instruction == "FROM":
            _from(rest, line, arguments, stages, images)
        elif instruction in _COMMANDS and stages:
            stages[-1].commands[instruction] = Script(instruction, _command(rest), line, "container", directory(path))
        elif instruction in _FACTS:
            name = f"{instruction} --from" if "--from=" in rest else instruction
            facts.append((len(stages) - 1, Setting("config", name, _OPTION.sub("", rest), line)))
        if stages and instruction in ("COPY", "ADD", "RUN"):
            images += [(len(stages) - 1, dep) for dep in _borrowed(rest, line, arguments, stages)]
    if not stages and text.strip():
        manifest.problems.append((1, "no FROM instruction"))
    needed = _needed(stages)
    manifest.settings = [setting for index, setting in facts if index in needed]
    for index, dep in images:
        scope = "runtime" if index in needed and dep.marker != "COPY" else "build"
        manifest.dependencies.append(Dependency(dep.name, dep.constraint, scope=scope, line=dep.line, group=dep.group))
        manifest.settings.append(Setting("image", dep.name, dep.constraint, dep.line))
    manifest.scripts = list(_scripts(stages))
    return manifest


def _scripts(stages: list[_Stage]) -> Iterator[Script]:
    """What the stages start; those before the last one carry the name of their stage."""
    for stage in stages:
        for script in stage.commands.values():
            yield script if stage is stages[-1] else replace(script, name=f"{script.name} {stage.name}")


def _instructions(text: str) -> Iterator[tuple[int, str, str]]:
    """`(line, INSTRUCTION, rest)`: lines joined over the escape character, comments and here-documents left out."""
    found = _ESCAPE.match(text.split("\n", 1)[0])
    escape = found[1] if found else "\\"
    parts: list[str] = []
    start, waiting = 1, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if waiting:
            waiting = waiting[1:] if bare == waiting[0] else waiting
            continue
        if not bare or bare.startswith("#"):
            continue
        start = start if parts else number
        parts.append(bare.removesuffix(escape).strip())
        if bare.endswith(escape):
            continue
        yield from _instruction(start, parts)
        if parts[0][:4].upper() in ("RUN ", "COPY", "ADD "):
            waiting = _HEREDOC.findall(" ".join(parts))
        parts = []
    if parts:
        yield from _instruction(start, parts)


def _instruction(line: int, parts: list[str]) -> Iterator[tuple[int, str, str]]:
    word, _, rest = " ".join(" ".join(parts).split()).partition(" ")
    if word.isalpha():
        yield line, word.upper(), rest


def _from(
    rest: str, line: int, arguments: dict[str, str], stages: list[_Stage], images: list[tuple[int, Dependency]]
) -> None:
    words = _OPTION.sub("", rest).split()
    if not words:
        return
    image = expand(words[0], arguments)
    named = len(words) > 2 and words[1].lower() == "as"
    name = words[2] if named else str(len(stages))
    known = any(stage.name.lower() == image.lower() for stage in stages)
    stages.append(_Stage(name, image))
    if not known and image != "scratch":
        images.append((len(stages) - 1, _image(image, line, name if named else "")))


def _borrowed(rest: str, line: int, arguments: dict[str, str], stages: list[_Stage]) -> Iterator[Dependency]:
    """The images that `COPY --from` and `RUN --mount=from` read, where they are no stages."""
    for option, mount in _FROM_OPTION.findall(rest):
        image = expand(option or mount, arguments)
        if not image.isdigit() and not any(stage.name.lower() == image.lower() for stage in stages):
            dep = _image(image, line, "")
            yield Dependency(dep.name, dep.constraint, line=line, marker="COPY")


def _needed(stages: list[_Stage]) -> set[int]:
    """The stages whose file system the last one is built on."""
    needed: set[int] = set()
    index = len(stages) - 1
    while index >= 0 and index not in needed:
        needed.add(index)
        base = stages[index].base.lower()
        index = next((i for i, stage in enumerate(stages[:index]) if stage.name.lower() == base), -1)
    return needed


def _image(image: str, line: int, stage: str) -> Dependency:
    name, version = split_image(image)
    return Dependency(name, version, line=line, group=stage)


def split_image(image: str) -> tuple[str, str]:
    """`name:tag@digest` → (name, tag); the digest stands in for a missing tag."""
    rest, _, digest = image.partition("@")
    place, slash, last = rest.rpartition("/")
    name, _, tag = last.partition(":")
    return place + slash + name, tag or digest


def expand(text: str, values: dict[str, str]) -> str:
    """Variables by their default; one that is not known stays as written."""

    def value(match: re.Match[str]) -> str:
        name, default, plain = match.groups()
        known = values.get(name or plain) or default
        return match[0] if known is None else known

    return _VARIABLE.sub(value, text.strip("\"'"))


def _command(text: str) -> str:
    """A command in the form of a shell line, whether it is written as one or as a JSON list."""
    if not text.startswith("["):
        return text
    words = read_json(b'{"command":' + text.encode("utf-8", "replace") + b"}").items("command")
    return shlex.join(str(word) for word in words) or text


# ------------------------------------------------------------------------------------------------------------- compose
@reader(read_yaml, ECOSYSTEM)
def parse_compose(path: str, document: Document, manifest: Manifest) -> None:
    """A compose file: each service with its image or build folder, and its command."""
    base = directory(path)
    for name in document.table("services"):
        _service(manifest, document, name, base)
    for index, item in enumerate(document.items("include")):
        target = item if isinstance(item, str) else document.text("include", index, "path")
        manifest.includes += included(base, target)


def _service(manifest: Manifest, document: Document, name: str, base: str) -> None:
    line = document.line("services", name)
    image = expand(document.text("services", name, "image"), {})
    context = _build(manifest, document, name, base)
    manifest.settings.append(Setting("service", name, image, line))
    if image and context is None:
        at = document.line("services", name, "image")
        package, tag = split_image(image)
        manifest.dependencies.append(Dependency(package, tag, line=at, group=name))
        manifest.settings.append(Setting("image", package, tag, at))
    for key in ("entrypoint", "command"):
        if command := _words(document.get("services", name, key)):
            at = document.line("services", name, key)
            label = name if key == "command" else f"{name} entrypoint"
            manifest.scripts.append(Script(label, command, at, "container", base if context is None else context))


def _build(manifest: Manifest, document: Document, name: str, base: str) -> str | None:
    """The folder that a service is built from, relative to the workspace root; None where it is not built."""
    value = document.get("services", name, "build")
    if not value:
        return None
    context = value if isinstance(value, str) else document.text("services", name, "build", "context") or "."
    file = document.text("services", name, "build", "dockerfile") or "Dockerfile"
    folder = inside(base, expand(context, {}))
    line = document.line("services", name, "build")
    manifest.settings.append(Setting("config", f"build.{name}", folder, line))
    manifest.includes += included(folder, file)
    return folder


def _words(value: Any) -> str:
    if isinstance(value, list):
        return shlex.join(word for word in value if isinstance(word, str))
    return " ".join(value.split()) if isinstance(value, str) else ""
