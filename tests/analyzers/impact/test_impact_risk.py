"""The risk of a change: each point of the score has a reason, and the reason is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace
from groundplan.analyzers.impact.answer.risk import assess, by_kind, by_protection, by_reach

from ...workspaces import write
from .impact_workspaces import SHOP

if TYPE_CHECKING:
    from pathlib import Path


def test_every_point_of_the_risk_is_explained(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, SHOP))
    for symbol, change in (("total", "delete"), ("unused", "delete"), ("tax", "modify")):
        answer = workspace.impact_analysis("shop/prices.py", symbol=symbol, change_type=change)
        points = [int(reason.split(" ", 1)[0]) for reason in answer["risk_reasons"]]
        assert sum(points) == answer["risk_score"]
        assert answer["risk_level"] == ("high" if sum(points) >= 60 else "medium" if sum(points) >= 30 else "low")


def test_untested_change_says_so(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, SHOP)).impact_analysis("shop/prices.py", symbol="unused")
    assert answer["untested"] is True
    assert "no test reaches it" in " ".join(answer["risk_reasons"])


KNOWN = {"inside": False, "tested": True, "code": True}


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        (by_protection(1, 0, **KNOWN), "+10 protection: 1 test file reaches it, but does not use it directly"),
        (by_protection(2, 0, **KNOWN), "+10 protection: 2 test files reach it, none uses it directly"),
        (by_kind("delete", 1, guesses=False), "+20 delete: 1 reference would break"),
        (by_kind("rename", 0, guesses=False), "+4 rename: nothing that is read as code refers to it"),
        (by_kind("rename", 0, guesses=True), "+8 rename: no reference is sure, but some may mean it by their name"),
        (by_reach(1, 1), "+11 reach: 1 product file (100%) can behave differently"),
    ],
)
def test_one_and_many_are_told_apart(known: tuple[int, str], reason: str) -> None:
    assert assess([known]).reasons == [reason]


SCRIPT = "export function total() { return 1 }\n"
JAVA = "public class A {\n  public static int total() { return 1; }\n}\n"
BOOT = "plugins {\n  id 'org.springframework.boot' version '3.2.0'\n}\n"
CRATE = '[package]\nname = "pot"\nversion = "1.0.0"\n'


@pytest.mark.parametrize(
    ("files", "path", "public"),
    [
        ({"package.json": '{"name": "shop", "private": true}', "lib/a.ts": SCRIPT}, "lib/a.ts", False),
        (
            {"package.json": '{"name": "a", "version": "1.0.0", "main": "lib/a.js"}', "lib/a.js": SCRIPT},
            "lib/a.js",
            True,
        ),
        ({"pyproject.toml": '[project]\nname = "site"\n', "blog/a.py": "def total(): ...\n"}, "blog/a.py", False),
        ({"blog/a.py": "def total(): ...\n"}, "blog/a.py", True),
        ({"Gemfile": 'gem "rails"\n', "app/a.rb": "def total\nend\n"}, "app/a.rb", False),
        (
            {"go.mod": "module a\n", "main.go": "package main\n", "pkg/a.go": "package pkg\n\nfunc Total() {}\n"},
            "pkg/a.go",
            False,
        ),
        (
            {
                "go.mod": "module a\n",
                "cmd/a/main.go": "package main\n",
                "gen.go": "//go:build ignore\n\npackage main\n",
                "a.go": "package a\n",
                "pkg/a.go": "package pkg\n\nfunc Total() {}\n",
            },
            "pkg/a.go",
            True,
        ),
        ({"go.mod": "module x.org/a\n", "internal/a/a.go": "package a\n\nfunc Total() {}\n"}, "internal/a/a.go", False),
        ({"Cargo.toml": CRATE, "src/lib.rs": "#[inline]\npub(crate) fn total() {}\n"}, "src/lib.rs", False),
        ({"Cargo.toml": CRATE, "src/lib.rs": "#[inline]\npub fn total() {}\n"}, "src/lib.rs", True),
        ({"Cargo.toml": CRATE, "src/main.rs": "pub fn total() {}\n\nfn main() {}\n"}, "src/main.rs", False),
        (
            {"build.gradle": "plugins {\n  id 'java-library'\n}\n", "src/main/java/A.java": JAVA},
            "src/main/java/A.java",
            True,
        ),
        ({"build.gradle": BOOT, "src/main/java/A.java": JAVA}, "src/main/java/A.java", False),
        (
            {"build.gradle": BOOT + "apply plugin: 'maven-publish'\n", "src/main/java/A.java": JAVA},
            "src/main/java/A.java",
            True,
        ),
        ({"Site.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web" />\n', "A.cs": JAVA}, "A.cs", False),
        ({"Pot.csproj": '<Project Sdk="Microsoft.NET.Sdk" />\n', "A.cs": JAVA}, "A.cs", True),
        (
            {"composer.json": '{"name": "x/site", "type": "project"}', "src/a.php": "<?php\nfunction total() {}\n"},
            "src/a.php",
            False,
        ),
        ({"composer.json": '{"name": "x/pot"}', "src/a.php": "<?php\nfunction total() {}\n"}, "src/a.php", True),
        ({"a.c": "int total(void) { return 1; }\n", "main.c": "int main(void) { return total(); }\n"}, "a.c", False),
        ({"CMakeLists.txt": "add_library(pot a.c)\n", "a.c": "int total(void) { return 1; }\n"}, "a.c", True),
    ],
)
def test_public_is_what_others_can_import(tmp_path: Path, files: dict[str, str], path: str, public: bool) -> None:
    answer = Workspace(write(tmp_path, files)).impact_analysis(
        path, symbol="Total" if path.endswith(".go") else "total", change_type="delete"
    )
    assert answer["public_api"] is public
    assert any("it is public" in advice for advice in answer["recommendations"]) is public
