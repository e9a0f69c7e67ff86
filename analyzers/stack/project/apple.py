"""What an Xcode project makes its product for: phones, or the desktop alone; and whether its code begins an application."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...per_index import per_index

if TYPE_CHECKING:
    from ....answers import Ground
    from ....indexer.index import Index

__all__ = ["begins_an_application", "mac_application"]

PROJECT: Final = ".xcodeproj/project.pbxproj"
ON_MAC: Final = re.compile(rb"SDKROOT = macosx;|MACOSX_DEPLOYMENT_TARGET")
ON_PHONES: Final = re.compile(rb"SDKROOT = (?:iphoneos|appletvos|watchos|auto);|IPHONEOS_DEPLOYMENT_TARGET")
APPLICATION: Final = b"com.apple.product-type.application"

BEGINS: Final = re.compile(
    rb"^@main\s+(?:(?:final|public)\s+)*(?:struct|class)\s+\w+\s*:[^{]*?\b(?:App|\w+ApplicationDelegate|AppDelegate)\b|^@(?:UI|NS)ApplicationMain",
    re.MULTILINE,
)


@per_index
def begins_an_application(index: Index) -> bool:
    """Whether the Xcode project at the root makes an application that the product's own Swift begins: a `Package.swift` beside it
    that offers the same code as a library is there to build and test it."""
    projects = (path for path in index.files if path.endswith(PROJECT) and path.count("/") == 1)
    return any(APPLICATION in index.read(path) for path in projects) and any(
        file.language == "Swift" and file.zone == "product" and BEGINS.search(index.read(path)) is not None
        for path, file in index.files.items()
    )


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
