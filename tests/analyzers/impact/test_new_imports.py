"""validate_changes on imports that a change writes: what nothing declares is a warning, what leads nowhere is told on any line."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import commit_all, write

Files = dict[str, str]
UNDECLARED = "undeclared-dependency"

CRATE = {"Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n\n[dependencies]\ncolored = "1"\n'}
GO = {"go.mod": "module example.com/shop\n\ngo 1.22\n\nrequire example.org/near v1.0.0\n", "a.go": "package shop\n"}
NPM = {"package.json": '{"name": "shop", "dependencies": {"near": "1.0.0"}}\n', "src/a.ts": "export const a = 1;\n"}
PYPI = {
    "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["near"]\n',
    "shop/__init__.py": "",
    "shop/a.py": "",
}
CASES: dict[str, tuple[Files, Files, list[tuple[str, str, int]]]] = {
    "what no manifest of npm declares": (
        NPM,
        {"src/a.ts": "import near from 'near';\nimport far from 'far';\nexport const a = far(near);\n"},
        [(UNDECLARED, "src/a.ts", 2)],
    ),
    "what no manifest of Python declares": (
        PYPI,
        {"shop/a.py": "import near\nimport os\n\nimport faraway\n"},
        [(UNDECLARED, "shop/a.py", 4)],
    ),
    "what was undeclared before, and moves to another file": (
        {**PYPI, "shop/a.py": "import faraway\n"},
        {"shop/a.py": "", "shop/b.py": "import faraway\n"},
        [],
    ),
    "what the same change declares": (
        PYPI,
        {
            "pyproject.toml": PYPI["pyproject.toml"].replace('"near"', '"near", "faraway"'),
            "shop/a.py": "import faraway\n",
        },
        [],
    ),
    "what no go.mod requires": (
        GO,
        {"a.go": 'package shop\n\nimport (\n\t"os"\n\t"example.org/far/x"\n)\n\nvar a = x.Of(os.Args)\n'},
        [(UNDECLARED, "a.go", 5)],
    ),
    "a crate that Cargo.toml has not": (
        {**CRATE, "src/lib.rs": "use colored::Colorize;\n"},
        {"src/lib.rs": "use colored::Colorize;\nuse faraway::Runtime;\n"},
        [("unresolved-import", "src/lib.rs", 2)],
    ),
    "a crate that Cargo.toml has not, beside a glob that might bring it": (
        {**CRATE, "src/lib.rs": "use colored::*;\n"},
        {"src/lib.rs": "use colored::*;\nuse faraway::Runtime;\nuse Color::Red;\n"},
        [(UNDECLARED, "src/lib.rs", 2)],
    ),
    "a package of Java below an own one": (
        {"src/shop/Shop.java": "package org.shop;\n\npublic class Shop {}\n"},
        {
            "src/shop/Shop.java": "package org.shop;\n\nimport org.shop.inner.Cart;\nimport org.w3c.dom.Node;\n\npublic class Shop {}\n"
        },
        [(UNDECLARED, "src/shop/Shop.java", 3)],
    ),
    "a class in a class of Java, but not one that a base or an annotation gives": (
        {
            "src/shop/Cart.java": "package shop;\n\npublic class Cart {\n    public static class Row {}\n}\n",
            "src/shop/Till.java": "package shop;\n\n@Builder\npublic class Till {}\n",
            "src/main/Shop.java": "package main;\n",
        },
        {
            "src/main/Shop.java": "package main;\nimport shop.Cart.Row;\nimport shop.Cart.Rows;\nimport shop.Till.TillBuilder;\n"
        },
        [("missing-name", "src/main/Shop.java", 3)],
    ),
    "a name that a crate's root would have of a glob": (
        {**CRATE, "src/lib.rs": "mod a;\nmod b;\npub use a::*;\n", "src/a.rs": "pub fn net() {}\n", "src/b.rs": ""},
        {"src/b.rs": "use crate::net;\nuse crate::nett;\n"},
        [("missing-name", "src/b.rs", 2)],
    ),
    "a name that a crate's root may have of another crate's glob": (
        {**CRATE, "src/lib.rs": "mod a;\nmod b;\npub use a::*;\n", "src/a.rs": "pub use colored::*;\n", "src/b.rs": ""},
        {"src/b.rs": "use crate::Colorize;\n"},
        [],
    ),
    "where an import leads, on its last line": (
        {"a.ts": "import {\n  net,\n} from './prices';\n", "prices.ts": "export const net = 1;\n"},
        {"a.ts": "import {\n  net,\n} from './price';\n"},
        [("unresolved-import", "a.ts", 1)],
    ),
    "a name of an import, on its own line": (
        {"a.ts": "import {\n  net,\n} from './prices';\n", "prices.ts": "export const net = 1;\n"},
        {"a.ts": "import {\n  nett,\n} from './prices';\n"},
        [("missing-name", "a.ts", 1)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_new_import_lacks(tmp_path: Path, case: str) -> None:
    before, after, expected = CASES[case]
    write(tmp_path, before)
    commit_all(tmp_path, "first")
    write(tmp_path, after)
    answer = Workspace(tmp_path).validate_changes()
    assert [(row["rule"], row["path"], row["line"]) for row in answer["issues"]] == expected
    assert answer["safe_to_proceed"] is all(rule == UNDECLARED for rule, *_ in expected)


def test_what_other_files_import_as_well_may_be_made_by_the_build(tmp_path: Path) -> None:
    text = "package shop.fee;\nimport shop.text.Messages;\nimport shop.text.{};\nclass {} {{ Messages a; }}\n"
    files = {
        "src/shop/text/Plain.java": "package shop.text;\nclass Plain {}\n",
        "src/shop/fee/Vat.java": text.format("Plain", "Vat"),
    }
    commit_all(write(tmp_path, files))
    write(tmp_path, {"src/shop/fee/Duty.java": text.format("Mesages", "Duty")})
    issues = Workspace(tmp_path).validate_changes()["issues"]
    assert [(issue["line"], issue["severity"]) for issue in issues if issue["rule"] == "unresolved-import"] == [
        (3, "error"),
        (2, "warning"),
    ]
