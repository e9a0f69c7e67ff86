"""All strings that a framework resolves to a definition, whatever the framework, and where in the code they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.gathering import by_key, words
from ...per_index import per_index
from ...text_facts import line_of
from ..called import enclosing, first_of
from .dotted_strings import NamingString, app_strings, command_strings, strings_naming, strings_naming_file, word_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index
    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["LOADED", "strings_of", "users_by_string"]

LOADED: Final = words(
    "urlpatterns application app register handler400 handler403 handler404 handler500 default_app_config"
)
"""What a framework looks for in a module that it is given the name of: URLs, an application, a library of template tags."""

COMMAND: Final = "Command"
"""The class of a command of Django."""
ENDINGS: Final = (".java", ".kt")
STEREOTYPES: Final = words(
    "Component Service Repository Controller RestController Configuration Named ControllerAdvice RestControllerAdvice"
)
LOOKUPS: Final = words("Qualifier Resource DependsOn getBean containsBean")
TAKES: Final = re.compile(rb"@(?:Qualifier|Resource|DependsOn)\s*\(([^)]*)\)|\b(?:getBean|containsBean)\s*\(([^)]*)\)")
QUOTED: Final = re.compile(rb'"([A-Za-z_][\w.-]*)"')
GIVEN: Final = re.compile(r"@?(\w+)\s*\(.*?\"([\w.-]+)\"", re.DOTALL)

SEPARATOR: Final = ":"
"""Between group and name as the manifest readers write them, and between module and attribute of a target."""
LITERAL: Final = re.compile(rb"[\"']([\w.-]+)[\"']")


def strings_of(program: Program, definition: Definition) -> Iterator[NamingString]:
    """The strings that mean a definition, or, for a file, the module or something in it."""
    index, (path, qualname) = program.index, definition
    commands = command_strings(index, path)
    if not qualname:
        yield from sorted({*strings_naming_file(index, path), *app_strings(index, path), *commands})
        return
    if qualname == COMMAND:
        yield from commands
    yield from strings_naming(index, definition)
    yield from _beans_naming(index, definition)
    yield from _plugins_naming(index, definition)


def users_by_string(program: Program, definition: Definition) -> Iterator[tuple[Definition, int]]:
    """The definitions that name one by a string, with the line; who names a module asks for some names in it (`LOADED`)."""
    path, qualname = definition
    found = list(strings_of(program, definition))
    if qualname in LOADED and path.endswith(".py"):
        found += [item for item in strings_of(program, (path, "")) if item not in found]
    for item in found:
        if item.path != path:
            yield (item.path, enclosing(program.index, item.path, item.line)), item.line


# ---- Strings by which Spring finds a bean: its own name, or the one that it is given
# A class with a stereotype annotation is named as the class with a small first letter, a method with `@Bean` as itself
# (https://docs.spring.io/spring-framework/reference/core/beans/definition.html#beans-beanname).


def _beans_naming(index: Index, definition: Definition) -> list[NamingString]:
    """The strings that mean a definition, by path and line."""
    path, qualname = definition
    if not path.endswith(ENDINGS) or path not in index.files or not _bean_strings(index):
        return []
    return [item for name in sorted(_names(index, path, qualname)) for item in _bean_strings(index).get(name, ())]


def _names(index: Index, path: str, qualname: str) -> set[str]:
    """The names of the bean that a definition makes; none where it makes none."""
    name = qualname.rpartition(".")[2]
    symbol = first_of(index, path).get(qualname)
    for decorator in symbol.decorators if symbol is not None else ():
        head = decorator.partition("(")[0].rpartition(".")[2].lstrip("@")
        if head in STEREOTYPES or head == "Bean":
            given = GIVEN.match(decorator)
            default = name[:1].lower() + name[1:] if head != "Bean" and not name[1:2].isupper() else name
            return {given[2] if given else default}
    return set()


@per_index
def _bean_strings(index: Index) -> Mapping[str, list[NamingString]]:
    """Text → the strings of it that look a bean up."""
    files = sorted({path for name in LOOKUPS for path in index.files_using(name) if path.endswith(ENDINGS)})
    taking = ((path, match) for path in files for match in TAKES.finditer(index.read(path)))
    return by_key(
        (text.decode(), NamingString(path, line_of(match.string, match), text.decode()))
        for path, match in taking
        for text in QUOTED.findall(match[2] if match[1] is None else match[1])
    )


# ---- Plug-ins of Python packages: definitions that the metadata of a package names for a loader
# A loader finds them in a group, by their name (https://packaging.python.org/en/latest/specifications/entry-points/). Who
# writes such a name as a string asks for that one; where nobody does, who names the group loads all that are in it. Where nobody
# names the group the loader stands elsewhere, and the name is any word.


def _plugins_naming(index: Index, definition: Definition) -> list[NamingString]:
    """The strings that mean a definition, by path and line; those of its group where none says its name."""
    path, qualname = definition
    if not path.endswith(".py"):
        return []
    strings = _plugin_strings(index)
    for module, attribute, group, name in _plugins(index):
        if attribute == qualname and path.removesuffix(".py").removesuffix("/__init__").endswith(module):
            loaders = strings.get(group, [])
            return [item for item in strings.get(name, ()) if loaders and _asks_for(index, item.path, path)] or loaders
    return []


def _asks_for(index: Index, path: str, plugin: str) -> bool:
    """Another file that stands in the package of a plug-in or imports it: elsewhere its name is any word."""
    package = f"{_package(index, plugin)}/"
    near = path.startswith(package) or any(item.startswith(package) for item in index.adjacency[0].get(path, ()))
    return near and path != plugin


def _package(index: Index, path: str) -> str:
    """The outermost folder around a file that is a package."""
    folder = found = path.rpartition("/")[0]
    while folder and f"{folder}/__init__.py" in index.files:
        found, folder = folder, folder.rpartition("/")[0]
    return found


@per_index
def _plugins(index: Index) -> list[tuple[str, str, str, str]]:
    """Module as a path, attribute, group and name of each plug-in."""
    found = []
    for manifest in (index.manifests[path] for path in index.manifests if path.endswith((".toml", ".cfg", ".py"))):
        for entry in manifest.entries:
            group, _, name = entry.name.rpartition(SEPARATOR)
            module, _, attribute = entry.target.partition(SEPARATOR)
            if entry.kind == "library" and group and module:
                found.append((module.strip().replace(".", "/"), attribute.strip(), group, name))
    return found


@per_index
def _plugin_strings(index: Index) -> Mapping[str, list[NamingString]]:
    """Name of a plug-in or group → the Python strings that consist of it."""
    wanted = {text.encode() for _, _, group, name in _plugins(index) for text in (group, name)}
    files = (path for path in index.files if wanted and _is_read(index, path) and path not in index.manifests)
    matches = ((path, match) for path in files for match in LITERAL.finditer(index.read(path)))
    return by_key(word_at(path, match) for path, match in matches if match[1] in wanted)


def _is_read(index: Index, path: str) -> bool:
    file = index.files[path]
    return file.language == "Python" and file.zone not in {"generated", "vendored", "fixture"}
