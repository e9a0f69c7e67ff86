"""Which Go files belong to a default build: build constraints and file name suffixes, told for linux/amd64 with cgo.

Source: https://pkg.go.dev/cmd/go#hdr-Build_constraints
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...gathering import words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["in_default_build"]

SYSTEMS = words(
    "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows "
    "zos"
)
ARCHITECTURES = words(
    "386 amd64 amd64p32 arm arm64 arm64be armbe loong64 mips mips64 mips64le mips64p32 mips64p32le mipsle ppc ppc64 "
    "ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm"
)
SATISFIED = words("linux amd64 unix gc cgo")
RELEASE = re.compile(r"go1\.\d+")
CONSTRAINT = re.compile(rb"^//go:build[ \t]+([^\n]{1,500})", re.MULTILINE)
OLD_CONSTRAINT = re.compile(rb"^// \+build[ \t]+([^\n]{1,500})", re.MULTILINE)
WORD = re.compile(r"&&|\|\||[!()]|[\w.]+")


def in_default_build(path: str, head: bytes) -> bool:
    """Whether a default build on linux/amd64 takes the file.

    Args:
        path: of the file; `_GOOS`, `_GOARCH` and `_GOOS_GOARCH` suffixes are constraints.
        head: the file's bytes before the package clause.
    """
    return _suffix_holds(path) and _constraint_holds(head)


def _suffix_holds(path: str) -> bool:
    parts = path.rpartition("/")[2].removesuffix(".go").removesuffix("_test").split("_")[1:]
    for part in parts[-2:] if len(parts) > 1 and parts[-1] in ARCHITECTURES and parts[-2] in SYSTEMS else parts[-1:]:
        if part in SYSTEMS | ARCHITECTURES and part not in SATISFIED:
            return False
    return True


def _constraint_holds(head: bytes) -> bool:
    if b"build" not in head:
        return True
    match = CONSTRAINT.search(head)
    if match:
        return _either(WORD.findall(match[1].decode("utf-8", "replace")))
    return all(_old_line(line.decode("utf-8", "replace")) for line in OLD_CONSTRAINT.findall(head))


def _old_line(line: str) -> bool:
    """`// +build a,b c`: spaces are "or", commas "and", `!` negates."""
    return any(all(_tag(term) for term in option.split(",")) for option in line.split())


def _tag(term: str) -> bool:
    if term.startswith("!"):
        return not _tag(term[1:])
    return term in SATISFIED or RELEASE.fullmatch(term) is not None


def _either(parts: list[str]) -> bool:
    """The value of an expression: `||` binds weakest; parentheses are split off by depth, so nesting costs no stack."""
    stack: list[list[str]] = [[]]
    for word in parts:
        if word == "(":
            stack.append([])
        elif word == ")" and len(stack) > 1:
            inner = _flat(stack.pop())
            stack[-1].append("true" if inner else "false")
        elif word != ")":
            stack[-1].append(word)
    while len(stack) > 1:
        inner = _flat(stack.pop())
        stack[-1].append("true" if inner else "false")
    return _flat(stack[0])


def _flat(parts: list[str]) -> bool:
    """An expression without parentheses."""
    return any(all(_term(term) for term in _split(option, "&&")) for option in _split(parts, "||"))


def _term(parts: list[str]) -> bool:
    negations = sum(word == "!" for word in parts)
    value = parts[-1] == "true" or _tag(parts[-1]) if parts else True
    return value != bool(negations % 2)


def _split(parts: list[str], operator: str) -> Iterator[list[str]]:
    part: list[str] = []
    for word in parts:
        if word == operator:
            yield part
            part = []
        else:
            part.append(word)
    yield part
