"""check_duplicates by content: what the workspace allows by path or by comment."""

from __future__ import annotations

from pathlib import Path

from tests.clone_samples import TOTAL, ask, pairs
from tests.workspaces import write


def test_the_settings_allow_duplicates_by_path(tmp_path: Path) -> None:
    settings = '[tool.groundplan]\nallow_duplicates = ["examples/*/start.py"]\n'
    files = {"a.py": TOTAL, "examples/one/start.py": TOTAL, "examples/one/more.py": TOTAL, "pyproject.toml": settings}
    assert pairs(ask(write(tmp_path, files))) == [("examples/one/more.py", "a.py", "exact")]


def test_a_permit_needs_a_reason(tmp_path: Path) -> None:
    text = "# groundplan: allow-duplicate\n" + TOTAL
    write(tmp_path, {"a.py": text, "b.py": text})
    assert len(ask(tmp_path)["duplicates"]) == 1


NESTED = """\
# groundplan: allow-duplicate the old interface keeps its own
def {name}(items, rate):
    if not items.filter(rate, active=True).exists():
        raise EmptyError(items, rate)

    def resolve(found, {names}, default):
        for key, value in {names}.items():
            if key in found and value.active:
                found[key] = value.resolve(found, default)
            else:
                raise UnknownError(key, found.name)
        return found.close(default, {names})

    return resolve(items.first(), rate, None)
"""


def test_a_permit_counts_for_what_its_function_holds(tmp_path: Path) -> None:
    files = {"a.py": NESTED.format(name="old", names="keys"), "b.py": NESTED.format(name="new", names="names")}
    assert ask(write(tmp_path, files))["duplicates"] == []
