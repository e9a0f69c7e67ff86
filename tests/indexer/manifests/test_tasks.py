"""Makefile, Procfile, justfile, Taskfile.yml, tox.ini, noxfile.py: names, commands and lines."""

from __future__ import annotations

import pytest
from groundplan.indexer.manifests import parse
from groundplan.indexer.manifests.base import Script, Setting

MAKEFILE = b"""VAR := a:b
.PHONY: all test
.DEFAULT_GOAL := test
-include local.mk
all: build lint ## everything
build: src/a.c | out
\t@echo building
\t-gcc \\
\t  src/a.c
test unit: ; pytest -q
lib/x.o: CFLAGS = -g
%.o: %.c
\tcc $<
$(TARGET): x
\trm -rf /
define BLOCK
nothing: here
endef
ifdef DEBUG
lint::
\truff check
endif
"""
JUSTFILE = b"""set shell := ["bash", "-c"]
alias t := test
name := "a:b"
import 'more.just'

# build it
build: lint
    @cargo build
    ls

test TARGET='all' *ARGS: build
    cargo test {{TARGET}}
all: build test
@lint:
\tcargo clippy
"""
TASKFILE = b"""version: '3'
includes:
  docs: ./docs
tasks:
  build:
    dir: src
    cmds:
      - go build ./...
      - task: lint
      - cmd: echo done
  lint: golangci-lint run
  all:
    deps: [build, lint]
"""
TOX = b"""[tox]
env_list = py311, lint
[testenv]
deps =
    -r requirements/test.txt
    pytest
    py311: mypy-extensions >= 1.0
    {[base]deps}
commands =
    pytest \\
      --cov {posargs}
    coverage report
[testenv:lint]
commands = ruff check
[pytest]
addopts = -q
"""
NOXFILE = b"""import nox

@nox.session(python=["3.11"], name="unit-tests")
def tests(session):
    session.install("pytest")
    session.run("pytest", "-q", *session.posargs)

@nox.session
def lint(session):
    session.run("ruff", "check")
    session.run("mypy", ".")

@other
def helper(session):
    session.run("nothing")
"""
PROCFILE = b"# note\nweb: gunicorn app:app\nworker:celery -A app worker\n"

TASKS: dict[str, tuple[str, bytes, list[tuple[str, str, int]]]] = {
    "make": (
        "Makefile",
        MAKEFILE,
        [
            ("all", "make build lint", 5),
            ("build", "echo building && gcc src/a.c", 6),
            ("test", "pytest -q", 10),
            ("unit", "pytest -q", 10),
            ("lint", "ruff check", 20),
        ],
    ),
    "procfile": (
        "Procfile",
        PROCFILE,
        [("web", "gunicorn app:app", 2), ("worker", "celery -A app worker", 3)],
    ),
    "just": (
        "justfile",
        JUSTFILE,
        [
            ("build", "cargo build && ls", 7),
            ("test", "cargo test {{TARGET}}", 11),
            ("all", "just build test", 13),
            ("lint", "cargo clippy", 14),
        ],
    ),
    "task": (
        "Taskfile.yml",
        TASKFILE,
        [
            ("build", "go build ./... && task lint && echo done", 5),
            ("lint", "golangci-lint run", 11),
            ("all", "task build lint", 12),
        ],
    ),
    "tox": ("tox.ini", TOX, [("testenv", "pytest --cov {posargs} && coverage report", 9), ("lint", "ruff check", 14)]),
    "nox": ("noxfile.py", NOXFILE, [("unit-tests", "pytest -q", 4), ("lint", "ruff check && mypy .", 9)]),
}


@pytest.mark.parametrize("case", TASKS)
def test_names_commands_and_lines(case: str) -> None:
    path, data, expected = TASKS[case]
    manifest = parse(f"sub/{path}", data)
    assert manifest is not None
    assert [(script.name, script.command, script.line) for script in manifest.scripts] == expected
    assert manifest.problems == []


@pytest.mark.parametrize(
    ("path", "data", "includes"),
    [
        ("Makefile", MAKEFILE, ["local.mk"]),
        ("justfile", JUSTFILE, ["more.just"]),
        ("Taskfile.yml", TASKFILE, ["docs/Taskfile.yml"]),
        ("tox.ini", TOX, ["requirements/test.txt"]),
    ],
)
def test_included_files(path: str, data: bytes, includes: list[str]) -> None:
    manifest = parse(path, data)
    assert manifest is not None
    assert manifest.includes == includes


def test_kinds_and_directories() -> None:
    found = parse("a/Taskfile.yml", TASKFILE)
    assert found is not None
    assert found.scripts[0] == Script("build", "go build ./... && task lint && echo done", 5, "target", "a/src")
    made = parse("a/Makefile", MAKEFILE)
    assert made is not None
    assert made.scripts[0] == Script("all", "make build lint", 5, "target", "a")
    assert made.settings == [Setting("config", ".DEFAULT_GOAL", "test", 3)]


def test_settings_of_tox_ini() -> None:
    manifest = parse("tox.ini", TOX)
    assert manifest is not None
    assert manifest.settings == [
        Setting("tool", "tox", "", 1),
        Setting("installs", "pytest", "", 6),
        Setting("installs", "mypy-extensions", ">= 1.0", 7),
        Setting("tool", "pytest", "", 15),
        Setting("config", "envlist", "py311, lint", 1),
    ]


def test_what_nox_installs() -> None:
    manifest = parse("noxfile.py", NOXFILE)
    assert manifest is not None
    assert manifest.settings == [Setting("tool", "nox", "", 1), Setting("installs", "pytest", "", 5)]


def test_a_line_that_is_no_process_is_a_problem() -> None:
    manifest = parse("Procfile", b"web: x\nnonsense\n")
    assert manifest is not None
    assert manifest.problems == [(2, "not a process: 'nonsense'")]
