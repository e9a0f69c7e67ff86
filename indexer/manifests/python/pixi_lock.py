"""Pixi's pixi.lock: what is installed from Conda's channels and from PyPI, for all environments and platforms together.

Source: https://pixi.sh/latest/workspace/lockfile/. Read line by line, as Pixi writes it: such a file may have 60,000 lines, and even
libyaml takes five times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from ..base import INDEX, Dependency, Manifest
from ..notations.lines import decode
from .pypi.pep508 import normalise

__all__ = ["parse_pixi_lock"]

Fields: TypeAlias = dict[str, list[str]]

FIELD = re.compile(r"(?:- |  )([\w-]+):\s*(.*?)\s*\Z")
ITEM = re.compile(r"  - (.*?)\s*\Z")
REQUIRED = re.compile(r"['\"]?([A-Za-z0-9_][\w.-]*)")
ARCHIVE = re.compile(r"([^/]+)-([^-/]+)-[^-/]+\.(?:conda|tar\.bz2)(?:#.*)?\Z")
"""Name, version and build in the address of a package of a channel."""
OPTIONAL = "extra =="


def parse_pixi_lock(path: str, content: bytes) -> Manifest:
    """Reads a pixi.lock of any version; what several platforms share is listed once."""
    manifest = Manifest("conda", role="lockfile", manager="pixi")
    seen: set[tuple[str, str, str]] = set()
    for line, fields in _packages(decode(content).split("\n")):
        found = _dependency(line, fields)
        if found is None:
            manifest.problems.append((line, "a package without a name"))
        elif (key := (found.name, found.resolved, found.group)) not in seen:
            seen.add(key)
            manifest.dependencies.append(found)
    return manifest


def _packages(lines: list[str]) -> Iterator[tuple[int, Fields]]:
    """`(line, fields)` of each entry of the list of packages; a field's texts are its value and the items below it."""
    start = next((at for at, line in enumerate(lines) if re.match(r"packages?:", line)), len(lines))
    begun, fields, key = 0, Fields(), ""
    for number, line in enumerate(lines[start + 1 :], start + 2):
        if line.startswith("- ") and fields:
            yield begun, fields
            fields = {}
        if line[:1].strip() and not line.startswith("- "):
            break
        if match := FIELD.match(line):
            key, value = match[1], match[2].strip("'\"")
            begun = number if line.startswith("- ") else begun
            fields[key] = [value] if value else []
        elif match := ITEM.match(line):
            fields.setdefault(key, []).append(match[1].strip("'\""))
    if fields:
        yield begun, fields


def _dependency(line: int, fields: Fields) -> Dependency | None:
    text = {key: values[0] for key, values in fields.items() if values}
    from_pypi = "pypi" in text or "pypi" in (text.get("kind"), text.get("manager"))
    address = text.get("conda") or text.get("pypi") or text.get("url") or text.get("path", "")
    told = None if from_pypi else ARCHIVE.search(address)
    name, version = text.get("name", told[1] if told else ""), text.get("version", told[2] if told else "")
    if not name:
        return None
    index = INDEX if from_pypi else "registry"
    needs = [need for key in ("depends", "requires_dist", "dependencies") for need in fields.get(key, ())]
    names = (match[1] for need in needs if OPTIONAL not in need and (match := REQUIRED.match(need)))
    return Dependency(
        normalise(name) if from_pypi else name.lower(),
        resolved=version,
        direct=False,
        line=line,
        source="path" if address.startswith(".") else "git" if address.startswith("git+") else index,
        group="pip" if from_pypi else "",
        requires=tuple(dict.fromkeys(normalise(need) if from_pypi else need.lower() for need in names)),
    )
