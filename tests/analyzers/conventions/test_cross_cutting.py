"""existing_patterns of cross-cutting patterns: what shows one whatever the file is called, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write


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


def _shown(tmp_path: Path, files: dict[str, str], pattern: str) -> list[tuple[str, int]]:
    answer = Workspace(write(tmp_path, files)).existing_patterns(pattern)
    return [(row["path"], row["line"]) for row in answer["example_files"]]


def test_where_a_file_uses_the_library_shows_the_pattern(tmp_path: Path) -> None:
    file = (
        "package shop;\nimport com.github.benmanes.caffeine.cache.Caffeine;\n\npublic class Prices {\n    int one = 1;\n\n"
        "    Object made() {\n        return Caffeine.newBuilder().build();\n    }\n}\n"
    )
    assert _shown(tmp_path, {"shop/Prices.java": file}, "caching") == [("shop/Prices.java", 8)]


def test_the_line_with_most_of_the_names_shows_the_pattern(tmp_path: Path) -> None:
    file = "from .models import Cart\n\n\ndef carts(request):\n    user = request.session.get('user')\n    return Cart.objects.filter(user=user).get()\n"
    assert _shown(tmp_path, {"shop/carts.py": file}, "database_query") == [("shop/carts.py", 6)]


def test_a_page_about_the_configuration_is_none(tmp_path: Path) -> None:
    files = {
        "shop/views/email_config.py": "from django.views import View\n\n\nclass EmailConfig(View):\n    def get(self, request):\n        return 1\n",
        "shop/config.py": "import os\n\nURL = os.environ['URL']\n",
    }
    assert _paths(tmp_path, files, "config") == ["shop/config.py"]


def test_an_index_that_is_all_of_a_folder_is_what_the_folder_is_for(tmp_path: Path) -> None:
    files = {
        "src/config/index.ts": "export default { port: process.env.PORT }\n",
        "src/loaders/web.ts": "import config from '../config'\n\nexport const port = config.port\n",
    }
    assert _paths(tmp_path / "alone", files, "config")[0] == "src/config/index.ts"
    barrel = {**files, "src/config/web.ts": "export const web = process.env.WEB\n"}
    assert "src/config/index.ts" not in _paths(tmp_path / "barrel", barrel, "config")[:1]


def test_annotations_that_make_a_logger(tmp_path: Path) -> None:
    file = "package shop;\n\n@Slf4j\npublic class Cart {\n    void buy() {\n        log.info(1);\n    }\n}\n"
    assert _paths(tmp_path, {"shop/Cart.java": file}, "logging") == ["shop/Cart.java"]


def test_a_sequence_that_is_created_manages_no_state(tmp_path: Path) -> None:
    files = {
        "shop/sequences.py": "def create(name):\n    return name\n",
        "web/cart.ts": "import { useQuery } from '@tanstack/react-query'\n\nexport const useCart = () => useQuery({})\n",
        "web/store.ts": "import { defineStore } from 'pinia'\n\nexport const useStore = defineStore('cart', {})\n",
    }
    assert _paths(tmp_path, files, "state_management") == ["web/store.ts"]


def test_requests_that_are_kept_and_retried_by_hand_are_neither_cached_nor_retries(tmp_path: Path) -> None:
    files = {
        "a/LoginRequestCache.java": "package a;\npublic class LoginRequestCache extends WebSessionServerRequestCache {\n    int one;\n}\n",
        "a/Prices.java": "package a;\nimport com.github.benmanes.caffeine.cache.Cache;\npublic class Prices {\n    Cache prices;\n}\n",
        "a/RetryOrderEndpoint.java": "package a;\npublic class RetryOrderEndpoint {\n    int one;\n}\n",
        "a/JobConfiguration.java": "package a;\nimport org.springframework.scheduling.TaskScheduler;\npublic class JobConfiguration {\n    int one;\n}\n",
    }
    found = {pattern: _paths(tmp_path / pattern, files, pattern) for pattern in ("caching", "retries", "job")}
    assert found == {"caching": ["a/Prices.java"], "retries": [], "job": []}


def test_what_a_page_asks_for_is_no_query_of_the_database_and_objects_of_models_are(tmp_path: Path) -> None:
    files = {
        "a/CommentQuery.java": "package a;\npublic class CommentQuery extends Request {\n    int page;\n}\n",
        "shop/carts.py": "from .models import Cart\n\n\ndef carts(user):\n    return Cart.objects.filter(user=user)\n",
        "shop/encode.py": "from django.db.models import QuerySet\n\n\ndef encode(value):\n    return isinstance(value, QuerySet)\n",
    }
    assert _paths(tmp_path, files, "database_query") == ["shop/carts.py"]


def test_who_wrote_a_thing_and_what_hands_out_a_number_show_no_pattern(tmp_path: Path) -> None:
    file = (
        "package a;\npublic class Info {\n    String author;\n    int failRetryCount;\n    public String getAuthor() {\n        return author;\n    }\n"
        "    public int getFailRetryCount() {\n        return failRetryCount;\n    }\n}\n"
    )
    assert [_paths(tmp_path / name, {"a/Info.java": file}, name) for name in ("auth", "retries")] == [[], []]


def test_a_package_that_holds_the_whole_is_no_role(tmp_path: Path) -> None:
    files = {
        f"src/main/java/com/shop/job/{folder}/{name}.java": f"package com.shop.job.{folder};\npublic class {name} {{\n    int one;\n}}\n"
        for folder, name in (("web", "Page"), ("log", "Appender"), ("core", "Helper"), ("thread", "Runner"))
    }
    assert _paths(tmp_path / "whole", files, "job") == []
    others = {path.replace("/job/", "/other/"): text.replace(".job.", ".other.") for path, text in files.items()}
    assert len(_paths(tmp_path / "part", {**files, **others}, "job")) == 4


def test_what_is_commented_out_and_what_templates_are_given_is_no_example(tmp_path: Path) -> None:
    files = {
        "a/LocalCache.java": "//package a;\n//public class LocalCache {\n//}\n",
        "web/pack.js": "module.exports = { plugins: [new Html({ inject: false })] }\n",
        "web/rules.vue": "<template><p /></template>\n",
    }
    for pattern in ("caching", "dependency_injection", "validation"):
        assert _paths(tmp_path / pattern, files, pattern) == []


def test_steps_that_are_kept_are_not_followed(tmp_path: Path) -> None:
    step = "class {name} < ActiveRecord::Migration[8.0]\n  def change\n  end\nend\n"
    files = {f"db/old_migrations/2024010100000{n}_step_{n}.rb": step.format(name=f"Step{n}") for n in range(8)}
    files |= {f"db/migrate/2025010100000{n}_move_{n}.rb": step.format(name=f"Move{n}") for n in range(2)}
    workspace = Workspace(write(tmp_path, files))
    found = workspace.existing_patterns("migration")
    assert (found["population"], {row["path"].rpartition("/")[0] for row in found["example_files"]}) == (
        2,
        {"db/migrate"},
    )
    assert workspace.safe_location("migration", "AddVotes")["recommended_path"].startswith("db/migrate/")


def test_interactors_are_use_cases(tmp_path: Path) -> None:
    files = {
        f"domain/interactors/{name}.kt": f"package domain.interactors\n\nclass {name} : Interactor() {{\n    fun run() = 1\n}}\n"
        for name in ("UpdateShows", "UpdateSeasons", "DeleteShows", "FollowShow")
    }
    files["core/ImageManager.kt"] = "package core\n\nclass ImageManager {\n    fun run() = 1\n}\n"
    assert {path.rpartition("/")[0] for path in _paths(tmp_path, files, "use_case")[:4]} == {"domain/interactors"}


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
