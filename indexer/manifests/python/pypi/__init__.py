"""Python: the formats stand in the modules beside this one, settings of single tools here."""

from __future__ import annotations

from ...base import Manifest, Setting
from ...notations.lines import directory
from ...notations.toml_lines import read_toml
from .linking import link
from .pyproject import hatch_dependencies, hatch_scripts

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "pypi"


def parse_uv_config(_path: str, data: bytes) -> Manifest:
    """A uv.toml: uv's own settings; that it is there proves the manager."""
    document = read_toml(data)
    manifest = Manifest(ECOSYSTEM, "config", "uv", problems=document.problems)
    manifest.settings.append(Setting("tool", "uv", "", 1))
    return manifest


def parse_hatch_config(path: str, data: bytes) -> Manifest:
    """A hatch.toml: the environments that a pyproject.toml may hold below `tool.hatch`, and they go before those."""
    document, base = read_toml(data), directory(path)
    manifest = Manifest(ECOSYSTEM, "config", "hatch", problems=document.problems)
    manifest.dependencies = list(hatch_dependencies(document, base, manifest.problems, ("envs",)))
    manifest.scripts = list(hatch_scripts(document, base, ("envs",)))
    manifest.settings.append(Setting("tool", "hatch", "", 1))
    return manifest
