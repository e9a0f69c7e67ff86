"""Which files belong to a workspace: git's opinion where there is git, the ignore files' where there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from groundplan.indexer.discover import discover
from groundplan.indexer.settings import Settings, load_settings

from tests.workspaces import commit_all, git, write


def listed(root: Path, settings: Settings | None = None) -> list[str]:
    return sorted(discover(root, settings or load_settings(root)).files)


def test_tracked_and_untracked_but_not_ignored(tmp_path: Path) -> None:
    root = write(tmp_path / "r", {"a.py": "", ".gitignore": "*.log\nout/\n"})
    commit_all(root)
    write(root, {"b.py": "", "x.log": "", "out/c.py": ""})
    assert listed(root) == [".gitignore", "a.py", "b.py"]


def test_a_tracked_file_that_is_ignored_counts_and_a_deleted_one_does_not(tmp_path: Path) -> None:
    root = write(tmp_path / "r", {"a.log": "", "b.py": "", "c.py": ""})
    commit_all(root)
    write(root, {".gitignore": "*.log\n"})
    (root / "c.py").unlink()
    assert listed(root) == [".gitignore", "a.log", "b.py"]


def test_the_index_is_no_part_of_the_workspace_though_git_lists_it(tmp_path: Path) -> None:
    root = write(tmp_path / "r", {"a.py": "", ".groundplan/.gitignore": "!*\n", ".groundplan/tracked.py": ""})
    commit_all(root)
    write(root, {".groundplan/other.py": ""})
    assert listed(root) == ["a.py"]


def test_a_root_below_the_repository(tmp_path: Path) -> None:
    root = write(tmp_path / "r", {"a.py": "", "sub/b.py": "", "sub/deep/c.py": ""})
    commit_all(root)
    assert listed(root / "sub") == ["b.py", "deep/c.py"]


def test_submodules_belong_to_the_workspace(tmp_path: Path) -> None:
    inner = write(tmp_path / "inner", {"lib.py": ""})
    commit_all(inner)
    root = write(tmp_path / "outer", {"main.py": ""})
    commit_all(root)
    git(root, "submodule", "add", "-q", str(inner), "vendor/inner")
    commit_all(root)
    assert listed(root) == [".gitmodules", "main.py", "vendor/inner/lib.py"]


def test_exclusions_hold_in_submodules_and_links_to_repositories_are_not_followed(tmp_path: Path) -> None:
    inner = write(tmp_path / "inner", {"lib/a.py": "", "lib/b.py": "", ".gitignore": "*.log\n"})
    commit_all(inner)
    root = write(tmp_path / "outer", {"main.py": "", ".groundplanignore": "sub/lib/b.py\n"})
    (root / "link").symlink_to(inner)
    commit_all(root)
    git(root, "submodule", "add", "-q", str(inner), "sub")
    write(root, {"sub/new.py": "", "sub/x.log": ""})
    assert listed(root) == [
        ".gitmodules",
        ".groundplanignore",
        "main.py",
        "sub/.gitignore",
        "sub/lib/a.py",
        "sub/new.py",
    ]
    assert listed(root / "sub/lib") == ["a.py", "b.py"]


def test_worktrees_are_workspaces_of_their_own(tmp_path: Path) -> None:
    root = write(tmp_path / "r", {"a.py": ""})
    commit_all(root)
    git(root, "worktree", "add", "-q", str(tmp_path / "w"), "-b", "other")
    write(tmp_path / "w", {"b.py": ""})
    assert listed(tmp_path / "w") == ["a.py", "b.py"]


def test_a_nested_repository_is_reported(tmp_path: Path) -> None:
    root = write(tmp_path / "r", {"a.py": ""})
    commit_all(root)
    commit_all(write(root / "nested", {"b.py": ""}))
    found = discover(root, Settings())
    assert sorted(found.files) == ["a.py"]
    assert found.problems == [("nested", "a nested repository that git does not count to this one")]


def test_without_git_the_ignore_files_decide(tmp_path: Path) -> None:
    root = write(
        tmp_path / "r",
        {
            ".gitignore": "*.log\n/out/\n!keep.log\n",
            "a.py": "",
            "x.log": "",
            "keep.log": "",
            "out/b.py": "",
            "pkg/.gitignore": "generated.py\n",
            "pkg/generated.py": "",
            "pkg/out/c.py": "",
            "node_modules/m/index.js": "",
            "env/pyvenv.cfg": "",
            "env/lib/site.py": "",
        },
    )
    assert listed(root) == [".gitignore", "a.py", "keep.log", "pkg/.gitignore", "pkg/out/c.py"]


def test_the_workspaces_own_exclusions(tmp_path: Path) -> None:
    root = write(
        tmp_path / "r",
        {
            ".groundplanignore": "docs/\n",
            "groundplan.toml": 'exclude = ["*.gen.py"]\n',
            "a.py": "",
            "b.gen.py": "",
            "docs/c.py": "",
        },
    )
    commit_all(root)
    assert listed(root) == [".groundplanignore", "a.py", "groundplan.toml"]


def test_malformed_settings_are_reported_and_cost_only_themselves(tmp_path: Path) -> None:
    root = write(tmp_path / "r", {"groundplan.toml": 'exclude = "a.py"\nunknown = 1\nmax_file_bytes = 10\n'})
    settings = load_settings(root)
    assert settings.max_file_bytes == 10
    assert [message for _, message in settings.problems] == [
        "unknown or malformed setting 'exclude'",
        "unknown or malformed setting 'unknown'",
    ]


def test_odd_names_are_listed_and_names_that_are_not_text_reported(tmp_path: Path) -> None:
    root = write(tmp_path / "r", {"with space.py": "", "line\nbreak.py": "", "ünïcode.py": "", "'quote\".py": ""})
    commit_all(root)
    (Path(os.fsdecode(os.fsencode(root) + b"/bad\xff.py"))).write_text("")
    found = discover(root, Settings())
    assert sorted(found.files) == ["'quote\".py", "line\nbreak.py", "with space.py", "ünïcode.py"]
    assert found.problems == [("bad\\xff.py", "file name is not UTF-8; left out")]


def test_git_never_runs_what_the_repository_configures(tmp_path: Path) -> None:
    root = write(tmp_path / "r", {"a.py": ""})
    commit_all(root)
    script = write(tmp_path, {"trap.sh": f"#!/bin/sh\ntouch {tmp_path}/sprung\n"}) / "trap.sh"
    script.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external"):
        git(root, "config", name, str(script))
    assert listed(root) == ["a.py"]
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("name", ["trap", "tr=ap", "a.b"])
def test_a_filter_that_the_repository_configures_never_runs(tmp_path: Path, name: str) -> None:
    from groundplan.indexer.git.program import run_git

    root = write(tmp_path / "r", {"a.txt": "one\n", ".gitattributes": f"*.txt filter={name}\n"})
    commit_all(root)
    script = write(tmp_path, {"trap.sh": f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n"}) / "trap.sh"
    script.chmod(0o755)
    git(root, "config", f"filter.{name}.clean", str(script))
    write(root, {"a.txt": "two\n"})
    assert b"a.txt" in (run_git(root, "status", "--porcelain") or b"")
    assert b"+two" in (run_git(root, "diff", "--no-ext-diff") or b"")
    assert not (tmp_path / "sprung").exists()


def test_a_folder_that_may_not_be_looked_into_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here by a stand-in for the system's refusal, because root may look into everything."""
    write(tmp_path, {"a.py": "", "closed/b.py": ""})
    real_scan, real_stat = os.scandir, os.stat

    def allowed(path: object) -> str:
        if "closed" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return str(path)

    monkeypatch.setattr(os, "scandir", lambda path: real_scan(allowed(path)))
    monkeypatch.setattr(os, "stat", lambda path, **how: real_stat(allowed(path), **how))
    found = discover(tmp_path, load_settings(tmp_path))
    assert sorted(found.files) == ["a.py"]
    assert found.problems == [("closed", "folder can't be read: Permission denied")]
