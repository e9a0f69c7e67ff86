"""deps of Composer: what is unused and undeclared, by the namespaces that a composer.lock tells."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from .deps_workspaces import ask, names

if TYPE_CHECKING:
    from pathlib import Path


def locked(name: str, namespace: str = "", **fields: Any) -> dict[str, Any]:
    """A package of a lock, by default a library that fills one namespace."""
    autoload = {"psr-4": {namespace: "src/"}} if namespace else {"files": ["helpers.php"]}
    return {
        "name": name,
        "version": "1.0.0",
        "type": "library",
        "autoload": autoload,
        "extra": {"branch-alias": {}},
        **fields,
    }


def project(code: str, required: str, *packages: dict[str, Any], **files: str) -> dict[str, str]:
    """A project that requires some of the locked packages (names apart by blanks) and has one file of code."""
    stated = {
        "name": "a/shop",
        "require": dict.fromkeys(required.split(), "^1"),
        "autoload": {"psr-4": {"Shop\\": "src/"}},
    }
    lock = {"packages": list(packages)}
    return {
        "composer.json": json.dumps(stated),
        "composer.lock": json.dumps(lock),
        "src/Till.php": f"<?php\n{code}\n",
        **files,
    }


CASES: dict[str, tuple[dict[str, str], list[str], list[str]]] = {
    "imports, full names, strings and settings use one": (
        project(
            "namespace Shop;\nuse Warm\\Stove;\nfinal class Till { function f() { new \\Hot\\Pan(); return 'Cold\\\\Box'; } }",
            "v/warm v/hot v/cold v/idle v/set",
            *(locked(f"v/{word.lower()}", f"{word}\\") for word in ("Warm", "Hot", "Cold")),
            locked("v/idle", "Lazy\\Idle\\"),
            locked("v/set", "Vendor\\Preset\\"),
            **{"config/app.yaml": "preset: ~\n"},
        ),
        ["v/idle"],
        [],
    ),
    "what works without being named": (
        project(
            "namespace Shop;",
            "v/functions v/plugin v/tool v/found v/http v/taken",
            locked("v/functions"),
            locked("v/plugin", "Gone\\", type="composer-plugin"),
            locked("v/tool", "Tooling\\", bin=["bin/tool"]),
            locked("v/found", "Provided\\", extra={"laravel": {"providers": []}}),
            locked("v/http", "Client\\", provide={"psr/http-client-implementation": "1"}),
            locked("v/taken", "Optional\\"),
            locked("v/other", "Other\\", suggest={"v/taken": "for speed"}),
        ),
        [],
        [],
    ),
    "a namespace of what others require": (
        project(
            "namespace Shop;\nuse Kept\\A;\nuse Deep\\B;\nuse Brought\\C;\nuse Shared\\D;",
            "v/kept v/pack",
            locked("v/kept", "Kept\\", require={"v/deep": "1"}),
            locked("v/deep", "Deep\\"),
            locked("v/pack", type="metapackage", require={"v/brought": "1"}),
            locked("v/brought", "Brought\\"),
            locked("v/one", "Shared\\"),
            locked("v/two", "Shared\\"),
        ),
        [],
        ["v/deep"],
    ),
    "a folder of tools without code of its own": (
        {
            **{f"tools/{name}": text for name, text in project("", "v/idle", locked("v/idle", "Idle\\")).items() if "json" in name or "lock" in name},
            "src/a.php": "<?php\nuse Idle\\Rules;\n",
        },
        [],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_composer(tmp_path: Path, case: str) -> None:
    files, unused, undeclared = CASES[case]
    answer = ask(tmp_path, files)
    assert (names(answer, "unused"), names(answer, "undeclared")) == (unused, undeclared)
    assert "composer" not in answer.get("coverage", "")


def test_without_a_lock_nothing_is_said_and_why(tmp_path: Path) -> None:
    files = project("namespace Shop;", "v/idle", locked("v/idle", "Idle\\"))
    answer = ask(tmp_path, {**files, "composer.lock": "not JSON"})
    assert (answer["unused"], answer["undeclared"]) == ([], [])
    assert "composer (no composer.lock tells the namespaces)" in answer["coverage"]


def test_what_a_web_framework_requires_comes_with_it(tmp_path: Path) -> None:
    """An application of Laravel has Symfony's console and Monolog in the files that it is begun with."""
    files = project(
        "namespace Shop;\nuse Symfony\\Component\\Console\\Input;\nuse Warm\\Stove;\nuse Deep\\Well;\nfinal class Till {}",
        "laravel/framework v/host v/family",
        locked("laravel/framework", "Illuminate\\", require={"symfony/console": "^6"}),
        locked("symfony/console", "Symfony\\Component\\Console\\"),
        locked("v/host", "Host\\", require={"v/warm": "^1"}),
        locked("v/warm", "Warm\\"),
        locked("v/family", "Family\\", require={"v/deep": "self.version"}),
        locked("v/deep", "Deep\\"),
    )
    assert names(ask(tmp_path, files), "undeclared") == ["v/warm"]
