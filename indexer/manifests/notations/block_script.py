"""Scripts of nested calls and blocks (Gradle in Groovy and Kotlin, Swift, HCL) with literal arguments. Nothing is evaluated.

They share the shape `path arguments { block }`, `path = value`. One tolerant reader of that
shape serves them all; whatever else a script holds (classes, arithmetic, types) is passed over.
"""

from __future__ import annotations

from .block_nodes import Node, Value
from .block_tokens import DOTS, Cursor, tokens

__all__ = ["read_script"]

_DEEPEST = 60
_DECLARATIONS = frozenset(
    {"val", "var", "let", "def", "final", "const", "private", "internal", "public", "static", "lateinit"}
)
_STOPS = frozenset({")", "]", "}", ",", ";", "->"})


def read_script(text: str, hash_comments: bool = False) -> tuple[list[Node], list[tuple[int, str]]]:
    """The statements of a script, and what could not be read as `(line, message)`.

    Args:
        hash_comments: whether `#` begins a comment (HCL).
    """
    reader = _Reader(tokens(text, hash_comments))
    statements = reader.statements(0)
    return statements, reader.problems[:10]


class _Reader(Cursor):
    def statements(self, depth: int) -> list[Node]:
        """Statements up to the closing brace of their block (which is taken) or the end."""
        found: list[Node] = []
        while True:
            token = self.peek()
            if token.kind == "end":
                if depth:
                    self.problems.append((token.line, "a block is never closed"))
                return found
            if self.take("}"):
                if depth:
                    return found
                self.problems.append((token.line, "a closing brace without a block"))
            elif token.kind in ("name", "string"):
                self._declaration()
                node = self._statement(depth)
                if node.path or node.called:
                    found.append(node)
            else:
                self.next()
                if token.text == "{":  # a bare block or a lambda's start
                    found += self._block(depth)

    def _statement(self, depth: int) -> Node:
        node = self._reference(depth)
        self._type()
        if self.peek().text in ("=", "+=") or (self.peek().text == "by" and not self.starts_line()):
            self.next()
            self.newlines()
            node.assigned = self._expression(depth)
        elif not node.called and self.starts_expression():
            self._command_arguments(node, depth)
        self._infix(node, depth)
        if self.peek().text == "{" and not self.starts_line():
            self.next()
            node.block = (node.block or []) + self._block(depth)
            node.called = True
        return node

    def _declaration(self) -> None:
        """Passes over `def`, `val`, `private val` and a Java type before a declared name."""
        while self.peek().text in _DECLARATIONS and self.peek(1).kind == "name":
            self.next()
        first, second, third = self.peek(), self.peek(1), self.peek(2)
        if first.kind == "name" and first.text[:1].isupper() and second.kind == "name" and third.text == "=":
            self.next()

    def _type(self) -> None:
        """Passes over a type of Kotlin or Swift: `: Map<String, String>`, `: [Target]`."""
        if self.peek().text != ":" or not (self.peek(1).kind == "name" or self.peek(1).text == "["):
            return
        while self.peek().kind not in ("newline", "end") and self.peek().text not in ("=", "by", "{", "}"):
            self.next()

    def _command_arguments(self, node: Node, depth: int) -> None:
        """Arguments without parentheses: `implementation 'a:b:1', libs.c`, `group: 'a', name: 'b'`."""
        node.called = True
        while True:
            self._argument(node, depth)
            if not self.take(","):
                return
            self.newlines()

    def _argument(self, node: Node, depth: int) -> None:
        named = self.peek().kind in ("name", "string") and self.peek(1).text in (":", "=")
        if named:
            name = self.next().text
            self.next()
            self.newlines()
            node.options[name] = self._expression(depth)
        else:
            node.arguments.append(self._expression(depth))

    def _infix(self, node: Node, depth: int) -> None:
        """What follows by name on the same line: `id("x") version "1" apply false`."""
        while self.peek().kind == "name" and not self.starts_line() and self.peek(1).text not in ("=", ":"):
            name = self.next().text
            node.chain[name] = self._expression(depth) if self.starts_expression() or self.calls_next() else None

    def _expression(self, depth: int) -> Value:
        """A value; strings joined by `+` are one string, with what is no literal as a placeholder."""
        value = self._primary(depth)
        while self.peek().text in ("+", "?:", "?") and not self.starts_line():
            sign = self.next().text
            if self.take(":") or sign != "+":  # an elvis: the default is the better guess only where nothing stood
                other = self._primary(depth)
                value = value if value is not None else other
                continue
            self.newlines()
            value = _joined(value, self._primary(depth))
        if self.peek().text in _RANGES and isinstance(value, str):
            value += self.next().text + str(self._primary(depth) or "")
        while self.peek().text in _OPERATORS and self.peek().kind != "newline":
            self.next()
            self.newlines()
            self._primary(depth)
        return value

    def _primary(self, depth: int) -> Value:
        token = self.peek()
        if depth > _DEEPEST:
            self.next()
            return None
        if token.kind == "name":
            return self._reference(depth) if token.text not in ("true", "false", "null") else self.next().text
        if token.kind == "string":
            if self.peek(1).text == "." and self.peek(2).kind == "name":
                return self._reference(depth, literal=True)
            return self.next().text
        if token.kind == "number":
            return self.next().text
        if token.text == "[":
            return self._brackets(depth)
        if token.text == "(":
            self.next()
            self.newlines()
            value = self._expression(depth + 1)
            self._until(")", depth)
            return value
        if token.text == "{":
            self.next()
            return Node("", token.line, block=self._block(depth), called=True)
        if token.text not in _STOPS and token.kind not in ("end", "newline"):
            self.next()
            return self._primary(depth + 1)
        return None

    def _reference(self, depth: int, literal: bool = False) -> Node:
        """A dotted path with its calls, indexes and trailing closures."""
        token = self.next()
        if token.text == "new" and self.peek().kind == "name":
            token = self.next()  # a constructor is called as a function is
        node = Node("" if literal else token.text, token.line)
        if literal:
            node.arguments.append(token.text)
        while True:
            sign = self.peek()
            if sign.text == "(" and sign.line == self.tokens[self.at - 1].line:
                self.next()
                node.called = True
                self._items(node, depth, ")")
            elif sign.text in DOTS and self.peek(1).kind == "name":
                self.next()
                node = self._member(node, depth)
            elif sign.kind == "newline" and self.continued():
                self.newlines()
            elif sign.text == "[" and not sign.spaced:
                self.next()
                self._index(node, depth)
            elif sign.text == "<" and not sign.spaced and self.take_generic():
                continue
            elif sign.text == "{" and node.called and not self.starts_line() and node.block is None:
                self.next()
                node.block = self._block(depth)
            else:
                return node

    def _member(self, node: Node, depth: int) -> Node:
        name = self.next().text
        if not node.called or node.path in ("", "getByName"):
            node.path = f"{node.path}.{name}".strip(".")
            if node.called:
                node.chain[name] = None
            return node
        if self.peek().text == "(":
            self.next()
            inner = Node(name, node.line)
            self._items(inner, depth, ")")
            node.chain[name] = inner.arguments[0] if inner.arguments else None
        else:
            node.chain[name] = None
            if self.peek().text == "{" and not self.starts_line():
                self.next()
                node.block = (node.block or []) + self._block(depth)
        return node

    def _items(self, node: Node, depth: int, closing: str) -> None:
        """What stands between brackets, parted by commas, into a node."""
        self.newlines()
        while not self.ended() and not self.take(closing):
            before = self.at
            if depth < _DEEPEST:
                self._in_call(node, depth)
            self.newlines()
            if self.at == before:
                self.next()
            self.take(",")
            self.newlines()

    def _in_call(self, node: Node, depth: int) -> None:
        named = self.peek().kind in ("name", "string") and self.peek(1).text in (":", "=")
        if named:
            self._argument(node, depth + 1)
        else:
            node.arguments.append(self._expression(depth + 1))

    def _brackets(self, depth: int) -> Value:
        """A list, or a map as a `Node` without a path."""
        line = self.next().line
        node = Node("", line, called=True)
        self._items(node, depth, "]")
        return node if node.options else node.arguments

    def _index(self, node: Node, depth: int) -> None:
        """`versions["kotlin"]` reads as `versions.kotlin`."""
        key = self._expression(depth + 1)
        self._until("]", depth)
        node.path += f".{key}" if isinstance(key, str) else ".?"

    def _block(self, depth: int) -> list[Node]:
        """The statements of a block whose opening brace was taken; lambda parameters are passed over."""
        if depth > _DEEPEST:
            self._skip_block()
            return []
        start = self.at
        for _ in range(12):
            token = self.next()
            if token.text == "->":
                return self.statements(depth + 1)
            if token.kind not in ("name", "newline") and token.text not in (",", ":", "(", ")"):
                break
        self.at = start
        return self.statements(depth + 1)

    def _skip_block(self) -> None:
        level = 1
        while level and self.peek().kind != "end":
            level += {"{": 1, "}": -1}.get(self.next().text, 0)

    def _until(self, sign: str, depth: int) -> None:
        """Passes over what is left before a closing sign."""
        while not self.ended() and not self.take(sign):
            if self.peek().text in "([{" and self.peek().kind == "sign" and depth < _DEEPEST:
                self._primary(depth + 1)
            else:
                self.next()


_RANGES = frozenset({"..<", "..."})
_OPERATORS = frozenset({"==", "!=", ">=", "<=", "&&", "||", "-", "*", "/", "<", ">"})


def _joined(left: Value, right: Value) -> Value:
    if isinstance(left, list) or isinstance(right, list):
        return [item for part in (left, right) for item in (part if isinstance(part, list) else [part])]
    parts = [
        part if isinstance(part, str) else f"${{{part.path}}}" for part in (left, right) if isinstance(part, str | Node)
    ]
    return "".join(parts) if len(parts) == 2 else None
