"""The house's own rules, checked by its own tool: arrows point down, no cycles, every import leads somewhere."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.checks import check

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own files, outside of its folder, so that no test writes into the checkout."""
    target = tmp_path_factory.mktemp("copy") / "groundplan"
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in listing.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    return target


def test_the_project_keeps_its_own_architecture_rules(copy: Path) -> None:
    found = check(Workspace(copy))
    assert found["checked"] == ["imports", "cycles", "rules"]
    assert found["findings"] == []


def test_only_the_store_opens_sqlite_for_writing(copy: Path) -> None:
    workspace = Workspace(copy)
    workspace.refresh()
    with workspace.index() as index:
        users = {
            link.source
            for link in index.external_links()
            if link.external == "sqlite3" and link.kind != "type_only" and index.files[link.source].zone == "product"
        }
    allowed = {
        "indexer/store.py",
        "indexer/index_file.py",
        "indexer/index.py",
        "indexer/recorded.py",
        "indexer/memo.py",
        "workspace.py",
        "status.py",
        "formats/export.py",
    }
    assert users <= allowed
