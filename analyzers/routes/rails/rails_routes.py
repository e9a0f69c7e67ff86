"""Routes of Rails' own language: config/routes.rb with its resources, namespaces and scopes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ..text.resources import ACTIONS, actions_of, plural, singular
from ..text.route_source import UNKNOWN, source_lines, source_text
from .rails_devise import DEVISE, devise_routes

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["rails_routes"]

ROUTE_FILES = re.compile(r"(^|/)config/routes(/.+)?\.rb$")
VERB = re.compile(r"^\s*(get|post|put|patch|delete|match)\s*\(?\s*(?:['\"]([^'\"]*)['\"]|:(\w+))(.*)")
RESOURCES = re.compile(
    r"^\s*(\w+_)?(resources?)\s*+(?:\(\s*+)?((?:\s*+(?:,\s*+)?(?::\w+|['\"][\w/]+['\"])(?![\w:]*\s*=>))+)(.*)"
)
SCOPE = re.compile(
    r"^\s*(namespace|scope|member|collection|constraints|authenticate|controller|api_version)\b\s*\(?\s*(?:['\"]([^'\"]*)['\"]|:(\w+))?(.*)"
)
ROOT = re.compile(r"^\s*root\s*\(?\s*(?:(?:to:|:to\s*=>)\s*)?['\"]([^'\"]+)['\"]")
MOUNT = re.compile(r"^\s*mount\s*\(?\s*(?:::)?([A-Z][\w:.]*)[^\n]*?(?:=>|\bat:)\s*['\"]([^'\"]+)['\"]")
TO = re.compile(r"(?:=>|\bto:)\s*(?:['\"]([^'\"]+)['\"]|:(\w+))")
VIA = re.compile(r"\bvia:\s*(?:\[([^\]]*)\]|%i[\[({]([^\])}]*)[\])}]|:(\w+))")
CONCERN = re.compile(r"^\s*concern\s*\(?\s*:(\w+)\)?[^\n]*\bdo\b")
CONCERNS = re.compile(
    r"(?:^\s*+concerns\s*+(?:\(\s*+)?|\bconcerns:\s*+)((?:%i)?[\[({]?\s*+:?\w+(?:\s*+(?:,\s*+)?:\w+|\s++\w+(?=[\w\s]*+[\])}]))*)"
)
DRAW = re.compile(r"^\s*draw\s*\(?\s*(?::|['\"])([\w/]+)")
ENGINE = re.compile(r"^[ \t]*([A-Z][\w:]*::Engine)\.routes\.draw\b", re.MULTILINE)
BRACED = re.compile(r"^((?:member|collection|concern|namespace|scope)\b[^{]*?)\s*\{\s+([^{}|]+?)\s*\}$")
"""A block on one line: `member { put :revert }`."""
OPENS = re.compile(r"\bdo\s*(?:\|[^|]*\|)?\s*$")
PATH = re.compile(r"\bpath:\s*(?:\{\s*value:\s*)?(?:['\":](?P<path>[^'\",\s]*)|nil\b)")
COMPUTED = re.compile(r"(?:^\s*|\bpath:\s*)(?!do\b)(?:[\w:]+\.)*([A-Za-z_]\w*)\s*(?:,|do\b|\)|$)")
"""A scope whose path is no literal: `scope Pots.config.path, module: "pots" do`."""
UNNAMED = re.compile(r"\bto:\s*(?!['\":\s])|^[^{]*?=>\s*(?:proc|lambda|redirect|->)")
"""A handler that is code of the routes themselves."""
OLD_KEY = re.compile(r":(only|except|to|via|on|path|param|controller|module|action|as|shallow|constraints)\s*=>\s*")
"""Options as they were written before Ruby 1.9."""
SHALLOW = re.compile(r"\bshallow:\s*true\b")
ACTION_PATH = re.compile(r"^/?([\w-]+)/([\w-]+)$")
"""A path that names its controller and action."""
MOST_LINES = 24
"""Lines that one statement may go on over: long lists of actions."""
_Route = tuple[str, str, str, str, int]
CANONICAL = frozenset(action for action, *_ in ACTIONS) - {"edit"}
"""Actions that have no name in the path of a `member` or `collection` block: `delete :destroy` there."""
_Statement = tuple[str, int, str]
"""A file, a line number in it, and the text of the statement."""


class _Block(NamedTuple):
    """What an open block adds: path, module of controllers, resource's controller, path of its members, their parameter, and
    whether those stand below none of the resources around."""

    path: str = ""
    module: str = ""
    controller: str = ""
    member: str = ""
    param: str = ":id"
    shallow: bool = False


class _Reading(NamedTuple):
    """What is known while routes are read: the files that `draw` may name, the concerns, and where engines are mounted."""

    workspace: Index
    drawn: set[str]
    concerns: dict[str, list[_Statement]]
    mounts: dict[str, str]


def rails_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every route that config/routes.rb makes, with the files that it draws and the engines
    that it mounts."""
    files = [path for path, file in index.files.items() if file.zone == "product" and ROUTE_FILES.search(path)]
    reading = _Reading(index, set(), {}, {})
    for path in sorted(files, key=lambda path: (_engine(index, path) != "", not path.endswith("/routes.rb"), path)):
        if path not in reading.drawn:
            engine = _engine(index, path)
            around = [_Block(reading.mounts.get(engine, UNKNOWN if engine else ""))]
            yield from _walk(reading, list(_statements(path, source_lines(index, path))), around)


def _engine(index: Index, path: str) -> str:
    """The engine whose routes a file draws; "" for the application's."""
    found = ENGINE.search(source_text(index, path))
    return found[1] if found else ""


def _walk(reading: _Reading, statements: list[_Statement], around: list[_Block]) -> Iterator[_Route]:
    """The routes that statements make in the blocks around them."""
    stack, at = list(around), 0
    while at < len(statements):
        path, number, text = statements[at]
        at += 1
        if text.strip() == "end":
            if len(stack) > len(around):
                stack.pop()
            continue
        if found := CONCERN.match(text):
            last = _closing(statements, at)
            reading.concerns[found[1]] = statements[at:last]
            at = last + 1
            continue
        inner = list(stack)
        block = _Block()
        for method, full, handler, block in _routes(reading, stack, text):
            if method:
                yield method, full, handler, path, number
            inner = [*stack, block]
        for body in _given(reading, path, text):
            yield from _walk(reading, body, inner)
        if found := SCOPE.match(text):
            block = _scope(stack, found)
        if _opens(text):
            stack.append(block)


def _routes(reading: _Reading, stack: list[_Block], text: str) -> Iterator[tuple[str, str, str, _Block]]:
    """`(method, path, handler, block)` of the routes of a statement; once without a method for a resource that has none itself."""
    if found := ROOT.match(text):
        yield "GET", _path(stack, "") or "/", _module(stack) + found[1], _Block()
    elif found := MOUNT.match(text):
        full = _path(stack, found[2]) or "/"
        reading.mounts.setdefault(found[1], full.rstrip("/"))
        yield "ANY", full, found[1], _Block()
    elif (found := RESOURCES.match(text)) and (not found[1] or reading.workspace.symbols(name=found[1] + found[2])):
        for name in re.findall(r"[\w/]+", found[3]):  # those of a method of the workspace (`admin_resources :pots`) too
            block = _resource(found[2], name, found[4])
            yield from ((*row, block) for row in _actions(stack, block, found[2], found[4]))
            yield "", "", "", block
    elif found := DEVISE.match(text):
        for method, end, handler in devise_routes(reading.workspace, found):
            yield method, _path(stack, end) or "/", _module(stack) + handler, _Block()
    elif found := VERB.match(text):
        placed, end = _placed(stack, found[4]), found[2] or found[3] or ""
        unnamed = end in CANONICAL and _is_special(placed, -1) and placed[-1].controller
        full = _path(placed, "" if unnamed else end) or "/"
        for method in _methods(found[1], found[4]):
            yield method, full, _handler(stack, found), _Block()


def _given(reading: _Reading, path: str, text: str) -> Iterator[list[_Statement]]:
    """The statements that one stands for: those of the concerns that it names, or of a file that it draws."""
    if found := CONCERNS.search(text):
        for name in re.findall(r"\w+", found[1]):
            yield reading.concerns.get(name, [])
    elif found := DRAW.match(text):
        drawn = f"{path[: path.rindex('config/')]}config/routes/{found[1]}.rb"
        if drawn in reading.workspace.files and drawn not in reading.drawn:
            reading.drawn.add(drawn)
            yield list(_statements(drawn, source_lines(reading.workspace, drawn)))


def _opens(text: str) -> bool:
    return OPENS.search(text) is not None or text.strip().startswith(("if ", "unless "))


def _closing(statements: list[_Statement], at: int) -> int:
    """Where the block that is opened before a statement ends."""
    depth = 1
    for place in range(at, len(statements)):
        text = statements[place][2]
        depth += _opens(text) - (text.strip() == "end")
        if depth == 0:
            return place
    return len(statements)


def _statements(path: str, lines: list[str]) -> Iterator[_Statement]:
    """Statements with the numbers of their first lines: what ends in a comma or an open bracket goes on; no comments."""
    text, first = "", 0
    for number, line in enumerate(lines, 1):
        bare = re.sub(r"(^|\s)#\s.*$", "", line).strip()
        if not bare or bare.startswith("#"):
            continue
        text, first = (f"{text} {bare}", first) if text else (bare, number)
        open_brackets = sum(map(text.count, "([{")) - sum(map(text.count, ")]}"))
        if number - first < MOST_LINES and (text.endswith(",") or open_brackets > 0):
            continue
        whole, text = OLD_KEY.sub(r"\1: ", text), ""
        yield from ((path, first, part) for part in BRACED.sub(r"\1 do\n\2\nend", whole).split("\n"))


def _methods(verb: str, rest: str) -> list[str]:
    """The methods of a single route: `match` tells them by `via:`, or answers to all."""
    if verb != "match":
        return [verb.upper()]
    told = VIA.search(rest)
    words = re.findall(r"\w+", told[1] or told[2] or told[3]) if told else []
    return ["ANY" if word == "all" else word.upper() for word in words] or ["ANY"]


def _resource(kind: str, name: str, rest: str) -> _Block:
    given = PATH.search(rest)
    path = f"/{(given['path'] or '').strip('/') if given else name}".rstrip("/")
    param = _option("param", rest) or "id"
    controller = _option("controller", rest) or (plural(name) if kind == "resource" else name)
    member = f"/:{singular(name)}_{param}" if kind == "resources" else ""
    shallow = bool(member) and SHALLOW.search(rest) is not None
    return _Block(path, _option("module", rest), controller, member, f":{param}", shallow)


def _scope(stack: list[_Block], found: re.Match[str]) -> _Block:
    kind, name, given = found[1], found[2] or found[3] or "", PATH.search(found[4])
    if kind == "namespace":
        return _Block(f"/{((given['path'] or '') if given else name).strip('/')}".rstrip("/"), name)
    if kind in {"scope", "api_version"}:
        computed = None if name or given else COMPUTED.search(found[4])
        path = f"{{{computed[1]}}}" if computed else name or (given and given["path"]) or ""
        return _Block(f"/{path.strip('/')}".rstrip("/"), _option("module", found[0]), _option("controller", found[0]))
    if kind == "controller":
        return _Block("", "", name)
    if kind in {"member", "collection"} and stack:
        return _within(stack[-1], kind)
    return _Block()


def _path(stack: list[_Block], end: str) -> str:
    """The blocks' paths; below a resource's block stands its member, but in its `member` and `collection` blocks."""
    text = ""
    for position, block in enumerate(stack):
        special = position + 1 < len(stack) and _is_special(stack, position + 1)
        if block.shallow and not (special and not stack[position + 1].path):
            text = _scopes(stack[:position])
        text += block.path + ("" if special else block.member)
    return (text + (f"/{end.strip('/')}" if end.strip("/") else "")).replace("#{", "{")


def _is_special(stack: list[_Block], at: int) -> bool:
    """Whether a block is the `member` or `collection` block of the resource around it."""
    return len(stack) > 1 and stack[at].controller == stack[at - 1].controller and not stack[at].member


def _scopes(stack: list[_Block]) -> str:
    """The paths of the blocks that are no resources."""
    return "".join(block.path for block in stack if not block.controller)


def _placed(stack: list[_Block], rest: str) -> list[_Block]:
    """The blocks that hold a single route: `on:` stands for a `member` or `collection` block around it."""
    given = re.search(r"\bon:\s*:(member|collection)", rest)
    return [*stack, _within(stack[-1], given[1])] if given and stack else stack


def _within(block: _Block, kind: str) -> _Block:
    """The `member` or `collection` block of a resource: a member stands below none where there is only one."""
    return _Block(f"/{block.param}" if kind == "member" and block.member else "", "", block.controller)


def _actions(stack: list[_Block], block: _Block, kind: str, rest: str) -> Iterator[tuple[str, str, str]]:
    module, member = _module([*stack, block]), f"/{block.param}"
    for action, method, tail in actions_of(rest, member, single=kind == "resource"):
        around = _scopes(stack) if block.shallow and member in tail else _path(stack, "")
        yield method, around + block.path + tail, f"{module}{block.controller}#{action}"


def _option(name: str, options: str) -> str:
    """The text or symbol that an option is given; "" for none."""
    found = re.search(rf"\b{name}:\s*(?:['\"]([\w:/]+)['\"]|:(\w+))", options)
    return (found[1] or found[2]) if found else ""


def _module(stack: list[_Block]) -> str:
    return "".join(f"{item.module.replace('::', '/').lower()}/" for item in stack if item.module)


def _handler(stack: list[_Block], found: re.Match[str]) -> str:
    module = _module(stack)
    if UNNAMED.search(found[4]):
        return ""
    to = TO.search(found[4])
    if to and to[1]:
        return module + to[1]
    controller = next((item.controller for item in reversed(stack) if item.controller), "")
    name = to[2] if to else _option("action", found[4]) or found[2] or found[3]
    if controller:
        return f"{module}{controller}#{name.replace('-', '_')}" if re.fullmatch(r"[\w-]+", name) else ""
    if found[3] and module:  # a bare action of a namespace: its controller is the namespace itself
        return f"{module.rstrip('/')}#{name}"
    spelled = ACTION_PATH.match(name)
    return f"{module}{spelled[1]}#{spelled[2]}" if spelled else ""
