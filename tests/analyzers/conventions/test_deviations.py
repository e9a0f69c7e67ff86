"""existing_patterns: what does otherwise than most and is told, and what only seems to; the recommendation by the best example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("Order", "User", "Price", "Stock", "Brand")
SERVICE = "class {0}Service\n  def call\n    1\n  end\nend\n"


def asked(root: Path, files: dict[str, str], pattern: str) -> dict[str, Any]:
    return dict(Workspace(write(root, files)).existing_patterns(pattern))


def test_a_model_called_as_a_service_is_no_service_in_a_wrong_place(tmp_path: Path) -> None:
    files = {f"app/services/{name.lower()}_service.rb": SERVICE.format(name) for name in NAMES}
    files |= {f"app/models/{name.lower()}.rb": f"class {name} < ApplicationRecord\nend\n" for name in NAMES}
    files["app/models/local_service.rb"] = "class LocalService < ApplicationRecord\nend\n"
    assert asked(tmp_path, files, "service")["deviations"] == []
    files["app/lib/mail_service.rb"] = SERVICE.format("Mail")
    rows = asked(tmp_path, files, "service")["deviations"]
    assert [(row["path"], row["expected"]) for row in rows] == [("app/lib/mail_service.rb", "app/services")]


def test_what_a_base_of_the_workspace_hands_down_is_there(tmp_path: Path) -> None:
    """ASP.NET: the attribute of a base controller holds for those that extend it."""
    files = {
        f"Web/Controllers/{name}Controller.cs": (
            f"namespace Web.Controllers;\n\n[ApiController]\npublic class {name}Controller : ControllerBase\n{{\n}}\n"
        )
        for name in NAMES
    }
    files |= {
        "Web/Controllers/BaseApiController.cs": (
            "namespace Web.Controllers;\n\n[ApiController]\npublic abstract class BaseApiController<T> : ControllerBase\n{\n}\n"
        ),
        "Web/Controllers/CartController.cs": (
            "namespace Web.Controllers;\n\npublic class CartController : BaseApiController<CartController>\n{\n}\n"
        ),
    }
    assert asked(tmp_path, files, "controller")["deviations"] == []


def test_several_in_one_file_end_in_the_plural(tmp_path: Path) -> None:
    files = {
        f"core/src/main/java/org/mapper/{name}Mapper.java": f"package org.mapper;\n\npublic class {name}Mapper {{\n}}\n"
        for name in NAMES
    }
    files["core/src/main/java/org/mapper/RowMappers.java"] = "package org.mapper;\n\npublic class RowMappers {\n}\n"
    assert asked(tmp_path, files, "mapper")["deviations"] == []


def test_the_ways_of_another_pattern_bind_nobody(tmp_path: Path) -> None:
    """Laravel: most of what is queued are notifications, and the one job in its folder is where jobs go."""
    note = (
        "<?php\n\nnamespace App\\Notifications;\n\nclass {0}Sent extends Notification implements ShouldQueue\n{{\n}}\n"
    )
    files = {f"app/Notifications/{name}Sent.php": note.format(name) for name in NAMES}
    files["app/Jobs/DeleteAccount.php"] = (
        "<?php\n\nnamespace App\\Jobs;\n\nclass DeleteAccount implements ShouldQueue\n{\n}\n"
    )
    answer = asked(tmp_path, files, "job")
    assert (answer["population"], answer["deviations"]) == (6, [])
    assert "put it in" not in answer["recommendation"]


def test_the_recommendation_is_what_its_example_does(tmp_path: Path) -> None:
    """As many interfaces as classes: the place and the base are those of the class that is shown."""
    files = {}
    for name in NAMES:
        files[f"src/Contracts/I{name}Repository.cs"] = (
            f"namespace Contracts;\n\npublic interface I{name}Repository\n{{\n    bool Has(int id);\n}}\n"
        )
        files[f"src/Data/Repositories/{name}Repository.cs"] = (
            f"namespace Data;\n\npublic class {name}Repository : I{name}Repository\n{{\n"
            "    public bool Has(int id)\n    {\n        return id > 0;\n    }\n}\n"
        )
    said = asked(tmp_path, files, "repository")["recommendation"]
    assert said.startswith("start from src/Data/Repositories/")
    assert "put it in src/Data/Repositories (50% are there)" in said


def test_declared_types_are_no_example_beside_the_code(tmp_path: Path) -> None:
    files = {}
    for name in NAMES:
        files[f"src/cachers/{name.lower()}.js"] = (
            f'const Cacher = require("./base");\nmodule.exports = class {name}Cacher extends Cacher {{\n  get() {{}}\n}};\n'
        )
        files[f"src/cachers/{name.lower()}.d.ts"] = f"declare class {name}Cacher {{\n  get(): void;\n}}\n"
    files["src/cachers/base.js"] = "module.exports = class Cacher {};\n"
    answer = asked(tmp_path, files, "cacher")
    assert not [row for row in answer["example_files"] if row["path"].endswith(".d.ts")]
    assert "build on Cacher" in answer["recommendation"]


def test_a_folder_of_another_meaning_is_no_role(tmp_path: Path) -> None:
    """Laravel: `resources/js` holds pages, and the resources of the API end in the word."""
    files = {f"resources/js/Pages/Page{number}.vue": "<template><b /></template>\n" for number in range(20)}
    files |= {
        f"app/Http/Resources/{name}Resource.php": (
            f"<?php\n\nnamespace App\\Http\\Resources;\n\nclass {name}Resource extends JsonResource\n{{\n}}\n"
        )
        for name in NAMES
    }
    model = "<?php\n\nnamespace App\\Models;\n\nclass Thing{0} extends Model\n{{\n}}\n"
    files |= {f"app/Models/Thing{number}.php": model.format(number) for number in range(40)}
    answer = asked(tmp_path, files, "resource")
    assert answer["population"] == len(NAMES)
    assert answer["conventions"]["base_classes"] == [{"value": "JsonResource", "share": 1.0}]


def test_what_is_validated_is_no_validator(tmp_path: Path) -> None:
    files = {
        f"App/Validators/{name}Validator.cs": (
            "using FluentValidation;\n\nnamespace App.Validators;\n\n"
            f"public class {name}Validator : AbstractValidator<{name}>\n{{\n}}\n"
        )
        for name in NAMES
    }
    files["App/Requests/Login.cs"] = (
        "namespace App.Requests;\n\npublic class Login\n{\n    [Required]\n    public string Mail { get; set; }\n}\n"
    )
    assert asked(tmp_path, files, "validator")["population"] == len(NAMES)


def test_texts_lead_no_pattern(tmp_path: Path) -> None:
    files = {f"static/editor/langs/{code}.js": f"add('{code}', {{}});\n" for code in ("de", "fr", "it", "es", "pt")}
    files |= {f"app/policies/{name.lower()}_policy.py": f"class {name}Policy:\n    pass\n" for name in NAMES}
    found = [row["pattern_type"] for row in asked(tmp_path, files, "relevant")["patterns"]]
    assert (found[0], "lang" in found) == ("policy", False)


def test_the_methods_that_stand_behind_a_type_are_shown(tmp_path: Path) -> None:
    files = {"go.mod": "module pot\n"}
    files |= {
        f"store/{name.lower()}_store.go": (
            f"package store\n\ntype {name}Store struct {{\n\tn int\n}}\n\n"
            f"func (s *{name}Store) Get(id int) int {{\n\treturn s.n\n}}\n"
        )
        for name in NAMES
    }
    assert "Get(id int) int {" in asked(tmp_path, files, "store")["example_files"][0]["snippet"]


def test_a_place_that_the_example_is_not_in_is_not_recommended_with_it(tmp_path: Path) -> None:
    data = "package org.pot.data\n\n@Dao\ninterface {0}Dao {{\n    fun all(): Int\n}}\n"
    files = {f"src/main/kotlin/org/pot/repository/{name}Dao.kt": data.format(name) for name in NAMES[:3]}
    files["src/main/kotlin/org/pot/widget/WidgetRepository.kt"] = (
        "package org.pot.widget\n\nclass WidgetRepository {\n    fun all(): Int {\n        return 1\n    }\n}\n"
    )
    answer = asked(tmp_path, files, "repository")
    start, _, place = answer["recommendation"].partition("; put it in ")
    assert start.startswith("start from src/main/kotlin/org/pot/")
    assert not place or f"{place.partition(' (')[0]}/" in start


def test_what_stands_somewhere_below_may_only_serve_the_others(tmp_path: Path) -> None:
    """Compose: beside the pages stand the constants that they share."""
    page = "package org.pot\n\n@Composable\nfun {0}Page() {{\n    Text()\n}}\n"
    files = {f"src/main/kotlin/org/pot/page/{name.lower()}/{name}Page.kt": page.format(name) for name in NAMES}
    files["src/main/kotlin/org/pot/page/common/ExtraName.kt"] = "package org.pot\n\nfun extra() {\n    print(1)\n}\n"
    assert asked(tmp_path, files, "page")["deviations"] == []
    files["src/main/kotlin/org/pot/page/tax/TaxPage.kt"] = "package org.pot\n\nfun TaxPage() {\n    Text()\n}\n"
    rows = asked(tmp_path, files, "page")["deviations"]
    assert [(row["path"].rpartition("/")[2], row["expected"]) for row in rows] == [("TaxPage.kt", "Composable")]
