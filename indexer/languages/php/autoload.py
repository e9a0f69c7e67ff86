"""Composer's autoloading: which file a class name stands for, and which package a foreign one comes from.

Rules: https://www.php-fig.org/psr/psr-4/, https://www.php-fig.org/psr/psr-0/,
https://getcomposer.org/doc/04-schema.md#autoload.
"""

from __future__ import annotations

import posixpath
from functools import cache
from typing import TYPE_CHECKING, Any

from ...read_tables import inner_list, json_table
from ...workspace_paths import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..base import World

__all__ = ["Autoload"]

SECTIONS = ("autoload", "autoload-dev")


class Autoload:
    """The autoload rules of every composer.json, and the packages of every composer.lock.

    Attributes:
        psr4, psr0: namespace prefix → folders, in the order of their files.
        packages: namespace prefix → name of the installed package that provides it.
    """

    def __init__(self, world: World) -> None:
        self.files = world.files
        self.psr4: dict[str, list[str]] = {}
        self.psr0: dict[str, list[str]] = {}
        self.packages: dict[str, str] = {}
        self._declared: set[str] = set()
        self.file_of, self.package_of = cache(self._file_of), cache(self._package_of)
        own: set[str] = set()
        for path in world.by_basename.get("composer.json", ()):
            manifest = json_table(world.read(path))
            for section in SECTIONS:
                self._add(posixpath.dirname(path), manifest.get(section))
            for key in ("require", "require-dev"):
                if isinstance(manifest.get(key), dict):
                    self._declared |= {name for name in manifest[key] if "/" in name}
            own.add(str(manifest.get("name")))
        self._declared -= own  # its names are declared here
        for path in world.by_basename.get("composer.lock", ()):
            self._read_lock(json_table(world.read(path)))
        self._longest = {
            kind: sorted(rules, key=lambda prefix: (-len(prefix), prefix))
            for kind, rules in (("psr4", self.psr4), ("psr0", self.psr0), ("packages", self.packages))
        }

    def _file_of(self, name: str) -> str:
        """The file that autoloading reads for a class; "" where no rule leads to one that exists."""
        for prefix in self._longest["psr4"]:
            if name.startswith(prefix):
                tail = name[len(prefix) :].replace("\\", "/")
                for folder in self.psr4[prefix]:
                    if (path := joined(folder, f"{tail}.php")) in self.files:
                        return path
        for prefix in self._longest["psr0"]:
            if name.startswith(prefix):
                namespace, slash, bare = name.rpartition("\\")
                tail = (namespace.replace("\\", "/") + "/" if slash else "") + bare.replace("_", "/")
                for folder in self.psr0[prefix]:
                    if (path := joined(folder, f"{tail}.php")) in self.files:
                        return path
        return ""

    def owns(self, name: str) -> bool:
        """Whether a namespace of the workspace covers the name."""
        return bool(self._own_prefix(name))

    def _own_prefix(self, name: str) -> str:
        """The longest prefix of the workspace's own rules that a name has; "" for none."""
        return max((prefix for prefix in (*self.psr4, *self.psr0) if name.startswith(prefix)), key=len, default="")

    def _package_of(self, name: str) -> str:
        """The installed package that provides a name by a lock file, else the declared one whose name fits; "" for none.

        What a package calls `App` as the workspace does (a tool that is an application itself) is the workspace's.
        """
        prefix = next((item for item in self._longest["packages"] if name.startswith(item)), "")
        if prefix and len(prefix) <= len(self._own_prefix(name)):
            return ""
        return self.packages[prefix] if prefix else self._by_name(name)

    def _by_name(self, name: str) -> str:
        """`Symfony\\Component\\Console\\Command` → `symfony/console`: vendor and a segment, or the vendor's only package."""
        segments = [_plain(part) for part in name.split("\\")]
        ours = sorted(item for item in self._declared if _plain(item.partition("/")[0]) == segments[0])
        for package in ours:
            bare = _plain(package.partition("/")[2])
            if bare in segments[1:4] or bare in {"".join(segments[:2]), "".join(segments[1:3]), segments[0]}:
                return package
        return ours[0] if len(ours) == 1 and not self.owns(name) else ""

    def _add(self, folder: str, section: object) -> None:
        if not isinstance(section, dict):
            return
        for key, rules in (("psr-4", self.psr4), ("psr-0", self.psr0)):
            for prefix, places in _rules(section.get(key)):
                rules.setdefault(prefix, []).extend(joined(folder, place) for place in places)

    def _read_lock(self, lock: dict[str, Any]) -> None:
        for listed in ("packages", "packages-dev"):
            for package in inner_list(lock, listed):
                if not isinstance(package, dict) or not isinstance(package.get("autoload"), dict):
                    continue
                self._declared.add(str(package.get("name", "")))
                for key in ("psr-4", "psr-0"):
                    for prefix, _ in _rules(package["autoload"].get(key)):
                        if prefix:
                            self.packages.setdefault(prefix, str(package.get("name", "")))


def _rules(section: object) -> Iterator[tuple[str, list[str]]]:
    """Prefix and folders of a psr-4 or psr-0 section."""
    if isinstance(section, dict):
        for prefix, places in section.items():
            listed = places if isinstance(places, list) else [places]
            yield prefix, [place for place in listed if isinstance(place, str)]


def _plain(name: str) -> str:
    return name.replace("-", "").replace("_", "").lower()
