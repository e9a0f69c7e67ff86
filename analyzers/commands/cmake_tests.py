"""How a CMake build is told to make its tests, where an option that is off by itself stands before them."""

from __future__ import annotations

from collections.abc import Iterator

from ... import lazy_re as re

__all__ = ["ctest_command"]

TESTED = "ctest --test-dir build"
STEP = re.compile(
    rb"^[ \t]*(?P<word>if|else|elseif|endif|return|enable_testing|include|add_subdirectory)[ \t]*"
    rb"\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\)",
    re.IGNORECASE | re.MULTILINE,
)
OFF = re.compile(
    rb"^[ \t]*option\s*\(\s*(\w+)(?:\s+\"[^\"]*\")?(?:\s+(?:OFF|FALSE|NO|0))?\s*\)", re.IGNORECASE | re.MULTILINE
)
"""An option that is off by itself; one without a value is."""
TESTS = re.compile(rb"\s*(?:CTest\b|[\"']?(?:\$\{\w+\}/)?(?:\w+/)?(?:unit_?)?tests?/?[\"']?\s*$)", re.IGNORECASE)
LEFT = re.compile(rb"\s*+NOT\s++(\w++)\s*+")
"""The option without which a file returns early: all that follows needs it."""
NAME = re.compile(rb"(?<![\w{])(?!(?:NOT|AND|OR|DEFINED)\b)[A-Za-z_]\w*")


def ctest_command(text: bytes) -> str:
    """The command that runs the tests of a build folder; with the build before it where an option has to be set for that."""
    off = set(OFF.findall(text))
    switches = [_switch(conditions, off) for conditions in _conditions(text)]
    if not switches or None in switches:
        return TESTED
    return f"cmake -S . -B build -D{switches[0]}=ON && cmake --build build && {TESTED}"


def _conditions(text: bytes) -> Iterator[list[bytes]]:
    """Around each place that adds tests: the conditions it stands under."""
    around: list[bytes] = []
    left: list[bytes] = []
    for step in STEP.finditer(text):
        word = step["word"].lower()
        if word == b"if":
            around.append(step["inner"])
        elif word == b"endif":
            del around[-1:]
        elif word.startswith(b"else"):
            around[-1:] = [b""]
        elif word == b"return":
            left += [inverse[1] for inverse in map(LEFT.fullmatch, around) if inverse and len(around) == 1]
        elif word == b"enable_testing" or TESTS.match(step["inner"]):
            yield [*left, *around]


def _switch(conditions: list[bytes], off: set[bytes]) -> str | None:
    """The option that opens the way, of those that are off; None where nothing that is known to be off stands in it."""
    for condition in conditions:
        names = NAME.findall(condition)
        if names and set(names) <= off and b"NOT" not in condition.split():
            return str(names[0].decode())
    return None
