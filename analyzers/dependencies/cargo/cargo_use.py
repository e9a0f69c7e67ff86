"""Cargo's dependencies that nothing names: no path of Rust begins with the crate, no feature turns one of its own on.

What a crate is not named for is left out where it can be known: libraries to link, tools that work by being there, code that only
a build writes, macros of the workspace that write the crate's name into others' code. The names that cargo-machete and cargo-udeps
are told to leave alone are left alone here too (https://github.com/bnjbvr/cargo-machete#false-positives).
"""

from __future__ import annotations

import fnmatch
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.gathering import by_key, words
from ....indexer.manifests.marks import known_as
from ....indexer.reached import reached
from ....indexer.workspace_paths import joined
from ...per_index import remembered
from ...workspace.workspace_packages import OWN_ZONES, owner
from ..absent_code import lacks_code
from ..unused_claims import unused_claim
from .cargo_exceptions import CargoExceptions, exceptions, is_unnameable, turns_on_features

if TYPE_CHECKING:
    from ....answers import UnusedDependency
    from ....indexer.index import Index
    from ....indexer.manifests.base import Dependency, Manifest
    from ..dependency_use import Usage

__all__ = ["CargoUse"]

FORMS = (
    (re.compile(rb"(?:^|[^\w:])(?:::)?(?:r#)?\Z"), re.compile(rb"\s*::")),
    (re.compile(rb"\b(?:use|crate)\s+(?:::)?\Z"), re.compile(rb"\s*(?:;|as\b)")),
    (re.compile(rb"=\s*\"(?:::)?\Z"), re.compile(rb"\"")),
)
"""What stands before and after a crate's name that is used: at the begin of a path, as a whole (`use log;`, `extern crate log as l`),
and as what an attribute is told (`#[serde(with = "serde_regex")]`)."""
MACROS = (
    (re.compile(rb"(?:^|[^\w:.])\Z"), re.compile(rb"!\s*[(\[{]")),
    (re.compile(rb"#!?\[\s*\Z"), re.compile(rb"\s*[\](]")),
)
"""The same of a macro that a prelude brings, and that is called as its crate (`include_dir!(..)`, `#[rstest]`)."""
OF_RUST = words(
    "test bench cfg derive doc path assert debug env file format include line panic print vec write matches"
)
"""Macros and attributes that Rust brings itself."""
DERIVED = re.compile(rb"\bderive\s*\(([^()]*)\)")
"""A derived trait may come from a prelude, and its code names the crate that it is called after (`Validate` of validator)."""
WORD = re.compile(rb"\w+")
LEAST_DERIVED = 8
"""Letters of a crate's name from which its begin tells a trait."""
LISTED = re.compile(rb"[{,]\s*(?:::)?\Z"), re.compile(rb"\s*(?:[,}]|as\b)")
LISTING = re.compile(rb"\buse\s+(?:::)?\{")
"""A name in a list counts (`use {log, rand};`) in a file that has such a list."""
AROUND = 80
"""Bytes before and after a name that are looked at."""
QUOTING = re.compile(rb"\bquote(?:_spanned)?!|\bparse_quote!")
MACRO = re.compile(rb"^([ \t]*+)[^\n]*\bmacro_rules!.*?(?:^\1[)}\]]|\Z)", re.MULTILINE | re.DOTALL)
"""Code that writes code: names in a macro, as it is laid out, and anywhere in a file that quotes, are looked up where it is used."""
BUILT = re.compile(rb"\binclude!\s*\(\s*concat!\s*\(\s*env!\s*\(\s*\"OUT_DIR|\binclude_(?:proto|file_descriptor_set)!")
"""Code that only a build writes is included: what it names can't be read."""
INCLUDED = re.compile(rb"\b(\w+)!\s*\(\s*\"([^\"\n]+\.(?:rs|md))\"")
"""Files that become code, or documents whose examples a macro has compiled (`*` for many): also from outside the package."""
PLACED = re.compile(rb"^[ \t]*(?:path|build)\s*=\s*\"([^\"\n]+\.rs)\"", re.MULTILINE)
PINS = ("=", "<")
"""How a constraint begins that holds a crate, which others need, at a version or below it."""
NOWHERE = "cfg(any())"
"""The target of what is declared only to hold its version."""
UNNAMED = re.compile(
    r"(?:.*[-_])?sys|cargo-husky|rusty-hook|getrandom|openssl|static_vcruntime|rustc-std-workspace-.+|compiler_builtins|openssl-src|.*-src"
    r"|(?:.*-)?workspace-hack"
)
"""Crates that work without being named: libraries to link, hooks that a build installs, what others take features of, what only
unites features (https://docs.rs/cargo-hakari)."""
WRITTEN_BY = {
    "log": ("log-once",), "serde": ("serde_derive", "serde_repr"), "lazy_static": ("slog-scope",), "zerocopy": ("zerocopy-derive",),
    "strum": ("strum_macros",), "prost": ("tonic", "prost-build", "tonic-build"), "prost-types": ("tonic", "prost-build", "tonic-build"),
    "clap": ("clap_derive",), "num-traits": ("num-derive",), "thiserror": ("thiserror-impl",), "bytemuck": ("bytemuck_derive",),
    "quickcheck": ("quickcheck_macros",), "async-graphql": ("async-graphql-derive",), "diesel": ("diesel-derive-enum",),
    "smol": ("smol-potat",), "wasm-bindgen-futures": ("wasm-bindgen",),
}  # fmt: skip
"""Crate → those whose macros and generators write its name."""
CONFIDENCE = 0.7
"""A crate may be declared for what other crates make of it: a feature, a version."""
LEAST = 3
"""Letters that a word of a package's name must have to be looked for by itself."""


class Package(NamedTuple):
    """A package of Cargo: its manifest, its folder and the files in it that may name a crate."""

    path: str
    directory: str
    manifest: Manifest
    sources: tuple[str, ...]


class CargoUse:
    """The Cargo packages of a workspace and what is named of them."""

    def __init__(self, index: Index, manifests: Mapping[str, Manifest], used: Usage) -> None:
        self.index = index
        stated = {path: item for path, item in manifests.items() if item.ecosystem == "cargo" and item.packages}
        stated = {path: item for path, item in stated.items() if item.role == "manifest"}
        directories = frozenset(path.rpartition("/")[0] for path in stated)
        rust = (path for path in index.files if stated and path.endswith(".rs"))
        sources = by_key((owner(directories, path), path) for path in rust)
        self.packages: dict[str, Package] = {}
        for path, item in stated.items():
            own = sources.get(directory := path.rpartition("/")[0], [])
            self.packages[directory] = Package(path, directory, item, (*own, *_placed_outside(index, path, own)))
        self.needed: set[str] = set()
        for item in (item for item in manifests.values() if item.ecosystem == "cargo"):
            if item.role == "lockfile":
                self.needed.update(need.partition(" ")[0] for each in item.dependencies for need in each.requires)
            else:
                self.needed.update(each.name for each in item.dependencies if each.scope != "dev")
        self.imported = by_key((owner(directories, use.path), use.module) for use in used.modules.get("cargo", ()))

    def unused(self) -> Iterator[UnusedDependency]:
        """Direct dependencies of the workspace's own packages that no file of the package names."""
        for package in self.packages.values():
            if self.index.files[package.path].zone in OWN_ZONES and not lacks_code(self.index, package.directory):
                told = exceptions(self.index, package.path)
                for item, names in self._unnamed(package, told):
                    doubt = turns_on_features(self.index, package.path, item, self.needed)
                    yield unused_claim(item, package.directory, package.path, CONFIDENCE, names, doubt)

    def _unnamed(self, package: Package, told: CargoExceptions) -> Iterator[tuple[Dependency, list[str]]]:
        crates = {
            item: told.renamed.get(item.name, crate_of(item))
            for item in package.manifest.dependencies
            if item.direct
            and not item.constraint.startswith(PINS)
            and NOWHERE not in item.marker
            and not told.excepts(item)
        }
        imported = {*self.imported.get(package.directory, ())}
        left = {
            item: {crate} if item.name in told.renamed else {crate, *_libraries(item.name, package)}
            for item, crate in crates.items()
            if crate not in imported and not UNNAMED.fullmatch(item.name)
        }
        if not left:
            return
        named, built = self._named(package, frozenset[str]().union(*left.values()))
        if built:
            return
        written = self._written(package, {crates[item] for item in left} - named)
        declared = {item.name for item in package.manifest.dependencies}
        features = _turned_on(package.manifest)
        for item, names in left.items():
            if not (
                names & (named | written)
                or {item.name, crates[item]} & features
                or declared.intersection(WRITTEN_BY.get(item.name, ()))
                or is_unnameable(self.index, item)
            ):
                yield item, [crates[item], *sorted(names - {crates[item]})]

    def _named(self, package: Package, names: Collection[str]) -> tuple[set[str], bool]:
        """The names that the sources of a package hold, or files that they take in, and whether code is built into them."""
        left, built, taken = set(names), False, set[str]()
        for path in package.sources:
            data = self.index.read(path)
            left -= _held(left, data)
            built = built or (b"include" in data and BUILT.search(data) is not None)
            if b'.rs"' in data or b'.md"' in data:
                for macro, place in INCLUDED.findall(data):
                    folders = {path.rpartition("/")[0], *(() if macro.startswith(b"include") else (package.directory,))}
                    taken |= {joined(folder, place.decode("utf-8", "replace")) for folder in folders}
        for place in (place for place in list(taken) if "*" in place):
            taken.update(fnmatch.filter(self.index.files, place))
        for path in (taken & self.index.files.keys()) - set(package.sources):
            left -= _held(left, self.index.read(path))
        return set(names) - left, built

    def _written(self, package: Package, names: set[str]) -> set[str]:
        """The names that macros of the workspace's packages, which this one or those hand on that it depends on, write into its code."""
        left, near = set(names), package.manifest.dependencies
        for directory in reached(self._local(near), self._handed_on) if left else ():
            for text in self._writing(directory):
                left -= _held(left, text)
        return names - left

    def _handed_on(self, directory: str) -> list[str]:
        """The packages of macros alone that one may hand on."""
        needs = self._local(self.packages[directory].manifest.dependencies)
        return [
            each for each in needs if any(item.name == "quote" for item in self.packages[each].manifest.dependencies)
        ]

    def _local(self, items: Iterable[Dependency]) -> list[str]:
        return [item.path for item in items if item.source in {"workspace", "path"} and item.path in self.packages]

    @remembered
    def _writing(self, directory: str) -> list[bytes]:
        """The code of a package that writes code: each package that depends on it asks for it."""
        texts = list[bytes]()
        for data in map(self.index.read, self.packages[directory].sources):
            if b"quote" in data and QUOTING.search(data):
                texts.append(data)
            elif b"macro_rules!" in data:
                texts += (match[0] for match in MACRO.finditer(data))
        return texts


def _held(names: Iterable[str], data: bytes) -> set[str]:
    derived = {word.lower() for match in DERIVED.finditer(data) for word in WORD.findall(match[1])}
    stems = {name: name.replace("_", "")[:-2].encode() for name in names if derived and len(name) >= LEAST_DERIVED}
    return {
        name
        for name in names
        if ((word := name.encode()) in data and _is_named(word, data))
        or (name in stems and any(word.startswith(stems[name]) for word in derived))
    }


def _placed_outside(index: Index, manifest: str, own: Collection[str]) -> list[str]:
    """The sources of a package whose targets begin in folders that are not its own: outside of it (`path = "../shared/src/lib.rs"`),
    or of a package below."""
    here = manifest.rpartition("/")[0]
    starts = {joined(here, match[1].decode("utf-8", "replace")) for match in PLACED.finditer(index.read(manifest))}
    placed = (starts & index.files.keys()) - set(own)
    folders = tuple(f"{start.rpartition('/')[0]}/" for start in sorted(placed) if "/" in start)
    return [path for path in index.files if path.startswith(folders) and path.endswith(".rs")] if folders else []


def _is_named(name: bytes, data: bytes) -> bool:
    """Whether a text of Rust uses a crate of that name."""
    forms = FORMS if name.decode() in OF_RUST else (*FORMS, *MACROS)
    at = data.find(name)
    while at >= 0:
        end = at + len(name)
        before, after = data[max(0, at - AROUND) : at], data[end : end + AROUND]
        if any(close.match(after) and start.search(before) for start, close in forms):
            return True
        if LISTED[1].match(after) and LISTED[0].search(before) and LISTING.search(data):
            return True
        at = data.find(name, end)
    return False


def crate_of(item: Dependency) -> str:
    """The identifier that code calls a dependency by."""
    return known_as(item).replace("-", "_")


def _turned_on(manifest: Manifest) -> set[str]:
    """Dependencies of which a feature of the package turns a feature on (`tls = ["openssl/vendored"]`)."""
    enabled = [item.value for item in manifest.settings if item.name.startswith("feature:")]
    return {part.partition("/")[0].rstrip("?").strip() for text in enabled for part in text.split(",") if "/" in part}


def _libraries(package: str, user: Package) -> set[str]:
    """What else the library of a package may be called (`xml` of xml-rs, `md5` of md-5, `tui_textarea` of tui-textarea-2): none
    of the other crates that the user has, and no word of Rust's own."""
    words = [word for word in re.split(r"[-_]", package.lower()) if word not in {"rust", "rs"}]
    parts = ("_".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
    taken = {crate_of(item) for item in user.manifest.dependencies}
    return {name for name in ("".join(words), *parts) if len(name) >= LEAST} - taken - OF_RUST
