"""Python: which file is read by what. The formats stand in the modules beside this one."""

from __future__ import annotations

from ...base import Manifest, Parser, Setting
from ...notations.lines import directory
from ...notations.toml_lines import read_toml
from .linking import link
from .locks import parse_pdm_lock, parse_pipfile_lock, parse_poetry_lock, parse_pylock, parse_uv_lock
from .pyproject import hatch_dependencies, hatch_scripts, parse_pyproject
from .requirements import parse_constraints, parse_requirements
from .setup_files import parse_pipfile, parse_setup_cfg, parse_setup_py

__all__ = ["ECOSYSTEM", "PATTERNS", "link"]

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


PATTERNS: tuple[tuple[str, Parser], ...] = (
    ("pyproject.toml", parse_pyproject),
    ("setup.py", parse_setup_py),
    ("setup.cfg", parse_setup_cfg),
    ("Pipfile", parse_pipfile),
    ("Pipfile.lock", parse_pipfile_lock),
    ("poetry.lock", parse_poetry_lock),
    ("uv.lock", parse_uv_lock),
    ("uv.toml", parse_uv_config),
    ("hatch.toml", parse_hatch_config),
    ("pdm.lock", parse_pdm_lock),
    ("pylock.toml", parse_pylock),
    ("pylock.*.toml", parse_pylock),
    ("*requirements*.txt", parse_requirements),
    ("*requirements*.in", parse_requirements),
    ("*constraints*.txt", parse_constraints),
    ("requirements/*.txt", parse_requirements),
    ("requirements/*.in", parse_requirements),
    ("requirements/*/*.txt", parse_requirements),
)
