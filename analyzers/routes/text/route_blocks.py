"""Prefixes by nesting: blocks of a file whose routes all stand below a path, composed from the outermost in.

`Route::prefix('api')->group(function () { ... })`, `path("api/", include([ ... ]))`, `r.Route("/api", func(r chi.Router) { ... })`,
`route("/api") { ... }`, `.nest("/api", Router::new()...)`, `namespace "/api" do ... end`,
`app.register(async (api) => { ... }, { prefix: "/api" })`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ...per_index import read_once
from .route_forms import VALUE
from .route_source import line_number, path_text, slashed, source_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ....indexer.index import Index

__all__ = ["block_constants", "block_controller", "block_prefix", "brackets"]

TOKEN = re.compile(
    r"""(?P<skip>"(?:\\.|[^"\\\n])*+"|`[^`]*+`|//[^\n]*+|/\*.*?\*/|'(?:\\.|[^'\\\n])*+'|\#(?!\[)[^\n]*+)|(?P<open>[(\[{])|(?P<close>[)\]}])""",
    re.DOTALL,
)
"""Texts and comments, which hide brackets, and brackets."""
RUST_TOKEN = re.compile(TOKEN.pattern.replace(r"'(?:\\.|[^'\\\n])*+'", r"'(?:\\.|[^'\\\n])'"), re.DOTALL)
"""In Rust a single quote also begins a lifetime (`&'a str`): only one character between two is a text."""
ARRAY = re.compile(
    r"\s*\[(?:[^\[\]]|\[[^\[\]]*+\]){0,600}?['\"]prefix['\"]\s*=>\s*((?:[^,\[\]()'\"]|'[^']*'|\"[^\"]*\"|\((?:[^()]|\([^()]*\))*\))+)"
)
CHAIN = re.compile(r"\bprefix\(\s*((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")
PHP_PART = re.compile(
    r"\w+\(\s*['\"](?P<asked>[\w.-]+)['\"][^()]*\)|['\"](?P<text>[^'\"]*)['\"]|\$(?:this->)?(?P<name>\w+)|(?P<call>[\w:]+)\([^()]*\)"
)
"""What a prefix is joined of: `config('app.prefix')`, a text, a variable, another call."""
CONTROLLER = re.compile(r"\bcontroller\(\s*(?:[\w\\]*\\)?(\w+)::class\s*\)")
OPENINGS: dict[str, re.Pattern[str]] = {
    "PHP": re.compile(
        r"(?:(?:\b[A-Z]\w*::|\$router->)(?P<chain>(?:[^;{}]|\{[\w:?]+\}){0,400}?)\b|\$\w+->)group\s*(?P<open>\()(?:\s*['\"](?P<path>[^'\"\n]*)['\"]\s*,)?"
    ),
    "Python": re.compile(
        r"\b(?:(?:path|re_path|url)\(\s*[rR]?['\"](?P<path>[^'\"\n]*)['\"]\s*,\s*include\(\s*\(?\s*(?=\[)|i18n_patterns(?=\())(?P<open>[\[(])"
    ),
    "Go": re.compile(
        r"\.\s*(?:Route|Mount|Group)\(\s*(?:(?:(?P<join>path\.Join\(\s*)?(?P<before>[A-Za-z_][\w.]*)\s*(?(join),|\+)\s*)?\"(?P<path>[^\"\n]*)\"(?(join)\s*\))|(?P<constant>(?!func\b)[A-Za-z_][\w.]*))\s*(?:,|\)(?:\.\w+\([^()\n]*\)){0,3}\.Route\()\s*func\s*\([^)\n]*\)\s*(?P<open>\{)"
    ),
    "Kotlin": re.compile(r"\broute\(\s*(?:path\s*=\s*)?\"(?P<path>[^\"\n]*)\"\s*\)\s*(?P<open>\{)"),
    "Rust": re.compile(
        r"\.nest(?:_service|_api_service)?(?P<open>\()\s*&?(?:(?:(?P<mode>f)ormat!\(\s*)?\"(?P<path>[^\"\n]*)\"\)?|(?:\w+::)*(?P<constant>[A-Za-z_]\w*)(?:\.as_str\(\))?)\s*,"
    ),
    **dict.fromkeys(
        SCRIPT,
        re.compile(r"\.register(?P<open>\()\s*(?:async\b\s*)?(?:function\b|\w+\s*=>|\([^()]*\)\s*(?::[^=;{}]+)?=>)"),
    ),
}
"""Language → how a block begins; `open` is the bracket that holds its routes."""
WORDS = {
    "PHP": ("group",),
    "Python": ("include", "i18n_patterns"),
    "Go": ("Route", "Group"),
    "Kotlin": ("route",),
    "Rust": ("nest", "nest_service", "nest_api_service"),
    "Ruby": ("namespace",),
    **dict.fromkeys(SCRIPT, ("register",)),
}
OPTIONS = re.compile(rf",\s*\{{[^{{}}]*\bprefix\s*:\s*{VALUE}[^{{}}]*\}}\s*,?\s*$")
"""How a call ends that registers a function of Fastify with a prefix."""
LANGUAGE = "{language}"
"""The prefix of the routes in `i18n_patterns`. https://docs.djangoproject.com/en/stable/topics/i18n/translation/#language-prefix-in-url-patterns"""
NAMESPACE = re.compile(
    r"^(?P<indent>[ \t]*)(?:\w+\.)?namespace[ (]+(?:['\"](?P<path>/[^'\"]*)['\"]|(?P<constant>[A-Z]\w*))\)?[^\n]*\bdo\b"
)
"""How Sinatra's extension opens a block, which the next `end` at its own depth closes."""


class Block(NamedTuple):
    """Lines whose routes stand below a prefix; `controller` is the class that answers them in Laravel, `constant` the name that
    the code gives in place of a text."""

    first: int
    last: int
    prefix: str
    controller: str = ""
    constant: str = ""


def block_prefix(index: Index, path: str, line: int) -> str:
    """What the blocks around a line put before its path."""
    return "".join(block.prefix for block in _blocks(index, path) if block.first <= line <= block.last)


def block_constants(index: Index, path: str, line: int) -> frozenset[str]:
    """The names that the blocks around a line give in place of a path."""
    around = (block.constant for block in _blocks(index, path) if block.first <= line <= block.last)
    return frozenset(name for name in around if name)


def block_controller(index: Index, path: str, line: int) -> str:
    """The class that a group around a line names for its routes: `Route::controller(PotController::class)->group(`."""
    around = [block for block in _blocks(index, path) if block.first <= line <= block.last and block.controller]
    return max(around, key=lambda block: block.first).controller if around else ""


@read_once
def _blocks(index: Index, path: str) -> list[Block]:
    language = index.files[path].language
    if language not in WORDS or not any(path in index.files_using(word) for word in WORDS[language]):
        return []
    lines = source_lines(index, path)
    return list(_ended(index, path, lines) if language == "Ruby" else _read(index, path, "\n".join(lines), language))


def _read(index: Index, path: str, text: str, language: str) -> Iterator[Block]:
    closing = brackets(text, RUST_TOKEN if language == "Rust" else TOKEN)
    for match in OPENINGS[language].finditer(text):
        at = match.start("open")
        told = OPTIONS.search(text, match.end(), closing.get(at, 0)) if language in SCRIPT else match
        if told is None:
            continue
        prefix = _php_prefix(text, match) if language == "PHP" else path_text(index, told, path)
        if language == "Python" and match["path"] is None:
            prefix = LANGUAGE
        named = CONTROLLER.search(match["chain"] or "") if language == "PHP" else None
        if at in closing and (prefix or named):
            lines = line_number(text, at), line_number(text, closing[at])
            yield Block(
                *lines, slashed(prefix.strip("^$")), named[1] if named else "", told.groupdict().get("constant") or ""
            )


def _ended(index: Index, path: str, lines: Sequence[str]) -> Iterator[Block]:
    """The blocks of Ruby, which words close."""
    for number, text in enumerate(lines, 1):
        if match := NAMESPACE.match(text):
            end = re.compile(rf"{match['indent']}end\b")
            last = next((at for at in range(number, len(lines)) if end.match(lines[at])), len(lines))
            yield Block(number + 1, last, slashed(path_text(index, match, path)))


def _php_prefix(text: str, match: re.Match[str]) -> str:
    """The prefix of a group, given by the chain of calls before it, in an array or as a text (Slim); what is computed of it
    stands between braces."""
    if match["path"] is not None and not match["chain"]:
        return match["path"]
    found = ARRAY.match(text, match.end("open")) or CHAIN.search(match["chain"] or "")
    parts = PHP_PART.finditer(found[1]) if found else ()
    return "".join(
        part["text"] if part["text"] is not None else f"{{{part['asked'] or part['name'] or part['call']}}}"
        for part in parts
    )


def brackets(text: str, token_of: re.Pattern[str] = TOKEN) -> dict[int, int]:
    """Where each bracket of the code closes."""
    closing: dict[int, int] = {}
    stack: list[int] = []
    for token in token_of.finditer(text):
        if token["open"]:
            stack.append(token.start())
        elif token["close"] and stack:
            closing[stack.pop()] = token.start()
    return closing
