"""Properties in an impact search: what is read from one keeps its type when it has a setter, and an assignment runs that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = {
    "shop/page.py": "class Page:\n    def turn(self):\n        return 1\n",
    "shop/book.py": (
        "from shop.page import Page\n\n\n"
        "def note():\n    return None\n\n\n"
        "class Book:\n"
        "    @property\n    def page(self) -> Page:\n        return Page()\n\n"
        "    @page.setter\n    def page(self, value) -> None:\n        note()\n\n"
        "    def study(self):\n        return self.page.turn()\n"
    ),
    "shop/shelf.py": "class Shelf:\n    def turn(self):\n        return 2\n",
    "tests/test_read.py": "from shop.book import Book\n\n\ndef test_it():\n    assert Book().study()\n",
    "tests/test_set.py": "from shop.book import Book\n\n\ndef test_it():\n    book = Book()\n    book.page = None\n",
    "tests/test_made.py": "from shop.book import Book\n\n\ndef test_it():\n    assert Book()\n",
}
SCRIPT = {
    "package.json": '{"name": "shop", "devDependencies": {"vitest": "1.0.0"}}',
    "src/page.ts": "export class Page {\n  turn() {\n    return 1;\n  }\n}\n",
    "src/book.ts": (
        "import { Page } from './page';\n\nexport function note() {}\n\n"
        "export class Book {\n"
        "  get page(): Page {\n    return new Page();\n  }\n"
        "  set page(value: Page) {\n    note();\n  }\n"
        "  study() {\n    return this.page.turn();\n  }\n}\n"
    ),
    "src/shelf.ts": "export class Shelf {\n  turn() {\n    return 2;\n  }\n}\n",
    "test/read.test.ts": (
        "import { Book } from '../src/book';\nimport { Shelf } from '../src/shelf';\n\n"
        "test('reads', () => {\n  new Shelf();\n  new Book().study();\n});\n"
    ),
    "test/set.test.ts": (
        "import { Book } from '../src/book';\n\ntest('sets', () => {\n  const book = new Book();\n  book.page = null;\n});\n"
    ),
    "test/made.test.ts": "import { Book } from '../src/book';\n\ntest('makes', () => {\n  new Book();\n});\n",
}


def _tests(root: Path, path: str, symbol: str) -> list[str]:
    answer = Workspace(root).impact_analysis(path, symbol=symbol)
    return sorted(row["path"] for row in answer["tests_to_run"])


@pytest.mark.parametrize(
    ("files", "page", "shelf", "test"),
    [
        (PYTHON, "shop/page.py", "shop/shelf.py", "tests/test_read.py"),
        (SCRIPT, "src/page.ts", "src/shelf.ts", "test/read.test.ts"),
    ],
)
def test_a_property_with_a_setter_is_of_its_getters_type(
    tmp_path: Path, files: dict[str, str], page: str, shelf: str, test: str
) -> None:
    root = write(tmp_path, files)
    assert _tests(root, page, "Page.turn") == [test]
    assert _tests(root, shelf, "Shelf.turn") == []


@pytest.mark.parametrize(
    ("files", "book", "test"),
    [(PYTHON, "shop/book.py", "tests/test_set.py"), (SCRIPT, "src/book.ts", "test/set.test.ts")],
)
def test_an_assignment_runs_a_setter(tmp_path: Path, files: dict[str, str], book: str, test: str) -> None:
    found = _tests(write(tmp_path, files), book, "note")
    assert test in found
    assert not [path for path in found if "made" in path]


def test_a_setter_of_a_bases_property_leaves_its_type_open(tmp_path: Path) -> None:
    files = PYTHON | {
        "shop/tome.py": (
            "from shop.book import Book\n\n\nclass Tome(Book):\n"
            "    @Book.page.setter\n    def page(self, value):\n        pass\n\n"
            "    def leaf(self):\n        return self.page.turn()\n"
        ),
        "tests/test_tome.py": "from shop.tome import Tome\n\n\ndef test_it():\n    assert Tome().leaf()\n",
    }
    assert "tests/test_tome.py" in _tests(write(tmp_path, files), "shop/page.py", "Page.turn")
