"""The hooks `groundplan-duplicates` and `groundplan-rules` under the real pre-commit, on the commits that a hook meets."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clone_samples import TOTAL as CODE
from tests.workspaces import commit_all, git, write

ROOT = Path(__file__).resolve().parents[2]
RUN = f"import sys\nsys.path.insert(0, {str(ROOT / '.build')!r})\nfrom groundplan.cli import main\nmain()\n"
COPY = CODE.replace("total", "amount").replace("items", "rows")


RULES = """
[[tool.groundplan.rules]]
name = "arrows point down"
type = "layers"
layers = ["web", "db"]
"""


def _hook(name: str) -> str:
    """The published hook's own entry, run by this interpreter."""
    import yaml

    (hook,) = [item for item in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()) if item["id"] == name]
    arguments = hook["entry"].split()[1:]
    local = {
        **hook,
        "language": "system",
        "entry": f"{sys.executable} run_hook.py",
        "args": arguments,
    }
    return yaml.safe_dump({"repos": [{"repo": "local", "hooks": [local]}]})


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository without a commit and without an index, with the hook for duplicates installed."""
    return _repository(tmp_path, monkeypatch, "groundplan-duplicates")


def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hook: str) -> Path:
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    root = tmp_path / "work"
    write(root, {".pre-commit-config.yaml": _hook(hook), "run_hook.py": RUN, "a.py": CODE})
    git(root, "init", "-q")
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=root, check=True, capture_output=True)
    return root


def _commit(root: Path, *add: str) -> tuple[int, str]:
    git(root, "add", *(add or ("-A",)))
    done = subprocess.run(["git", "commit", "-m", "change"], cwd=root, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_copy_stops_the_first_commit_and_says_what_to_do(repository: Path) -> None:
    write(repository, {"b.py": COPY})
    code, output = _commit(repository)
    assert code == 1
    assert "b.py:1-9  renamed 0.95" in output
    assert "a.py:1-9. equal but for local names: keep total_price and call or import it here" in output
    assert re.search(r"^ +amount = 0 +\| +total = 0$", output, re.MULTILINE)
    (repository / "b.py").unlink()
    assert _commit(repository)[0] == 0
    assert git(repository, "status", "--porcelain") == ""


def test_renames_deletions_binary_files_and_what_is_not_staged_pass(repository: Path) -> None:
    write(repository, {"gone.py": "VALUE = 1\n", "b.py": "VALUE = 1\n"})
    commit_all(repository)
    git(repository, "mv", "a.py", "moved.py")
    git(repository, "rm", "-q", "gone.py")
    write(repository, {"image.png": b"\x89PNG\0\0" + bytes(range(256)), "b.py": "VALUE = 2\n"})
    git(repository, "add", "-A")
    write(repository, {"b.py": "VALUE = 2\n" + COPY})
    assert _commit(repository, "moved.py")[0] == 0
    assert _commit(repository)[0] == 1


def test_a_merge_of_what_stands_passes(repository: Path) -> None:
    commit_all(repository)
    git(repository, "switch", "-qc", "side")
    write(repository, {"side.py": COPY})
    git(repository, "add", "-A")
    git(repository, "commit", "-qnm", "forced")
    git(repository, "switch", "-q", "-")
    write(repository, {"other.py": "VALUE = 2\n"})
    git(repository, "add", "-A")
    git(repository, "commit", "-qnm", "more")
    git(repository, "merge", "-q", "--no-commit", "side")
    assert _commit(repository)[0] == 0


def test_a_broken_rule_stops_a_commit_and_names_the_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = _repository(tmp_path, monkeypatch, "groundplan-rules")
    write(root, {"pyproject.toml": RULES, "web/view.py": "import db.rows\n", "db/rows.py": "ROWS = 1\n"})
    assert _commit(root)[0] == 0
    write(root, {"db/rows.py": "ROWS = 1\n\nimport web.view\n"})
    code, output = _commit(root)
    assert code == 1
    assert re.search(r"arrows point down +db/rows\.py:3 +may not import web/view\.py", output)
