"""Crystal: shard.yml and shard.lock.

Source: https://github.com/crystal-lang/shards/blob/master/docs/shard.yml.adoc.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Dependency, Entry, Manifest, named, placed, reader, replace, told
from .locking import lockfiles_beside
from .notations.yaml_lines import read_yaml

if TYPE_CHECKING:
    from .notations.lines import Document

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "shards"

_GIT = ("github", "gitlab", "bitbucket", "codeberg", "git", "hg", "fossil")


@reader(read_yaml, ECOSYSTEM, "shards")
def parse_shard(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a shard.yml."""
    manifest.packages += named(document, path)
    manifest.settings += told(document, "engine", "crystal", "crystal")
    for target in document.table("targets"):
        main = document.text("targets", target, "main")
        manifest.entries.append(Entry("cli", target, main, document.line("targets", target)))
    for table, scope in (("dependencies", "runtime"), ("development_dependencies", "dev")):
        manifest.dependencies += [_dependency(path, document, table, name, scope) for name in document.table(table)]


@reader(read_yaml, ECOSYSTEM, "shards", "lockfile")
def parse_lock(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a shard.lock."""
    for name in document.table("shards"):
        found = _dependency(path, document, "shards", name, "runtime")
        version = found.constraint or document.text("shards", name, "commit")
        manifest.dependencies.append(replace(found, constraint="", resolved=version, direct=False))


link = lockfiles_beside("shard.lock", "shard.yml")


def _dependency(path: str, document: Document, table: str, name: str, scope: str) -> Dependency:
    spec = document.table(table, name)
    constraint = next((text for key in ("version", "tag", "branch") if (text := document.text(table, name, key))), "")
    found = Dependency(name, constraint, scope=scope, line=document.line(table, name))
    return placed(found, path, document.text(table, name, "path"), any(key in spec for key in _GIT))
