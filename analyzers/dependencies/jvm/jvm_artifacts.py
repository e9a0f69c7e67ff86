"""Which declared artifacts of Maven hold a Java package, by the words of group and artifact; nothing where they don't say it."""

from __future__ import annotations

from typing import NamedTuple

from .... import lazy_re as re
from ....indexer.workspace_paths import shared_leading
from .jvm_packages import SHARED_GROUPS, listed

__all__ = ["artifacts_of"]

LABEL = re.compile(r"[^\w]+|_")
LEAST_LABELS = 2
"""A Java package and a Maven group with fewer common labels (`org`) have nothing to do with each other."""
DOMAINS = frozenset({"com", "org", "net", "io", "dev", "de", "app", "javax", "jakarta", "edu", "gov"})
NEUTRAL = frozenset({
    "all", "android", "api", "base", "bundle", "common", "core", "jakarta", "java", "javax", "js", "jvm", "kotlin", "ktx", "lib", "library",
    "main", "native", "scala", "starter",
})  # fmt: skip
"""Words that tell artifacts of one project apart, not what they hold."""
TOOLS = frozenset({
    "agent", "apt", "assembly", "bom", "build", "compiler", "dependencies", "devtools", "gradle", "launcher", "ksp", "maven", "parent",
    "plugin", "processor", "sbt",
})  # fmt: skip
"""Words of artifacts that work on the code or on the build, and hold nothing to import unless the package says so."""


class Fit(NamedTuple):
    """How well an artifact's words agree with a package: more is better."""

    shared: int
    named: int
    unnamed: int
    """Less one for each word that the package does not hold, which only a neutral one may be."""


def artifacts_of(package: str, known: frozenset[str]) -> list[str]:
    """Artifacts whose own words the package names (`com.fasterxml.jackson.databind` → `jackson-databind`); else those that are
    listed for it; else the main or the only one of its group."""
    labels = package.lower().split(".")
    fits = {name: fit for name in known if (fit := _by_group(name, labels) or _by_artifact(name, labels, known))}
    named = {name: fit for name, fit in fits.items() if fit.named}
    in_group = any(_is_whole(_group_and_words(name)[0], labels) for name in named)
    if not in_group and (table := listed(package, known)) is not None:
        return table
    return _best(named or fits) or _only_of_group(labels, known)


def _by_group(name: str, labels: list[str]) -> Fit | None:
    """An artifact of a group that the package begins with, or shares more than a publisher's name with."""
    own, words = _group_and_words(name)
    shared = shared_leading(own, labels)
    whole = shared == len(own) and own != [""]
    if not whole and (shared < LEAST_LABELS or ".".join(own[:shared]) in SHARED_GROUPS):
        return None
    telling = [word for word in words if not _is_spoken_for(word, own[:shared])]
    first = labels[shared : shared + 1]
    if not any(_is_named(word, first) for word in [*telling, *own[shared:]]):
        return Fit(shared, 0, -len(telling)) if whole and NEUTRAL.issuperset(telling) else None
    return _fit(shared, telling, labels[shared:])


def _by_artifact(name: str, labels: list[str], known: frozenset[str]) -> Fit | None:
    """An artifact that is called as a Java package that stands outside of the groups (`assertk`, `kotlinx.coroutines`); one of
    a family of artifacts holds no more than its name says."""
    group, words = _group_and_words(name)
    if labels[0] in DOMAINS or words[:1] != labels[:1]:
        return None
    fit = _fit(1, words[1:], labels[1:])
    if fit is None or fit.named or len(labels) == 1:
        return fit
    kin = f"{'.'.join(group)}:{words[0]}-"
    return None if any(other.lower().startswith(kin) for other in known - {name}) else fit


def _fit(shared: int, words: list[str], labels: list[str]) -> Fit | None:
    """The fit of words to labels; None where a word that tells something is none of them."""
    missing = [word for word in words if not _is_named(word, labels)]
    return Fit(shared, len(words) - len(missing), -len(missing)) if NEUTRAL.issuperset(missing) else None


def _only_of_group(labels: list[str], known: frozenset[str]) -> list[str]:
    """The only declared artifact of a group that is no publisher's alone: what it does not hold it brings along."""
    of_group = [
        name for name in known if _is_whole(own := _group_and_words(name)[0], labels) and len(own) >= LEAST_LABELS
    ]
    closest = max((len(_group_and_words(name)[0]) for name in of_group), default=0)
    found = [name for name in of_group if len(_group_and_words(name)[0]) == closest]
    if len(found) != 1 or ".".join(labels[:closest]) in SHARED_GROUPS or TOOLS & set(_group_and_words(found[0])[1]):
        return []
    return found


def _is_whole(own: list[str], labels: list[str]) -> bool:
    return shared_leading(own, labels) == len(own)


def _group_and_words(name: str) -> tuple[list[str], list[str]]:
    """A group's labels, and an artifact's words without numbers (Scala's version)."""
    group, _, artifact = name.lower().partition(":")
    return group.split("."), [word for word in LABEL.split(artifact) if word and not word.isdigit()]


def _is_spoken_for(word: str, shared: list[str]) -> bool:
    """Whether the common labels hold a word already, if only in longer form (`spring` in `org.springframework`)."""
    return any(label == word or (len(word) > len("com") and label.startswith(word)) for label in shared)


def _is_named(word: str, labels: list[str]) -> bool:
    return any(word in {label, f"{label}s"} or label == f"{word}s" for label in labels)


def _best(fits: dict[str, Fit]) -> list[str]:
    most = max(fits.values(), default=None)
    return sorted(name for name, fit in fits.items() if fit == most)
