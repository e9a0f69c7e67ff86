"""Ruby: `require`, `require_relative`, `load` and `autoload` of a file."""

from __future__ import annotations

import posixpath
from operator import itemgetter
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Import
from ..common import collapse, import_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tree_sitter import Node, Tree

    from ...facts import Symbol

__all__ = ["requires", "underscore"]

REQUIRE = re.compile(
    rb"(require(?:_relative|_dependency)?|load|autoload)(?:[ \t]*\(\s*|[ \t]+(?!(?:if|unless)\b))([^\n]*)"
)
WORDS = (re.compile(rb"require"), re.compile(rb"load"))
QUOTED = rb"(?:'([^'\n]+)'|\"([^\"#\n]+)\")"
LITERAL = re.compile(QUOTED)
AUTOLOAD = re.compile(rb":(\w+)\s*(?:,\s*(?:" + QUOTED + rb"|([^\s\n]))?)?")
WITHIN = re.compile(rb"autoload_(under|at)[ (]+['\"]([^'\"\n]+)['\"]")
REGISTERED = re.compile(rb"^[ \t]*(\w+)[ \t(]+:([A-Z]\w*),[ \t]*", re.MULTILINE)
NOT_CALLS = frozenset({"assignment", "method", "singleton_method", "alias"})
"""What has an identifier of its own that is no call: `load = 1`, `def load(path)`."""
LAZY = frozenset({"method", "singleton_method", "lambda"})
CONDITIONS = frozenset(
    {
        "if", "unless", "if_modifier", "unless_modifier", "case", "when", "rescue", "conditional", "rescue_modifier",
        "else", "elsif",
    }
)  # fmt: skip

HERE = (
    rb"(?:__dir__|(?:File\.expand_path\(\s*)?File\.dirname\(\s*(?:File\.(?:expand_|real)path\(\s*)?__FILE__(?:\s*\))+)"
)
FURTHER = rb"(?:\s*,\s*" + QUOTED + rb")?"
BESIDE = re.compile(
    rb"(?:File\.expand_path\(\s*)?(?:File\.expand_path\(\s*" + QUOTED + rb"\s*,\s*" + HERE + rb"\s*\)"
    rb"|File\.join\(\s*" + HERE + rb"\s*,\s*" + QUOTED + FURTHER * 2 + rb"\s*\)"
    rb"|" + HERE + rb"\s*\+\s*" + QUOTED + rb"|\"#\{" + HERE + rb"\}([^\"#\n]+)\")"
)
FROM_FILE = re.compile(rb"File\.expand_path\(\s*" + QUOTED + rb"\s*,\s*__FILE__\s*\)")
NAME = re.compile(rb"\w+")
LISTING = re.compile(rb"(?:::)?Dir(?:\[|\.glob[ \t]*\(?)\s*")
ROOT = rb"(?:::)?[A-Z]\w*\.(?:\w+_)?root"
ROOTED = re.compile(
    rb"(?:" + ROOT + rb"\.join\(\s*|\"#\{" + ROOT + rb"\}/|File\.join\(" + ROOT + rb",\s*)"
    rb"['\"]?([^'\"#\n]+)['\"]" + FURTHER
)
"""A path below the folder that a module calls its root: Rails, an engine, a gem."""
BLOCKS = frozenset({"block", "do_block"})


def requires(source: bytes, tree: Tree, symbols: Sequence[Symbol]) -> list[Import]:
    """The imports in source order."""
    found: list[tuple[int, Import]] = []
    for word in WORDS:
        for match in word.finditer(source):
            start = match.start()
            if source.startswith(b"auto", start - 4):
                start -= 4
            if not _begins_word(source, start):
                continue
            whole = REQUIRE.match(source, start)
            if whole is None:
                continue
            node = tree.root_node.descendant_for_byte_range(start, start + 1)
            if node is None or node.type != "identifier" or node.parent is None or node.parent.type in NOT_CALLS:
                continue
            line = source.count(b"\n", 0, start) + 1
            found += [(start, item) for item in _import(line, whole, node, symbols)]
    found += _registered(source)
    found.sort(key=itemgetter(0))
    return [item for _, item in found]


def _registered(source: bytes) -> Iterator[tuple[int, Import]]:
    """Calls of a program's own that give a constant and its file from the caller's folder, as `autoload` does."""
    for match in REGISTERED.finditer(source) if b"__dir__" in source or b"__FILE__" in source else ():
        path = _beside(source[match.end() : source.find(b"\n", match.end())])
        if path and match[1] != b"autoload":
            line = source.count(b"\n", 0, match.start(2)) + 1
            yield match.start(2), Import(line, "lazy", path, "", match[2].decode("utf-8", "replace"), "registered")


def _begins_word(source: bytes, start: int) -> bool:
    """Whether a call of the program's own starts here, rather than a part of another word or a method of an object."""
    before = source[start - 1 : start] if start else b"\n"
    if before == b".":
        return source.endswith(b"Kernel.", max(0, start - 7), start)
    if before.isalnum() or before in b"_:@$'\"":
        return False
    line = source[source.rfind(b"\n", 0, start) + 1 : start]
    return b"#" not in line or b"#{" in line


def _import(line: int, match: re.Match[bytes], node: Node, symbols: Sequence[Symbol]) -> Iterator[Import]:
    form, argument = match[1].decode(), match[2]
    if form == "autoload":
        yield from _autoload(line, argument, node, symbols)
        return
    kind = _kind(node)
    path = _beside(argument)
    if path:
        yield Import(line, kind, path, "", "", "require_relative" if form != "load" else "load_relative")
        return
    literal, rooted = LITERAL.match(argument), ROOTED.match(argument)
    if rooted is not None:
        yield Import(line, kind, _joined(rooted), "", "", "rooted")
    elif literal is not None:
        specifier = (literal[1] or literal[2]).decode("utf-8", "replace")
        yield Import(line, kind, specifier, "", "", form)
    elif (argument[:1].isalpha() or argument[:1] in b"'\"@_$") and not _own_method(form, symbols):
        loop, pattern = _looped(argument, node)
        if pattern:
            yield Import(line, kind, pattern, "", "", loop)
        else:
            yield Import(line, "dynamic", collapse(argument, 80), "", "", form)


def _own_method(form: str, symbols: Sequence[Symbol]) -> bool:
    """Whether the file defines a method of that name: what it calls with a value is rather its own (`def load(dumped)`)."""
    return any(item.name == form and item.kind in {"method", "function"} for item in symbols)


def _autoload(line: int, argument: bytes, node: Node, symbols: Sequence[Symbol]) -> Iterator[Import]:
    """`autoload :Name, "path"`; without a path the name says it, as ActiveSupport::Autoload reads it."""
    match = AUTOLOAD.match(argument)
    if match is None:
        return
    name = match[1].decode("utf-8", "replace")
    if match[4] is not None:
        written = _beside(argument[match.start(4) :])
        if written:
            yield Import(line, "lazy", written, "", name, "require_relative")
        else:
            yield Import(line, "dynamic", collapse(argument, 80), "", name, "autoload")
        return
    within, place = _block_around(node)
    path = match[2] or match[3] or (place if within == b"at" else None)
    if path is not None:
        yield Import(line, "lazy", path.decode("utf-8", "replace"), "", name, "autoload")
        return
    around = (item for item in symbols if item.start_byte <= node.start_byte < item.end_byte)
    outer = [item.qualname for item in around if item.kind in {"module", "class"}][-1:]
    parts = (*map(underscore, outer), place.decode("utf-8", "replace"), underscore(name))
    yield Import(line, "lazy", "/".join(filter(None, parts)), "", name, "autoload")


def _block_around(node: Node) -> tuple[bytes, bytes]:
    """ActiveSupport's block around an autoload: `under` a folder, or `at` the file of all that it lists."""
    holder = node.parent
    while holder is not None:
        if holder.type == "call" and (found := WITHIN.match(holder.text or b"")):
            return found[1], found[2]
        holder = holder.parent
    return b"", b""


def _kind(node: Node) -> str:
    """`lazy` in a method, `conditional` under a condition, else `static`."""
    return import_kind(node.parent.parent if node.parent is not None else None, LAZY, CONDITIONS)


def underscore(constant: str) -> str:
    """`ActiveRecord.HTTPError` → `active_record/http_error`: the path that autoloading derives from a constant."""
    path = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", constant)
    path = re.sub(r"([a-z\d])([A-Z])", r"\1_\2", path)
    return path.replace("::", "/").replace(".", "/").lower()


# ---- Ruby paths that are written by functions: from the file's own folder, and patterns that a loop requires one by one


def _beside(argument: bytes) -> str:
    """The path of an argument that is counted from the file's own folder, relative to it; "" for others."""
    match = BESIDE.match(argument)
    if match is not None:
        return posixpath.normpath(_joined(match))
    match = FROM_FILE.match(argument)
    if match is not None:
        written = (match[1] or match[2]).decode("utf-8", "replace")
        return posixpath.normpath(f"file/{written}")
    return ""


def _looped(argument: bytes, node: Node) -> tuple[str, str]:
    """`(form, pattern)` where the argument is what a loop over files gives (`Dir[pattern].each { |f| require f }`): form
    `glob_relative` for a pattern from the file's folder, `glob` for one from the project's; empty for anything else."""
    name = NAME.match(argument)
    holder = node.parent
    while name is not None and holder is not None:
        if holder.type in BLOCKS and holder.parent is not None and _gives(holder, name[0]):
            text = holder.parent.text or b""
            listing = LISTING.match(text)
            return _pattern(text[listing.end() :]) if listing is not None else ("", "")
        holder = holder.parent
    return "", ""


def _gives(block: Node, name: bytes) -> bool:
    """Whether a block's only parameter has that name."""
    parameters = block.child_by_field_name("parameters")
    return parameters is not None and parameters.text is not None and parameters.text.strip(b"| ") == name


def _pattern(text: bytes) -> tuple[str, str]:
    if path := _beside(text):
        return "glob_relative", path
    match = ROOTED.match(text) or LITERAL.match(text)
    written = _joined(match) if match is not None and text[1:2] not in b"/~" else ""
    return ("glob", written.removeprefix("./")) if "*" in written else ("", "")


def _joined(match: re.Match[bytes]) -> str:
    return "/".join(part.decode("utf-8", "replace").strip("/") for part in match.groups() if part)
