"""A kept view answers as a fresh one does, and never after the workspace has changed."""

from __future__ import annotations

import ast
import shutil
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

import groundplan
import pytest
from groundplan import Workspace
from groundplan.analyzers import find
from groundplan.errors import InvalidParameterError, RootNotFoundError
from groundplan.questions import QUESTIONS

from tests.workspaces import commit_all, write

if TYPE_CHECKING:
    from groundplan.indexer.index import Index

FILES = {
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\ndependencies = ["fastapi"]\n',
    "shop/__init__.py": "from .cart import Cart\n",
    "shop/cart.py": "from .prices import of\n\n\nclass Cart:\n    def total(self):\n        return of(self)\n",
    "shop/prices.py": "def of(cart):\n    return 1\n",
    "shop/web.py": 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/cart")\ndef cart():\n    return {}\n',
    "tests/test_cart.py": "from shop import Cart\n\n\ndef test_total():\n    assert Cart().total() == 1\n",
}
ASKED: dict[str, dict[str, str]] = {
    "impact_analysis": {"file_path": "shop/prices.py"},
    "check_duplicates": {"name": "Cart"},
    "existing_patterns": {"pattern_type": "test"},
    "safe_location": {"file_type": "test", "name": "prices"},
    "find": {"pattern": "Cart"},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    commit_all(write(tmp_path / "shop", FILES))
    return tmp_path / "shop"


def test_a_kept_view_answers_as_a_fresh_one(root: Path) -> None:
    kept = Workspace(root, keep=True)
    for _ in range(2):
        for name in QUESTIONS:
            asked = ASKED.get(name, {})
            assert kept.ask(name, **asked) == Workspace(root).ask(name, **asked), name  # type: ignore[arg-type]


def test_a_kept_view_sees_every_change(root: Path) -> None:
    kept = Workspace(root, keep=True)
    assert kept.find("Basket")["total"] == 0
    write(root, {"shop/basket.py": "class Basket: ...\n"})
    assert {match["path"] for match in kept.find("Basket")["matches"]} == {"shop/basket.py"}
    Workspace(root).refresh(full=True)
    (root / "shop/basket.py").unlink()
    assert kept.find("Basket")["total"] == 0


def test_questions_are_methods(root: Path) -> None:
    workspace = Workspace(root)
    assert workspace.find("Cart", limit=1) == workspace.ask("find", pattern="Cart", limit=1)
    with pytest.raises(AttributeError):
        workspace.no_question()
    assert set(QUESTIONS) <= set(dir(workspace))
    with pytest.raises(InvalidParameterError, match="pattern is given twice"):
        workspace.find("Cart", pattern="Cart")  # type: ignore[misc]
    with pytest.raises(InvalidParameterError, match="takes at most"):
        workspace.build_command("a", "b")  # type: ignore[call-arg]


def test_a_workspace_is_closed_and_opens_again(root: Path) -> None:
    with Workspace(root, keep=True) as workspace:
        found = workspace.find("Cart")
        assert repr(workspace) == f"Workspace({str(root)!r})"
    assert workspace.find("Cart") == found
    workspace.close()
    workspace.close()


def test_methods_tell_what_they_take(root: Path) -> None:
    """To `help()` at run time, and the same to type checkers, which read the stub."""
    told = signature(Workspace(root).safe_location)
    assert list(told.parameters) == ["file_type", "name", "description", "language", "package"]
    assert told.parameters["file_type"].default is Parameter.empty
    assert told.parameters["language"].default is None
    stub = ast.parse((Path(groundplan.__file__).parent / "typed_questions.pyi").read_text())
    methods = {node.name: node for node in ast.walk(stub) if isinstance(node, ast.FunctionDef)}
    written = {
        name: [argument.arg for argument in method.args.args[1:]]
        + [ast.literal_eval(value) for value in method.args.defaults]
        + [method.returns.id if isinstance(method.returns, ast.Name) else None]
        for name, method in methods.items()
    }
    assert written == {
        name: [item.name for item in question.parameters]
        + [item.default for item in question.parameters if not item.required]
        + [question.answer]
        for name, question in QUESTIONS.items()
    }


def test_paths_may_be_paths_and_an_empty_text_is_none(root: Path) -> None:
    workspace = Workspace(root)
    assert workspace.dependency_graph(Path("shop") / "cart.py") == workspace.dependency_graph("shop/cart.py")
    assert workspace.impact_analysis(changes=[Path("shop/cart.py")]) == workspace.impact_analysis(
        changes=["shop/cart.py"]
    )
    assert workspace.impact_analysis("shop/cart.py", symbol="", diff="") == workspace.impact_analysis("shop/cart.py")
    with pytest.raises(InvalidParameterError, match="pattern is empty"):
        workspace.find("")


def test_a_root_that_is_gone_is_no_empty_workspace(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, {"a.py": "def alpha():\n    return 1\n"})
    with Workspace(root, keep=True) as workspace:
        assert workspace.ask("find", pattern="alpha")["total"] == 1
        shutil.rmtree(root)
        for question, given in (("find", {"pattern": "alpha"}), ("check_duplicates", {}), ("git", {})):
            with pytest.raises(RootNotFoundError, match="does not exist"):
                workspace.ask_with(question, given)
        assert not root.exists()
        write(root, {"b.py": "def beta():\n    return 2\n"})
        assert workspace.ask("find", pattern="alpha")["total"] == 0
        assert workspace.ask("find", pattern="beta")["total"] == 1


@pytest.mark.parametrize("changes", [True, False])
def test_a_question_whose_files_changed_beneath_it_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: bool
) -> None:
    (tmp_path / "a.py").write_text("def total(): ...\ndef tax(): ...\n")
    real, asked = find.answer, []

    def answer(index: Index, **parameters: Any) -> Any:
        asked.append(1)
        if changes and len(asked) == 1:
            (tmp_path / "a.py").write_text("def total(): ...\n")
        if not changes or len(asked) == 1:
            raise IndexError("list index out of range")
        return real(index, **parameters)

    monkeypatch.setattr(find, "answer", answer)
    if changes:
        assert Workspace(tmp_path).find("tax", kind="function")["matches"] == []
        assert len(asked) == 2
    else:
        with pytest.raises(IndexError):
            Workspace(tmp_path).find("tax")
