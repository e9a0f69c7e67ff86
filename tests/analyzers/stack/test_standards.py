"""standards: what configuration states, what the code follows, and where they contradict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace

from ...workspaces import commit_all, write

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
    return {**Workspace(write(tmp_path, files)).standards()}


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


def test_the_last_line_of_a_comprehension_can_have_no_comma(tmp_path: Path) -> None:
    listed = "names = [\n    'a',\n    'b',\n]\n"
    made = "sizes = [\n    len(x)\n    for x in names\n    if x\n]\nothers = [\n    x async for x in names\n]\n"
    row = one(ask(tmp_path, {"a.py": listed * 5 + made})["coding_standards"]["trailing_commas"], language="Python")
    assert (row["value"], row["share"], row["count"]) == ("always", 1.0, 5)


def test_one_list_is_no_custom(tmp_path: Path) -> None:
    files = {"a.rs": 'const NAMES: &[&str] = &[\n    concat!("a")\n];\n' + "fn a() {}\n" * 12}
    assert ask(tmp_path, files)["coding_standards"]["trailing_commas"] == []


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


def test_a_formatter_wraps_before_the_wider_limit_of_a_linter(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": '[project]\nname = "pot"\n[dependency-groups]\ndev = ["black"]\n[tool.ruff]\nline-length = 160\n',
        "pot.py": "".join(f"value_{number} = {number}\n" for number in range(40)),
    }
    row = one(ask(tmp_path / "kept", files)["coding_standards"]["line_length"], language="Python")
    assert (row["limit"], row["stated"]["tool"]) == (88, "Black")
    wide = {**files, "pot.py": "".join(f"value_{number} = {'9' * 100}\n" for number in range(40))}
    assert one(ask(tmp_path / "wide", wide)["coding_standards"]["line_length"], language="Python")["limit"] == 160


def test_a_form_that_half_the_commits_have_is_no_style(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "x = 1\n"})
    for number in range(4):
        commit_all(tmp_path, f"fix: mend part {number}")
        commit_all(tmp_path, f"Mend part {number} again")
    style = Workspace(tmp_path).standards()["coding_standards"]["commit_style"]
    assert (style["style"], style["share"]) == ("mixed", 0.5)


def test_a_group_of_imports_is_one_that_is_seen(tmp_path: Path) -> None:
    files = {f"src/view{n}.js": f"import React from 'react';\n\nimport x from './part{n}';\n" for n in range(6)}
    files |= {f"src/part{n}.js": "export default 1;\n" for n in range(6)}
    files["package.json"] = '{"name": "x", "dependencies": {"react": "1.0.0"}}'
    [order] = ask(tmp_path, files)["coding_standards"]["import_order"]
    assert order["groups"] == ["third party", "workspace"]


def test_what_is_left_as_it_is_written_states_nothing(tmp_path: Path) -> None:
    """A formatter told to leave quotes alone has no default for them, and no code contradicts it."""
    config = '[tool.ruff.format]\nquote-style = "preserve"\n'
    editor = "root = true\n[*.py]\nindent_style = unset\n"
    answer = ask(tmp_path, python_project({"pyproject.toml": config, ".editorconfig": editor}))
    assert answer["contradictions"] == []
    assert "stated" not in one(answer["coding_standards"]["quotes"], language="Python")


def test_the_default_of_a_tool_that_is_not_run_on_the_code_is_not_stated(tmp_path: Path) -> None:
    """Prettier was there for the templates alone, and the scripts had single quotes throughout."""
    code = "export const pot = ['lid', 'herb', 'stew', 'salt']\n" * 12
    files = {"package.json": '{"name": "pot", "devDependencies": {"prettier": "^2"}}', "src/pot.js": code}
    (row,) = Workspace(write(tmp_path, files)).standards()["coding_standards"]["quotes"]
    assert (row["value"], row.get("stated")) == ("single", None)
    (tmp_path / "src/pot.js").write_text(code.replace("'", '"'))
    (row,) = Workspace(tmp_path).standards()["coding_standards"]["quotes"]
    assert (row["value"], row["stated"]["tool"]) == ("double", "Prettier")


@pytest.mark.parametrize(("settings", "checks"), [("{}", False), ('{"compilerOptions": {"checkJs": true}}', True)])
def test_typescript_checks_what_it_reads(tmp_path: Path, settings: str, checks: bool) -> None:
    """An editor's helper or a plug-in lists it too where all is JavaScript and nothing runs it."""
    files = {
        "package.json": '{"name": "shop", "devDependencies": {"typescript": "5.9.3"}}',
        "jsconfig.json": settings,
        "src/shop.js": "export const shop = 1\n",
    }
    assert bool(Workspace(write(tmp_path, files)).standards()["type_checkers"]) is checks


def test_how_wide_a_tab_is_shown_contradicts_no_spaces(tmp_path: Path) -> None:
    files = {f"src/m{number}.js": "export function lid() {\n  return 1\n}\n" * 6 for number in range(6)}
    files[".editorconfig"] = "root = true\n[*]\nindent_style = tab\nindent_size = 4\n"
    assert [row["key"] for row in ask(tmp_path, files)["contradictions"]] == ["indent_style"]
