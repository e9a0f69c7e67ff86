"""Which setting of which tool states which part of the coding style: data for `style_stated`."""

from __future__ import annotations

from typing import Final, NamedTuple

from ...indexer.languages.families import JAVASCRIPT

__all__ = ["BORROWED", "PYTHON", "RULES", "SCRIPT", "Rule"]

SCRIPT: Final = tuple(sorted(JAVASCRIPT - {"TSX"}))
"""As the language bar groups them: TSX is TypeScript."""
WEB: Final = (*SCRIPT, "CSS", "SCSS", "Less", "HTML", "JSON", "Markdown", "YAML")
C_FAMILY: Final = ("C", "C++", "Objective-C", "Java", "C#")


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


def below(start: str, name: str) -> str:
    """A key of Prettier's settings inside another tool's file, also behind nested tables (`overrides`)."""
    return rf"{start}(?:[^{{}}]|\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}})*?(?<!\w)[\"']?{name}[\"']?\s*:\s*[\"']?([\w-]+)"


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
OXFMT: Final = ".oxfmtrc.{json,jsonc} oxfmt.config.{js,mjs,ts}"
BIOME: Final = "biome.json biome.jsonc"
ESLINT: Final = ".eslintrc .eslintrc.{js,cjs,json,yml,yaml} eslint.config.{js,mjs,cjs,ts}"
RUFF: Final = "ruff.toml .ruff.toml"
PYTHON: Final = ("Python",)

LLL: Final = r"(?m)^[ \t]+lll:[ \t]*\n(?:[ \t]+[^\n]*\n)??[ \t]+line-length:[ \t]*(\d+)"

GOLINES: Final = r"(?m)^[ \t]+golines:[ \t]*\n(?:[ \t]+[^\n]*\n)??[ \t]+max-len:[ \t]*(\d+)"


def hook(name: str, option: str) -> str:
    """An option that a hook of pre-commit is given."""
    other = r"(?:\n(?![ \t]*- (?:id|repo):)[^\n]*){0,9}?"
    return rf"(?m)^[ \t]*(?:- )?id:[ \t]*{name}[ \t]*${other}--{option}[=, \"']+(\d+)"


ALIKE: Final = (
    (WEB, "indent_size", "tabWidth"), (WEB, "indent_style", "useTabs"), (WEB, "line_length", "printWidth"),
    (SCRIPT, "quotes", "singleQuote"), (SCRIPT, "semicolons", "semi"), (SCRIPT, "trailing_commas", "trailingComma"),
    (WEB, "end_of_line", "endOfLine"),
)  # fmt: skip
"""Settings of Prettier, which Oxfmt names alike: languages, key of `coding_standards`, name."""

RULES: Final[tuple[Rule, ...]] = (
    Rule(".pre-commit-config.yaml", "Black", PYTHON, "line_length", hook("black", "line-length")),
    Rule("*lint*.sh *format*.sh Makefile", "Black", PYTHON, "line_length", r"\bblack\b[^\n|;&]*?[ \t](?:-l|--line-length)[ =]*(\d+)"),
    Rule(".pre-commit-config.yaml", "Flake8", PYTHON, "line_length", hook("flake8", "max-line-length")),
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
    *(Rule(PRETTIER, "Prettier", languages, key, pair(name)) for languages, key, name in ALIKE),
    *(Rule("package.json", "Prettier", languages, key, below(r"\"prettier\"\s*:\s*\{", name)) for languages, key, name in ALIKE),
    *(Rule(ESLINT, "Prettier", languages, key, below(r"prettier/prettier[\"']\s*:\s*\[[^{\]]*\{", name)) for languages, key, name in ALIKE),
    *(Rule(OXFMT, "Oxfmt", languages, key, pair(name)) for languages, key, name in ALIKE),
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
    Rule(".golangci.{yml,yaml}", "golines", ("Go",), "line_length", GOLINES),
    Rule(".rubocop.yml .rubocop_todo.yml", "RuboCop", ("Ruby",), "line_length", cop("Layout/LineLength", "Max")),
    Rule(".rubocop.yml .rubocop_todo.yml", "RuboCop", ("Ruby",), "line_length", cop("Metrics/LineLength", "Max")),
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

BORROWED: Final = (
    ("package.json", "Prettier", r"\"prettier\"\s*:\s*\"(?:@|\.{1,2}/|[\w./-]*prettier)"),
    (
        PRETTIER,
        "Prettier",
        (
            r"\A\s*[\"']?@?[\w./-]+[\"']?\s*\Z"
            r"|(?:\brequire\(\s*|\bfrom\s+)[\"'](?!prettier[\"'])(?![^\"'\n]*plugin)"
        ),
    ),
)
"""Files, the tool, and how it shows that its settings are those of a package that others publish."""
