"""What stands around a line is found without reading all definitions of the file for each line that is asked for."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from groundplan import Workspace
from groundplan.analyzers.workspace.code_places import definitions_around, next_below
from groundplan.indexer.index import Index
from hypothesis import given
from hypothesis import strategies as st

from tests.workspaces import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

SPANS = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 12), st.sampled_from(("class", "function"))), max_size=15)
MANY = 60


@given(SPANS)
def test_the_same_as_by_looking_at_each(spans: list[tuple[int, int, str]]) -> None:
    """Also where ranges overlap, as branches of a preprocessor make them."""
    symbols: Any = [
        SimpleNamespace(name=str(at), kind=kind, start_line=start, end_line=start + length)
        for at, (start, length, kind) in enumerate(spans)
    ]
    index: Any = SimpleNamespace(worked_out={}, symbols=lambda _: symbols)
    for line in range(45):
        around = [symbol for symbol in symbols if symbol.start_line <= line <= symbol.end_line]
        below = [symbol for symbol in symbols if symbol.end_line > line and symbol.kind == "class"]
        assert definitions_around(index, "a", line) == sorted(around, key=lambda symbol: symbol.start_line)
        first = min(below, key=lambda symbol: symbol.start_line, default=None)
        assert next_below(index, "a", line, ("class",)) == (first.name if first else "")


def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> Counter[str]:
    """How often a method of the index is asked about each path from here on."""
    real: Callable[..., Any] = getattr(Index, name)
    asked: Counter[str] = Counter()

    def asking(self: Index, path: str | None = None, *further: Any, **named: Any) -> Any:
        asked[path or ""] += 1
        return real(self, path, *further, **named)

    monkeypatch.setattr(Index, name, asking)
    return asked


def test_many_routes_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thousand routes in one file took seventeen seconds: each read all of its definitions again, twice."""
    routes = "".join(f'@app.get("/r{at}")\ndef r{at}(): ...\n' for at in range(MANY))
    root = write(tmp_path, {"api.py": f"from fastapi import FastAPI\n\napp = FastAPI()\n{routes}"})
    asked = counted(monkeypatch, "symbols")
    assert Workspace(root).entry_points(kind="route", limit=0)["total"] == MANY
    assert asked["api.py"] < MANY / 2


def test_many_undeclared_imports_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand took eighteen seconds: the whole text was searched for what it declares itself at each of them."""
    imports = "".join(f"import zz{at}\n" for at in range(MANY))
    root = write(tmp_path, {"app.py": imports, "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n'})
    asked = counted(monkeypatch, "text")
    assert len(Workspace(root).deps(limit=0)["undeclared"]) == MANY
    assert asked["app.py"] < MANY / 2
