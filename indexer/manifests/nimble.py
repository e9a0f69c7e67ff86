"""Nim: *.nimble files, read statically: the package, what it requires, its tasks and programs.

Source: https://nim-lang.github.io/nimble/nimble-file-format.html.
"""

from __future__ import annotations

from ... import lazy_re as re
from .base import Dependency, Entry, Manifest, Package, Script, Setting
from .locking import unlinked as link
from .notations.lines import decode, directory

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "nimble"
_REQUIRES = re.compile(r"^\s*(?:(taskRequires)\s*\(?\s*\"(\w+)\"\s*,|requires)\s*\(?(.*)")
_TEXT = re.compile(r'"([^"]*)"')
_REQUIREMENT = re.compile(r"([^\s<>=~^#@]+)\s*((?:[<>=~^#@].*)?)\Z")
_FIELD = re.compile(r"^\s*(version|bin|srcDir)\s*=\s*(.*)")
_TASK = re.compile(r"^\s*task\s+(\w+)\s*,\s*\"([^\"]*)\"")


def parse_nimble(path: str, content: bytes) -> Manifest:
    """Reads a .nimble file; the package is called as the file is."""
    manifest = Manifest(ECOSYSTEM, manager="nimble")
    name = path.rpartition("/")[2].removesuffix(".nimble")
    version = ""
    for number, line in enumerate(decode(content).splitlines(), 1):
        text = line.partition(" #")[0]
        if text.count('"') % 2:
            manifest.problems.append((number, "a text is not closed"))
        if field := _FIELD.match(text):
            values = _TEXT.findall(field[2])
            version = values[0] if field[1] == "version" and values else version
            manifest.entries += [Entry("cli", value, f"{value}.nim", number) for value in values if field[1] == "bin"]
        elif task := _TASK.match(text):
            manifest.scripts.append(Script(task[1], f"nimble {task[1]}", number, "task", directory(path)))
        elif required := _REQUIRES.match(text):
            for listed in _TEXT.findall(required[3]):
                _add(manifest, listed, number, required[2] or "")
    manifest.packages.append(Package(name, version, directory(path)))
    return manifest


def _add(manifest: Manifest, listed: str, line: int, task: str) -> None:
    for part in listed.split(","):
        match = _REQUIREMENT.match(part.strip())
        if match is None:
            continue
        constraint = match[2].strip()
        if match[1] == "nim":
            manifest.settings.append(Setting("engine", "nim", constraint, line))
            continue
        source = "git" if "://" in match[1] else "registry"
        scope = "test" if task == "test" else "dev" if task else "runtime"
        found = Dependency(match[1], constraint, scope=scope, line=line, source=source, group=task)
        manifest.dependencies.append(found)
