"""check_duplicates by name: which spellings mean the same thing, and which names mean nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.analyzers.clones.by_name.candidates import normal_route
from groundplan.analyzers.clones.by_name.forms import likeness, name_form
from groundplan.analyzers.clones.by_name.near_names import FlatNames, is_idiom

from tests.workspaces import write

FILES = {
    "src/user_service.py": "class UserService:\n    def save(self, user):\n        return user\n\n\n"
    "def parse_date(text):\n    return text\n",
    "src/main.py": "def main():\n    return 1\n\n\nclass Meta:\n    pass\n",
    "src/components/UserCard.tsx": "export function UserCard(props: Props) {\n  return <div>{props.name}</div>\n}\n",
    "src/api.py": "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/users/{user_id}')\ndef read_user(user_id):\n    return user_id\n",
    "tests/test_user.py": "def test_user_profile():\n    assert True\n\n\nclass OrderFactory:\n    pass\n",
    "src/cached.py": "class cached_value:\n    pass\n\n\ncheck_email = EmailCheck()\n",
    "src/notes.txt": "notes\n",
    "src/dialog-footer.component.ts": "export class GfDialogFooterComponent {\n  close() {}\n}\n",
    "src/tables.py": "class TableExtension:\n    pass\n\n\nclass RunningAggregator:\n    pass\n",
    **{f"src/jobs/job{number}.py": "def perform_now():\n    return 1\n" for number in range(5)},
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(write(tmp_path, FILES))


@pytest.mark.parametrize(
    ("name", "kind", "found", "first"),
    [
        pytest.param("UserService", "class", True, "UserService", id="the name itself"),
        pytest.param("user_service", "class", True, "UserService", id="other case style"),
        pytest.param("UsersService", "class", True, "UserService", id="plural"),
        pytest.param("UserSvc", "class", True, "UserService", id="abbreviation"),
        pytest.param("user.service.ts", "file", True, "user_service.py", id="file in another language's style"),
        pytest.param("parseDates", "function", True, "parse_date", id="plural in camel case"),
        pytest.param("parse_dat", "function", False, "parse_date", id="typing error"),
        pytest.param("UserManager", "class", False, "UserService", id="another role"),
        pytest.param("main", "function", False, "main", id="idiom"),
        pytest.param("Meta", "class", False, "Meta", id="idiomatic class"),
        pytest.param("test_user_profile", "function", False, "test_user_profile", id="test"),
        pytest.param("OrderFactory", "class", False, "OrderFactory", id="only in tests"),
        pytest.param("save", "function", False, "UserService.save", id="method"),
        pytest.param("UserService.save", "function", True, "UserService.save", id="method by its dotted path"),
        pytest.param("Shop::UserService#save", "any", True, "UserService.save", id="method as Ruby writes it"),
        pytest.param("App\\UserService\\UserService", "class", True, "UserService", id="class in a namespace"),
        pytest.param("OrderService.save", "function", False, "UserService.save", id="method of another class"),
        pytest.param("user_service.py", "any", True, "user_service.py", id="file by its name, of any kind"),
        pytest.param("job1.perform_now", "function", True, "perform_now", id="one of a crowd by its module"),
        pytest.param("perform_now", "function", False, "perform_now", id="one of a crowd"),
        pytest.param("user-card", "component", True, "UserCard", id="component"),
        pytest.param(
            "gf-dialog-footer", "component", False, "GfDialogFooterComponent", id="Angular component by its tag"
        ),
        pytest.param("TableExt", "class", True, "TableExtension", id="another abbreviation"),
        pytest.param("runningAgg", "class", True, "RunningAggregator", id="abbreviation of a doer"),
        pytest.param("GET /users/:id", "route", True, "GET /users/{user_id}", id="route with another parameter"),
        pytest.param("/users/7", "any", False, None, id="a path that no route has"),
        pytest.param("/users/:id", "any", True, "GET /users/{user_id}", id="path of a route, of any kind"),
        pytest.param("/users/<int:pk>/", "endpoint", True, "GET /users/{user_id}", id="route without method"),
        pytest.param("DELETE /users/:id", "route", False, "GET /users/{user_id}", id="route of another method"),
        pytest.param("cached_value", "function", True, "cached_value", id="a class of the very name"),
        pytest.param("check_email", "function", True, "check_email", id="a variable of the very name"),
        pytest.param("notes.py", "file", False, "notes.txt", id="a text of the name of code"),
        pytest.param("invoice_ledger", "any", False, None, id="nothing like it"),
    ],
)
def test_what_exists(workspace: Workspace, name: str, kind: str, first: str | None, *, found: bool) -> None:
    answer: dict[str, Any] = workspace.ask("check_duplicates", name=name, type=kind)
    names = [row["name"] for row in answer["duplicates"]]
    assert (names[0].removesuffix(".tsx") if names else None) == first
    assert answer["found_duplicates"] is found
    assert (answer["checking"], answer["type"]) == (name, kind)


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("user_profile", "UserProfile", 0.95, 0.99),
        ("user-profile", "userProfile", 0.95, 0.99),
        ("categories", "category", 0.9, 0.95),
        ("SimpleCookies", "SimpleCookie", 0.9, 0.95),
        ("get_cfg", "getConfig", 0.9, 0.95),
        ("parseUrl", "urlParse", 0.8, 0.9),
        ("UserService", "User", 0.7, 0.8),
        ("recieveMessage", "receiveMessage", 0.9, 0.95),
        ("openDoor", "closeWindow", 0.0, 0.1),
        ("sendEmail", "send_mail", 0.9, 0.95),
        ("PaginationHelper", "Paginator", 0.7, 0.8),
        ("remove_user", "deleteUser", 0.7, 0.8),
        ("slugify_text", "slugify", 0.7, 0.8),
        ("UserSerializer", "SetSerializer", 0.0, 0.0),
        ("Tranlator", "Truncator", 0.0, 0.0),
        ("get_objct_or_404", "get_object_or_404", 0.7, 0.8),
        ("status", "statu", 0.5, 0.8),
        ("get_env", "get", 0.0, 0.0),
        ("get_env", "Environment", 0.0, 0.0),
        ("EmailValidator", "validate", 0.0, 0.0),
        ("parse_date", "parse_http_date", 0.6, 0.7),
    ],
)
def test_likeness(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(name_form(one), name_form(other)) <= most
    assert likeness(name_form(one), name_form(other)) == pytest.approx(
        likeness(name_form(other), name_form(one)), abs=0.05
    )


@pytest.mark.parametrize(
    ("name", "idiom"),
    [
        ("__init__", True),
        ("setUp", True),
        ("test_a", True),
        ("index", True),
        ("toString", True),
        ("parse_invoice", False),
    ],
)
def test_idioms(name: str, *, idiom: bool) -> None:
    assert is_idiom(name_form(name)) is idiom


@pytest.mark.parametrize(
    "route",
    [
        *("GET /users/:id", "get /users/{user_id}/", "GET /Users/<int:pk>", "GET /users/[id]", "GET users/(?P<pk>x)/$"),
        *("GET /users/:id([0-9]+)", "GET /users/:id?", "GET /users/$userId", "GET /users/:id(.:format)"),
        *("GET http://localhost:3000/users/:id", "GET /users/{id}?page=2", "GET /users/{id?}"),
    ],
)
def test_spellings_of_one_route(route: str) -> None:
    assert normal_route(route) == ("GET", "/users/{}")


def test_a_verb_behind_a_path_is_no_parameter() -> None:
    assert normal_route("POST /v1/jobs/{id}:cancel") == ("POST", "/v1/jobs/{}:cancel")


def test_only_rows_that_say_something_are_listed(tmp_path: Path) -> None:
    files = {
        "src/driver.py": "class Driver:\n    def connection(self):\n        return 1\n\n    def get(self):\n        return 2\n",
        "src/parse.py": "def parse_http_date(text):\n    return text\n\n\nclass Parser:\n    pass\n",
        "tests/test_parse.py": "def test_it():\n    def parse_http_date(text):\n        return text\n\n    assert parse_http_date(1)\n",
    }
    ask = Workspace(write(tmp_path, files)).ask
    listed = {
        name: [row["name"] for row in ask("check_duplicates", name=name)["duplicates"]]
        for name in ("get_env", "ConnectionManager", "parse_date")
    }
    assert listed == {"get_env": [], "ConnectionManager": [], "parse_date": ["parse_http_date"]}


def test_the_quick_look_lets_through_what_is_near() -> None:
    names = FlatNames(["load_user", "userLoader", "LoadUsers", "_", "xml", "user"])
    assert names.near(name_form("loadUser")) == {"load_user", "userLoader", "LoadUsers", "user"}
    assert names.near(name_form("xmlx")) == {"xml"}
    assert names.near(name_form("_")) == {"_"}
    assert FlatNames([]).near(name_form("a")) == set()


def test_the_quick_look_lets_through_what_is_abbreviated_to_few_letters() -> None:
    """`RowIterator` was said to be nothing beside `RowIter`: no word of it is longer than three letters there."""
    names = FlatNames(["RowIter", "RowItem", "CfgMgr"])
    assert names.near(name_form("RowIterator")) == {"RowIter"}
    assert names.near(name_form("ConfigManager")) == {"CfgMgr"}


def test_a_name_of_many_modules_is_a_convention(tmp_path: Path) -> None:
    own = "def get_by_name(name):\n    return {}[name]\n"
    files = {f"src/{name}/service.py": own for name in ("case", "event", "role", "team", "user")}
    answer = Workspace(write(tmp_path, files)).check_duplicates(name="get_by_name", type="function")
    assert answer["found_duplicates"] is False
    assert {row["score"] for row in answer["duplicates"]} == {0.8}
    assert answer["duplicates"][0]["hint"] == "one of 5 of this name: see how src/case/service.py:1 does it"
    assert answer["coverage"].startswith("5 files define a function get_by_name: a convention")
    files = {"src/case/service.py": own, "src/event/service.py": "def flush():\n    return 1\n"}
    answer = Workspace(write(tmp_path / "one", files)).check_duplicates(name="get_by_name", type="function")
    assert (answer["found_duplicates"], answer["duplicates"][0]["score"]) == (True, 1.0)
    assert "coverage" not in answer


MORE = {
    "src/accounts.py": "def retrieve_user_by_email(email):\n    return email\n\n\n"
    'def make_password(password):\n    """Turn a plain-text password into a hash for the database."""\n    return password\n\n\n'
    'def check_password(password):\n    """Compare a password with the stored one."""\n    return password\n',
    "src/random.ts": "export class RandomGenerator {\n  next(): number {\n    return this.seed + 1\n  }\n}\n",
    **{
        f"src/{name}.ts": "export const one = 1\n"
        for name in ("Query", "QueryView", "QueryModel", "QueryStore", "QueryRunner")
    },
}


@pytest.mark.parametrize(
    ("name", "kind", "found", "first", "score"),
    [
        pytest.param("get_user_by_email", "function", True, "retrieve_user_by_email", 0.9, id="another verb"),
        pytest.param("RandomUtil", "class", False, "RandomGenerator", 0.78, id="a generator is a role"),
        pytest.param("query-runner-factory", "file", False, "Query.ts", 0.78, id="files of one ending are no crowd"),
    ],
)
def test_what_an_agent_would_call_otherwise(
    tmp_path: Path, name: str, kind: str, first: str, score: float, *, found: bool
) -> None:
    answer = Workspace(write(tmp_path, MORE)).ask("check_duplicates", name=name, type=kind)
    row = answer["duplicates"][0]
    assert (answer["found_duplicates"], row["name"], row["score"]) == (found, first, score)


def test_what_stands_in_a_module_or_is_static_is_reused(tmp_path: Path) -> None:
    files = {
        "lib/output.rb": "module Mail\n  module Compat\n    class SlicedOutput\n      def run\n        1\n      end\n    end\n  end\nend\n",
        "src/Paths.cs": "public static class Paths\n{\n    public static string UniqueFilePath(string path)\n    {\n"
        "        return path;\n    }\n\n    public string OwnFilePath(string path)\n    {\n        return path;\n    }\n}\n",
        "src/Urls.php": "<?php\nclass Urls\n{\n    public static function isValidWebhookUrl($url)\n    {\n        return $url;\n    }\n\n"
        "    public static function fromBase($url)\n    {\n        return $url;\n    }\n}\n",
        "src/Sizes.kt": "object Sizes {\n    fun sampleSizeOf(width: Int): Int {\n        return width\n    }\n}\n",
    }
    ask = Workspace(write(tmp_path, files)).ask
    found = {
        name: ask("check_duplicates", name=name, type=kind)["found_duplicates"]
        for name, kind in (
            ("SlicedOutputs", "class"),
            ("unique_file_path", "function"),
            ("OwnFilePath", "function"),
            ("isValidWebhookUrl", "function"),
            ("fromBase", "function"),
            ("sampleSizeOf", "function"),
        )
    }
    assert {name for name, is_found in found.items() if not is_found} == {"OwnFilePath", "fromBase"}
