"""What `check` and `export --to sarif` hand to code scanning: rules, lines, and fingerprints that outlive moved lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from groundplan import Workspace
from groundplan.command_line.commands import cli
from groundplan.formats.export import export_to
from jsonschema import Draft7Validator

from tests.workspaces import write

SHARED = "def total(rows):\n" + "".join(
    f"    value{number} = compute(rows[{number}], limit={number}) + rows.weight\n" for number in range(8)
)
RULE = '[[rules]]\nname = "core knows no web"\ntype = "forbidden"\nfrom = "shop/core"\nto = ["shop/web"]\n'
FILES = {
    "groundplan.toml": RULE,
    "shop/__init__.py": "",
    "shop/a.py": '"""The first."""\n\nfrom .b import B\n\nA = B\n',
    "shop/b.py": "from .a import A\n\nB = 1\n",
    "shop/core/__init__.py": "",
    "shop/core/my cart.py": "import os\n\n\nfrom ..web.page import show\n\nprint(show, os.name)\n",
    "shop/web/__init__.py": "",
    "shop/web/page.py": '"""A page."""\n\nfrom .gone import lost\n\n\ndef show():\n    return lost\n',
}

PLACE: dict[str, Any] = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {"required": ["uri"], "properties": {"uri": {"pattern": "^[A-Za-z0-9_./%-]+$"}}},
                "region": {"required": ["startLine"], "properties": {"startLine": {"type": "integer", "minimum": 1}}},
            },
        },
        "message": {"required": ["text"]},
    },
}
RESULT: dict[str, Any] = {
    "required": ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
    "properties": {
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": {"required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}},
        "locations": {"type": "array", "minItems": 1, "items": PLACE},
        "relatedLocations": {"type": "array", "items": PLACE, "uniqueItems": True},
        "partialFingerprints": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
    },
}
DRIVER: dict[str, Any] = {
    "required": ["name", "rules"],
    "properties": {
        "rules": {"type": "array", "uniqueItems": True, "items": {"required": ["id", "shortDescription"]}},
    },
}
RUN: dict[str, Any] = {
    "required": ["tool", "results"],
    "properties": {
        "tool": {"required": ["driver"], "properties": {"driver": DRIVER}},
        "results": {"type": "array", "items": RESULT},
    },
}
LOG: dict[str, Any] = {
    "required": ["version", "runs"],
    "properties": {"version": {"const": "2.1.0"}, "runs": {"type": "array", "minItems": 1, "items": RUN}},
    "additionalProperties": {"type": "string"},
}
"""What SARIF's own schema requires of the parts that are written here, and what code scanning needs beside it."""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return write(tmp_path / "shop", FILES)


def run_of(text: str) -> dict[str, Any]:
    log = json.loads(text)
    Draft7Validator(LOG).validate(log)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [result["ruleId"] for result in run["results"]]
    return dict(run)


def checked(root: Path, *more: str, code: int = 1) -> list[dict[str, Any]]:
    done = CliRunner().invoke(cli, ["check", "--format", "sarif", "--root", str(root), *more], standalone_mode=False)
    assert done.return_value == code
    return list(run_of(done.stdout)["results"])


def place_of(location: dict[str, Any]) -> tuple[str, int | None]:
    physical = location["physicalLocation"]
    return physical["artifactLocation"]["uri"], physical.get("region", {}).get("startLine")


def test_each_finding_is_a_result_at_its_line(shop: Path) -> None:
    results = checked(shop)
    found = [(item["ruleId"], item["level"], place_of(item["locations"][0])) for item in results]
    assert sorted(found) == [
        ("ArchitectureRule/core knows no web", "error", ("shop/core/my%20cart.py", 4)),
        ("ImportCycle", "warning", ("shop/b.py", 1)),
        ("UnresolvedImport", "error", ("shop/web/page.py", 3)),
    ]
    related = {item["ruleId"]: [place_of(place) for place in item.get("relatedLocations", ())] for item in results}
    assert related == {
        "ArchitectureRule/core knows no web": [("shop/web/page.py", None)],
        "ImportCycle": [("shop/a.py", 3)],
        "UnresolvedImport": [],
    }


def test_fingerprints_outlive_moved_lines(shop: Path) -> None:
    def known() -> dict[str, tuple[dict[str, str], int | None]]:
        return {
            item["ruleId"]: (item["partialFingerprints"], place_of(item["locations"][0])[1]) for item in checked(shop)
        }

    before = known()
    for path in ("shop/b.py", "shop/core/my cart.py", "shop/web/page.py"):
        (shop / path).write_text("# One more.\n" + FILES[path], "utf-8")
    assert known() == {rule: (prints, (line or 0) + 1) for rule, (prints, line) in before.items()}
    assert len({str(prints) for prints, _ in before.values()}) == 3


def test_equal_findings_of_a_file_are_told_apart(shop: Path) -> None:
    write(shop, {"shop/web/page.py": FILES["shop/web/page.py"] + "\n\nfrom .gone import more\n"})
    results = checked(shop, "--only", "imports")
    prints = [item["partialFingerprints"]["groundplanCheck/v1"] for item in results]
    assert prints == [prints[0], f"{prints[0]}:2"]


def test_a_cycle_of_packages_is_told_at_a_file(tmp_path: Path) -> None:
    """Go's packages are folders: a result stands at the import in one of their files."""
    write(
        tmp_path,
        {
            "go.mod": "module example.org/shop\n\ngo 1.22\n",
            "one/one.go": 'package one\n\nimport "example.org/shop/two"\n\nvar One = two.Two\n',
            "two/two.go": 'package two\n\nimport (\n\t"example.org/shop/one"\n)\n\nvar Two = one.One\n',
        },
    )
    (result,) = checked(tmp_path, "--only", "cycles")
    places = [*map(place_of, (*result["locations"], *result["relatedLocations"]))]
    assert sorted(places, key=str) == [("one/one.go", 3), ("two/two.go", 4)]


def test_what_is_wrong_with_the_settings_is_known_again_as_it_moves(shop: Path) -> None:
    def known() -> list[tuple[str, str]]:
        return [(item["ruleId"], str(item["partialFingerprints"])) for item in checked(shop, "--only", "rules")]

    found = []
    for above in ("", "# One more.\n"):
        write(shop, {"groundplan.toml": f"{above}[[rules]\n"})
        found.append(known())
    assert found[0] == found[1]
    assert [rule for rule, _ in found[0]] == ["Settings"]


def test_a_rule_that_names_nothing_is_told_by_its_name(shop: Path) -> None:
    write(shop, {"groundplan.toml": RULE.replace("shop/web", "shop/wab")})
    (result,) = checked(shop, "--only", "rules")
    assert (result["ruleId"], place_of(result["locations"][0])) == ("Settings", ("groundplan.toml", 1))
    assert result["message"]["text"].startswith("Rule 'core knows no web': 'to' names 'shop/wab'")


def test_a_clean_workspace_is_a_run_without_results(tmp_path: Path) -> None:
    assert checked(write(tmp_path, {"shop/a.py": "A = 1\n"}), code=0) == []


def test_the_text_has_what_a_person_reads(shop: Path) -> None:
    done = CliRunner().invoke(cli, ["check", "--root", str(shop)], standalone_mode=False)
    assert done.return_value == 1
    assert "may not import shop/web/page.py" in done.stdout
    assert "fingerprint" not in done.stdout
    as_json = CliRunner().invoke(cli, ["check", "--format", "json", "--root", str(shop)], standalone_mode=False)
    assert [item["check"] for item in json.loads(as_json.stdout)["findings"]] == ["cycles", "rules", "imports"]


def exported(root: Path, output: Path) -> list[dict[str, Any]]:
    export_to(Workspace(root), "sarif", str(output))
    return list(run_of(output.read_text("utf-8"))["results"])


def test_the_export_holds_findings_and_clone_classes(shop: Path, tmp_path: Path) -> None:
    write(shop, {f"shop/{name}.py": SHARED for name in ("one", "two", "three")})
    results = exported(shop, tmp_path / "log.sarif")
    others = [(item["ruleId"], item["partialFingerprints"]) for item in results if item["ruleId"] != "ExactDuplicate"]
    assert others == [(item["ruleId"], item["partialFingerprints"]) for item in checked(shop)]
    (clone,) = [item for item in results if item["ruleId"] == "ExactDuplicate"]
    places = sorted(place_of(place) for place in (*clone["locations"], *clone["relatedLocations"]))
    assert places == [("shop/one.py", 1), ("shop/three.py", 1), ("shop/two.py", 1)]
    assert "3 places" in clone["message"]["text"]
    write(shop, {"shop/two.py": f"# One more.\n{SHARED}"})
    moved = exported(shop, tmp_path / "log.sarif")
    assert [item["partialFingerprints"] for item in moved] == [item["partialFingerprints"] for item in results]


def test_the_export_goes_to_standard_output(shop: Path) -> None:
    done = CliRunner().invoke(cli, ["export", "--to", "sarif", "--root", str(shop)])
    assert done.exit_code == 0
    assert len(run_of(done.stdout)["results"]) == 3
