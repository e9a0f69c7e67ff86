"""A text that a grammar does not finish costs its own facts, in bounded time, in this very process."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan.indexer import extract, parsing
from groundplan.indexer.extract import Job, extract_file
from groundplan.indexer.languages.trees import parse
from groundplan.indexer.parsing import SlowParseError

from tests.workspaces import write

QUADRATIC = b"'\\" * 9_000
"""Ruby's grammar looks through all of it again for each backslash: 2 s on a fast machine."""


def test_a_slow_text_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "LEAST_SECONDS", 0.05)
    with pytest.raises(SlowParseError, match="did not finish"):
        parse(QUADRATIC, "Ruby")
    tree = parse(b"class A\nend\n", "Ruby")
    assert [node.type for node in tree.root_node.children] == ["class"]


def test_it_is_counted_and_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "LEAST_SECONDS", 0.05)
    write(tmp_path, {"slow.rb": QUADRATIC.decode(), "good.rb": "class A\nend\n"})
    slow = extract_file(str(tmp_path), Job(1, "slow.rb"), 1_500_000)
    assert (slow.language, slow.parsed, slow.counts[0]) == ("Ruby", 0, 1)
    assert [(stage, "counted, not parsed" in message) for stage, _, message in slow.problems] == [("parse", True)]
    assert [row[3] for row in extract_file(str(tmp_path), Job(2, "good.rb"), 1_500_000).symbols] == ["A"]


@pytest.mark.parametrize(("name", "level"), [("a.scala", "{\n"), ("a.js", "`${\n"), ("a.kt", "f(")])
def test_thousands_of_brackets_in_brackets_cost_the_file_s_own_facts(tmp_path: Path, name: str, level: str) -> None:
    write(tmp_path, {name: level * 100_000, f"flat.{name}": "{\n}\n" * extract.DEEPEST * 2})
    deep, flat = (extract_file(str(tmp_path), Job(1, path), 1_500_000) for path in (name, f"flat.{name}"))
    assert (deep.parsed, flat.problems) == (0, [])
    assert [message.partition(" ")[0] for _, _, message in deep.problems] in (["brackets"], ["minified"])


def test_the_tree_still_knows_its_text() -> None:
    node = parse(b"def a():\n    pass\n", "Python").root_node.children[0]
    assert node.text == b"def a():\n    pass"


def test_a_manifest_of_no_sensible_size_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "MANIFEST_BYTES", 20)
    write(tmp_path, {"package.json": '{"name": "a", "version": "1.0.0"}'})
    facts = extract_file(str(tmp_path), Job(1, "package.json"), 1_500_000)
    assert (facts.manifest, facts.language) == ("", "JSON")
    assert facts.problems == [("manifest", 0, "33 bytes, more than any lockfile has: not read")]


def test_one_long_line_among_many_does_not_make_a_file_data(tmp_path: Path) -> None:
    long = f"x = '{'a' * extract.LONGEST_LINE}'\n"
    write(tmp_path, {"data.py": long, "test_it.py": long + "y = 1\n" * extract.LONGEST_LINE})
    assert extract_file(str(tmp_path), Job(1, "data.py"), 1_500_000).parsed == 0
    assert extract_file(str(tmp_path), Job(2, "test_it.py"), 1_500_000).parsed == 1


def test_a_long_literal_makes_no_minified_file(tmp_path: Path) -> None:
    image = '  <path d="' + "M1 2 " * 5_000 + '"/>\n'
    write(
        tmp_path,
        {
            "a.tsx": "export const B = 1;\n" * 300 + f"export const A = () => (\n{image});\n",
            "b.js": "var a=1;" * 5_000,
            "c.js": "a('b');" * 5_000,
        },
    )
    facts = [extract_file(str(tmp_path), Job(1, name), 1_500_000) for name in ("a.tsx", "b.js", "c.js")]
    assert [item.parsed for item in facts] == [1, 0, 0]
