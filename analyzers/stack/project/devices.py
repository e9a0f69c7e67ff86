"""Whether the Xcode projects of a product make an application for the desktop alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ...per_index import per_index

if TYPE_CHECKING:
    from ....answers import Ground
    from ....indexer.index import Index

__all__ = ["mac_application"]

PROJECT: Final = ".xcodeproj/project.pbxproj"
ON_MAC: Final = re.compile(rb"SDKROOT = macosx;|MACOSX_DEPLOYMENT_TARGET")
ON_PHONES: Final = re.compile(rb"SDKROOT = (?:iphoneos|appletvos|watchos|auto);|IPHONEOS_DEPLOYMENT_TARGET")
APPLICATION: Final = b"com.apple.product-type.application"


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
