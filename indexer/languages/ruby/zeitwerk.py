"""Rails: the constants that Zeitwerk loads from `app/*`, by the paths that their names stand for.

Rules: https://guides.rubyonrails.org/autoloading_and_reloading_constants.html.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...facts import Link
from .requires import underscore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..base import World

__all__ = ["Autoloads"]

CONSTANT = re.compile(rb"(?<![\w:@$'\"])(::)?([A-Z]\w*(?:::[A-Z]\w*)*)")
OPENED = re.compile(rb"\b(?:class|module)\s+([A-Z]\w*(?:::[A-Z]\w*)*)")
MARKER = "config/application.rb"
NOT_AUTOLOADED = frozenset({"assets", "javascript", "views"})


class Autoloads:
    """The autoloaded files of the workspace's Rails applications.

    Attributes:
        apps: folder of an application, with its slash → constant path (`admin/users_controller`) → file.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.apps: dict[str, dict[str, str]] = {}
        for path in world.by_basename.get("application.rb", ()):
            if path == MARKER or path.endswith(f"/{MARKER}"):
                self.apps[path.removesuffix(MARKER)] = {}
        if self.apps:
            for path in world.files:
                if path.endswith(".rb"):
                    self._add(path)

    def links(self, path: str) -> Iterator[Link]:
        """One lazy link for each autoloaded file whose constant the file names, at the first line that does."""
        app = self._app_of(path)
        if app is None:
            return
        known = self.apps[app]
        used = self.world.uses.get(path)
        text = self.world.read(path)
        own = {underscore(match[1].decode()) for match in OPENED.finditer(text)}
        seen: set[str] = {path}
        for match in CONSTANT.finditer(text):
            constant = match[2].decode()
            if used is not None and constant.rpartition("::")[2] not in used:
                continue
            target = self._lookup(known, underscore(constant), set() if match[1] else own)
            if not target or target in seen or _in_comment(text, match.start()):
                continue
            seen.add(target)
            line = text.count(b"\n", 0, match.start()) + 1
            yield Link(line, "lazy", constant, target, constant.replace("::", "."))

    def _lookup(self, known: dict[str, str], wanted: str, own: set[str]) -> str:
        """A constant as Ruby looks it up: in the modules around the file's own, outwards, then at the top."""
        for scope in sorted(own, key=lambda item: (-item.count("/"), item)):
            while scope:
                if target := known.get(f"{scope}/{wanted}", ""):
                    return target
                scope = scope.rpartition("/")[0]
        while wanted:
            if target := known.get(wanted, ""):
                return target
            wanted = wanted.rpartition("/")[0]
        return ""

    def _app_of(self, path: str) -> str | None:
        return max((app for app in self.apps if path.startswith(app)), key=len, default=None)

    def _add(self, path: str) -> None:
        app = self._app_of(path)
        if app is None:
            return
        parts = path[len(app) :].split("/")
        if parts[0] != "app" or len(parts) < 3 or parts[1] in NOT_AUTOLOADED:
            return
        below = parts[3:] if parts[2] == "concerns" and len(parts) > 3 else parts[2:]
        self.apps[app].setdefault("/".join(below).removesuffix(".rb"), path)


def _in_comment(text: bytes, position: int) -> bool:
    return text[text.rfind(b"\n", 0, position) + 1 : position].lstrip().startswith(b"#")
