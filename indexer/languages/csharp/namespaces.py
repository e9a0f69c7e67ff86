"""The namespaces of a C# workspace: which files declare which type, in which project, and what a project imports globally."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ...gathering import words
from ...reached import reached
from ...workspace_paths import nearest_around, outwards, shared_parts
from .argument_counts import Counts
from .parts import Parts
from .projects import read_projects
from .type_table import ANYTHING, ITSELF, Types

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from ..base import World

__all__ = ["Found", "Namespace", "Namespaces", "enclosing"]

SUFFIX = "Attribute"


class Namespace(NamedTuple):
    """What a namespace offers.

    Attributes:
        types, calls: names of its types, and of its extension methods.
        attributes: names of its types `NameAttribute`, as attributes are written: without the last word.
        places: name → the files that declare it, sorted; an extension method stands there as `.Name`, an attribute as `[Name`.
        arities: name of a type that comes with type parameters → file → how many its types of the name have; other files have none.
        native: the workspace's own; else a package's namespace to which the workspace adds (extension methods mostly).
    """

    types: frozenset[str]
    calls: frozenset[str]
    attributes: frozenset[str]
    places: dict[str, list[str]]
    arities: dict[str, dict[str, set[int]]]
    native: bool

    def parts_of(self, name: str, path: str) -> list[str]:
        """The files that declare a type of a name with as many type parameters as a file does."""
        counts = self.arities.get(name)
        own = counts.get(path, {0}) if counts is not None else set()
        return [file for file in self.places[name] if counts is None or not own.isdisjoint(counts.get(file, {0}))]


class Found(NamedTuple):
    """A dotted path taken apart: the files that declare its type, and the path inside them."""

    files: Sequence[str]
    symbol: str


class Namespaces:
    """Every declared namespace of the workspace, and its projects."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.projects = frozenset(path.rpartition("/")[0] for path in world.files if path.endswith(".csproj"))
        self._project_of: dict[str, str] = {}
        self._globals, self._references, self._linked = read_projects(world)
        self._receivers: dict[str, dict[str, set[tuple[str, Counts]]]] = {}
        self._results: dict[str, dict[str, set[str]]] = {}
        self.types, self.parts = Types(), Parts()
        places: dict[str, dict[str, list[str]]] = {}
        for path in sorted(world.definitions):
            node = world.files.get(path)
            if node is not None and node.language == "C#":
                self._register(places, path, node.module)
        self._namespaces = {key: _namespace(key, names) for key, names in places.items()}
        self.generic = PLATFORM_GENERICS.union(*(item.arities for item in self._namespaces.values()))
        self.attributes = frozenset().union(*(item.attributes for item in self._namespaces.values()))
        self._inner: dict[str, set[str]] = {}
        for full in {outer for key in self._namespaces for outer in enclosing(key)}:
            outer, _, word = full.rpartition(".")
            self._inner.setdefault(outer, set()).add(word)
        self._known = {outer for key, item in self._namespaces.items() if item.native for outer in enclosing(key)}
        self.find = cache(self._find)
        self._visible: dict[str, frozenset[str]] = {}

    def _register(self, places: dict[str, dict[str, list[str]]], path: str, module: str) -> None:
        names = self.world.definitions[path]
        elsewhere = {
            name.rpartition(".")[2] for name in names if "." in name[1:] and not name.startswith(("using ", ":", "."))
        }
        for mark in sorted(names):
            if mark[:1] == ":":
                self.types.add(mark, module)
                self.parts.add(path, mark)
                continue
            if mark.startswith("using "):
                self._globals.setdefault(self.project(path), set()).add(mark[6:])
                continue
            name, _, extended = mark.partition(" ")
            if extended:
                receiver, _, result = extended.partition("=")
                kind, _, counts = receiver.partition(" ")
                extends = self._receivers.setdefault(name[1:], {}).setdefault(path, set())
                extends.add((kind, Counts.read(counts)))
                self._results.setdefault(name[1:], {}).setdefault(kind, set()).add(result)
            namespace, dot, word = name.rpartition(".")
            if not dot and name in elsewhere:
                continue
            here = places.setdefault(namespace or module, {})
            files = here.setdefault(word if namespace or not dot else name, [])
            if path not in files[-1:]:
                files.append(path)
            if word.endswith(SUFFIX) and word != SUFFIX:
                here.setdefault(f"[{word.removesuffix(SUFFIX)}", []).append(path)

    def receivers(self, method: str, files: Sequence[str]) -> dict[str, set[tuple[str, Counts]]]:
        """Of files that declare extension methods of a name, the types that these extend, and how many arguments they take."""
        return {file: self._receivers[method][file] for file in files}

    def returned(self, method: str, owner: str) -> str:
        """What the extension methods of a name return where they are called on a type; "" where they differ or none is known."""
        heads = self._results.get(method, {})
        fitting = heads.keys() & self.types.ancestors(owner) if owner else heads.keys()
        found = {result for head in fitting or heads.keys() & {ANYTHING} for result in heads[head]}
        result = found.pop() if len(found) == 1 else ""
        return owner if result == ITSELF else result

    def get(self, namespace: str) -> Namespace | None:
        """The namespace of that full name."""
        return self._namespaces.get(namespace)

    def inner(self, namespace: str) -> Set[str]:
        """The names of the namespaces directly inside one; "" for the outermost."""
        return self._inner.get(namespace, frozenset())

    def has_part(self, namespace: str) -> bool:
        """Whether it is a native namespace of the workspace, or an outer one of one."""
        return namespace in self._known

    def project(self, path: str) -> str:
        """The folder of the closest project file at or above a file; "" where there is none."""
        folder = path.rpartition("/")[0]
        if folder not in self._project_of:
            self._project_of[folder] = nearest_around(path, self.projects)
        return self._project_of[folder]

    def global_usings(self, path: str) -> list[str]:
        """Global usings that apply to a file: of its project, and of the folders above it."""
        folder = self.project(path)
        around = (above for above in outwards(folder) if above == folder or above not in self.projects)
        return sorted({using for above in around for using in self._globals.get(above, ())})

    def _find(self, path: str) -> Found | None:
        """The files behind `Namespace.Type.Member`: the longest namespace whose next part is one of its types."""
        namespace, _, name = path.rpartition(".")
        rest = ""
        while True:
            known = self._namespaces.get(namespace)
            if known is not None and name in known.places:
                return Found(known.places[name], f"{name}.{rest}" if rest else name)
            if not namespace:
                return None
            rest = f"{name}.{rest}" if rest else name
            namespace, _, name = namespace.rpartition(".")

    def referenced(self, path: str, candidates: Sequence[str]) -> Sequence[str]:
        """Of some files, those that the file's own project compiles or one that it references, and those in no project."""
        own = self.project(path)
        if own not in self._references:
            return candidates
        if own not in self._visible:
            self._visible[own] = frozenset(("", *reached([own], lambda project: self._references.get(project, ()))))
        visible = self._visible[own]
        return [
            item for item in candidates if not visible.isdisjoint((self.project(item), *self._linked.get(item, ())))
        ]

    def closest(self, path: str, candidates: Sequence[str]) -> Sequence[str]:
        """Of the files that declare one full name, those of the own project, else of the project closest by path."""
        if len(candidates) == 1:
            return candidates
        own = self.project(path)
        candidates = self.referenced(path, candidates) or candidates
        places = {item: own if own in self._linked.get(item, ()) else self.project(item) for item in candidates}
        best = max(places.values(), key=lambda place: (place == own, shared_parts(place, own)))
        return [item for item in candidates if places[item] == best]


def _namespace(key: str, places: dict[str, list[str]]) -> Namespace:
    """A namespace is native where a folder above one of its files carries a part of its name."""
    parts = set(key.split("."))
    folders = {path.rpartition("/")[0] for paths in places.values() for path in paths}
    native = any(not parts.isdisjoint(folder.replace("/", ".").split(".")) for folder in folders)
    types = frozenset(name for name in places if name[:1] not in ".[" and "<" not in name)
    calls, attributes = (frozenset(name[1:] for name in places if name[:1] == mark) for mark in ".[")
    arities: dict[str, dict[str, set[int]]] = {}
    for name, _, count in (key.partition("<") for key in places if "<" in key):
        for path in places[f"{name}<{count}"]:
            arities.setdefault(name, {}).setdefault(path, set()).add(int(count))
    return Namespace(types, calls, attributes, places, arities, native)


def enclosing(namespace: str) -> Iterator[str]:
    """A namespace and those around it, innermost first."""
    while namespace:
        yield namespace
        namespace = namespace.rpartition(".")[0]


# ---- Names of C# that nearly every file uses on the platform's own types, so that a use of one tells nothing of whose it is

PLATFORM = words("System Microsoft.CSharp Microsoft.VisualBasic Microsoft.Win32 Windows Internal")
"""Namespaces of the base class library; those of packages begin with the name of the package."""

PLATFORM_GENERICS = words(
    "Action Collection Comparer Dictionary EventHandler Expression Func HashSet ICollection IComparer IDictionary IEnumerable "
    "IEnumerator IList KeyValuePair Lazy LinkedList List Memory Nullable Predicate Queue Span Stack Task Tuple ValueTask ValueTuple"
)
"""Generic types of the base class library, which a type of that name without parameters does not hide (`class List` and `List<int>`)."""

PLATFORM_METHODS = words(
    "Add AddRange Aggregate All Any Append AppendLine Average Cast Clear Clone Close Combine Compare CompareTo Concat "
    "ConfigureAwait Contains ContainsKey ContainsValue Copy CopyTo CopyToAsync Count Dequeue Dispose DisposeAsync Distinct "
    "DistinctBy ElementAt EndsWith Enqueue Equals Except Exists FindAll FindIndex First FirstOrDefault Flush FlushAsync "
    "ForEach Format GetAwaiter GetBytes GetEnumerator GetHashCode GetString GetType GetValue GroupBy IndexOf Insert Intersect "
    "Invoke Join Last LastIndexOf LastOrDefault Max MaxBy Min MinBy MoveNext OfType OrderBy OrderByDescending PadLeft "
    "PadRight Parse Peek Pop Prepend Push Read ReadAsync ReadLine ReadToEnd Remove RemoveAll RemoveAt Replace Reverse Round "
    "Select SelectMany SendAsync SequenceEqual Single SingleOrDefault Skip SkipWhile Slice Sort Split StartsWith Substring Sum Take "
    "TakeWhile ThenBy ToArray ToDictionary ToHashSet ToList ToLookup ToLower ToLowerInvariant ToString ToUpper "
    "ToUpperInvariant Trim TrimEnd TrimStart TryAdd TryGetValue TryParse Union Wait WaitAsync Where Write WriteAsync "
    "WriteLine Zip "
    "GetConstructor GetConstructors GetField GetFields GetGenericArguments GetInterfaces GetMember GetMembers GetMethod "
    "GetMethods GetProperties GetProperty IsAssignableFrom"
)
"""Methods of strings, collections, LINQ, streams, tasks, dates, HTTP clients and, in the last two lines, of `Type` (https://learn.microsoft.com/dotnet/api/)."""
