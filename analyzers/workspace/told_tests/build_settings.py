"""Which files other runners are told to collect: RSpec and Rake, PHPUnit, Cargo, Maven's Surefire and Failsafe, unittest."""

from __future__ import annotations

import shlex
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.read_tables import inner_list, toml_table
from .told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ....indexer.index import Index

__all__ = ["READERS", "build_told"]

RUBY: Final = frozenset({"Ruby"})
PHP: Final = frozenset({"PHP"})
RUST: Final = frozenset({"Rust"})
JVM: Final = frozenset({"Java", "Kotlin", "Scala", "Groovy"})
PYTHON: Final = frozenset({"Python"})
PATTERN_OPTION: Final = re.compile(r"(?:^|\s)(?:--pattern|-P)[= ]\s*(\"[^\"\n]*\"|'[^'\n]*'|\S+)")
RAKE_PATTERN: Final = re.compile(r"\.(?:pattern|test_files|test_globs)\s*=\s*([^\n]*(?:\n\s*[\"'][^\n]*)*)")
QUOTED: Final = re.compile(r"[\"']([^\"'\n]+)[\"']")
SUITES: Final = re.compile(r"<testsuites?\b.*?(?:</testsuites?>|\Z)", re.DOTALL)
DIRECTORY: Final = re.compile(r"<(directory|file)\b([^>]*)>\s*([^<]+?)\s*</\1>")
ATTRIBUTE: Final = re.compile(r"\b(suffix|prefix)\s*=\s*[\"']([^\"']*)[\"']")
COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
PLUGIN: Final = re.compile(
    r"<plugin>(?:(?!</?plugin>).)*?<artifactId>\s*maven-(?:surefire|failsafe)-plugin\s*</artifactId>(?:(?!</?plugin>).)*</plugin>",
    re.DOTALL,
)
INCLUDE: Final = re.compile(r"<include>\s*([^<%#\s]+)\s*</include>")
UNITTEST: Final = re.compile(r"\bunittest(?:[ \t]+discover)?\b((?:[ \t]+[^\s&|;]+)*)")
PHP_SUFFIXES: Final = ("Test.php", ".phpt")


def _rspec(folder: str, text: str) -> Iterator[Told]:
    for found in PATTERN_OPTION.finditer(text):
        yield Told(folder, RUBY, tuple(item.strip() for item in found[1].strip("\"'").split(",") if item.strip()))


def _rake(folder: str, text: str) -> Iterator[Told]:
    """`t.pattern = "test/**/*_check.rb"`, `t.test_files = FileList["test/**/*.rb"]`."""
    for found in RAKE_PATTERN.finditer(text):
        yield Told(folder, RUBY, tuple(glob for glob in QUOTED.findall(found[1]) if "#{" not in glob))


def _phpunit(folder: str, text: str) -> Iterator[Told]:
    """`<directory suffix="Check.php">tests</directory>`: https://docs.phpunit.de/en/12.0/configuration.html"""
    plain = COMMENT.sub("", text)
    globs: list[str] = []
    for suite in SUITES.findall(plain):
        for kind, attributes, place in DIRECTORY.findall(suite):
            named = dict(ATTRIBUTE.findall(attributes))
            clean = place.removeprefix("./").strip("/")
            if kind == "file":
                globs.append(clean)
            else:
                suffixes = (named["suffix"],) if "suffix" in named else PHP_SUFFIXES
                start = f"{clean}/" if clean not in {"", "."} else ""
                globs += [f"{start}**/{named.get('prefix', '')}*{suffix}" for suffix in suffixes]
    if globs:
        yield Told(folder, PHP, tuple(globs))


def _cargo(folder: str, text: str) -> Iterator[Told]:
    """`[[test]] path = "checks/all.rs"`: https://doc.rust-lang.org/cargo/reference/cargo-targets.html"""
    targets = inner_list(toml_table(text.encode()), "test")
    paths = [item.get("path") for item in targets if isinstance(item, dict)]
    yield Told(folder, RUST, tuple(path.removeprefix("./") for path in paths if isinstance(path, str)))


def _maven(folder: str, text: str) -> Iterator[Told]:
    """`<include>**/*Check.java</include>` of the plug-ins that run tests."""
    for plugin in PLUGIN.findall(COMMENT.sub("", text)):
        globs = (re.sub(r"\.(?:java|class)$|$", ".*", glob, count=1) for glob in INCLUDE.findall(plugin))
        yield Told(folder, JVM, tuple(glob if glob.startswith("**/") else f"**/{glob}" for glob in globs))


def _unittest(folder: str, text: str) -> Iterator[Told]:
    """`python -m unittest discover -s checks -p "check_*.py"`."""
    for arguments in UNITTEST.findall(text):
        try:
            words = shlex.split(arguments)
        except ValueError:
            continue
        start, pattern = "", ""
        for option, value in zip_longest(words, words[1:], fillvalue=""):
            start = value if option in {"-s", "--start-directory"} else start
            pattern = value if option in {"-p", "--pattern"} else pattern
            start = option.partition("=")[2] if option.startswith("--start-directory=") else start
            pattern = option.partition("=")[2] if option.startswith("--pattern=") else pattern
        inside = start.removeprefix("./").strip("/")
        if pattern and "$" not in pattern + inside:
            yield Told(folder, PYTHON, (f"{inside}/**/{pattern}" if inside not in {"", "."} else f"**/{pattern}",))


READERS: Final[dict[str, Callable[[str, str], Iterator[Told]]]] = {
    ".rspec": _rspec,
    "Rakefile": _rake,
    "phpunit.xml": _phpunit,
    "phpunit.xml.dist": _phpunit,
    "phpunit.dist.xml": _phpunit,
    "Cargo.toml": _cargo,
    "pom.xml": _maven,
    "tox.ini": _unittest,
    "Makefile": _unittest,
    "noxfile.py": _unittest,
    "runtests.sh": _unittest,
}
"""File name → what it tells, from its folder and its text."""


def build_told(index: Index, path: str) -> Iterator[Told]:
    """What one file tells; a table by file name."""
    folder, _, name = path.rpartition("/")
    if name in READERS:
        yield from READERS[name](folder, index.text(path))
