"""What other tools are handed: a graph that networkx reads, a SQLite file with search, a bill of materials."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import networkx as nx
import pytest
from groundplan import Workspace
from groundplan.errors import InvalidParameterError
from groundplan.formats.export import export_to

from tests.workspaces import write

FILES = {
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\ndependencies = ["requests==2.31.0"]\n',
    "shop/__init__.py": "from .cart import Cart\n",
    "shop/cart.py": 'class Cart:\n    """What a customer carries."""\n',
}


@pytest.fixture
def shop(tmp_path: Path) -> Workspace:
    return Workspace(write(tmp_path / "shop", FILES))


def test_graphml_is_read_by_networkx(shop: Workspace, tmp_path: Path) -> None:
    export_to(shop, "graphml", str(tmp_path / "graph.xml"))
    graph = nx.read_graphml(io.BytesIO((tmp_path / "graph.xml").read_bytes()))
    assert list(graph.edges) == [("shop/__init__.py", "shop/cart.py")]
    assert graph.nodes["shop/cart.py"]["language"] == "Python"


def test_sqlite_has_views_and_search(shop: Workspace, tmp_path: Path) -> None:
    export_to(shop, "sqlite", str(tmp_path / "copy.db"))
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        assert connection.execute("SELECT source, target, kind FROM edges").fetchall() == [
            ("shop/__init__.py", "shop/cart.py", "static")
        ]
        assert connection.execute("SELECT qualname FROM symbols_fts WHERE symbols_fts MATCH 'customer'").fetchall() == [
            ("Cart",)
        ]


def test_cyclonedx_lists_the_dependencies(shop: Workspace, tmp_path: Path) -> None:
    export_to(shop, "cyclonedx", str(tmp_path / "bom.json"))
    bom = json.loads((tmp_path / "bom.json").read_text())
    assert bom["bomFormat"] == "CycloneDX"
    assert [component["purl"] for component in bom["components"] if component["name"] == "requests"] == [
        "pkg:pypi/requests@2.31.0"
    ]


@pytest.mark.parametrize("output", ["-", "{missing}/copy.db"])
def test_a_copy_that_cannot_be_written_is_one_line(shop: Workspace, tmp_path: Path, output: str) -> None:
    with pytest.raises(InvalidParameterError):
        export_to(shop, "sqlite", output.replace("{missing}", str(tmp_path / "missing")))
