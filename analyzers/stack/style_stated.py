"""The coding style that the workspace's configuration files state: one table of what says what, and one reader for it.

Configuration is read by expressions and not by a parser a tool: a rule is one setting at a known place in a known
file, in JSON, TOML, YAML, XML or JavaScript, and its line is the evidence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..catalog.globs import Glob, expanded
from .claim import place_zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...indexer.index import Index
    from .technologies import Found

__all__ = ["Stated", "defaults", "stated"]

READ_BYTES: Final = 65_536
SCRIPT: Final = ("JavaScript", "TypeScript", "Vue", "Svelte")
WEB: Final = (*SCRIPT, "CSS", "SCSS", "Less", "HTML", "JSON", "Markdown", "YAML")
C_FAMILY: Final = ("C", "C++", "Objective-C", "Java", "C#")


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


class Rule(NamedTuple):
    """Where a setting stands: files, the tool, its languages, the key, and the expression whose group 1 is the
    value."""

    files: str
    tool: str
    languages: tuple[str, ...]
    key: str
    pattern: str


def toml(section: str, name: str) -> str:
    """A key of a TOML (or INI) section."""
    return rf"(?m)^\[{section}\]\s*(?:\n(?!\[)[^\n]*)*?\n{name}\s*=\s*[\"']?([\w.-]+)"


def pair(name: str) -> str:
    """A key of JSON, YAML or a JavaScript object."""
    return rf"(?m)(?:^|[\s{{,\"'])(?:{name})[\"']?\s*[:=]\s*[\"']?([\w.-]+)"


def rule_of_eslint(name: str) -> str:
    """The first option of an ESLint rule."""
    option = r",\s*(?:\{[^}]*?code[\"']?\s*:\s*)?[\"']?(\w+)"
    return rf"[\"'](?:@stylistic/|@typescript-eslint/)?{name}[\"']?\s*:\s*\[\s*[\"']?\w+[\"']?\s*{option}"


def cop(name: str, option: str) -> str:
    """An option of one of RuboCop's cops."""
    return rf"(?m)^{name}:[ \t]*\n(?:[ \t]+[^\n]*\n)*?[ \t]+{option}:[ \t]*(\w+)"


def check(module: str, name: str) -> str:
    """A property of one of Checkstyle's modules."""
    return rf"{module}\"[^/]{{0,300}}?<property\s+name=\"{name}\"\s+value=\"(\d+)"


PRETTIER: Final = ".prettierrc .prettierrc.{json,json5,yml,yaml,js,cjs,mjs,ts,toml} prettier.config.{js,cjs,mjs,ts}"
BIOME: Final = "biome.json biome.jsonc"
ESLINT: Final = ".eslintrc .eslintrc.{js,cjs,json,yml,yaml} eslint.config.{js,mjs,cjs,ts}"
RUFF: Final = "ruff.toml .ruff.toml"
PYTHON: Final = ("Python",)

LLL: Final = r"(?m)^[ \t]+lll:[ \t]*\n(?:[ \t]+[^\n]*\n)??[ \t]+line-length:[ \t]*(\d+)"

RULES: Final[tuple[Rule, ...]] = (
    Rule("pyproject.toml", "Ruff", PYTHON, "line_length", toml(r"tool\.ruff", "line-length")),
    Rule("pyproject.toml", "Ruff", PYTHON, "indent_size", toml(r"tool\.ruff", "indent-width")),
    Rule("pyproject.toml", "Ruff", PYTHON, "quotes", toml(r"tool\.ruff\.format", "quote-style")),
    Rule("pyproject.toml", "Ruff", PYTHON, "indent_style", toml(r"tool\.ruff\.format", "indent-style")),
    Rule("pyproject.toml", "Ruff", PYTHON, "docstrings", toml(r"tool\.ruff\.lint\.pydocstyle", "convention")),
    Rule(RUFF, "Ruff", PYTHON, "line_length", r"(?m)^line-length\s*=\s*(\d+)"),
    Rule(RUFF, "Ruff", PYTHON, "indent_size", r"(?m)^indent-width\s*=\s*(\d+)"),
    Rule(RUFF, "Ruff", PYTHON, "quotes", toml("format", "quote-style")),
    Rule(RUFF, "Ruff", PYTHON, "indent_style", toml("format", "indent-style")),
    Rule(RUFF, "Ruff", PYTHON, "docstrings", toml(r"lint\.pydocstyle", "convention")),
    Rule("pyproject.toml", "Black", PYTHON, "line_length", toml(r"tool\.black", "line[-_]length")),
    Rule("pyproject.toml", "isort", PYTHON, "import_order", toml(r"tool\.isort", "profile")),
    Rule("setup.cfg .isort.cfg tox.ini", "isort", PYTHON, "import_order", toml("(?:isort|settings)", "profile")),
    Rule("setup.cfg .flake8 tox.ini", "Flake8", PYTHON, "line_length", toml("flake8", "max[-_]line[-_]length")),
    Rule("setup.cfg tox.ini", "pycodestyle", PYTHON, "line_length", toml("pycodestyle", "max[-_]line[-_]length")),
    Rule("setup.cfg tox.ini .pydocstyle", "pydocstyle", PYTHON, "docstrings", toml("pydocstyle", "convention")),
    Rule("pyproject.toml", "pydocstyle", PYTHON, "docstrings", toml(r"tool\.pydocstyle", "convention")),
    Rule(".pylintrc pylintrc", "Pylint", PYTHON, "line_length", r"(?m)^max-line-length\s*=\s*(\d+)"),
    Rule("pyproject.toml", "Pylint", PYTHON, "line_length", toml(r"tool\.pylint\.[\w\"' ]+", "max-line-length")),
    Rule("pyproject.toml", "YAPF", PYTHON, "line_length", toml(r"tool\.yapf", "column_limit")),
    Rule(".style.yapf setup.cfg", "YAPF", PYTHON, "line_length", r"(?m)^column_limit\s*=\s*(\d+)"),
    Rule(PRETTIER, "Prettier", WEB, "indent_size", pair("tabWidth")),
    Rule(PRETTIER, "Prettier", WEB, "indent_style", pair("useTabs")),
    Rule(PRETTIER, "Prettier", WEB, "line_length", pair("printWidth")),
    Rule(PRETTIER, "Prettier", SCRIPT, "quotes", pair("singleQuote")),
    Rule(PRETTIER, "Prettier", SCRIPT, "semicolons", pair("semi")),
    Rule(PRETTIER, "Prettier", SCRIPT, "trailing_commas", pair("trailingComma")),
    Rule(PRETTIER, "Prettier", WEB, "end_of_line", pair("endOfLine")),
    Rule("package.json", "Prettier", WEB, "indent_size", r"\"prettier\"\s*:\s*\{[^{}]*?\"tabWidth\"\s*:\s*(\d+)"),
    Rule("package.json", "Prettier", WEB, "indent_style", r"\"prettier\"\s*:\s*\{[^{}]*?\"useTabs\"\s*:\s*(\w+)"),
    Rule("package.json", "Prettier", WEB, "line_length", r"\"prettier\"\s*:\s*\{[^{}]*?\"printWidth\"\s*:\s*(\d+)"),
    Rule("package.json", "Prettier", SCRIPT, "quotes", r"\"prettier\"\s*:\s*\{[^{}]*?\"singleQuote\"\s*:\s*(\w+)"),
    Rule("package.json", "Prettier", SCRIPT, "semicolons", r"\"prettier\"\s*:\s*\{[^{}]*?\"semi\"\s*:\s*(\w+)"),
    Rule(BIOME, "Biome", WEB, "indent_style", pair("indentStyle")),
    Rule(BIOME, "Biome", WEB, "indent_size", pair("indentWidth")),
    Rule(BIOME, "Biome", WEB, "line_length", pair("lineWidth")),
    Rule(BIOME, "Biome", SCRIPT, "quotes", pair("quoteStyle")),
    Rule(BIOME, "Biome", SCRIPT, "semicolons", pair("semicolons")),
    Rule(BIOME, "Biome", SCRIPT, "trailing_commas", pair("trailingCommas?")),
    Rule(ESLINT, "ESLint", SCRIPT, "indent_size", rule_of_eslint("indent")),
    Rule(ESLINT, "ESLint", SCRIPT, "quotes", rule_of_eslint("quotes")),
    Rule(ESLINT, "ESLint", SCRIPT, "semicolons", rule_of_eslint("semi")),
    Rule(ESLINT, "ESLint", SCRIPT, "line_length", rule_of_eslint("max-len")),
    Rule(ESLINT, "ESLint", SCRIPT, "trailing_commas", rule_of_eslint("comma-dangle")),
    Rule("rustfmt.toml .rustfmt.toml", "rustfmt", ("Rust",), "line_length", r"(?m)^max_width\s*=\s*(\d+)"),
    Rule("rustfmt.toml .rustfmt.toml", "rustfmt", ("Rust",), "indent_size", r"(?m)^tab_spaces\s*=\s*(\d+)"),
    Rule("rustfmt.toml .rustfmt.toml", "rustfmt", ("Rust",), "indent_style", r"(?m)^hard_tabs\s*=\s*(\w+)"),
    Rule(".golangci.{yml,yaml}", "golangci-lint", ("Go",), "line_length", LLL),
    Rule(".rubocop.yml .rubocop_todo.yml", "RuboCop", ("Ruby",), "line_length", cop("Layout/LineLength", "Max")),
    Rule(".rubocop.yml", "RuboCop", ("Ruby",), "quotes", cop("Style/StringLiterals", "EnforcedStyle")),
    Rule(".rubocop.yml", "RuboCop", ("Ruby",), "indent_size", cop("Layout/IndentationWidth", "Width")),
    Rule("*checkstyle*.xml", "Checkstyle", ("Java",), "line_length", check("LineLength", "max")),
    Rule("*checkstyle*.xml", "Checkstyle", ("Java",), "indent_size", check("Indentation", "basicOffset")),
    Rule(".clang-format _clang-format", "clang-format", C_FAMILY, "line_length", r"(?m)^ColumnLimit:\s*(\d+)"),
    Rule(".clang-format _clang-format", "clang-format", C_FAMILY, "indent_size", r"(?m)^IndentWidth:\s*(\d+)"),
    Rule(".clang-format _clang-format", "clang-format", C_FAMILY, "indent_style", r"(?m)^UseTab:\s*(\w+)"),
    Rule(".scalafmt.conf", "Scalafmt", ("Scala",), "line_length", r"(?m)^maxColumn\s*=\s*(\d+)"),
    Rule(".swiftlint.yml", "SwiftLint", ("Swift",), "line_length", r"(?m)^line_length:\s*(?:\n\s+warning:\s*)?(\d+)"),
    Rule(".swiftformat", "SwiftFormat", ("Swift",), "indent_size", r"(?m)^--indent\s+(\w+)"),
    Rule(".swiftformat", "SwiftFormat", ("Swift",), "line_length", r"(?m)^--max-?width\s+(\d+)"),
    Rule(".formatter.exs", "mix format", ("Elixir",), "line_length", r"line_length:\s*(\d+)"),
    Rule("stylua.toml .stylua.toml", "StyLua", ("Lua",), "line_length", r"(?m)^column_width\s*=\s*(\d+)"),
    Rule("stylua.toml .stylua.toml", "StyLua", ("Lua",), "indent_style", r"(?m)^indent_type\s*=\s*\"(\w+)"),
    Rule("analysis_options.yaml", "dart format", ("Dart",), "line_length", r"(?m)^[ \t]+page_width:\s*(\d+)"),
)  # fmt: skip

MEANINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "indent_style": {
        "true": "tabs",
        "false": "spaces",
        "tab": "tabs",
        "space": "spaces",
        "always": "tabs",
        "never": "spaces",
        "forindentation": "tabs",
    },
    "quotes": {"true": "single", "false": "double", "single_quotes": "single", "double_quotes": "double"},
    "semicolons": {"true": "always", "false": "never", "asneeded": "never"},
    "trailing_commas": {"es5": "always", "all": "always", "none": "never", "always-multiline": "always"},
    "line_length": {"off": ""},
    "indent_size": {"tab": "", "unset": ""},
}
"""Key → a tool's word → ours; "" for what says nothing."""

EDITORCONFIG: Final[Mapping[str, str]] = {
    "indent_style": "indent_style",
    "indent_size": "indent_size",
    "max_line_length": "line_length",
    "end_of_line": "end_of_line",
    "quote_type": "quotes",
}
SPARING: Final = re.compile(r"[^{}\]]*?\bignore(?:Strings|Comments|TrailingComments|TemplateLiterals)[\"']?\s*:\s*true")
"""How ESLint's `max-len` says, behind the limit, what may be longer."""
WRAPPERS: Final = frozenset({"Prettier", "Biome", "Black", "rustfmt"})
"""Formatters: they break code at their width, and no text, comment or address."""
SECTION: Final = re.compile(r"^\[(.+)\]\s*$")


def stated(index: Index, found: Iterable[Found]) -> list[Stated]:
    """All settings of the product's configuration files, the outermost file first; last the defaults of the
    formatters in use."""
    texts = [(path, index.read(path)[:READ_BYTES].decode("utf-8", "replace")) for path in configurations(index)]
    said: list[Stated] = []
    for path, text in texts:
        said += editorconfig(path, text) if path.endswith(".editorconfig") else read(path, text)
    tools = {(SAME_FILE.get(item.tool, item.tool), item.key) for item in said}
    elsewhere = {tool for path, text in texts for tool in borrowing(path, text)}
    return said + [
        item
        for item in defaults(found)
        if item.tool not in elsewhere and (SAME_FILE.get(item.tool, item.tool), item.key) not in tools
    ]


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
    return sorted(
        (path for path in paths if place_zone(index, path) == "product"), key=lambda path: (path.count("/"), path)
    )


def read(path: str, text: str) -> Iterator[Stated]:
    """What one file states, by the rules that are for its name."""
    for rule in RULES:
        if any(Glob(name).ends(path) for name in expanded(rule.files)) and (
            match := compiled(rule.pattern).search(text)
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
    """The languages of a section's glob; empty for all, None where it names none of them."""
    from ...indexer.linguist import classify

    if glob in ("*", "**", "**.*", "*.*"):
        return ()
    found = {
        classify(name.replace("*", "x"), b"")
        for name in expanded(glob.replace(" ", "").replace(",", " ") if "{" not in glob else glob)
    }
    return tuple(sorted(found - {""})) or None


def defaults(found: Iterable[Found]) -> Iterator[Stated]:
    """What a formatter in use that leaves nothing to choose makes of a language."""
    for item in found:
        path = next((claim.path for claim in item.evidence if not claim.path.endswith("ignore")), "")
        for key, value, languages in DEFAULTS.get(item.name, ()) if path else ():
            yield Stated(key, value, languages, item.name, path, 0, key == "line_length" and item.name in WRAPPERS)


BORROWED: Final = (
    ("package.json", "Prettier", r"\"prettier\"\s*:\s*\"(?:@|\.{1,2}/|[\w./-]*prettier)"),
    (
        PRETTIER,
        "Prettier",
        (
            r"\A\s*[\"']?@?[\w./-]+[\"']?\s*\Z"
            r"|(?:\brequire\(\s*|\bfrom\s+)[\"'](?![./])(?!prettier[\"'])(?![^\"'\n]*plugin)"
        ),
    ),
)
"""Files, the tool, and how it shows that its settings are those of a package that others publish."""

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
