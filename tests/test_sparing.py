"""A bug of ours costs the file or reader that it is in, and the answer says so; what is not ours to spare is told as before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace
from groundplan.analyzers.commands import test_candidates
from groundplan.analyzers.entries import entry_code
from groundplan.analyzers.impact.reach.callers import Callers
from groundplan.analyzers.impact.sites import tables
from groundplan.analyzers.impact.sites.tables import packed_sites
from groundplan.analyzers.routes import routes
from groundplan.analyzers.routes.mounts.rust_mounts import in_test_module
from groundplan.analyzers.routes.route_starts import paths_of

from tests.workspaces import commit_all, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {
    "pyproject.toml": "[project]\nname = 'shop'\nversion = '1'\ndependencies = ['flask']\n[tool.pytest.ini_options]\n",
    "shop/prices.py": "def tax(x):\n    return x\n",
    "shop/cart.py": "from shop.prices import tax\n\n\ndef total():\n    return tax(1)\n",
    "shop/odd.py": "from shop.prices import tax\n\n\ndef odd():\n    return tax(3)\n",
    "shop/app.py": "from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get('/a')\ndef a():\n    return ''\n",
    "shop/pages.py": "from flask import Blueprint\n\nbp = Blueprint('b', __name__)\n\n\n@bp.get('/b')\ndef b():\n    return ''\n",
    "main.py": "from shop.app import app\n\nif __name__ == '__main__':\n    app.run()\n",
    "tests/test_cart.py": "from shop.cart import total\n\n\ndef test_total():\n    assert total() == 1\n",
}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr(Workspace, "sparing", True)
    return Workspace(write(tmp_path, FILES))


def _failing_at(read: Callable[..., Any], *words: str) -> Callable[..., Any]:
    """A reader that trips over what holds one of the words."""

    def failing(*given: Any) -> Any:
        if any(word in str(given) for word in words):
            raise KeyError("tripped")
        return read(*given)

    return failing


def test_a_site_table_that_fails_costs_the_uses_of_its_file(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "packed_sites", _failing_at(packed_sites, "def odd"))
    answer = workspace.impact_analysis("shop/prices.py", symbol="tax")
    assert [row["path"] for row in answer["impacted_files"]] == ["shop/cart.py", "tests/test_cart.py"]
    assert answer["coverage"].endswith(
        "left out for an internal error, please report it: shop/odd.py (KeyError: 'tripped')"
    )


def test_a_use_that_fails_costs_itself(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Callers, "_place", _failing_at(Callers._place, "shop/odd.py"))
    answer = workspace.impact_analysis("shop/prices.py", symbol="tax")
    assert [row["path"] for row in answer["impacted_files"]] == ["shop/cart.py", "tests/test_cart.py"]
    assert "uses in shop/odd.py (KeyError: 'tripped')" in answer["coverage"]


def test_a_file_whose_routes_fail_costs_them(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "paths_of", _failing_at(paths_of, "shop/pages.py"))
    answer = workspace.entry_points(kind="route")
    assert [row["name"] for row in answer["entry_points"]] == ["GET /a"]
    assert "routes in shop/pages.py (KeyError: 'tripped')" in answer["coverage"]


@pytest.mark.parametrize(
    ("question", "module", "reader", "word", "part"),
    [
        ("entry_points", entry_code, "_first_match", "main.py", "entry points in main.py"),
        ("test_command", test_candidates, "_runners", "pyproject.toml", "test commands of pyproject.toml"),
    ],
)
def test_questions_do_without_the_part_that_fails(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, question: str, module: Any, reader: str, word: str, part: str
) -> None:
    whole = workspace.ask(question)
    Workspace(workspace.root).refresh(full=True)
    monkeypatch.setattr(module, reader, _failing_at(getattr(module, reader), word))
    (workspace.root / ".groundplan" / "answers.db").unlink(missing_ok=True)
    answer = workspace.ask(question)
    assert part in answer["coverage"]
    assert answer.keys() - {"coverage"} == whole.keys() - {"coverage"}


def test_what_fails_outside_of_a_part_is_an_error(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "in_test_module", _failing_at(in_test_module, "shop"))
    with pytest.raises(KeyError, match="tripped"):
        workspace.entry_points(kind="route")


def test_no_change_is_safe_that_could_not_be_checked_whole(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_all(workspace.root, "first")
    (workspace.root / "shop/prices.py").write_text("def vat(x):\n    return x\n")
    for path in ("shop/cart.py", "shop/odd.py"):
        file = workspace.root / path
        file.write_text(file.read_text().replace("tax", "vat"))
    assert workspace.validate_changes()["safe_to_proceed"]
    monkeypatch.setattr(tables, "packed_sites", _failing_at(packed_sites, "def odd"))
    (workspace.root / "shop/odd.py").write_text("from shop.prices import vat\n\n\ndef odd():\n    return vat(4)\n")
    answer = workspace.validate_changes()
    assert "shop/odd.py (KeyError: 'tripped')" in answer["coverage"]
    assert not answer["safe_to_proceed"]
