"""check_duplicates by content: where the hints say that shared code would go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.analyzers.clones.reading.corpus import Region
from groundplan.analyzers.clones.report.home import BESIDE, UNKNOWN, home

from tests.clone_samples import ask
from tests.workspaces import write


def _region(path: str, name: str) -> Region:
    return Region(path, 1, 9, name, "method")


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        (("a/x.rb", "Pool.name"), ("a/x.rb", "Pool.size"), "in Pool"),
        (("a/x.rb", "Pool.name"), ("a/x.rb", "Group.name"), "in this file"),
        (("app/models/pool.rb", "Pool.name"), ("app/models/group.rb", "Group.name"), "in app/models/concerns/"),
        (("app/jobs/pool.rb", "Pool.run"), ("app/jobs/group.rb", "Group.run"), "in app/jobs/"),
        (("app/jobs/pool.rb", "Pool.run"), ("lib/group.rb", "Group.run"), UNKNOWN),
        (("src/a/x.ts", "x"), ("src/b/y.ts", "y"), "in src/shared/"),
        (("encoder.py", "encode"), ("decoder.py", "decode"), BESIDE),
    ],
)
def test_the_place_is_the_one_for_shared_code_if_there_is_one(
    tmp_path: Path, one: tuple[str, str], other: tuple[str, str], place: str
) -> None:
    write(tmp_path, {"app/models/concerns/a.rb": "", "src/shared/a.ts": "", "src/utils/a.ts": ""})
    assert _home(tmp_path, one, other) == place


def _home(root: Path, one: tuple[str, str], other: tuple[str, str], language: str = "") -> str:
    workspace = Workspace(root)
    workspace.refresh()
    with workspace.index() as index:
        return home(index, _region(*one), _region(*other), language)


def test_what_a_package_of_go_shares_stays_in_it(tmp_path: Path) -> None:
    write(tmp_path, {"broker/utils/a.go": "package utils\n"})
    for folder in ("", "broker/"):
        assert _home(tmp_path, (f"{folder}a.go", "a"), (f"{folder}b.go", "b"), "Go") == BESIDE


def test_no_folder_of_pages_that_a_framework_serves(tmp_path: Path) -> None:
    package = json.dumps({"name": "shop", "dependencies": {"next": "15.0.0"}})
    write(tmp_path, {"web/package.json": package, "web/lib/a.ts": "", "web/pages/b.ts": "", "site/pages/b.ts": ""})
    assert _home(tmp_path, ("web/pages/api/a.ts", "a"), ("web/pages/api/b.ts", "b")) == "in web/lib/"
    assert _home(tmp_path, ("site/pages/api/a.ts", "a"), ("site/pages/api/b.ts", "b")) == "in site/pages/api/"


def test_no_folder_of_a_source_set(tmp_path: Path) -> None:
    write(tmp_path, {"src/main/java/a/b/C.java": "", "src/main/kotlin/a/D.kt": ""})
    assert _home(tmp_path, ("src/main/java/a/b/C.java", "C.x"), ("src/main/kotlin/a/D.kt", "D.x")) == UNKNOWN
    assert _home(tmp_path, ("src/main/java/a/b/C.java", "C.x"), ("src/main/java/a/E.java", "E.x")) == (
        "in src/main/java/a/"
    )


def test_no_folder_from_which_a_rule_forbids_to_import(tmp_path: Path) -> None:
    rules = '[[rules]]\nname = "apart"\ntype = "forbidden"\nfrom = ["src/shop"]\nto = ["src/utils"]\n'
    write(tmp_path, {"groundplan.toml": rules, "src/utils/a.py": "", "src/shop/a.py": "", "src/admin/a.py": ""})
    assert _home(tmp_path, ("src/shop/a.py", "a"), ("src/admin/a.py", "a")) == "in src/"


SETTER = """\
class {name} {{
    void set{name}(String {name}s) {{
        String[] parts = Texts.split({name}s, ",");
        if (parts != null && parts.length > 0) {{
            for (String part : parts) {{
                {name}Matchers.add(new Matcher(part));
            }}
        }}
    }}
}}
"""


def test_a_field_that_is_named_without_its_object_is_a_parameter(tmp_path: Path) -> None:
    write(tmp_path, {f"{name}.java": SETTER.format(name=name) for name in ("allowed", "denied")})
    hints = [row["hint"] for row in ask(tmp_path)["duplicates"]]
    assert len(hints) == 1
    assert "(allowedMatchers -> deniedMatchers)" in hints[0]
