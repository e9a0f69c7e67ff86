"""existing_patterns of cross-cutting patterns: what shows one whatever the file is called, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ..workspaces import write


def _paths(tmp_path: Path, files: dict[str, str], pattern: str) -> list[str]:
    answer = Workspace(write(tmp_path, files)).existing_patterns(pattern)
    return [row["path"] for row in answer["example_files"]]


def test_forms_that_extend_the_workspaces_own_base_of_forms(tmp_path: Path) -> None:
    folder = "app/Http/Requests"
    rules = "    public function rules()\n    {\n        return [];\n    }\n"
    files = {
        f"{folder}/{name}.php": f"<?php\n\nclass {name} extends ApiRequest\n{{\n{rules}}}\n"
        for name in ("CreateCart", "UpdateCart")
    }
    files[f"{folder}/ApiRequest.php"] = f"<?php\n\nabstract class ApiRequest extends FormRequest\n{{\n{rules}}}\n"
    assert _paths(tmp_path, files, "validation")[:2] == [f"{folder}/CreateCart.php", f"{folder}/UpdateCart.php"]


def test_names_that_only_together_show_pages(tmp_path: Path) -> None:
    files = {
        "api/list.go": "package api\n\nfunc List(limit, offset int) int {\n\treturn limit + offset\n}\n",
        "api/rate.go": "package api\n\nfunc Rate(limit int) int {\n\treturn limit\n}\n",
        "web/Chart.tsx": "export function Chart({ limit, offset }) {\n  return <g x={limit + offset} />\n}\n",
    }
    assert _paths(tmp_path, files, "pagination") == ["api/list.go"]


def test_names_of_much_else_and_of_other_languages_show_nothing(tmp_path: Path) -> None:
    files = {
        "lib/story.rb": "class Story\n  def total\n    list.inject(0) { |a, b| a + b }\n  end\nend\n",
        "web/menu.js": "export function open(menu) {\n  menu.delay(3)\n}\n",
        "shop/search.py": "def find(config):\n    return config.weight\n",
    }
    assert _paths(tmp_path / "a", files, "dependency_injection") == []
    assert _paths(tmp_path / "b", files, "job") == []
    assert _paths(tmp_path / "c", files, "config") == []


def test_a_page_called_settings_is_no_configuration_and_permissions_are_no_validation(tmp_path: Path) -> None:
    files = {
        "web/routes/settings.tsx": "export function Settings() {\n  return <p />\n}\n",
        "api/PermissionValidator.java": "package api;\npublic class PermissionValidator {\n  void check() {}\n}\n",
        "api/InputValidator.java": "package api;\npublic class InputValidator {\n  void check() {}\n}\n",
        "api/AppSettings.cs": "public class AppSettings\n{\n    public string Url { get; set; }\n}\n",
    }
    assert _paths(tmp_path / "a", files, "config") == ["api/AppSettings.cs"]
    assert _paths(tmp_path / "b", files, "validation") == ["api/InputValidator.java"]


def test_a_list_of_libraries_among_settings_uses_none(tmp_path: Path) -> None:
    files = {
        "config/app.php": "<?php\n\nuse Illuminate\\Support\\Facades\\Log;\n\nreturn [Log::class];\n",
        "app/Cart.php": "<?php\n\nuse Illuminate\\Support\\Facades\\Log;\n\nclass Cart\n{\n    public function pay()\n    {\n"
        "        Log::info('paid');\n    }\n}\n",
    }
    assert _paths(tmp_path, files, "logging") == ["app/Cart.php"]


def test_free_words_give_each_file_once(tmp_path: Path) -> None:
    files = {"shop/flags.py": "def gate_flag():\n    pass\n\n\ndef gate_flags():\n    pass\n"}
    assert _paths(tmp_path, files, "gate_flag") == ["shop/flags.py"]


QUESTIONS = {
    "shop/tasks.py": "def send_email(to):\n    return to\n\n\ndef close_cart(cart):\n    return cart\n",
    "shop/jobs/tasks.py": "def close_order(order):\n    return order\n",
    "shop/exceptions.py": "class CartError(Exception):\n    pass\n\n\nclass PriceError(Exception):\n    pass\n",
    "shop/lists.py": "def cart_list(page_size):\n    return page_size\n",
    **{
        f"shop/api/{name}_serializer.py": f"class {name.title()}Serializer:\n    pass\n"
        for name in ("cart", "order", "user")
    },
    "shop/migrations/0001_email.py": "class Migration:\n    email = 1\n",
}


@pytest.mark.parametrize(
    ("question", "path", "symbol"),
    [
        ("how are background emails sent", "shop/tasks.py", "send_email"),
        ("custom exception for a price", "shop/exceptions.py", "PriceError"),
        ("how do we paginate lists", "shop/lists.py", None),
        ("serializer for an order", "shop/api/order_serializer.py", "OrderSerializer"),
    ],
)
def test_free_words_lead_to_the_pattern_that_they_speak_of(
    tmp_path: Path, question: str, path: str, symbol: str | None
) -> None:
    best = Workspace(write(tmp_path, QUESTIONS)).existing_patterns(question)["example_files"][0]
    assert best["path"] == path
    assert symbol is None or best["symbol"] == symbol
