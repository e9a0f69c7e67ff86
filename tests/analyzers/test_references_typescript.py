"""References in JavaScript and TypeScript that only types, JSX or namespaces tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ..workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


def _lines(root: Path, files: dict[str, str], path: str, symbol: str) -> list[tuple[str, int]]:
    """Where the deletion of a symbol breaks code, and is sure to."""
    answer = Workspace(write(root, {"package.json": "{}", **files})).impact_analysis(
        path, symbol=symbol, change_type="delete", limit=0
    )
    return [(row["path"], row["line"]) for row in answer["breaks"] if row.get("confidence", 1) == 1]


def test_a_closing_tag_names_the_component_once_more(tmp_path: Path) -> None:
    files = {
        "a.tsx": (
            "export function Box() { return null }\nexport const page = (\n  <Box>\n    <b>\n    </b>\n  </Box>\n)\n"
        )
    }
    assert _lines(tmp_path, files, "a.tsx", "Box") == [("a.tsx", 3), ("a.tsx", 6)]


def test_an_alias_is_used_through_namespaces_that_are_exported_again(tmp_path: Path) -> None:
    files = {
        "dialog.tsx": "const DialogRoot = () => null\nexport { DialogRoot, DialogRoot as Root }\n",
        "all.ts": "export * as Dialog from './dialog'\nexport * as Menu from './menu'\n",
        "menu.tsx": "const MenuRoot = () => null\nexport { MenuRoot as Root }\n",
        "app.tsx": "import { Dialog as Modal, Menu } from './all'\nModal.Root\nMenu.Root\n",
    }
    assert _lines(tmp_path, files, "dialog.tsx", "DialogRoot") == [("app.tsx", 2), ("dialog.tsx", 2)]
