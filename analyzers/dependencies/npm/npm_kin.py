"""npm packages that a used one stands for by its name: what a wrapper wraps, the core of its scope, what types a global.

Peers of what is used are read from locks and installed packages; where neither is there, a name is all that tells.
"""

from __future__ import annotations

from collections.abc import Collection

from .... import lazy_re as re
from ....indexer.gathering import words
from .npm_packages import typed_by

__all__ = ["FRAMEWORKS", "TOOLS", "kin"]

FRAMEWORKS = words("react reactjs vue vuejs angular ng ngx svelte solid preact ember next nuxt astro alpine stimulus")
FILLING = words("component components wrapper js ts lib dist browser min slim bundle")
"""Words of a name that tell what kind of package it is, and not what of."""
CORES = words("core pm base")
"""The package of a scope that its other packages take as their peer (`@tiptap/core`)."""
TOOLS = words(
    "eslint stylelint prettier babel postcss webpack rollup vite jest vitest config preset loader plugin types"
)
"""Words of what works on code, which wraps nothing (`eslint-plugin-react`)."""
PART = re.compile(r"(?:^|/)([a-z]+)-(?:plugin|config|preset)(?:-|$)")
"""A part of a tool, which takes no part in anything without it."""
WORDS = re.compile(r"[a-z]+")


def kin(names: Collection[str], used: Collection[str]) -> set[str]:
    """Those of the names that something used stands for."""
    wrapped = {bare for name in used if (bare := _wrapped(name))}
    scopes = {name.partition("/")[0] for name in used if name.startswith("@")}
    typed = {_bare(name) for name in used if not name.startswith("@types/")}
    found = {tool for name in used if (part := PART.search(name)) and (tool := part[1]) in names}
    for name in names:
        scope, _, last = name.rpartition("/")
        if scope == "@types":
            if _bare(typed_by(name)) in typed:
                found.add(name)
        elif _bare(name) in wrapped or (_is_core(last) and scope in scopes and scope[1:] not in TOOLS):
            found.add(name)
    return found


def _is_core(last: str) -> bool:
    """Whether a name without its scope is that of a scope's core (`core`, `fontawesome-svg-core`)."""
    return last in CORES or last.endswith("-core")


def _wrapped(name: str) -> str:
    """What a wrapper for a framework wraps (`sortablejs` of react-sortablejs); "" for any other package."""
    parts = _words(name)
    if not FRAMEWORKS & set(parts) or TOOLS & set(parts):
        return ""
    return "".join(part for part in parts if part not in FILLING | FRAMEWORKS)


def _bare(name: str) -> str:
    return "".join(part for part in _words(name) if part not in FILLING)


def _words(name: str) -> list[str]:
    """The words of a name without its scope and without numbers; `sortablejs` is Sortable's too."""
    return [part.removesuffix("js") or part for part in WORDS.findall(name.rpartition("/")[2].lower())]
