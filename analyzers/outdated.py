"""Newer versions of dependencies, asked of the registries: the only code of the project that uses the network."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from ..answers import DependencyRow

__all__ = ["check"]

TIMEOUT_SECONDS = 5.0
MOST_ASKED = 60
AT_ONCE = 8
INDEX_VARIABLES = {"pypi": ("PIP_INDEX_URL", "UV_INDEX_URL"), "npm": ("NPM_CONFIG_REGISTRY", "npm_config_registry")}
"""Environment variables in which the user's own clients are told their registry."""


def check(rows: Sequence[DependencyRow]) -> str:
    """Adds `latest` to direct dependencies of npm and PyPI, and says how that went.

    The registry is the one that the user's environment names for the ecosystem's own client; without one nothing is asked.
    """
    bases = {ecosystem: base for ecosystem in INDEX_VARIABLES if (base := _base(ecosystem))}
    asked = [row for row in rows if row["direct"] and row["ecosystem"] in bases][:MOST_ASKED]
    if not bases:
        names = ", ".join(name for names in INDEX_VARIABLES.values() for name in names[:1])
        return f"not checked: no registry is configured in the environment (set {names})"
    with ThreadPoolExecutor(AT_ONCE) as pool:
        latest = list(pool.map(lambda row: _latest(row["ecosystem"], bases[row["ecosystem"]], row["name"]), asked))
    for row, version in zip(asked, latest, strict=True):
        row["latest"] = version
    answered = sum(version is not None for version in latest)
    return (
        f"{answered} of {len(asked)} answered by the registries"
        if answered
        else "offline: no registry answered; versions are not checked"
    )


def _base(ecosystem: str) -> str:
    import os

    return next((os.environ[name].rstrip("/") for name in INDEX_VARIABLES[ecosystem] if os.environ.get(name)), "")


def _latest(ecosystem: str, base: str, name: str) -> str | None:
    url = f"{base}/{quote(name, safe='@')}/latest" if ecosystem == "npm" else f"{base}/{quote(name)}/"
    headers = {"Accept": "application/vnd.pypi.simple.v1+json, application/json"}
    if urllib.parse.urlsplit(url).scheme not in {"http", "https"}:
        return None
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
            data: Any = json.load(response)
    except (OSError, ValueError, urllib.error.URLError):
        return None
    if ecosystem == "npm":
        return str(data.get("version") or "") or None
    return _newest([str(version) for version in data.get("versions", [])])


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
