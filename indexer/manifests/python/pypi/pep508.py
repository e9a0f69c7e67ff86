"""Requirements as Python packages write them. Sources: PEP 508, PEP 440, PEP 503, and what pip accepts beside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..... import lazy_re as re
from ....gathering import word_table
from ...base import Dependency
from ...marks import pinned
from ...notations.lines import inside

__all__ = ["Requirement", "dependency", "newest_of", "normalise", "parse_requirement", "scope_of"]

LENGTH = 2000
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_CLAUSE = r"(?:===|==|~=|!=|<=|>=|<|>)\s*[^\s,;()<>=~!][^\s,;()]*"
_REQUIREMENT = re.compile(
    rf"\s*({_NAME})\s*(?:\[([^\]]*)\])?\s*(?:@\s*(\S+)|\(?\s*({_CLAUSE}(?:\s*,\s*{_CLAUSE})*)?\s*,?\s*\)?)\s*(?:;\s*(.*))?\Z",
    re.DOTALL,
)
_EXACT = re.compile(r"===?\s*([^\s,*${]+)\Z")
_SEPARATORS = re.compile(r"[-_.]+")
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9._-]+)")
_ARCHIVE = re.compile(rf"({_NAME}?)-(\d[^/-]*?)(?:-[^/]*\.whl|\.tar\.\w+|\.tgz|\.zip)\Z")
_REPOSITORY = re.compile(rf"(?:git|hg)\+\S*[/:]({_NAME})(?:@[^/@]*)?\Z")
_WORD = re.compile(r"[a-z]+")
_SCOPE_WORDS = word_table("""
test: test tests testing pytest tox coverage cov e2e integration
dev: dev develop development lint linting linters docs doc documentation typing types
dev: mypy typecheck ci local tools tooling style format fmt quality precommit bench
build: build packaging release
""")
_SCOPES = {word: scope for scope, words in _SCOPE_WORDS.items() for word in words}


class Requirement(NamedTuple):
    """A requirement's parts; `url` is set for a direct reference, `constraint` else."""

    name: str
    constraint: str = ""
    marker: str = ""
    url: str = ""
    extras: str = ""


def normalise(name: str) -> str:
    """A distribution's name as the index compares it (PEP 503)."""
    return _SEPARATORS.sub("-", name).lower()


def parse_requirement(text: str) -> Requirement | None:
    """The parts of a requirement; None where it is none. A bare URL is named by its `#egg=`, its
    archive or its repository."""
    text = " ".join(text.split())  # the pattern allows white space at many places: runs of it would cost time
    if len(text) > LENGTH:
        return None
    if found := _REQUIREMENT.match(text):
        name, extras, url, constraint, marker = (part or "" for part in found.groups())
        return Requirement(normalise(name), constraint, marker.strip(), url, extras)
    body, _, marker = text.partition(" ;") if " ;" in text else text.partition("; ")
    if found := _EGG.search(body):
        return Requirement(normalise(found[1].removesuffix(".git")), "", marker.strip(), body.strip())
    address = body.strip().partition("#")[0].partition("?")[0]
    if found := _ARCHIVE.match(address.rpartition("/")[2]):
        return Requirement(normalise(found[1]), f"=={found[2]}", marker.strip(), body.strip())
    if found := _REPOSITORY.match(address):
        return Requirement(normalise(found[1].removesuffix(".git")), "", marker.strip(), body.strip())
    return None


def dependency(requirement: Requirement, base: str, line: int, scope: str = "runtime", group: str = "") -> Dependency:
    """The record of a requirement written in a file of directory `base`."""
    source = source_of(requirement.url)
    return Dependency(
        requirement.name,
        requirement.constraint or requirement.url,
        pinned(_EXACT, requirement.constraint),
        scope,
        line=line,
        group=group,
        source=source,
        path=inside(base, requirement.url.removeprefix("file:").partition("#")[0]) if source == "path" else "",
        marker=requirement.marker,
    )


def source_of(url: str) -> str:
    """Where a direct reference leads; `registry` for none."""
    if not url:
        return "registry"
    if url.startswith(("git+", "hg+", "svn+", "bzr+", "git@", "git:")):
        return "git"
    if url.startswith(("http:", "https:", "ftp:")):
        return "git" if url.partition("#")[0].endswith(".git") else "url"
    return "path"


def scope_of(name: str, other: str) -> str:
    """The scope that a group, extra, environment or file name tells (`dev`, `test-utils`, `docs`), else `other`."""
    return next((_SCOPES[word] for word in _WORD.findall(name.lower()) if word in _SCOPES), other)


def newest_of(versions: Iterable[str], constraint: str) -> str:
    """The newest of some versions that a constraint takes (of all where it takes none, or is none of PEP 440's)."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version

    known = {}
    for text in versions:
        try:
            known[Version(text)] = text
        except InvalidVersion:
            continue  # a lockfile's word for what is no release
    try:
        taken = {*SpecifierSet(constraint).filter(known, prereleases=True)}
    except InvalidSpecifier:
        taken = set()
    newest = max(taken or known, default=None)
    return "" if newest is None else known[newest]
