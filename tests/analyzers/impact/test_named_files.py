"""Files that a text names, searched again only where a text has changed since the last search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace
from groundplan.analyzers.graph import named_files
from groundplan.analyzers.graph.named_files import files_named

from tests.workspaces import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest
    from groundplan.analyzers.graph.named_files import Forms

ASKED = ["app/cart.py", "app/shop.py"]
FILES = {
    "app/cart.py": "x = 1\n",
    "app/shop.py": "x = 1\n",
    "conf/one.yaml": "run: cart.py\n",
    "conf/two.yaml": "run: nothing\n",
    "conf/three.yaml": "run: cart.py\n",
}


def _named(root: Path) -> set[str]:
    workspace = Workspace(root)
    workspace.refresh()
    with workspace.index() as index:
        return files_named(index, ASKED, ())


def test_a_search_is_as_good_as_the_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path, FILES)
    assert _named(root) == {"app/cart.py"}
    read: list[str] = []
    search = named_files._named_in

    def noted(source: bytes, reader: str, wanted: Mapping[str, Forms]) -> list[str]:
        read.append(reader)
        return search(source, reader, wanted)

    monkeypatch.setattr(named_files, "_named_in", noted)
    assert _named(root) == {"app/cart.py"}
    assert not read
    write(root, {"conf/two.yaml": "run: shop.py\n"})
    assert _named(root) == {"app/cart.py", "app/shop.py"}
    assert read == ["conf/two.yaml"]
    write(root, {"conf/two.yaml": "run: nothing\n", "conf/one.yaml": "run: nothing\n"})
    assert _named(root) == {"app/cart.py"}
    write(root, {"conf/three.yaml": "run: nothing\n"})
    assert _named(root) == set()


def test_a_text_that_moves_is_another(tmp_path: Path) -> None:
    """No text names itself, whatever it holds: where it moves to it may."""
    root = write(tmp_path, FILES | {"conf/one.yaml": "", "conf/three.yaml": "", "app/cart.py": "x = 'cart.py'\n"})
    assert _named(root) == set()
    write(root, {"conf/cart.yaml": "x = 'cart.py'\n"})
    assert _named(root) == {"app/cart.py"}


def test_a_translation_names_what_its_messages_were_taken_from(tmp_path: Path) -> None:
    """What its messages say is no use of a file (Django's catalogs tell no places)."""
    catalog, said = "src/app/locale/de/django.po", 'msgid "open shop.py"\nmsgstr ""\n'
    workspace = Workspace(write(tmp_path, {"src/app/shop.py": "x = 1\n", catalog: f'msgid ""\nmsgstr ""\n\n{said}'}))

    def named() -> set[str]:
        workspace.refresh()
        with workspace.index() as index:
            return files_named(index, ["src/app/shop.py"], ())

    assert named() == set()
    write(tmp_path, {catalog: f'msgid ""\nmsgstr ""\n\n#: app/shop.py:7\n{said}'})
    assert named() == {"src/app/shop.py"}
