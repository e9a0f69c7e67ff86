"""Programs that are kept running: the processes of a Procfile, those of supervisor's configuration, and the applications of PM2.

Source: https://devcenter.heroku.com/articles/procfile, https://supervisord.org/configuration.html#program-x-section-settings and
https://pm2.keymetrics.io/docs/usage/application-declaration.
"""

from __future__ import annotations

from .... import lazy_re as re
from ..base import Manifest, Script
from ..locking import unlinked as link
from ..notations.lines import decode, directory

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = ""
PROCESS = re.compile(r"([A-Za-z0-9_-]+):\s*(\S.*)")
SECTION = re.compile(r"^\[(?:program:(?P<name>[\w.-]+)|[^\]]*)\]")
COMMAND = re.compile(r"^command\s*=\s*(?P<command>\S.*?)(?:\s+;.*)?$")
APPLICATION = re.compile(r"(?<![\w$])script\s*:\s*(['\"`])(?P<script>[^'\"`\n]+)\1")
NAME = re.compile(r"(?<![\w$])name\s*:\s*['\"`]([^'\"`\n]+)['\"`]")
ARGUMENTS = re.compile(r"(?<![\w$])args\s*:\s*['\"`]([^'\"`\n]+)['\"`]")
RUNNERS = frozenset({"npm", "pnpm", "yarn", "bun", "node"})


def parse_procfile(path: str, data: bytes) -> Manifest:
    """A Procfile: `name: command` a line."""
    manifest = Manifest(ECOSYSTEM)
    for number, line in enumerate(decode(data).split("\n"), 1):
        text = line.strip()
        if found := PROCESS.match(text):
            manifest.scripts.append(Script(found[1], found[2], number, "process", directory(path)))
        elif text and not text.startswith("#") and len(manifest.problems) < 10:
            manifest.problems.append((number, f"not a process: {text[:60]!r}"))
    return manifest


def parse_supervisor(_path: str, data: bytes) -> Manifest:
    """A configuration of supervisor: each program runs from wherever its container puts the workspace."""
    manifest, name = Manifest(ECOSYSTEM), ""
    for number, line in enumerate(decode(data).split("\n"), 1):
        if section := SECTION.match(line):
            name = section["name"] or ""
        elif name and (found := COMMAND.match(line)):
            manifest.scripts.append(Script(name, found["command"], number, "process"))
    return manifest


def parse_pm2(path: str, data: bytes) -> Manifest:
    """An ecosystem file of PM2: `apps: [{ name: "api", script: "dist/main.js" }]`."""
    manifest, text = Manifest(ECOSYSTEM), decode(data)
    for found in APPLICATION.finditer(text):
        first, last = text.rfind("{", 0, found.start()), text.find("}", found.end())
        around = text[max(first, 0) : last if last >= 0 else None]
        named, given = NAME.search(around), ARGUMENTS.search(around)
        command = f"{found['script']} {given[1]}" if given else found["script"]
        if found["script"] not in RUNNERS:
            command = f"node {command}"
        line, name = text.count("\n", 0, found.start()) + 1, named[1] if named else found["script"]
        manifest.scripts.append(Script(name, command, line, "process", directory(path)))
    return manifest
