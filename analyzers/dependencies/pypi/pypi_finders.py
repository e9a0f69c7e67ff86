"""Distributions of PyPI that others find by themselves: plugins by their entry points, drivers and optional parts of what is there."""

from __future__ import annotations

import re
from collections.abc import Collection

from ....indexer.gathering import words
from ..import_names import PYTHON_COMPANIONS

__all__ = ["is_found_by_others", "is_started"]

HOSTS = words(
    "types opentelemetry mkdocs sphinx sphinxcontrib flake8 pylint pytest tox mypy pre-commit jupyter jupyterlab furo pymdown"
    " pygments mdx hatch setuptools poetry pdm keyrings datasette llm dbt apache-airflow-providers pelican lektor napari"
)
"""What a distribution's name begins with that its host finds by its entry points: `pygments-markdown-lexer` gives a lexer."""
PLUGIN = re.compile(
    rf"(?:{'|'.join(sorted(HOSTS))})-|.*-(?:stubs|stub|types)$|(?:pip|setuptools|wheel|furo|tzdata|mkdocstrings)$"
)
"""Distributions that others find by their entry points, by stub files or while installing, or that are data: nothing imports them."""


def is_found_by_others(name: str, hosts: Collection[str]) -> bool:
    """Whether nothing needs to name a distribution, among these that are declared or locked with it."""
    if any(name in PYTHON_COMPANIONS.get(host, ()) or name.startswith(f"{host}-plugin") for host in hosts):
        return True
    return PLUGIN.match(name) is not None


def is_started(name: str, commands: Collection[str]) -> bool:
    """Whether commands name it, or a program that is called as a part of it (`newrelic-admin run-program …`)."""
    return name in commands or any(command.startswith(f"{name}-") for command in commands)
