"""Which npm packages a workspace names outside of its imports: in scripts, tools' configuration, style sheets and templates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT_ENDINGS
from ....indexer.read_tables import json_table
from ....indexer.workspace_paths import joined
from ...workspace.keyed_strings import KeyedString, keyed_strings
from ...workspace.pipelines import PIPELINES
from .npm_names import module_name, named
from .npm_rules import COMMANDS, FLAGS, PLATFORMS_OF, RULES, Rule

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest

__all__ = ["Reference", "config_references", "platform_references", "preset_references", "text_words"]

WORD = re.compile(r"[\w@./-]+")
LISTED = re.compile(r"\s*,\s*")
RUN = re.compile(r"\b(?:npm run(?:-script)?|run-[sp]|npm-run-all)(?:\s+[\w:*@./-]+)+")
RUN_OR_PROGRAM = re.compile(r"\b(?:pnpm|yarn|bun) run((?:\s+--?[\w-]+(?:[ =][\w./-]*/[\w./-]*)?)*)\s+([\w:*@./-]+)")
"""These managers' `run` takes a script, else an installed program."""
EXECUTOR = re.compile(r"(@[\w.-]++/[\w.-]++):[\w-]++")
"""What a package gives by name (`@nx/cypress:cypress`): no program."""
INSTALLED_PATH = re.compile(r"(?:^|[\s./'\"=])(?<!lib/)node_modules/(?!\.)((?:@[\w.-]+/)?[\w.-]+)")
OWN_FOLDER = re.compile(r"(?:^|[\s'\"`=(:,{])(?:\.{1,2}/)*$")
"""What may stand before a path into one's own node_modules; another folder's has what was installed there."""
PATTERN = ("/node_modules/", "*", "?", "[", "{", "$", "%")
"""What follows a name that is only the begin of one (`node_modules/ep_*/tests`), or of a path to what another one brought."""
REMOVED = re.compile(r"(?<![\w.-])(?:rm|rimraf|rmdir|del|del-cli|trash|unlink|Remove-Item)\s")
"""Commands that want what they name gone: `rm -rf node_modules/@types/react-native` needs no such package."""
COMMAND_REACH = 200
"""As many characters before a path are read for the command that it is an argument of."""
CONFIG_FILE = re.compile(
    r"^\.[\w.-]+$|[.-](?:config|conf|setup)\.(?:[\w.]+)$|rc(?:\.\w+)?$|^(?!package(?:-lock)?\.)[\w.-]+\.(?:json|json5|jsonc|ya?ml)$"
    r"|file(?:\.babel)?\.[cm]?[jt]s$|-(?:node|browser|config|preset)\.[cm]?[jt]sx?$|^(?:cucumber|main|preview|manager|tasks)\.[cm]?[jt]sx?$|^(?:Makefile|Dockerfile|Procfile|justfile)$",
    re.IGNORECASE,
)
LOCK_FILE = re.compile(
    r"lock(?:file)?\.(?:json|ya?ml)$|^npm-shrinkwrap\.json$|^pnpm-(?:lock|workspace)|\.(?:md|tsbuildinfo)$"
)
HOSTS = (
    *PIPELINES, ".husky/", ".gitlab/", ".devcontainer/", "netlify.toml", "vercel.json", "amplify.yml",
)  # fmt: skip
"""Begin of the paths of files whose strings are command lines: hooks, continuous integration, where a site is built."""
CONFIG_FOLDER = re.compile(r"^(?:\.[\w-]+(?:/[\w-]+)*|config|configs|scripts|tasks|gulp|grunt|build|src-tauri)$")
LINKED = "SELECT path FROM links JOIN files ON files.id = target_id WHERE source_id = ? ORDER BY seq"
TAKEN_DEPTH = 2
"""A configuration is put together from files that it imports, and from what these import; further in is the code of the workspace."""
EXTENDED = ("", ".json", ".js", ".cjs", ".yml")
REPLACING = ("imports", "browser", "alias", "react-native")
"""Fields of package.json by which one module takes the place of another: `"browser": {"lightningcss": "lightningcss-wasm"}`."""
MOST_BYTES = 200_000
IGNORED_KEYS = frozenset({"$schema", "name", "description", "paths", "alias", "schema"})
PATH_KEYS = frozenset({"files", "include", "exclude", "typeRoots", "ignore", "ignorePatterns", "watch"})
"""Keys whose paths select files; a package below node_modules is none of their users."""
SELECTING = IGNORED_KEYS | PATH_KEYS | {"test"}
IGNORED_FILES = frozenset({"knip.json", "knip.jsonc", ".knip.json", ".depcheckrc", "renovate.json", "cspell.json"})
"""Files that name packages in order to exempt, update or spell them, which uses none."""

IN_IMAGE = re.compile(r"(?:^|/)(?:[\w.-]+\.)?(?:Docker|Container)file(?:\.[\w.-]+)?$", re.IGNORECASE)
"""Files that copy what is installed from one stage to the next, the dependencies of dependencies among it."""


class Reference(NamedTuple):
    """A package named somewhere.

    Attributes:
        name: of the package.
        certain: the tool would fail without it, so it must be declared; else it counts only as a use of a declared one.
        written: the text that may mean it, where it may mean another package as well.
    """

    name: str
    path: str
    line: int
    certain: bool = False
    written: str = ""


def config_references(
    index: Index,
    directory: str,
    paths: Iterable[str],
    manifest: Manifest | None,
    field_file: str,
    homes: Mapping[str, str],
) -> Iterator[Reference]:
    """Packages that a package's configuration names: its configuration files, what these take from others, and the tools' fields of
    its package.json.

    Args:
        homes: the folders of the workspace's own packages, by their names.
    """
    if manifest is not None:
        yield from _of_manifest(index, field_file, manifest)
    for path in paths:
        text = index.text(path)
        name = path.rpartition("/")[2]
        inner = path[len(directory) :].lstrip("/") if directory else path
        if index.files[path].language == "Shell":
            yield from (item._replace(certain=False) for item in text_words(path, text))
        elif inner.startswith(HOSTS) or COMMANDS.search(name):
            yield from text_words(path, text)
        strings = [*keyed_strings(path, text)]
        yield from _of_strings(path, name, strings)
        for taken in _taken(index, path, strings, homes):
            found = _of_strings(taken, name, keyed_strings(taken, index.text(taken)))
            yield from (item._replace(certain=False) for item in found)


def _taken(index: Index, path: str, strings: Iterable[KeyedString], homes: Mapping[str, str]) -> list[str]:
    """The files that a configuration extends, or imports and these import: a tool looks for what they name beside the one that it reads."""
    found = {extended: None for item in strings for extended in _extended(index, path, item, homes)}
    for _ in range(TAKEN_DEPTH if path.endswith(SCRIPT_ENDINGS) else 0):
        for place in (path, *found):
            found |= dict.fromkeys(each for (each,) in index.rows(LINKED, (index.files[place].id,)))
    others = (place for place in found if place != path and place not in index.manifests)
    return [place for place in others if index.files[place].size <= MOST_BYTES]


def _extended(index: Index, path: str, item: KeyedString, homes: Mapping[str, str]) -> Iterator[str]:
    """The file that `extends` means: by its path, or in another package of the workspace."""
    if item.keys[-1:] == ("extends",):
        name = module_name(item.value)
        home = path.rpartition("/")[0] if item.value.startswith(".") else homes.get(name)
        inner = item.value if item.value.startswith(".") else item.value[len(name) + 1 :] or "index"
        places = (joined(home, inner + end) for end in EXTENDED if home is not None)
        yield from (place for place in places if place in index.files)


def _of_manifest(index: Index, path: str, manifest: Manifest) -> Iterator[Reference]:
    scripts = frozenset(script.name for script in manifest.scripts)
    for script in manifest.scripts:
        yield from text_words(path, script.command, script.line, scripts)
    fields = json_table(index.read(path))
    for field in REPLACING:
        for item in keyed_strings("x.json", json.dumps(fields.get(field))):
            if not item.is_key and (name := module_name(item.value)):
                yield Reference(name, path, 1)
    lines = {setting.name: setting.line for setting in manifest.settings if setting.kind == "tool"}
    for field, line in lines.items():
        text = json.dumps(fields.get(field))
        if COMMANDS.search(field):
            yield from text_words(path, " ".join(item.value for item in keyed_strings("x.json", text)), line)
        strings = keyed_strings("x.json", f"{{{json.dumps(field)}: {text}}}")
        yield from (item._replace(line=line) for item in _of_strings(path, field, strings))


def _of_strings(path: str, file: str, strings: Iterable[KeyedString]) -> Iterator[Reference]:
    """By the rules of the tool that the file (or field) belongs to; any other string that is a package's name is a possible use."""
    rules = [item for item in RULES if item.files.search(file)]
    for item in strings:
        if told := _tool(item.keys, rules):
            for value in LISTED.split(item.value):
                yield from _by_rules(path, item._replace(value=value), told)
        if not item.is_key or item.keys:
            name = module_name(item.value.removeprefix("extends "))
            if name and IGNORED_KEYS.isdisjoint((*item.keys[-1:],)):
                yield Reference(name, path, item.line, written=item.value)
            if "node_modules" in item.value and SELECTING.isdisjoint(item.keys):
                for match in INSTALLED_PATH.finditer(item.value):
                    yield Reference(match[1], path, item.line, certain=_is_own(match, item.value))


def _is_own(match: re.Match[str], text: str) -> bool:
    """Whether a path below node_modules begins there, ends in the package that it names, and is no argument of a removal."""
    before = text[max(0, match.start(1) - COMMAND_REACH) : match.start(1)].removesuffix("node_modules/")
    return (
        OWN_FOLDER.search(before) is not None
        and not text.startswith(PATTERN, match.end())
        and REMOVED.search(re.split(r"[;&|]", before)[-1]) is None
    )


def _by_rules(path: str, item: KeyedString, rules: Iterable[Rule]) -> Iterator[Reference]:
    for rule in rules:
        if rule.covers(item.keys, item.value, item.is_key) and (name := named(rule.scheme, item.value)):
            certain = rule.certain and (name.startswith("@") or rule.unambiguous)
            yield Reference(name, path, item.line, certain, item.value)


def _tool(keys: tuple[str, ...], rules: list[Rule]) -> list[Rule]:
    if not {"babelOptions", "babel"}.isdisjoint(keys):
        return [rule for rule in RULES if rule.scheme.startswith("babel-")]
    if "typedocOptions" in keys:
        return [rule for rule in RULES if rule.files.search("typedocOptions")]
    return rules


def text_words(path: str, text: str, first: int = 1, scripts: frozenset[str] | None = None) -> Iterator[Reference]:
    """Words of command lines: packages, programs and files below node_modules; names of other scripts are left out."""
    for number, line in enumerate(text.splitlines(), first):
        if not line.lstrip().startswith("#"):
            yield from _paths_and_flags(path, line, number)
            run = _without_scripts(line, scripts)
            for word in WORD.findall(EXECUTOR.sub(r"\1", run) if "@" in run else run):
                yield Reference(module_name(word) or word, path, number)
                if "/" in word and not word.startswith("@"):
                    yield Reference(word.rpartition("/")[2], path, number)


def _paths_and_flags(path: str, line: str, number: int) -> Iterator[Reference]:
    """Files below node_modules, and the packages that a linter's or test runner's options name."""
    if "node_modules" in line:
        for match in INSTALLED_PATH.finditer(line):
            yield Reference(match[1], path, number, certain=_is_own(match, line) and not IN_IMAGE.search(path))
    if "lint" in line or "vitest" in line:  # the programs of FLAGS
        for pattern, package, certain in FLAGS:
            for match in pattern.finditer(line):
                yield Reference(package.format(match[1]), path, number, certain)


def _without_scripts(line: str, scripts: frozenset[str] | None) -> str:
    """A command line without the names of the scripts that it runs. What `yarn run WORD` starts is a program where no script has the
    name; unknown scripts are taken for scripts."""
    if "run" not in line:
        return line
    programs = RUN_OR_PROGRAM.sub(lambda run: run[0] if scripts is not None and run[2] not in scripts else "", line)
    return RUN.sub(lambda run: run[0].split()[0], programs)


def preset_references(path: str, text: str) -> Iterator[Reference]:
    """What a module of a package of shared ESLint configurations names, as uses only: the one who extends it may bring them."""
    for item in _of_strings(path, ".eslintrc.js", keyed_strings(path, text)):
        yield item._replace(certain=False)


def platform_references(index: Index, configs: Iterable[str]) -> Iterator[Reference]:
    """What builds the native projects that stand beside a tool's configuration."""
    for path in configs:
        folder, _, name = path.rpartition("/")
        for begin, beside, package in PLATFORMS_OF:
            prefix = f"{folder}/{beside}/".lstrip("/")
            if name.startswith(begin) and any(file.startswith(prefix) for file in index.files):
                yield Reference(package, path, 1, certain=True)
