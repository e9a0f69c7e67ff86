"""References in Go: by the interfaces that a type satisfies, and of what generic functions give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

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


def test_methods_in_another_file_of_the_package_satisfy_it_too(tmp_path: Path) -> None:
    store = FILES["store/store.go"].replace("func (d *Disk) Save(n int) {}\n", "")
    files = FILES | {"store/store.go": store, "store/save.go": "package store\n\nfunc (d *Disk) Save(n int) {}\n"}
    answer = Workspace(write(tmp_path, files)).impact_analysis(
        "store/save.go", symbol="Disk.Save", change_type="rename"
    )
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == [("store/store.go", 25)]


def test_it_is_not_told_of_a_type_that_lacks_one_or_of_an_interface_with_type_parameters(tmp_path: Path) -> None:
    assert _lines(tmp_path, "Half.Save") == []


def test_generic_functions_of_go(tmp_path: Path) -> None:
    files = {
        "go.mod": "module shop\ngo 1.21\n",
        "sets/set.go": (
            "package sets\ntype Set[T comparable] struct{}\nfunc New[T comparable](values ...T) *Set[T] { return nil }\n"
            "func (set *Set[T]) Contains(items ...T) bool { return true }\n"
        ),
        "lists/list.go": (
            "package lists\ntype List[T any] struct{}\nfunc (list *List[T]) Contains(items ...T) bool { return true }\n"
        ),
        "main.go": (
            'package main\nimport "shop/sets"\nfunc main() {\n\tset := sets.New[int]()\n\tset.Contains(1)\n'
            "\thandlers := []func() *sets.Set[int]{}\n\thandlers[0]()\n}\n"
        ),
    }
    workspace = Workspace(write(tmp_path, files))
    rows = workspace.impact_analysis("sets/set.go", symbol="Set.Contains", change_type="delete")["breaks"]
    assert [(row["path"], row["line"]) for row in rows] == [("main.go", 5)]
    rows = workspace.impact_analysis("lists/list.go", symbol="List.Contains", change_type="delete")["breaks"]
    assert rows == []


def test_the_clause_of_a_package_uses_no_function_of_its_name(tmp_path: Path) -> None:
    program = {
        "go.mod": "module example.com/run\n",
        "main.go": "package main\n\nfunc main() {}\n",
        "serve.go": "package main\n",
    }
    answer = Workspace(write(tmp_path, program)).impact_analysis("main.go", symbol="main")
    assert [row["path"] for row in answer["impacted_files"]] == []
