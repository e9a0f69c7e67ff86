"""setup.cfg, setup.py and Pipfile. setup.py is never run: literal values are read from its syntax tree.

Sources: setuptools' keywords and declarative configuration pages; Pipenv's Pipfile page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..... import lazy_re as re
from ...base import Entry, Manifest, Package, Script, Setting, reader, replace, told
from ...notations.ini_lines import read_ini
from ...notations.lines import Document, directory, included
from ...notations.toml_lines import read_toml
from .pep508 import dependency, normalise, parse_requirement, scope_of
from .pyproject import poetry_dependencies

if TYPE_CHECKING:
    from ...notations.python_literals import Call

__all__ = ["parse_pipfile", "parse_setup_cfg", "parse_setup_py"]

_FIELDS = (("install_requires", "runtime"), ("setup_requires", "build"), ("tests_require", "test"))
_OWN_SECTIONS = frozenset({
    "metadata", "options", "bdist_wheel", "bdist", "sdist", "egg_info", "build", "build_ext", "install", "upload", "aliases",
    "extras", "entry_points",
})  # fmt: skip
Item = tuple[str, int]


@reader(read_ini, "pypi")
def parse_setup_cfg(path: str, document: Document, manifest: Manifest) -> None:
    """A setup.cfg: setuptools' metadata and options; other sections configure tools."""
    base = directory(path)
    if name := _first(document, "metadata", "name"):
        version = _first(document, "metadata", "version")
        version = "" if version.startswith(("attr:", "file:")) else version
        manifest.packages.append(Package(normalise(name), version, base, document.line("metadata", "name")))
    for field, scope in _FIELDS:
        _add(manifest, _items(document, "options", field, manifest, base), base, scope)
    for section in ("options.extras_require", "extras"):  # the latter is how pbr writes it
        for extra in document.table(section):
            items = _items(document, section, extra, manifest, base)
            _add(manifest, items, base, scope_of(extra, "optional"), extra)
    for section in ("options.entry_points", "entry_points"):  # pbr again
        for group in document.table(section):
            manifest.entries += _entry_points(group, document.texts(section, group))
    if version := _first(document, "options", "python_requires"):
        line = document.line("options", "python_requires")
        manifest.settings.append(Setting("engine", "python", version, line))
    for section in document.table():
        if section not in _OWN_SECTIONS and not section.startswith(("options.", "metadata")):
            manifest.settings.append(Setting("tool", section.removeprefix("tool:"), "", document.line(section)))


def _first(document: Document, section: str, option: str) -> str:
    return next((text for text, _ in document.texts(section, option)), "")


def _items(document: Document, section: str, option: str, manifest: Manifest, base: str) -> Iterator[Item]:
    """The requirements of an option; `file:` names requirements files instead."""
    for text, line in document.texts(section, option):
        if text.startswith("file:"):
            manifest.includes += included(base, *text[5:].split(","))
        else:
            yield from ((part, line) for part in _split(text))


def _split(text: str) -> list[str]:
    """`a; b` on one line is two requirements where the second part is no marker."""
    head, _, tail = text.partition(";")
    return [head, tail] if tail and not _is_marker(tail) else [text]


def _is_marker(text: str) -> bool:
    return any(sign in text for sign in ("==", "!=", "<", ">", " in ")) and ("'" in text or '"' in text)


def _add(manifest: Manifest, items: Iterable[Item], base: str, scope: str, group: str = "") -> None:
    for text, line in items:
        requirement = parse_requirement(text)
        if requirement is not None:
            manifest.dependencies.append(dependency(requirement, base, line, scope, group))
        elif text.strip():
            manifest.problems.append((line, f"not a requirement: {text[:80]}"))


def _entry_points(group: str, items: Iterable[Item]) -> Iterator[Entry]:
    kind = "cli" if group in ("console_scripts", "gui_scripts") else "library"
    for text, line in items:
        name, equals, target = text.partition("=")
        if equals:
            label = name.strip() if kind == "cli" else f"{group}:{name.strip()}"
            yield Entry(kind, label, target.partition("[")[0].strip(), line)


# ------------------------------------------------------------------------------------------------------------ setup.py
_PACKAGING = re.compile(rb"\bsetup\s*\(|\b(?:setuptools|distutils|skbuild|numpy\.distutils)\b")
"""What a packaging script holds; another module may happen to be called setup too."""


def parse_setup_py(path: str, data: bytes) -> Manifest:
    """The `setup(...)` call of a setup.py; what is computed is left out and said in the problems."""
    from ...notations.python_literals import calls

    base = directory(path)
    manifest = Manifest("pypi", "manifest" if _PACKAGING.search(data) else "config")
    for call in calls(data, ("setup", "setuptools.setup", "distutils.core.setup", "core.setup")):
        _setup_call(manifest, call, base)
    return manifest


def _setup_call(manifest: Manifest, call: Call, base: str) -> None:
    name, version = call.text("name"), call.text("version")
    if name:
        manifest.packages.append(Package(normalise(name), version, base, call.line("name")))
    for field, scope in _FIELDS:
        _add(manifest, call.texts(field), base, scope)
        if call.has(field) and not call.known(field):
            manifest.problems.append((call.line(field), f"{field} is computed: not read"))
    for extra, items in call.tables("extras_require"):
        group, _, marker = extra.partition(":")
        before = len(manifest.dependencies)
        _add(manifest, items, base, scope_of(group, "optional") if group else "runtime", group)
        if marker:
            manifest.dependencies[before:] = [replace(dep, marker=marker) for dep in manifest.dependencies[before:]]
    for group, items in call.tables("entry_points"):
        manifest.entries += _entry_points(group, items)
    for text, line in call.texts("scripts"):
        manifest.entries.append(Entry("cli", text.rpartition("/")[2], text, line))
    if version := call.text("python_requires"):
        manifest.settings.append(Setting("engine", "python", version, call.line("python_requires")))


# ------------------------------------------------------------------------------------------------------------- Pipfile
@reader(read_toml, "pypi", "pipenv")
def parse_pipfile(path: str, document: Document, manifest: Manifest) -> None:
    """A Pipfile: packages, dev-packages and categories of one's own."""
    base = directory(path)
    for section in document.table():
        if section in ("source", "requires", "scripts", "pipenv"):
            continue
        scope = "runtime" if section == "packages" else scope_of(section, "optional")
        group = "" if section in ("packages", "dev-packages") else section
        for dep in poetry_dependencies(document, (section,), base):
            name = dep.name.partition("[")[0]  # `"splinter[django]" = "*"`
            manifest.dependencies.append(replace(dep, name=name, scope=scope, group=group))
    for name, command, line in document.pairs("scripts"):
        manifest.scripts.append(Script(name, command, line, directory=base))
    for field in ("python_version", "python_full_version"):
        manifest.settings += told(document, "engine", "python", "requires", field)
