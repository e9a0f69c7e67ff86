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
    found = ((_PROPERTY.match(line), number) for number, line in enumerate(decode(content).splitlines(), 1))
    settings = [Setting("config", f"property:{match[1]}", match[2], number) for match, number in found if match]
    return Manifest(ECOSYSTEM, role="config", manager="gradle", settings=settings)


def parse_wrapper(path: str, content: bytes) -> Manifest:
    """Reads a gradle-wrapper.properties: the Gradle version."""
    lines = enumerate(decode(content).splitlines(), 1)
    found = ((_DISTRIBUTION.search(line), number) for number, line in lines if line.startswith("distributionUrl"))
    settings = [Setting("manager", "gradle", match[1], number) for match, number in found if match]
    return Manifest(ECOSYSTEM, role="config", manager="gradle", settings=settings)
