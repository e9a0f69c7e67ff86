"""Which npm package a specifier or the shorthand of a tool's configuration means."""

from __future__ import annotations

from functools import lru_cache

from .... import lazy_re as re

__all__ = ["NAME", "module_name", "named"]

NAME = re.compile(r"(?:@[a-z0-9~_][\w.~-]*+/)?[a-z0-9~_][\w.~-]*+", re.IGNORECASE)


@lru_cache(maxsize=16_384)
def module_name(specifier: str) -> str:
    """The package that a bare specifier names; "" for paths, URLs, builtins and free text."""
    text = specifier.removeprefix("~").removeprefix("module:").removeprefix("pkg:").partition("!")[0]
    text = text.partition(" > ")[0]
    if "node_modules/" in text:
        text = text.rpartition("node_modules/")[2]
    match = NAME.match(text)
    if match is None or (match.end() < len(text) and text[match.end()] not in "/?#:"):
        return ""
    return "" if text[match.end() : match.end() + 1] == ":" and not text.startswith("@") else match[0]


def named(scheme: str, value: str) -> str:
    """The package that a shorthand means under a naming scheme; see `npm_tools.Rule`."""
    if value.startswith((".", "/", "<", "$", "eslint:")) or " " in value:
        return ""
    if scheme.startswith("="):
        return scheme[1:]
    if scheme == "eslint-config" and value.startswith("plugin:"):
        base = value[7:]
        scheme, value = "eslint-plugin", base.rpartition("/")[0] or base
    if scheme == "eslint-rule":
        scheme, value = "eslint-plugin", value.rpartition("/")[0]
    if scheme == "module" or value.startswith("module:"):
        return module_name(value)
    if "{}" in scheme:
        return scheme.format(value) if NAME.fullmatch(value) and "/" not in value else module_name(value)
    if value.startswith("@"):
        scope, _, rest = value.partition("/")
        return _scoped(scheme, scope, rest)
    name = module_name(value)
    return name if not name or name.startswith(f"{scheme}-") or name == scheme else f"{scheme}-{name}"


def _scoped(scheme: str, scope: str, rest: str) -> str:
    """`@s` → @s/eslint-plugin; `@s/x` → @s/eslint-plugin-x; a tool's own drop its name (`@babel/env` → @babel/preset-env)."""
    prefix = scheme.removeprefix(f"{scope[1:]}-") if scope in {"@babel", "@docusaurus"} else scheme
    name, _, inside = rest.partition("/")
    if not name:
        return f"{scope}/{prefix}"
    if inside and scheme.startswith("babel-"):  # Babel takes a path into a package as it stands
        return f"{scope}/{name}"
    own = name.startswith(prefix) or (scheme.startswith("babel-") and scheme.removeprefix("babel-") in name)
    if scheme.endswith("-config") and not own:
        return f"{scope}/{prefix}" if "/" not in rest and name == "recommended" else f"{scope}/{prefix}-{name}"
    return f"{scope}/{name}" if own else f"{scope}/{prefix}-{name}"
