"""safe_location: what the name itself says: tests, interfaces, view models; and lines to add that are whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("Order", "User", "Price", "Stock", "Brand", "Tax")


def asked(root: Path, files: dict[str, str], file_type: str, name: str) -> dict[str, Any]:
    return dict(Workspace(write(root, files)).safe_location(file_type, name))


def test_a_name_with_the_mark_of_tests_is_one_whatever_it_is_called(tmp_path: Path) -> None:
    files = {"pom.xml": "<project><artifactId>shop</artifactId></project>\n"}
    for name in NAMES:
        files[f"src/main/java/org/shop/{name}.java"] = f"package org.shop;\n\npublic class {name} {{\n}}\n"
        files[f"src/test/java/org/shop/Test{name}.java"] = f"package org.shop;\n\npublic class Test{name} {{\n}}\n"
    for file_type in ("class", "shop"):
        assert asked(tmp_path, files, file_type, "TestVat")["recommended_path"] == "src/test/java/org/shop/TestVat.java"
    assert asked(tmp_path, files, "class", "Vat")["recommended_path"] == "src/main/java/org/shop/Vat.java"


def test_interfaces_stand_with_interfaces_and_classes_with_classes(tmp_path: Path) -> None:
    files = {}
    for name in NAMES:
        files[f"src/Application/Interfaces/Services/I{name}Service.cs"] = (
            f"namespace Application;\n\npublic interface I{name}Service\n{{\n}}\n"
        )
    for name in NAMES[:3]:
        files[f"src/Infrastructure/Services/{name}Service.cs"] = (
            f"namespace Infrastructure;\n\npublic class {name}Service : I{name}Service\n{{\n}}\n"
        )
    for name, folder in (
        ("IMailService", "src/Application/Interfaces/Services"),
        ("MailService", "src/Infrastructure/Services"),
    ):
        assert asked(tmp_path, files, "service", name)["recommended_path"] == f"{folder}/{name}.cs"
    path = asked(tmp_path, files, "service interface", "IMailService")["recommended_path"]
    assert path == "src/Application/Interfaces/Services/IMailService.cs"


def test_a_workspace_of_interfaces_alone_is_answered(tmp_path: Path) -> None:
    files = {f"src/I{name}.cs": f"public interface I{name}\n{{\n}}\n" for name in NAMES}
    assert asked(tmp_path, files, "class", "Vat")["recommended_path"] == "src/Vat.cs"


def test_an_import_of_a_package_means_its_common_sources(tmp_path: Path) -> None:
    """Kotlin Multiplatform: the package has a folder in several source sets."""
    base = "data/src/{0}/kotlin/org/conf/staff/{1}.kt"
    text = "package org.conf.staff\n\nclass {0}\n"
    files = {
        base.format(source_set, name): text.format(name)
        for source_set, name in (
            ("androidMain", "StaffApiModule"),
            ("androidMain", "StaffRepositoryModule"),
            ("commonMain", "StaffApiClient"),
            ("commonMain", "FakeStaffApiClient"),
        )
    }
    files["data/src/iosMain/kotlin/org/conf/DataModule.kt"] = (
        "package org.conf\n\nimport org.conf.staff.DefaultStaffRepository\n\nval one = DefaultStaffRepository()\n"
    )
    assert asked(tmp_path, files, "repository", "DefaultStaff")["recommended_path"] == base.format(
        "commonMain", "DefaultStaffRepository"
    )


def test_a_view_model_is_no_model(tmp_path: Path) -> None:
    files = {f"Sources/Model/{name}.swift": f"struct {name} {{}}\n" for name in NAMES}
    for name in NAMES:
        files[f"Sources/Shop/{name}ViewModel.swift"] = f"class {name}ViewModel {{}}\n"
        files[f"Sources/Shop/{name}View.swift"] = f"struct {name}View {{}}\n"
    assert asked(tmp_path, files, "model", "ShopCoupon")["recommended_path"] == "Sources/Model/ShopCoupon.swift"


def test_a_task_that_is_run_by_hand_is_no_job(tmp_path: Path) -> None:
    files = {f"lib/tasks/{name.lower()}.rake": f"task :{name.lower()} do\nend\n" for name in NAMES}
    files |= {
        f"app/workers/{name.lower()}_worker.rb": (
            f"class {name}Worker\n  include Sidekiq::Worker\n\n  def perform\n  end\nend\n"
        )
        for name in NAMES[:3]
    }
    path = asked(tmp_path, files, "background job", "purge drafts")["recommended_path"]
    assert path.startswith("app/workers/purge_drafts")


def test_a_line_of_a_list_is_written_as_those_that_others_follow(tmp_path: Path) -> None:
    """The last entry has no comma, and its like could not be added anywhere."""
    names = ("amqp", "kafka", "nats", "redis", "tcp")
    files = {f"src/transporters/{name}.js": f"module.exports = class {name.title()} {{}};\n" for name in names}
    rows = ",\n".join(f'\t{name.title()}: require("./{name}")' for name in names)
    files["src/transporters/index.js"] = f"const Transporters = {{\n{rows}\n}};\n\nmodule.exports = Transporters;\n"
    barrel = next(
        row for row in asked(tmp_path, files, "transporter", "zeromq")["companions"] if row["kind"] == "barrel"
    )
    assert (barrel["line"], barrel["after"]) == ('Zeromq: require("./zeromq"),', 5)


def test_an_import_leads_to_the_folder_that_is_proposed(tmp_path: Path) -> None:
    """A folder a feature (`commands/delete-user/delete-user.controller.ts`): a line for another folder is none for this one."""
    files = {}
    for name in ("create-user", "delete-user", "find-user", "move-user"):
        symbol = "".join(map(str.title, name.split("-")))
        files[f"src/user/commands/{name}/{name}.controller.ts"] = f"export class {symbol}Controller {{}}\n"
        files[f"src/user/commands/{name}/{name}.service.ts"] = f"export class {symbol}Service {{}}\n"
    files["src/user/user.module.ts"] = "".join(
        f"import {{ {''.join(map(str.title, name.split('-')))}Controller }} from './commands/{name}/{name}.controller';\n"
        for name in ("create-user", "delete-user", "find-user", "move-user")
    )
    answer = asked(tmp_path, files, "controller", "update user")
    assert answer["recommended_path"] == "src/user/commands/update-user/update-user.controller.ts"
    assert [row["line"] for row in answer["companions"]] == [
        "import { UpdateUserController } from './commands/update-user/update-user.controller';"
    ]


def test_a_mark_is_one_however_the_files_write_it(tmp_path: Path) -> None:
    """C++ with tests in a tree of their own: `TestVat` is `test_vat.cpp`, though the folder asked for is one of sources too."""
    files = {"CMakeLists.txt": "project(pot)\n"}
    for name in map(str.lower, NAMES):
        files[f"src/pot/tax/{name}.cpp"] = f"int {name}() {{ return 1; }}\n"
        files[f"test/pot/tax/test_{name}.cpp"] = f"void test_{name}() {{}}\n"
    assert asked(tmp_path, files, "tax", "TestVat")["recommended_path"] == "test/pot/tax/test_vat.cpp"


def test_test_cases_of_java_are_tests(tmp_path: Path) -> None:
    names = ("Cart", "Order", "Price", "Refund", "User")
    files = {f"src/main/java/shop/{name}.java": f"package shop;\nclass {name} {{}}\n" for name in (*names, "Mode")}
    files |= {
        f"src/test/java/shop/{name}TestCase.java": f"package shop;\nclass {name}TestCase {{}}\n" for name in names
    }
    for role, name in (("module", "ModeTestCase"), ("test", "Mode")):
        assert asked(tmp_path, files, role, name)["recommended_path"] == "src/test/java/shop/ModeTestCase.java"


ANGULAR = {
    "pom.xml": "<project/>",
    **{f"src/main/java/a/{name}Service.java": f"class {name}Service {{}}\n" for name in ("Cart", "Order", "User")},
    **{f"web/js/{name}.js": "const x = 1;\n" for name in ("menu", "legacy", "charts")},
    "pages/package.json": '{"name": "pages", "dependencies": {"@angular/core": "19"}}',
    **{
        f"pages/src/app/{name}/{name}.component.ts": "@Component({})\nexport class X {}\n"
        for name in ("cart", "menu", "order")
    },
    **{f"pages/src/app/shared/{name}.service.ts": "export class X {}\n" for name in ("cart", "menu")},
}


@pytest.mark.parametrize(
    ("role", "package", "path"),
    [
        ("component", None, "pages/src/app/wish/wish.component.ts"),
        ("service", "pages", "pages/src/app/shared/wish.service.ts"),
        ("service", None, "src/main/java/a/WishService.java"),
    ],
)
def test_the_language_is_the_one_that_the_role_has_in_the_package(
    tmp_path: Path, role: str, package: str | None, path: str
) -> None:
    workspace = Workspace(write(tmp_path, ANGULAR))
    assert workspace.safe_location(role, "wish", package=package)["recommended_path"] == path
