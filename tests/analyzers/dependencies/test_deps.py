"""deps: claims and their places, conflicts, Go, and the size of the default answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write
from .deps_workspaces import ask, names, package

GO: dict[str, tuple[dict[str, str], list[str], list[str]]] = {
    "imports below a requirement use it": (
        {"go.mod": "module x.y/z\nrequire (\n\ta.b/c v1.0.0\n\ta.b/idle v1.0.0\n\ta.b/far v1.0.0 // indirect\n)\n", "m.go": 'package m\n\nimport (\n\t"fmt"\n\t"a.b/c/sub"\n\t"x.y/z/own"\n)\n', "own/o.go": "package own\n"},
        ["a.b/idle"],
        [],
    ),
    "tools are used": (
        {"go.mod": "module x.y/z\n\ntool a.b/c/cmd/gen\n\nrequire a.b/c v1.0.0\n", "m.go": "package m\n"},
        [],
        [],
    ),
    "a module of the workspace itself is no one's dependency": (
        {
            "go.mod": "module x.y/z\nrequire x.y/z/part v0.0.0\nreplace x.y/z/part => ./part\n",
            "m.go": 'package m\n\nimport "x.y/z/part"\n',
            "part/go.mod": "module x.y/z/part\n",
            "part/p.go": "package part\n",
        },
        [],
        [],
    ),
    "a replaced module is imported under its old name": (
        {"go.mod": "module x.y/z\nrequire a.b/old v1.0.0\nreplace a.b/old => c.d/new v1.1.0\n", "m.go": 'package m\n\nimport "a.b/old/sub"\n'},
        [],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GO)
def test_go(tmp_path: Path, case: str) -> None:
    files, unused, undeclared = GO[case]
    answer = ask(tmp_path, files)
    assert (names(answer, "unused"), names(answer, "undeclared")) == (unused, undeclared)


def test_an_import_without_requirement_is_missing_in_go(tmp_path: Path) -> None:
    answer = ask(tmp_path, {"go.mod": "module x.y/z\n", "m.go": 'package m\n\nimport "a.b/c"\n'})
    assert answer["undeclared"] == [{"name": "a.b/c", "package": ".", "imported_by": [{"path": "m.go", "line": 3}]}]


def test_claims_carry_their_places(tmp_path: Path) -> None:
    answer = ask(tmp_path, {"package.json": '{\n "dependencies": {\n  "a": "1"\n }\n}', "x.js": "\nimport 'b';\n"})
    assert answer["unused"] == [
        {
            "name": "a",
            "package": ".",
            "manifest": "package.json",
            "line": 3,
            "scope": "runtime",
            "confidence": 0.9,
            "looked_for": ["a"],
        }
    ]
    assert [(item["ecosystem"], item["code_files"]) for item in answer["searched"]] == [("npm", 1)]
    assert answer["undeclared"] == [{"name": "b", "package": ".", "imported_by": [{"path": "x.js", "line": 2}]}]


def test_conflicts_name_each_version_once(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            f"{name}/package.json": json.dumps({"name": name, "dependencies": {"a": version, "b": "1"}})
            for name, version in (("one", "^1"), ("three", "^2"), ("two", "^1"))
        },
    )
    assert [(item["name"], [place["constraint"] for place in item["versions"]]) for item in answer["conflicts"]] == [
        ("a", ["^1", "^2"])
    ]


def test_go_modules_match_the_longest_prefix_and_replaced_names(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "go.mod": "module x\nrequire (\n\tgithub.com/a/b v1.0.0\n\tgithub.com/a/b/v2 v2.0.0\n)\n",
            "main.go": 'package main\n\nimport "github.com/a/b/v2/sub"\n',
        },
    )
    assert {row["name"]: row["used_by"] for row in answer["dependencies"]} == {
        "github.com/a/b": 0,
        "github.com/a/b/v2": 1,
    }


def test_a_vendored_lockfile_that_is_the_whole_workspace_is_read(tmp_path: Path) -> None:
    answer = ask(tmp_path, {"vendor/modules.txt": "# github.com/a/b v1.2.3\n## explicit\ngithub.com/a/b\n"})
    assert [(row["name"], row["resolved"]) for row in answer["dependencies"]] == [("github.com/a/b", "v1.2.3")]


def test_the_default_answer_is_small_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    many = " ".join(f"a-rather-long-package-name-{number:03}" for number in range(300))
    workspace = Workspace(write(tmp_path, {"package.json": package(deps=many)}))
    answer = workspace.deps()
    assert len(json.dumps(answer)) < 10_000
    assert answer["total"] == 300
    assert answer["truncated"]
    assert answer["coverage"].startswith("cut to the first: unused ")
    assert len(workspace.deps(limit=0)["unused"]) == 300


def test_who_uses_a_dependency_is_not_known_where_code_is_not_read(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "mix.exs": 'defmodule X.MixProject do\n  defp deps do\n    [{:plug, "~> 1.0"}]\n  end\nend\n',
            "lib/x.ex": "defmodule X do\nend\n",
            "Dockerfile": "FROM alpine:3.20\n",
            "package.json": package(deps="a"),
            "index.js": "1;\n",
        },
    )
    used = {row["name"]: row["used_by"] for row in answer["dependencies"]}
    assert (used["plug"], used["alpine"], used["a"]) == (None, None, 0)


def test_what_lies_in_a_vendor_folder_of_go_is_used_where_it_is_imported(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.com/shop\n\ngo 1.22\n\nrequire (\n\tgithub.com/a/used v1.0.0\n\tgithub.com/a/idle v1.0.0\n)\n",
        "main.go": 'package main\n\nimport "github.com/a/used/inner"\n\nfunc main() { inner.Run() }\n',
        "vendor/modules.txt": "# github.com/a/used v1.0.0\n## explicit\ngithub.com/a/used/inner\n",
        "vendor/github.com/a/used/inner/run.go": 'package inner\n\nimport "github.com/a/idle"\n\nfunc Run() { idle.Run() }\n',
        "vendor/github.com/a/idle/run.go": "package idle\n\nfunc Run() {}\n",
    }
    answer = ask(tmp_path, files)
    assert names(answer, "unused") == ["github.com/a/idle"]
    assert names(answer, "undeclared") == []


def test_each_go_mod_lists_what_others_need_for_itself(tmp_path: Path) -> None:
    """An indirect requirement that another module of the workspace requires directly was left out."""
    files = {
        "go.mod": "module example.com/a\n\ngo 1.22\n\nrequire example.org/x v1.0.0\n",
        "tools/go.mod": "module example.com/a/tools\n\ngo 1.22\n\nrequire example.org/x v1.0.0 // indirect\n",
    }
    rows = ask(tmp_path, files)["dependencies"]
    assert [(row["manifest"], row["direct"]) for row in rows] == [("go.mod", True), ("tools/go.mod", False)]


def test_who_uses_a_dependency_is_not_known_where_only_an_unexplained_import_may_mean_it(tmp_path: Path) -> None:
    pom = (
        "<project><groupId>s</groupId><artifactId>s</artifactId><version>1</version><dependencies>"
        "<dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2</version></dependency>"
        "<dependency><groupId>com.idle</groupId><artifactId>idle</artifactId><version>2</version></dependency>"
        "</dependencies></project>"
    )
    answer = ask(
        tmp_path,
        {
            "requirements.txt": "cirq-core\ncirq-ionq\nrich\nstray\n",
            "app.py": "import cirq\nimport cirq_ionq\nimport rich\n",
            "db/pom.xml": pom,
            "db/src/main/java/s/A.java": "package s;\n\nimport org.h2.jdbcx.JdbcDataSource;\n\nclass A { JdbcDataSource a; }\n",
        },
    )
    used = {row["name"]: row["used_by"] for row in answer["dependencies"]}
    assert used == {
        "cirq-core": None, "cirq-ionq": 1, "rich": 1, "stray": 0, "com.h2database:h2": None, "com.idle:idle": 0,
    }  # fmt: skip


def test_manifests_that_tests_read_are_specimens(tmp_path: Path) -> None:
    files = {f"tests/case{number}/package.json": package(name=f"case{number}", deps="idle") for number in range(10)}
    files |= {f"tests/case{number}/a.js": "export {}\n" for number in range(10)}
    answer = ask(tmp_path, {**files, "package.json": package(name="root", deps="idle"), "a.js": "export {}\n"})
    assert [row["manifest"] for row in answer["unused"]] == ["package.json"]


def test_settings_nested_without_end_cost_only_themselves(tmp_path: Path) -> None:
    hostile = f"[tool.deptry]\nignore = {'[' * 5000}\n"
    project = '[project]\nname = "shop"\nversion = "1"\ndependencies = ["idle-thing"]\n'
    answer = ask(tmp_path, {"pyproject.toml": project, "shop/a.py": "", "extra/pyproject.toml": hostile})
    assert names(answer, "unused") == ["idle-thing"]
