"""Parquet: what is read back is what the files of a small shop say, typed as documented."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from groundplan import Workspace
from groundplan.errors import ExtraNotInstalledError, InvalidParameterError
from groundplan.formats import parquet
from groundplan.formats.export import export_to

from ..workspaces import write

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\ndependencies = [\n  "requests==2.31.0",\n]\n',
    "shop/__init__.py": "",
    "shop/cart.py": (
        'class Base:\n    pass\n\n\nclass Cart(Base):\n    """What a customer carries."""\n\n'
        "    @property\n    def total(self) -> int:\n        return 1 if self else 0\n"
    ),
    "shop/till.py": "import json\nimport requests\nfrom .cart import Base, Cart\nfrom .gone import lost\n",
    "web/package.json": '{"name": "web", "devDependencies": {"vite": "^5.0.0"}}',
}


@pytest.fixture
def shop(tmp_path: Path) -> Workspace:
    return Workspace(write(tmp_path / "shop", FILES))


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one of the files."""
    return pq.read_table(folder / f"{name}.parquet").to_pylist()


def test_files_and_symbols_are_those_of_the_workspace(shop: Workspace, tmp_path: Path) -> None:
    export_to(shop, "parquet", str(tmp_path / "new" / "out"))
    files = {row["path"]: row for row in rows(tmp_path / "new" / "out", "files")}
    assert sorted(files) == sorted(FILES)
    cart = files["shop/cart.py"]
    assert (cart["language"], cart["size"], cart["lines"], cart["blank_lines"]) == (
        "Python",
        len(FILES["shop/cart.py"]),
        10,
        3,
    )
    symbols = {row["qualname"]: row for row in rows(tmp_path / "new" / "out", "symbols")}
    assert sorted(symbols) == ["Base", "Cart", "Cart.total"]
    assert (symbols["Cart"]["bases"], symbols["Cart"]["doc"]) == (["Base"], "What a customer carries.")
    total = symbols["Cart.total"]
    assert (total["path"], total["start_line"], total["end_line"], total["exported"]) == ("shop/cart.py", 8, 10, True)
    assert (total["decorators"], total["complexity"]) == (["property"], 2)


def test_links_lead_by_path_and_edges_hold_their_names(shop: Workspace, tmp_path: Path) -> None:
    export_to(shop, "parquet", str(tmp_path))
    links = [
        (row["line"], row["target"], row["name"], row["external"], row["stdlib"]) for row in rows(tmp_path, "links")
    ]
    assert links == [
        (1, None, "", "json", True),
        (2, None, "", "requests", False),
        (3, "shop/cart.py", "Base", "", False),
        (3, "shop/cart.py", "Cart", "", False),
        (4, None, "", "", False),
    ]
    assert [row["specifier"] for row in rows(tmp_path, "links") if row["reason"]] == [".gone"]
    assert rows(tmp_path, "edges") == [
        {
            "source": "shop/till.py",
            "target": "shop/cart.py",
            "kind": "static",
            "lines": [3],
            "symbols": ["Base", "Cart"],
        }
    ]


def test_dependencies_name_the_manifest_and_the_version(shop: Workspace, tmp_path: Path) -> None:
    export_to(shop, "parquet", str(tmp_path))
    columns = ("manifest", "line", "ecosystem", "name", "constraint", "scope", "direct", "role")
    assert [tuple(row[column] for column in columns) for row in rows(tmp_path, "dependencies")] == [
        ("pyproject.toml", 5, "pypi", "requests", "==2.31.0", "runtime", True, "manifest"),
        ("web/package.json", 1, "npm", "vite", "^5.0.0", "dev", True, "manifest"),
    ]


def test_batches_end_where_they_end_and_lose_no_row(
    shop: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_to(shop, "parquet", str(tmp_path / "whole"))
    monkeypatch.setattr(parquet, "BATCH", 2)
    export_to(shop, "parquet", str(tmp_path / "parts"))
    assert pq.ParquetFile(tmp_path / "parts" / "links.parquet").num_row_groups == 3
    for name in parquet.COLUMNS:
        assert rows(tmp_path / "parts", name) == rows(tmp_path / "whole", name)


@pytest.mark.parametrize(("files", "count"), [({}, 0), (FILES, len(FILES))])
def test_equal_workspaces_give_equal_bytes(tmp_path: Path, files: dict[str, str], count: int) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        export_to(Workspace(write(tmp_path / name, files)), "parquet", str(tmp_path / "out" / name))
    for name in parquet.COLUMNS:
        one, two = (tmp_path / "out" / folder / f"{name}.parquet" for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
    assert len(rows(tmp_path / "out" / "one", "files")) == count


@pytest.mark.parametrize("name", sorted(parquet.COLUMNS))
def test_every_column_is_typed_as_documented(shop: Workspace, tmp_path: Path, name: str) -> None:
    export_to(shop, "parquet", str(tmp_path))
    page = (ROOT / "docs" / "index-schema.md").read_text("utf-8")
    section = page.split(f"\n### {name}.parquet\n")[1].split("\n##")[0]
    documented = re.findall(r"^\| (\w+) \| ([a-z0-9<>]+) \| .+ \|$", section, re.MULTILINE)
    schema = pq.read_schema(tmp_path / f"{name}.parquet")
    written = [(field.name, re.sub(r"list<.*: (\w+).*>", r"list<\1>", str(field.type))) for field in schema]
    assert written == documented[1:]
    assert [field.name for field in schema if field.nullable] == (["target"] if name == "links" else [])


@pytest.mark.parametrize("output", ["-", "{here}/taken"])
def test_an_output_that_is_no_folder_is_one_line(shop: Workspace, tmp_path: Path, output: str) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(InvalidParameterError) as told:
        export_to(shop, "parquet", output.replace("{here}", str(tmp_path)))
    assert "--output" in str(told.value)
    assert "\n" not in str(told.value)


def test_without_pyarrow_the_next_step_is_told(
    shop: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExtraNotInstalledError, match=r"^[^\n]*pip install 'groundplan\[parquet\]'$"):
        export_to(shop, "parquet", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()
