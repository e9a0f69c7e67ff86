"""existing_patterns: the population of a role, its conventions with true shares, exemplars and deviations."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.errors import InvalidParameterError

from ...workspaces import write


def _service(name: str, lines: int = 4) -> str:
    body = "".join(f"    def step_{number}(self):\n        return {number}\n" for number in range(lines))
    return (
        f'"""{name} of the shop."""\nfrom shop.base import BaseService\n\n\nclass {name}Service(BaseService):\n{body}'
    )


SERVICES = {
    "shop/__init__.py": "",
    "shop/base.py": "class BaseService:\n    pass\n",
    **{f"shop/services/{name.lower()}_service.py": _service(name, 20) for name in ("Cart", "Order", "Refund")},
    "shop/services/stub_service.py": "class StubService:\n    pass\n",
    "shop/services/__init__.py": "",
    "tests/test_order_service.py": "def test_x(): pass\n",
    "web/order-service.ts": "export class OrderService {}\n",
    "shop/api.py": (
        "import logging\n\nfrom shop.services.order_service import OrderService\n\nlogger = logging.getLogger(__name__)\n\n\n"
        "def show():\n    logger.info('x')\n    return OrderService()\n"
    ),
}


def test_exemplars_conventions_and_deviations_of_a_role(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, SERVICES)).existing_patterns("service")
    assert answer["population"] == answer["total"] == 4
    best = answer["example_files"][0]
    assert (best["path"], best["symbol"], best["line"]) == ("shop/services/order_service.py", "OrderService", 5)
    assert best["snippet"].startswith("class OrderService(BaseService):\n    def step_0(self):")
    assert answer["example_files"][-1]["path"] == "shop/services/stub_service.py"
    conventions = answer["conventions"]
    assert conventions["location"] == [{"value": "shop/services", "share": 1.0}]
    assert conventions["suffix"] == {"value": "_service.py", "share": 1.0}
    assert conventions["base_classes"] == [{"value": "BaseService", "share": 0.75}]
    assert conventions["file_naming"] == {"value": "snake_case", "share": 1.0}
    assert conventions["symbol_naming"] == {"value": "PascalCase", "share": 1.0}
    assert conventions["test_companion"] == {"value": "a test of the same name", "share": 0.25}
    assert answer["deviations"] == [
        {"path": "shop/services/stub_service.py", "convention": "base_classes", "expected": "BaseService", "missing": 1}
    ]
    assert answer["recommendation"].startswith("start from shop/services/order_service.py; put it in shop/services")


def test_a_description_narrows_by_names_and_documentation(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, SERVICES))
    answer = workspace.existing_patterns("service", description="how refunds are done")
    assert [row["path"] for row in answer["example_files"]] == ["shop/services/refund_service.py"]
    assert "shares refund" in answer["example_files"][0]["why"]


def test_an_idiom_shows_the_line_that_uses_it(tmp_path: Path) -> None:
    row = Workspace(write(tmp_path, SERVICES)).existing_patterns("logging")["example_files"][0]
    assert (row["path"], row["line"]) == ("shop/api.py", 5)
    assert "getLogger" in row["snippet"]


def test_a_role_that_nobody_listed_and_free_words(tmp_path: Path) -> None:
    files = {f"app/policies/{name}.py": f"class {name.capitalize()}:\n    pass\n" for name in ("cart", "user", "price")}
    files["app/money.py"] = 'def exchange_rate():\n    """Rate between two currencies."""\n'
    workspace = Workspace(write(tmp_path, files))
    assert workspace.existing_patterns("policy")["conventions"]["location"] == [{"value": "app/policies", "share": 1.0}]
    found = workspace.existing_patterns("currency exchange")["example_files"]
    assert [(row["path"], row["symbol"]) for row in found] == [("app/money.py", "exchange_rate")]


def test_hooks_and_decorated_endpoints(tmp_path: Path) -> None:
    files = {
        **{f"web/hooks/use{name}.ts": f"export function use{name}() {{}}\n" for name in ("Cart", "User", "Price")},
        "hooks/install.py": "x = 1\n",
        **{
            f"api/{name}.py": f"from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get('/')\ndef {name}():\n    pass\n"
            for name in ("carts", "users", "prices")
        },
    }
    workspace = Workspace(write(tmp_path, files))
    hooks = workspace.existing_patterns("hook", limit=0)["example_files"]
    assert {row["path"] for row in hooks} == {path for path in files if path.startswith("web/hooks/")}
    endpoints = workspace.existing_patterns("api_endpoint")
    assert {row["symbol"] for row in endpoints["example_files"]} == {"carts", "users", "prices"}
    assert {"value": "router.get", "share": 1.0} in endpoints["conventions"]["decorators"]


def test_relevant_lists_the_leading_patterns(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, SERVICES)).existing_patterns("relevant")
    assert answer["patterns"][0] == {"pattern_type": "service", "population": 4, "shows_in": "names and folders"}
    assert answer["example_files"][0]["path"] == "shop/services/order_service.py"


def test_nothing_of_the_kind_is_said_and_not_invented(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, SERVICES)).existing_patterns("websocket")
    assert (answer["population"], answer["example_files"], answer["deviations"]) == (0, [], [])
    assert answer["recommendation"].startswith("nothing that is read follows 'websocket' yet")


def test_a_pattern_without_letters(tmp_path: Path) -> None:
    root = write(tmp_path, SERVICES)
    with pytest.raises(InvalidParameterError, match="must have letters"):
        Workspace(root).existing_patterns("---")


def _paths_of(workspace: Workspace, pattern: str, description: str | None = None) -> list[str]:
    answer = workspace.existing_patterns(pattern, description=description)
    return [row["path"] for row in answer["example_files"]]


def test_a_tools_settings_are_no_example_of_configuration(tmp_path: Path) -> None:
    files = {
        **{f"web/{name}.config.ts": "export default {}\n" for name in ("vite", "vitest", "eslint")},
        "app/config.py": "class Settings:\n    debug = False\n",
        "app/views.py": "from app.config import Settings\n",
    }
    assert _paths_of(Workspace(write(tmp_path, files)), "config") == ["app/config.py", "app/views.py"]


def test_words_of_a_description_count_most_in_the_path(tmp_path: Path) -> None:
    model = "class Model:\n    pass\n\n\nclass {}(Model):\n    '''Stands beside an order.'''\n"
    files = {f"shop/{name}/models.py": model.format(name.capitalize()) for name in ("cart", "order", "user", "stock")}
    assert _paths_of(Workspace(write(tmp_path, files)), "model", "order") == ["shop/order/models.py"]


def test_a_known_pattern_that_nothing_follows_has_no_example(tmp_path: Path) -> None:
    files = {"shop/flags.py": "FLAG_OF_A_COUNTRY = 'x'\n", "shop/feature.py": "class Feature:\n    pass\n"}
    assert _paths_of(Workspace(write(tmp_path, files)), "feature_flags") == []


def test_what_serves_the_files_of_a_pattern_is_no_example(tmp_path: Path) -> None:
    service = "class {}Service:\n    def run(self):\n        return 1\n"
    names = ("cart", "order", "user")
    files = {f"shop/services/{name}.py": service.format(name.capitalize()) for name in names}
    files["shop/services/utils.py"] = "def helper():\n    return 1\n\n\n" * 20
    files |= {f"shop/{name}_page.py": "from shop.services.utils import helper\n" for name in names}
    assert _paths_of(Workspace(write(tmp_path, files)), "service")[-1] == "shop/services/utils.py"


def test_what_is_done_is_no_role(tmp_path: Path) -> None:
    files = {
        **{f"shop/mutations/{name}_update.py": "class X:\n    pass\n" for name in ("cart", "order", "user", "stock")},
        **{f"shop/migrations/000{n}_drop_idx.py": "x = 1\n" for n in range(1, 7)},
    }
    answer = Workspace(write(tmp_path, files)).existing_patterns("relevant")
    assert [row["pattern_type"] for row in answer["patterns"]] == ["migration", "mutation"]
    assert answer["example_files"][0]["path"].startswith("shop/mutations/")


def test_words_that_others_call_much_by_prove_nothing(tmp_path: Path) -> None:
    files = {
        "lib/generators/base.rb": "class Generator < Base\nend\n",
        "lib/change_log.rb": "class ChangeLog\nend\n",
        "lib/job_runner.rb": "class JobRunner < Base\nend\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert _paths_of(workspace, "model") == []
    assert _paths_of(workspace, "logging") == []


def test_a_layout_of_feature_folders_is_the_location(tmp_path: Path) -> None:
    files = {f"shop/{name}/service.py": "def get(): pass\n" for name in ("cart", "user", "tax", "order")}
    answer = Workspace(write(tmp_path, files)).existing_patterns(pattern_type="service")
    assert answer["conventions"]["location"] == [{"value": "shop/<feature>/service.py", "share": 1.0}]
    assert "put it in shop/<feature>/service.py (100% are there)" in answer["recommendation"]
    assert "name the file" not in answer["recommendation"]


def _users(target: str, names: tuple[str, ...]) -> dict[str, str]:
    """Files that import one, so that it is in much use."""
    return {f"app/{name}_page.py": f"from {target} import run\n" for name in names}


MANY = ("a", "b", "c", "d", "e", "f", "g")


def test_a_file_about_the_pattern_before_one_that_shows_it_in_passing(tmp_path: Path) -> None:
    long = "def run():\n    return 1\n\n\n" * 40
    files = {
        "app/__init__.py": "",
        "app/errors.py": "class NotFound(Exception):\n    pass\n\n\nclass Forbidden(Exception):\n    pass\n",
        "app/engine.py": f"class Stopped(Exception):\n    pass\n\n\n{long}",
        **_users("app.engine", MANY),
    }
    assert _paths_of(Workspace(write(tmp_path, files)), "error_handling") == ["app/errors.py", "app/engine.py"]


def test_what_defines_and_imports_authentication_leads(tmp_path: Path) -> None:
    files = {
        "backend/core/security.py": "import jwt\n\n\ndef create_access_token(user):\n    return jwt.encode({'sub': user})\n",
        "backend/deps.py": "import jwt\n\n\ndef get_current_user(token):\n    return jwt.decode(token)\n",
        "backend/main.py": "x = 1\n",
        **{f"web/{name}.tsx": "import { useAuth } from './hooks'\n\nexport const x = useAuth()\n" for name in MANY},
    }
    assert _paths_of(Workspace(write(tmp_path, files)), "auth")[:2] == ["backend/core/security.py", "backend/deps.py"]


def test_migrations_are_no_example_of_what_they_change_but_of_themselves(tmp_path: Path) -> None:
    migration = "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    pass\n"
    files = {
        **{f"shop/migrations/000{number}_add_cart_model.py": migration for number in range(1, 5)},
        "shop/migration_runner.py": "def migrate(): pass\n",
        "shop/models.py": "from django.db import models\n\n\nclass Cart(models.Model):\n    pass\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert _paths_of(workspace, "model") == ["shop/models.py"]
    found = _paths_of(workspace, "migration")
    assert len(found) == 4
    assert all(path.startswith("shop/migrations/") for path in found)


def test_the_files_of_a_layout_though_each_is_called_index(tmp_path: Path) -> None:
    one = "import {{ Datasource }} from '../datasource'\n\nexport class {}Datasource extends Datasource {{}}\n"
    names = ("npm", "pypi", "cargo", "maven", "nuget")
    files = {f"lib/datasource/{name}/index.ts": one.format(name.capitalize()) for name in names}
    files |= {f"lib/datasource/{name}/schema.ts": "export const x = 1\n" for name in names[:2]}
    files["lib/datasource/datasource.ts"] = "export class Datasource {}\n"
    found = _paths_of(Workspace(write(tmp_path, files)), "datasource")
    assert {path for path in found if path.endswith("index.ts")} == {
        f"lib/datasource/{name}/index.ts" for name in names
    }


def test_files_of_a_role_below_app_before_those_that_only_end_in_it(tmp_path: Path) -> None:
    model = "class Shop::{} < ApplicationRecord\nend\n"
    files = {f"app/models/shop/{name}.rb": model.format(name.capitalize()) for name in ("cart", "order", "user")}
    files |= {
        "lib/active_model.rb": "module ActiveModel\nend\n",
        "lib/active_model/naming.rb": "module ActiveModel\n  module Naming\n  end\nend\n",
        "lib/tools/serializes_model.rb": "module SerializesModel\n  def a\n  end\nend\n",
    }
    assert sorted(_paths_of(Workspace(write(tmp_path, files)), "model")) == sorted(files)[:3]


def test_functions_that_return_a_handler_are_middleware(tmp_path: Path) -> None:
    function = "package web\n\nfunc {}() HandlerFunc {{\n\treturn func(c *Context) {{ c.Next() }}\n}}\n"
    files = {f"{name}.go": function.format(name.capitalize()) for name in ("recovery", "gzip", "cors")}
    files["go.mod"] = "module example.com/web\n"
    files["engine.go"] = "package web\n\nfunc (e *Engine) Use(middleware ...HandlerFunc) {}\n"
    found = Workspace(write(tmp_path, files)).existing_patterns("middleware")["example_files"]
    assert sorted(row["path"] for row in found) == ["cors.go", "gzip.go", "recovery.go"]
    assert found[0]["why"].startswith(f"{found[0]['symbol']} returns one")


def test_functions_that_take_the_next_handler_are_middleware(tmp_path: Path) -> None:
    function = "package {0}\n\nfunc (h {1}) ServeHTTP(w Writer, r *Request, next web.Handler) error {{\n\treturn next.ServeHTTP(w, r)\n}}\n"
    files = {f"modules/{name}/{name}.go": function.format(name, name.capitalize()) for name in ("gzip", "cors", "auth")}
    files["go.mod"] = "module example.com/web\n"
    files["modules/logging/filters.go"] = "package logging\n\nfunc Delete(name string) {}\n"
    found = _paths_of(Workspace(write(tmp_path, files)), "middleware")
    assert sorted(found[:3]) == ["modules/auth/auth.go", "modules/cors/cors.go", "modules/gzip/gzip.go"]


def test_texts_in_many_languages_are_no_pattern(tmp_path: Path) -> None:
    files = {
        f"lang/{code}/validation.php": "<?php\nreturn ['required' => 'x'];\n" for code in ("ar", "de", "fr", "nl", "pt")
    }
    files |= {
        f"app/Rules/{name}.php": f"<?php\nclass {name} {{ function run($r) {{ $r->validate(['a' => 'required']); }} }}\n"
        for name in ("Cart", "Order")
    }
    assert sorted(_paths_of(Workspace(write(tmp_path, files)), "validation")) == [
        "app/Rules/Cart.php",
        "app/Rules/Order.php",
    ]


def test_helpers_in_the_folder_of_a_role_whose_files_end_in_it(tmp_path: Path) -> None:
    files = {
        f"src/repository/{name}Repository.ts": f"export class {name}Repository {{}}\n"
        for name in ("Tree", "User", "Cart")
    }
    files["src/repository/UpsertOptions.ts"] = "export interface UpsertOptions {}\n"
    found = _paths_of(Workspace(write(tmp_path, files)), "repository")
    assert sorted(found) == sorted(path for path in files if path.endswith("Repository.ts"))


def test_the_last_migrations_are_the_best_examples(tmp_path: Path) -> None:
    migration = "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    pass\n"
    files = {f"shop/migrations/000{number}_step.py": migration for number in range(1, 8)}
    found = _paths_of(Workspace(write(tmp_path, files)), "migration")
    assert found == [f"shop/migrations/000{number}_step.py" for number in (7, 6, 5, 4, 3)]


def test_what_constructors_are_given_and_which_errors_are_spoken_of(tmp_path: Path) -> None:
    files = {
        f"src/{name}.service.ts": (
            f"export class {name.title()}Service {{\n  constructor(private readonly db: Database) {{}}\n"
            "  show() {\n    throw new NotFoundException()\n  }\n}\n"
        )
        for name in ("cart", "order", "user")
    }
    conventions = Workspace(write(tmp_path, files)).existing_patterns("service")["conventions"]
    assert conventions["constructor"] == {"value": "is given arguments", "share": 1.0}
    assert conventions["constructor_types"] == [{"value": "Database", "share": 1.0}]
    assert conventions["error_handling"] == [{"value": "NotFoundException", "share": 1.0}]


def test_the_leading_patterns_count_as_the_question_about_each_does(tmp_path: Path) -> None:
    """A base class of the services is no service: the list said one more than the question."""
    workspace = Workspace(write(tmp_path, SERVICES))
    rows = workspace.existing_patterns("relevant")["patterns"]
    asked = {row["pattern_type"]: workspace.existing_patterns(row["pattern_type"])["population"] for row in rows}
    assert asked == {row["pattern_type"]: row["population"] for row in rows}


def test_a_small_library_leads_with_its_tests(tmp_path: Path) -> None:
    files = {"lib/pot.js": "module.exports = 1\n"}
    files |= {f"test/{name}.test.js": "it('is', () => {})\n" for name in ("lid", "stew")}
    answer = Workspace(write(tmp_path, files)).existing_patterns("relevant")
    assert [(row["pattern_type"], row["population"]) for row in answer["patterns"]] == [("test", 2)]


def test_one_test_alone_is_no_pattern_to_ask_for(tmp_path: Path) -> None:
    """It was: "ask existing_patterns for one of: " with nothing behind; the snippet began with the end of what stood before."""
    test = "const pots = () => {\n  return 1\n}\n\ndescribe('pots', () => {\n  it('boils', () => {})\n})\n"
    files = {"lib/pot.js": "module.exports = 1\n", "test/pot.test.js": test, "test/lib/util.js": "module.exports = 2\n"}
    answer = Workspace(write(tmp_path, files)).existing_patterns("relevant")
    assert (answer["patterns"], answer["recommendation"].partition(":")[0]) == (
        [],
        "no role is told by names and folders; ask for one that you have in mind",
    )
    assert answer["example_files"][0]["snippet"].startswith("describe('pots'")
