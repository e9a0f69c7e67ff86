"""safe_location in folders that keep an order: migrations numbered, dated or chained, in the forms that their tools give them."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

REVISION = "revision = '{}'\ndown_revision = {}\n"
ALEMBIC = {
    "alembic/versions/1a31ce608336_first.py": REVISION.format("1a31ce608336", "None"),
    "alembic/versions/9c0a54914c78_third.py": REVISION.format("9c0a54914c78", "'e2412789c190'"),
    "alembic/versions/e2412789c190_second.py": REVISION.format("e2412789c190", "'1a31ce608336'"),
}


def _of(folder: str, *names: str) -> dict[str, str]:
    return {f"{folder}/{name}": "x\n" for name in names}


@pytest.mark.parametrize(
    ("files", "expected", "after"),
    [
        pytest.param(
            _of("shop/migrations", "__init__.py", "0001_initial.py", "0002_price_tax.py", "0009_cart.py"),
            "shop/migrations/0010_add_priority.py",
            "shop/migrations/0009_cart.py",
            id="Django",
        ),
        pytest.param(
            _of("db/migrate", "20230102030405_create_carts.rb", "20240102235959_create_users.rb"),
            "db/migrate/20240103000000_add_priority.rb",
            "db/migrate/20240102235959_create_users.rb",
            id="Rails: the second after the last one, over midnight",
        ),
        pytest.param(
            _of("database/migrations", "2014_10_12_000000_create_users.php", "2019_08_19_000059_create_jobs.php"),
            "database/migrations/2019_08_19_000100_add_priority.php",
            "database/migrations/2019_08_19_000059_create_jobs.php",
            id="Laravel",
        ),
        pytest.param(
            _of("migrations", "Version20230101000000.php", "Version20230201000000.php"),
            "migrations/Version20230201000001.php",
            "migrations/Version20230201000000.php",
            id="Doctrine: nothing but a date",
        ),
        pytest.param(
            _of("src/main/resources/db/migration", "V1__init.sql", "V1_9__users.sql", "V1_10__carts.sql", "R__view.sql"),
            "src/main/resources/db/migration/V1_11__add_priority.sql",
            "src/main/resources/db/migration/V1_10__carts.sql",
            id="Flyway: versions of two numbers",
        ),
        pytest.param(
            _of("src/migration", "1607016012345-CreateUsers.ts", "1607016099999-AddCarts.ts"),
            "src/migration/1607016100000-AddPriority.ts",
            "src/migration/1607016099999-AddCarts.ts",
            id="TypeORM: milliseconds",
        ),
        pytest.param(
            _of("Data/Migrations", "20200514181226_AddUsers.cs", "20200514181226_AddUsers.Designer.cs", "ModelSnapshot.cs"),
            "Data/Migrations/20200514181227_AddPriority.cs",
            "Data/Migrations/20200514181226_AddUsers.cs",
            id="Entity Framework",
        ),
        pytest.param(
            _of("migrations", "000001_users.up.sql", "000001_users.down.sql", "000002_carts.up.sql", "000002_carts.down.sql"),
            "migrations/000003_add_priority.up.sql",
            "migrations/000002_carts.up.sql",
            id="a way forward and a way back",
        ),
        pytest.param(
            _of("db/migration", "V2021_03_13_7__users.sql", "V2021_03_13_8__grant.sql"),
            "db/migration/V2021_03_13_9__add_priority.sql",
            "db/migration/V2021_03_13_8__grant.sql",
            id="Flyway: a version that begins as a date",
        ),
        pytest.param(
            _of("prisma/migrations/20240101000000_init", "migration.sql")
            | _of("prisma/migrations/20240201000000_users", "migration.sql"),
            "prisma/migrations/20240201000001_add_priority/migration.sql",
            "prisma/migrations/20240201000000_users/migration.sql",
            id="Prisma: a folder each",
        ),
    ],
)  # fmt: skip
def test_the_next_of_a_sequence(tmp_path: Path, files: dict[str, str], expected: str, after: str) -> None:
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="migration", name="AddPriority")
    assert answer["recommended_path"] == expected
    assert answer["sequence"]["after"] == after


def test_a_revision_is_made_from_the_head_and_the_name(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, ALEMBIC))
    answer = workspace.safe_location(file_type="migration", name="add priority")
    stem = Path(answer["recommended_path"]).stem
    assert answer["recommended_path"].startswith("alembic/versions/")
    assert stem.endswith("_add_priority")
    assert len(stem) == len("1a31ce608336_add_priority")
    assert "follows revision '9c0a54914c78'" in answer["sequence"]["note"]
    assert workspace.safe_location(file_type="migration", name="add priority") == answer


def test_a_date_that_is_not_today_says_so(tmp_path: Path) -> None:
    files = _of("db/migrate", "20230102030405_create_carts.rb", "20240102030405_create_users.rb")
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="migration", name="add priority")
    assert "one step after the newest, 20240102030405" in answer["sequence"]["note"]
    assert answer["suggested_locations"][0]["reasons"][0] == answer["sequence"]["note"]


def test_the_way_back_goes_with_the_way_forward(tmp_path: Path) -> None:
    files = _of("migrations", "001_a.up.sql", "001_a.down.sql", "002_b.up.sql", "002_b.down.sql")
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="migration", name="c")
    assert {"kind": "way back", "path": "migrations/003_c.down.sql", "exists": False} in answer["companions"]


def test_numbers_that_are_no_sequence_are_left_alone(tmp_path: Path) -> None:
    files = _of("codec", "utf8_reader.py", "utf16_reader.py", "utf32_reader.py")
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="module", name="latin_reader")
    assert answer["recommended_path"] == "codec/latin_reader.py"
    assert "sequence" not in answer


def test_numbered_documents_of_any_role_go_on(tmp_path: Path) -> None:
    files = _of("app/steps", "01_load.py", "02_clean.py", "03_train.py") | _of("app", "main.py", "run.py")
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="step", name="report")
    assert answer["recommended_path"] == "app/steps/04_report.py"
