"""What a repository's own configuration can not make git do: run its programs, fetch, write otherwise than it is read."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from groundplan import GroundplanError, Workspace
from groundplan.analyzers.impact.changes.diffs import read_diff

from tests.workspaces import commit_all, git, write

if TYPE_CHECKING:
    from pathlib import Path


def _trap(tmp_path: Path) -> Path:
    """A program that leaves a mark when it is run."""
    script = write(tmp_path, {"trap.sh": f"#!/bin/sh\ntouch {tmp_path}/sprung\nexit 1\n"}) / "trap.sh"
    script.chmod(0o755)
    return script


@pytest.mark.parametrize("lost", ["HEAD~1^{tree}", "HEAD:a.py"])
@pytest.mark.parametrize("kind", ["ext", "ssh", "file"])
def test_what_a_partial_clone_lacks_is_not_fetched(tmp_path: Path, kind: str, lost: str) -> None:
    """A remote is fetched from through a program that the repository names; what is allowed of one protocol goes before all."""
    root = write(tmp_path / "r", {"a.py": "one = 1\n"})
    commit_all(root)
    write(root, {"a.py": "two = 2\n"})
    commit_all(root)
    trap = _trap(tmp_path)
    url = {"ext": f"ext::{trap} %S", "ssh": "ssh://host/x", "file": str(root)}[kind]
    for name, value in {
        "core.repositoryformatversion": "1", "extensions.partialClone": "origin", "remote.origin.promisor": "true",
        "remote.origin.url": url, "remote.origin.uploadpack": str(trap), "core.sshCommand": str(trap),
        f"protocol.{kind}.allow": "always", "protocol.allow": "always",
    }.items():  # fmt: skip
        git(root, "config", name, value)
    gone = git(root, "rev-parse", lost).strip()
    (root / ".git" / "objects" / gone[:2] / gone[2:]).unlink()
    write(root, {"a.py": "three = 3\n"})
    workspace = Workspace(root)
    assert workspace.find(pattern="three")["total"] == 1
    assert workspace.git()["modified"] == ["a.py"]
    with suppress(GroundplanError):  # git can't tell a difference from what is not there
        workspace.impact_analysis(diff="HEAD")
    assert not (tmp_path / "sprung").exists()


def test_signatures_are_not_shown(tmp_path: Path) -> None:
    """Showing them runs the program that the configuration names for it."""
    root = write(tmp_path / "r", {"a.py": ""})
    commit_all(root)
    head, _, text = git(root, "cat-file", "commit", "HEAD").partition("\n\n")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----"
    write(tmp_path, {"signed": f"{head}\n{signature}\n\n{text}"})
    git(root, "update-ref", "HEAD", git(root, "hash-object", "-t", "commit", "-w", str(tmp_path / "signed")).strip())
    git(root, "config", "log.showSignature", "true")
    git(root, "config", "gpg.program", str(_trap(tmp_path)))
    assert len(Workspace(root).git()["recent_commits"]) == 1
    assert not (tmp_path / "sprung").exists()


def test_git_writes_as_it_is_read_whatever_is_configured(tmp_path: Path) -> None:
    root = write(tmp_path / "r", {"a.py": "def one():\n    pass\n\n\ndef two():\n    pass\n"})
    commit_all(root, "Grüße")
    git(root, "config", "diff.suppressBlankEmpty", "true")
    git(root, "config", "i18n.logOutputEncoding", "latin1")
    write(root, {"a.py": "def one():\n    pass\n\n\ndef two():\n    return 2\n"})
    (change,) = read_diff(root)
    assert (change.new, change.new_lines) == ((root / "a.py").read_bytes().rstrip(b"\n"), (6,))
    assert Workspace(root).git()["recent_commits"][0]["subject"] == "Grüße"
