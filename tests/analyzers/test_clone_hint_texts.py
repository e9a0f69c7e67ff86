"""check_duplicates by content: a hint says nothing that the code does not bear out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.clone_samples import TOTAL, ask
from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

REACHED = """\
def {name}(matcher, packages, cache):
    chosen = [item for item in packages if matcher.matches(item.name)]
    found = set()
    for one in chosen:
        for other in packages:
            if cache.depends_on({first}, {second}):
                found.add(other)
    return sorted(found)
"""

METHOD = """\
class {owner}:
    def configure(self, environment):
        self.log.info("handler at %s", self.path)
        environment.context.path = self.path
        for name, value in self.options.items():
            environment.context.set(name, value)
        environment.context.start(self.{limit})
        return environment.context
"""

CASE = """\
test("works", async () => {{
  const author = await createAuthor({{ name: "{name}", books: 3 }});
  await author.publish(firstBook(author), secondBook(author));
  const found = await orm.find(Author, {{ name: "{name}" }});
  expect(found.map(it => it.books.length)).toEqual([3, 3]);
  expect(found[0].books[1].tags).toContain(defaultTag());
}});
"""


def _hint(root: Path, files: dict[str, str]) -> str:
    write(root, files)
    (found,) = ask(root)["duplicates"]
    return str(found["hint"])


def test_names_in_other_places_are_no_renaming(tmp_path: Path) -> None:
    one = REACHED.format(name="needed", first="one", second="other")
    other = REACHED.format(name="needing", first="other", second="one")
    hint = _hint(tmp_path, {"a.py": f"{one}\n\n{other}"})
    assert hint == "equal but for which of one, other stands where: make what differs a parameter of needed"


@pytest.mark.parametrize(
    ("limit", "hint"),
    [
        ("most", "equal code: move configure to one shared base or function in web/"),
        ("least", "equal but for one name or value (most -> least): make it a parameter of one configure in web/"),
    ],
)
def test_a_class_cannot_call_the_method_of_another(tmp_path: Path, limit: str, hint: str) -> None:
    files = {"web/a.py": METHOD.format(owner="Plain", limit="most")}
    assert _hint(tmp_path, {**files, "web/b.py": METHOD.format(owner="Secure", limit=limit)}) == hint


def test_what_is_written_where_it_is_passed_on_has_no_name_to_call(tmp_path: Path) -> None:
    case = CASE.format(name="Ann")
    hint = _hint(tmp_path, {"a.test.ts": f"setUpFirst();\n{case}", "b.test.ts": f"{case}cleanUp(1, 2);\n"})
    assert "keep test" not in hint
    assert "and use it from both" in hint


def test_a_comma_before_a_bracket_shifts_nothing(tmp_path: Path) -> None:
    other = TOTAL.replace("(items, total)", "(\n        items,\n        total,\n    )").replace(
        "find_discount", "find_rebate"
    )
    hint = _hint(tmp_path, {"a.py": TOTAL, "b.py": other})
    assert "equal but for one name or value (find_discount -> find_rebate)" in hint


def test_the_share_that_differs_heeds_the_order(tmp_path: Path) -> None:
    moved = "    audit.record(items, rate)\n"
    first = TOTAL.replace("    total = 0\n", f"{moved}    total = 0\n")
    last = TOTAL.replace("    return", f"{moved}    return")
    hint = _hint(tmp_path, {"a.py": first, "b.py": last})
    assert re.match(r"[5-9] % of the code differs \(lines \d", hint), hint
