"""The source sets of Kotlin's multiplatform modules: which platforms a file is compiled for, as its path tells.

https://kotlinlang.org/docs/multiplatform-discover-project.html#source-sets
"""

from __future__ import annotations

from functools import cache

from .... import lazy_re as re

__all__ = ["is_hidden_from", "source_set"]

COMMON = "common"
FAMILIES = {
    **dict.fromkeys(("android", "jvm"), "jvm"), **dict.fromkeys(("js", "wasm", "node", "web"), "web"),
    **dict.fromkeys(("native", "posix", "nix", "darwin", "apple", "ios", "macos", "tvos", "watchos", "linux", "mingw"), "native"),
}  # fmt: skip
"""Kotlin's targets → what they compile to (https://kotlinlang.org/docs/multiplatform-dsl-reference.html#targets)."""
_PLATFORM = re.compile(
    rf"/src/([a-z]\w*?)(?:Instrumented|Unit)?(?:Main|Test)/"
    rf"|/({COMMON}|(?:{'|'.join(FAMILIES)})\w*)/(?:src|test)/(?!\w*(?:[mM]ain|[tT]est)/)"
)
"""The source set of one platform, or of several that share a name: `src/jsMain`, or `js/src` and `js/test`."""


def is_hidden_from(path: str, other: str) -> bool:
    """Whether a file's source set can't see another's, as their names tell.

    What is common, or a whole family's (`native`), sees none that some platforms have, none sees those of a family that it has
    no part in (`jsMain` and `jvmMain`, but `jvmAndNixMain`), or its own opposite. What builds the workspace sees none of it.
    """
    if "/buildSrc/" in f"/{path}" and "/buildSrc/" not in f"/{other}":
        return True
    own, its = _platform(path), _platform(other)
    mine, others = _families(own), _families(its)
    if own == COMMON or {own} == mine == others:
        return its != "" and not its.startswith(own)
    return bool(mine and others and mine.isdisjoint(others)) or f"non{own}" == its or f"non{its}" == own


def _platform(path: str) -> str:
    """The platform of a file's source set in small letters, `js` of `jsMain`; "" where it is named after none."""
    found = _PLATFORM.search(f"/{path}")
    return (found[1] or found[2]).lower() if found is not None else ""


@cache
def _families(platform: str) -> frozenset[str]:
    """What the targets of a source set compile to; nothing where its name tells those that it leaves out."""
    names = () if platform.startswith("non") else re.findall("|".join(FAMILIES), platform)
    return frozenset(FAMILIES[name] for name in names)


def source_set(path: str) -> str:
    """The folder below `src` that a file lies in: `main`, `commonMain`."""
    return path.rpartition("/src/")[2].partition("/")[0]
