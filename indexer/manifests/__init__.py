"""What the manifests and lockfiles of a workspace say, each read by the module of its ecosystem.

An ecosystem is a module, or a package of several, that offers `ECOSYSTEM` and `link` (`base.EcosystemModule`), and one entry in
`registry.ECOSYSTEMS`, which names its readers; those that read each other's files, or do the same work, share a folder. How the
text of a file becomes values with their lines is the business of `notations/`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from .registry import ECOSYSTEMS, claim_of, module_for

if TYPE_CHECKING:
    from .base import EcosystemModule, Manifest, Parser

__all__ = ["ECOSYSTEMS", "link_all", "module_for", "parse", "parser_for"]


def parser_for(path: str) -> Parser | None:
    """The reader of a file, or None where it is no manifest. Imports the reader's module at its first file.

    Args:
        path: relative to the workspace root, with `/`.
    """
    claim = claim_of(path)
    return _reader(claim.reader) if claim else None


def parse(path: str, data: bytes) -> Manifest | None:
    """What a manifest says, or None where the file is no manifest. Never raises.

    The workspace is untrusted: whatever a reader trips over becomes a problem in the record, not a traceback.
    """
    parser = parser_for(path)
    if parser is None:
        return None
    try:
        return _named(parser(path, data))
    except Exception as error:  # the one place where a reader's own bug ends
        from .base import Manifest

        problem = (1, _failure("cannot read this manifest", error))
        return Manifest(_module(module_for(path)).ECOSYSTEM, problems=[problem])


def _named(manifest: Manifest) -> Manifest:
    """The manifest without dependencies that have no name, which no format allows; each is a problem of its line."""
    nameless = [dependency for dependency in manifest.dependencies if not dependency.name]
    if nameless:
        manifest.dependencies = [dependency for dependency in manifest.dependencies if dependency.name]
        manifest.problems += [(dependency.line, "a dependency without a name") for dependency in nameless]
    return manifest


def link_all(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """All manifests of the workspace, in the order of their paths, each ecosystem's completed from each other.

    Where an ecosystem's linking fails, its manifests stay as parsed and say so in their problems.
    """
    groups: dict[str, dict[str, Manifest]] = {}
    for path in sorted(manifests):
        groups.setdefault(module_for(path), {})[path] = manifests[path]
    linked: dict[str, Manifest] = {}
    for name, group in groups.items():
        linked |= _link(name, group)
    return {path: linked[path] for path in sorted(linked)}


def _link(name: str, group: dict[str, Manifest]) -> dict[str, Manifest]:
    if not name:
        return group
    try:
        return _module(name).link(group)
    except Exception as error:  # hostile manifests again, together this time
        from .base import replace

        problem = (1, _failure("cannot complete this manifest from the others", error))
        return {path: replace(manifest, problems=[*manifest.problems, problem]) for path, manifest in group.items()}


def _failure(what: str, error: Exception) -> str:
    """One line: the kind of error and its text, cut to a readable length."""
    text = " ".join(str(error).split())[:120]
    return f"{what}: {type(error).__name__}{': ' * bool(text)}{text}"


@cache
def _reader(name: str) -> Parser:
    module, _, function = name.rpartition(".")
    return cast("Parser", getattr(import_module(f".{module}", __name__), function))


@cache
def _module(name: str) -> EcosystemModule:
    return cast("EcosystemModule", import_module(f".{name}", __name__))
