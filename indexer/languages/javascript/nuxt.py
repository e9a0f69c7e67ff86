"""What Nuxt imports by itself: names that an application's folders give to all of its files; and the aliases that its modules set.

Rules: https://nuxt.com/docs/guide/concepts/auto-imports (`composables`, `utils`, `shared`, `server/utils`) and
https://nuxt.com/docs/guide/directory-structure/components (a component is called by its path). Layers below `layers` belong to
the application around them. What a file imports or declares itself is its own; told from the text, so a name counts only where
code stands: bare in a script, called in a template, a component as a tag.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Link
from ...tokens import blank
from ...workspace_paths import prefix_of
from .lexicon import LEXICON
from .module_files import join, parent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from ..base import World

    Given: TypeAlias = dict[str, tuple[str, str]]

__all__ = ["NuxtAliases", "NuxtNames"]

CONFIG = re.compile(r"(?:^|/)nuxt\.config\.[cm]?[jt]s$")
CODE = r"[^/]+\.[cm]?[jt]s"
GIVING = {
    "app": re.compile(rf"(?:app/|src/)?(?:composables|utils)/(?:{CODE}|[^/]+/index\.[cm]?[jt]s)$"),
    "server": re.compile(rf"server/utils/(?:.+/)?{CODE}$"),
    "shared": re.compile(rf"shared/(?:utils|types)/{CODE}$"),
}
"""Part of an application → the files whose exports it gives to its own files; `shared` gives to both of the others."""
COMPONENT = re.compile(r"(?:app/|src/)?components/(.+\.vue|(?:.+/)?[A-Z]\w*\.[cm]?[jt]sx?)$")
VIRTUAL = frozenset({"#imports", "#components"})
EXPORT = re.compile(
    rb"^export\s+(?:declare\s+)?(?:async\s+)?(?:function\*?|const|let|var|class|interface|type|enum)\s+([A-Za-z_$][\w$]*)"
    rb"|^export\s+(default)\b|^export\s+(?:type\s+)?\{([^{}]*)\}",
    re.MULTILINE,
)
BLOCKS = re.compile(rb"<(script|style)\b.*?(?:</\1>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
SCRIPT = re.compile(rb"<script\b[^>]*>(.*?)</script>", re.DOTALL)
WORD = re.compile(rb"(?<![\w$.'\"`/@-])([A-Za-z_$][\w$]*)(?!\s*:(?!:)|[\w$'\"`-]|\s*=(?![=>]))")
CALL = re.compile(rb"(?<![\w$.-])([A-Za-z_$][\w$]*)\(")
TAG = re.compile(rb"<(?:Lazy|lazy-)?([A-Za-z][\w-]*)")
OWN = re.compile(
    rb"\b(?:const|let|var|function\*?|class|type|interface|enum)\s+(?:([A-Za-z_$][\w$]*)|[{\[]([^=;]*?)[}\]]\s*(?:=|of\b))"
)
PARAMETERS = re.compile(rb"\(([^()]*)\)\s*(?::[^=>{}]+)?(?:=>|\{)|([A-Za-z_$][\w$]*)\s*=>")
HELD = re.compile(rb"\$\{([^{}]*)\}")
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


class NuxtNames:
    """The applications of a workspace; one without any costs a look at the names of its files."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.homes = sorted({parent(path) for path in world.files if CONFIG.search(path)}, key=len, reverse=True)
        self._given: dict[str, dict[str, Given]] = {}

    def links(self, path: str, bound: Iterable[str]) -> Iterator[Link]:
        """The links of the names that a file uses of what its application gives to it, by line.

        Args:
            path: the file.
            bound: the names that it imports.
        """
        if (home := self._home(path)) is None:
            return
        names, components = self._given_to(path, home)
        source = self.world.read(path)
        found = _names_used(source, names.keys() - set(bound), is_vue=path.endswith(".vue"))
        if path.endswith(".vue"):
            found |= _tags(BLOCKS.sub(_emptied, source), components.keys() - set(bound))
            names = names | components
        for name, start in sorted(found.items(), key=lambda item: (item[1], item[0])):
            target, symbol = names[name]
            if target != path:
                yield Link(source.count(b"\n", 0, start) + 1, "static", name, target, symbol, name)

    def imported(self, path: str, specifier: str, name: str) -> tuple[str, str]:
        """The file and symbol of a name that a file imports from the module that gives all of them (`#components`)."""
        home = self._home(path) if specifier in VIRTUAL else None
        names, components = self._given_to(path, home) if home is not None else ({}, {})
        return names.get(name) or components.get(name.removeprefix("Lazy")) or ("", "")

    def _home(self, path: str) -> str | None:
        return next((home for home in self.homes if path.startswith(prefix_of(home))), None)

    def _given_to(self, path: str, home: str) -> tuple[Given, Given]:
        """The names that a file has without an import, and the components."""
        application = _application(home)
        if application not in self._given:
            self._given[application] = self._collected(application)
        given, inside = self._given[application], path[len(home) + 1 if home else 0 :]
        return given["shared"] | given["server" if inside.startswith("server/") else "app"], given["component"]

    def _collected(self, application: str) -> dict[str, Given]:
        """Part of an application → name → the file that gives it, and the symbol; a name that two files give is told of none."""
        given: dict[str, Given] = {part: {} for part in (*GIVING, "component")}
        twice: set[str] = set()
        for path in sorted(self.world.files):
            if (home := self._home(path)) is None or _application(home) != application:
                continue
            for part, name, symbol in self._gives(path, path[len(home) + 1 if home else 0 :]):
                if given[part].setdefault(name, (path, symbol))[0] != path:
                    twice.add(f"{part} {name}")
        for known in twice:
            part, _, name = known.partition(" ")
            del given[part][name]
        return given

    def _gives(self, path: str, inside: str) -> Iterator[tuple[str, str, str]]:
        if component := COMPONENT.match(inside):
            yield "component", _component(component[1]), "default"
        part = next((part for part, pattern in GIVING.items() if pattern.match(inside)), "")
        for named, default, listed in EXPORT.findall(self.world.read(path)) if part else ():
            if default:
                yield part, _camel(path), "default"
            for name in [named] if named else re.findall(rb"(\w+)\s*(?:,|$)", listed):
                yield part, name.decode(), name.decode()


def _application(home: str) -> str:
    """The folder of the application that a layer belongs to; its own folder where it is none."""
    above, _, _ = f"/{home}".rpartition("/layers/")
    return above[1:] if f"/{home}".count("/layers/") else home


def _camel(path: str) -> str:
    """The name of a default export: the file's, or its folder's of an `index`."""
    stem = path.rpartition("/")[2].partition(".")[0]
    words = PARTS.findall(parent(path).rpartition("/")[2] if stem == "index" else stem)
    return "".join([words[0][:1].lower() + words[0][1:], *(word.capitalize() for word in words[1:])]) if words else stem


def _component(below: str) -> str:
    """How a component is called: the words of its folders and its name, without those that the name repeats."""
    *folders, name = below.split("/")
    folders = folders[1:] if folders[:1] in (["global"], ["islands"]) else folders
    own = [] if name.partition(".")[0] == "index" else PARTS.findall(name.partition(".")[0])
    words = [word for folder in folders for word in PARTS.findall(folder)]
    lower, ends = [word.lower() for word in words], [word.lower() for word in own]
    shared = next((at for at in range(len(words)) if lower[at:] == ends[: len(words) - at]), len(words))
    return "".join(word[:1].upper() + word[1:] for word in (*words[:shared], *own))


def _names_used(source: bytes, names: set[str], *, is_vue: bool) -> dict[str, int]:
    """Of some names those that a file uses and does not declare → where first."""
    wanted = {name.encode() for name in names}
    scripts = [(match.start(1), match[1]) for match in SCRIPT.finditer(source)] if is_vue else [(0, source)]
    own: set[bytes] = set()
    found: dict[bytes, int] = {}
    for start, script in scripts:
        for place, code in _code(script):
            for match in WORD.finditer(code):
                if match[1] in wanted:
                    found.setdefault(match[1], start + place + match.start(1))
            own |= _declared(code)
    for match in CALL.finditer(BLOCKS.sub(_emptied, source)) if is_vue else ():
        if match[1] in wanted:
            found.setdefault(match[1], match.start(1))
    return {name.decode(): at for name, at in found.items() if name not in own}


def _code(script: bytes) -> Iterator[tuple[int, bytes]]:
    """A script without its comments and strings, and what stands in `${}` of its templates, each with its offset."""
    code = blank(script, LEXICON)
    yield 0, code.text
    for place, template in code.templates:
        yield from ((place + match.start(1), match[1]) for match in HELD.finditer(template))


def _emptied(match: re.Match[bytes]) -> bytes:
    return re.sub(rb"[^\n]", b" ", match[0])


def _declared(script: bytes) -> set[bytes]:
    """The names that a script declares anywhere in it, parameters too."""
    lists = [item for match in OWN.finditer(script) for item in match.groups() if item]
    lists += [item for match in PARAMETERS.finditer(script) for item in match.groups() if item]
    return {word for item in lists for word in re.findall(rb"[A-Za-z_$][\w$]*", item)}


def _tags(source: bytes, names: set[str]) -> dict[str, int]:
    """The components whose tags stand in a file, as `<BaseButton`, `<base-button` or `<LazyBaseButton`."""
    found: dict[str, int] = {}
    for match in TAG.finditer(source):
        written = match[1].decode()
        name = "".join(part[:1].upper() + part[1:] for part in written.split("-"))
        if name in names and (name == written or "-" in written):
            found.setdefault(name, match.start())
    return found


# ---- Aliases that the workspace's own Nuxt modules set: `nuxt.options.alias["#cart"] = resolve("./runtime")`
# Whoever uses the module has them: its package, playgrounds, tests (https://nuxt.com/docs/api/kit/resolving#createresolver:
# paths count from the module's file). Only what cannot be a package's name is read, so that no other import is touched.

MODULE_FILES = tuple(f"{name}.{ending}" for name in ("module", "index") for ending in ("ts", "mts", "js", "mjs"))
DEFINES = b"defineNuxtModule"
SET = re.compile(
    rb"\.alias\[\s*(['\"])([#~][^'\"\n]*)\1\s*\]\s*=\s*(?:await\s+)?(?:\w+\.)?(?:resolve|resolvePath)\(\s*(['\"])(\.[^'\"\n]*)\3\s*\)"
)


class NuxtAliases:
    """Alias → the path that it stands for; read when first asked for."""

    def __init__(self, world: World) -> None:
        self._world = world

    def candidates(self, specifier: str) -> Iterator[str]:
        """The workspace paths that an alias makes of a specifier, of the longest alias first."""
        for alias, target in self._set:
            if specifier == alias or specifier.startswith(f"{alias}/"):
                yield target + specifier[len(alias) :]

    @cached_property
    def _set(self) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        for path in sorted(path for name in MODULE_FILES for path in self._world.by_basename.get(name, ())):
            source = self._world.read(path) if "node_modules/" not in path else b""
            for match in SET.finditer(source) if DEFINES in source else ():
                target = join(parent(path), match[4].decode("utf-8", "replace"))
                if target is not None:
                    found.setdefault(match[2].decode("utf-8", "replace").rstrip("/"), target)
        return sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))
