"""The registry: which file goes to which reader, and that no reader's failure leaves it."""

from __future__ import annotations

import time
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from groundplan.indexer import manifests
from groundplan.indexer.manifests import ECOSYSTEMS, link_all, module_for, parse, parser_for
from groundplan.indexer.manifests.registry import claims

if TYPE_CHECKING:
    from groundplan.indexer.manifests.base import Manifest


@pytest.mark.parametrize("reader", sorted({claim.reader for claim in claims()}))
def test_the_registry_names_readers_that_there_are(reader: str) -> None:
    module, _, function = reader.rpartition(".")
    assert callable(getattr(import_module(f"groundplan.indexer.manifests.{module}"), function))


@pytest.mark.parametrize("name", ECOSYSTEMS)
def test_a_module_says_its_ecosystem(name: str) -> None:
    assert isinstance(import_module(f"groundplan.indexer.manifests.{name}").ECOSYSTEM, str)


def test_no_whole_name_is_claimed_twice() -> None:
    names = [claim.glob for claim in claims() if "*" not in claim.glob and "/" not in claim.glob]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("package.json", "javascript.npm"),
        ("apps/web/package.json", "javascript.npm"),
        ("pyproject.toml", "python.pypi"),
        ("requirements.txt", "python.pypi"),
        ("requirements-dev.txt", "python.pypi"),
        ("dev-requirements.txt", "python.pypi"),
        ("backend/requirements/base.txt", "python.pypi"),
        ("requirements/extras/redis.txt", "python.pypi"),
        ("notes/readme.txt", ""),
        ("Dockerfile", "deployment.docker"),
        ("docker/Dockerfile.dev", "deployment.docker"),
        ("api.Dockerfile", "deployment.docker"),
        ("docker-compose.override.yml", "deployment.docker"),
        ("Makefile", "automation.make"),
        ("Procfile.dev", "deployment.supervised"),
        ("justfile", "automation.tasks"),
        ("src/package.py", ""),
        ("package.json/index.js", ""),
        ("", ""),
    ],
)
def test_a_file_goes_to_its_module(path: str, module: str) -> None:
    assert module_for(path) == module
    assert (parser_for(path) is None) == (not module)


def test_files_of_no_interest_are_cheap() -> None:
    paths = [f"src/pkg{n % 97}/module_{n}.py" for n in range(10_000)]
    parser_for(paths[0])
    started = time.process_time()
    assert not any(parser_for(path) for path in paths)
    assert time.process_time() - started < 0.5


def test_a_reader_that_fails_costs_its_own_facts_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: str, data: bytes) -> Manifest:
        raise KeyError(path)

    monkeypatch.setattr(manifests, "_reader", lambda _: broken)
    found = parse("package.json", b"{}")
    assert found is not None
    assert found.problems == [(1, "cannot read this manifest: KeyError: 'package.json'")]
    assert parse("main.c", b"") is None


def test_linking_keeps_every_manifest_and_sorts_them() -> None:
    texts = {
        "b/package.json": b'{"name": "b"}',
        "a/pyproject.toml": b'[project]\nname = "a"',
        "Makefile": b"all:\n\ttrue\n",
    }
    parsed = {path: manifest for path, text in texts.items() if (manifest := parse(path, text))}
    assert list(link_all(parsed)) == sorted(texts)


def test_manifests_that_cannot_be_linked_stay_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    import groundplan.indexer.manifests.automation.make as make

    def broken(_: dict[str, Manifest]) -> dict[str, Manifest]:
        raise RecursionError

    monkeypatch.setattr(make, "link", broken)
    parsed = parse("Makefile", b"all:\n\ttrue\n")
    assert parsed is not None
    linked = link_all({"Makefile": parsed})["Makefile"]
    assert linked.scripts == parsed.scripts
    assert linked.problems == [(1, "cannot complete this manifest from the others: RecursionError")]
    assert parsed.problems == []
