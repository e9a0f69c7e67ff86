"""Site tables are the same whether files are read here or in processes; files that compute names are found by their text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.analyzers import kept_tables
from groundplan.analyzers.impact.implied.computed_calls import looking_up
from groundplan.analyzers.impact.receivers.receiver_tables import keep_receivers
from groundplan.analyzers.impact.sites import tables
from groundplan.analyzers.impact.sites.tables import packed_sites, read_sites

from ...workspaces import write

FILES = {
    f"shop/m{number}.py": f"from shop.prices import tax\ndef f{number}():\n    return tax({number})\n"
    for number in range(9)
} | {
    "shop/__init__.py": "",
    "shop/prices.py": "def tax(x):\n    return x\n",
    "shop/odd.py": "from shop.prices import tax\n" + "(" * 30_000,
    "shop/page.ts": "export const page = () => tax(1)\n",
}


def _asked(root: Path) -> object:
    workspace = Workspace(root)
    for name in ("memo.db", "answers.db"):
        (root / ".groundplan" / name).unlink(missing_ok=True)
    return workspace.impact_analysis("shop/prices.py", symbol="tax")


def test_the_same_in_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path, FILES)
    here = _asked(root)
    monkeypatch.setattr(kept_tables, "MANY_BYTES", 1)
    seen: list[int] = []
    together = kept_tables._beside

    def noted(read: Any, jobs: list[tuple[str, str]]) -> list[bytes | None]:
        seen.append(len(jobs))
        return together(read, jobs)

    monkeypatch.setattr(kept_tables, "_beside", noted)
    assert _asked(root) == here
    assert max(seen) > 5


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("render_page", ["a.py", "c.py", "d.py"]),
        ("render", ["c.py"]),
        ("remove", []),
        ("re", []),
    ],
)
def test_files_with_a_literal_that_begins_as_a_name(tmp_path: Path, name: str, files: list[str]) -> None:
    root = write(
        tmp_path,
        {
            "a.py": "getattr(x, f'render_{y}')\n",
            "b.py": "x = 'render_page'\n",
            "c.py": 'name = "render" + kind\ngetattr(self, name)\nz = "re" + y\n',
            "d.py": "prefix = 'render_'\ngetattr(self, prefix + kind)\n",
        },
    )
    workspace = Workspace(root)
    workspace.refresh()
    with workspace.index() as index:
        assert looking_up(index).beginning(name) == files


@pytest.mark.parametrize(
    "source", [b"const locked = one.packages[''];\none.first['two'];\nlast();\n", b"", b"one();\n"]
)
def test_every_name_finds_its_own_rows(source: bytes) -> None:
    """A lockfile's own package is the one with the empty key."""
    read, packed = read_sites(source, "JavaScript"), packed_sites(source, "JavaScript")
    assert read is not None
    assert packed is not None
    table = tables.Table(packed)
    assert {name: table.sites(name) for name in read["sites"] if name} == {
        name: rows for name, rows in read["sites"].items() if name
    }
    assert not table.sites("")
    assert table.bound == read["bound"]


@pytest.mark.parametrize("kept", [b"", b"{}", b"a\n\nb\n\nc", b"{}\n{}\n{}\n{}\n{}\n{}\n\na\nb\n\n[]"])
def test_a_kept_table_that_is_not_whole_is_read_again(tmp_path: Path, kept: bytes) -> None:
    root = write(tmp_path, {"shop.py": "def total(): ...\n\n\ntotal()\n"})

    def lines() -> list[int]:
        return [
            row["line"]
            for row in Workspace(root).impact_analysis("shop.py", symbol="total", change_type="delete")["breaks"]
        ]

    assert lines() == [4]
    with closing(sqlite3.connect(root / ".groundplan" / "memo.db")) as memo, memo:
        memo.execute("UPDATE kept SET value = ?", (kept,))
    assert lines() == [4]


def test_the_same_text_in_two_languages_has_two_tables(tmp_path: Path) -> None:
    """A class of C++ is none in C: what is kept for the one file must not be told of the other."""
    same = "class cart { int total() { return count(); } };\n"
    for order in (["a.c", "b.cpp"], ["b.cpp", "a.c"]):
        workspace = Workspace(write(tmp_path / order[0], dict.fromkeys(order, same)))
        workspace.refresh()
        with workspace.index() as index:
            kept = {path: keep_receivers(index, [path])[path] for path in order}
        assert kept["a.c"] != kept["b.cpp"]
