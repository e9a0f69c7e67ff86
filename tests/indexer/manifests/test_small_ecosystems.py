"""Elm, Bower, Perl's cpanfile, Carthage and Nimble: what each manifest says, with its lines, and what damage costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Files, Read, Row, Rows

ELM = """{
  "type": "application",
  "elm-version": "0.19.1",
  "dependencies": {
    "direct": {
      "elm/core": "1.0.5"
    },
    "indirect": {
      "elm/json": "1.1.3"
    }
  },
  "test-dependencies": {
    "direct": {
      "elm-explorations/test": "2.1.0"
    },
    "indirect": {}
  }
}"""
BOWER = """{
  "name": "shop",
  "version": "1.0.0",
  "dependencies": {
    "jquery": "~2.1",
    "own": "owner/own#1.0"
  },
  "devDependencies": {
    "qunit": "*"
  }
}"""
CPANFILE = """requires 'perl', '5.010001';
requires 'Mojolicious', '>= 9.0';
requires 'JSON' => 0;
recommends 'Cpanel::JSON::XS';
on test => sub {
    requires 'Test::More', '0.98';
};
test_requires 'Test::Deep';
# requires 'Not::This';
"""
CARTFILE = '# Reactive\ngithub "ReactiveX/RxSwift" ~> 5.0\ngit "https://example.com/own.git" "main"\n'
RESOLVED = 'github "ReactiveX/RxSwift" "5.1.3"\n'
NIMBLE = """version = "1.2.0"
bin = @["shop"]
requires "nim >= 1.6", "jester#head"
requires "chronos >= 3.0"
taskRequires "test", "unittest2"

task bench, "Runs the benchmark":
  exec "nim c bench"
"""
CASES: dict[str, tuple[Files, str, list[Row]]] = {
    "elm": (
        {"elm.json": ELM},
        "elm.json",
        [
            ("elm/core", "1.0.5", "1.0.5", "runtime", 6),
            ("elm/json", "1.1.3", "1.1.3", "runtime", 9),
            ("elm-explorations/test", "2.1.0", "2.1.0", "test", 14),
        ],
    ),
    "bower": (
        {"bower.json": BOWER},
        "bower.json",
        [
            ("jquery", "~2.1", "", "runtime", 5),
            ("own", "owner/own#1.0", "", "runtime", 6),
            ("qunit", "*", "", "dev", 9),
        ],
    ),
    "cpan": (
        {"cpanfile": CPANFILE},
        "cpanfile",
        [
            ("Mojolicious", ">= 9.0", "", "runtime", 2),
            ("JSON", "", "", "runtime", 3),
            ("Cpanel::JSON::XS", "", "", "optional", 4),
            ("Test::More", "0.98", "", "test", 6),
            ("Test::Deep", "", "", "test", 8),
        ],
    ),
    "carthage": (
        {"Cartfile": CARTFILE, "Cartfile.resolved": RESOLVED},
        "Cartfile",
        [
            ("ReactiveX/RxSwift", "~> 5.0", "5.1.3", "runtime", 2),
            ("https://example.com/own.git", "main", "", "runtime", 3),
        ],
    ),
    "nimble": (
        {"shop.nimble": NIMBLE},
        "shop.nimble",
        [
            ("jester", "#head", "", "runtime", 3),
            ("chronos", ">= 3.0", "", "runtime", 4),
            ("unittest2", "", "", "test", 5),
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_dependencies(rows: Rows, case: str) -> None:
    files, path, expected = CASES[case]
    assert rows(files, path) == expected


def test_packages_engines_and_tasks(read: Read) -> None:
    nimble = read({"src/shop.nimble": NIMBLE})["src/shop.nimble"]
    assert [(p.name, p.version, p.directory) for p in nimble.packages] == [("shop", "1.2.0", "src")]
    assert [(s.name, s.command, s.line) for s in nimble.scripts] == [("bench", "nimble bench", 7)]
    assert [(e.kind, e.name) for e in nimble.entries] == [("cli", "shop")]
    assert [(s.name, s.value) for s in nimble.settings] == [("nim", ">= 1.6")]
    assert [(s.name, s.value) for s in read({"cpanfile": CPANFILE})["cpanfile"].settings] == [("perl", "5.010001")]
    elm = read({"elm.json": ELM})["elm.json"]
    assert [d.direct for d in elm.dependencies] == [True, False, True]


@pytest.mark.parametrize(
    ("path", "text", "left"),
    [
        ("elm.json", '{"dependencies": {"direct": {"elm/core": "1.0.5",', ["elm/core"]),
        ("bower.json", '{"dependencies": {"a": "1"', ["a"]),
        ("cpanfile", "requires 'A';\non test => sub {\n", ["A"]),
        ("Cartfile", 'github "a/b"\ngithub a/c\n', ["a/b"]),
        ("x.nimble", 'requires "a"\nrequires "b\n', ["a"]),
    ],
)
def test_malformed(read: Read, path: str, text: str, left: list[str]) -> None:
    manifest = read({path: text})[path]
    assert manifest.problems
    assert [item.name for item in manifest.dependencies] == left
