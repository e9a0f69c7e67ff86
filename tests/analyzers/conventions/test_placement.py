"""Where a file goes by what has its name already: counterparts, tests in trees that mirror sources, aliases, source sets."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

PEOPLE = ("user", "team", "badge", "invoice")


def _recommended(tmp_path: Path, files: dict[str, str], file_type: str, name: str, language: str | None = None) -> str:
    answer = Workspace(write(tmp_path, files)).safe_location(file_type=file_type, name=name, language=language)
    found: str = answer["recommended_path"]
    return found


def test_a_tree_of_tests_that_mirrors_the_sources_holds_no_files_of_their_roles(tmp_path: Path) -> None:
    files = {
        **{f"lib/shop/billing/{name}.ex": "defmodule X do\nend\n" for name in PEOPLE},
        **{f"test/shop/billing/{name}_test.exs": "defmodule XTest do\nend\n" for name in (*PEOPLE, "tax", "refund")},
    }
    assert _recommended(tmp_path, files, "billing", "Refund", "elixir") == "lib/shop/billing/refund.ex"


def test_a_file_goes_with_its_counterpart_as_others_of_its_role_do(tmp_path: Path) -> None:
    files = {
        f"app/{part}/{name}.php": "<?php\nclass A {}\n"
        for part, name in zip("abcd", ("User", "Team", "Badge", "Invoice"), strict=True)
    }
    files |= {
        f"factories/{part}/{name}Factory.php": "<?php\nclass A {}\n"
        for part, name in zip("abc", ("User", "Team", "Badge"), strict=True)
    }
    files |= {f"factories/d/{name}Factory.php": "<?php\nclass A {}\n" for name in ("Refund", "Tax")}
    files["app/d/Refund.php"] = files["app/d/Tax.php"] = files["app/b/Club.php"] = "<?php\nclass A {}\n"
    files |= {f"factories/a/{name}Factory.php": "<?php\nclass A {}\n" for name in ("Log", "Line", "Mark")}
    assert _recommended(tmp_path, files, "factory", "Club", "php") == "factories/b/ClubFactory.php"


def test_a_folder_of_migrations_takes_nothing_else(tmp_path: Path) -> None:
    files = {f"shop/migrations/000{number}_user_{name}.py": "x = 1\n" for number, name in enumerate(PEOPLE)}
    files |= {f"shop/{name}.py": "x = 1\n" for name in ("views", "urls")}
    assert _recommended(tmp_path, files, "module", "user_types", "python") == "shop/user_types.py"


def test_an_alias_is_no_folder(tmp_path: Path) -> None:
    files = {
        "web/src/parts/Menu.ts": "export const menu = 1\n",
        "web/src/pages/Home.ts": "import { menu } from '@/parts/Menu'\nimport { load } from '@/parts/Loader'\nload(menu)\n",
        "web/src/pages/About.ts": "import { menu } from '@/parts/Menu'\nmenu\n",
        "web/tsconfig.json": '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}',
    }
    assert _recommended(tmp_path, files, "module", "Loader", "typescript") == "web/src/parts/Loader.ts"


@pytest.mark.parametrize(("name", "expected"), [("MonthCell", "MonthCell.tsx"), ("UseMonths", "useMonths.ts")])
def test_the_extension_that_names_of_that_shape_have(tmp_path: Path, name: str, expected: str) -> None:
    files = {f"src/calendar/{stem}.tsx": "export const x = 1\n" for stem in ("DayCell", "WeekRow")}
    files |= {f"src/calendar/{stem}.ts": "export const x = 1\n" for stem in ("utils", "types", "constants", "labels")}
    files |= {f"src/hooks/{stem}.ts": "export const x = 1\n" for stem in ("useDays", "useWeeks", "useYears")}
    role = "hook" if name.startswith("Use") else "calendar"
    assert _recommended(tmp_path, files, role, name, "typescript").rpartition("/")[2] == expected


def test_what_is_always_built_comes_before_a_flavour(tmp_path: Path) -> None:
    files = {
        f"app/src/{flavour}/kotlin/shop/stats/{name}Stats.kt": f"package shop.stats\nclass {name}Stats\n"
        for flavour, names in (("main", ("Sale", "Visit")), ("demo", ("Sample",)))
        for name in names
    }
    assert _recommended(tmp_path, files, "stats", "Sample", "kotlin").startswith("app/src/main/")


def test_the_tests_folder_of_an_application_serves_its_subfolders(tmp_path: Path) -> None:
    files = {
        **{f"site/{app}/{name}.py": "x = 1\n" for app in ("crm", "cms") for name in ("views", "forms", "urls")},
        **{
            f"site/{app}/tests/test_{name}.py": "def test_x(): pass\n"
            for app in ("crm", "cms")
            for name in ("views", "forms", "urls")
        },
        "site/crm/api/customers.py": "x = 1\n",
    }
    assert _recommended(tmp_path, files, "test", "customers", "python") == "site/crm/tests/test_customers.py"


def test_single_words_show_nothing_of_how_several_are_written(tmp_path: Path) -> None:
    files = {
        f"bench/{name}.js": "module.exports = 1\n"
        for name in ("simple", "parser", "plugin", "stream", "router", "server")
    }
    files["lib/error-codes.js"] = "module.exports = 1\n"
    assert _recommended(tmp_path, files, "bench", "HooksAwait", "javascript") == "bench/hooks-await.js"


def test_a_name_that_is_taken_is_a_conflict(tmp_path: Path) -> None:
    files = {f"shop/{name}.py": "x = 1\n" for name in PEOPLE}
    files |= {f"tests/test_{name}.py": "def test_x(): pass\n" for name in PEOPLE}
    answer = Workspace(write(tmp_path, files)).safe_location(file_type="test", name="badge")
    assert [item["path"] for item in answer["conflicts"]] == ["tests/test_badge.py"]
    assert answer["recommended_path"] not in files


def test_names_that_begin_alike_stand_together(tmp_path: Path) -> None:
    files = {
        f"src/{folder}/{name}.go": "package x\n" for folder in ("net", "disk", "clock") for name in ("read", "open")
    }
    files |= {f"src/disk/snapshot_{name}.go": "package x\n" for name in ("full", "part")}
    files |= {f"src/net/{name}_snapshot.go": "package x\n" for name in ("old", "new")}
    assert _recommended(tmp_path, files, "module", "snapshot_merge", "go") == "src/disk/snapshot_merge.go"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Überweisung", "shop/services/überweisung_service.py"),
        ("заказ клиента", "shop/services/заказ_клиента_service.py"),
        ("用户", "shop/services/用户_service.py"),
    ],
)
def test_a_name_in_another_alphabet_keeps_its_letters(tmp_path: Path, name: str, expected: str) -> None:
    names = ("cart", "order", "price")
    files = {f"shop/services/{one}_service.py": f"class {one.title()}Service: ...\n" for one in names}
    assert Workspace(write(tmp_path, files)).safe_location("service", name)["recommended_path"] == expected


def test_no_module_goes_among_tests_or_what_only_tools_read(tmp_path: Path) -> None:
    files = {f"test/unit/extractor/{name}_extractor_test.rb": "class T; end\n" for name in PEOPLE}
    files |= {f"app/logical/{name}.rb": "class A; end\n" for name in ("queue", "router", "clock")}
    files |= {
        "Gemfile": "gem 'rails'\n",
        "Rakefile": "task :x\n",
        "config.ru": "run App\n",
        ".simplecov": "SimpleCov.start\n",
    }
    assert _recommended(tmp_path, files, "module", "Extractor", "ruby") == "app/logical/extractor.rb"


def test_a_name_that_is_taken_gets_the_role(tmp_path: Path) -> None:
    files = {f"shop/tracker/{name}.kt": "package shop.tracker\nclass A\n" for name in ("Kitsu", "KitsuApi", "KitsuDto")}
    files |= {f"shop/{name}Utils.kt": "package shop\nfun x() = 1\n" for name in ("Text", "Date")}
    assert _recommended(tmp_path, files, "util", "Kitsu", "kotlin").rpartition("/")[2] == "KitsuUtils.kt"


def test_a_feature_of_one_word_does_not_run_names_together(tmp_path: Path) -> None:
    files = {f"src/app/{name}/page.tsx": "export default 1\n" for name in ("polls", "events", "members", "months")}
    files |= {"src/lib/date-text.ts": "export const x = 1\n", "src/user-menu/menu-item.tsx": "export const x = 1\n"}
    assert _recommended(tmp_path, files, "page", "polls", "typescript") == "src/app/polls/polls-page.tsx"


def test_the_mark_of_a_test_is_written_once(tmp_path: Path) -> None:
    files = {f"src/tests/{name}_test.rs": "#[test] fn x() {}\n" for name in ("graph", "layer", "heap")}
    assert _recommended(tmp_path, files, "test", "TestConnectivity", "rust") == "src/tests/connectivity_test.rs"


def test_a_folder_below_whose_tests_keep_its_name_makes_no_tree_flat(tmp_path: Path) -> None:
    """`lib/shop/fields` has its tests in `spec/fields`: that moves a tree, and lays none flat."""
    files = {f"lib/shop/{name}.rb": "class A; end\n" for name in (*PEOPLE, "ledger")}
    files |= {f"lib/shop/fields/{name}_field.rb": "class A; end\n" for name in PEOPLE}
    files |= {f"spec/lib/shop/{name}_spec.rb": "describe A\n" for name in PEOPLE[:2]}
    files |= {f"spec/fields/{name}_field_spec.rb": "describe A\n" for name in PEOPLE}
    assert _recommended(tmp_path, files, "test", "ledger", "ruby") == "spec/lib/shop/ledger_spec.rb"


def test_no_folder_of_tests_is_made_where_a_file_has_its_name(tmp_path: Path) -> None:
    """In Python a folder `tests/` hides the `tests.py` beside it."""
    files = {f"shop/{part}/{name}.py": "x = 1\n" for part in PEOPLE for name in ("core", f"{part}s")}
    files |= {f"shop/{part}/tests/test_{part}s.py": "def test_x(): pass\n" for part in PEOPLE[1:]}
    files["shop/user/tests.py"] = "def test_x(): pass\n"
    assert not _recommended(tmp_path, files, "test", "users", "python").startswith("shop/user/tests/")


def test_what_tests_share_goes_where_one_of_them_names_it(tmp_path: Path) -> None:
    files = {f"pot/src/{name}.rs": "pub fn a() {}\n" for name in PEOPLE}
    files |= {f"derive/tests/{name}.rs": "fn a() {}\n" for name in ("one", "two", "three", "four", "five")}
    files |= {f"pot/src/tests/{name}.rs": "fn a() {}\n" for name in ("lay", "paint")}
    files["pot/src/tests/mod.rs"] = "mod harness;\nmod lay;\nmod paint;\n"
    files["pot/Cargo.toml"] = '[package]\nname = "pot"\n'
    assert _recommended(tmp_path, files, "test", "harness", "rust") == "pot/src/tests/harness.rs"


def test_names_that_run_their_words_together_end_with_the_role(tmp_path: Path) -> None:
    files = {f"src/api/{name}controller.cpp": "int x;\n" for name in ("app", "auth", "log", "sync")}
    assert _recommended(tmp_path, files, "controller", "SearchJob", "cpp") == "src/api/searchjobcontroller.cpp"


def test_a_role_that_ends_words_without_a_mark(tmp_path: Path) -> None:
    files = {f"src/gui/{name}.cpp": "int x;\n" for name in ("aboutdialog", "optionsdialog", "statsdialog", "tray")}
    files |= {f"src/base/{name}.cpp": "int x;\n" for name in ("path", "net", "logger", "version", "preferences")}
    assert _recommended(tmp_path, files, "dialog", "Invoice", "cpp") == "src/gui/invoicedialog.cpp"
