"""Terraform and OpenTofu: providers and modules of *.tf, and .terraform.lock.hcl.

Source: https://developer.hashicorp.com/terraform/language/providers/requirements, .../modules/sources, .../files/dependency-lock.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from .... import lazy_re as re
from ...gathering import by_key
from ..base import Dependency, Manifest, Setting
from ..locking import with_lockfiles_of_folders as link
from ..marks import pinned
from ..notations.block_nodes import Node, Value
from ..notations.block_script import read_script
from ..notations.lines import decode, directory, inside

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "terraform"

_HEREDOC = re.compile(r"<<-?[ \t]*(\w+)[ \t]*\Z")
_REGISTRIES = ("registry.terraform.io/", "registry.opentofu.org/")
_EXACT = re.compile(r"=?\s*(\d+(?:\.\d+)+[\w.+-]*)\Z")


def parse_configuration(path: str, content: bytes) -> Manifest:
    """Reads a *.tf: required providers and the modules that are called."""
    nodes, problems = read_script(_without_heredocs(decode(content)), hash_comments=True)
    manifest = Manifest(ECOSYSTEM, manager="terraform", problems=problems)
    for node in nodes:
        if node.path == "terraform":
            _terraform(node, manifest)
        elif node.path == "module" and node.block:
            manifest.dependencies += _module(path, node)
        elif node.path == "provider" and node.arguments:
            manifest.dependencies += _configured(node)
    return manifest


def parse_lock(path: str, content: bytes) -> Manifest:
    """Reads a .terraform.lock.hcl: the providers."""
    nodes, problems = read_script(_without_heredocs(decode(content)), hash_comments=True)
    manifest = Manifest(ECOSYSTEM, role="lockfile", manager="terraform", problems=problems)
    for node in nodes:
        if node.path == "provider" and node.arguments:
            values = _values(node.block)
            manifest.dependencies.append(
                Dependency(
                    _provider(str(node.arguments[0])),
                    _string(values.get("constraints")),
                    _string(values.get("version")),
                    direct=False,
                    line=node.line,
                )
            )
    return manifest


def _without_heredocs(text: str) -> str:
    """The text with an empty string for every heredoc; every other line stays where it is."""
    lines = text.split("\n")
    ends = by_key((line.strip(), number) for number, line in enumerate(lines))
    at = 0
    while at < len(lines):
        match = _HEREDOC.search(lines[at])
        places = ends.get(match[1], []) if match else []
        following = bisect_right(places, at)
        if match and following < len(places):
            lines[at] = f'{lines[at][: match.start()]}""'
            end = places[following]
            lines[at + 1 : end + 1] = [""] * (end - at)
            at = end
        at += 1
    return "\n".join(lines)


def _terraform(node: Node, manifest: Manifest) -> None:
    for entry in node.block or []:
        if entry.path == "required_version":
            manifest.settings.append(Setting("engine", "terraform", _string(entry.assigned), entry.line))
        elif entry.path == "required_providers":
            for provider in entry.block or []:
                values = _map(provider.assigned)
                source = _string(values.get("source")) or f"hashicorp/{provider.path}"
                constraint = _string(values.get("version")) or _string(provider.assigned)
                version = pinned(_EXACT, constraint)
                manifest.dependencies.append(Dependency(_provider(source), constraint, version, line=provider.line))
        elif entry.path in ("backend", "cloud"):
            name = _string(entry.arguments[0]) if entry.arguments else entry.path
            manifest.settings.append(Setting("config", "backend", name, entry.line))


def _configured(node: Node) -> Iterator[Dependency]:
    """A provider's version in its own configuration, as Terraform before 0.13 had it."""
    constraint = _string(_values(node.block).get("version"))
    if constraint:
        name = f"hashicorp/{_string(node.arguments[0])}"
        yield Dependency(name, constraint, pinned(_EXACT, constraint), line=node.line)


def _module(path: str, node: Node) -> Iterator[Dependency]:
    values = _values(node.block)
    source, constraint = _string(values.get("source")), _string(values.get("version"))
    if not source:
        return
    if source.startswith("."):
        yield Dependency(source, line=node.line, source="path", path=inside(directory(path), source), group="module")
        return
    git = source.startswith(("git::", "git@", "github.com/", "bitbucket.org/")) or ".git" in source
    bare, _, reference = source.partition("?ref=")
    yield Dependency(
        bare.removeprefix("git::"),
        constraint or reference,
        pinned(_EXACT, constraint),
        line=node.line,
        source="git" if git else "url" if "://" in source else "registry",
        group="module",
    )


def _values(block: list[Node] | None) -> dict[str, Value]:
    return {entry.path: entry.assigned for entry in block or []}


def _map(value: Value) -> dict[str, Value]:
    """A map `{ source = "x" }`, which reads as a block."""
    return _values(value.block) if isinstance(value, Node) else {}


def _string(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _provider(source: str) -> str:
    """A provider's address without the default registry's host."""
    for registry in _REGISTRIES:
        source = source.removeprefix(registry)
    return source
