"""Erlang's rebar3: rebar.config and rebar.lock.

Source: https://rebar3.org/docs/configuration/dependencies/.
"""

from __future__ import annotations

from .... import lazy_re as re
from ..base import Dependency, Manifest
from ..notations.lines import decode
from ..notations.terms import Atom, Group, Term, read_terms, text

__all__ = ["parse_rebar", "parse_rebar_lock"]

_EXACT = re.compile(r"\d+\.\d+\.\d+[\w.+-]*\Z")
_PROFILES = {"test": "test", "dev": "dev", "docs": "dev", "prod": "runtime"}


def parse_rebar(path: str, content: bytes) -> Manifest:
    """Reads a rebar.config: dependencies of the project and of its profiles."""
    manifest = Manifest("hex", manager="rebar3")
    for term in read_terms(decode(content)).items:
        name, value = _pair(term)
        if name == "deps":
            _dependencies(value, "runtime", "", manifest)
        elif name == "profiles" and isinstance(value, Group):
            for profile in value.items:
                title, settings = _pair(profile)
                for setting in settings.items if isinstance(settings, Group) else ():
                    if _pair(setting)[0] == "deps":
                        _dependencies(_pair(setting)[1], _PROFILES.get(title, "dev"), title, manifest)
    return manifest


def parse_rebar_lock(path: str, content: bytes) -> Manifest:
    """Reads a rebar.lock: `{Name, {pkg, Name, Version}, Depth}` or a repository with its commit."""
    manifest = Manifest("hex", role="lockfile", manager="rebar3")
    todo: list[Term] = [*read_terms(decode(content)).items]
    while todo:
        term = todo.pop(0)
        if not isinstance(term, Group):
            continue
        source = term.items[1] if len(term.items) > 1 else None
        if term.sign == "{" and isinstance(source, Group) and source.sign == "{" and source.items:
            _locked(term, source, manifest)
        else:
            todo = [*term.items, *todo]
    return manifest


def _pair(term: Term) -> tuple[str, Term | None]:
    """The name and value of a tuple `{name, value}`."""
    if isinstance(term, Group) and term.sign == "{" and term.items and isinstance(term.items[0], Atom):
        return term.items[0], term.items[1] if len(term.items) > 1 else None
    return "", None


def _dependencies(value: Term | None, scope: str, group: str, manifest: Manifest) -> None:
    for item in value.items if isinstance(value, Group) else ():
        if isinstance(item, Atom):
            line = value.line if isinstance(value, Group) else 1
            manifest.dependencies.append(Dependency(item, scope=scope, line=line, group=group))
            continue
        name, detail = _pair(item)
        if not name or not isinstance(item, Group):
            continue
        constraint, source = (detail, "registry") if isinstance(detail, str) else (_reference(detail), "registry")
        if isinstance(detail, Group) and detail.items and text(detail.items[0]) in ("git", "git_subdir", "hg"):
            source = "git"
        exact = constraint if _EXACT.match(constraint) and source == "registry" else ""
        found = Dependency(name, constraint, exact, scope, line=item.line, group=group, source=source)
        manifest.dependencies.append(found)


def _reference(detail: Term | None) -> str:
    """The tag, branch or commit of `{git, Url, {tag, "1.0"}}`."""
    if isinstance(detail, Group):
        for item in detail.items[1:]:
            name, value = _pair(item)
            if name in ("tag", "branch", "ref"):
                return text(value)
    return ""


def _locked(term: Group, source: Group, manifest: Manifest) -> None:
    name, kind = text(term.items[0]), text(source.items[0])
    direct = text(term.items[-1]) == "0"
    if kind == "pkg" and len(source.items) > 2:
        version, origin = text(source.items[2]), "registry"
        name = text(source.items[1]) or name
    else:
        version, origin = _reference(source), "git"
    if name and version:
        manifest.dependencies.append(Dependency(name, resolved=version, direct=direct, line=term.line, source=origin))
