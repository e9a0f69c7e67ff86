"""Duplicates as SARIF, as text with both places side by side, and against a baseline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from groundplan import Workspace, __version__
from groundplan.command_line.commands import cli
from groundplan.errors import InvalidParameterError
from groundplan.formats.baseline import apply_baseline
from groundplan.formats.duplicates import to_sarif, to_text
from groundplan.formats.sarif import MOST_RESULTS

from ..workspaces import write

FUNCTION = "def total(rows):\n" + "".join(
    f"    value{number} = compute(rows[{number}], limit={number}) + rows.weight\n" for number in range(8)
)
FILES = {"a.py": FUNCTION, "b.py": FUNCTION}


def ask(root: Path) -> dict[str, Any]:
    answer: dict[str, Any] = Workspace(root).ask("check_duplicates", limit=0)
    return answer


def test_sarif_holds_all_of_a_long_report_unless_told_otherwise(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            f"{name}.py": FUNCTION.replace("total", name).replace("compute", f"{name}_of") + FUNCTION
            for name in "abcdefgh"
        },
    )

    def results(*more: str) -> int:
        done = CliRunner().invoke(cli, ["check-duplicates", "--format", "sarif", "--root", str(root), *more])
        return len(json.loads(done.stdout)["runs"][0]["results"])

    whole = Workspace(root).ask("check_duplicates", limit=0)["total"]
    assert (results(), results("--limit", "3")) == (whole, 3)
    assert whole > 20


def test_sarif_has_what_the_standard_requires(tmp_path: Path) -> None:
    answer = ask(write(tmp_path, FILES))
    log = json.loads(to_sarif(answer))  # type: ignore[arg-type]
    driver = log["runs"][0]["tool"]["driver"]
    assert driver["semanticVersion"] == __version__
    assert driver["informationUri"].startswith("https://")
    assert (log["version"], sorted(log)) == ("2.1.0", ["$schema", "runs", "version"])
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "groundplan"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    (result,) = run["results"]
    assert result["ruleId"] == rules[result["ruleIndex"]]
    assert result["level"] in {"none", "note", "warning", "error"}
    assert result["message"]["text"]
    assert list(result["partialFingerprints"].values()) == [answer["duplicates"][0]["fingerprint"]]
    places = [place["physicalLocation"] for place in (*result["locations"], *result["relatedLocations"])]
    assert [place["artifactLocation"]["uri"] for place in places] == ["b.py", "a.py"]
    assert [place["region"] for place in places] == [{"startLine": 1, "endLine": 9}] * 2


def test_sarif_holds_what_one_upload_may(tmp_path: Path) -> None:
    answer = ask(write(tmp_path, FILES))
    answer["duplicates"] *= MOST_RESULTS + 1
    assert len(json.loads(to_sarif(answer))["runs"][0]["results"]) == 25_000  # type: ignore[arg-type]


def test_text_shows_both_places_side_by_side(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    done = CliRunner().invoke(cli, ["check-duplicates", "--root", str(root), "--format", "text"], standalone_mode=False)
    assert done.return_value == 1
    lines = done.output.splitlines()
    assert lines[0].startswith("b.py:1-9  exact 1.00")
    assert [part.strip() for part in lines[1].split(" | ")] == ["def total(rows):"] * 2


@pytest.mark.parametrize(
    ("changed", "new"),
    [
        pytest.param({}, 0, id="nothing"),
        pytest.param({"b.py": "import os\n\n\n" + FUNCTION}, 0, id="moved code"),
        pytest.param({"c.py": FUNCTION}, 2, id="third copy"),
        pytest.param(
            {"b.py": FUNCTION + "\n\n" + FUNCTION.replace("total", "again")}, 2, id="third copy in a known file"
        ),
    ],
)
def test_only_what_is_new_counts(tmp_path: Path, changed: dict[str, str], new: int) -> None:
    root, baseline = write(tmp_path / "w", FILES), tmp_path / "known.json"
    assert apply_baseline(ask(root), baseline)["found_duplicates"] is False
    answer = apply_baseline(ask(write(root, changed)), baseline)
    assert (answer["total"], answer["found_duplicates"]) == (new, new > 0)


def test_a_stopped_commit_says_how_a_meant_copy_goes_through(tmp_path: Path) -> None:
    answer = ask(write(tmp_path, FILES))
    assert "allow-duplicate" not in to_text(answer)  # type: ignore[arg-type]
    assert "`groundplan: allow-duplicate <reason>`" in to_text({**answer, "checking": "staged"})  # type: ignore[typeddict-item]
    more = {**answer, "checking": "staged", "truncated": True}
    assert "--baseline FILE" in to_text(more), "a whole project that is taken over"  # type: ignore[arg-type]


def test_another_file_is_no_baseline(tmp_path: Path) -> None:
    (tmp_path / "answer.json").write_text("{}", "utf-8")
    with pytest.raises(InvalidParameterError, match="is no baseline: it holds something else"):
        apply_baseline({"duplicates": []}, tmp_path / "answer.json")
