"""Where Swift imports lead: a module is a target, and an import leads to those files of it whose names are used.

Files of one target see each other's top-level names without an import. What a file adds to other types is used without
naming it: `Resolver._added`. Outside packages, a target is what a build phase of an Xcode project lists, else the folder below
the project that the file lies in, as Xcode lays projects out.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from .... import lazy_re as re
from ...facts import Link
from ...gathering import by_key, words
from ...workspace_paths import joined, nearest_around, shared_parts
from ..outline import seen_by_others
from .targets import read_targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...facts import Import
    from ..base import World

__all__ = ["EXTENSION_MARK", "MEMBER_MARK", "Resolver"]

EXTENSION_MARK, MEMBER_MARK = "extension ", "member "
CATALOG = ".docc/"
"""A documentation catalog: its Swift files are shown, not compiled (https://www.swift.org/documentation/docc/)."""

PLATFORM = words(
    "Swift Foundation FoundationEssentials FoundationNetworking FoundationXML Dispatch Darwin Glibc Musl Android Bionic WinSDK "
    "ucrt CRT WASILibc os ObjectiveC XCTest Testing PackageDescription PackagePlugin CompilerPluginSupport _Concurrency "
    "_StringProcessing RegexBuilder Synchronization Distributed Observation Accelerate Accessibility ActivityKit AppIntents "
    "AppKit AppTrackingTransparency AuthenticationServices AVFoundation AVKit BackgroundTasks CFNetwork Charts CloudKit "
    "Combine CommonCrypto Compression Contacts ContactsUI CoreAudio CoreBluetooth CoreData CoreFoundation CoreGraphics "
    "CoreHaptics CoreImage CoreLocation CoreMedia CoreMIDI CoreML CoreMotion CoreServices CoreSpotlight CoreTelephony CoreText "
    "CoreVideo CryptoKit DeviceCheck EventKit ExternalAccessory FileProvider GameKit GameplayKit HealthKit HomeKit ImageIO "
    "Intents IOKit JavaScriptCore LinkPresentation LocalAuthentication MachO MapKit MediaPlayer MessageUI Messages Metal "
    "MetalKit MetricKit MobileCoreServices MultipeerConnectivity NaturalLanguage Network NetworkExtension NotificationCenter "
    "OSLog PassKit PDFKit Photos PhotosUI PlaygroundSupport QuartzCore QuickLook RealityKit ARKit ReplayKit SafariServices "
    "SceneKit Security Social Speech SpriteKit StoreKit SwiftData SwiftUI SystemConfiguration TipKit UIKit "
    "UniformTypeIdentifiers UserNotifications VideoToolbox Vision WatchConnectivity WatchKit WebKit WidgetKit simd zlib"
)

PLATFORM_MEMBERS = words(
    "allSatisfy append appending capitalized compactMap components contains description distance drop dropFirst dropLast "
    "enumerated filter first firstIndex flatMap forEach hash hasPrefix hasSuffix index insert isEmpty joined keys last "
    "lowercased map max merge min popLast prefix reduce remove removeAll removeFirst removeLast reserveCapacity reversed "
    "shuffled sorted split starts suffix swapAt toggle trimmingCharacters union uppercased zip"
)
"""Members of Swift's and Foundation's own types: a use of one tells nothing of who else adds one."""
NAMED: Final = re.compile(rb"(?<![\w.])(?:(let|var|func)\s+)?([a-z]\w*)(\s*:|\()?")


class _Module(NamedTuple):
    """A target's files, its top-level names, the files that declare each."""

    files: list[str]
    names: frozenset[str]
    places: dict[str, list[str]]


class Resolver:
    """Every target of the workspace."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.targets = {target.folder: target for target in read_targets(world)}
        self.projects = {
            path.rpartition(".xcodeproj/")[0].rpartition("/")[0] for path in world.files if ".xcodeproj/" in path
        }
        self._folder_of: dict[str, str] = {}
        compiled = (path for path in sorted(world.files) if path.endswith(".swift") and CATALOG not in path)
        files = by_key((self._folder(path), path) for path in compiled if not path.endswith("Package.swift"))
        self.modules = {folder: self._module(paths) for folder, paths in files.items()}
        phases = ((self._module(together), together) for together in compiled_together(world))
        self.phases = by_key((path, module) for module, together in phases for path in together)
        self.headers = self._headers()
        self.by_name = by_key((self._name(folder), folder) for folder in sorted(files))

    def __call__(self, path: str, imports: Sequence[Import]) -> Iterator[Link]:
        """Resolves the imports of one file, and its uses of the names of its own target."""
        used = self.meant(path, self.world.bare.get(path) or self.world.uses.get(path, frozenset()))
        for item in imports:
            yield from self.links(path, item, used)
        yield from self.same_target(path, used)

    def meant(self, path: str, used: frozenset[str]) -> frozenset[str]:
        """The bare names of a file without those of functions and variables that it binds itself, or only labels arguments with."""
        if not (doubtful := used & self.in_small_letters):
            return used
        found = NAMED.findall(self.world.read(path))
        bound = {(name, b"(" if binds == b"func" else b"") for binds, name, _ in found if binds}
        free = {(name, tail) for binds, name, tail in found if not binds and tail[-1:] != b":"} - bound
        return used - (doubtful - {name.decode() for name, _ in free})

    @cached_property
    def in_small_letters(self) -> frozenset[str]:
        """The top-level names of the workspace that begin as those of functions and variables do."""
        return frozenset(name for module in self.modules.values() for name in module.names if name[:1].islower())

    def links(self, path: str, item: Import, used: frozenset[str]) -> Iterator[Link]:
        """The files of the imported target that the importer uses; its main file where no use can be told."""
        wanted, name = item.name, item.specifier.partition(".")[0]
        folders = self.by_name.get(name, ())
        if not folders and name in self.headers:
            yield Link.to(item, self.headers[name], wanted)
            return
        if not folders:
            yield Link.outside(item, name, name in PLATFORM, wanted)
            return
        module = self.modules[max(folders, key=lambda folder: shared_parts(folder, path))]
        seen = used - self.world.definitions.get(path, frozenset()) - {name}
        names = sorted((frozenset({wanted}) if wanted else seen) & module.names)
        for word in names:
            for target in module.places[word]:
                if target != path:
                    yield Link.to(item, target, word)
        added = {} if wanted else self._added(path, frozenset(module.files))
        for target, word in sorted(added.items()):
            yield Link.to(item, target, word)
        if not names and not added:
            main = next((file for file in module.files if file.endswith(f"/{name}.swift")), module.files[0])
            target, word = self._likely(path, module) or (main, "")
            yield Link.to(item, target, word)

    def _added(self, path: str, files: frozenset[str]) -> dict[str, str]:
        """The files of a target that extend another's type by a member that the file names after a dot → that name.

        Types are not inferred: only a name that no other file of the workspace gives to a member tells whose it is.
        """
        written = self.world.uses.get(path, frozenset()) - self.world.bare.get(path, frozenset())
        alone = ((self.extensions[name], name) for name in written if self.extensions.get(name) in files)
        return dict(sorted(alone, reverse=True))

    def _likely(self, path: str, module: _Module) -> tuple[str, str] | None:
        """The file of a target that adds more of the members that a file names after a dot than any other, and one of the names."""
        written = self.world.uses.get(path, frozenset()) - self.world.bare.get(path, frozenset())
        marks = ((file, mark) for file in module.files for mark in self.world.definitions.get(file, frozenset()))
        added = ((file, mark.removeprefix(EXTENSION_MARK)) for file, mark in marks if mark.startswith(EXTENSION_MARK))
        named = by_key((file, name) for file, name in added if name in written)
        ranked = sorted(named, key=lambda file: (-len(named[file]), file))
        alone = len(ranked) == 1 or (ranked and len(named[ranked[0]]) > len(named[ranked[1]]))
        return (ranked[0], min(named[ranked[0]])) if alone else None

    def same_target(self, path: str, used: frozenset[str]) -> Iterator[Link]:
        """Links to the files of the own target whose top-level names the file uses."""
        if path.endswith("Package.swift") or CATALOG in path:
            return
        own = self.modules.get(self._folder(path))
        modules = self.phases.get(path) or ([own] if own is not None else [])
        foreign = used - self.world.definitions.get(path, frozenset())
        found = {
            (word, target) for module in modules for word in foreign & module.names for target in module.places[word]
        }
        yield from (Link(0, "static", "", target, word) for word, target in sorted(found) if target != path)
        files = frozenset(file for module in modules for file in module.files) - {path}
        for target, word in sorted(self._added(path, files).items()):
            yield Link(0, "static", "", target, word)

    def _module(self, files: list[str]) -> _Module:
        seen = ((it, path) for path in files for it in seen_by_others(self.world.definitions.get(path, frozenset())))
        places = by_key(seen)
        return _Module(files, frozenset(places), places)

    @cached_property
    def extensions(self) -> dict[str, str]:
        """The members that one file alone adds to a type of another, and whose name no other file nor Swift itself gives to any."""
        owners: dict[str, set[str]] = {}
        added: dict[str, str] = {}
        for path in (path for module in self.modules.values() for path in module.files):
            for mark in self.world.definitions.get(path, frozenset()):
                kind, _, name = mark.partition(" ")
                if mark.startswith((EXTENSION_MARK, MEMBER_MARK)):
                    owners.setdefault(name, set()).add(path)
                if f"{kind} " == EXTENSION_MARK:
                    added[name] = path
        return {name: path for name, path in added.items() if len(owners[name]) == 1 and name not in PLATFORM_MEMBERS}

    def _headers(self) -> dict[str, str]:
        """Targets in C: name → the header that stands for them, `NAME.h` or else the first one."""
        foreign = {folder: target.name for folder, target in self.targets.items() if folder not in self.modules}
        found: dict[str, str] = {}
        for path in sorted(self.world.files) if foreign else ():
            if path.endswith((".h", ".modulemap")):
                name = foreign.get(nearest_around(path, foreign), "")
                if name and (name not in found or path.endswith(f"/{name}.h")):
                    found[name] = path
        return found

    def _name(self, folder: str) -> str:
        target = self.targets.get(folder)
        return target.name if target is not None else folder.rpartition("/")[2].replace("-", "_").replace(" ", "_")

    def _folder(self, path: str) -> str:
        """The folder of a file's target."""
        folder = path.rpartition("/")[0]
        if folder not in self._folder_of:
            self._folder_of[folder] = self._find_folder(folder)
        return self._folder_of[folder]

    def _find_folder(self, folder: str) -> str:
        place, below = folder, ""
        while True:
            if place in self.targets:
                return place
            if place in self.projects:
                return below or place
            if not place:
                return folder.partition("/")[0]
            below, place = place, place.rpartition("/")[0]


# ---- The Swift files that a target of an Xcode project compiles together, by the lists of its build phases

PROJECT: Final = "project.pbxproj"
OBJECT: Final = re.compile(r"^\t\t(\w+)(?: /\*[^\n]*?\*/)? = \{(.*?)\};\n", re.MULTILINE | re.DOTALL)
FIELD: Final = re.compile(r"\b(fileRef|path|children|files) = (?:\((.*?)\)|\"([^\"\n]*)\"|([^\s;]+))", re.DOTALL)
COMMENT: Final = re.compile(r"/\*.*?\*/")
PHASE: Final = "isa = PBXSourcesBuildPhase;"


def compiled_together(world: World) -> Iterator[list[str]]:
    """The files of each target that compiles several, sorted."""
    for project in world.by_basename.get(PROJECT, ()):
        root = project.rpartition(".xcodeproj/")[0].rpartition("/")[0]
        text = world.read(project).decode("utf-8", "replace")
        phases = [match[1] for match in OBJECT.finditer(text) if PHASE in match[2]]
        fields = {match[1]: _fields(match[2]) for match in OBJECT.finditer(text)}
        above = {child: parent for parent, item in fields.items() for child in item.get("children", "").split()}
        for phase in phases:
            built = (fields.get(item, {}).get("fileRef", "") for item in fields[phase].get("files", "").split())
            files = sorted({path for item in built if (path := _path(item, fields, above, root)) in world.files})
            swift = [path for path in files if path.endswith(".swift")]
            if len(swift) > 1:
                yield swift


def _fields(body: str) -> dict[str, str]:
    """What of an object tells where files lie: a list as words."""
    found = FIELD.finditer(COMMENT.sub("", body))
    return {match[1]: (match[2] or match[3] or match[4] or "").replace(",", " ") for match in found}


def _path(item: str, fields: dict[str, dict[str, str]], above: dict[str, str], root: str) -> str:
    """The path of a file in its groups, some of which are no folders."""
    parts: list[str] = []
    while item and len(parts) < len(fields):
        parts.append(fields.get(item, {}).get("path", ""))
        item = above.get(item, "")
    return joined(root, "/".join(part for part in reversed(parts) if part))
