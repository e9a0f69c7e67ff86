"""Headers that exist only once a project is built: what of the workspace they are made of, or which build file makes them.

https://cmake.org/cmake/help/latest/module/GenerateExportHeader.html, https://mesonbuild.com/Reference-manual_functions.html,
https://www.gnu.org/software/autoconf/manual/autoconf.html#Configuration-Headers, https://doc.qt.io/qt-6/uic.html
"""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ...workspace_paths import joined, prefix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..base import World

__all__ = ["MadeHeaders"]

SOURCES: Final = tuple(
    (re.compile(made), source)
    for made, source in (
        *((r"(.+)", rf"\1{ending}") for ending in (".in", ".cmake", ".cmake.in", ".meson")),
        (r"(.+)\.h", r"\1.in.h"),
        (r"(.+?)(?:\.grpc)?\.pb\.h|(.+)\.(?:upb|upbdefs)\.h", r"\1\2.proto"),
        (r"(.+)\.tab\.h", r"\1.y"),
        (r"ui_(.+)\.h", r"\1.ui"),
        (r"moc_(.+)\.cpp", r"\1.h"),
        (r"(.+)\.moc", r"\1.cpp"),
        (r"(.+\..+)\.inc", r"\1"),  # a text or picture as an array
    )
)
"""Names of what is made → the name of what it is made of, where the workspace holds that."""
OUTPUTS: Final = (
    (("configure.ac", "configure.in"), re.compile(r"^[ \t]*A[CM]_CONFIG_HEADERS?\([ \t\n]*\[?([^\])]+)", re.MULTILINE)),
    (("meson.build",), re.compile(r"\boutput\s*:\s*(\[[^\]]*\]|'[^'\n]*')")),
    (
        ("CMakeLists.txt", "*.cmake"),
        re.compile(r"\b(?:OUTPUT|EXPORT_FILE_NAME|(?i:configure_file)\s*\([^)\s]+)\s+([^\s)]+)"),
    ),
)
"""Build files → what stands before the headers that they write. Autoconf makes their templates too."""
EXPORTS: Final = re.compile(r"\bgenerate_export_header\s*\((?:[^)]*?BASE_NAME\s+|\s*)(\w+)", re.IGNORECASE)
HEADER: Final = re.compile(r"\w[\w./+-]*\.(?:h|hh|hpp|hxx|inc)\b(?!\.)")


class MadeHeaders:
    """The headers that the builds of a workspace make."""

    def __init__(self, world: World) -> None:
        self.world = world

    def source(self, path: str, base: str) -> str:
        """The name of the file that a missing header of that name is made of, or of the build file that makes it; "" for none."""
        for made, source in SOURCES:
            match = made.fullmatch(base)
            if match is not None and self.world.by_basename.get(name := match.expand(source)):
                return name
        return posixpath.basename(self.build_file(path, base) or next(iter(self._outputs.get(base, {}).values()), ""))

    def build_file(self, path: str, base: str) -> str:
        """The build file above an includer that makes a header of that name, which the workspace does not hold."""
        made = self._outputs.get(base, {})
        making = (source for header, source in made.items() if header not in self.world.files)
        return next((source for source in making if path.startswith(prefix_of(posixpath.dirname(source)))), "")

    @cached_property
    def _outputs(self) -> dict[str, dict[str, str]]:
        """Name of a header → its paths → the build files that write them."""
        found: dict[str, dict[str, str]] = {}
        for patterns, output in OUTPUTS:
            for path in self.world.matching(*patterns):
                for name in _headers(self.world.read(path).decode("utf-8", "replace"), output):
                    written = joined(posixpath.dirname(path), name) or name
                    found.setdefault(posixpath.basename(written), {})[written] = path
        return found


def _headers(text: str, output: re.Pattern[str]) -> Iterator[str]:
    """The headers that a build file says it writes."""
    for match in output.finditer(text):
        yield from HEADER.findall(match[1])
    for target in EXPORTS.findall(text):
        yield f"{target.lower()}_export.h"
