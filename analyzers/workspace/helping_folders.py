"""Folders whose programs serve the work on the product: the ones that always do, and those that do where one asks for less."""

from __future__ import annotations

from typing import Final

__all__ = ["AT_ROOT", "OF_PROGRAMS", "OF_TOOLS", "helps_at_root"]

ALWAYS: Final = frozenset({"ci", "hack", "scripts", "tools", "utils"})
MOSTLY: Final = ALWAYS | {".ci", "contrib", "devtools", "misc"}
AT_ROOT: Final = ALWAYS | {"build", "dev", "eng", "etc", "project", "script", "util"}
"""At the root: deeper down `build` or `project` may be a part of the product."""
OF_PROGRAMS: Final = MOSTLY | {
    ".github", "bench", "benches", "benchmark", "benchmarks", "fuzz", "oss-fuzz", "fuzz_targets", "fuzzing", "magefiles", "xtask",
}  # fmt: skip
"""For a program that begins there."""
OF_TOOLS: Final = MOSTLY | {"dev", "support"}
"""For what a file there shows of a technology."""


def helps_at_root(path: str) -> bool:
    """Whether a file stands in such a folder at the root, in any case (`Tools/`)."""
    return "/" in path and path.partition("/")[0].lower() in AT_ROOT
