"""safe_location where each feature has a folder: how the next one and its file are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

FEATURE_FOLDERS = {
    **{
        f"src/shop/{name}/{role}.py": "x = 1\n"
        for name in ("cart", "user", "tax", "service", "cost_model")
        for role in ("models", "service", "views")
    },
    "src/shop/feedback/service/reminder.py": "x = 1\n",
    "src/shop/feedback/service/survey.py": "x = 1\n",
    **{f"tests/{name}/test_{name}_service.py": "def test_x(): pass\n" for name in ("cart", "user", "tax")},
}


@pytest.mark.parametrize(
    ("file_type", "name", "expected"),
    [
        ("service", "Escalation", "src/shop/escalation/service.py"),
        ("service", "EscalationService", "src/shop/escalation/service.py"),
        ("models", "gift_card", "src/shop/gift_card/models.py"),
        ("service", "Cart", "src/shop/cart/cart_service.py"),
    ],
)
def test_a_role_that_is_the_stem_in_many_feature_folders(
    tmp_path: Path, file_type: str, name: str, expected: str
) -> None:
    answer = Workspace(write(tmp_path, FEATURE_FOLDERS)).safe_location(file_type=file_type, name=name)
    assert answer["recommended_path"] == expected
    pattern = f"src/shop/<feature>/{'models' if file_type == 'models' else 'service'}.py"
    assert f"{pattern} stands in 5 of 5 sibling folders" in answer["suggested_locations"][0]["reasons"]


def test_the_feature_is_in_the_stem_too(tmp_path: Path) -> None:
    files = {
        f"src/{name}/{name}.{role}.ts": "export class X {}\n"
        for name in ("users", "products", "carts", "gift-cards")
        for role in ("controller", "service")
    }
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="service", name="StockLevels")
    assert answer["recommended_path"] == "src/stock-levels/stock-levels.service.ts"


def test_the_role_is_the_folder_above_the_features(tmp_path: Path) -> None:
    files = {
        f"lib/managers/{name}/{stem}.ts": "export const x = 1\n"
        for name in ("npm", "cargo", "bundler", "pip")
        for stem in ("extract", "index")
    }
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="manager", name="Zigmod")
    assert answer["recommended_path"] == "lib/managers/zigmod/index.ts"


def test_a_second_file_of_the_role_is_named_as_files_are_and_not_as_folders(tmp_path: Path) -> None:
    """Folders of one word each do not say that words run together."""
    apps = ("jobs", "users", "successstories", "events", "boxes", "minutes", "pages")
    files = {f"apps/{name}/views.py": "x = 1\n" for name in apps} | {"apps/jobs/search_indexes.py": "x = 1\n"}
    found = Workspace(write(tmp_path, files)).safe_location("view", "job_archive")
    assert found["recommended_path"] == "apps/jobs/job_archive_view.py"
