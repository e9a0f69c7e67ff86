"""safe_location: places that are no surer than what shows them, and that tests, tools and pages do not draw to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

CLASS = "namespace Shop;\npublic class {0} {{ }}\n"


def ask(root: Path, files: dict[str, str], role: str, name: str, **more: str) -> dict[str, Any]:
    return dict(Workspace(write(root, files)).safe_location(role, name, **more))


def test_no_score_is_surer_than_the_answer(tmp_path: Path) -> None:
    found = ask(tmp_path, {f"pot/{name}.py": "x = 1\n" for name in "abcdef"}, "service", "Mail")
    assert found["confidence"] < 0.5
    assert max(item["score"] for item in found["suggested_locations"]) == found["confidence"]


def test_the_next_feature_has_a_folder_of_its_own_under_another_form_of_its_name(tmp_path: Path) -> None:
    features = {"Orders": "Order", "Customers": "Customer", "Products": "Product"}
    files = {
        f"src/Data/Domain/{folder}/{name}Repository.cs": CLASS.format(f"{name}Repository")
        for folder, name in features.items()
    }
    files |= {f"src/Data/Domain/{folder}/{name}Map.cs": CLASS.format(f"{name}Map") for folder, name in features.items()}
    files |= {"src/Data/Data.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>'}
    found = ask(tmp_path, files, "repository", "InvoiceRepository")
    assert found["recommended_path"] == "src/Data/Domain/Invoices/InvoiceRepository.cs"


def test_another_feature_of_the_same_object_is_not_put_with_the_first(tmp_path: Path) -> None:
    steps = ("CreateOrder", "CancelOrder", "ReviseOrder")
    files = {
        f"src/main/java/shop/sagas/{step.lower()}/{step}Saga.java": f"package shop.sagas.{step.lower()};\nclass {step}Saga {{}}\n"
        for step in steps
    }
    files |= {
        f"src/main/java/shop/sagas/{step.lower()}/{step}SagaState.java": f"package shop.sagas.{step.lower()};\nclass {step}SagaState {{}}\n"
        for step in steps
    }
    files |= {"pom.xml": "<project/>", "src/main/java/shop/domain/Order.java": "package shop.domain;\nclass Order {}\n"}
    found = ask(tmp_path, files, "saga", "RefundOrderSaga")
    assert found["recommended_path"] == "src/main/java/shop/sagas/refundorder/RefundOrderSaga.java"


UI = {
    "package.json": '{"name": "pot", "private": true}',
    "pnpm-workspace.yaml": "packages: ['packages/*', 'apps/*']\n",
    "packages/ui/package.json": '{"name": "@pot/ui", "exports": {"./*": "./src/*.tsx"}}',
    "packages/ui/eslint.config.ts": "export default []\n",
    **{
        f"packages/ui/src/{name}.tsx": f"export function {name.title()}() {{\n  return <b />\n}}\n"
        for name in ("button", "input", "label", "field")
    },
    "apps/web/package.json": '{"name": "web", "dependencies": {"@pot/ui": "workspace:*"}}',
    "apps/web/src/routes/index.tsx": "".join(
        f'import {{ {name.title()} }} from "@pot/ui/{name}"\n' for name in ("button", "input")
    )
    + "export const Route = 1\n",
}


def test_the_configuration_of_a_tool_draws_no_component_to_itself(tmp_path: Path) -> None:
    found = ask(tmp_path, UI, "component", "Avatar", package="@pot/ui")
    assert found["recommended_path"] == "packages/ui/src/avatar.tsx"


def test_a_page_called_index_is_no_barrel_of_what_it_uses(tmp_path: Path) -> None:
    found = ask(tmp_path, UI, "component", "Avatar", package="@pot/ui")
    assert "apps/web/src/routes/index.tsx" not in [item["path"] for item in found["companions"]]


@pytest.mark.parametrize("role", ["docs page", "guide", "documentation"])
def test_what_is_written_for_people_goes_to_the_documents(tmp_path: Path, role: str) -> None:
    files = {f"docs/{name}.md": "# x\n" for name in ("index", "install", "usage")} | {
        f"pot/{name}.py": "x = 1\n" for name in "abcdef"
    }
    assert ask(tmp_path, files, role, "cancellation")["recommended_path"] == "docs/cancellation.md"


def test_what_only_tests_have_by_a_synonym_is_no_place_of_the_product(tmp_path: Path) -> None:
    """`test/cli/` holds tests of the command line, and `test/util/pool-provider.js` no service."""
    files = {
        "package.json": '{"name": "pot", "main": "lib/pot.js"}',
        "test/util/pool-provider.js": "x()\n",
        "test/cli/run-help.js": "x()\n",
    }
    files |= {f"lib/{name}.js": "module.exports = 1\n" for name in ("pot", "lid", "stew", "herbs")}
    for role in ("service", "cli_command"):
        assert ask(tmp_path / role, files, role, "user")["recommended_path"] == "lib/user.js"


def test_a_role_of_products_goes_to_no_place_of_tests(tmp_path: Path) -> None:
    """What tests of a module called `service` need beside them, as Ansible has it."""
    files = {
        "setup.py": "from setuptools import setup\n\nsetup(name='pot')\n",
        "lib/pot/modules/service.py": "x = 1\n",
        "test/integration/targets/service/files/daemon_service.py": "x = 1\n",
        "test/integration/targets/service/files/sysv_service.py": "x = 1\n",
    }
    files |= {f"lib/pot/{name}.py": "x = 1\n" for name in ("lid", "stew", "herbs")}
    found = ask(tmp_path, files, "service", "Orders")
    assert found["recommended_path"].startswith("lib/pot/")


@pytest.mark.parametrize("path", ["alerts/provider/{}.py", "pot/{}/managers.py"])
def test_neither_a_provider_nor_a_manager_is_a_service(tmp_path: Path, path: str) -> None:
    """Who sends alerts, and Django's way to ask for rows: nothing shows where a service goes, and the answer says so."""
    files = {path.format(name): "x = 1\n" for name in ("lid", "stew", "herbs", "rice")}
    found = ask(tmp_path, files | {"pot/main.py": "x = 1\n"}, "service", "Orders")
    assert found["confidence"] <= 0.35


def test_a_workspace_of_terraform_holds_some(tmp_path: Path) -> None:
    files = {
        "main.tf": 'resource "a" "b" {}\n',
        "variables.tf": 'variable "x" {}\n',
        "modules/alias/main.tf": 'resource "a" "b" {}\n',
    }
    found = ask(tmp_path, files, "module", "layer")
    assert not any("holds no HCL" in reason for item in found["suggested_locations"] for reason in item["reasons"])


def test_what_has_the_role_in_the_product_is_not_placed_with_its_tests(tmp_path: Path) -> None:
    """`tests/fields/` has more of such names, and helpers that no mark tells from sources."""
    files = {f"orm/fields/{name}.py": "class Field:\n    pass\n" for name in ("base", "data", "relational")}
    files |= {
        f"tests/fields/test_{name}_field.py": "def test_a():\n    pass\n" for name in ("uuid", "json", "text", "char")
    }
    files |= {"tests/fields/uuid_fields.py": "class Helper:\n    pass\n", "orm/__init__.py": ""}
    assert ask(tmp_path, files, "field", "UUIDField")["recommended_path"] == "orm/fields/uuid_field.py"


def test_a_package_is_tested_under_its_own_name_and_is_no_companion_of_itself(tmp_path: Path) -> None:
    files = {
        f"orm/backends/{name}/__init__.py": "from .client import Client\n"
        for name in ("mysql", "mssql", "sqlite", "oracle", "asyncpg")
    }
    files |= {
        f"orm/backends/{name}/client.py": "class Client:\n    pass\n"
        for name in ("mysql", "mssql", "sqlite", "oracle", "asyncpg")
    }
    files |= {
        f"tests/backends/{name}/test_client.py": "def test_a():\n    pass\n"
        for name in ("mysql", "mssql", "sqlite", "oracle", "asyncpg")
    }
    found = ask(tmp_path, files, "backend", "duckdb")
    assert found["recommended_path"] == "orm/backends/duckdb/__init__.py"
    assert not [
        item for item in found["companions"] if item["path"] == found["recommended_path"] or "__init___" in item["path"]
    ]
    assert not [item for item in found["companions"] if "test___init__" in item["path"]]


def test_one_test_in_a_folder_is_no_sure_place_for_the_next(tmp_path: Path) -> None:
    files = {f"lib/{name}.ts": "export const a = 1\n" for name in "abcdef"} | {
        "package.json": '{"name": "pot"}',
        "test/deno/pot.test.ts": "it('a')\n",
    }
    assert ask(tmp_path, files, "test", "completion fish")["confidence"] <= 0.65


def test_where_tests_lie_flat_no_folder_is_mirrored(tmp_path: Path) -> None:
    """One test of a file right above does not make a tree: those of the folders below it lie beside it."""
    files = {f"src/pot/{part}/{part}_{n}.py": "def a():\n    return 1\n" for part in ("lid", "pan") for n in range(4)}
    files |= {f"tests/test_{part}_{n}.py": "def test_a():\n    assert 1\n" for part in ("lid", "pan") for n in range(4)}
    files |= {"src/pot/core.py": "def a():\n    return 1\n", "tests/test_core.py": "def test_a():\n    assert 1\n"}
    files |= {"src/pot/cup/cup_1.py": "def a():\n    return 1\n", "src/pot/cup/cup_2.py": "def a():\n    return 2\n"}
    found = Workspace(write(tmp_path, files)).safe_location("module", "cup_3", package=None, language="Python")
    tests = [row["path"] for row in found["companions"] if row["kind"] == "test"]
    assert all(path == "tests/test_cup_3.py" for path in tests)
    placed = Workspace(tmp_path).safe_location("test", "cup_1", language="Python")
    assert placed["recommended_path"] == "tests/test_cup_1.py"


def test_a_second_test_of_a_name_is_one_for_its_runner_too(tmp_path: Path) -> None:
    """`console_test2.go` is no test for Go: the number stands before the mark."""
    files = {"go.mod": "module x.org/pot\n\ngo 1.22\n"}
    for name in ("console", "lid", "pan"):
        files |= {f"{name}/{name}.go": f"package {name}\n", f"{name}/{name}_test.go": f"package {name}\n"}
    assert ask(tmp_path, files, "test", "console")["recommended_path"] == "console/console2_test.go"


def test_what_stands_in_the_folders_of_java_tests_is_named_as_no_test(tmp_path: Path) -> None:
    """Surefire finds tests by their names; beside each stood many classes that it is tried with."""
    files = {"pom.xml": "<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version></project>"}
    for part in ("lid", "pan", "cup"):
        for name in ("Source", "Target", "Mapper", f"{part.title()}Test"):
            files[f"src/test/java/a/{part}/{name}.java"] = f"package a.{part};\nclass {name} {{}}\n"
        for name in ("PanSource", "PanTarget", "PanMapper"):
            files[f"src/test/java/a/{part}/lid/{name}.java"] = f"package a.{part}.lid;\nclass {name} {{}}\n"
        files[f"src/main/java/a/{part}/{part.title()}.java"] = f"package a.{part};\nclass {part.title()} {{}}\n"
    assert ask(tmp_path, files, "test", "pan lid")["recommended_path"].endswith("Test.java")


def test_the_file_of_a_layout_has_the_extension_of_the_layout(tmp_path: Path) -> None:
    """Styles beside each component are more than the components: `Badge/index.js` among fifteen `index.jsx`."""
    files = {"package.json": '{"name": "pot", "private": true}'}
    for name in ("Lid", "Pan", "Cup", "Tea", "Jug"):
        files[f"src/components/{name}/index.jsx"] = f"export default function {name}() {{ return <a /> }}\n"
        files[f"src/components/{name}/Styles.js"] = "export const a = 1\n"
        files[f"src/components/{name}/Colors.js"] = "export const b = 1\n"
    assert ask(tmp_path, files, "component", "Badge")["recommended_path"] == "src/components/Badge/index.jsx"


def test_what_only_helps_is_not_surely_in_a_folder_of_another_word(tmp_path: Path) -> None:
    """Scripts in `misc/` drew a helper for strings with all confidence."""
    files = {f"misc/{name}.php": "<?php\n" for name in ("statistics", "readme", "sort", "rewrite")}
    files |= {f"Parser/{name}.php": f"<?php\nclass {name} {{}}\n" for name in ("Bot", "Client", "Device")}
    files["composer.json"] = '{"name": "a/b"}'
    assert ask(tmp_path, files, "util", "StringHelper")["confidence"] <= 0.5


def test_scripts_that_nothing_manages_do_not_choose_the_language(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": '[build-system]\nrequires = ["flit_core"]\nbuild-backend = "flit_core.buildapi"\n[project]\nname = "pots"\n',
        **{f"src/pots/{name}.py": "x = 1\n" for name in ("__init__", "kettle", "lid")},
        **{f"src/pots/pages/editor/mode_{n}.js": "var x = 1\n" for n in range(6)},
    }
    root = write(tmp_path, files)
    assert Workspace(root).safe_location(file_type="service", name="Orders")["extension"] == ".py"
    (root / "package.json").write_text('{"name": "pots", "private": true}')
    assert Workspace(root).safe_location(file_type="service", name="Orders")["extension"] == ".js"


def test_single_small_words_are_no_reason_for_capitals_elsewhere(tmp_path: Path) -> None:
    """`tag` beside `feed.ts` and `item.ts` became `Tag.ts`, as the types of the workspace are written."""
    files = {f"src/store/{name}.ts": "export const a = 1\n" for name in ("app", "feed", "folder", "item")}
    files |= {
        f"src/types/{name}.ts": "export type A = 1\n"
        for name in ("Feed", "FeedItem", "ApiRoutes", "Site", "Kind", "Lid")
    }
    files["package.json"] = '{"name": "pot", "private": true}'
    assert ask(tmp_path, files, "store", "tag")["recommended_path"] == "src/store/tag.ts"
