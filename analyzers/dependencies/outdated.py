"""Newer versions of dependencies, asked of the registries: the only code of the project that uses the network."""

from __future__ import annotations

import configparser
import json
import os
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ... import lazy_re as re
from ...indexer.on_disk import text_at

if TYPE_CHECKING:
    from ...answers import DependencyRow

__all__ = ["check", "registries"]

TIMEOUT_SECONDS = 5.0
MOST_ASKED = 60
MOST_BYTES = 20_000_000
AT_ONCE = 8
INDEX_VARIABLES = {
    "pypi": ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL"),
    "npm": ("NPM_CONFIG_REGISTRY", "npm_config_registry"),
}
"""Environment variables in which the user's own clients are told their registry."""
PIP_FILES = (".config/pip/pip.conf", ".pip/pip.conf")
NPM_REGISTRY = re.compile(r"^[ \t]*registry\s*=\s*(\S+)", re.MULTILINE)


def check(rows: Sequence[DependencyRow]) -> str:
    """Adds `latest` to direct dependencies of npm and PyPI, and says how that went.

    The registry is the one that the user's own client is configured with, by the environment or the user's configuration
    file; without one nothing is asked. A registry that doesn't answer within 5 seconds counts as offline, and is not asked again.
    """
    bases = registries(os.environ, Path.home())
    if not bases:
        names = ", ".join(names[0] for names in INDEX_VARIABLES.values())
        return f"not checked: no registry is configured (set {names}, or the user's pip.conf or .npmrc)"
    asked = [row for row in rows if row["direct"] and row["ecosystem"] in bases][:MOST_ASKED]
    silent: set[str] = set()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        latest = list(pool.map(lambda row: _latest(row["ecosystem"], bases, row["name"], silent), asked))
    for row, version in zip(asked, latest, strict=True):
        row["latest"] = version
    answered = sum(version is not None for version in latest)
    if not asked:
        return f"not checked: no direct dependency of {' or '.join(sorted(bases))} in the answer"
    if not answered:
        return "offline: no registry answered; versions are not checked"
    return f"{answered} of {len(asked)} answered by the registries"


def registries(environment: Mapping[str, str], home: Path) -> dict[str, str]:
    """Ecosystem → registry address, as the user's clients are configured: environment first, then the user's files."""
    found = {
        ecosystem: next((environment[name] for name in names if environment.get(name)), "")
        for ecosystem, names in INDEX_VARIABLES.items()
    }
    found["pypi"] = found["pypi"] or next(filter(None, (_pip_index(home / name) for name in PIP_FILES)), "")
    found["npm"] = found["npm"] or _npm_registry(home / ".npmrc")
    return {
        ecosystem: base.rstrip("/")
        for ecosystem, base in sorted(found.items())
        if urllib.parse.urlsplit(base).scheme in {"http", "https"}
    }


def _pip_index(path: Path) -> str:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text_at(path))
    except configparser.Error:
        return ""  # not one that pip could read
    return parser.get("global", "index-url", fallback="").strip()


def _npm_registry(path: Path) -> str:
    match = NPM_REGISTRY.search(text_at(path))
    return match[1] if match else ""


def _latest(ecosystem: str, bases: Mapping[str, str], name: str, silent: set[str]) -> str | None:
    """The newest version of a package; a registry that can't be reached is noted in `silent` and asked no more."""
    base = bases[ecosystem]
    if ecosystem in silent:
        return None
    url = f"{base}/{quote(name, safe='@')}/latest" if ecosystem == "npm" else f"{base}/{quote(name)}/"
    headers = {"Accept": "application/vnd.pypi.simple.v1+json, application/json"}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
            data: Any = json.loads(response.read(MOST_BYTES))
    except (urllib.error.HTTPError, ValueError):
        return None
    except OSError:
        silent.add(ecosystem)
        return None
    if not isinstance(data, dict):
        return None
    if ecosystem == "npm":
        return str(data.get("version") or "") or None
    return _newest([str(version) for version in data.get("versions") or ()])


def _newest(versions: Sequence[str]) -> str | None:
    from packaging.version import InvalidVersion, Version

    parsed = []
    for text in versions:
        try:
            parsed.append(Version(text))
        except InvalidVersion:
            continue  # registries keep names from before PEP 440
    stable = [version for version in parsed if not version.is_prerelease]
    return str(max(stable or parsed, default="")) or None
