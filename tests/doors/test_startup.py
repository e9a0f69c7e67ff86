"""A question on an index that is up to date imports what it needs and nothing heavy: start-up is a feature."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from groundplan import Workspace

HEAVY = [
    "asyncio", "concurrent.futures", "dataclasses", "defusedxml", "git", "httpx", "importlib.metadata", "importlib.resources", "inspect", "mcp",
    "multiprocessing", "networkx", "packaging", "pathspec", "pydantic", "rich", "sqlite_utils", "tree_sitter", "yaml",
]  # fmt: skip
INDEXING = ["groundplan.indexer.extract", "groundplan.indexer.classify.linecount", "groundplan.indexer.uses"]
CONTENT = ["groundplan.analyzers.clones.report.clones", "groundplan.indexer.fingerprints.fingerprint"]

QUICK = [
    ["check-duplicates", "--name", "surface"],
    ["find", "--pattern", "area"],
    ["dependency-graph", "--file-path", "shapes.py"],
    ["entry-points"],
    ["detect"],
    ["deps"],
    ["packages"],
]

ASK = """
import sys
from groundplan.cli import main
try:
    main()
except SystemExit as end:
    assert end.code == 0, end.code
print("\\n" + " ".join(sys.modules))
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("workspace")
    (root / "shapes.py").write_text("def area(side):\n    return side * side\n")
    (root / "main.py").write_text("import shapes\n\nprint(shapes.area(2))\n")
    (root / "pyproject.toml").write_text('[project]\nname = "shapes"\nversion = "1"\ndependencies = ["requests"]\n')
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for path in (root / "shapes.py", root / "main.py", root / "pyproject.toml"):
        os.utime(path, (1_600_000_000.5, 1_600_000_000.5))
    time.sleep(0.1)  # a file written within the last tick of the clock would be looked at again
    Workspace(root).refresh()
    return root


@pytest.mark.parametrize("question", QUICK, ids=lambda question: question[0])
def test_a_quick_question_imports_nothing_heavy(workspace: Path, question: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK, *question, "--root", str(workspace), "--json"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    imported = set(done.stdout.splitlines()[-1].split())
    assert sorted(imported & {*HEAVY, *INDEXING, *CONTENT}) == []
