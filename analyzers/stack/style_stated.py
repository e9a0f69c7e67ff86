"""The coding style that the workspace's configuration files state, read by the table of `style_rules`.

Configuration is read by expressions and not by a parser a tool: a rule is one setting at a known place in a known
file, in JSON, TOML, YAML, XML or JavaScript, and its line is the evidence.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ... import lazy_re as re
from ...indexer.classify.zones import zone
from ..catalog.globs import Glob, expanded
from .claim import place_zone
from .style_rules import BORROWED, PYTHON, RULES, SCRIPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...indexer.index import Index
    from .technologies import Found

__all__ = ["Stated", "stated"]

READ_BYTES: Final = 65_536


class Stated(NamedTuple):
    """A setting of the style.

    Attributes:
        key: `indent_style | indent_size | line_length | quotes | semicolons | trailing_commas | docstrings |
        import_order | end_of_line`.
        value: `spaces`, `4`, `double`, `always`, `google` ... as text.
        languages: those it is for; empty for all.
        tool: whose setting it is.
        path, line: where it stands; line 0 where the tool's own default applies because the file says nothing else.
        spares: a limit that leaves lines with texts, comments or addresses alone.
    """

    key: str
    value: str
    languages: tuple[str, ...]
    tool: str
    path: str
    line: int
    spares: bool = False


MEANINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "indent_style": {
        "true": "tabs", "false": "spaces", "tab": "tabs", "space": "spaces", "always": "tabs", "never": "spaces",
        "forindentation": "tabs", "forcontinuationandindentation": "tabs", "alignwithspaces": "tabs",
    },
    "quotes": {"true": "single", "false": "double", "single_quotes": "single", "double_quotes": "double"},
    "semicolons": {"true": "always", "false": "never", "asneeded": "never"},
    "trailing_commas": {"es5": "always", "all": "always", "none": "never", "always-multiline": "always"},
    "line_length": {"off": ""},
    "indent_size": {"tab": ""},
}  # fmt: skip
"""Key → a tool's word → ours; "" for what says nothing."""
UNCHOSEN: Final = frozenset({"unset", "preserve"})
"""Values that leave a thing as it is written: no tool's default holds there, and no code contradicts it."""

EDITORCONFIG: Final[Mapping[str, str]] = {
    "indent_style": "indent_style",
    "indent_size": "indent_size",
    "max_line_length": "line_length",
    "end_of_line": "end_of_line",
    "quote_type": "quotes",
}
SPARING: Final = re.compile(r"[^{}\]]*?\bignore(?:Strings|Comments|TrailingComments|TemplateLiterals)[\"']?\s*:\s*true")
"""How ESLint's `max-len` says, behind the limit, what may be longer."""
WRAPPERS: Final = frozenset({"Prettier", "Oxfmt", "Biome", "Black", "rustfmt"})
"""Formatters: they break code at their width, and no text, comment or address."""
OVERRIDES, BLANK = re.compile(r"\boverrides[\"']?\s*:\s*\[(?:[^][]|\[[^][]*\])*\]"), re.compile(r"[^\n]")
"""What a formatter is told of some files only, in lists that hold lists; the lines stay."""
FOR_SOME: Final = re.compile(
    r"\{\s*[\"']?files[\"']?\s*:\s*\[\s*[\"']([^\"']+)[^{}]*(?:\{(?:[^{}]|\{[^{}]*\})*\}[^{}]*)*\}"
)
"""What ESLint is told of some files only, and the first of these."""
SECTION: Final = re.compile(r"^\[(.+)\]\s*$")


def stated(index: Index, found: Iterable[Found]) -> list[Stated]:
    """All settings of the product's configuration files, the outermost file first; last the defaults of the
    formatters in use."""
    texts = [(path, index.text(path, READ_BYTES)) for path in configurations(index)]
    said: list[Stated] = []
    for path, text in texts:
        said += editorconfig(path, text) if path.endswith(".editorconfig") else read(path, text)
    tools = {(SAME_FILE.get(item.tool, item.tool), item.key) for item in said}
    elsewhere = {tool for path, text in texts for tool in borrowing(path, text)}
    said += [
        item
        for item in _defaults(found)
        if item.tool not in elsewhere and (SAME_FILE.get(item.tool, item.tool), item.key) not in tools
    ]
    return [item for item in said if item.value not in UNCHOSEN]


def borrowing(path: str, text: str) -> Iterator[str]:
    """The tools whose settings a file takes from a package: what it leaves out is not the tool's default."""
    for files, tool, pattern in BORROWED:
        if any(Glob(name).ends(path) for name in expanded(files)) and compiled(pattern).search(text):
            yield tool


def configurations(index: Index) -> list[str]:
    """The files that may state something, the outermost first."""
    names = {name for rule in RULES for name in expanded(rule.files)} | {".editorconfig"}
    wild = [Glob(name) for name in sorted(names) if "*" in name]
    ends = tuple({glob.end for glob in wild})
    paths = [
        path
        for path in index.files
        if path.rpartition("/")[2] in names or (path.endswith(ends) and any(glob.ends(path) for glob in wild))
    ]
    own = (path for path in paths if place_zone(index, path) == "product")
    return sorted(own, key=lambda path: (path.count("/"), path))


def read(path: str, text: str) -> Iterator[Stated]:
    """What one file states, by the rules that are for its name."""
    whole = OVERRIDES.sub(lambda part: BLANK.sub(" ", part[0]), text) if "overrides" in text else text
    if "eslint" in path:
        text = FOR_SOME.sub(lambda part: part[0] if zone(part[1]) == "product" else BLANK.sub(" ", part[0]), text)
    for rule in RULES:
        if any(Glob(name).ends(path) for name in expanded(rule.files)) and (
            match := compiled(rule.pattern).search(whole if rule.tool in WRAPPERS else text)
        ):
            value = meaning(rule.key, match[1])
            if value:
                line = text.count("\n", 0, match.start(1)) + 1
                spares = rule.key == "line_length" and (rule.tool in WRAPPERS or bool(SPARING.match(text, match.end())))
                yield Stated(rule.key, value, rule.languages, rule.tool, path, line, spares)


def editorconfig(path: str, text: str) -> Iterator[Stated]:
    """What an .editorconfig states, section by section (https://editorconfig.org)."""
    languages: tuple[str, ...] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if section := SECTION.match(line.strip()):
            languages = section_languages(section[1])
            continue
        name, equals, value = (part.strip().lower() for part in line.partition("="))
        if equals and languages is not None and name in EDITORCONFIG and (value := meaning(EDITORCONFIG[name], value)):
            yield Stated(EDITORCONFIG[name], value, languages, "EditorConfig", path, number)


def section_languages(glob: str) -> tuple[str, ...] | None:
    """The languages of a section's glob; empty for all, None where it names none of them, or one file (`build/release.sh`)."""
    from ...indexer.classify.linguist import classify

    if glob in ("*", "**", "**.*", "*.*"):
        return ()
    names = expanded(glob.replace(" ", "").replace(",", " ") if "{" not in glob else glob)
    found = {classify(name.replace("*", "x"), b"") for name in names if "*" in name or "/" not in name}
    return tuple(sorted(found - {""})) or None


def _defaults(found: Iterable[Found]) -> Iterator[Stated]:
    """What a formatter in use that leaves nothing to choose makes of a language."""
    for item in found:
        path = next((claim.path for claim in item.evidence if not claim.path.endswith("ignore")), "")
        for key, value, languages in DEFAULTS.get(item.name, ()) if path else ():
            yield Stated(key, value, languages, item.name, path, 0, key == "line_length" and item.name in WRAPPERS)


SAME_FILE: Final = {"Ruff formatter": "Ruff"}
"""A formatter whose settings stand under another tool's name."""

DEFAULTS: Final[Mapping[str, tuple[tuple[str, str, tuple[str, ...]], ...]]] = {
    "Black": (("line_length", "88", PYTHON), ("quotes", "double", PYTHON), ("indent_size", "4", PYTHON)),
    "Ruff formatter": (("line_length", "88", PYTHON), ("quotes", "double", PYTHON), ("indent_size", "4", PYTHON)),
    "Prettier": (
        ("line_length", "80", SCRIPT),
        ("quotes", "double", SCRIPT),
        ("indent_size", "2", SCRIPT),
        ("semicolons", "always", SCRIPT),
    ),
    "rustfmt": (("line_length", "100", ("Rust",)), ("indent_size", "4", ("Rust",))),
}


def meaning(key: str, value: str) -> str:
    """A tool's value in our words; "" for what says nothing."""
    lower = value.lower()
    if key in ("line_length", "indent_size") and not lower.isdigit():
        return ""
    return MEANINGS.get(key, {}).get(lower, lower)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A rule's expression, compiled once."""
    return re.compile(pattern)
