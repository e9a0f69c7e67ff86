"""Line ends of Windows change nothing of what a file says: its last selector of an import was called `Sort}` in Scala."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan.indexer.extract import FileFacts, Job, extract_file

from tests.workspaces import write

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SAME = (
    "language",
    "zone",
    "module",
    "parsed",
    "counts",
    "symbols",
    "exports",
    "imports",
    "uses",
    "manifest",
    "problems",
)


def facts(root: Path, name: str, content: bytes) -> FileFacts:
    write(root, {name: content})
    return extract_file(str(root), Job(1, name), 1_000_000)


@pytest.mark.parametrize("fixture", sorted(path.name for path in FIXTURES.iterdir() if path.is_dir()))
def test_facts_are_the_same_with_either_line_end(tmp_path: Path, fixture: str) -> None:
    files = {
        path.relative_to(FIXTURES / fixture).as_posix(): path.read_bytes()
        for path in (FIXTURES / fixture).rglob("*")
        if path.is_file()
    }
    texts = {name: content for name, content in files.items() if b"\0" not in content and b"\r" not in content}
    assert texts
    for name, content in texts.items():
        plain, windows = facts(tmp_path, name, content), facts(tmp_path, name, content.replace(b"\n", b"\r\n"))
        assert [(name, field, getattr(windows, field)) for field in SAME] == [
            (name, field, getattr(plain, field)) for field in SAME
        ]


@pytest.mark.parametrize(("name", "text"), [
    ("A.cs", "namespace A { public class Käse { public void Run() {} } }\n"),
    ("a.py", "import os\n\n\ndef run():\n    return os\n"),
    ("pom.xml", '<?xml version="1.0" encoding="UTF-16"?>\n<project><artifactId>a</artifactId></project>\n'),
    ("package.json", '{"name": "a", "dependencies": {"b": "^1"}}\n'),
])  # fmt: skip
def test_text_in_utf_16_says_the_same_as_in_utf_8(tmp_path: Path, name: str, text: str) -> None:
    plain = facts(tmp_path, name, text.encode())
    assert plain.language
    assert not plain.problems
    for coding in ("utf-16-le", "utf-16-be"):
        assert facts(tmp_path, name, f"\ufeff{text}".encode(coding)) == plain
