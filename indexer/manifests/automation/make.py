"""Makefile: its explicit targets with their commands. Source: the GNU make manual, chapter Writing Rules."""

from __future__ import annotations

from .... import lazy_re as re
from ..base import Manifest, Script, Setting
from ..locking import unlinked as link
from ..notations.lines import decode, directory, included

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = ""
LENGTH = 1000
_RULE = re.compile(r"([A-Za-z0-9_./ -]+?)\s*::?(?![:=])((?:\$\([^()\n]*\)|[^=;#$]|\$)*)(?:;\s*(.*))?(?:#.*)?\Z")
_INCLUDE = re.compile(r"-?s?include\s+([^\s$]+)\s*\Z")
_GOAL = re.compile(r"\.DEFAULT_GOAL\s*[:?]?=\s*(\S+)")
_PREFIX = re.compile(r"[@+\s-]*")


def parse_makefile(path: str, data: bytes) -> Manifest:
    """A Makefile. Pattern rules, special targets and targets with variables in their names are left out.

    The commands of a recipe are joined by ` && `; a target without a recipe runs its prerequisites, as `make A B` does.
    """
    reader = _Reader(directory(path))
    logical, start = "", 1
    for number, line in enumerate(decode(data).split("\n"), 1):
        start = start if logical else number
        logical += line
        if logical.endswith("\\"):
            logical = logical[:-1].rstrip() + " "
            continue
        reader.take(logical, start)
        logical = ""
    return reader.finish()


class _Reader:
    """The rules so far and the one whose recipe is being read."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._manifest = Manifest(ECOSYSTEM)
        self._rules: dict[str, tuple[int, list[str], list[str]]] = {}
        self._current: list[str] = []
        self._in_define = False

    def take(self, line: str, number: int) -> None:
        bare = line.strip()
        if self._in_define or bare.startswith("define "):
            self._in_define = not bare.startswith("endef")
        elif line.startswith("\t"):
            self._command(bare)
        elif bare and not bare.startswith("#"):
            self._statement(bare, number)

    def finish(self) -> Manifest:
        for name, (line, needs, commands) in self._rules.items():
            command = " && ".join(commands) or (f"make {' '.join(needs)}" if needs else "")
            self._manifest.scripts.append(Script(name, command[:LENGTH], line, "target", self._base))
        return self._manifest

    def _command(self, text: str) -> None:
        command = _PREFIX.sub("", text, count=1)
        for name in self._current if command and not command.startswith("#") else ():
            self._rules[name][2].append(" ".join(command.split()))

    def _statement(self, text: str, number: int) -> None:
        if found := _GOAL.match(text):
            self._manifest.settings.append(Setting("config", ".DEFAULT_GOAL", found[1], number))
        elif found := _INCLUDE.match(text):
            self._manifest.includes += included(self._base, found[1])
        elif len(text) < LENGTH and (found := _RULE.match(text)):
            self._rule(found, number)
        elif ":" in text:
            self._current = []

    def _rule(self, found: re.Match[str], number: int) -> None:
        names = [name for name in found[1].split() if not name.startswith(".")]
        needs = [name for name in (found[2] or "").split() if name != "|" and "$" not in name]
        for name in names:
            rule = self._rules.setdefault(name, (number, [], []))
            rule[1].extend(needs)
        self._current = names
        if found[3]:
            self._command(found[3])
