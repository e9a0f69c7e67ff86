"""Where Ruby imports lead: files on the load path, files beside the importer, and Rails' autoloaded constants.

The load path follows RubyGems (`require_paths` of a gemspec, `lib` unless it says otherwise:
https://guides.rubygems.org/specification-reference/#require_paths=) and the runners that put `test` or `spec` on it.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Link
from ...gathering import words
from ...path_globs import compiled, literal_head
from ...workspace_paths import nearest_around, prefix_of
from .zeitwerk import Autoloads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...facts import Import
    from ..base import World

__all__ = ["Resolver"]

GLOBS = frozenset({"glob", "glob_relative"})
ENDINGS = (".rb", ".rake", ".ru")
TEST_FOLDERS = ("test", "spec", "test/lib", "spec/lib")
NATIVE = (".so", ".bundle", ".dll", ".jar")
REQUIRE_PATHS = re.compile(
    r"\brequire_paths?\s*=\s*(?:%w[\[({]([^\])}]*)|((?:Dir(?:\.glob)?[ \t(]*)?(?:\[[^\]]*\]|[^\n]*)))"
)
QUOTED = re.compile(r"['\"]([^'\"\n]+)['\"]")
GEM = re.compile(r"(?:\bgem|add_(?:runtime_|development_)?dependency)[ \t(]+['\"]([\w.-]+)['\"]")
LOCKED = re.compile(r"^    ([\w.-]+) \(", re.MULTILINE)


class Resolver:
    """What `require` can find in the workspace."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.files = world.files
        self.autoloads = Autoloads(world)
        self.roots = self._gem_roots()
        self.gems = self._declared_gems()
        self._load_paths: dict[str, tuple[str, ...]] = {}
        self._own = {name for folders in self.roots.values() for folder in folders for name in self._tops(folder)}

    def __call__(self, path: str, imports: Sequence[Import]) -> Iterator[Link]:
        """Resolves the imports of one file; see `base.Resolver`."""
        for item in imports:
            yield from self.links(path, item)
        yield from self.autoloads.links(path)

    def links(self, path: str, item: Import) -> Iterator[Link]:
        """Where an import leads: to one file, or to all that a loop requires."""
        if item.form in GLOBS:
            yield from self._all(path, item)
        elif item.form in {"registered", "rooted"}:
            # any call may look so: only one that gives a file of the workspace is taken for it
            folder = posixpath.dirname(path) if item.form == "registered" else self._root_of(path)
            target = self._file(_join(folder, item.specifier))
            missed = () if item.form == "registered" else (Link.nowhere(item, "computed specifier"),)
            yield from [Link.to(item, target)] if target else missed
        else:
            yield self.link(path, item)

    def _all(self, path: str, item: Import) -> Iterator[Link]:
        folder = posixpath.dirname(path) if item.form == "glob_relative" else self._root_of(path)
        glob = _join(folder, item.specifier)
        head, pattern = literal_head(glob), compiled(glob)
        found = sorted(
            other
            for other in self.files
            if other.startswith(head) and other.endswith(ENDINGS) and other != path and pattern.fullmatch(other)
        )
        yield from (Link.to(item, target) for target in found)
        if not found:
            yield Link.nowhere(item, "no file matches the pattern")

    def link(self, path: str, item: Import) -> Link:
        """The file of an import, the gem or standard library that it means, or why none of them."""
        if item.kind == "dynamic":
            return Link.nowhere(item, "computed specifier")
        here = posixpath.dirname(path)
        if item.form in {"require_relative", "load_relative"} or item.specifier.startswith(("./", "../")):
            target = self._file(_join(here, item.specifier)) or self._file(_join(self._root_of(path), item.specifier))
            return Link.to(item, target) if target else Link.nowhere(item, "no file at that path")
        if item.specifier.startswith(("/", "~")):
            return Link.nowhere(item, "absolute path")
        for folder in self.load_path(path):
            if target := self._file(_join(folder, item.specifier)):
                return Link.to(item, target)
        if not self._gem(item.specifier) and (target := self.autoloads.required(path, item.specifier)):
            return Link.to(item, target)
        return self._outside(item)

    def load_path(self, path: str) -> tuple[str, ...]:
        """The folders that `require` searches from a file: its own gem's first, then those of the workspace's others."""
        root = self._root_of(path)
        if root not in self._load_paths:
            own = [*self.roots.get(root, ()), *(_join(root, name) for name in TEST_FOLDERS), root]
            others = [folder for _, folders in sorted(self.roots.items()) for folder in folders]
            self._load_paths[root] = tuple(dict.fromkeys([*own, *others, "lib", *TEST_FOLDERS, ""]))
        return self._load_paths[root]

    def _outside(self, item: Import) -> Link:
        top = item.specifier.partition("/")[0]
        if item.specifier.endswith(NATIVE):
            return Link.nowhere(item, "a native extension")
        gem = self._gem(item.specifier)
        if gem == "" and top in self._own and top not in STDLIB:
            shared = any(name.startswith((f"{top}-", f"{top}_")) for name in self.gems.values())
            return Link.nowhere(item, f"no file on the load path{' (or a gem of that name)' if shared else ''}")
        stdlib = gem == "" and top.removesuffix(".rb") in STDLIB
        return Link.outside(item, gem or top, stdlib)

    def _gem(self, specifier: str) -> str:
        """The declared gem that a feature's path begins with (`active_record/base` → `activerecord`); "" for none."""
        parts = specifier.removesuffix(".rb").split("/")
        for count in range(len(parts), 0, -1):
            found = self.gems.get(_plain("".join(parts[:count])))
            if found is not None:
                return found
        return ""

    def _file(self, base: str) -> str:
        if f"{base}.rb" in self.files:
            return f"{base}.rb"
        return base if base in self.files and base.endswith(ENDINGS) else ""

    def _root_of(self, path: str) -> str:
        """The folder of the nearest gemspec or Gemfile above a file; the workspace's root without one."""
        return nearest_around(path, self.roots)

    def _gem_roots(self) -> dict[str, tuple[str, ...]]:
        """Folder of a gemspec, a Gemfile or an application → the folders that it puts on the load path."""
        found: dict[str, tuple[str, ...]] = {"": ("lib",)}
        for path in self.world.matching("Gemfile", "gems.rb", "config.ru"):
            folder = posixpath.dirname(path)
            found.setdefault(folder, (_join(folder, "lib"),))
        for path in self.world.matching("*.gemspec"):
            folder = posixpath.dirname(path)
            match = REQUIRE_PATHS.search(self.world.read(path).decode("utf-8", "replace"))
            names = match[1].split() if match and match[1] else QUOTED.findall(match[2]) if match else []
            given = [each for name in names or ["lib"] for each in self._folders(_join(folder, name))]
            found[folder] = tuple(dict.fromkeys((*found.get(folder, ()), *given)))
        return found

    def _folders(self, path: str) -> list[str]:
        """The folder of a load path, or those that its pattern matches (`Dir["*/lib"]` of gems that are published as one)."""
        if "*" not in path:
            return [path]
        pattern, heads = compiled(path), {"/".join(other.split("/")[: path.count("/") + 1]) for other in self.files}
        return sorted(folder for folder in heads if pattern.fullmatch(folder))

    def _declared_gems(self) -> dict[str, str]:
        """Gem names without their separators → as they are declared."""
        found: dict[str, str] = {}
        own = {posixpath.basename(path).removesuffix(".gemspec") for path in self.world.matching("*.gemspec")}
        for path in self.world.matching("Gemfile", "gems.rb", "*.gemspec", "Gemfile.lock", "gems.locked"):
            text = self.world.read(path).decode("utf-8", "replace")
            locked = path.endswith((".lock", ".locked"))
            for name in (LOCKED if locked else GEM).findall(text):
                # A default gem that only the lock file names was not chosen: it is the standard library.
                if name not in own and not (locked and name.partition("-")[0] in STDLIB):
                    found.setdefault(_plain(name), name)
        return found

    def _tops(self, folder: str) -> Iterator[str]:
        """The first segments of the features in a folder of the load path."""
        prefix = prefix_of(folder)
        for path in self.files:
            if path.startswith(prefix) and path.endswith(".rb"):
                yield path[len(prefix) :].partition("/")[0].removesuffix(".rb")


def _plain(name: str) -> str:
    return name.replace("-", "").replace("_", "").lower()


def _join(folder: str, name: str) -> str:
    """A path below a folder, also where it is written with a leading `/`, as behind `__dir__`."""
    joined = posixpath.normpath(prefix_of(folder) + name)
    return "" if joined == "." else joined


# ---- The features that come with Ruby: its standard library, default gems and bundled gems of 2.7 to 3.4, by first segment
# (https://docs.ruby-lang.org/en/master/standard_library_md.html); bundled gems that projects declare (minitest, rake) are not listed.

STDLIB = words(
    "English abbrev base64 benchmark bigdecimal bundler cgi cmath continuation coverage csv date dbm debug delegate "
    "did_you_mean digest drb e2mmap enumerator erb error_highlight etc expect fcntl fiber fiddle fileutils find "
    "forwardable gdbm getoptlong io ipaddr irb json kconv logger mathn matrix mkmf monitor mutex_m net nkf objspace "
    "observer open-uri open3 openssl optionparser optparse ostruct pathname pp prettyprint prime profile profiler pstore "
    "psych pty racc random rational rbconfig rdoc readline reline resolv resolv-replace rexml rinda ripper rss ruby2_keywords "
    "rubygems scanf sdbm securerandom set shell shellwords singleton socket stringio strscan sync syntax_suggest syslog "
    "tempfile thread thwait time timeout tmpdir tracer tsort un unicode_normalize uri weakref webrick win32ole "
    "yaml zlib"
)
