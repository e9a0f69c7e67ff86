"""Package specs and version ranges of npm, and of Cargo, which writes ranges alike. Source: the range grammar of the semver package."""

from __future__ import annotations

from .... import lazy_re as re

__all__ = ["satisfies", "split_spec"]

_COMPARATOR = re.compile(r"(\^|~>?|>=|<=|>|<|=)?\s*v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(-[\w.-]+)?")
_HYPHEN = re.compile(r"(\S+)\s+-\s+(\S+)")
Version = tuple[int, int, int]


def satisfies(version: str, constraint: str) -> bool:
    """Whether `1.2.3` lies in `^1.0.0 || 2.x`. Pre-releases count as their release; what is no range (a tag) allows all."""
    found = _COMPARATOR.match(version.strip())
    if not found:
        return False
    exact = _numbers(found)[0]
    return any(_all_hold(exact, part) for part in constraint.split("||"))


def _all_hold(version: Version, part: str) -> bool:
    part = _HYPHEN.sub(r">=\1 <=\2", part)
    return all(_holds(version, match) for match in _COMPARATOR.finditer(part) if match[0].strip())


def _numbers(match: re.Match[str]) -> tuple[Version, int]:
    """The version with zeros for what is left open, and how many of its numbers are given."""
    given = [int(part) for part in (match[2], match[3], match[4]) if part and part.isdigit()]
    padded = [*given, 0, 0, 0]
    return (padded[0], padded[1], padded[2]), len(given)


def _holds(version: Version, match: re.Match[str]) -> bool:
    wanted, given = _numbers(match)
    sign = match[1] or ""
    if sign in (">=", "<", ">", "<="):
        upper = _above(wanted, given - 1)
        return {">=": version >= wanted, "<": version < wanted, ">": version >= upper, "<=": version < upper}[sign]
    return wanted <= version < _above(wanted, _fixed(sign, wanted, given))


def _fixed(sign: str, wanted: Version, given: int) -> int:
    """The index of the last number that may not rise; -1 for none."""
    if sign == "^":
        first = next((index for index, number in enumerate(wanted) if number), 2)
        return min(first, given - 1)
    if sign.startswith("~"):
        return min(1, given - 1)
    return given - 1


def _above(wanted: Version, index: int) -> tuple[float, ...]:
    """The first version beyond all that share the numbers up to an index."""
    if index < 0:
        return (float("inf"), 0, 0)
    return (*wanted[:index], wanted[index] + 1, *(0,) * (2 - index))


def split_spec(spec: str) -> tuple[str, str, str]:
    """`name@range` → `(name, "@", range)`; a scope's own `@` belongs to the name."""
    at = spec.find("@", 1)
    return (spec[:at], "@", spec[at + 1 :]) if at > 0 else (spec, "", "")
