"""Gradle version catalogs: gradle/*.versions.toml, and catalogs written in a settings script.

Source: https://docs.gradle.org/current/userguide/version_catalogs.html. A catalog's libraries are nobody's dependencies by
themselves: they carry `direct=False`, the group `catalog NAME` and the marker `alias A.B` (the accessor that scripts use).
Plugins, bundles and versions are settings `plugin:ALIAS`, `bundle:ALIAS`, `version:ALIAS` of kind `config`.
"""

from __future__ import annotations

from ..... import lazy_re as re
from ...base import Dependency, Manifest, Setting
from ...notations.block_nodes import Node, flatten, walk
from ...notations.lines import Document, Key, directory, inside
from ...notations.toml_lines import read_toml

__all__ = ["parse_catalog", "script_catalogs"]

_SEPARATOR = re.compile(r"[-_.]")
_EXACT = re.compile(r"\d[\w.+-]*\Z|v\d[\w.+-]*\Z")


def _accessor(alias: str) -> str:
    """The name by which scripts reach an alias: `kotlin-test_junit` → `kotlin.test.junit`."""
    return _SEPARATOR.sub(".", alias)


def parse_catalog(path: str, content: bytes) -> Manifest:
    """Reads a version catalog; its name is the file's (`libs.versions.toml` → `libs`)."""
    document = read_toml(content)
    catalog = path.rpartition("/")[2].removesuffix(".versions.toml")
    manifest = Manifest("maven", role="config", manager="gradle", problems=document.problems)
    for alias in document.table("libraries"):
        manifest.dependencies += _library(document, catalog, alias)
    for alias in document.table("plugins"):
        place: tuple[Key, ...] = ("plugins", alias)
        plugin, _, inline = document.text(*place).partition(":")
        name, version = plugin or document.text(*place, "id"), inline or _version(document, place)
        setting = Setting("config", f"plugin:{_accessor(alias)}", f"{name}:{version}", document.line(*place))
        manifest.settings.append(setting)
    for alias in document.table("versions"):
        version = _rich(document, ("versions", alias))
        manifest.settings.append(
            Setting("config", f"version:{_accessor(alias)}", version, document.line("versions", alias))
        )
    for alias in document.table("bundles"):
        members = ",".join(_accessor(text) for text, _ in document.texts("bundles", alias))
        manifest.settings.append(
            Setting("config", f"bundle:{_accessor(alias)}", members, document.line("bundles", alias))
        )
    return manifest


def script_catalogs(path: str, nodes: list[Node], manifest: Manifest) -> None:
    """Catalogs in a settings script's `versionCatalogs { create("libs") { ... } }`; of one read from a file, where it is."""
    for node, around in walk(nodes):
        if not any(n.path.endswith("versionCatalogs") for n in around):
            continue
        owner = around[-1]
        catalog = next(iter(flatten(owner.arguments)), owner.path)
        texts = flatten(node.arguments)
        if node.path == "from" and texts:
            place = inside(directory(path), texts[0])
            manifest.settings.append(Setting("config", f"catalog:{catalog}", place, node.line))
        elif node.path == "version" and len(texts) > 1:
            manifest.settings.append(Setting("config", f"version:{_accessor(texts[0])}", texts[1], node.line))
        elif node.path in ("library", "alias", "alias.to") and texts:
            _script_library(node, catalog, texts, manifest)


def _library(document: Document, catalog: str, alias: str) -> list[Dependency]:
    place: tuple[Key, ...] = ("libraries", alias)
    text = document.text(*place)
    module = document.text(*place, "module") or ":".join(
        filter(None, (document.text(*place, "group"), document.text(*place, "name")))
    )
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
    plain = document.text(*place)
    return plain or next(
        (text for kind in ("strictly", "require", "prefer") if (text := document.text(*place, kind))), ""
    )


def _script_library(node: Node, catalog: str, texts: list[str], manifest: Manifest) -> None:
    """`library("alias", "g:a:1")`, or `library("alias", "g", "a").version("1")` and `.versionRef("x")`."""
    target = node.chain.get("to")
    words = [*texts, target] if isinstance(target, str) else texts
    if len(words) < 2:
        return
    module = words[1] if ":" in words[1] else ":".join(words[1:3])
    group_name, version = ":".join(module.split(":")[:2]), "".join(module.split(":")[2:3])
    versions = {s.name.removeprefix("version:"): s.value for s in manifest.settings if s.name.startswith("version:")}
    written, reference = node.chain.get("version"), node.chain.get("versionRef")
    if isinstance(reference, str):
        version = versions.get(_accessor(reference), "")
    elif isinstance(written, str):
        version = written
    manifest.dependencies.append(_offered(catalog, words[0], group_name, version, node.line))
