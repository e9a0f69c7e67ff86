"""safe_location: what all files of a role have in common, of layouts of real repositories: a file a folder, a folder a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace
from groundplan.errors import InvalidParameterError

from ...workspaces import git, write

if TYPE_CHECKING:
    from pathlib import Path

APPS = ("accounts", "blog", "docs", "members")
DJANGO = {
    **{f"{app}/models.py": f"class {app.title()}:\n    pass\n" for app in APPS},
    **{f"{app}/{name}.py": "x = 1\n" for app in APPS for name in ("admin", "apps", "urls")},
    **{f"{app}/forms.py": "class Form:\n    pass\n" for app in APPS if app != "blog"},
    "accounts/hook_models.py": "class Hook:\n    pass\n",
}


def ask(root: Path, files: dict[str, str], role: str, name: str, **more: str) -> dict[str, Any]:
    return dict(Workspace(write(root, files)).safe_location(role, name, **more))


def test_the_file_that_has_all_models_of_its_application_is_told(tmp_path: Path) -> None:
    found = ask(tmp_path, DJANGO, "model", "BlogComment")
    assert [row["path"] for row in found["conflicts"]] == ["blog/models.py"]
    assert "4 of 5 files" in found["conflicts"][0]["reason"]
    assert found["confidence"] <= 0.5


def test_a_single_file_that_has_all_models_is_told(tmp_path: Path) -> None:
    files = {f"app/{name}.py": "def x():\n    pass\n" for name in ("main", "crud", "utils")}
    found = ask(tmp_path, files | {"app/models.py": "class Item:\n    pass\n"}, "model", "Invoice")
    assert found["conflicts"] == [
        {"path": "app/models.py", "reason": "has all of the role in its folder: see whether the new one belongs there"}
    ]


def test_what_stands_alone_in_the_folder_of_its_role_has_all_of_it_only_if_called_so(tmp_path: Path) -> None:
    other = {f"src/lib/{name}.ts": "export const x = 1;\n" for name in ("db", "env", "log")}
    found = ask(tmp_path / "a", other | {"src/models/Schema.ts": "export const user = 1;\n"}, "model", "Invoice")
    assert [row["path"] for row in found["conflicts"]] == ["src/models/Schema.ts"]
    found = ask(tmp_path / "b", other | {"src/models/User.ts": "export const user = 1;\n"}, "model", "Invoice")
    assert found["conflicts"] == []


def test_a_stub_that_a_generator_made_has_nothing_of_the_role(tmp_path: Path) -> None:
    stub = {"api/models.py": "from django.db import models\n\n# Create your models here.\n"}
    files = {key: text for key, text in DJANGO.items() if not key.startswith(("docs", "members"))}
    found = ask(tmp_path, files | stub | {f"api/{name}.py": "x = 1\n" for name in "abcdef"}, "model", "Goal")
    assert found["conflicts"][0]["path"] in {"accounts/models.py", "blog/models.py"}


def test_views_of_several_applications_are_no_files_below_api(tmp_path: Path) -> None:
    """Files that are called as the role come before those that another word for it names."""
    files = {f"api/{name}.py": "x = 1\n" for name in ("apps", "urls", "mixins", "admin")}
    files |= {f"{app}/{name}.py": "class A:\n    x = 1\n" for app in APPS for name in ("views", "forms", "admin")}
    path = ask(tmp_path, files, "view", "export")["recommended_path"]
    assert not path.startswith("api/")


def test_an_application_without_forms_gets_the_file_that_the_others_have(tmp_path: Path) -> None:
    found = ask(tmp_path, DJANGO, "form", "BlogComment")
    assert found["recommended_path"] == "blog/forms.py"
    assert found["conflicts"] == []


def test_a_model_called_after_an_application_belongs_there(tmp_path: Path) -> None:
    below = {f"site/{path}": text for path, text in DJANGO.items()} | {
        "site/forums/models.py": "class Forum:\n    pass\n"
    }
    found = ask(tmp_path, below, "model", "ForumPost")
    assert [row["path"] for row in found["conflicts"]] == ["site/forums/models.py"]
    assert found["confidence"] <= 0.5


def test_what_only_helps_makes_no_feature(tmp_path: Path) -> None:
    files = {f"site/{app}/{name}.py": "x = 1\n" for app in APPS for name in ("models", "utils", "urls")}
    assert "site/redis/" not in ask(tmp_path, files, "util", "Redis")["recommended_path"]


def test_where_each_query_has_a_folder_of_its_own_so_has_the_next(tmp_path: Path) -> None:
    queries = {"Users": ("GetUser", "GetUsers"), "Carts": ("GetCart",), "Orders": ("GetOrder", "GetLateOrders")}
    files = {
        f"src/Application/{area}/{query}/{query}{end}.cs": f"namespace Shop;\npublic class {query}{end} {{ }}\n"
        for area, names in queries.items()
        for query in names
        for end in ("Query", "Handler")
    }
    found = ask(tmp_path, files, "query", "GetCartLines")
    assert found["recommended_path"] == "src/Application/Carts/GetCartLines/GetCartLinesQuery.cs"


def test_a_view_that_begins_as_a_feature_stands_with_it(tmp_path: Path) -> None:
    views = (
        "Staff/StaffView",
        "Sponsor/SponsorView",
        "Sponsor/SponsorGridView",
        "Session/SessionView",
        "About/AboutView",
    )
    files = {f"App/Sources/{path}.swift": "struct A: View {}\n" for path in (*views, "Session/SessionListView")}
    assert (
        ask(tmp_path, files, "view", "SessionFilter")["recommended_path"]
        == "App/Sources/Session/SessionFilterView.swift"
    )
    assert ask(tmp_path, files, "view", "Map")["recommended_path"] == "App/Sources/Map/MapView.swift"


def test_a_test_stands_where_those_of_its_folder_do_and_not_where_most_do(tmp_path: Path) -> None:
    names = "abcdefghijklmnop"
    files = {f"app/models/thing_{name}.rb": "class A\nend\n" for name in names}
    files |= {f"test/models/thing_{name}_test.rb": "class A\nend\n" for name in names}
    files |= {f"app/helpers/{name}_helper.rb": "module A\nend\n" for name in ("users", "cart", "keys", "pages")}
    files |= {f"test/unit/helpers/{name}_helper_test.rb": "class A\nend\n" for name in ("users", "cart", "keys")}
    files |= {f"test/helpers/{name}_helpers.rb": "module A\nend\n" for name in ("admin", "email", "gem", "oauth")}
    assert ask(tmp_path, files, "test", "PagesHelper")["recommended_path"] == "test/unit/helpers/pages_helper_test.rb"


def test_a_test_among_migrations_is_none_of_them(tmp_path: Path) -> None:
    files = {f"store/migration/{number:03}_step.go": "package migration\n" for number in range(1, 9)}
    files |= {f"store/migration/{name}.go": "package migration\n" for name in ("migration", "common")}
    files |= {"store/store.go": "package store\n", "store/store_test.go": "package store\n"}
    assert ask(tmp_path, files, "test", "Migration")["recommended_path"] == "store/migration/migration_test.go"


def test_a_type_of_another_crate_names_no_file(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "x"\n',
        "src/lib.rs": "mod types;\n",
        "src/types/ipnet/mod.rs": "mod addr;\n",
        "src/types/ipnet/addr.rs": "use ipnet::IpNet;\n",
        "src/types/ipnet/range.rs": "pub struct Range;\n",
    }
    assert ask(tmp_path, files, "ipnet", "Ipnet")["recommended_path"] == "src/types/ipnet/ipnet.rs"


def test_a_single_word_beside_it_tells_the_extension(tmp_path: Path) -> None:
    files = {"docs/mdx/mermaid.tsx": "export const A = 1;\n"}
    files |= {f"lib/read-{name}.ts": "export const a = 1;\n" for name in "abcdef"}
    files |= {f"ui/show-{name}.tsx": "export const A = 1;\n" for name in "abcd"}
    assert ask(tmp_path, files, "mdx", "EnvelopeWarning")["recommended_path"] == "docs/mdx/envelope-warning.tsx"


def test_any_folder_of_the_workspace_may_be_the_one_to_stay_in(tmp_path: Path) -> None:
    files = {
        f"src/{area}/service/{name}.py": "x = 1\n" for area in ("shop", "mail") for name in ("cart", "user", "tax")
    }
    found = ask(tmp_path, files, "service", "Refund", package="src/mail")
    assert found["recommended_path"] == "src/mail/service/refund.py"
    with pytest.raises(InvalidParameterError, match="no package"):
        ask(tmp_path, files, "service", "Refund", package="src/nothing")


def test_only_changed_files_of_the_language_make_a_folder_a_living_one(tmp_path: Path) -> None:
    files = {"release.ts": "export default 1;\n", **{f"web/src/{name}.ts": "export const a = 1;\n" for name in "abc"}}
    write(tmp_path, files)
    git(tmp_path, "init", "-q")
    for number in range(3):
        write(tmp_path, {"README.md": f"{number}\n", "Makefile": f"{number}:\n", "package.json": '{"name": "x"}'})
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", "x", "--allow-empty")
    found = Workspace(tmp_path).safe_location("module", "pipeline", language="typescript")
    assert not any(
        "2 of its files" in text or "4 of its" in text
        for row in found["suggested_locations"]
        for text in row["reasons"]
    )


def test_a_test_of_the_name_draws_no_file_of_the_product_to_itself(tmp_path: Path) -> None:
    lessons = {
        "chromedevtools": ("NetworkDummy", "NetworkLesson"),
        "xss": ("Xss", "XssLesson"),
        "jwt": ("Jwt", "JwtLesson"),
    }
    files = {
        f"src/main/java/lessons/{of}/{name}.java": f"class {name} {{}}\n"
        for of, names in lessons.items()
        for name in names
    }
    files["src/test/java/lessons/chromedevtools/ChromeDevToolsTest.java"] = "class ChromeDevToolsTest {}\n"
    found = ask(tmp_path, files, "chromedevtool", "ChromeDevTools", language="java")
    assert found["recommended_path"] == "src/main/java/lessons/chromedevtools/ChromeDevTools.java"
