"""existing_patterns: which of the files that follow a pattern comes first, and by which of its definitions it is shown."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace

from ...workspaces import write

BODY = "".join(f"        public void Step{number}() {{}}\n" for number in range(20))


def _examples(tmp_path: Path, files: dict[str, str], pattern: str) -> list[tuple[str, str | None]]:
    answer = Workspace(write(tmp_path, files)).existing_patterns(pattern)
    return [(row["path"], row["symbol"]) for row in answer["example_files"]]


def test_what_does_it_before_what_only_declares_it(tmp_path: Path) -> None:
    names = ("Cart", "Order", "Refund")
    files = {
        f"src/{name}Service.cs": f"namespace A {{\n    public class {name}Service {{\n{BODY}    }}\n}}\n"
        for name in names
    }
    files |= {
        f"src/I{name}Service.cs": f"namespace A {{\n    public interface I{name}Service {{\n{BODY}    }}\n}}\n"
        for name in names
    }
    assert [path for path, _ in _examples(tmp_path, files, "service")[:3]] == [
        f"src/{name}Service.cs" for name in names
    ]


def test_a_class_of_another_kind_is_no_example_of_what_its_name_ends_in(tmp_path: Path) -> None:
    files = {
        f"lib/cops/rule_{number}.rb": f"class Rule{number} < Base\n  def call\n  end\nend\n" for number in range(9)
    }
    files["lib/cops/undefined_config.rb"] = "class UndefinedConfig < Base\n  def call\n  end\nend\n"
    files["lib/site/remote_config.rb"] = "class RemoteConfig\n  def load\n  end\nend\n"
    assert next(path for path, _ in _examples(tmp_path, files, "config")) == "lib/site/remote_config.rb"


def test_a_helper_among_tests_is_no_example_of_one(tmp_path: Path) -> None:
    files = {
        f"store/{name}_test.go": f"package store\n\nfunc Test{name}() {{}}\n"
        for name in ("user", "memo", "filter_helpers")
    }
    assert _examples(tmp_path, files, "test")[-1][0] == "store/filter_helpers_test.go"


def test_the_definition_called_as_the_file_is_the_one_shown(tmp_path: Path) -> None:
    files = {
        "client/_auth.py": "class Auth:\n    pass\n\n\nclass FunctionAuth(Auth):\n    pass\n",
        "client/api.py": "x = 1\n",
    }
    assert _examples(tmp_path, files, "auth") == [("client/_auth.py", "Auth")]


def test_what_does_something_is_shown_of_a_file_with_another_name(tmp_path: Path) -> None:
    text = "export interface Group { a: string }\nexport function useGroups(): Group[] {\n  return []\n}\n"
    assert _examples(tmp_path, {"src/list/hooks.ts": text}, "hook") == [("src/list/hooks.ts", "useGroups")]


def test_a_name_that_means_much_else_shows_nothing_alone(tmp_path: Path) -> None:
    files = {
        "src/walk.ts": "export function walk(items: Iterator<string>) {\n  const next = items.next()\n  return next\n}\n",
        "server/log_interceptor.ts": "export function logInterceptor() {\n  return 1\n}\n",
    }
    assert _examples(tmp_path, files, "middleware") == [("server/log_interceptor.ts", "logInterceptor")]


def test_two_sure_files_of_which_one_is_called_so_leave_out_those_that_only_use_its_names(tmp_path: Path) -> None:
    files = {
        f"shop/search_{number}.py": "def find(settings, config):\n    return settings.x + config.y\n"
        for number in range(5)
    }
    files |= {"shop/settings.py": "DEBUG = False\n", "shop/oidc.py": "class OidcConfig:\n    url = ''\n"}
    assert {path for path, _ in _examples(tmp_path, files, "config")} == {"shop/settings.py", "shop/oidc.py"}


def test_what_others_extend_is_no_example_of_a_test(tmp_path: Path) -> None:
    body = "    @Test\n    public void works() {}\n" * 4
    folder = "src/test/java/shop"
    files = {
        f"{folder}/{name}Test.java": f"package shop;\npublic class {name}Test extends AbstractShopTest {{\n{body}}}\n"
        for name in ("Cart", "Order")
    }
    files[f"{folder}/AbstractShopTest.java"] = (
        f"package shop;\npublic abstract class AbstractShopTest {{\n{body * 3}}}\n"
    )
    assert _examples(tmp_path, files, "test")[-1][1] == "AbstractShopTest"


def test_what_is_deprecated_comes_last(tmp_path: Path) -> None:
    body = "  show() { return 1 }\n" * 20
    files = {
        f"src/{name}.controller.ts": f"/** Of the shop. */\nexport class {name.title()}Controller {{\n{body}}}\n"
        for name in ("cart", "order")
    }
    files["src/basket.controller.ts"] = f"/** @deprecated use carts */\nexport class BasketController {{\n{body}}}\n"
    files |= {f"src/user{n}.ts": "import { BasketController } from './basket.controller'\n" for n in range(4)}
    assert _examples(tmp_path, files, "controller")[-1][1] == "BasketController"


def test_methods_of_a_type_of_another_file_show_a_go_file(tmp_path: Path) -> None:
    files = {
        "api/server.go": "package api\n\ntype Server struct{}\n",
        "api/memo_service.go": (
            "package api\n\ntype key struct{}\n\nconst most = 3\n\nfunc hidden() {}\n\n"
            "func (s *Server) CreateMemo() error {\n\treturn nil\n}\n"
        ),
    }
    assert _examples(tmp_path, files, "service") == [("api/memo_service.go", "Server.CreateMemo")]


def test_the_model_called_as_its_app_else_the_largest_of_the_leading_base(tmp_path: Path) -> None:
    fields = "    name = models.CharField()\n"
    files = {
        f"shop/{app}/models.py": (
            "from django.db import models\n\n\nclass Finder(models.Manager):\n"
            + fields * 9
            + "\n\nclass Tag(models.Model):\n"
            + fields
            + f"\n\nclass {name}(models.Model):\n"
            + fields * 3
        )
        for app, name in (("orders", "Order"), ("carts", "Cart"), ("users", "Person"), ("refunds", "Refund"))
    }
    found = dict(_examples(tmp_path, files, "model"))
    assert found["shop/orders/models.py"] == "Order"
    assert found["shop/users/models.py"] == "Person"


def test_components_are_told_by_what_they_are_and_hooks_by_files_of_one(tmp_path: Path) -> None:
    files = {
        "web/components/types/cart.ts": "export function isCart(x: unknown) {\n  return x !== null\n}\n",
        "web/components/Cart.tsx": (
            "export function Row() {\n  return <tr />\n}\n\nexport function Cart() {\n  return <Row />\n}\n"
        ),
        **{
            f"web/hooks/use{name}.ts": f"export function use{name}() {{\n  return 1\n}}\n"
            for name in ("Cart", "Order", "User")
        },
        "web/menu/hooks.ts": "export function useOpen() {\n  return 1\n}\nexport function useShut() {\n  return 1\n}\n",
    }
    assert _examples(tmp_path, files, "component")[0] == ("web/components/Cart.tsx", "Cart")
    assert [path for path, _ in _examples(tmp_path, files, "hook")[:3]] == [
        f"web/hooks/use{name}.ts" for name in ("Cart", "Order", "User")
    ]


def test_a_test_of_calls_is_shown_from_its_first_case(tmp_path: Path) -> None:
    text = "import { it } from 'vitest'\n\nconst queries = { a: 1 }\n\ndescribe('cart', () => {\n  it('adds', () => {})\n})\n"
    answer = Workspace(write(tmp_path, {"web/cart.test.ts": text})).existing_patterns("test")
    assert answer["example_files"][0]["line"] == 5


def test_of_several_models_the_one_called_as_the_file(tmp_path: Path) -> None:
    text = "from pydantic import BaseModel\n\n\nclass WalletInfo(BaseModel):\n    a: int\n\n\nclass Wallet(BaseModel):\n    b: int\n"
    assert _examples(tmp_path, {"shop/models/wallets.py": text}, "model") == [("shop/models/wallets.py", "Wallet")]


def test_a_name_that_stands_twice_is_no_base_of_models(tmp_path: Path) -> None:
    model = "from pydantic import BaseModel\n\n\nclass Wallet(BaseModel):\n    a: int\n"
    files = {
        "shop/models/wallet.py": model,
        "shop/funding/base.py": "from abc import ABC\n\n\nclass Wallet(ABC):\n    pass\n",
        "shop/funding/void.py": "from shop.funding.base import Wallet\n\n\nclass VoidWallet(Wallet):\n    pass\n",
    }
    assert _examples(tmp_path, files, "model") == [("shop/models/wallet.py", "Wallet")]


def test_a_class_that_does_nothing_of_its_own_comes_after_those_that_do(tmp_path: Path) -> None:
    handle = "    public function handle($request, $next)\n    {\n        return $next($request);\n    }\n"
    files = {
        f"app/Http/Middleware/{name}.php": f"<?php\n\nclass {name}\n{{\n{handle}}}\n" for name in ("Danger", "Guest")
    }
    files["app/Http/Middleware/Cookies.php"] = (
        "<?php\n\nclass Cookies extends Middleware\n{\n    protected $except = [];\n}\n"
    )
    assert _examples(tmp_path, files, "middleware")[-1][1] == "Cookies"


def test_a_folder_of_an_apps_own_is_no_rails_folder(tmp_path: Path) -> None:
    text = "export function first(x: string[]) {\n  return x[0]\n}\n"
    files = {f"packages/lib/utils/{name}.ts": text for name in ("users", "teams", "dates", "forms")}
    files |= {f"apps/web/app/utils/{name}.ts": text for name in ("a", "b", "c")}
    found = [path for path, _ in _examples(tmp_path, files, "util")]
    assert sum(path.startswith("packages/") for path in found) >= 2


def test_files_called_as_their_folders_below_one_called_as_the_role(tmp_path: Path) -> None:
    names = ("github", "gitlab", "google", "ldap")
    files = {f"connector/{name}/{name}.go": f"package {name}\n\ntype Config struct{{}}\n" for name in names}
    files |= {
        "connector/connector.go": "package connector\n\ntype Connector interface{}\n",
        "main.go": "package main\n",
    }
    assert {path for path, _ in _examples(tmp_path, files, "connector")[:4]} == {
        f"connector/{name}/{name}.go" for name in names
    }


def test_a_class_named_as_the_idiom_whatever_letters_its_name_has(tmp_path: Path) -> None:
    """`StoreError` has no letter of `handling`: its last word proves it."""
    files = {
        f"shop/{name}.py": f"class {name.title()}Error:\n    def show(self):\n        return 1\n"
        for name in ("store", "booster", "router")
    }
    assert {symbol for _, symbol in _examples(tmp_path, files, "error_handling")} == {
        "StoreError",
        "BoosterError",
        "RouterError",
    }


def test_numbered_scripts_lead_no_workspace(tmp_path: Path) -> None:
    files = {
        f"script/fixes/{number:03}_{word}.rb": "puts 1\n"
        for number, word in enumerate(("ban", "tag", "pool", "note", "vote"))
    }
    files |= {
        f"app/controllers/{name}_controller.rb": f"class {name.title()}Controller < ApplicationController\nend\n"
        for name in ("a", "b", "c", "d")
    }
    answer = Workspace(write(tmp_path, files)).existing_patterns("relevant")
    assert [row["pattern_type"] for row in answer["patterns"]] == ["fix", "controller"]
    assert answer["example_files"][0]["path"].startswith("app/controllers/")


def test_a_base_of_several_idioms_counts_once(tmp_path: Path) -> None:
    files = {
        f"ent/schema/{name}.go": f"package schema\n\ntype {name.title()} struct {{\n\tent.Schema\n}}\n"
        for name in ("user", "token", "client", "grant")
    }
    answer = Workspace(write(tmp_path, files)).existing_patterns("relevant")
    assert [row["pattern_type"] for row in answer["patterns"]] == ["schema"]


def test_all_words_of_a_role_end_the_names(tmp_path: Path) -> None:
    files = {
        f"domain/{name}UseCase.kt": f"class {name}UseCase {{\n    fun run() = 1\n}}\n"
        for name in ("GetStory", "PostReply", "Search")
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.existing_patterns("use_case")["conventions"]["suffix"] == {"value": "UseCase.kt", "share": 1.0}


def test_a_seldom_word_beside_the_workspaces_own_is_no_synonym(tmp_path: Path) -> None:
    files = {f"db/{number}_user.repo.ts".replace("_", "x"): "export class UserRepo {}\n" for number in range(9)}
    files["ws/ws.gateway.ts"] = "export class WsGateway {}\n"
    assert Workspace(write(tmp_path, files)).existing_patterns("repository")["population"] == 9


def test_of_several_definitions_the_one_that_the_others_have_too(tmp_path: Path) -> None:
    own = {
        name: f"package {name}\n\ntype Config struct {{\n\tID string\n}}\n"
        for name in ("gitlab", "google", "ldap", "oidc")
    }
    own["ldap"] += "\ntype UserMatcher struct {\n\tA string\n\tB string\n\tC string\n}\n"
    files = {f"connector/{name}/{name}.go": text for name, text in own.items()}
    files |= {
        "connector/connector.go": "package connector\n\ntype Connector interface{}\n",
        "main.go": "package main\n",
    }
    assert {symbol for path, symbol in _examples(tmp_path, files, "connector")[:4]} == {"Config"}


def test_what_returns_a_handler_and_takes_none_is_no_middleware(tmp_path: Path) -> None:
    files = {
        "web/routes.go": "package web\n\nfunc Routes() http.Handler {\n\treturn mux\n}\n",
        "web/logging.go": "package web\n\nfunc Logged(h http.Handler) http.Handler {\n\treturn h\n}\n",
        "web/tracing.go": "package web\n\nfunc Traced(name string) func(http.Handler) http.Handler {\n\treturn nil\n}\n",
    }
    assert {path for path, _ in _examples(tmp_path, files, "middleware")} == {"web/logging.go", "web/tracing.go"}


def test_a_hook_about_a_role_has_another_one(tmp_path: Path) -> None:
    files = {
        f"app/stores/{name}Store.ts": f"export class {name}Store {{}}\n" for name in ("Auth", "Share", "User", "Team")
    }
    files["app/hooks/useStore.ts"] = "export function useStore() {\n  return 1\n}\n"
    answer = Workspace(write(tmp_path, files)).existing_patterns("store")
    assert (answer["population"], answer["deviations"]) == (4, [])


def test_what_the_others_rest_on_deviates_from_nothing(tmp_path: Path) -> None:
    """The base class, the file that binds the modules, and the files of another folder of that kind; who does otherwise is told."""
    base = "class Provider {}\nmodule.exports = Provider;\n"
    one = 'const Provider = require("./provider");\nclass {0} extends Provider {{}}\nmodule.exports = {0};\n'
    names = ("Aliyun", "Bark", "Chat", "Discord", "Email", "Feishu", "Gotify", "Horizon")
    files = {f"server/providers/{name.lower()}.js": one.format(name) for name in names}
    files |= {
        f"server/providers/sms/{name.lower()}-sms.js": one.format(name).replace("./", "../") for name in names[:4]
    }
    files |= {
        "server/providers/provider.js": base,
        "server/providers/alone.js": "class Alone {}\nmodule.exports = Alone;\n",
    }
    answer = Workspace(write(tmp_path, files)).existing_patterns("provider")
    assert [row["path"] for row in answer["deviations"]] == ["server/providers/alone.js"]


def test_when_code_is_compiled_is_no_way_to_write_it(tmp_path: Path) -> None:
    files = {
        f"src/jobs/{name}.rs": f"#[derive(Debug)]\npub struct {name.title()};\n\n#[cfg(test)]\nmod tests {{}}\n"
        for name in ("mail", "sweep", "count", "index_all")
    }
    answer = Workspace(write(tmp_path, files)).existing_patterns("job")
    assert (answer["population"], answer["conventions"]["decorators"]) == (4, [])


def test_one_file_alone_has_no_custom_of_naming(tmp_path: Path) -> None:
    source = "import click\n\n\n@click.group()\ndef cli():\n    pass\n"
    answer = Workspace(write(tmp_path, {"shop/cli.py": source})).existing_patterns("command")
    assert [row["path"] for row in answer["example_files"]] == ["shop/cli.py"]
    assert (answer["conventions"]["file_naming"], answer["conventions"]["symbol_naming"]) == (None, None)
    assert "name the file" not in answer["recommendation"]


def test_one_test_is_the_test_of_one_file(tmp_path: Path) -> None:
    files = {
        f"shop/{name}/models.py": f"class {name.title()}:\n    x = 1\n" for name in ("cart", "order", "user", "price")
    }
    files |= {"tests/test_models.py": "def test_x(): pass\n"}
    companion = Workspace(write(tmp_path, files)).existing_patterns("model")["conventions"]["test_companion"]
    assert companion["share"] == 0.25


def test_the_example_is_named_as_the_others_are(tmp_path: Path) -> None:
    names = ("CartTable", "OrderTable", "propertyTable", "UserTable", "PriceTable", "TaxTable", "LogTable")
    body = "".join(f"  row{n}() {{ return {n}; }}\n" for n in range(20))
    files = {f"src/table/{name}.js": f"export class {name} {{\n{body}}}\n" for name in names}
    files |= {f"src/use{n}.js": 'import { propertyTable } from "./table/propertyTable";\n' for n in range(3)}
    examples = Workspace(write(tmp_path, files)).existing_patterns("table")["example_files"]
    assert examples[0]["path"] != "src/table/propertyTable.js"


def test_what_was_asked_before_changes_no_answer(tmp_path: Path) -> None:
    """A place for a role that only classes show is learned for that question, and not for the next."""
    files = {
        f"shop/{name}.py": f"class {name.title()}Exporter:\n    def run(self):\n        return 1\n"
        for name in ("csv", "xml", "pdf", "doc")
    }
    with Workspace(write(tmp_path / "asked", files), keep=True) as asked:
        asked.safe_location("exporter", "orders")
        later = asked.existing_patterns("exporter")
    assert later == Workspace(write(tmp_path / "fresh", files)).existing_patterns("exporter")
