"""Python: the formats stand in the modules beside this one, settings of single tools here."""

from __future__ import annotations

from ...base import Manifest, Setting, reader
from ...notations.lines import Document, directory
from ...notations.toml_lines import read_toml
from .linking import link
from .pyproject import hatch_dependencies, hatch_scripts

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "pypi"


@reader(read_toml, ECOSYSTEM, "uv", "config")
def parse_uv_config(_path: str, document: Document, manifest: Manifest) -> None:
    """A uv.toml: uv's own settings; that it is there proves the manager."""
    manifest.settings.append(Setting("tool", "uv", "", 1))


@reader(read_toml, ECOSYSTEM, "hatch", "config")
def parse_hatch_config(path: str, document: Document, manifest: Manifest) -> None:
    """A hatch.toml: the environments that a pyproject.toml may hold below `tool.hatch`, and they go before those."""
    base = directory(path)
    manifest.dependencies = list(hatch_dependencies(document, base, manifest.problems, ("envs",)))
    manifest.scripts = list(hatch_scripts(document, base, ("envs",)))
    manifest.settings.append(Setting("tool", "hatch", "", 1))
