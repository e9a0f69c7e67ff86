"""Which Go files belong to a default build: build constraints and file name suffixes, told for linux/amd64 with cgo.

Source: https://pkg.go.dev/cmd/go#hdr-Build_constraints
"""

from __future__ import annotations

from .... import lazy_re as re
from ...gathering import words

__all__ = ["in_default_build"]

SYSTEMS = words(
    "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows "
    "zos"
)
ARCHITECTURES = words(
    "386 amd64 amd64p32 arm arm64 arm64be armbe loong64 mips mips64 mips64le mips64p32 mips64p32le mipsle ppc ppc64 "
    "ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm"
)
SATISFIED = words("linux amd64 unix gc cgo true")
RELEASE = re.compile(r"go1\.\d+")
CONSTRAINT = re.compile(rb"^//go:build[ \t]+([^\n]{1,500})", re.MULTILINE)
OLD_CONSTRAINT = re.compile(rb"^// \+build[ \t]+([^\n]{1,500})", re.MULTILINE)
INNERMOST = re.compile(r"\(([^()]*)\)")


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
        return _holds(match[1].decode("utf-8", "replace"))
    old = (line.decode("utf-8", "replace") for line in OLD_CONSTRAINT.findall(head))
    return all(_flat("||".join(line.split()).replace(",", "&&")) for line in old)


def _holds(expression: str) -> bool:
    """The value of an expression, what stands in parentheses first; one without its other half says nothing."""
    while (simpler := INNERMOST.sub(lambda inner: "true" if _flat(inner[1]) else "false", expression)) != expression:
        expression = simpler
    return _flat(expression.replace("(", "").replace(")", ""))


def _flat(expression: str) -> bool:
    """An expression without parentheses: `||` binds weakest."""
    return any(all(_term(term) for term in option.split("&&")) for option in expression.split("||"))


def _term(term: str) -> bool:
    name = term.replace("!", "").strip()
    return (not name or name in SATISFIED or RELEASE.fullmatch(name) is not None) != bool(term.count("!") % 2)
