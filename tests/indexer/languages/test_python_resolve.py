"""Python: where imports lead in small workspaces."""

from __future__ import annotations

import pytest
from groundplan.indexer.classify.zones import zone
from groundplan.indexer.languages import resolver
from groundplan.indexer.languages.base import FileNode, World

from tests.indexer.languages.test_python import extract

WORKSPACES: dict[str, tuple[dict[str, str], str, dict[str, str]]] = {
    "src layout": (
        {"src/app/__init__.py": "", "src/app/a.py": "", "tests/t.py": "import app.a\nfrom app import a"},
        "tests/t.py",
        {"app.a": "src/app/a.py", "app": "src/app/a.py"},
    ),
    "flat layout": (
        {"app/__init__.py": "", "app/a.py": "", "t.py": "from app import name"},
        "t.py",
        {"app": "app/__init__.py"},
    ),
    "a submodule before a name": (
        {"app/__init__.py": "", "app/a.py": "", "app/b.py": "from . import a"},
        "app/b.py",
        {".": "app/a.py"},
    ),
    "several roots": (
        {
            "one/x/__init__.py": "",
            "one/x/m.py": "",
            "two/x/__init__.py": "",
            "two/x/m.py": "",
            "two/y/__init__.py": "",
            "two/y/n.py": "import x.m",
        },
        "two/y/n.py",
        {"x.m": "two/x/m.py"},
    ),
    "a namespace package": (
        {"src/ns/a.py": "import ns.b.c", "src/ns/b/c.py": ""},
        "src/ns/a.py",
        {"ns.b.c": "src/ns/b/c.py"},
    ),
    "a namespace over two roots": (
        {"l1/ns/g/a.py": "import ns.h.b", "l2/ns/h/b.py": ""},
        "l1/ns/g/a.py",
        {"ns.h.b": "l2/ns/h/b.py"},
    ),
    "a package of another distribution's namespace": (
        {
            "grpc/pyproject.toml": "",
            "grpc/src/acme/proto/grpc/__init__.py": "",
            "api/pyproject.toml": "",
            "api/src/acme/api/__init__.py": "",
            "api/src/acme/api/a.py": "import grpc\nimport acme.proto.grpc",
        },
        "api/src/acme/api/a.py",
        {"grpc": "external grpc", "acme.proto.grpc": "grpc/src/acme/proto/grpc/__init__.py"},
    ),
    "a package of a namespace that is called like the one that it adapts": (
        {
            "web/pyproject.toml": "",
            "web/src/acme/search/tavily/__init__.py": "from .fetch import A",
            "web/src/acme/search/tavily/fetch.py": "from tavily import B\nimport acme.search.tavily",
        },
        "web/src/acme/search/tavily/fetch.py",
        {"tavily": "external tavily", "acme.search.tavily": "web/src/acme/search/tavily/__init__.py"},
    ),
    "a package of tests in a workspace of distributions below `src`": (
        {
            "setup.cfg": "",
            "src/shop/pyproject.toml": "",
            "src/shop/tests/cli/__init__.py": "",
            "src/shop/tests/cli/helpers.py": "",
            "src/shop/tests/cli/unit/test_a.py": "from cli.helpers import A",
        },
        "src/shop/tests/cli/unit/test_a.py",
        {"cli.helpers": "src/shop/tests/cli/helpers.py"},
    ),
    "modules of one name in folders that nothing puts on a path": (
        {
            "a/x/entry.py": "",
            "a/x/one/__init__.py": "",
            "b/y/entry.py": "",
            "b/y/two/__init__.py": "",
            "c/run.py": "import entry\nimport one",
        },
        "c/run.py",
        {
            "entry": "several folders hold a module of that name, none on a path that is known",
            "one": "a/x/one/__init__.py",
        },
    ),
    "a loose script": (
        {"tools/run.py": "import helper", "tools/helper.py": ""},
        "tools/run.py",
        {"helper": "tools/helper.py"},
    ),
    "a package that a script in it runs from": (
        {
            "app/__init__.py": "",
            "app/main.py": "import jobs\n\nif __name__ == '__main__':\n    jobs.run()\n",
            "app/jobs/__init__.py": "",
            "app/jobs/mail.py": "import jobs.queue\nimport jobs\nimport tools",
            "app/jobs/queue.py": "",
            "app/tools.py": "",
        },
        "app/jobs/mail.py",
        {"jobs.queue": "app/jobs/queue.py", "jobs": "external jobs", "tools": "app/tools.py"},
    ),
    "a module is not the standard library's": (
        {"app/__init__.py": "", "app/json.py": "", "app/a.py": "import json"},
        "app/a.py",
        {"json": "stdlib json"},
    ),
    "a module of a namespace package is not the standard library's": (
        {
            "libs/pyproject.toml": "",
            "libs/ns/typing.py": "",
            "libs/ns/graph/__init__.py": "import typing\nimport ns.typing",
        },
        "libs/ns/graph/__init__.py",
        {"typing": "stdlib typing", "ns.typing": "libs/ns/typing.py"},
    ),
    "nor beside it": (
        {
            "libs/pyproject.toml": "",
            "libs/ns/typing.py": "",
            "libs/ns/a.py": "import typing",
            "libs/ns/graph/__init__.py": "",
        },
        "libs/ns/a.py",
        {"typing": "stdlib typing"},
    ),
    "a script's neighbour before the standard library": (
        {"tools/run.py": "import queue", "tools/queue.py": ""},
        "tools/run.py",
        {"queue": "tools/queue.py"},
    ),
    "beyond the top": (
        {"app/__init__.py": "", "app/a.py": "from ... import x"},
        "app/a.py",
        {"...": "relative import beyond the top-level package"},
    ),
    "missing in its package": (
        {"app/__init__.py": "", "app/a.py": "import app.gone"},
        "app/a.py",
        {"app.gone": "no module of that name in its package"},
    ),
    "missing in a namespace package, to which other distributions add": (
        {"ns/one/__init__.py": "", "a.py": "import ns.two"},
        "a.py",
        {"ns.two": "external ns"},
    ),
    "a test suite's package of the name of an installed one": (
        {"tests/sphinx/__init__.py": "", "tests/pyproject.toml": "", "docs/conf.py": "import sphinx.errors"},
        "docs/conf.py",
        {"sphinx.errors": "external sphinx"},
    ),
    "third party": ({"a.py": "import requests.sessions"}, "a.py", {"requests.sessions": "external requests"}),
    "stubs": (
        {"app/__init__.py": "", "app/a.pyi": "", "app/b.py": "from app import a"},
        "app/b.py",
        {"app": "app/a.pyi"},
    ),
    "a folder of a required distribution's name": (
        {
            "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["click>=8", "ag-ui-protocol"]\n',
            "shop/__init__.py": "",
            "shop/a.py": "import click\nimport ag_ui.core\nimport shop.gone",
            "tests/click/__init__.py": "",
            "tests/examples/ag_ui/__init__.py": "",
        },
        "shop/a.py",
        {
            "click": "external click",
            "ag_ui.core": "external ag_ui",
            "shop.gone": "no module of that name in its package",
        },
    ),
    "plug-ins that are required are no part of the package": (
        {
            "pyproject.toml": '[project]\nname = "Shop"\ndependencies = ["Shop-Filecheck", "shop-tool>=1"]\n',
            "src/shop/__init__.py": "",
            "src/shop/a.py": "import shop.gone",
        },
        "src/shop/a.py",
        {"shop.gone": "no module of that name in its package"},
    ),
    "a plug-in for a required distribution, in a namespace package": (
        {
            "pyproject.toml": '[project]\nname = "voice-acme"\ndependencies = ["acme>=1", "voice"]\n',
            "voice/plugins/acme/__init__.py": "",
            "voice/plugins/acme/llm.py": "import acme\nfrom acme import types\nfrom voice.plugins import acme as own",
        },
        "voice/plugins/acme/llm.py",
        {"acme": "external acme", "voice.plugins": "voice/plugins/acme/__init__.py"},
    ),
    "a folder of scripts for a third party": (
        {
            "shop/a.py": "import eventlet.debug\nimport site_.gone",
            "examples/eventlet/fetch.py": "",
            "examples/app/__init__.py": "",
            "site_/x.py": "",
        },
        "shop/a.py",
        {"eventlet.debug": "external eventlet", "site_.gone": "external site_"},
    ),
    "a folder of a name that nothing requires": (
        {"shop/a.py": "import common", "libs/common/__init__.py": ""},
        "shop/a.py",
        {"common": "libs/common/__init__.py"},
    ),
    "the root is the package": ({"__init__.py": "", "a.py": "from . import b", "b.py": ""}, "a.py", {".": "b.py"}),
    "an example is called as a package that a file of a requirements folder names": (
        {
            "requirements/extras/forms.txt": "forms>=2\n",
            "shop/__init__.py": "",
            "shop/a.py": "from forms import Form",
            "examples/forms/__init__.py": "",
        },
        "shop/a.py",
        {"forms": "external forms"},
    ),
    "modules of Cython": (
        {
            "src/shop/__init__.py": "",
            "src/shop/tree.pyx": "",
            "src/shop/a.py": "from shop import tree\nfrom .tree import cut\nimport shop.gone",
        },
        "src/shop/a.py",
        {
            "shop": "src/shop/tree.pyx",
            ".tree": "src/shop/tree.pyx",
            "shop.gone": "no module of that name in its package",
        },
    ),
    "a mapped package": (
        {
            "pyproject.toml": '[tool.setuptools.package-dir]\nshop = "."\n',
            "__init__.py": "",
            "a.py": "",
            "tests/t.py": "from shop.a import x\nimport shop",
        },
        "tests/t.py",
        {"shop.a": "a.py", "shop": "__init__.py"},
    ),
}


@pytest.mark.parametrize("name", WORKSPACES)
def test_where_imports_lead(name: str) -> None:
    files, path, expected = WORKSPACES[name]
    world = World({item: FileNode("Python", zone=zone(item)) for item in files}, lambda item: files[item].encode())
    resolve = resolver("Python", world)
    found = {}
    for link in resolve(path, extract(files[path]).imports):
        outside = f"{'stdlib' if link.stdlib else 'external'} {link.external}"
        found[link.specifier] = link.target or link.reason or outside
    assert found == expected
