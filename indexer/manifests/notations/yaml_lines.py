"""YAML with lines: plain values, numbers as written (`3.10` stays `3.10`), a damaged text up to the damage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .... import lazy_re as re
from .lines import Document, Path, decode

if TYPE_CHECKING:
    from yaml import Node

__all__ = ["read_yaml"]

DEPTH = 200
ATTEMPTS = 6
_FLOW = re.compile(r"[\[\]{}]")
_RUN = re.compile(rf"(?:[-?:][ \t]+){{{DEPTH}}}")
_INDENT = re.compile(rf"^[ \t]{{{DEPTH * 8}}}[ \t]*\S", re.MULTILINE)
_DASH = re.compile(r"(?<=[:,{\[])([ \t]+)-(?=[ \t]*[,}\]])")
"""A bare dash in a flow collection, `{ slug: - }`: a text to the parsers of PHP, an error to the one of YAML's authors."""
_BOOLEANS = {"true": True, "false": False, "yes": True, "no": False, "on": True, "off": False}


def read_yaml(data: bytes) -> Document:
    """The values of a YAML text's first document and the line of each key and list item.

    Scalars are text, but for booleans and null. An alias shares the value of its anchor, so that no document can grow.
    """
    text = decode(data)
    if _too_deep(text):
        return Document({}, problems=[(1, f"nested deeper than {DEPTH} levels")])
    node, problems = _compose(text)
    document = _Reader().read(node) if node is not None else Document({})
    if isinstance(document.value, str):
        return Document({}, problems=[*problems, (1, "no YAML mapping or list")])
    return Document(document.value, document.where, problems)


def _too_deep(text: str) -> bool:
    """The C parser recurses without a limit and would end the process: so deep a text is not given to it."""
    depth = 0
    if text.count("[") + text.count("{") > DEPTH:
        for sign in _FLOW.findall(text):
            depth = depth + 1 if sign in "[{" else max(depth - 1, 0)
            if depth > DEPTH:
                return True
    return bool(_RUN.search(text) or _INDENT.search(text))


def _compose(text: str) -> tuple[Node | None, list[tuple[int, str]]]:
    """The tree of the whole text, or of the whole top-level entries before its first error."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    problems: list[tuple[int, str]] = []
    for _ in range(ATTEMPTS):
        try:
            return next(iter(yaml.compose_all(text, Loader=loader)), None), problems
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            if (quoted := _DASH.sub(r"\1'-'", text)) != text:
                text = quoted
                continue
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            problems = problems or [
                (line, f"not valid YAML: {getattr(error, 'problem', None) or type(error).__name__}")
            ]
            text = _before(text, line)
    return None, problems


def _before(text: str, line: int) -> str:
    """The lines before the top-level entry in which a line stands."""
    lines = text.split("\n")[:line]
    while lines and (not lines[-1] or lines[-1][0] in " \t#-]}"):
        lines.pop()
    return "\n".join(lines[:-1])


class _Reader:
    """Turns nodes into values once each, and notes where they stand."""

    def __init__(self) -> None:
        self._values: dict[int, Any] = {}
        self._where: dict[Path, int] = {}

    def read(self, node: Node) -> Document:
        return Document(self._value(node, ()), self._where)

    def _value(self, node: Any, path: Path) -> Any:
        if id(node) in self._values:
            return self._values[id(node)]
        if node.id == "scalar":
            return _scalar(node)
        value: Any = {} if node.id == "mapping" else []
        self._values[id(node)] = value
        if node.id == "mapping":
            self._mapping(node, value, path)
        else:
            for index, item in enumerate(node.value):
                self._where[(*path, index)] = item.start_mark.line + 1
                value.append(self._value(item, (*path, index)))
        return value

    def _mapping(self, node: Any, value: dict[str, Any], path: Path) -> None:
        merged: list[Any] = []
        for key, item in node.value:
            if key.id != "scalar":
                continue
            if key.tag == "tag:yaml.org,2002:merge":
                merged.append(self._value(item, (*path, "<<")))
                continue
            self._where[(*path, key.value)] = key.start_mark.line + 1
            value[key.value] = self._value(item, (*path, key.value))
        for source in merged:
            for table in source if isinstance(source, list) else [source]:
                if isinstance(table, dict):
                    for name, item in table.items():
                        value.setdefault(name, item)


def _scalar(node: Any) -> Any:
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if node.tag == "tag:yaml.org,2002:bool":
        return _BOOLEANS.get(node.value.lower(), node.value)
    return node.value
