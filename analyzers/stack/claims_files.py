"""What files show by their names, their texts and their imports."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Final

from ... import lazy_re as re
from ...indexer.gathering import by_key
from ...indexer.manifests.marks import TEMPLATES
from ..catalog import load
from ..workspace.code_places import is_hidden
from ..workspace.ecosystem_languages import LANGUAGES_OF
from ..workspace.pipelines import instructions, pipelines
from .claim import Claim, place_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...indexer.index import Index
    from ..catalog.globs import Glob

__all__ = ["from_contents", "from_files", "from_hooks", "from_imports", "from_workflows"]

READ_FILES: Final = 40

READ_BYTES: Final = 65_536
"""How many files of one glob, and how much of each, a pattern over contents looks at."""
COUNTED: Final = 50
"""So many files that import a module are told apart; beyond them it is simply everywhere."""
BEGIN_STEP: Final = r"(?:\brun: *+|&& ++|^[ \t]*+(?:- ++)?+(?=\S++[ \t]++[-./*'\"$]))"
"""Where a step may begin with a command. A line of a list may begin with the same word, but no option, path or variable follows there."""
HOOK: Final = re.compile(rb"^[ \t]*+(?:-[ \t]*+)*+id:[ \t]*+[\"']?([\w.-]+)", re.MULTILINE)

IMPORTED: Final = frozenset({"npm", "pypi", "golang", "cargo", "gem"})
"""Ecosystems whose package names the imports of their languages give."""


def from_files(index: Index) -> Iterator[Claim]:
    """Files whose names alone show what they are for."""
    catalog = load()
    roots = {path.rpartition("/")[0] for path in index.manifests} | {""}
    for path, file in index.files.items():
        technologies = catalog.file(path)
        if not technologies or path.endswith(TEMPLATES):
            continue  # nearly all files show nothing
        if path.startswith(".devcontainer/") is not path.endswith("devcontainer.json"):
            continue
        if file.zone in ("vendored", "fixture"):
            continue
        if path.endswith("ignore") and leaves_out_all(index, path):
            continue
        for technology in technologies:
            if (
                ".config." in path
                or path.rpartition("/")[0] in roots
                or not is_code(file.language)
                or catalog[technology].category == "test-framework"
            ) and not (is_hidden(path) and catalog[technology].category == "package-manager"):
                yield Claim(technology, "files", path, 0, place_zone(index, path))


def leaves_out_all(index: Index, path: str) -> bool:
    """A tool's list of what to ignore that names everything keeps the tool away (`.prettierignore` with `*`)."""
    lines = (line.strip() for line in index.read(path).splitlines())
    return {line for line in lines if line and not line.startswith(b"#")} in ({b"*"}, {b"**"}, {b"**/*"}, {b"/"})


def is_code(language: str) -> bool:
    """Source code may bear any name by chance; as configuration it stands beside a manifest."""
    from ...indexer.classify.linguist import language_type

    return language_type(language) == "programming"


def from_contents(index: Index) -> Iterator[Claim]:
    """Files whose text shows it, where no name does: of two that do the same, the one that more show leads. The outermost
    files are read first, and not more than READ_FILES a glob."""
    texts: dict[str, str] = {}
    contents = load().contents
    endings = _by_ending(index, {_ending(glob) for glob, _, _ in contents})
    found: dict[str, list[str]] = {}
    for glob, pattern, technology in contents:
        if glob.text not in found:
            candidates = endings[_ending(glob)]
            fitting = (path for path in candidates if path.endswith(glob.end) and glob.ends(path))
            found[glob.text] = list(islice(fitting, READ_FILES))
        times = 0
        for path in found[glob.text]:
            if path not in texts:
                texts[path] = index.text(path, READ_BYTES)
            if match := re.search(pattern, texts[path]):
                line = texts[path].count("\n", 0, match.start()) + 1
                yield Claim(technology, "content", path, line, place_zone(index, path))
                times += 1
                if times == COUNTED:
                    break


def _by_ending(index: Index, wanted: set[str]) -> dict[str, list[str]]:
    """The files whose name, or what stands behind its last dot, is wanted; the outermost first."""
    found: dict[str, list[str]] = {ending: [] for ending in wanted}
    for path, file in index.files.items():
        name = path.rpartition("/")[2]
        extension = name.rpartition(".")[2]
        if (name in wanted or extension in wanted) and file.zone in ("product", "test", "docs"):
            for ending in wanted & {name, extension}:
                found[ending].append(path)
    for paths in found.values():
        paths.sort(key=lambda path: (path.count("/"), path))
    return found


def _ending(glob: Glob) -> str:
    """What the name of a fitting file ends in behind its last dot; the whole name of a glob that is one."""
    return glob.extension if "*" in glob.text else glob.start


def from_hooks(index: Index) -> Iterator[Claim]:
    """Hooks of pre-commit, by their ids."""
    for path in (".pre-commit-config.yaml", ".pre-commit-config.yml", "prek.toml"):
        if path not in index.files:
            continue
        data = index.read(path)
        for match in HOOK.finditer(data):
            for technology in load().named("hook", match[1].decode("ascii", "replace")):
                yield Claim(technology, "hook", path, data.count(b"\n", 0, match.start(1)) + 1, "product")


def from_workflows(index: Index) -> Iterator[Claim]:
    """Commands that continuous integration runs. One of a single word counts only where a step begins with it: elsewhere the word
    may be a package to install or the name of a job."""
    if not pipelines(index):
        return
    catalog = load()
    named = catalog.with_key("command")
    commands = {word: name for name in named for word in catalog[name].evidence["command"]}
    several = "|".join(re.escape(word) for word in sorted(commands) if " " in word)
    alone = "|".join(re.escape(word) for word in sorted(commands) if " " not in word)
    pattern = re.compile(rf"(?m)(?<![\w./-])(?:{several})(?![\w-])|{BEGIN_STEP}(?P<alone>{alone})(?=[ \t]|$)")
    for path, text in instructions(index).items():
        for match in pattern.finditer(text):
            word = match["alone"] or match[0]
            yield Claim(commands[word], "command", path, text.count("\n", 0, match.end()) + 1, "product")


def from_imports(index: Index) -> Iterator[Claim]:
    """What code imports: modules that no package provides, and packages where the workspace has no manifest to
    declare them."""
    own = (path for path in index.manifests if index.files[path].zone not in ("vendored", "fixture"))
    declared = {manifest.ecosystem for manifest in map(index.manifests.__getitem__, own) if manifest.dependencies}
    catalog = load()
    shown: list[tuple[str, str, dict[str, str]]] = []
    for (external,) in index.rows("SELECT DISTINCT external FROM links WHERE external <> '' ORDER BY 1"):
        places = {
            name: "" for name in catalog.named("import", external) if external in catalog[name].evidence["import"]
        }
        for ecosystem in sorted(IMPORTED - declared):
            places |= dict.fromkeys(catalog.named(ecosystem, external), ecosystem)
        if places:
            shown.append((external, "", places))
    for specifier in (name for item in catalog.with_key("import") for name in catalog[item].evidence["import"]):
        if ":" in specifier:  # `node:test` is known as the runtime's module without its prefix
            places = dict.fromkeys(catalog.named("import", specifier), "")
            shown.append((specifier.partition(":")[2], specifier, places))
    yield from places_of(index, shown)


def places_of(index: Index, shown: Sequence[tuple[str, str, dict[str, str]]]) -> Iterator[Claim]:
    """The first imports of modules in each zone, for the technologies that each shows: of two that are imported the one that
    more files need leads.

    Args:
        shown: module, how it must be written ("" for in whatever way), and the technologies with the ecosystem that each must be of.
    """
    rows = index.rows(
        "SELECT external, specifier, path, min(line), language FROM links JOIN files ON files.id = source_id"
        " WHERE external IN (SELECT value FROM json_each(?)) GROUP BY external, path, specifier ORDER BY external, path",
        (json.dumps([external for external, _, _ in shown]),),
    )
    importing = by_key((row[0], row[1:]) for row in rows)
    for external, wanted, technologies in shown:
        first: dict[str, tuple[int, str]] = {}
        for specifier, path, line, language in importing.get(external, ()):
            if wanted in ("", specifier):
                first[path] = min((line, language), first.get(path, (line, language)))
        seen: dict[tuple[str, str], int] = {}
        for path, (line, language) in first.items():
            zone = place_zone(index, path)
            for technology, ecosystem in technologies.items():
                times = seen.get((technology, zone), 0)
                if times < COUNTED and _speaks(language, technology, ecosystem):
                    seen[technology, zone] = times + 1
                    package = external if ecosystem else ""
                    yield Claim(technology, "import", path, line, zone, package=package, ecosystem=ecosystem)


def _speaks(language: str, technology: str, ecosystem: str) -> bool:
    """Whether what files in a language import may be of an ecosystem; of any that the technology has packages in for none."""
    kinds = [ecosystem] if ecosystem else [kind for kind in load()[technology].evidence if kind in LANGUAGES_OF]
    return not kinds or any(language in LANGUAGES_OF[kind] for kind in kinds)
