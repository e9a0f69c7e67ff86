"""The catalog: technologies as data, one TOML file a category, and the tables to look them up by what shows them.

An entry is one line, `"Name" = { npm = "a b", files = "x.json", implies = "Other" }`; docs/catalog.md tells what the
keys mean. The files are TOML, but a question must not wait for a TOML parser to read 150 kB: lines of that plain
shape are read by two regular expressions, all others by tomli, and an entry becomes an object when something shows
it. A test holds both readings equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from ... import lazy_re as re
from ...indexer.gathering import by_key
from .globs import Glob, expanded

__all__ = ["CATEGORIES", "ECOSYSTEMS", "EVIDENCE", "Catalog", "Technology", "load"]

_CATEGORIES: Final = """
web-framework:frameworks ui-library:frameworks mobile:frameworks desktop:frameworks embedded:frameworks cli-framework:frameworks
static-site:frameworks css-framework:frameworks orm:frameworks build-tool:build_tools compiler:build_tools package-manager:package_managers
test-framework:test_frameworks linter:linters formatter:formatters type-checker:linters git-hooks:other database:databases
message-queue:message_queues ci:ci container:containers cloud:cloud infrastructure:other ci-service:other environment:other
api:other state:other auth:other ai:other data-science:other observability:other documentation:other payment:other
analytics:other communication:other cms:other collaboration:other storage:other service:other
"""
CATEGORIES: Final[Mapping[str, str]] = dict(entry.split(":") for entry in _CATEGORIES.split())
"""Category (the file's name) → the list of the `detect` answer in which its technologies stand."""

ECOSYSTEMS: Final = frozenset({
    "npm", "pypi", "golang", "cargo", "maven", "gem", "composer", "nuget", "pub", "hex", "swift", "cocoapods", "conan", "vcpkg",
    "terraform", "deno", "cran", "luarocks",
})  # fmt: skip
"""Keys that name packages, as the manifests' readers name their ecosystems (package URL types)."""

EVIDENCE: Final = frozenset({
    "files", "image", "action", "setting", "hook", "import", "command", "manager", "plugin", "sdk",
})  # fmt: skip
"""Keys that name something else which shows a technology."""

LINE: Final = re.compile(r'^"([^"\\]+)" = \{(.*)\}[ \t]*$', re.MULTILINE)
PAIR: Final = re.compile(r' (\w+) = "([^"\\]*)"(?:,|[ \t]*$)')
PLAIN: Final = re.compile(r'(?: \w+ = "[^"\\]*",?)*[ \t]*')
BY_SEGMENT: Final = frozenset({"golang", "action", "terraform", "deno"})
"""Kinds of names whose entries also mean what lies below them (`a.b/c` means `a.b/c/d`)."""


class Technology(NamedTuple):
    """An entry of the catalog.

    Attributes:
        name: as the technology calls itself; unique.
        category: the file that it stands in.
        evidence: key → names or globs; see docs/catalog.md.
        content: file glob → pattern that the file's text must match.
        implies: the technologies that it is built on, so that they are there too.
        also: further categories.
        brought: what brings it along under a version of its own (lower case).
    """

    name: str
    category: str
    evidence: Mapping[str, tuple[str, ...]]
    content: Mapping[str, str]
    implies: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()

    @property
    def categories(self) -> tuple[str, ...]:
        """Its category, then the further ones."""
        return (self.category, *self.also)


class Globs:
    """Globs of one kind with what each shows, behind one quick look at a name: nearly all names fit none."""

    def __init__(self, entries: list[tuple[Glob, str]], *, of_files: bool = False) -> None:
        self.entries = entries
        texts = [glob.text.rpartition("/")[2] if of_files else glob.text for glob, _ in entries]
        self._starts = tuple({text.partition("*")[0] for text in texts if not text.startswith("*")})
        self._ends = tuple({text.rpartition("*")[2] for text in texts if text.startswith("*")})

    def may_fit(self, name: str) -> bool:
        """Whether any of the globs begins as the name does, or (where it begins with `*`) ends so."""
        return name.startswith(self._starts) or name.endswith(self._ends)


class Catalog:
    """All technologies, and what shows each.

    Args:
        texts: category → the text of its file.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._lines: dict[str, tuple[str, str]] = {
            name: (category, body) for category, text in texts.items() for name, body in LINE.findall(text)
        }
        self._entries: dict[str, Technology] = {}
        self._found: dict[tuple[str, str], list[str]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, name: str) -> Technology:
        if name not in self._entries:
            category, body = self._lines[name]
            self._entries[name] = technology(name, category, values(body))
        return self._entries[name]

    @cached_property
    def _tables(self) -> tuple[dict[str, dict[str, list[str]]], dict[str, Globs]]:
        """Key → exact name → technologies; key → (pattern with a `*`, technology)."""
        exact: dict[str, dict[str, list[str]]] = {}
        wild: dict[str, list[tuple[Glob, str]]] = {}
        for name, (_, body) in self._lines.items():
            for key, words in PAIR.findall(body):
                table, mark = exact.setdefault(key, {}), ", " if key == "command" else None
                for word in expanded(words) if key == "files" else words.lower().split(mark):
                    if "*" in word:
                        wild.setdefault(key, []).append((Glob(word), name))
                    else:
                        table.setdefault(word, []).append(name)
        return exact, {key: Globs(globs) for key, globs in wild.items()}

    def with_key(self, key: str) -> list[str]:
        """The technologies whose entries have a key, in the catalog's order."""
        return [name for name, (_, body) in self._lines.items() if f" {key} = " in body and key in self[name].evidence]

    def named(self, key: str, name: str) -> list[str]:
        """The technologies that a name of some kind shows.

        Args:
            key: one of ECOSYSTEMS or EVIDENCE, but `files`.
            name: the package, image, action ...; upper and lower case are one.
        """
        lower = name.lower()
        if (key, lower) not in self._found:
            self._found[key, lower] = self._look_up(key, lower)
        return self._found[key, lower]

    def _look_up(self, key: str, name: str) -> list[str]:
        exact, wild = self._tables
        found = [*exact.get(key, {}).get(name, ())]
        if key in wild and wild[key].may_fit(name):
            found += [other for glob, other in wild[key].entries if glob.matches(name)]
        if key in BY_SEGMENT and not found and "/" in name:
            return self.named(key, name.rpartition("/")[0])
        return list(dict.fromkeys(found))

    @cached_property
    def _endings(self) -> Mapping[str, list[str]]:
        """Last part of a path → the known endings of paths that end in it."""
        return by_key((ending.rpartition("/")[2], ending) for ending in self._tables[0]["files"])

    @cached_property
    def _wild_files(self) -> Mapping[str, Globs]:
        """Extension → the globs that ask for it; "" for those that ask for none."""
        found = by_key((glob.extension, (glob, name)) for glob, name in self._tables[1]["files"].entries)
        return {extension: Globs(globs, of_files=True) for extension, globs in found.items()}

    def file(self, path: str) -> list[str]:
        """The technologies that a file shows by its path."""
        file_name = path.rpartition("/")[2]
        found: list[str] = []
        for ending in self._endings.get(file_name, ()):
            if f"././{path}".endswith("/" + ending):
                found += self._tables[0]["files"][ending]
        for extension in (file_name.rpartition(".")[2], ""):
            globs = self._wild_files.get(extension)
            if globs and globs.may_fit(file_name):
                found += [name for glob, name in globs.entries if glob.ends(path)]
        return list(dict.fromkeys(found)) if found else found

    @cached_property
    def contents(self) -> list[tuple[Glob, str, str]]:
        """`(glob of paths, pattern of the text, technology)`, in the catalog's order."""
        return [
            (Glob(path), text, name)
            for name, (_, body) in self._lines.items()
            if "content = {" in body
            for glob, text in self[name].content.items()
            for path in expanded(glob)
        ]

    def implied(self, name: str) -> list[str]:
        """What a technology is built on, and what that is built on."""
        return [name for other in self[name].implies for name in (other, *self.implied(other))]


@cache
def load() -> Catalog:
    """The catalog that ships with the program, read once."""
    folder = Path(__file__).parent
    return Catalog({category: (folder / f"{category}.toml").read_text(encoding="utf-8") for category in CATEGORIES})


def values(body: str) -> Mapping[str, Any]:
    """The keys of one entry."""
    if PLAIN.fullmatch(body):
        return dict(PAIR.findall(body))
    import tomli

    table: dict[str, Any] = tomli.loads(f"entry = {{{body}}}")["entry"]
    return table


def technology(name: str, category: str, keys: Mapping[str, Any]) -> Technology:
    """An entry from its keys: words parted by spaces; names of technologies and commands have spaces, so commas part
    those."""
    evidence = {key: tuple(text.split()) for key, text in keys.items() if key in ECOSYSTEMS or key in EVIDENCE}
    if "command" in keys:
        evidence["command"] = tuple(keys["command"].split(", "))
    implies = tuple(keys["implies"].split(", ")) if "implies" in keys else ()
    also, brought = tuple(keys.get("also", "").split()), tuple(keys.get("brought", "").lower().split())
    return Technology(name, category, evidence, keys.get("content", {}), implies, also, brought)
