"""What the build of a product makes it for: the memory of a device (firmware), phones, or the desktop alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ...naming import flat
from ...per_index import per_index
from ...workspace.code_places import is_hidden
from ...workspace.own_names import own_names
from ..language_bar import written_language

if TYPE_CHECKING:
    from ....answers import Ground
    from ....indexer.index import Index

__all__ = ["begins_an_application", "for_device", "mac_application"]

WRITTEN_IN: Final = frozenset({"C", "C++", "Rust", "Assembly"})
LAID_OUT: Final = (
    (re.compile(r".+\.(?:ld|lds)"), re.compile(rb"\bMEMORY\s*\{[^}]*?(\b(?:ORIGIN|org)\s*=)", re.IGNORECASE)),
    (re.compile(r"platformio\.ini"), re.compile(rb"(?m)^(\[env\b)")),
    (
        re.compile(r"(?:.*/)?CMakeLists\.txt"),
        re.compile(rb"(\bfind_package\s*\(\s*Zephyr\b|IDF_PATH\}|\bpico_sdk_init\s*\()"),
    ),
)
"""Files of a build, and the mark in them: the regions of a memory in a linker's script, the boards of PlatformIO, the kits for
devices that CMake loads."""
BEGUN: Final = ("main", "app_main", "setup")
"""Where firmware begins, by itself or as the frameworks of ESP-IDF and of Arduino call it."""

PROJECT: Final = ".xcodeproj/project.pbxproj"
ON_MAC: Final = re.compile(rb"SDKROOT = macosx;|MACOSX_DEPLOYMENT_TARGET")
ON_PHONES: Final = re.compile(rb"SDKROOT = (?:iphoneos|appletvos|watchos|auto);|IPHONEOS_DEPLOYMENT_TARGET")
APPLICATION: Final = b"com.apple.product-type.application"

BEGINS: Final = re.compile(
    rb"(?m)^@main\s+[\w ]*(?:struct|class)\s+\w+\s*:[^{]*?\b\w*App(?:lication)?(?:Delegate)?\b|^@(?:UI|NS)ApplicationMain"
)


@per_index
def for_device(index: Index) -> Ground | None:
    """The line that lays the product out in a device's memory; None for a library (nothing begins) and for what computers
    run, with a side for devices."""
    if written_language(index) not in WRITTEN_IN:
        return None
    for path, file in index.files.items():
        for name, mark in LAID_OUT:
            if name.fullmatch(path) and file.zone == "product" and not is_hidden(path):
                content = index.read(path)
                if (found := mark.search(content)) and _begins(index):
                    line = content.count(b"\n", 0, found.start(1)) + 1
                    return {"path": path, "line": line, "says": "a program that a device runs"}
    return None


def _begins(index: Index) -> bool:
    return bool(
        index.rows(
            "SELECT 1 FROM symbols JOIN files ON files.id = file_id"
            " WHERE name IN (?, ?, ?) AND kind = 'function' AND zone = 'product' LIMIT 1",
            BEGUN,
        )
    )


# ---- What an Xcode project makes its product for: phones, or the desktop alone; and whether its code begins an application


@per_index
def begins_an_application(index: Index) -> bool:
    """Whether an Xcode project at the root, or one with the workspace's own name in a folder, makes an application that the product's
    own Swift begins, not that of another project (its examples): a `Package.swift` that offers the same code as libraries is there
    to build and test it."""
    product = {path: file for path, file in index.files.items() if file.zone == "product"}
    named = {path: flat(path.removesuffix(PROJECT).rpartition("/")[2]) for path in product if path.endswith(PROJECT)}
    own = [path for path, name in named.items() if path.count("/") == 1 or name in own_names(index)]
    others = tuple(path.rpartition("/")[0].rpartition("/")[0] + "/" for path in named.keys() - set(own))
    sources = (path for path, file in product.items() if file.language == "Swift" and not path.startswith(others))
    made = any(APPLICATION in index.read(path) for path in own)
    return made and any(BEGINS.search(index.read(path)) for path in sources)


@per_index
def mac_application(index: Index) -> Ground | None:
    """The line by which the product's Xcode projects make an application for the Mac; None where one is for phones too."""
    shown: Ground | None = None
    for path, file in index.files.items():
        if not path.endswith(PROJECT) or file.zone != "product":
            continue
        content = index.read(path)
        if ON_PHONES.search(content):
            return None
        if APPLICATION in content and (found := ON_MAC.search(content)):
            line = content.count(b"\n", 0, found.start()) + 1
            shown = shown or {"path": path, "line": line, "says": "an application for macOS"}
    return shown
