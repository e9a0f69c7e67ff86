"""Elixir and Erlang terms as data: tuples, lists, keyword lists, maps, strings and atoms. Anything else is an unknown atom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .... import lazy_re as re

__all__ = ["Atom", "Group", "Term", "find", "option", "read_terms", "text"]

_TOKEN = re.compile(
    r'''(?P<skip>\s+|\#[^\n]*|%(?!\{)[^\n]*)
      | (?P<heredoc>"""(?:[^"\\]|\\.|"(?!""))*(?:"""|\Z))
      | (?P<key>"[^"\n]*":(?=\s)|[A-Za-z_][\w@]*[?!]?:(?=\s|"|\[|\{|:|\Z))
      | (?P<string><<"[^"\\]*(?:\\.[^"\\]*)*">>
            | "[^"\\]*(?:\\.[^"\\]*)*\\?(?:"|\Z)
            | ~[a-zA-Z](?:\{[^}\n]{0,500}\}|\([^)\n]{0,500}\)|\[[^\]\n]{0,500}\]|/[^/\n]{0,500}/))
      | (?P<atom>:"[^"\n]*"|:[A-Za-z_][\w@]*[?!]?|'[^'\n]*')
      | (?P<word>@?[A-Za-z_][\w.@]*[?!]?)
      | (?P<number>\d[\w.]*)
      | (?P<open>%\{|[\[{(])
      | (?P<close>[\]})])
      | (?P<sign>=>|->|.)''',
    re.VERBOSE | re.DOTALL,
)
_DEEPEST = 60


class Atom(str):
    """An atom, or any bare word."""

    __slots__ = ()


@dataclass(slots=True)
class Group:
    """A tuple `{`, list `[`, map `%{` or parenthesis `(` and what it holds; a keyword's value is a pair `(Atom, term)`."""

    sign: str
    line: int
    items: list[Term] = field(default_factory=list)


Term = str | Group | tuple[Atom, "Term"]


def read_terms(source: str) -> Group:
    """All terms of a file as one group (with the sign "")."""
    top = Group("", 1)
    stack = [top]
    keys: list[Atom | None] = [None]
    line = 1
    for match in _TOKEN.finditer(source):
        kind, word = match.lastgroup, match[0]
        if kind == "open" and len(stack) < _DEEPEST:
            group = Group(word, line)
            _put(stack[-1], keys, group)
            stack.append(group)
            keys.append(None)
        elif kind == "close" and len(stack) > 1:
            stack.pop()
            keys.pop()
        elif kind == "key":
            keys[-1] = Atom(word[:-1].strip('"'))
        elif kind in ("string", "heredoc", "atom", "word", "number"):
            _put(stack[-1], keys, _scalar(kind, word))
        elif word == "=>" and stack[-1].items and isinstance(stack[-1].items[-1], str):
            keys[-1] = Atom(str(stack[-1].items.pop()))
        line += word.count("\n")
    return top


def find(group: Group, name: str) -> Iterator[Term]:
    """Every value of a keyword `name:` at any depth, outermost first."""
    todo: list[Term] = [group]
    while todo:
        term = todo.pop(0)
        if isinstance(term, Group):
            todo.extend(term.items)
        elif isinstance(term, tuple):
            if term[0] == name:
                yield term[1]
            todo.append(term[1])


def option(term: Group, name: str) -> Term | None:
    """The value of a keyword among a tuple's own elements, or in a list among them."""
    for item in term.items:
        if isinstance(item, tuple) and item[0] == name:
            return item[1]
        if isinstance(item, Group) and item.sign in ("[", "%{"):
            for inner in item.items:
                if isinstance(inner, tuple) and inner[0] == name:
                    return inner[1]
    return None


def text(term: Term | None) -> str:
    """The text of a string or atom; "" of anything else."""
    return str(term) if isinstance(term, str) else ""


def _put(group: Group, keys: list[Atom | None], term: Term) -> None:
    """Adds a term, as the value of the key that waits for one."""
    depth = len(keys) - 1
    key = keys[depth]
    group.items.append((key, term) if key is not None else term)
    keys[depth] = None


def _scalar(kind: str, token: str) -> str:
    if kind == "string" and token.startswith("<<"):
        return token[3:-3]
    if kind == "string":
        return token[1:-1] if token[0] == '"' else token[3:-1]
    if kind == "heredoc":
        return token[3:].removesuffix('"""')
    if kind == "atom":
        return Atom(token.strip(":'\""))
    return Atom(token) if kind == "word" else token
