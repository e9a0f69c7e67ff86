"""Entry points that code shows: the rules of entry_rules, looked for only in files that can match them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.gathering import by_key
from ..per_index import per_index
from ..sparing import spared
from ..workspace.code_places import importers, word_places
from ..workspace.workspace_packages import members, package_directories
from .entry_rules import JVM, RULES, Rule
from .entry_shape import new_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...answers import EntryPoint
    from ...indexer.index import Index

__all__ = ["code_entries"]

UNBUILT = re.compile(r"(?:^|/)(?:_[^/]*|testdata)/")
"""Folders that Go's own tool passes over. https://pkg.go.dev/cmd/go#hdr-Package_lists_and_patterns"""
NOT_OWN = frozenset({"vendored", "generated", "fixture"})
COMPILED = frozenset({"Go", "C", "C++", "Zig", "Haskell", "Clojure", "Swift"})
"""Languages in which a main function at its package's root (or under `cmd/`) is what the package is built for."""
GO = frozenset({"Go"})
PREPROCESSED = frozenset({"C", "C++"})
HOME = 4.5
"""How much likelier such a main is than one elsewhere: more than any web server that the program also starts."""

DIRECTIVE = re.compile(r"^\s*#\s*(if|ifdef|ifndef|elif|else|endif)\b\s*(.*)")
SELF_TEST = re.compile(
    r"(?:defined\s*\(?\s*)?(?:\w*_)?(?:SELFTEST|UNITTEST|TESTS?|MAIN|DEBUG(?:_\w+)?)\s*\)?\s*(?:/[/*].*)?"
)
"""The name of a switch that only a test or debug build sets (`REDIS_TEST_MAIN`, `defined(SIPHASH_TEST)`)."""
OFF = re.compile(r"0\s*(?:/[/*].*)?")

LAUNCHERS = re.compile(r"(?:^|/)(?:s?bin|scripts)/[^/]+$|^[^/]+$")
"""Where shell scripts stand that start classes of the JVM; those of the root too."""
CLASS = re.compile(r"(?<![\w./$-])((?:[a-z_]\w*\.)+[A-Z]\w*)(?![\w/])")
SERVES = re.compile(r"start|serve|(?:^|[-_.])run", re.IGNORECASE)
STARTED, RUN = 5.0, 4.5
"""How much likelier the class of a script is that is called as what starts or serves, and that of another one."""


def code_entries(index: Index) -> Iterator[tuple[float, EntryPoint, bool]]:
    """`(cost, entry, whether it stands inside a function)` of each rule and file that match, by rule and path."""
    texts: dict[str, str] = {}
    by_language = _by_language(index)
    homes = {*package_directories(index), "", "src"}
    for rule in RULES:
        for path in _candidates(index, rule, by_language):
            with spared(index, f"entry points in {path}"):
                if path not in texts:
                    texts[path] = index.text(path)
                yield from _matched(index, rule, path, texts[path], homes)


def _matched(
    index: Index, rule: Rule, path: str, text: str, homes: set[str]
) -> Iterator[tuple[float, EntryPoint, bool]]:
    number = _first_match(index, rule, path, text)
    lines = text.splitlines() if number else []
    if (
        number
        and not (rule.languages <= PREPROCESSED and _left_out(lines, number))
        and not (rule.kind == "web" and rule.languages == GO and _is_mounted(index, path, number))
    ):
        line = lines[number - 1]
        match = rule.line.search(_marked(lines, number))
        symbol = (match.groupdict().get("symbol") if match else "") or ""
        name = symbol if symbol not in {"", "main", "Main", "-main"} else _name(index, path, rule)
        entry = new_entry(index, rule.kind, name, path, symbol, None, {"path": path, "line": number}, number)
        home = _home(index, path, homes) if rule.kind == "main" else 0.0
        yield 1.5 - rule.weight - home, entry, line[:1].isspace()


def _is_mounted(index: Index, path: str, number: int) -> bool:
    """Whether the function around a line of Go makes a router for another one."""
    from ..routes.mounts.go_routers import is_mounted

    return is_mounted(index, path, number)


def _marked(lines: list[str], number: int) -> str:
    """A line; with the next one where it is only a mark on that: `@main` above `def run(…)`."""
    mark = lines[number - 1].strip()
    is_mark = mark[:1] == "@" and mark[1:].isidentifier() and number < len(lines)
    return f"{lines[number - 1].rstrip()} {lines[number].strip()}" if is_mark else lines[number - 1]


def _first_match(index: Index, rule: Rule, path: str, text: str) -> int:
    """The first line that the rule is about, 0 for none: that its word is code is looked up for lines that match alone."""
    matching = _matching(rule, text)
    first = next(matching, 0)
    if not first or not rule.word:
        return first
    places = word_places(index, path, (rule.word,)).get(rule.word, ())
    return next((at for at in (first, *matching) if at in places), 0)


def _matching(rule: Rule, text: str) -> Iterator[int]:
    """The numbers of the lines that match; where the rule has a word only lines that hold it are looked at."""
    search = rule.line.search
    if not rule.word:
        yield from (number for number, line in enumerate(text.splitlines(), 1) if search(line))
    at = text.find(rule.word) if rule.word else -1
    while at >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        end = len(text) if end < 0 else end
        for beyond, line in enumerate(text[start:end].splitlines(), 1):
            if rule.word in line and search(line):
                yield len(text[:start].splitlines()) + beyond
        at = text.find(rule.word, end + 1)


def _name(index: Index, path: str, rule: Rule) -> str:
    """The file's name, or the program's: in F# the project's, in COBOL the file's without its ending."""
    folder, _, name = path.rpartition("/")
    if "F#" in rule.languages:
        beside = (item.name for item in members(index) if item.directory == folder and item.ecosystem == "nuget")
        return next(beside, name)
    return name.partition(".")[0] if "COBOL" in rule.languages else name


def _home(index: Index, path: str, homes: set[str]) -> float:
    """How much likelier a main is the one its package is built for: by where it stands, or by the script that starts it."""
    if index.files[path].language in JVM:
        stem = f"/{path.rpartition('.')[0]}"
        return max((weight for name, weight in _launched(index).items() if stem.endswith(name)), default=0.0)
    folder = path.rpartition("/")[0]
    outer, _, name = folder.rpartition("/")
    under_cmd = outer.rpartition("/")[2] == "cmd" or name == "cmd"
    return HOME if index.files[path].language in COMPILED and (folder in homes or under_cmd) else 0.0


@per_index
def _launched(index: Index) -> Mapping[str, float]:
    """The JVM's classes that shell scripts name in full (`exec run-class.sh kafka.Kafka "$@"`), as ends of paths; of a file of
    Kotlin without its `Kt`."""
    scripts = [path for path, file in index.files.items() if file.language == "Shell" and LAUNCHERS.search(path)]
    weights = {path: STARTED if SERVES.search(path.rpartition("/")[2]) else RUN for path in scripts}
    return {
        f"/{name.replace('.', '/').removesuffix('Kt')}": weights[path]
        for path in sorted(scripts, key=weights.__getitem__)
        for name in CLASS.findall(index.text(path))
    }


def _by_language(index: Index) -> Mapping[str, list[str]]:
    """Language → own files with text: a workspace may have thousands of images, which no rule need look at."""
    own = (file for file in index.files.values() if file.zone not in NOT_OWN and file.lines)
    return by_key((file.language, file.path) for file in own)


def _candidates(index: Index, rule: Rule, by_language: Mapping[str, list[str]]) -> Iterable[str]:
    """Files of the rule's languages that use its word, import its framework and stand where it looks."""
    languages = rule.languages if rule.word or rule.files is None else rule.languages | {""}
    if not any(language in by_language for language in languages):
        return ()
    near = importers(index, rule.needs) if rule.needs else None
    if rule.word:
        found = [path for path in index.files_using(rule.word) if near is None or path in near]
    else:
        found = sorted(path for language in languages for path in by_language.get(language, ()))
    return [path for path in found if _fits(index, rule, path, languages)]


def _fits(index: Index, rule: Rule, path: str, languages: frozenset[str]) -> bool:
    file = index.files[path]
    return (
        file.language in languages
        and file.zone not in NOT_OWN
        and not (file.language == "Go" and UNBUILT.search(path))
        and (rule.files is None or bool(rule.files.search(path)))
    )


# ---- What C's preprocessor leaves out of an ordinary build: code for self tests, and code that is switched off


def _left_out(lines: Sequence[str], number: int) -> bool:
    """Whether a line (from 1) stands where an ordinary build doesn't compile: in `#if 0` or under a self test's switch."""
    open_branches: list[bool] = []
    for line in lines[: number - 1]:
        match = DIRECTIVE.match(line)
        if not match:
            continue
        word, condition = match.groups()
        if word == "endif":
            del open_branches[-1:]
        elif word.startswith("if"):
            open_branches.append(_is_off(word, condition))
        elif open_branches:
            open_branches[-1] = _is_off(word, condition)
    return any(open_branches)


def _is_off(word: str, condition: str) -> bool:
    if word in {"else", "ifndef"}:
        return False
    return bool(SELF_TEST.fullmatch(condition.strip()) or (word != "ifdef" and OFF.fullmatch(condition.strip())))
