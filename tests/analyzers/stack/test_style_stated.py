"""standards: what each tool's file states, and the forms of names and commit subjects, one case a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.analyzers.stack.style_names import style_of
from groundplan.analyzers.stack.style_order import form_of
from groundplan.analyzers.stack.style_rules import BORROWED, RULES
from groundplan.analyzers.stack.style_stated import compiled, read

from ...workspaces import write

STATED = [
    ("rustfmt.toml", "max_width = 90\nhard_tabs = true\n", {("line_length", "90"), ("indent_style", "tabs")}),
    (".clang-format", "BasedOnStyle: LLVM\nIndentWidth: 8\nColumnLimit: 80\nUseTab: Never\n",
     {("indent_size", "8"), ("line_length", "80"), ("indent_style", "spaces")}),
    (".rubocop.yml", "Metrics/LineLength:\n  Max: 80\n", {("line_length", "80")}),  # the name that the cop had before
    (".rubocop.yml", ("Layout/LineLength:\n  Enabled: true\n  Max: 100\nStyle/StringLiterals:\n  EnforcedStyle:"
                     " double_quotes\n"), {("line_length", "100"), ("quotes", "double")}),
    ("checkstyle.xml", '<module name="LineLength">\n  <property name="max" value="120"/>\n</module>\n', {("line_length", "120")}),
    ("eslint.config.js", ("export default [{ rules: { 'quotes': ['error', 'single'], \"indent\": [2, 4], 'max-len':"
                         " ['warn', { code: 110 }] } }]\n"), {("quotes", "single"), ("indent_size", "4"), ("line_length", "110")}),
    ("biome.json", ('{"formatter": {"indentStyle": "tab", "lineWidth": 100}, "javascript": {"formatter":'
                   ' {"quoteStyle": "single"}}}'), {("indent_style", "tabs"), ("line_length", "100"), ("quotes", "single")}),
    ("prettier.config.mjs", "export default {\n  tabWidth: 4,\n  useTabs: false,\n  semi: false,\n}\n",
     {("indent_size", "4"), ("indent_style", "spaces"), ("semicolons", "never")}),
    ("prettier.config.js", "export default {\n  overrides: [{ files: ['*.po'], options: { printWidth: 9999 } }],\n  semi: false,\n}\n",
     {("semicolons", "never")}),
    (".prettierrc", '{"overrides": [{"files": ["*.md"], "options": {"tabWidth": 2}}], "tabWidth": 4}', {("indent_size", "4")}),
    (".golangci.yml", "linters-settings:\n  lll:\n    line-length: 140\n", {("line_length", "140")}),
    (".golangci.yml", "formatters:\n  settings:\n    golines:\n      max-len: 110\n", {("line_length", "110")}),
    ("setup.cfg", "[isort]\nprofile = black\n[pydocstyle]\nconvention = numpy\n", {("import_order", "black"), ("docstrings", "numpy")}),
    ("package.json", '{"name": "x", "prettier": {"semi": false, "printWidth": 100}}', {("semicolons", "never"), ("line_length", "100")}),
    ("other.json", '{"semi": false}', set()),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), STATED, ids=[path for path, _, _ in STATED])
def test_what_files_state(path: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert {(item.key, item.value) for item in read(path, text)} == expected


@pytest.mark.parametrize(
    ("path", "text", "known"),
    [
        (".prettierrc", "{}\n", True),
        (".prettierrc", '"@acme/prettier-config"\n', False),
        ("package.json", '{"prettier": "@acme/prettier-config", "devDependencies": {"prettier": "^3"}}', False),
        ("prettier.config.js", "module.exports = { ...require('@acme/prettier-config') }\n", False),
        (
            "prettier.config.js",
            "import type { Config } from 'prettier'\nimport x from 'prettier-plugin-x'\nexport default {}\n",
            True,
        ),
    ],
)
def test_defaults_hold_only_where_no_package_states_the_rest(path: str, text: str, known: bool, tmp_path: Path) -> None:
    files = {"package.json": '{"devDependencies": {"prettier": "^3"}}'} | {path: text}
    files |= {f"src/m{n}.js": 'export const a = "b";\n' * 30 for n in range(6)}
    rows = Workspace(write(tmp_path, files)).standards()["coding_standards"]["quotes"]
    quotes = next(row for row in rows if row["language"] == "JavaScript")
    assert (quotes.get("stated") is not None) == known


def test_hostile_configurations_come_to_an_end() -> None:
    """An expression that runs away never answers; none finds a value in these."""
    for text in (
        "[tool.ruff]\n" * 5_000,
        "\n" * 60_000,
        '"prettier": {' * 4_000,
        "Layout/LineLength:\n" + " a\n" * 20_000,
        'LineLength"' * 5_000,
    ):
        assert not any(compiled(rule.pattern).search(text) for rule in RULES), text[:20]
        assert not any(compiled(pattern).search(text) for _, _, pattern in BORROWED), text[:20]


NAMES = [
    ("snake_case_name", "snake_case"),
    ("camelCase", "camelCase"),
    ("PascalCase", "PascalCase"),
    ("MAX_SIZE", "UPPER_CASE"),
    ("word", ""),
    ("URL", ""),
    ("kebab-case", "kebab-case"),
]


@pytest.mark.parametrize(("name", "style"), NAMES)
def test_case_styles(name: str, style: str) -> None:
    assert style_of(name) == style


SUBJECTS = [
    ("feat: add x", "conventional commits"),
    ("fix(core)!: y", "conventional commits"),
    ("Fixed #1234 -- z", "ticket prefix"),
    ("ABC-12 thing", "ticket prefix"),
    (":bug: repair", "emoji prefix"),
    ("net/http: do it", "scope prefix"),
    ("Add the thing", "capitalised sentence"),
    ("add the thing", "lower case"),
]


@pytest.mark.parametrize(("subject", "form"), SUBJECTS)
def test_forms_of_commit_subjects(subject: str, form: str) -> None:
    assert form_of(subject) == form
