"""No reader raises, whatever bytes it is given."""

from __future__ import annotations

import sys
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.indexer.manifests import ECOSYSTEMS, link_all, parser_for
from groundplan.indexer.manifests.base import Manifest
from groundplan.indexer.manifests.registry import claims
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ...workspaces import write

MODULES = list(ECOSYSTEMS)
PATHS = sorted({claim.glob.removeprefix("./").replace("*", "x") for claim in claims()})

# Pieces that mean something to at least one reader: random texts of them go deeper than random bytes do.
PIECES = [
    *'{}[]()<>"\'`:,=;.#/\\@$%&|\n\n\t ',
    "\r\n", "\x00", "é", "\ud7ff", "-", "- ", "  ", "    ", "1.0", "~> ", "^", "//", "/*", "*/", "<!--", "${", "$(", '"""', "'''",
    "<<", ">>", "<<-EOT\n", "=>", "->", "%{", "do", "end", "if", "{{", "name", "version", "a:b:1", "a/1.0", "g", "true", "null",
    "dependencies", "implementation", "plugins", "project", "<project>", "</project>", "<dependencies>", "<dependency>",
    "<groupId>a</groupId>", "<artifactId>b</artifactId>", "<ItemGroup>", '<PackageReference Include="x"/>', "[dependencies]",
    "[[package]]", "[requires]", "require", "replace", "module", "gem ", "pod ", "target ", "GEM", "specs:", "PODS:", "uses:", "jobs:",
    "terraform", "provider", "def deps", ":hex", "Package(", ".package(url: ", "packages", "build-depends", "Package:", "include",
]  # fmt: skip

DEEPER_THAN_CALLS_GO = sys.getrecursionlimit() * 3 // 2


def _parse(path: str, data: bytes) -> Manifest:
    parser = parser_for(path)
    assert parser is not None
    return parser(path, data)


@settings(max_examples=25, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=st.lists(st.sampled_from(PIECES), max_size=60).map("".join), raw=st.binary(max_size=40))
def test_random_content_never_raises(text: str, raw: bytes) -> None:
    for data in (text.encode("utf-8", "surrogatepass"), raw, text.encode("utf-16", "surrogatepass") + raw):
        for path in PATHS:  # all readers of one text: making it takes longer than reading it
            assert isinstance(_parse(path, data), Manifest), path


@pytest.mark.parametrize("path", {parser_for(path): path for path in PATHS}.values())
def test_deep_nesting_ends(path: str) -> None:
    for opening in ("{", "[", "(", "<a>", '{"a":', "a(", "a {", "[[", "- ", "x: {", "#{", "${", '"${', "if "):
        assert isinstance(_parse(path, opening.encode() * DEEPER_THAN_CALLS_GO), Manifest)


def _samples() -> list[tuple[str, str]]:
    """`(path, text)` of every small workspace that the tests of the ecosystems read."""
    found: dict[tuple[str, str], None] = {}
    names = {module.rpartition(".")[2] for module in MODULES}
    for tests in sorted(Path(__file__).parent.glob("test_*.py")):
        if tests.stem.removeprefix("test_").partition("_")[0] not in names:
            continue
        for value in run_path(str(tests)).values():
            if isinstance(value, dict):
                found |= {(p, t): None for p, t in value.items() if isinstance(t, str) and parser_for(str(p))}
    return list(found)


SAMPLES = _samples()


def test_there_are_samples_of_most_readers() -> None:
    assert len({parser_for(path) for path, _ in SAMPLES}) > 30


@pytest.mark.parametrize(("path", "text"), SAMPLES, ids=[path for path, _ in SAMPLES])
def test_truncated_and_flipped_never_raises(path: str, text: str) -> None:
    data = text.encode()
    for at in range(0, len(data), max(1, len(data) // 25)):
        flipped = data[:at] + bytes([data[at] ^ 0x15]) + data[at + 1 :]
        for damaged in (data[:at], data[at:], flipped):
            assert isinstance(_parse(path, damaged), Manifest)


@settings(max_examples=60, deadline=None, database=None, derandomize=True)
@given(st.dictionaries(st.sampled_from(PATHS), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_linking_never_raises(texts: Any) -> None:
    manifests = {path: _parse(path, text.encode("utf-8", "surrogatepass")) for path, text in texts.items()}
    linked = link_all(manifests)
    assert linked.keys() == manifests.keys()
    assert not [p for m in linked.values() for p in m.problems if p[1].startswith("cannot complete")]


DAMAGED = (
    b"\x00\xff{[<broken",
    b'{"dependencies": {"a": [',
    b"<project><dependencies>",
    b"a: [1\n b: {",
    b"[package\nname = ",
)


@pytest.mark.parametrize("module", MODULES)
def test_a_damaged_file_of_every_kind_costs_only_itself(module: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"sound/requirements.txt": "flask==3.0.0\n"}
    for glob in (claim.glob for claim in claims() if claim.module == module):
        for number, data in enumerate(DAMAGED):
            files[f"damaged{number}/{glob.replace('*', 'x')}"] = data
    for path, content in files.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    workspace = Workspace(tmp_path)
    rows = workspace.deps(limit=0)["dependencies"]
    assert [row["resolved"] for row in rows if row["manifest"] == "sound/requirements.txt"] == ["3.0.0"]
    workspace.packages()
    workspace.detect()


@pytest.mark.parametrize("size", [0, 200_000])
def test_half_a_surrogate_pair_costs_only_itself(size: int, tmp_path: Path) -> None:
    fields = '"scripts": {"a": "node \\ud800", "b": "\\ud83d\\ude00 \\\\ud800"}, "dependencies": {"x": "1"}'
    write(tmp_path, {"package.json": f'{{\n  "name": "\\uDFFFa", {fields}{chr(10) * size}}}', "a.js": 'import "x"\n'})
    workspace = Workspace(tmp_path)
    assert [item["name"] for item in workspace.deps()["dependencies"]] == ["x"]
    with workspace.index() as index:
        manifest = index.manifests["package.json"]
    assert manifest.packages[0].name == "\ufffda"
    assert [item.command for item in manifest.scripts] == ["node \ufffd", "\U0001f600 \\ud800"]
