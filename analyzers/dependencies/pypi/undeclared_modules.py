"""Python modules that are imported and that nobody declares: those of old interpreters, of host programs, of tests' own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...per_index import per_index
from ..declared_names import is_around
from ..import_names import candidates, normalised, resembles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest
    from ..dependency_use import ImportUse

__all__ = [
    "NAMESPACES", "declared_inside", "is_brought_along", "is_environment", "is_guarded", "is_hidden",
    "is_of_environment",
]  # fmt: skip

OTHER_PYTHONS = frozenset({
    "cPickle", "cStringIO", "StringIO", "ConfigParser", "urllib2", "urlparse", "Queue", "httplib", "__builtin__", "HTMLParser", "cookielib",
    "Cookie", "BaseHTTPServer", "SimpleHTTPServer", "SocketServer", "Tkinter", "commands", "xmlrpclib", "htmlentitydefs", "thread",
    "tomllib", "annotationlib", "compression", "distutils", "imp", "asynchat", "asyncore", "smtpd", "binhex", "cgi", "cgitb", "crypt",
    "telnetlib", "pipes", "nntplib", "audioop", "aifc", "chunk", "imghdr", "sndhdr", "sunau", "uu", "xdrlib", "mailcap", "lib2to3",
})  # fmt: skip
"""Modules of the standard library of other Pythons than the one that runs this: before 3, since 3.11, until 3.12."""
NEVER_INSTALLED = OTHER_PYTHONS | frozenset({"_typeshed", "__main__", "__future__", "_pytest", "pkg_resources"})
"""Modules without a distribution of their own that has to be declared."""
TYPED = frozenset({"typing_extensions", "_typeshed", "mypy_extensions"})
"""Modules that every type checker knows by itself (https://github.com/python/typeshed/tree/main/stdlib)."""
HOSTED = re.compile(
    r"(?:js|pyodide|pyodide_js|micropip|google\.colab|bpy|maya|hou|unreal|gdb|lldb|sublime|sublime_plugin|idaapi|idc|xbmc\w*|dbutils|awsglue"
    r"|machine|micropython|uasyncio|board|busio|scribus|pymel|nuke|c4d|arcpy|qgis)(?:\.|$)"
)
"""Modules of a host program (a browser, a notebook service, a debugger, an editor, a board), which nobody installs from PyPI."""
RUN_BY = {
    "noxfile.py": "nox", "dodo.py": "doit", "fabfile.py": "fabric", "locustfile.py": "locust", "wscript": "waflib", "tasks.py": "invoke",
    "SConstruct": "SCons", "conanfile.py": "conan",
}  # fmt: skip
"""File → the tool that runs it, and is there then."""
ABSENT = re.compile(r"non_?exist|(?:not|n't)_?exist|no_?such_|[A-Z]{3,}_[A-Z]+_NAME")
"""Names of modules that are not meant to be there: those of tests of what happens then, and places to fill in."""
TESTS = re.compile(r"(?:^|/)(?:test_\w+|\w+_tests?|tests|conftest|noxfile)\.py$")
NAMESPACES = frozenset({"azure", "google", "opentelemetry", "zope", "backports", "jaraco", "ruamel", "sphinxcontrib"})
"""Modules that many distributions fill together."""

BLOCK = re.compile(r"^# /// script\s*$(.*?)^# ///\s*$", re.MULTILINE | re.DOTALL)
INSTALLED = re.compile(r"(?:[!%]\s*(?:uv\s+)?pip3?|-m\s+pip|[!%]\s*(?:conda|mamba))\s+install\s+([^\n]*)")
RUNNER = re.compile(r"\A#![^\n]*?\s(--with[ =][^\n]*)")
NAME = re.compile(r"(?<![\w-])[A-Za-z][\w.-]*")

DEALT_WITH = re.compile(r"except\b[^:]*\b(?:ImportError|ModuleNotFoundError)\b")


def is_brought_along(use: ImportUse, zone: str) -> bool:
    """Whether what a file of a zone imports comes with its surroundings, or is not meant to be there at all."""
    if "{{" in use.path or (use.path.endswith("setup.py") and use.module in {"setuptools", "wheel"}):
        return True  # a template's text; what any installer brings along
    if RUN_BY.get(use.path.rpartition("/")[2]) == use.module:
        return True
    if use.module in NEVER_INSTALLED or HOSTED.match(use.specifier):
        return True
    if ABSENT.search(use.module):
        return True
    if (use.kind == "type_only" or use.path.endswith(".pyi")) and use.module in TYPED:
        return True
    if use.path.endswith(".ipynb") and use.module == "IPython":
        return True
    # modules that tests read, some of which import what must not exist; and what tests make themselves
    return zone == "test" and (use.kind in {"lazy", "dynamic"} or TESTS.search(use.path) is None)


def is_hidden(path: str) -> bool:
    """Whether a file lies in a hidden folder or is hidden itself: scripts of a workspace's services, which install for themselves
    what these need (`pip install` in a workflow)."""
    return any(part.startswith(".") for part in path.split("/"))


# ---- Environments of Conda, Pixi, tox and nox that Python code runs in: what they bring, nobody else needs to declare


def is_environment(manifest: Manifest) -> bool:
    """Whether a manifest lists what an environment holds."""
    return manifest.ecosystem == "conda" or any(item.kind == "installs" for item in manifest.settings)


def is_of_environment(manifests: Mapping[str, Manifest], use: ImportUse, directory: str, *, needed: bool) -> bool:
    """Whether an environment around the importing file brings a module: it stands nearer to the file than the package at
    `directory` and so is what the file runs in (its packages' names need not be like the modules'), or it names the module.

    Args:
        needed: whether who installs the package needs the module; what tox and nox install is there for its developers only.
    """
    for path, manifest in manifests.items():
        if is_around(path, use.path):
            if manifest.ecosystem == "conda" and len(path.rpartition("/")[0]) > len(directory):
                return True
            names = {normalised("pypi", item.name) for item in manifest.dependencies if manifest.ecosystem == "conda"}
            names.update(item.name for item in manifest.settings if item.kind == "installs" and not needed)
            if not names.isdisjoint(candidates("pypi", use.module)):
                return True
            if any(resembles(name, use.module, use.specifier) for name in names):
                return True
    return False


# ---- What a script or a notebook says itself that it needs: PEP 723's block of comments, `--with` of the runner in its first line,
# and `%pip install` in a cell.


@per_index
def declared_inside(index: Index, path: str) -> frozenset[str]:
    """The distributions that a file declares itself, normalised."""
    text = index.text(path)
    parts = INSTALLED.findall(text) if path.endswith(".ipynb") else [*BLOCK.findall(text), *RUNNER.findall(text)]
    return frozenset(normalised("pypi", word) for part in parts for word in NAME.findall(part))


# ---- Imports of Python that need not succeed: an absent module is dealt with


def is_guarded(lines: list[str], line: int) -> bool:
    """Whether a module's line stands in a `try` whose handler takes an absent module as an answer."""
    for place in _heads(lines, line - 1):
        if lines[place].strip().startswith("try:"):
            after = (each for each in lines[line:] if each.strip() and _indent(each) <= _indent(lines[place]))
            return DEALT_WITH.match(next(after, "").strip()) is not None
    return False


def _heads(lines: list[str], at: int) -> Iterator[int]:
    """The lines that begin the blocks around a line, innermost first."""
    indent = _indent(lines[at]) if 0 <= at < len(lines) else 0
    for place in range(at - 1, -1, -1):
        line = lines[place]
        if not indent:
            return
        if line.strip() and not line.lstrip().startswith("#") and _indent(line) < indent:
            indent = _indent(line)
            yield place


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
