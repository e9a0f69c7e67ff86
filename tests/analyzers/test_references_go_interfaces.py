"""References in Go by the interfaces that a type satisfies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ..workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "go.mod": "module example.com/shop\n\ngo 1.22\n",
    "store/store.go": """package store

type Loader interface {
	Load() int
}

type Store interface {
	Loader
	Save(n int)
}

type Box[T any] interface {
	Save(n T)
}

type Disk struct{}

func (d *Disk) Load() int { return 0 }

func (d *Disk) Save(n int) {}

type Half struct{}

func (h *Half) Save(n int) {}

func keep(s Store) { s.Save(1) }

func pack(b Box[int]) { b.Save(2) }
""",
}


def _lines(root: Path, symbol: str) -> list[tuple[int, float]]:
    answer = Workspace(write(root, FILES)).impact_analysis(
        "store/store.go", symbol=symbol, change_type="delete", limit=0
    )
    return [(row["line"], row.get("confidence", 1)) for row in answer["breaks"]]


def test_a_call_by_an_interface_is_told_of_a_type_that_has_all_its_methods(tmp_path: Path) -> None:
    assert _lines(tmp_path, "Disk.Save") == [(26, 0.75)]


def test_it_is_not_told_of_a_type_that_lacks_one_or_of_an_interface_with_type_parameters(tmp_path: Path) -> None:
    assert _lines(tmp_path, "Half.Save") == []
