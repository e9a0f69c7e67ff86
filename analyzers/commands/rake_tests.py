"""How Rake runs a folder's tests: by the task that its Rakefile has for them, through Bundler where a Gemfile is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ... import lazy_re as re
from ...indexer.workspace_paths import outwards, prefix_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...indexer.index import Index

__all__ = ["bundled", "rake_tests"]

RAKEFILES: Final = ("Rakefile", "rakefile", "Rakefile.rb", "rakefile.rb")
GEMFILES: Final = ("Gemfile", "gems.rb")
TASK: Final = re.compile(
    rb"^[^\S\n]*(task|(?:\w+::)+(?:Rake|Test)Task\.(?:new|create))\b[^\S\n]*\(?[^\S\n]*(?:[:'\"](\w+)|(\w+):)?",
    re.MULTILINE,
)
"""What makes a task, and its name."""
BRINGS: Final = re.compile(rb"\b(?:require|load|import|Hoe|load_tasks|install_tasks)\b")
UNNAMED: Final = {b"TestTask": "test", b"RakeTask": "spec"}
"""What makes tasks for tests → how it calls them where no name is given."""
WANTED: Final = ("test", "tests", "spec", "specs", "minitest")
BUNDLED: Final = "bundle exec "


def rake_tests(index: Index, directory: str) -> str:
    """The command; with the usual task `test` where tasks come from elsewhere, and empty where no Rakefile has a task for tests."""
    around = (prefix_of(folder) + name for folder in outwards(directory) for name in RAKEFILES)
    texts = [index.read(path) for path in around if path in index.files]
    tasks = _tasks(texts)
    task = next((name for name in WANTED if name in tasks), "test" if any(map(BRINGS.search, texts)) else "")
    return bundled(index, directory, f"{BUNDLED}rake {task}") if task else ""


def bundled(index: Index, directory: str, command: str) -> str:
    """A command through Bundler, but where nothing tells Bundler what to load."""
    told = any(prefix_of(folder) + name in index.files for folder in outwards(directory) for name in GEMFILES)
    return command if told else command.removeprefix(BUNDLED)


def _tasks(texts: Iterable[bytes]) -> set[str]:
    found = map(TASK.findall, texts)
    named = {((text or key).decode(), maker) for makers in found for maker, text, key in makers}
    return {name or UNNAMED.get(maker.partition(b".")[0].rpartition(b":")[2], "") for name, maker in named}
