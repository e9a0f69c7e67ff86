"""existing_patterns: the population of a role, its conventions with true shares, exemplars and deviations."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.errors import InvalidParameterError

from ..workspaces import write


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
    assert answer["patterns"][0] == {"pattern_type": "service", "population": 5, "shows_in": "names and folders"}
    assert answer["example_files"][0]["path"] == "shop/services/order_service.py"


def test_nothing_of_the_kind_is_said_and_not_invented(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, SERVICES)).existing_patterns("websocket")
    assert (answer["population"], answer["example_files"], answer["deviations"]) == (0, [], [])
    assert answer["recommendation"].startswith("nothing in this workspace follows 'websocket' yet")


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
