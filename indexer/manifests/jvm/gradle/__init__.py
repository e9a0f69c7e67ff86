"""Gradle (scripts in Groovy and Kotlin): which file is read by what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .build_script import ECOSYSTEM, parse_build
from .catalog import parse_catalog
from .linking import link
from .locks import parse_lock, parse_verification
from .settings import parse_properties, parse_settings, parse_wrapper

if TYPE_CHECKING:
    from ...base import Parser

__all__ = ["ECOSYSTEM", "PATTERNS", "link"]

PATTERNS: tuple[tuple[str, Parser], ...] = (
    ("settings.gradle", parse_settings),
    ("settings.gradle.kts", parse_settings),
    ("gradle.properties", parse_properties),
    ("gradle-wrapper.properties", parse_wrapper),
    ("gradle.lockfile", parse_lock),
    ("buildscript-gradle.lockfile", parse_lock),
    ("gradle/dependency-locks/*.lockfile", parse_lock),
    ("verification-metadata.xml", parse_verification),
    ("*.versions.toml", parse_catalog),
    ("*.gradle", parse_build),
    ("*.gradle.kts", parse_build),
)
