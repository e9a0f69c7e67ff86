"""Gradle's properties files: what build scripts may refer to, and the version that its wrapper fetches."""

from __future__ import annotations

import re

from ...base import Manifest, Setting
from ...notations.lines import decode
from .build_script import ECOSYSTEM

__all__ = ["parse_properties", "parse_wrapper"]

_PROPERTY = re.compile(r"\s*([^\s#!:=][^\s:=]*)\s*[:=]\s*(.*?)\s*\Z")
_DISTRIBUTION = re.compile(r"gradle-([\d.]+(?:-[\w.-]+?)?)-(?:bin|all)\.zip")


def parse_properties(path: str, content: bytes) -> Manifest:
    """Reads a gradle.properties: what build scripts may refer to."""
    manifest = Manifest(ECOSYSTEM, role="config", manager="gradle")
    for number, line in enumerate(decode(content).splitlines(), 1):
        if match := _PROPERTY.match(line):
            manifest.settings.append(Setting("config", f"property:{match[1]}", match[2], number))
    return manifest


def parse_wrapper(path: str, content: bytes) -> Manifest:
    """Reads a gradle-wrapper.properties: the Gradle version."""
    manifest = Manifest(ECOSYSTEM, role="config", manager="gradle")
    for number, line in enumerate(decode(content).splitlines(), 1):
        if line.startswith("distributionUrl") and (match := _DISTRIBUTION.search(line)):
            manifest.settings.append(Setting("manager", "gradle", match[1], number))
    return manifest
