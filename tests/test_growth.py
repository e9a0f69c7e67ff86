"""Large files are asked about once, and not once for each thing that stands in them: no answer grows with the square of a file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from groundplan import Workspace
from groundplan.indexer.index import Index

from tests.workspaces import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from groundplan.indexer.indexed_files import IndexedFiles

MANY = 60


def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> Counter[str]:
    """How often a method of the index is given each first parameter from here on."""
    real: Callable[..., Any] = getattr(Index, name)
    asked: Counter[str] = Counter()

    def asking(self: IndexedFiles, *given: Any) -> Any:
        asked[given[0] if name == "text" else f"{given[-1]}"] += 1
        return real(self, *given)

    monkeypatch.setattr(Index, name, asking)
    return asked


def test_many_routes_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thousand routes in one file took seventeen seconds: each read all of its definitions again, twice."""
    routes = "".join(f'@app.get("/r{at}")\ndef r{at}(): ...\n' for at in range(MANY))
    root = write(tmp_path, {"api.py": f"from fastapi import FastAPI\n\napp = FastAPI()\n{routes}"})
    asked = counted(monkeypatch, "rows")
    assert Workspace(root).entry_points(kind="route", limit=0)["total"] == MANY
    assert max(asked.values()) < MANY / 2


def test_many_undeclared_imports_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand took eighteen seconds: the whole text was searched for what it declares itself at each of them."""
    imports = "".join(f"import zz{at}\n" for at in range(MANY))
    root = write(tmp_path, {"app.py": imports, "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n'})
    asked = counted(monkeypatch, "text")
    assert len(Workspace(root).deps(limit=0)["undeclared"]) == MANY
    assert asked["app.py"] < MANY / 2


def test_many_members_of_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of sixteen hundred models took fourteen seconds to ask what a header declares of each."""
    models = "".join(f"class M{at}(Base):\n    field = {at}\n\n\n" for at in range(MANY))
    root = write(
        tmp_path, {"models.py": f"class Base:\n    field = 0\n\n\n{models}", "use.py": "import models\n\nmodels.M1\n"}
    )
    asked = counted(monkeypatch, "rows")
    assert Workspace(root).impact_analysis("models.py", change_type="delete")["breaks"]
    assert max(asked.values()) < MANY / 2, asked.most_common(3)


def test_classes_a_thousand_deep(tmp_path: Path) -> None:
    """Each waited for the one above, until Python gave up: it was an internal error."""
    deep = "".join(f"class C{at}(C{at - 1}):\n    def run(self): ...\n\n\n" for at in range(1, 1000))
    root = write(
        tmp_path,
        {"deep.py": f"class C0:\n    def run(self): ...\n\n\n{deep}", "use.py": "import deep\n\ndeep.C999().run()\n"},
    )
    found = Workspace(root).impact_analysis("deep.py", change_type="delete", symbol="C999.run")
    assert [(item["path"], item["line"]) for item in found["breaks"]] == [("use.py", 3)]
