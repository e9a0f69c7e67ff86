"""check_duplicates by content: kinds of clones, noise, snippet and paths."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.errors import GroundplanError
from groundplan.formats.duplicates import to_sarif, to_text

from tests.clone_samples import CHANGED, EVERY_NAME, LAYOUT, OTHER, RENAMED, TOTAL, ask, pairs
from tests.workspaces import write


@pytest.mark.parametrize(
    ("copy", "match"),
    [
        pytest.param(TOTAL, "exact", id="the same"),
        pytest.param(LAYOUT, "exact", id="other layout and a comment"),
        pytest.param(RENAMED, "renamed", id="locals, literals and its own name changed"),
        pytest.param(EVERY_NAME, "renamed", id="every name changed"),
        pytest.param(CHANGED, "similar", id="a statement added"),
        pytest.param(OTHER, None, id="other code"),
    ],
)
def test_kinds_of_clones(tmp_path: Path, copy: str, match: str | None) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.py": copy})
    answer = ask(tmp_path)
    assert [(*sorted(pair[:2]), pair[2]) for pair in pairs(answer)] == ([("a.py", "b.py", match)] if match else [])
    assert answer["found_duplicates"] is bool(match)


def test_a_block_pasted_into_another_function(tmp_path: Path) -> None:
    body = OTHER.rpartition("    return")[0]
    more = "".join(f"    values['part {number}'] = book.part(number).read().strip()\n" for number in range(9))
    text = body + "".join(TOTAL.splitlines(keepends=True)[1:9]) + more + "    return values\n"
    write(tmp_path, {"a.py": TOTAL, "c.py": text})
    rows = [(row["kind"], row["match"], row["start_line"], row["end_line"]) for row in ask(tmp_path)["duplicates"]]
    assert rows == [("block", "exact", 8, 15)]


def test_two_functions_of_one_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL + "\n\n" + TOTAL.replace("total_price", "price_total")})
    assert [(row["start_line"], row["of"]["start_line"]) for row in ask(tmp_path)["duplicates"]] == [(12, 1)]


def test_worst_files_and_shares_by_zone(tmp_path: Path) -> None:
    answer = ask(write(tmp_path, {"a.py": TOTAL, "b.py": TOTAL, "tests/test_a.py": OTHER, "tests/test_b.py": OTHER}))
    assert answer["worst_files"] == [
        {"path": "b.py", "duplicated_lines": 9, "share": 1.0},
        {"path": "tests/test_b.py", "duplicated_lines": 8, "share": 1.0},
    ]
    assert answer["duplication_by_zone"] == {"product": 0.5, "test": 0.5}


def test_a_class_of_three_and_its_lines(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.py": TOTAL, "c.py": TOTAL, "d.py": OTHER})
    answer = ask(tmp_path)
    assert [[place["path"] for place in group["places"]] for group in answer["groups"]] == [["a.py", "b.py", "c.py"]]
    assert answer["duplicated_lines"] == 18
    assert answer["duplication"] == pytest.approx(18 / 35, abs=0.01)


def test_the_same_answer_after_an_edit_and_back(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.py": RENAMED, "c.py": CHANGED})
    before = ask(tmp_path)
    write(tmp_path, {"b.py": OTHER})
    assert pairs(ask(tmp_path)) != pairs(before)
    write(tmp_path, {"b.py": RENAMED})
    assert ask(tmp_path) == before


def test_fingerprints_do_not_move_with_the_code(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.py": RENAMED})
    before = [row["fingerprint"] for row in ask(tmp_path)["duplicates"]]
    write(tmp_path, {"a.py": "import os\n\n\n" + TOTAL})
    assert [row["fingerprint"] for row in ask(tmp_path)["duplicates"]] == before


def test_files_against_the_workspace(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "lib/b.py": RENAMED, "c.py": OTHER, "d.py": OTHER})
    assert pairs(ask(tmp_path, paths=["a.py"])) == [("a.py", "lib/b.py", "renamed")]
    assert pairs(ask(tmp_path, paths=["lib"])) == [("lib/b.py", "a.py", "renamed")]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        pytest.param("x = 1\n", "has 3 tokens, and code of fewer than 50 is not compared", id="too small to compare"),
        pytest.param("", "has 0 tokens", id="empty"),
        pytest.param(
            "SELECT name, price FROM items WHERE active = 1 ORDER BY name;\n" * 9,
            "was read as Python, which cannot read",
            id="a language that the workspace has not",
        ),
        pytest.param(OTHER, None, id="code that could have been found"),
        pytest.param(RENAMED, None, id="found"),
    ],
)
def test_nothing_found_says_why_it_may_mean_nothing(tmp_path: Path, code: str, said: str | None) -> None:
    answer = ask(write(tmp_path, {"a.py": TOTAL}), code=code)
    assert answer["found_duplicates"] is (code == RENAMED)
    assert (said in answer["coverage"] and said in to_text(answer)) if said else "coverage" not in answer  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"name": "a", "code": "b"}, "one of name, paths, code, staged"),
        ({"name": " "}, "name is empty"),
        ({"threshold": 2.0}, "threshold is 2.0"),
        ({"min_tokens": 0}, "min_tokens is 0"),
        ({"paths": ["none.py"]}, "not in the workspace"),
    ],
)
def test_errors_name_the_problem(tmp_path: Path, parameters: dict[str, Any], message: str) -> None:
    write(tmp_path, {"a.py": TOTAL})
    with pytest.raises(GroundplanError, match=message):
        ask(tmp_path, **parameters)


def test_sarif_names_both_places(tmp_path: Path) -> None:
    write(tmp_path, {"a b.py": TOTAL, "b.py": RENAMED})
    run = json.loads(to_sarif(ask(tmp_path)))["runs"][0]  # type: ignore[arg-type]
    result = run["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == ("b.py", {"startLine": 1, "endLine": 9})
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.py"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "RenamedDuplicate"
    assert set(result["partialFingerprints"]) == {"groundplanDuplicate/v1"}


def test_text_sets_both_places_side_by_side(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.py": RENAMED})
    workspace = Workspace(tmp_path)
    answer = workspace.ask("check_duplicates")
    with workspace.index() as index:
        text = to_text(answer, index.lines)  # type: ignore[arg-type]
    assert text.splitlines()[1].split("|") == [
        f"  {'def umber_price(rows, rate):':<60} ",
        " def total_price(items, rate):",
    ]
    assert text.splitlines()[-1].startswith("1 duplicate;")


def test_the_hint_names_the_parameters(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.py": TOTAL.replace("find_discount", "find_rebate").replace("quantity", "count")})
    assert (
        "equal but for 2 names or values (quantity -> count, find_discount -> find_rebate)"
        in ask(tmp_path)["duplicates"][0]["hint"]
    )


def test_the_usual_answer_stays_compact(tmp_path: Path) -> None:
    deep = "src/a_rather_long_folder_name/and_another_one/below_it"
    files: dict[str, str] = {}
    for number in range(40):
        text = TOTAL.replace("total", f"sum_{number}").replace("find_discount", f"discount_of_{number}")
        text = text.replace("0.2", str(number)).replace("item.active", f"item.is_{number} or item.was_{number}")
        files |= {f"{deep}/{side}/calculation_of_price_{number}.py": text for side in ("first", "second")}
    workspace = Workspace(write(tmp_path, files))
    answer, every = workspace.check_duplicates(), workspace.check_duplicates(limit=0)
    assert len(json.dumps(answer)) < 10_000 < len(json.dumps(every))
    assert (answer["truncated"], every["truncated"], answer["total"]) == (True, False, every["total"])


def test_a_snippet_beside_a_crowd_of_copies_is_one_row(tmp_path: Path) -> None:
    write(tmp_path, {f"part{number}/a.py": TOTAL for number in range(12)} | {"other.py": CHANGED})
    found = ask(tmp_path, code=TOTAL)["duplicates"]
    assert [(row["of"]["path"], row["match"]) for row in found] == [("part0/a.py", "exact"), ("other.py", "similar")]
    assert found[0]["hint"].endswith("; 11 more hold it")
