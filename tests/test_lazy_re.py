"""`lazy_re` stands for `re`: what a pattern is asked for it has, and every pattern of ours is one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from groundplan import lazy_re

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("analyzers", "answers", "command_line", "formats", "indexer")

IMPORT_ALL = """
import importlib, re, sys
from groundplan import lazy_re
lazy_re.compile = re.compile
for name in sys.stdin.read().split():
    importlib.import_module(name)
"""


def test_a_pattern_does_as_one_of_re() -> None:
    pattern, compiled = (
        lazy_re.compile(r"(?P<word>[a-z]+)", lazy_re.IGNORECASE),
        re.compile(r"(?P<word>[a-z]+)", re.IGNORECASE),
    )
    assert pattern.findall("One two") == compiled.findall("One two") == ["One", "two"]
    assert pattern.sub("-", "One two") == "- -"
    assert (pattern.pattern, pattern.flags, pattern.groups) == (compiled.pattern, compiled.flags, compiled.groups)
    assert dict(pattern.groupindex) == {"word": 1}
    assert lazy_re.compile(rb"\d").search(b"a1") is not None


def test_nothing_is_compiled_before_the_first_use() -> None:
    pattern = lazy_re.compile("(")
    with pytest.raises(lazy_re.error, match="unterminated subpattern"):
        pattern.search("")


def test_every_pattern_of_ours_is_one() -> None:
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    modules = [".".join(("groundplan", *path.relative_to(ROOT).with_suffix("").parts)) for path in paths]
    assert len(modules) > 100
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], input="\n".join(modules), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
