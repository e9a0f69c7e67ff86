"""find: what comes first, for names, words, humps, typing errors and globs."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

FILES = {
    "shop/users.py": (
        "class UserRepository:\n"
        "    def save(self): pass\n"
        "\n\n"
        "class UserRepositoryCache:\n"
        "    def save_all(self): pass\n"
        "\n\n"
        "def user_repository(): pass\n"
    ),
    "shop/orders.py": "class Order:\n    def save(self): pass\n\n\ndef find_order_by_user(): pass\n",
    "tests/test_users.py": "class UserRepository:\n    pass\n",
    "vendor/lib/users.py": "class UserRepository:\n    pass\n",
    "shop/styles/[id].css": "a {}\n",
    "web/app.ts": "export const app = 1\n",
}


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        pytest.param(
            "UserRepository",
            [("shop/users.py", "UserRepository"), ("shop/users.py", "user_repository"), ("shop/users.py", "UserRepositoryCache")],
            id="exact, then the same words, then a prefix",
        ),
        pytest.param("user_rep", [("shop/users.py", "user_repository")], id="prefix"),
        pytest.param("UsRepCa", [("shop/users.py", "UserRepositoryCache")], id="camel humps"),
        pytest.param("order user", [("shop/orders.py", "find_order_by_user")], id="words in any order and style"),
        pytest.param("UserRepositry", [("shop/users.py", "UserRepository")], id="a typing error"),
        pytest.param("Order.save", [("shop/orders.py", "Order.save"), ("shop/users.py", "UserRepository.save")], id="a dotted path"),
        pytest.param("shop/users.py", [("shop/users.py", "users.py")], id="a path"),
        pytest.param("styles/[id].css", [], id="a piece of a path with a class of characters in it"),
        pytest.param("shop/styles/[id].css", [("shop/styles/[id].css", "[id].css")], id="a path that looks like a glob"),
        pytest.param("styles/", [("shop/styles/[id].css", "[id].css")], id="a folder"),
        pytest.param("shop users", [("shop/users.py", "users.py")], id="words of a path"),
        pytest.param("users.py", [("shop/users.py", "users.py"), ("tests/test_users.py", "test_users.py")], id="a file's name"),
    ],
)  # fmt: skip
def test_ranked_as_a_person_expects(tmp_path: Path, pattern: str, first: list[tuple[str, str]]) -> None:
    matches = Workspace(write(tmp_path, FILES)).find(pattern)["matches"]
    found = [(row["path"], row["name"]) for row in matches if not row["path"].startswith("vendor/")]
    assert found[: len(first)] == first


KINDS = {
    "shop/cart.ts": (
        "export class Cart {\n  total = 0\n  constructor(readonly size: number) {}\n}\n\n"
        "export class Basket {\n  cart = 1\n  discount() {}\n}\n"
    ),
    "shop/discount.ts": "export const price = 1\nexport const settings = {}\nexport class Settings {}\n",
    "shop/price/index.ts": "export const amount = 1\n",
    "shop/ts.py": "class Ts:\n    pass\n",
}


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        pytest.param("Cart", ["Cart", "cart.ts", "Basket.cart"], id="a class, its file, what has it as a field"),
        pytest.param("cart", ["Cart", "cart.ts", "Basket.cart"], id="small letters leave the case open"),
        pytest.param("settings", ["settings", "Settings"], id="as it is written, then in another case"),
        pytest.param("discount", ["discount.ts", "Basket.discount"], id="a file before a member"),
        pytest.param("price.ts", ["index.ts"], id="the main file of a folder, and no definition called ts"),
        pytest.param("discuont.ts", ["discount.ts"], id="a typing error in the name of a file"),
    ],
)
def test_what_is_meant_before_what_has_the_name_too(tmp_path: Path, pattern: str, first: list[str]) -> None:
    matches = Workspace(write(tmp_path, KINDS)).find(pattern)["matches"]
    assert [row["name"] for row in matches][: len(first)] == first


@pytest.mark.parametrize("pattern", ["e", "s", "save", "Us", "UsRe", "user", "UserRepositry", "*.py", "order user"])
def test_the_best_are_the_first_of_all(tmp_path: Path, pattern: str) -> None:
    many = {f"shop/part{number}.py": f"class Se{'e' * number}:\n    def save(self): pass\n" for number in range(30)}
    workspace = Workspace(write(tmp_path, FILES | many))
    whole = workspace.find(pattern, limit=0)
    for limit in (1, 7):
        answer = workspace.find(pattern, limit=limit)
        assert answer["matches"] == whole["matches"][:limit]
        assert answer["total"] == whole["total"] == len(whole["matches"])


WORDED = {
    "shop/auth/tokens.py": (
        'class Generator:\n    """Makes and checks a token for a user."""\n\n    def check_token(self): pass\n\n    def clock(self): pass\n'
    ),
    "shop/auth/models.py": "class User:\n    pass\n",
    "shop/cart/tokens.py": "def token_of_cart(): pass\n",
    "shop/auth/session_store.py": "x = 1\n",
    "check/engine.go": "package check\n\nfunc run() {}\n",
    "check/bench_test.go": "package check\n\nfunc BenchmarkCheckEngine() {}\n",
}


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        pytest.param("user auth token", "Generator", id="in the path and the documentation"),
        pytest.param("clock auth zebra", "Generator.clock", id="one of three may be missing"),
        pytest.param("cart tokens", "token_of_cart", id="any order, singular for plural"),
        pytest.param("auth session", "session_store.py", id="a file by its folder and its name"),
        pytest.param("checks the token", "Generator.check_token", id="silent words count nothing"),
        pytest.param("banana split sundae", None, id="nothing of the kind"),
        pytest.param("check engine", "engine.go", id="a file by its folder before a test that has all words"),
    ],
)
def test_words_wherever_they_stand(tmp_path: Path, pattern: str, first: str | None) -> None:
    matches = Workspace(write(tmp_path, WORDED)).find(pattern)["matches"]
    assert (matches[0]["name"] if matches else None) == first


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("def save", ["Order.save", "UserRepository.save"]),
        ("def user_repository(", ["user_repository"]),
        ("class Order", ["Order"]),
        ("class find_order_by_user", ["find_order_by_user"]),
    ],
)
def test_a_declaration_means_its_name_and_kind(tmp_path: Path, pattern: str, first: list[str]) -> None:
    matches = Workspace(write(tmp_path, FILES)).find(pattern)["matches"]
    assert [row["name"] for row in matches][: len(first)] == first


def test_source_before_tests_before_vendored(tmp_path: Path) -> None:
    matches = Workspace(write(tmp_path, FILES)).find("UserRepository", kind="class")["matches"]
    exact = [row["path"] for row in matches if row["name"] == "UserRepository"]
    assert exact == ["shop/users.py", "tests/test_users.py", "vendor/lib/users.py"]


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("shop/*.py", ["shop/orders.py", "shop/users.py"]),
        ("shop/**/*.css", ["shop/styles/[id].css"]),
        ("*.ts", ["web/app.ts"]),
        ("**/orders.py", ["shop/orders.py"]),
        ("shop/*.css", []),
        ("styles/*.css", ["shop/styles/[id].css"]),
    ],
)
def test_globs(tmp_path: Path, pattern: str, paths: list[str]) -> None:
    matches = Workspace(write(tmp_path, FILES)).find(pattern, kind="file")["matches"]
    assert sorted(row["path"] for row in matches) == paths


def test_every_file_with_its_language(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, FILES)).find("**", kind="file", limit=0)
    assert {row["path"]: row["language"] for row in answer["matches"]} == {
        **dict.fromkeys([path for path in FILES if path.endswith(".py")], "Python"),
        "shop/styles/[id].css": "CSS",
        "web/app.ts": "TypeScript",
    }
    assert answer["total"] == len(FILES)
    assert answer["truncated"] is False


def test_a_cut_says_so(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, FILES)).find("user", limit=1)
    assert len(answer["matches"]) == 1
    assert answer["truncated"] is True
    assert answer["total"] > 1


@pytest.mark.parametrize("pattern", ["%", "100%_off", "'", "[", "\\", "..", "zzzzzzzzz"])
def test_signs_of_the_query_language_mean_nothing(tmp_path: Path, pattern: str) -> None:
    assert Workspace(write(tmp_path, FILES)).find(pattern)["matches"] == []


def test_humps_that_are_shortened_and_names_without_letters(tmp_path: Path) -> None:
    files = {
        "shop/people.py": "class UserService:\n    pass\n\n\nclass UserSession:\n    pass\n\n\ndef user(): pass\n",
        "shop/odd.ts": "export const o = { '': 1, f() {} }\nexport function crawl() {}\nexport class Crawler {}\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert [row["name"] for row in workspace.find("UsrSvc")["matches"]] == ["UserService"]
    assert workspace.find("crawlr")["matches"][0]["name"] == "Crawler"


def test_first_letters_of_humps_find_a_name_that_begins_small(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.ts": "export function getFormattedErrorMessage() {}\nexport function other() {}\n",
            "b.py": "def m_2_m(): ...\n",
            "c.py": "class NearMissCalculator: ...\nclass NumericMask: ...\n",
        },
    )
    workspace = Workspace(tmp_path)
    assert [match["name"] for match in workspace.find("gFEM")["matches"]] == ["getFormattedErrorMessage"]
    assert [match["name"] for match in workspace.find("m2m")["matches"]] == ["m_2_m"]
    assert [match["name"] for match in workspace.find("NMCalc")["matches"]] == ["NearMissCalculator"]


def test_words_of_names_in_small_letters_are_met_whole_or_begun(tmp_path: Path) -> None:
    names = ("tests_of_price", "test_price", "testing_price", "latest_price", "priceTest")
    write(tmp_path, {"a.py": "".join(f"def {name}(): ...\n" for name in names)})
    found = [match["name"] for match in Workspace(tmp_path).find("price test")["matches"]]
    assert set(found[:3]) == {"tests_of_price", "test_price", "priceTest"}
    assert found[3:] == ["testing_price"]


def test_the_name_between_underscores_is_not_behind_longer_ones(tmp_path: Path) -> None:
    longer = "".join(f"def get_{name}(): pass\n" for name in "abcdefgh")
    root = write(tmp_path, {"a.py": f"{longer}class A:\n    def __get__(self): pass\n    def get(self): pass\n"})
    answer = Workspace(root).find("get", limit=2)
    assert [match["name"] for match in answer["matches"]] == ["A.get", "A.__get__"]
    assert answer["total"] == 10


def test_one_letter_is_no_part_of_a_name(tmp_path: Path) -> None:
    root = write(tmp_path, {"m.py": "def e(): pass\n\n\ndef early(): pass\n\n\ndef late(): pass\n"})
    assert [match["name"] for match in Workspace(root).find("e", kind="function")["matches"]] == ["e", "early"]


def test_a_file_is_found_by_its_name_in_another_case_style_and_the_root_s_goes_first(tmp_path: Path) -> None:
    files = {
        "static/views/chart-view.js": "define([], () => 1)\n",
        "packages/app/vite.config.ts": "export default {}\n",
        "vite.config.ts": "export default {}\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.find("ChartView")["matches"][0]["path"] == "static/views/chart-view.js"
    assert workspace.find("vite.config.ts")["matches"][0]["path"] == "vite.config.ts"


def test_humps_that_stand_together_go_before_those_with_words_between(tmp_path: Path) -> None:
    names = ("DocumentExporter", "DocumentTypeExporter", "OldDocumentExporter", "DocumentsOfExperts")
    write(tmp_path, {"a.py": "".join(f"class {name}: ...\n" for name in reversed(names))})
    found = [row["name"] for row in Workspace(tmp_path).find("DocExp", kind="class")["matches"]]
    assert found[:2] == ["DocumentExporter", "OldDocumentExporter"]
    assert len(found) == len(names)


def test_a_declaration_by_another_word_than_its_own(tmp_path: Path) -> None:
    files = {
        "Context.kt": "interface Context {\n    fun path(): String\n}\n",
        "Test.kt": "class Test {\n    fun `a class of Context`() {}\n}\n",
    }
    assert Workspace(write(tmp_path, files)).find("class Context")["matches"][0]["name"] == "Context"


def test_a_file_of_the_very_name_goes_first_wherever_it_stands(tmp_path: Path) -> None:
    write(tmp_path, {"docs/conf.py": "a = 1\n", "shop/conf/__init__.py": "b = 1\n", "shop/conf.py.jinja": "c\n"})
    found = Workspace(tmp_path).find("conf.py")["matches"]
    assert found[0]["path"] == "docs/conf.py"


def test_a_mistyped_word_among_several_is_the_nearest_one_of_the_names(tmp_path: Path) -> None:
    files = {"src/guard.py": "class ConnectionGuard:\n    pass\n\n\nclass Guard:\n    pass\n"}
    found = Workspace(write(tmp_path, files)).find("conection guard")["matches"]
    assert found[0]["name"] == "ConnectionGuard"
    write(tmp_path, {"src/sealed.py": "class SealedConfig:\n    pass\n"})
    assert Workspace(tmp_path).find("sealed cofnig")["matches"][0]["name"] == "SealedConfig"


def test_a_file_whose_name_is_one_of_the_words_is_found_by_a_folder_further_up(tmp_path: Path) -> None:
    files = {"app/routes/indexes/search.py": "def answer():\n    pass\n"}
    files["app/net/route.py"] = "class Route:\n    def multi_search_path(self):\n        pass\n"
    assert (
        Workspace(write(tmp_path, files)).find("route search")["matches"][0]["path"] == "app/routes/indexes/search.py"
    )


def test_words_that_are_a_whole_file_name_find_the_file(tmp_path: Path) -> None:
    """`auth store` is `auth.store.js`, before the many constants that hold it."""
    files = {"src/stores/auth.store.js": "export const useAuthStore = () => 1\n"}
    files |= {
        f"src/views/{name}.js": "import { useAuthStore } from '../stores/auth.store'\nconst authStore = useAuthStore()\n"
        for name in "abcd"
    }
    found = Workspace(write(tmp_path, files)).find("auth store")["matches"]
    assert found[0]["path"] == "src/stores/auth.store.js"
