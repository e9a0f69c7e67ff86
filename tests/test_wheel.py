"""An installed wheel claims one name, `groundplan`, and runs in an environment of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("source") / "groundplan"
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listing.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file() and not name.startswith(("tests/", "fixtures/", "docs/", "benchmarks/")):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return next(target.glob("*.whl"))


def test_the_wheel_claims_only_its_own_name(wheel: Path) -> None:
    names = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in names if not name.endswith(".dist-info")} == {"groundplan"}


def test_the_wheel_carries_its_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "groundplan/indexer/schema.sql",
        "groundplan/indexer/indexes.sql",
        "groundplan/py.typed",
        "groundplan/typed_questions.pyi",
        "groundplan/indexer/languages/linguist.json",
    ):
        assert wanted in names
    assert any(name.startswith("groundplan/analyzers/catalog/") and name.endswith(".toml") for name in names)
    assert any(name.startswith("groundplan/indexer/languages/queries/") and name.endswith(".scm") for name in names)
    modules = {
        path.relative_to(ROOT).as_posix()
        for folder in ("indexer", "analyzers", "formats")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {f"groundplan/{name}" for name in modules if "__pycache__" not in name} <= set(names)


def test_the_wheel_runs_where_nothing_else_is_installed(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(target)
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "a.py").write_text("import b\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(target), sysconfig.get_paths()["purelib"]])}
    command = [
        sys.executable,
        "-P",
        "-m",
        "groundplan",
        "find",
        "--pattern",
        "a.py",
        "--json",
        "--root",
        str(tmp_path / "w"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)
    assert '"path": "a.py"' in done.stdout, done.stderr
