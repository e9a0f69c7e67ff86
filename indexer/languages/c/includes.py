"""C and C++: the includes of a file with the conditions around them, and C++20 modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Import

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Tree

__all__ = ["declared_module", "includes", "module_imports"]

DIRECTIVE = re.compile(
    rb"#[ \t]*(?:(include|include_next|import|embed)\b[ \t]*([^\r\n]*)|(if|ifdef|ifndef|elif|else|endif)\b[ \t]*([^\r\n]*))"
)
TARGET = re.compile(rb'"([^"\r\n]+)"|<([^>\r\n]+)>|([A-Za-z_]\w*)')
GUARD_NAME = re.compile(rb"!?\s*+(?:defined\s*+)?(?:\(\s*+)?(\w+)")
MODULE = re.compile(
    rb"^[ \t]*(export[ \t]+)?module[ \t]+([A-Za-z_][\w.]*(?:[ \t]*:[ \t]*[A-Za-z_][\w.]*)?)[ \t]*;", re.MULTILINE
)
IMPORT = re.compile(
    rb'^[ \t]*(export[ \t]+)?import[ \t]*((?:[A-Za-z_][\w.]*)?(?::[A-Za-z_][\w.]*)?|<[^>\n]+>|"[^"\n]+")[ \t]*;',
    re.MULTILINE,
)
GUARD_REACH = 400
TEXT_NODES = frozenset({"comment", "raw_string_content", "string_content"})


def includes(source: bytes, tree: Tree) -> list[Import]:
    """The `#include` lines; under a condition other than the include guard their kind is `conditional`.

    They are read as text: a preprocessor line is one wherever it stands, in places where no grammar expects it too.
    """
    found: list[Import] = []
    conditions: list[bool] = []  # for each open `#if`, whether it is a real condition (an include guard is none)
    first = True
    line = counted = 0
    for match in DIRECTIVE.finditer(source):
        start = match.start()
        if source[source.rfind(b"\n", 0, start) + 1 : start].strip(b" \t\xef\xbb\xbf"):
            continue
        word = match[3]
        if word is not None:
            if word == b"endif":
                if conditions:
                    conditions.pop()
            elif word.startswith(b"if"):
                conditions.append(not (first and _is_guard(source, match)))
            elif conditions:
                conditions[-1] = True
            first = False
            continue
        first = False
        if _is_text(tree, start):
            continue
        line += source.count(b"\n", counted, start)
        counted = start
        found.append(_include(source, match, line + 1, "conditional" if any(conditions) else "static"))
    return found


def _is_text(tree: Tree, position: int) -> bool:
    """Whether a place is inside of a comment or string (a raw one may hold whole programs)."""
    node = tree.root_node.descendant_for_byte_range(position, position + 1)
    return node is None or node.type in TEXT_NODES


def _include(source: bytes, match: re.Match[bytes], line: int, kind: str) -> Import:
    form = match[1].decode()
    target = TARGET.match(match[2])
    if target is not None and target[3] is not None:
        # A macro that the file itself gives a literal value names that file.
        value = re.search(rb"#[ \t]*define[ \t]+" + target[3] + rb"[ \t]+([\"<][^\r\n]*)", source)
        target = (TARGET.match(value[1]) if value is not None else None) or target
    if target is None:
        return Import(line, "dynamic", "", "", "", form)
    if target[3] is not None:
        return Import(line, "dynamic", target[3].decode(), "", "", form)
    written = f'"{target[1].decode("utf-8", "replace")}"' if target[1] else f"<{target[2].decode('utf-8', 'replace')}>"
    return Import(line, kind, written, "", "", form)


def _is_guard(source: bytes, match: re.Match[bytes]) -> bool:
    """Whether the file's first condition asks for a name that the lines below it define."""
    name = GUARD_NAME.match(match[4])
    if name is None or match[3] == b"ifdef" or (match[3] == b"if" and b"!" not in match[4]):
        return False
    below = source[match.end() : match.end() + GUARD_REACH]
    return re.search(rb"#[ \t]*define[ \t]+" + name[1] + rb"\b", below) is not None


def declared_module(source: bytes) -> str:
    """The C++20 module that a file is a unit of (`name` or `name:partition`)."""
    if b"module" not in source:
        return ""
    match = MODULE.search(source)
    return b"".join(match[2].split()).decode("utf-8", "replace") if match is not None else ""


def module_imports(source: bytes, tree: Tree) -> Iterator[Import]:
    """`import name;`, `import :partition;`, header units, and a module's implementation unit's tie to its interface."""
    if b"import" not in source and b"module" not in source:
        return
    declared = MODULE.search(source)
    if declared is None and not IMPORT.search(source):
        return
    name = b"".join(declared[2].split()).decode("utf-8", "replace") if declared is not None else ""
    if declared is not None and not declared[1] and ":" not in name:  # a partition's unit asks for what it needs
        yield Import(source.count(b"\n", 0, declared.start(2)) + 1, "static", name, "", "", "module")
    for match in IMPORT.finditer(source):
        specifier = match[2].decode("utf-8", "replace")
        if not specifier or _is_text(tree, match.start(2)):
            continue
        if specifier.startswith(":"):
            specifier = name.partition(":")[0] + specifier
        kind = "reexport" if match[1] else "static"
        yield Import(source.count(b"\n", 0, match.start(2)) + 1, kind, specifier, "", "", "import")
