"""Python modules that are imported and that nobody declares: those of old interpreters, of host programs, of tests' own data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..dependency_use import ImportUse

__all__ = ["NAMESPACES", "is_brought_along", "is_hidden"]

PYTHON_2 = frozenset({
    "cPickle", "cStringIO", "StringIO", "ConfigParser", "urllib2", "urlparse", "Queue", "httplib", "__builtin__", "HTMLParser", "cookielib",
    "Cookie", "BaseHTTPServer", "SimpleHTTPServer", "SocketServer", "Tkinter", "commands", "xmlrpclib", "htmlentitydefs", "thread",
})  # fmt: skip
"""Modules of the standard library before Python 3."""
NEVER_INSTALLED = PYTHON_2 | frozenset({"_typeshed", "__main__", "__future__", "_pytest", "pkg_resources"})
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
