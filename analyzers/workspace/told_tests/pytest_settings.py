"""What pytest is told of its tests: `testpaths`, `python_files`, `python_classes` and `python_functions` of the nearest configuration.

https://docs.pytest.org/en/stable/reference/reference.html#confval-python_files
"""

from __future__ import annotations

from fnmatch import translate
from functools import cached_property
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.workspace_paths import prefix_of
from ...per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index

__all__ = ["PytestSettings", "pytest_settings"]

CONFIGS: Final = ("pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg")
SECTION: Final = re.compile(rb"^\[(?:tool\.)?(?:tool:)?pytest(?:\.ini_options)?\]", re.MULTILINE)
LIST: Final = rb"\s*=\s*(\[[^\]]*\]|[^\n]*(?:\n[ \t]+[^\n]+)*)"
WORD: Final = re.compile(r"[\w*?./\[\]!-]+")
SETTINGS: Final = {
    name: re.compile(rb"^[ \t]*" + name.encode() + LIST, re.MULTILINE)
    for name in ("testpaths", "python_files", "python_classes", "python_functions")
}
TEST_FOLDER: Final = re.compile(r"(?:^|[/_-])tests?(?:[/_-]|$)")


class PytestSettings:
    """One configuration of pytest; a setting that it doesn't have is empty.

    Args:
        folder: that the configuration stands in.
        stated: setting → the words that are written there.
    """

    def __init__(self, folder: str, stated: Mapping[str, tuple[str, ...]]) -> None:
        self.folder = folder
        self.stated = stated
        self.testpaths, self.files, self.classes, self.functions = (stated.get(name, ()) for name in SETTINGS)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Where tests stand, with a `/`; empty where one of `testpaths` is a pattern, or the whole folder."""
        stated = [place.strip("./") for place in self.testpaths]
        start = prefix_of(self.folder)
        return () if any("*" in place or not place for place in stated) else tuple(f"{start}{item}/" for item in stated)

    @cached_property
    def named(self) -> re.Pattern[str]:
        """The names of files, or the paths, that `python_files` means."""
        return re.compile("|".join(translate(glob) for glob in self.files) or "(?!)")

    @cached_property
    def defined(self) -> re.Pattern[str] | None:
        """The names of functions and classes that are tests, prefixes or globs; None where only the defaults are."""
        names = (*self.functions, *self.classes)
        return re.compile("|".join(translate(name if "*" in name else f"{name}*") for name in names)) if names else None

    def means(self, path: str) -> bool:
        """`python_files` means the file."""
        name = path.rpartition("/")[2]
        rest = path.removeprefix(f"{self.folder}/") if self.folder else path
        return bool(self.named.match(name) or self.named.match(rest))

    def is_elsewhere(self, path: str) -> bool:
        """Pytest is told where tests stand, and this file stands neither there nor in another test folder."""
        return (
            bool(self.places)
            and not path.startswith(self.places)
            and not TEST_FOLDER.search(path.rpartition("/")[0].removeprefix(self.folder))
        )


@per_index
def pytest_settings(index: Index) -> dict[str, PytestSettings]:
    """Folder → its configuration of pytest; the root always has one."""
    found = {"": PytestSettings("", {})}
    for path in index.files:
        folder, _, name = path.rpartition("/")
        if name in CONFIGS and SECTION.search(raw := index.read(path)):
            stated = {setting: tuple(_words(pattern, raw)) for setting, pattern in SETTINGS.items()}
            known = found[folder].stated if folder in found else {}  # what another in the folder says stays
            found[folder] = PytestSettings(folder, {name: known.get(name) or words for name, words in stated.items()})
    return found


def _words(pattern: re.Pattern[bytes], raw: bytes) -> Iterator[str]:
    found = pattern.search(raw)
    if found:
        text = found[1].decode("utf-8", "replace")
        for line in text.strip("[]").split("\n"):
            yield from WORD.findall(line.partition("#")[0].replace('"', " ").replace("'", " "))
