"""Worker processes: a reader that kills its process, or never ends, costs one file and is reported."""

from __future__ import annotations

import marshal
import os
import sys
import time
from pathlib import Path

import pytest
from groundplan.indexer import pool
from groundplan.indexer.classify.linguist import by_name
from groundplan.indexer.discover import FileState
from groundplan.indexer.extract import FileFacts, Job, _parse, preload
from groundplan.indexer.languages import LANGUAGES
from groundplan.indexer.workers import Workers

from tests.workspaces import write

KILLER, SLEEPER = "kill.py", "sleep.py"


def dangerous_batch(root: str, jobs: list[Job], limit: int) -> bytes:
    """Stands for a grammar that crashes on one file and hangs on another."""
    for job in jobs:
        if job.path == KILLER:
            os._exit(1)
        if job.path == SLEEPER:
            time.sleep(600)
    return marshal.dumps([tuple(FileFacts(job.file_id, job.path, "Python")) for job in jobs])


@pytest.mark.parametrize("culprit", [KILLER, SLEEPER])
def test_only_the_culprit_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, culprit: str) -> None:
    names = [f"m{number}.py" for number in range(5)] + [culprit]
    write(tmp_path, dict.fromkeys(names, "x = 1\n"))
    monkeypatch.setattr(pool, "packed_batch", dangerous_batch)
    monkeypatch.setattr(pool, "STALLED_SECONDS", 0.5)
    monkeypatch.setattr(pool, "ONE_FILE_SECONDS", 0.5)
    states = {name: FileState(300_000, 0, 0) for name in names}
    jobs = [Job(number, name) for number, name in enumerate(names)]
    found = {facts.path: facts for batch in Workers(2, None).run(tmp_path, jobs, states, 1000) for facts in batch}
    assert sorted(found) == sorted(names)
    assert {name for name, facts in found.items() if facts.problems} == {culprit}


def test_every_language_and_reader_is_loaded_before_workers_start() -> None:
    """With a text of nothing: what comes of it is thrown away, but must not fail in any language."""
    for language, name in (("Ruby", "a.rb"), ("Vue", "b.vue"), ("Jupyter Notebook", "c.ipynb"), ("C++", "d.cc")):
        assert by_name(name) == [language]
    preload(["a.rb", "b.vue", "c.ipynb", "d.cc", "e.h", "f.ts", "g.py", "in/package.json"])
    assert "groundplan.indexer.languages.ruby.ruby" in sys.modules
    assert "groundplan.indexer.manifests.javascript.npm.package_json" in sys.modules
    for language in LANGUAGES:
        assert _parse(FileFacts(0, ""), b"", language).file_id == 0
