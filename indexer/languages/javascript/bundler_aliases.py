"""Import aliases written as literals in the configuration of bundlers, test runners and frameworks.

Nothing is executed: only an `alias` (or `moduleNameMapper`) whose keys and values are literals, or paths put together from
`__dirname`, `import.meta` and literals, is read; a computed one is left alone.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...gathering import by_key
from ...read_tables import json_table
from ...workspace_paths import outwards
from .module_files import join, parent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..base import World

__all__ = ["Aliases"]

CONFIG_NAMES = tuple(
    f"{tool}.config.{extension}"
    for tool in ("vite", "vitest", "webpack", "webpack.common", "webpack.base", "rspack", "rsbuild", "rollup", "rolldown", "babel",
                 "jest", "svelte", "nuxt", "astro", "electron.vite", "next", "vue", "tsup", "esbuild", "metro", "quasar", "storybook",
                 "docusaurus")
    for extension in ("js", "ts", "mjs", "mts", "cjs", "cts")
)  # fmt: skip
JSON_NAMES = (".babelrc", ".babelrc.json", "babel.config.json", "jest.config.json", "package.json")

FRAMEWORKS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "nuxt": (("~~", ("",)), ("@@", ("",)), ("~", ("app", "src", "")), ("@", ("app", "src", "")), ("#shared", ("shared",)),
             ("#server", ("server",)), ("#layers", ("layers",))),
    "svelte": (("$lib", ("src/lib",)),),
    "vue": (("@", ("src",)),),
    "docusaurus": (("@site", ("",)),),
    "quasar": (("src", ("src",)), ("components", ("src/components",)), ("layouts", ("src/layouts",)), ("stores", ("src/stores",)),
               ("boot", ("src/boot",)), ("assets", ("src/assets",)), ("pages", ("src/pages",))),
}  # fmt: skip
"""Framework (by its configuration file) → the aliases it sets itself: Nuxt, SvelteKit, Vue CLI, Docusaurus, Quasar."""

OWN = ("workspace:", "file:", "link:", "portal:", "*")
"""How the versions of packages begin that stand in the workspace."""
LONGEST_BLOCK = 6000
START = re.compile(r"\b(?:alias|resolveAlias|moduleNameMapper)\b['\"]?\s*[:=]\s*([{\[])")
TOKEN = re.compile(
    r"//[^\n]*|/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/|'(?:[^'\\\n]|\\.)*+'|\"(?:[^\"\\\n]|\\.)*+\"|`[^`]*+`|[\w$.]+|[(){}\[\],:]|\S"
)
LITERAL = re.compile(r"['\"`]")
PATH_WORDS = frozenset({
    "path.resolve", "path.join", "resolve", "join", "path.posix.resolve", "path.posix.join", "fileURLToPath",
    "URL", "new", "import.meta.url", "import.meta.dirname", "__dirname", "process.cwd", "url.fileURLToPath",
    "node_path.resolve", "r", "pathResolve", "pathname", ".pathname", "rootDir",
})  # fmt: skip
MAPPER = re.compile(r"\^?((?:[\w@~#$/-]|\\[./$-])+?)(\(\.\*\)|\(\.\+\)|\.\*)?\$?")


class Aliases:
    """`(alias, targets)` by the folder of the configuration that sets them."""

    def __init__(self, world: World) -> None:
        self._world = world
        named = (path for name in (*CONFIG_NAMES, *JSON_NAMES) for path in world.by_basename.get(name, ()))
        self._by_folder = by_key((parent(path), path) for path in named if "node_modules/" not in path)
        self._of, self._around = cache(self._read), cache(self._read_around)

    def candidates(self, specifier: str, folder: str) -> Iterator[str]:
        """The workspace paths that an alias makes of a specifier, nearest configuration first."""
        for alias, targets in self._around(folder):
            if alias.endswith("$"):
                rest = "" if specifier == alias[:-1] else None
            elif specifier == alias:
                rest = ""
            else:
                base = alias if alias.endswith("/") else f"{alias}/"
                rest = specifier[len(base) :] if specifier.startswith(base) else None
            if rest is not None:
                for target in targets:
                    yield f"{target}/{rest}".strip("/") if rest else target

    def _read_around(self, folder: str) -> list[tuple[str, tuple[str, ...]]]:
        return [item for place in outwards(folder) if place in self._by_folder for item in self._of(place)]

    def _read(self, folder: str) -> list[tuple[str, tuple[str, ...]]]:
        """Aliases set in one folder, the longest first; those of a framework after those written out."""
        written: dict[str, tuple[str, ...]] = {}
        implied: dict[str, tuple[str, ...]] = {}
        for path in self._by_folder[folder]:
            name = path.rpartition("/")[2]
            for alias, target in self._literals(path, name):
                written.setdefault(alias, (target,))
            for alias, targets in FRAMEWORKS.get(name.partition(".")[0], ()) if name.count(".") == 2 else ():
                implied[alias] = tuple(f"{folder}/{target}".strip("/") for target in targets)
        return [
            item for found in (written, implied) for item in sorted(found.items(), key=lambda it: (-len(it[0]), it[0]))
        ]

    def _literals(self, path: str, name: str) -> Iterator[tuple[str, str]]:
        raw = self._world.read(path)
        if b"alias" not in raw and b"moduleNameMapper" not in raw and b"resolveAlias" not in raw:
            return
        folder = parent(path)
        if name == "package.json":
            jest = json_table(raw).get("jest")
            mapper = jest.get("moduleNameMapper") if isinstance(jest, dict) else None
            for key, value in mapper.items() if isinstance(mapper, dict) else ():
                if isinstance(value, str):
                    yield from self._mapped(folder, key, value)
            return
        text = raw.decode("utf-8", "replace")
        for match in START.finditer(text):
            jest_mapper = "moduleNameMapper" in match[0]
            for key, value in _entries(text[match.start(1) : match.start(1) + LONGEST_BLOCK]):
                if jest_mapper:
                    literal = _literal(value)
                    yield from self._mapped(folder, key, literal) if literal is not None else ()
                elif (target := _path(folder, value, bare=name.startswith("svelte."))) is not None:
                    yield key.removesuffix("/*"), target.removesuffix("/*")

    def _mapped(self, folder: str, key: str, value: str) -> Iterator[tuple[str, str]]:
        """An entry of jest's moduleNameMapper: `^@/(.*)$` → `<rootDir>/src/$1`; other regular expressions are left alone, and so
        is the name of a package that is installed: only tests find what stands for it."""
        match = MAPPER.fullmatch(key)
        if not match or not value.startswith(("<rootDir>", ".")) or ("$1" in value and not value.endswith("/$1")):
            return
        target = join(folder, value.replace("<rootDir>", ".").removesuffix("/$1"))
        alias = match[1].replace("\\", "")
        if target is not None and (match[2] is None or alias.endswith("/")) and not self._is_installed(folder, alias):
            yield (alias.rstrip("/") if match[2] else f"{alias}$"), target

    def _is_installed(self, folder: str, name: str) -> bool:
        """Whether the package.json beside a configuration declares a package of this name that is not the workspace's own."""
        manifest = json_table(self._world.read(join(folder, "package.json") or ""))
        declared = (manifest.get(key) for key in ("dependencies", "devDependencies", "peerDependencies"))
        return any(isinstance(names, dict) and not str(names.get(name, "*")).startswith(OWN) for names in declared)


def _entries(block: str) -> Iterator[tuple[str, list[str]]]:
    """`(key, tokens of the value)` of an object literal, or of `{find, replacement}` objects in an array."""
    find = ""
    for key, value in _pairs(block):
        if not block.startswith("["):
            yield key, value
        elif key == "find":
            find = _literal(value) or ""
        elif key == "replacement" and find:
            yield find, value


def _pairs(block: str) -> Iterator[tuple[str, list[str]]]:
    """`(key, tokens of the value)` of an object literal, or of those in an array."""
    depth, at = 0, 1 + block.startswith("[")
    key, before, value = "", "", list[str]()
    for match in TOKEN.finditer(block):
        word = match[0]
        if word.startswith(("//", "/*")):
            continue
        depth += (word in "({[") - (word in ")}]")
        opened = word in "{[" and depth <= at
        if opened or depth < at or (word == "," and depth == at):
            if key and not opened:
                yield key, value
            key, before, value = "", "", []
            if depth <= 0:
                return
        elif word == ":" and depth == at and not key:
            key = before.strip("'\"`")
        elif key:
            value.append(word)
        elif word not in "[]":
            before = word


def _literal(tokens: list[str]) -> str | None:
    return tokens[0][1:-1] if len(tokens) == 1 and LITERAL.match(tokens[0]) else None


def _path(folder: str, tokens: list[str], *, bare: bool) -> str | None:
    """The workspace path that literal tokens put together: `"./src"`, `path.resolve(__dirname, "src")`, `new URL(…)`.

    Args:
        bare: whether a literal without a dot in front is a path too (SvelteKit: https://svelte.dev/docs/kit/configuration#alias).
    """
    literals = [word[1:-1] for word in tokens if LITERAL.match(word)]
    words = [word for word in tokens if word[0] not in "'\"`(),[]"]
    if not literals or any(word not in PATH_WORDS for word in words):
        return None
    joined = "/".join(literals).replace("${__dirname}", ".").replace("<rootDir>", ".")
    if "$" in joined or (not words and not bare and not joined.startswith((".", "/"))):
        return None
    return join(folder, joined)
