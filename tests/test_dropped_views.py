"""A view of the index is free at once when another takes its place: a server makes one after each edit, and seldom collects."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from groundplan import Workspace

from .workspaces import write

ASKED = {
    "impact_analysis": {"file_path": "shop/cart.py", "symbol": "total"},
    "check_duplicates": {"name": "total"},
    "existing_patterns": {"pattern_type": "test"},
    "safe_location": {"file_type": "service", "name": "basket"},
    "find": {"pattern": "total"},
}
QUESTIONS = [
    *ASKED,
    "analyze",
    "context",
    "deps",
    "dependency_graph",
    "entry_points",
    "metrics",
    "packages",
    "standards",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_holds_a_view_that_was_replaced(tmp_path: Path, question: str) -> None:
    root = write(
        tmp_path,
        {
            "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n[project.scripts]\nshop = "shop.cart:main"\n',
            "shop/__init__.py": "",
            "shop/cart.py": "def total(): ...\n\n\ndef main():\n    total()\n\n\nif __name__ == '__main__':\n    main()\n",
            "tests/test_cart.py": "from shop.cart import total\n\n\ndef test_total():\n    total()\n",
        },
    )
    workspace = Workspace(root, keep=True)
    gc.disable()
    try:
        getattr(workspace, question)(**ASKED.get(question, {}))
        assert workspace._kept is not None
        view = weakref.ref(workspace._kept[1])
        (root / "shop" / "cart.py").write_text("def total(): ...\n")
        workspace.ask("find", pattern="cart")
        assert view() is None
    finally:
        gc.enable()
