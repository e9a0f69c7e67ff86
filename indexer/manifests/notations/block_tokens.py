"""Tokens of scripts of blocks (Groovy, Kotlin, HCL): names, strings with their placeholders, signs."""

from __future__ import annotations

from typing import NamedTuple

from .... import lazy_re as re

__all__ = ["DOTS", "Cursor", "Token", "tokens"]

DOTS = frozenset({".", "?.", "*.", "::"})

_TOKEN = re.compile(
    r'''(?P<space>[ \t\r\f]+|//[^\n]*|/\*.*?(?:\*/|\Z)|\#![^\n]*|\\\n)
      | (?P<newline>\n)
      | (?P<long>"""(?:[^"\\]|\\.|"(?!""))*(?:"""|\Z)|\'\'\'(?:[^'\\]|\\.|'(?!''))*(?:\'\'\'|\Z))
      | (?P<double>")
      | (?P<single>'[^'\\\n]*(?:\\.[^'\\\n]*)*(?:'|(?=\n)|\\?\Z))
      | (?P<quoted>`[^`\n]*`)
      | (?P<name>[A-Za-z_$][\w$]*)
      | (?P<number>\d[\w.]*)
      | (?P<sign>\.\.[.<]|\?\.|\*\.|::|\+=|->|==|!=|>=|<=|&&|\|\||.)''',
    re.VERBOSE | re.DOTALL,
)
_HASH = re.compile(r"\#[^\n]*")
_PLAIN = re.compile(r"[^\"\\$\n]+")
_PLACEHOLDER = re.compile(r"\$([A-Za-z_][\w.]*\w|[A-Za-z_])")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


class Token(NamedTuple):
    """One token.

    Attributes:
        kind: `name | string | number | sign | newline | end`.
        text: a string's content with its placeholders as `${expression}`; for the others, the source.
        spaced: whether white space stands before it.
    """

    kind: str
    text: str
    line: int
    spaced: bool


class Cursor:
    """A place in a list of tokens, with the looks ahead that a reader needs."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.at = 0
        self.problems: list[tuple[int, str]] = []

    def continued(self) -> bool:
        """Whether the next line begins with a dot."""
        at = self.at
        while self.tokens[at].kind == "newline":
            at += 1
        return self.tokens[at].text in DOTS and self.tokens[at + 1].kind == "name"

    def starts_line(self) -> bool:
        return self.at > 0 and self.tokens[self.at - 1].kind == "newline"

    def newlines(self) -> None:
        while self.peek().kind == "newline":
            self.next()

    def ended(self) -> bool:
        """Whether the text ends here, inside of brackets."""
        token = self.peek()
        if token.kind == "end" and not self.problems:
            self.problems.append((token.line, "a bracket is never closed"))
        return token.kind == "end"

    def take(self, sign: str) -> bool:
        token = self.peek()
        if token.kind == "sign" and token.text == sign:
            self.at += 1
            return True
        return False

    def peek(self, ahead: int = 0) -> Token:
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def next(self) -> Token:
        token = self.tokens[self.at]
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def calls_next(self) -> bool:
        return self.peek().text == "(" and not self.peek().spaced

    def starts_expression(self) -> bool:
        token = self.peek()
        if token.kind == "string" or token.kind == "number":
            return True
        return (token.kind == "name" and token.text != "by") or (token.text == "[" and token.spaced)

    def take_generic(self) -> bool:
        """Takes type arguments `<A, B<C>>` before a call; otherwise takes nothing."""
        at, level = self.at, 0
        while at < len(self.tokens) and at - self.at < 30:
            token = self.tokens[at]
            level += {"<": 1, ">": -1}.get(token.text, 0)
            at += 1
            if level == 0:
                if self.tokens[at].text in ("(", "{"):
                    self.at = at
                    return True
                return False
            if token.kind not in ("name", "sign") or (token.text not in "<>,.*?" and token.kind == "sign"):
                return False
        return False


def tokens(text: str, hash_comments: bool = False) -> list[Token]:
    """All tokens of a script, ended by one of kind `end`. Linear in the length of the text.

    Args:
        hash_comments: whether `#` begins a comment (HCL).
    """
    found: list[Token] = []
    at, line, spaced = 0, 1, False
    while at < len(text):
        if hash_comments and (comment := _HASH.match(text, at)):
            at = comment.end()
            continue
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            break
        kind, source, end = match.lastgroup, match[0], match.end()
        if kind == "double":
            value, end = _double(text, end)
            found.append(Token("string", value, line, spaced))
        elif kind != "space":
            found.append(_token(kind, source, line, spaced))
        spaced = kind in ("space", "newline")
        line += text.count("\n", at, end)
        at = end
    found.append(Token("end", "", line, True))
    return found


def _token(kind: str, source: str, line: int, spaced: bool) -> Token:
    if kind == "single":
        body = source[1:].removesuffix("'")
        return Token("string", _ESCAPE.sub(r"\1", body), line, spaced)
    if kind == "long":
        body = source[3:].removesuffix(source[:3])
        return Token("string", _PLACEHOLDER.sub(r"${\1}", body) if source[0] == '"' else body, line, spaced)
    return Token("name", source.strip("`"), line, spaced) if kind == "quoted" else Token(kind, source, line, spaced)


def _double(text: str, at: int) -> tuple[str, int]:
    """The content of a string after its opening quote and the place after its end; `${a["b"]}` may hold quotes."""
    parts: list[str] = []
    while at < len(text) and text[at] not in '"\n':
        if match := _PLAIN.match(text, at):
            parts.append(match[0])
            at = match.end()
        elif text[at] == "\\":
            parts.append(text[at + 1 : at + 2])
            at += 2
        elif text.startswith("${", at):
            end = _closing(text, at + 2)
            parts.append("${" + text[at + 2 : end].strip() + "}")
            at = end + 1
        elif match := _PLACEHOLDER.match(text, at):
            parts.append("${" + match[1] + "}")
            at = match.end()
        else:
            parts.append(text[at])
            at += 1
    return "".join(parts), min(at + 1, len(text)) if text[at : at + 1] == '"' else at


def _closing(text: str, at: int) -> int:
    """The place of the brace that closes a placeholder, or of the line's end."""
    depth = 0
    while at < len(text) and text[at] != "\n":
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            if depth == 0:
                return at
            depth -= 1
        at += 1
    return at
