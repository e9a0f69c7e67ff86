"""Why it is not claimed of a distribution, which nothing was seen to use, that nothing uses it: what points to a use all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import words
from ...text_facts import text_lines
from ...workspace.workspace_packages import OWN_ZONES
from ..import_names import PYTHON_COMPANIONS, modules_of, normalised
from ..short_for import is_short_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence, Set

    from ....indexer.index import Index
    from ....indexer.manifests.base import Dependency

__all__ = ["doubt", "has_other_reason", "is_found_by_others", "is_started", "listed_with", "named_in_texts"]

TEXTS = re.compile(
    r"(?:^|/)(?:[^/.]+|\.?env[\w.-]*|[\w.-]+\.(?:ya?ml|toml|cfg|ini|conf|env|sh|bash|service|html|j2|tf|bat|ps1|nix|spec|json))$"
)
"""Names of files that set programs up, or start them."""
MANIFESTS = re.compile(
    r"(?:^|/)(?:pyproject\.toml|setup\.cfg|Pipfile|poetry\.toml|environment[\w.-]*\.ya?ml|renovate\.json5?|dependabot\.ya?ml|LICENSE|AUTHORS|NOTICE)$"
    r"|lock(?:\.\w+)?$"
)
"""What holds names without using them."""
MOST_BYTES = 200_000
SCANNED_BYTES = 8_000_000
FROZEN = "=="
SHARE, LEAST_LINES = 3, 15
"""A list this long, of which every third line is neither imported nor started, holds what others need."""

HOSTS = words(
    "types opentelemetry mkdocs sphinx sphinxcontrib flake8 pylint pytest tox mypy pre-commit jupyter jupyterlab furo pymdown"
    " pygments mdx hatch setuptools poetry pdm keyrings datasette llm dbt apache-airflow-providers pelican lektor napari robotframework"
)
"""What a distribution's name begins with that its host finds by its entry points: `pygments-markdown-lexer` gives a lexer."""
PLUGIN = re.compile(
    rf"(?:{'|'.join(sorted(HOSTS))})-|.*-(?:stubs|stub|types)$|(?:pip|setuptools|wheel|furo|tzdata|mkdocstrings)$"
)
"""Distributions that others find by their entry points, by stub files or while installing, or that are data: nothing imports them."""

REASON = re.compile(
    r"\bpin(?:s|ned|ning)?\b|\bnot (?:directly|actually)\b|\b(?:in|sub-?)directly?\b|\btransitive|\bvulnerab|\bCVE-|\bsecurity\b"
    r"|\bworkaround\b"
    r"|\b(?:needed|required|used|loaded|imported|pulled in) (?:by|for)\b|\bbreak(?:s|ing)?\b|\bremove (?:if|when|once|after)\b|\bhold\b"
    r"|\bproper dependency\b|\bworks? with\b|\bshould match\b|\bkeep in sync\b|\bcompatib|\bbackend\b|\bdriver\b|\bplugin\b",
    re.IGNORECASE,
)
"""A comment that tells of others which need it, of a version that is held, of a plugin: not that code imports it."""
MOST_LINES = 4
"""Lines of comment above a dependency that still speak of it."""


def doubt(name: str, directory: str, missing: Mapping[str, Iterable[tuple[str, str]]]) -> str:
    """A module (`missing`: with its folder, by how the code has it) that nothing else provides and that may be of the distribution;
    "" where nothing points to a use."""
    for had, (folder, module) in ((had, place) for had, places in missing.items() for place in places):
        if directory in {"", folder} and is_short_for(module, name):
            return f"{module}, which is {had} and not declared, may be of it"
    return ""


def named_in_texts(index: Index, manifests: Collection[str], names: Iterable[str]) -> Mapping[str, str]:
    """Distribution (normalised) → where a text, no manifest and no prose, has its name or that of its module, or leads into a module
    that is called as its last word (`redbeat.RedBeatScheduler`, celery-redbeat)."""
    words = {word: name for name in names for word in (*modules_of(name), name)}
    lasts = {name.rpartition("-")[2]: name for name in words.values() if "-" in name}
    if not words:
        return {}
    pattern = re.compile(
        rf"(?<![\w.@-])(?:(?P<name>{_any(words)})(?![\w-])|(?P<last>{_any(lasts)})(?:\.\w+)*(?:\.(?=[A-Z])|:(?=[a-z]))\w+)".encode()
    )
    found: dict[str, str] = {}
    budget = SCANNED_BYTES
    for path, file in index.files.items():
        if file.zone in OWN_ZONES and file.size <= MOST_BYTES and TEXTS.search(path) and path not in manifests:
            if MANIFESTS.search(path) or (budget := budget - file.size) < 0:
                continue
            for match in pattern.finditer(index.read(path)):
                name = words[match["name"].decode()] if match["name"] else lasts[match["last"].decode()]
                found.setdefault(name, f"{path} has {match[0].decode('utf-8', 'replace')}")
    return found


def _any(words: Iterable[str]) -> str:
    """The pattern of any of some words; of none where there are none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def listed_with(path: str, items: Sequence[Dependency], left: int) -> str:
    """Why a list of requirements holds what others need: it is called after one of them, or a whole environment was written down."""
    stem = normalised("pypi", path.rpartition("/")[2].partition(".")[0])
    if any(normalised("pypi", item.name) == stem for item in items):
        return f"{path} is called after {stem}, which may need it"
    if left * SHARE >= len(items) >= LEAST_LINES and all(item.constraint.startswith(FROZEN) for item in items):
        return f"{path} pins every version, and {left} of its {len(items)} have no use to be seen: others may need it"
    return ""


# ---- Distributions of PyPI that others find by themselves: plugins by their entry points, drivers and optional parts of what is there


def is_found_by_others(name: str, hosts: Set[str]) -> bool:
    """Whether nothing needs to name a distribution, among these that are declared or locked with it."""
    return (
        any(name in companions and host in hosts for host, companions in PYTHON_COMPANIONS.items())
        or any(name[: mark.start()] in hosts for mark in re.finditer("-plugin", name))
        or PLUGIN.match(name) is not None
    )


def is_started(name: str, commands: Collection[str]) -> bool:
    """Whether commands name it, or a program that is called as a part of it (`newrelic-admin run-program …`)."""
    return name in commands or any(command.startswith(f"{name}-") for command in commands)


# ---- What a manifest itself says of a dependency that no code names: a comment that gives another reason to hold it


def has_other_reason(index: Index, path: str, line: int) -> bool:
    """Whether a comment on a manifest's line, or right above it, says so; what is listed under one comment shares it."""
    lines = text_lines(index, path)
    if not 0 < line <= len(lines):
        return False
    told = [lines[line - 1].partition("#")[2]]
    at = line - 2
    name = re.match(r"[\s\"']*([\w.-]*)", lines[line - 1])
    while at >= 0 and name and name[1] and lines[at].lstrip(" \"'").startswith(name[1]):
        at -= 1  # the same one, for another environment
    for above in reversed(lines[max(0, at - MOST_LINES + 1) : at + 1]):
        if not above.lstrip().startswith("#"):
            break
        told.append(above)
    return any(REASON.search(text) for text in told)
