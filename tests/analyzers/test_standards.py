"""standards: what configuration states, what the code follows, and where they contradict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.analyzers.stack.style_names import style_of
from groundplan.analyzers.stack.style_order import form_of
from groundplan.analyzers.stack.style_stated import BORROWED, RULES, compiled, read

from ..workspaces import commit_all, write

MODULE = '''"""Shop."""

import os
import sys

import requests

from . import other


class ShopCart:
    """A cart.

    Args:
        size: how many.
    """

    def add_item(self, item_name):
        """Adds."""
        first_value = "x"
        return "a", "b", item_name, first_value


def find_cart(cart_id):
    """Finds."""
    return "c"
'''


def python_project(extra: dict[str, str] | None = None) -> dict[str, str]:
    """Eight modules of one style."""
    return (
        {"shop/__init__.py": "", "shop/other.py": "x = 1\n"}
        | {f"shop/mod_{n}.py": MODULE for n in range(8)}
        | (extra or {})
    )


def ask(tmp_path: Path, files: dict[str, str]) -> dict[str, Any]:
    """The answer for a workspace of these files."""
    return Workspace(write(tmp_path, files)).standards()


def one(rows: list[dict[str, Any]], **wanted: str) -> dict[str, Any]:
    """The one row with these values."""
    [row] = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    return row


def test_the_style_of_the_code(tmp_path: Path) -> None:
    standards = ask(tmp_path, python_project())["coding_standards"]
    assert standards["indent"] == [{"language": "Python", "style": "spaces", "size": 4, "share": 1.0}]
    assert one(standards["quotes"], language="Python")["value"] == "double"
    assert one(standards["naming"], kind="method")["style"] == "snake_case"
    assert one(standards["naming"], kind="class") | {"exceptions": []} == {
        "language": "Python",
        "kind": "class",
        "style": "PascalCase",
        "share": 1.0,
        "count": 8,
        "exceptions": [],
    }
    assert one(standards["file_naming"], language="Python")["style"] == "snake_case"
    assert one(standards["docstrings"], language="Python") == {
        "language": "Python",
        "documented": 1.0,
        "count": 24,
        "style": "google",
        "share": 1.0,
    }
    order = one(standards["import_order"], language="Python")
    assert (order["share"], order["sorted"], order["files"]) == (1.0, 1.0, 8)
    assert standards["commit_style"] is None


def test_configuration_is_stated_with_its_line(tmp_path: Path) -> None:
    config = '[project]\nname = "x"\n\n[tool.ruff]\nline-length = 100\n\n[tool.ruff.format]\nquote-style = "single"\n'
    answer = ask(
        tmp_path, python_project({"pyproject.toml": config, ".editorconfig": "root = true\n[*.py]\nindent_size = 2\n"})
    )
    standards = answer["coding_standards"]
    assert one(standards["line_length"], language="Python")["stated"] == {
        "value": "100",
        "tool": "Ruff",
        "default": False,
        "evidence": {"path": "pyproject.toml", "line": 5},
    }
    assert [(row["key"], row["stated"], row["seen"], row["evidence"]) for row in answer["contradictions"]] == [
        ("indent_size", "2", "4", [{"path": ".editorconfig", "line": 3}]),
        ("quotes", "single", "double", [{"path": "pyproject.toml", "line": 8}]),
    ]
    assert [tool["name"] for tool in answer["linters"]] == ["Ruff"]


def test_two_tools_that_disagree(tmp_path: Path) -> None:
    config = "[tool.ruff]\nline-length = 100\n"
    answer = ask(tmp_path, python_project({"pyproject.toml": config, "setup.cfg": "[flake8]\nmax-line-length = 79\n"}))
    row = one(answer["contradictions"], kind="configuration")
    assert row["stated"] == "100 (Ruff) / 79 (Flake8)"
    assert row["evidence"] == [{"path": "pyproject.toml", "line": 2}, {"path": "setup.cfg", "line": 2}]


def test_long_lines_contradict_the_limit(tmp_path: Path) -> None:
    long = MODULE + 'TEXT = "' + "x" * 120 + '"\n'
    files = {f"shop/m{n}.py": long for n in range(6)} | {"setup.cfg": "[flake8]\nmax-line-length = 80\n"}
    row = one(ask(tmp_path, files)["contradictions"], key="line_length")
    assert row["example"]["line"] == long.count("\n")


def test_javascript(tmp_path: Path) -> None:
    body = "export function loadCart() {\n  const items = ['x', 'y']\n  return items\n}\n"
    code = f"import a from 'a'\nimport {{ b }} from './b'\n\n{body}" + "\n" * 5
    answer = ask(
        tmp_path,
        {f"src/file-{n}.js": code for n in range(6)}
        | {".prettierrc": '{\n  "semi": true,\n  "singleQuote": true\n}\n'},
    )
    standards = answer["coding_standards"]
    assert standards["indent"][0]["size"] == 2
    assert standards["quotes"][0]["value"] == "single"
    assert standards["quotes"][0]["stated"]["evidence"] == {"path": ".prettierrc", "line": 3}
    assert standards["semicolons"][0]["value"] == "never"
    assert [(row["key"], row["stated"], row["seen"]) for row in answer["contradictions"]] == [
        ("semicolons", "always", "never")
    ]
    assert one(standards["file_naming"], language="JavaScript")["style"] == "kebab-case"


def test_commit_style(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "x = 1\n"})
    for number in range(6):
        commit_all(tmp_path, f"feat(cart): add part {number}")
    commit_all(tmp_path, "Oops")
    style = Workspace(tmp_path).standards()["coding_standards"]["commit_style"]
    assert (style["style"], style["commits"], style["share"]) == ("conventional commits", 7, 0.857)


def test_an_empty_workspace_has_no_standards(tmp_path: Path) -> None:
    answer = ask(tmp_path, {})
    assert answer["linters"] == answer["contradictions"] == []
    assert answer["coding_standards"]["indent"] == []


STATED = [
    ("rustfmt.toml", "max_width = 90\nhard_tabs = true\n", {("line_length", "90"), ("indent_style", "tabs")}),
    (".clang-format", "BasedOnStyle: LLVM\nIndentWidth: 8\nColumnLimit: 80\nUseTab: Never\n",
     {("indent_size", "8"), ("line_length", "80"), ("indent_style", "spaces")}),
    (".rubocop.yml", ("Layout/LineLength:\n  Enabled: true\n  Max: 100\nStyle/StringLiterals:\n  EnforcedStyle:"
                     " double_quotes\n"), {("line_length", "100"), ("quotes", "double")}),
    ("checkstyle.xml", '<module name="LineLength">\n  <property name="max" value="120"/>\n</module>\n', {("line_length", "120")}),
    ("eslint.config.js", ("export default [{ rules: { 'quotes': ['error', 'single'], \"indent\": [2, 4], 'max-len':"
                         " ['warn', { code: 110 }] } }]\n"), {("quotes", "single"), ("indent_size", "4"), ("line_length", "110")}),
    ("biome.json", ('{"formatter": {"indentStyle": "tab", "lineWidth": 100}, "javascript": {"formatter":'
                   ' {"quoteStyle": "single"}}}'), {("indent_style", "tabs"), ("line_length", "100"), ("quotes", "single")}),
    ("prettier.config.mjs", "export default {\n  tabWidth: 4,\n  useTabs: false,\n  semi: false,\n}\n",
     {("indent_size", "4"), ("indent_style", "spaces"), ("semicolons", "never")}),
    (".golangci.yml", "linters-settings:\n  lll:\n    line-length: 140\n", {("line_length", "140")}),
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
    quotes = one(ask(tmp_path, files)["coding_standards"]["quotes"], language="JavaScript")
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


def test_a_nested_configuration_is_for_its_folder(tmp_path: Path) -> None:
    """One package's limit says nothing of the others' code."""
    answer = ask(tmp_path, python_project({"tools/gen/ruff.toml": "line-length = 40\n", "tools/gen/run.py": MODULE}))
    assert "stated" not in one(answer["coding_standards"]["line_length"], language="Python")
    assert answer["contradictions"] == []


def test_go_has_one_style_of_names(tmp_path: Path) -> None:
    code = "package a\n\nfunc FindCart() {}\n\nfunc findItem() {}\n\nfunc run() {}\n" + "\n// x\n" * 5
    files = {"go.mod": "module x.org/a\n"} | {f"a{n}.go": code.replace("Cart", f"Cart{n}") for n in range(4)}
    row = one(ask(tmp_path, files)["coding_standards"]["naming"], kind="function")
    assert (row["style"], row["share"], row["exceptions"]) == ("MixedCaps", 1.0, [])


def test_stated_tabs_are_said_before_their_width(tmp_path: Path) -> None:
    files = {".editorconfig": "root = true\n[*]\nindent_style = space\n[*.java]\nindent_size = 4\nindent_style = tab\n"}
    code = "class A {\n" + "\tint a;\n" * 12 + "}\n"
    [row] = ask(tmp_path, files | {"src/A.java": code})["coding_standards"]["indent"]
    assert (row["style"], row["stated"]["value"], row["stated"]["evidence"]["line"]) == ("tabs", "tabs", 6)


def test_only_import_statements_tell_the_order_of_imports(tmp_path: Path) -> None:
    source = (
        "mod {own};\n\nuse std::io;\nuse std::io::Write;\nuse std::mem;\nuse std::sync::atomic::AtomicBool;\n"
        "use std::sync::{{Arc, Mutex}};\n\nuse anyhow::{{Context, Result, anyhow}};\n\nuse crate::walk_{n};\n\npub fn go() {{}}\n"
    )
    manifest = '[package]\nname = "x"\nversion = "0.1.0"\n\n[dependencies]\nanyhow = "1"\n'
    modules = {f"src/walk_{n}.rs": "pub fn go() {}\n" for n in range(6)}
    users = {f"src/use_{n}.rs": source.format(own=f"inner_{n}", n=n) for n in range(6)}
    inner = {f"src/use_{n}/inner_{n}.rs": "pub fn go() {}\n" for n in range(6)}
    root = {"src/lib.rs": "".join(f"mod walk_{n};\nmod use_{n};\n" for n in range(6)), "Cargo.toml": manifest}
    order = one(ask(tmp_path, modules | users | inner | root)["coding_standards"]["import_order"], language="Rust")
    assert order["groups"] == ["standard library", "third party", "workspace"]
    assert (order["share"], order["sorted"], order["files"]) == (1.0, 1.0, 6)


def test_names_spelled_out_in_code_are_no_imports(tmp_path: Path) -> None:
    source = (
        "<?php\nnamespace Shop;\n\nuse Psr\\Log\\LoggerInterface;\nuse Shop\\Base\\Item;\n\nclass Cart{n}\n{{\n"
        "    public function go(LoggerInterface $log, Item $item)\n    {{\n"
        "        throw new \\Psr\\Cache\\Failure();\n    }}\n}}\n"
    )
    composer = (
        '{"name": "a/b", "require": {"psr/log": "1", "psr/cache": "1"}, "autoload": {"psr-4": {"Shop\\\\": "src/"}}}'
    )
    files = {f"src/Cart{n}.php": source.format(n=n) for n in range(6)} | {"composer.json": composer}
    files["src/Base/Item.php"] = "<?php\nnamespace Shop\\Base;\n\nclass Item\n{\n}\n"
    [order] = ask(tmp_path, files)["coding_standards"]["import_order"]
    assert (order["share"], order["sorted"], order["files"]) == (1.0, 1.0, 6)


ESLINT_CONFIG = """module.exports = [{{ rules: {{ 'max-len': ['error', {{ code: 80, tabWidth: 2{more} }}] }} }}]
"""


@pytest.mark.parametrize(("more", "contradicted"), [("", True), (", ignoreStrings: true, ignoreComments: true", False)])
def test_a_limit_that_spares_texts_is_not_contradicted_by_them(tmp_path: Path, more: str, contradicted: bool) -> None:
    line = f"const text = '{'x' * 100}'\n"
    files = {f"src/part-{n}.js": line + "export const a = 1\n" * 12 for n in range(5)}
    answer = ask(tmp_path, files | {"eslint.config.js": ESLINT_CONFIG.format(more=more), "package.json": "{}"})
    assert any(row["key"] == "line_length" for row in answer["contradictions"]) is contradicted


def test_a_bare_line_contradicts_a_limit_that_spares_texts(tmp_path: Path) -> None:
    long = f"export const a = {' + '.join(['bcd'] * 20)}\n"
    files = {f"src/part-{n}.js": "const s = '" + "x" * 200 + "'\n" + long for n in range(5)}
    config = ESLINT_CONFIG.format(more=", ignoreStrings: true")
    [row] = ask(tmp_path, files | {"eslint.config.js": config, "package.json": "{}"})["contradictions"]
    assert row["example"] == {"path": "src/part-0.js", "line": 2}


@pytest.mark.parametrize(("ignored", "formatters"), [("dist\n", ["Prettier"]), ("# keep editors away\n*\n", [])])
def test_a_tool_that_must_ignore_all_formats_nothing(tmp_path: Path, ignored: str, formatters: list[str]) -> None:
    files = {".prettierignore": ignored, "package.json": "{}", "src/a.js": "export const a = 1\n" * 12}
    assert [row["name"] for row in ask(tmp_path, files)["formatters"]] == formatters


def test_imports_in_the_order_of_their_bytes_are_sorted(tmp_path: Path) -> None:
    """`ID` stands before `IDEntity` and `Zone` before `alpha`: ktlint and google-java-format compare bytes."""
    source = "package shop\n\nimport acme.Zone\nimport acme.alpha.Thing\nimport shop.base.Item\n\nclass Cart{n}(val item: Item)\n"
    files = {f"src/main/kotlin/shop/Cart{n}.kt": source.format(n=n) for n in range(6)}
    files |= {"src/main/kotlin/shop/base/Item.kt": "package shop.base\n\nclass Item\n", "build.gradle.kts": ""}
    [order] = ask(tmp_path, files)["coding_standards"]["import_order"]
    assert (order["sorted"], order["files"]) == (1.0, 6)


def test_attributes_of_markup_are_no_texts(tmp_path: Path) -> None:
    page = 'export const Page = () => <p className="a" id="b" title="c">{go(\'x\')}</p>\nconst y = \'z\'\n' + "\n" * 9
    row = one(ask(tmp_path, {"src/page.tsx": page})["coding_standards"]["quotes"], language="TypeScript")
    assert (row["value"], row["share"], row["count"]) == ("single", 1.0, 2)


def test_labels_of_access_are_no_step(tmp_path: Path) -> None:
    source = "class Cart {\n public:\n  int Total();\n\n private:\n  int size_;\n};\n\nclass Item {\n public:\n  int a;\n};\n"
    row = one(ask(tmp_path, {"src/cart.cc": source})["coding_standards"]["indent"], language="C++")
    assert (row["style"], row["size"], row["share"]) == ("spaces", 2, 1.0)


def test_a_file_of_data_outvotes_no_others(tmp_path: Path) -> None:
    data = "export const rows = [\n" + '  "row",\n' * 400 + "]\n"
    files = {f"src/part-{n}.ts": "export const a = 'b'\n" * 30 for n in range(9)} | {"src/rows.ts": data}
    row = one(ask(tmp_path, files)["coding_standards"]["quotes"], language="TypeScript")
    assert (row["value"], row["count"]) == ("single", 320)


def test_names_that_the_language_asks_for_tell_no_style(tmp_path: Path) -> None:
    source = "package shop;\n\nclass Cart{n} {{\n    static final long serialVersionUID = 1;\n    static final int MOST_ITEMS = 2;\n}}\n"
    files = {f"src/main/java/shop/Cart{n}.java": source.format(n=n) for n in range(6)}
    files |= {f"src/main/java/shop/p{n}/package-info.java": f"package shop.p{n};\n" for n in range(6)}
    standards = ask(tmp_path, files)["coding_standards"]
    constant = one(standards["naming"], language="Java", kind="constant")
    assert (constant["style"], constant["share"], constant["count"]) == ("UPPER_CASE", 1.0, 6)
    named = one(standards["file_naming"], language="Java")
    assert (named["style"], named["share"], named["count"]) == ("PascalCase", 1.0, 6)
