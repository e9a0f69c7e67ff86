"""Gradle version catalogs: gradle/*.versions.toml, and those that a settings script names.

Source: https://docs.gradle.org/current/userguide/version_catalogs.html. A catalog's libraries are nobody's dependencies by
themselves: they carry `direct=False`, the group `catalog NAME` and the marker `alias A.B` (the accessor that scripts use).
Plugins, bundles and versions are settings `plugin:ALIAS`, `bundle:ALIAS`, `version:ALIAS` of kind `config`.
"""

from __future__ import annotations

from ..... import lazy_re as re
from ...base import Dependency, Manifest, Setting, reader
from ...notations.block_nodes import Node, flatten, walk
from ...notations.lines import Document, Key, directory, inside
from ...notations.toml_lines import read_toml

__all__ = ["parse_catalog", "script_catalogs"]

_SEPARATOR = re.compile(r"[-_.]")
_EXACT = re.compile(r"\d[\w.+-]*\Z|v\d[\w.+-]*\Z")


def _accessor(alias: str) -> str:
    """The name by which scripts reach an alias: `kotlin-test_junit` → `kotlin.test.junit`."""
    return _SEPARATOR.sub(".", alias)


@reader(read_toml, "maven", "gradle", "config")
def parse_catalog(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a version catalog; its name is the file's (`libs.versions.toml` → `libs`)."""
    catalog = path.rpartition("/")[2].removesuffix(".versions.toml")
    for alias in document.table("libraries"):
        manifest.dependencies += _library(document, catalog, alias)
    for alias in document.table("plugins"):
        plugin, _, inline = document.text("plugins", alias).partition(":")
        name, version = (
            plugin or document.text("plugins", alias, "id"),
            inline or _version(document, ("plugins", alias)),
        )
        manifest.settings.append(_setting(document, "plugins", alias, f"{name}:{version}"))
    for alias in document.table("versions"):
        manifest.settings.append(_setting(document, "versions", alias, _rich(document, ("versions", alias))))
    for alias in document.table("bundles"):
        members = ",".join(_accessor(text) for text, _ in document.texts("bundles", alias))
        manifest.settings.append(_setting(document, "bundles", alias, members))


def _setting(document: Document, table: str, alias: str, value: str) -> Setting:
    return Setting("config", f"{table[:-1]}:{_accessor(alias)}", value, document.line(table, alias))


def script_catalogs(path: str, nodes: list[Node], manifest: Manifest) -> None:
    """Catalogs that a settings script reads from files: `versionCatalogs { create("libs") { from(files("x")) } }`."""
    for node, around in walk(nodes):
        if not any(n.path.endswith("versionCatalogs") for n in around):
            continue
        owner = around[-1]
        catalog = next(iter(flatten(owner.arguments)), owner.path)
        texts = flatten(node.arguments)
        if node.path == "from" and texts:
            place = inside(directory(path), texts[0])
            manifest.settings.append(Setting("config", f"catalog:{catalog}", place, node.line))


def _library(document: Document, catalog: str, alias: str) -> list[Dependency]:
    place: tuple[Key, ...] = ("libraries", alias)
    text = document.text(*place)
    parts = (document.text(*place, "group"), document.text(*place, "name"))
    module = document.text(*place, "module") or ":".join(filter(None, parts))
    version = _version(document, place)
    if text.count(":") >= 1:
        group, name, *rest = text.split(":")
        module, version = f"{group}:{name}", rest[0] if rest else ""
    return [_offered(catalog, alias, module, version, document.line(*place))] if ":" in module else []


def _offered(catalog: str, alias: str, module: str, version: str, line: int) -> Dependency:
    return Dependency(
        module,
        version,
        version if _EXACT.match(version) else "",
        direct=False,
        line=line,
        group=f"catalog {catalog}",
        marker=f"alias {_accessor(alias)}",
    )


def _version(document: Document, place: tuple[Key, ...]) -> str:
    """The version of a library or plugin: written there, or by reference to the table of versions."""
    reference = document.text(*place, "version", "ref")
    return _rich(document, ("versions", reference)) if reference else _rich(document, (*place, "version"))


def _rich(document: Document, place: tuple[Key, ...]) -> str:
    kinds = ((), ("strictly",), ("require",), ("prefer",))
    return next(filter(None, (document.text(*place, *kind) for kind in kinds)), "")
