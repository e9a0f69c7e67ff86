"""The workspace's own settings for the index: `[tool.groundplan]` in pyproject.toml, or `groundplan.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .on_disk import content_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

__all__ = ["FILES", "Settings", "load_settings", "settings_file"]

FILES = ("groundplan.toml", "pyproject.toml")
"""Where settings may stand."""
TABLES = {"groundplan.toml": (), "pyproject.toml": ("tool", "groundplan")}
MAX_FILE_BYTES = 1_500_000
"""Larger files are counted, and not parsed: no hand-written source comes near, and one such file would cost seconds."""


class Settings(NamedTuple):
    """What a workspace may set.

    Attributes:
        exclude: gitignore patterns of files that do not belong to the index.
        generated, vendored: gitignore patterns of files that belong to those zones.
        allow_duplicates: gitignore patterns of files whose clones are meant.
        max_file_bytes: larger files are listed and not parsed; notebooks, which hold what they show, ten times larger.
        rules: architecture rules as written (see docs/rules.md).
        problems: `(path, message)` of settings that could not be used.
    """

    exclude: tuple[str, ...] = ()
    generated: tuple[str, ...] = ()
    vendored: tuple[str, ...] = ()
    allow_duplicates: tuple[str, ...] = ()
    max_file_bytes: int = MAX_FILE_BYTES
    rules: tuple[dict[str, Any], ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


def load_settings(root: Path) -> Settings:
    """The settings of a workspace; broken ones are reported in `problems` and the defaults stand."""
    name, data = settings_file(root)
    return _parse(name, data, TABLES[name]) if name else Settings()


def settings_file(root: Path) -> tuple[str, bytes]:
    """The name and text of the file that a workspace's settings stand in; empty where there is none."""
    for name in FILES:
        data = content_at(root / name)
        if data is not None and (not TABLES[name] or b"tool.groundplan" in data):
            return name, data
    return "", b""


def _parse(name: str, data: bytes, table: tuple[str, ...]) -> Settings:
    import tomli

    try:
        values: Any = tomli.loads(data.decode("utf-8", "replace"))
    except (tomli.TOMLDecodeError, RecursionError) as error:
        return Settings(problems=((name, f"not valid TOML: {error}"),))
    for key in table:
        values = values.get(key, {}) if isinstance(values, dict) else {}
    lists = ("exclude", "generated", "vendored", "allow_duplicates", "rules")
    known = {**dict.fromkeys(lists, tuple), "max_file_bytes": int}
    accepted = dict(_accepted(values, known))
    problems = tuple((name, _complaint(key, known)) for key in sorted(set(values) - set(accepted)))
    return Settings(**accepted, problems=problems)


def _complaint(key: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    near = [] if key in known else get_close_matches(key, known, n=1)
    return f"unknown or malformed setting {key!r}" + (f". Nearest: {near[0]!r}" if near else "")


def _accepted(values: dict[str, Any], known: dict[str, type]) -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        kind = known.get(key)
        if kind is int and isinstance(value, int) and not isinstance(value, bool) and value > 0:
            yield key, value
        elif (
            kind is tuple
            and isinstance(value, list)
            and all(isinstance(item, dict if key == "rules" else str) for item in value)
        ):
            yield key, tuple(value)
