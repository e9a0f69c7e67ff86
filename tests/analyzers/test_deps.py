"""deps: what is unused, undeclared and in conflict, the size of the default answer, and the question to the registries."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.analyzers.workspace.outdated import _latest, check, registries

from ..workspaces import write


def ask(tmp_path: Path, files: dict[str, str], **parameters: Any) -> dict[str, Any]:
    """The answer for a workspace of these files."""
    return Workspace(write(tmp_path, files)).deps(**{"limit": 0, **parameters})


def names(answer: dict[str, Any], key: str) -> list[str]:
    """The names in one of its lists, sorted."""
    return sorted(item["name"] for item in answer[key])


def package(**fields: Any) -> str:
    """A package.json; `dev` and `deps` are names."""
    document = {key: value for key, value in fields.items() if key not in {"dev", "deps"}}
    for field, key in (("dependencies", "deps"), ("devDependencies", "dev")):
        if key in fields:
            document[field] = dict.fromkeys(fields[key].split(), "*")
    return json.dumps(document)


NPM = {
    "a comment names nothing": (
        {
            "package.json": package(deps="idle"),
            "justfile": "# keeps node_modules/other\nclean:\n    ls\n",
        },
        ["idle"],
        [],
    ),
    "style sheets that are kept out of the language bar": (
        {
            ".gitattributes": "*.css linguist-vendored\n",
            "package.json": package(deps="tailwindcss @tailwindcss/forms idle"),
            "css/app.css": "@import 'tailwindcss';\n@plugin '@tailwindcss/forms';\n",
        },
        ["idle"],
        [],
    ),
    "a part of an Nx workspace that a package bundles": (
        {
            "package.json": '{"name": "root", "private": true, "workspaces": ["packages/*"]}',
            "packages/app/package.json": '{"name": "app", "version": "1.0.0", "dependencies": {"chalk": "5", "idle": "1"}}',
            "libs/core/project.json": '{"name": "core"}',
            "libs/core/src/a.ts": "import chalk from 'chalk'\n",
        },
        ["idle"],
        [],
    ),
    "what a framework lints, loads and brings": (
        {
            "package.json": package(deps="next next-auth nodemailer", dev="eslint", scripts={"lint": "next lint"}),
            "app/a.ts": "import 'server-only'\nimport NextAuth from 'next-auth'\nimport next from 'next'\n",
        },
        [],
        [],
    ),
    "a configuration in TypeScript needs its loader": (
        {"package.json": package(dev="eslint jiti"), "eslint.config.mts": "export default []\n"},
        [],
        [],
    ),
    "a page loads the built files": (
        {
            "package.json": package(deps="d3 idle"),
            "src/view.ts": 'export const page = (uri: string) => `<script src="${uri}/d3/dist/d3.min.js"></script>`\n',
        },
        ["idle"],
        [],
    ),
    "AWS brings its SDK along": (
        {
            "package.json": package(),
            "api/serverless.yml": "functions:\n  get:\n    handler: get.run\n",
            "api/get.js": "const AWS = require('aws-sdk')\n",
            "web/get.js": "const AWS = require('aws-sdk')\n",
        },
        [],
        ["aws-sdk"],
    ),
    "a workflow at the root runs what a package below declares": (
        {
            "ext/package.json": package(dev="ovsx"),
            ".github/workflows/release.yml": "jobs:\n  a:\n    steps:\n      - run: npx ovsx publish\n",
        },
        [],
        [],
    ),
    "types of globals without a test": (
        {"package.json": package(dev="mocha @types/mocha", scripts={"test": "mocha"}), "a.ts": "export {}\n"},
        ["@types/mocha"],
        [],
    ),
    "an import uses, and a subpath too": (
        {"package.json": package(deps="a @s/b c"), "x.js": "import 'a'; require('@s/b/sub');"},
        ["c"],
        [],
    ),
    "an import without declaration is missing, a builtin is not": (
        {"package.json": package(deps="a"), "x.js": "import 'a'; import 'b/c'; import fs from 'node:fs'; import 'path';"},
        [],
        ["b"],
    ),
    "the package itself": ({"package.json": package(name="me"), "x.js": "import 'me/sub';"}, [], []),
    "scripts run programs by their own names": (
        {"package.json": package(dev="typescript @biomejs/biome npm-run-all rimraf idle", scripts={"b": "run-s x && tsc", "x": "biome lint; rimraf d"})},
        ["idle"],
        [],
    ),
    "a script that is named as a tool does not run it": (
        {"package.json": package(dev="lint-it", scripts={"a": "npm run lint-it"})},
        ["lint-it"],
        [],
    ),
    "eslint's shorthands": (
        {
            "package.json": package(dev="eslint-config-airbnb eslint-plugin-import @o/eslint-plugin eslint-plugin-idle"),
            ".eslintrc.json": '{"extends": ["airbnb", "plugin:@o/all", "@p/eslint-config"], "plugins": ["import"]}',
        },
        ["eslint-plugin-idle"],
        ["@p/eslint-config"],
    ),
    "eslint in YAML": (
        {"package.json": package(dev="@s/eslint-plugin-x"), ".eslintrc.yml": "plugins:\n  - '@s/x'\nextends: ['@s/eslint-config']\n"},
        [],
        ["@s/eslint-config"],
    ),
    "babel's shorthands in a field of package.json": (
        {"package.json": package(dev="@babel/preset-env babel-plugin-x @babel/preset-react", babel={"presets": [["@babel/env", {}]], "plugins": ["x"]})},
        ["@babel/preset-react"],
        [],
    ),
    "a comment uses nothing": (
        {"package.json": package(dev="a"), "jest.config.js": "// preset: 'a'\nmodule.exports = {};\n"},
        ["a"],
        [],
    ),
    "types belong to what they type": (
        {"package.json": package(deps="@s/a", dev="@types/s__a @types/b @types/node"), "x.ts": "import '@s/a';"},
        ["@types/b"],
        [],
    ),
    "types alone serve a type import": (
        {"package.json": package(dev="@types/estree"), "x.ts": "import type { Node } from 'estree';"},
        [],
        [],
    ),
    "peer and optional dependencies are not judged": (
        {"package.json": json.dumps({"peerDependencies": {"a": "*"}, "optionalDependencies": {"b": "*"}, "devDependencies": {"a": "*"}})},
        [],
        [],
    ),
    "what a used package loads by itself": (
        {"package.json": package(deps="react-dom react next"), "x.js": "import 'react-dom';"},
        ["next"],
        [],
    ),
    "an installed package tells its peers and programs": (
        {
            "package.json": package(deps="host peer", dev="cli", scripts={"x": "odd-name"}),
            "x.js": "import 'host';",
            "node_modules/host/package.json": '{"peerDependencies": {"peer": "*"}}',
            "node_modules/cli/package.json": '{"bin": {"odd-name": "x.js"}}',
        },
        [],
        [],
    ),
    "style sheets import": (
        {"package.json": package(deps="@f/lato bulma idle", dev="sass"), "a.scss": "@use '@f/lato/mixins';\n@import '~bulma/x';\n"},
        ["idle"],
        [],
    ),
    "an alias is compared as the whole specifier": (
        {
            "package.json": package(name="me"),
            "tsconfig.json": '{"compilerOptions": {"paths": {"lib/*": ["src/lib/*"]}}}',
            "x.ts": "import 'lib/a'; import 'library';",
        },
        [],
        ["library"],
    ),
    "types alone do not serve a runtime import, but a declaration file": (
        {
            "package.json": package(dev="@types/a @types/b"),
            "x.ts": "import { run } from 'a'; run();",
            "y.d.ts": "import { T } from 'b';",
        },
        [],
        ["a"],
    ),
    "declaring a module is no use": (
        {"package.json": package(deps="a b"), "x.ts": "declare module 'a' { interface X {} }\nload('b');"},
        ["a"],
        [],
    ),
    "a tool's configuration below a package": (
        {
            "package.json": package(dev="ts-jest rimraf @s/jest"),
            "test/jest-e2e.json": '{"transform": {"ts$": "ts-jest"}}',
            "apps/a/project.json": '{"targets": {"t": {"executor": "@s/jest:jest", "options": {"command": "rimraf x"}}, "u": {"executor": "@s/no:x"}}}',
        },
        [],
        ["@s/no"],
    ),
    "a root's scripts and configuration speak for the packages below": (
        {
            "package.json": package(workspaces=["a"], scripts={"t": "yarn --cwd a vitest"}),
            "a/package.json": package(name="a", dev="vitest idle"),
        },
        ["idle"],
        [],
    ),
    "yarn runs programs that no script is named as": (
        {"package.json": package(dev="lint-it mk", scripts={"a": "yarn run lint-it && yarn run mk", "mk": "true"})},
        ["mk"],
        [],
    ),
    "a lockfile uses its manager": ({"package.json": package(dev="bun pnpm"), "bun.lock": "{}"}, ["pnpm"], []),
    "graphql-codegen's plugins and presets": (
        {
            "package.json": package(dev="@graphql-codegen/client-preset"),
            "codegen.ts": "export default {generates: {x: {preset: 'client', plugins: ['typescript', 'my-codegen-plugin', './own']}}};",
        },
        [],
        ["@graphql-codegen/typescript"],
    ),
    "prettier's shared configuration and plugins": (
        {"package.json": package(prettier="@s/prettier-config"), "apps/.prettierrc.json": '{"plugins": ["prettier-plugin-x"]}'},
        [],
        ["@s/prettier-config", "prettier-plugin-x"],
    ),
    "parcel, storybook and release-it": (
        {
            "package.json": package(dev="@parcel/config-default"),
            ".parcelrc": '{"extends": "@parcel/config-default", "optimizers": {"*.js": ["@parcel/optimizer-x"]}}',
            ".storybook/main.ts": "export default {addons: ['@storybook/addon-x'], framework: {name: '@storybook/y'}};",
            ".release-it.json": '{"plugins": {"@release-it/z": {}}}',
        },
        [],
        ["@parcel/optimizer-x", "@release-it/z", "@storybook/addon-x", "@storybook/y"],
    ),
    "vitest's environments, and what its options need": (
        {
            "package.json": package(dev="vitest", scripts={"t": "vitest --coverage"}),
            "vitest.config.ts": "import { defineConfig } from 'vitest/config';\nexport default defineConfig({test: {environment: 'jsdom'}});",
        },
        [],
        ["@vitest/coverage-v8", "jsdom"],
    ),
    "another coverage provider takes the default's place": (
        {"package.json": package(dev="vitest @vitest/coverage-istanbul", scripts={"t": "vitest --coverage"})},
        [],
        [],
    ),
    "a native project beside capacitor's configuration": (
        {"package.json": package(dev="@capacitor/cli"), "capacitor.config.json": '{"includePlugins": ["cordova-x"]}', "ios/App/Podfile": "x"},
        ["@capacitor/cli"],
        ["@capacitor/ios", "cordova-x"],
    ),
    "prisma's generators": (
        {"package.json": package(dev="prisma-zod-generator idle"), "prisma/schema.prisma": 'generator zod {\n  provider = "prisma-zod-generator"\n}\n'},
        ["idle"],
        [],
    ),
    "a package of shared ESLint configurations": (
        {"package.json": package(name="@me/eslint-config", deps="eslint-config-x eslint idle"), "next.js": "module.exports = {extends: ['x']};"},
        ["idle"],
        [],
    ),
    "subpath imports name packages": (
        {"package.json": package(deps="native", imports={"#d": {"node": "native", "default": "./d.js"}})},
        [],
        [],
    ),
    "a folder that a bundler resolves from": (
        {"package.json": package(name="me"), "web/parts/a.js": "x;", "web/main.js": "import 'parts/a'; import 'parts/b';"},
        [],
        ["parts"],
    ),
    "an example without a manifest borrows": (
        {"package.json": package(name="me"), "examples/x.js": "import 'redis';", "examples/own/package.json": package(name="own"),
         "examples/own/x.js": "import 'pg';"},
        [],
        ["pg"],
    ),
    "documents import": (
        {"package.json": package(deps="ok"), "q.graphql": '#import "ok/a.graphql"\n#import "@s/no/b.graphql"\n'},
        [],
        ["@s/no"],
    ),
    "a driver is named in a literal, an environment in a comment": (
        {
            "package.json": package(deps="pg idle", dev="jest-environment-jsdom"),
            "x.js": "connect({ client: 'pg' });",
            "x.test.js": "/** @jest-environment jsdom */",
        },
        ["idle"],
        [],
    ),
    "hooks run programs": (
        {"package.json": package(dev="lint-staged @commitlint/cli"), ".husky/pre-commit": "npx lint-staged\nnpx commitlint --edit $1\n"},
        [],
        [],
    ),
    "twice declared": (
        {"package.json": package(deps="a", dev="a"), "x.js": "import 'a';"},
        ["a"],
        [],
    ),
    "the root serves its members, and members serve each other": (
        {
            "package.json": json.dumps({"private": True, "workspaces": ["p/*"], "dependencies": {"shared": "*", "idle": "*"}}),
            "p/a/package.json": json.dumps({"name": "@w/a", "dependencies": {"@w/b": "workspace:*"}}),
            "p/a/x.js": "import 'shared'; import '@w/b';",
            "p/b/package.json": json.dumps({"name": "@w/b"}),
            "p/b/index.js": "import '@w/a'; export default 1;",
        },
        ["idle"],
        ["@w/a"],
    ),
    "a package.json that only sets the kind of modules is no package": (
        {"package.json": package(deps="a"), "esm/package.json": '{"type": "module"}', "esm/x.js": "import 'a'; import 'b';"},
        [],
        ["b"],
    ),
    "modules that a generator makes up": (
        {"package.json": package(deps="@docusaurus/core"), "x.js": "import '@docusaurus/core'; import Link from '@docusaurus/Link'; import '@theme/Layout';"},
        [],
        [],
    ),
    "what the project excepts itself": (
        {"package.json": package(deps="a @s/b c"), "knip.json": '{"ignoreDependencies": ["a", "@s/*"]}'},
        ["c"],
        [],
    ),
    "what the project excepts in code": (
        {
            "package.json": package(deps="a @s/b c"),
            "knip.ts": "export default { ignoreDependencies: ['a', /^@s\\/.+/, /^missing-.*/] };\n",
            "x.ts": "import 'missing-x';\nimport 'other';",
        },
        ["c"],
        ["other"],
    ),
    "an alias of knip.json is no package": (
        {"package.json": package(), "knip.json": '{"paths": {"lib/*": ["./src/*"]}}', "x.ts": "import 'lib/button';"},
        [],
        [],
    ),
    "an alias of tsconfig.json is no package": (
        {
            "package.json": package(),
            "tsconfig.json": '{"compilerOptions": {"paths": {"@ui/*": ["./nowhere/*"]}}}',
            "x.ts": "import '@ui/button';",
        },
        [],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NPM)
def test_npm(tmp_path: Path, case: str) -> None:
    files, unused, undeclared = NPM[case]
    answer = ask(tmp_path, files)
    assert (names(answer, "unused"), names(answer, "undeclared")) == (unused, undeclared)


def pyproject(dependencies: list[str], more: str = "") -> str:
    """A pyproject.toml."""
    return f'[project]\nname = "shop"\nversion = "1"\ndependencies = {json.dumps(dependencies)}\n{more}'


PYPI = {
    "an installed application of Django": (
        {"requirements.txt": "django\ndjango-compressor\ndjango-idle\n", "site_/settings.py": "import django\nINSTALLED_APPS = ['compressor']\n"},
        ["django-idle"],
        [],
    ),
    "what generated modules need, and parts of a toolkit": (
        {
            "pyproject.toml": pyproject(["protobuf", "pyqt6", "pyqt6-webengine", "idle-thing"]),
            "shop/__init__.py": "",
            "shop/a.py": "from shop import orders_pb2\nfrom PyQt6.QtWebEngineCore import QWebEnginePage\n",
        },
        ["idle-thing"],
        [],
    ),
    "an import uses, under the name of the module": (
        {"pyproject.toml": pyproject(["PyYAML", "Pillow", "attrs", "idle-thing"]), "shop/a.py": "import yaml\nfrom PIL import Image\nimport attr\n"},
        ["idle-thing"],
        [],
    ),
    "names alike where nothing else ties them": (
        {
            "pyproject.toml": pyproject(["pybars3", "django-phonenumber-field", "phonenumberslite", "python-json-logger", "idle-thing"]),
            "shop/a.py": "import pybars\nimport phonenumber_field.modelfields\nimport phonenumbers\nimport pythonjsonlogger\nimport other\n",
        },
        ["idle-thing"],
        ["other"],
    ),
    "parts of a namespace are not told apart": (
        {"pyproject.toml": pyproject(["google-cloud-storage", "google-cloud-pubsub"]), "shop/a.py": "from google.cloud import pubsub_v1\n"},
        [],
        [],
    ),
    "a namespace package": (
        {"pyproject.toml": pyproject(["google-cloud-storage", "protobuf"]), "shop/a.py": "from google.cloud import storage\nimport google.protobuf\n"},
        [],
        [],
    ),
    "missing, but for the standard library, what is tried and the workspace itself": (
        {
            "pyproject.toml": pyproject([]),
            "shop/__init__.py": "",
            "shop/a.py": "import os\nimport httpx\nimport shop\ntry:\n    import rich\nexcept ImportError:\n    rich = None\n",
        },
        [],
        ["httpx"],
    ),
    "tools in runtime dependencies are judged, in groups they are not": (
        {"pyproject.toml": pyproject(["isort"], '[dependency-groups]\ndev = ["ruff", "pytest"]\n'), "shop/a.py": ""},
        ["isort"],
        [],
    ),
    "a workflow runs it": (
        {
            "requirements.txt": "codespell\nidle\n",
            "a.py": "",
            ".github/workflows/spell.yml": "jobs:\n  a:\n    steps:\n      - run: codespell --quiet\n",
        },
        ["idle"],
        [],
    ),
    "extras for developers hold tools that something must show": (
        {
            "pyproject.toml": pyproject([], '[project.optional-dependencies]\ndev = ["mypy", "black", "ipython"]\ntest = ["pytest"]\n[tool.black]\n'),
            "shop/a.py": "",
        },
        ["mypy", "pytest"],
        [],
    ),
    "what installers bring along": (
        {"setup.py": "from setuptools import setup\nsetup(name='shop', version='1')\n", "shop/a.py": ""},
        [],
        [],
    ),
    "a template's text imports nothing": (
        {
            "pyproject.toml": pyproject([]),
            "shop/a.py": "",
            "{{ cookiecutter.name }}/pyproject.toml": '[project]\nname = "{{ cookiecutter.name }}"\ndependencies = ["loguru"]\n',
            "{{ cookiecutter.name }}/a.py": "import typer\n",
        },
        [],
        [],
    ),
    "a command runs it": (
        {"pyproject.toml": pyproject(["gunicorn", "idle"]), "Procfile": "web: gunicorn shop.wsgi\n", "shop/a.py": ""},
        ["idle"],
        [],
    ),
    "settings name it": (
        {"pyproject.toml": pyproject(["django", "django-filter"]), "shop/settings.py": "import django\nINSTALLED_APPS = ['django_filters']\n"},
        [],
        [],
    ),
    "a driver is loaded by its user": (
        {"pyproject.toml": pyproject(["sqlalchemy", "psycopg2-binary"]), "shop/a.py": "import sqlalchemy\n"},
        [],
        [],
    ),
    "a notebook imports": (
        {
            "pyproject.toml": pyproject(["arrow"]),
            "n.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": ["import arrow\n", "import polars as pl"]}]}),
        },
        [],
        ["polars"],
    ),
    "compiled requirements are no declarations": (
        {
            "requirements.in": "click\n",
            "requirements.txt": "# This file is autogenerated by pip-compile with Python 3.12\nclick==8.1\n    # via -r requirements.in\nidna==3\n    # via x\n",
            "app.py": "import click\nimport idna\n",
        },
        [],
        [],
    ),
    "requirements in a folder serve the code beside it": (
        {"requirements/base.txt": "click\nidle\n", "shop/__init__.py": "import click\n"},
        ["idle"],
        [],
    ),
    "an example folder depends on the workspace itself": (
        {
            "pyproject.toml": pyproject([]),
            "src/shop/__init__.py": "",
            "examples/one/pyproject.toml": '[project]\nname = "one"\ndependencies = ["shop"]\n',
            "examples/one/app.py": "import shop\n",
        },
        [],
        [],
    ),
    "types of the checker are not installed": (
        {"pyproject.toml": pyproject([]), "shop/a.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from _typeshed import StrPath\n"},
        [],
        [],
    ),
    "a module beside the script": (
        {"pyproject.toml": pyproject([]), "worker/a.py": "import helper\n", "worker/helper.py": ""},
        [],
        [],
    ),
    "what the project excepts itself": (
        {
            "pyproject.toml": pyproject(["a-plugin"], '[tool.deptry.per_rule_ignores]\nDEP002 = ["a_plugin"]\nDEP001 = ["made"]\n'),
            "shop/a.py": "import made\n",
        },
        [],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PYPI)
def test_pypi(tmp_path: Path, case: str) -> None:
    files, unused, undeclared = PYPI[case]
    answer = ask(tmp_path, files)
    assert (names(answer, "unused"), names(answer, "undeclared")) == (unused, undeclared)


GO: dict[str, tuple[dict[str, str], list[str], list[str]]] = {
    "imports below a requirement use it": (
        {"go.mod": "module x.y/z\nrequire (\n\ta.b/c v1.0.0\n\ta.b/idle v1.0.0\n\ta.b/far v1.0.0 // indirect\n)\n", "m.go": 'package m\n\nimport (\n\t"fmt"\n\t"a.b/c/sub"\n\t"x.y/z/own"\n)\n', "own/o.go": "package own\n"},
        ["a.b/idle"],
        [],
    ),
    "tools are used": (
        {"go.mod": "module x.y/z\n\ntool a.b/c/cmd/gen\n\nrequire a.b/c v1.0.0\n", "m.go": "package m\n"},
        [],
        [],
    ),
    "a module of the workspace itself is no one's dependency": (
        {
            "go.mod": "module x.y/z\nrequire x.y/z/part v0.0.0\nreplace x.y/z/part => ./part\n",
            "m.go": 'package m\n\nimport "x.y/z/part"\n',
            "part/go.mod": "module x.y/z/part\n",
            "part/p.go": "package part\n",
        },
        [],
        [],
    ),
    "a replaced module is imported under its old name": (
        {"go.mod": "module x.y/z\nrequire a.b/old v1.0.0\nreplace a.b/old => c.d/new v1.1.0\n", "m.go": 'package m\n\nimport "a.b/old/sub"\n'},
        [],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GO)
def test_go(tmp_path: Path, case: str) -> None:
    files, unused, undeclared = GO[case]
    answer = ask(tmp_path, files)
    assert (names(answer, "unused"), names(answer, "undeclared")) == (unused, undeclared)


def test_an_import_without_requirement_is_missing_in_go(tmp_path: Path) -> None:
    answer = ask(tmp_path, {"go.mod": "module x.y/z\n", "m.go": 'package m\n\nimport "a.b/c"\n'})
    assert answer["undeclared"] == [{"name": "a.b/c", "package": ".", "imported_by": [{"path": "m.go", "line": 3}]}]


def test_claims_carry_their_places(tmp_path: Path) -> None:
    answer = ask(tmp_path, {"package.json": '{\n "dependencies": {\n  "a": "1"\n }\n}', "x.js": "\nimport 'b';\n"})
    assert answer["unused"] == [
        {"name": "a", "package": ".", "manifest": "package.json", "line": 3, "scope": "runtime", "confidence": 0.9}
    ]
    assert answer["undeclared"] == [{"name": "b", "package": ".", "imported_by": [{"path": "x.js", "line": 2}]}]


def test_conflicts_name_each_version_once(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            f"{name}/package.json": json.dumps({"name": name, "dependencies": {"a": version, "b": "1"}})
            for name, version in (("one", "^1"), ("three", "^2"), ("two", "^1"))
        },
    )
    assert [(item["name"], [place["constraint"] for place in item["versions"]]) for item in answer["conflicts"]] == [
        ("a", ["^1", "^2"])
    ]


def test_go_modules_match_the_longest_prefix_and_replaced_names(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "go.mod": "module x\nrequire (\n\tgithub.com/a/b v1.0.0\n\tgithub.com/a/b/v2 v2.0.0\n)\n",
            "main.go": 'package main\n\nimport "github.com/a/b/v2/sub"\n',
        },
    )
    assert {row["name"]: row["used_by"] for row in answer["dependencies"]} == {
        "github.com/a/b": 0,
        "github.com/a/b/v2": 1,
    }


def test_a_vendored_lockfile_that_is_the_whole_workspace_is_read(tmp_path: Path) -> None:
    answer = ask(tmp_path, {"vendor/modules.txt": "# github.com/a/b v1.2.3\n## explicit\ngithub.com/a/b\n"})
    assert [(row["name"], row["resolved"]) for row in answer["dependencies"]] == [("github.com/a/b", "v1.2.3")]


def test_the_default_answer_is_small_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    many = " ".join(f"a-rather-long-package-name-{number:03}" for number in range(300))
    workspace = Workspace(write(tmp_path, {"package.json": package(deps=many)}))
    answer = workspace.deps()
    assert len(json.dumps(answer)) < 10_000
    assert answer["total"] == 300
    assert answer["truncated"]
    assert answer["coverage"].startswith("cut to the first: unused ")
    assert len(workspace.deps(limit=0)["unused"]) == 300


CLIENTS = {
    "the environment names it": ({"PIP_INDEX_URL": "https://a.invalid/simple/"}, {}, {"pypi": "https://a.invalid/simple"}),
    "pip's file": ({}, {".config/pip/pip.conf": "[global]\nindex-url = https://b.invalid/s\n"}, {"pypi": "https://b.invalid/s"}),
    "npm's file": ({}, {".npmrc": "a=b\nregistry = https://c.invalid/\n"}, {"npm": "https://c.invalid"}),
    "not an address of the web": ({"NPM_CONFIG_REGISTRY": "file:///etc"}, {}, {}),
    "nothing": ({}, {}, {}),
}  # fmt: skip


@pytest.mark.parametrize("case", CLIENTS)
def test_registries_come_from_the_users_clients(tmp_path: Path, case: str) -> None:
    environment, files, expected = CLIENTS[case]
    assert registries(environment, write(tmp_path, files)) == expected


class Registry(BaseHTTPRequestHandler):
    """A registry that knows one package."""

    def do_GET(self) -> None:
        known = self.path == "/known/latest"
        self.send_response(200 if known else 404)
        self.end_headers()
        self.wfile.write(b'{"version": "2.0.0"}' if known else b"")

    def log_message(self, *args: object) -> None:
        """Says nothing."""


ROWS = [{"name": name, "ecosystem": "npm", "direct": True} for name in ("known", "unknown")]


def test_versions_are_asked_of_the_registry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    server = HTTPServer(("127.0.0.1", 0), Registry)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", f"http://127.0.0.1:{server.server_port}")
    rows: Any = [dict(row) for row in ROWS]
    try:
        assert check(rows) == "1 of 2 answered by the registries"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert [row["latest"] for row in rows] == ["2.0.0", None]


def test_offline_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "http://127.0.0.1:9")
    rows: Any = [dict(row) for row in ROWS]
    assert check(rows) == "offline: no registry answered; versions are not checked"


def test_without_a_registry_nothing_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "NPM_CONFIG_REGISTRY", "npm_config_registry"):
        monkeypatch.delenv(name, raising=False)
    rows: Any = [dict(row) for row in ROWS]
    assert check(rows).startswith("not checked: no registry is configured")
    assert rows == ROWS


def test_who_uses_a_dependency_is_not_known_where_code_is_not_read(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "mix.exs": 'defmodule X.MixProject do\n  defp deps do\n    [{:plug, "~> 1.0"}]\n  end\nend\n',
            "lib/x.ex": "defmodule X do\nend\n",
            "Dockerfile": "FROM alpine:3.20\n",
            "package.json": package(deps="a"),
            "index.js": "1;\n",
        },
    )
    used = {row["name"]: row["used_by"] for row in answer["dependencies"]}
    assert (used["plug"], used["alpine"], used["a"]) == (None, None, 0)


def test_a_silent_registry_is_asked_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "http://127.0.0.1:9")
    monkeypatch.setenv("HOME", str(tmp_path))
    silent: set[str] = {"npm"}
    assert _latest("npm", {"npm": "http://127.0.0.1:9"}, "a", silent) is None
    silent.clear()
    assert _latest("npm", {"npm": "http://127.0.0.1:9"}, "a", silent) is None
    assert silent == {"npm"}


def test_requirements_that_a_windows_shell_wrote(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_bytes("attrs==20.3.0\r\n".encode("utf-16"))
    [row] = Workspace(tmp_path).deps()["dependencies"]
    assert (row["name"], row["resolved"]) == ("attrs", "20.3.0")


LOCKED = {
    "package-lock.json": '{"lockfileVersion": 3, "packages": {"": {}, "node_modules/host": {"version": "1.0.0", "peerDependencies": {"peer": "1", "maybe": "1"},'
    ' "peerDependenciesMeta": {"maybe": {"optional": true}}}}}',
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n\npackages:\n\n  host@1.0.0:\n    resolution: {integrity: x}\n    peerDependencies:\n      maybe: '1'\n"
    "      peer: '1'\n    peerDependenciesMeta:\n      maybe:\n        optional: true\n\n  other@1.0.0:\n    resolution: {integrity: y}\n",
    "yarn.lock": '__metadata:\n  version: 8\n\n"host@npm:^1":\n  version: 1.0.0\n  resolution: "host@npm:1.0.0"\n  peerDependencies:\n    maybe: "1"\n    peer: "1"\n'
    "  peerDependenciesMeta:\n    maybe:\n      optional: true\n  languageName: node\n",
    "bun.lock": '{\n  "lockfileVersion": 1,\n  "packages": {\n    "host": ["host@1.0.0", "", { "peerDependencies": { "maybe": "1", "peer": "1" },'
    ' "optionalPeers": ["maybe"] }, "sha512-x"],\n  }\n}\n',
}


@pytest.mark.parametrize("lockfile", LOCKED)
def test_a_peer_that_a_lockfile_tells_is_used(tmp_path: Path, lockfile: str) -> None:
    files = {"package.json": package(deps="host peer maybe"), "index.js": "import 'host'\n", lockfile: LOCKED[lockfile]}
    assert [row["name"] for row in ask(tmp_path, files)["unused"]] == ["maybe"]


def test_plugins_that_a_tool_finds_by_their_names(tmp_path: Path) -> None:
    files = {
        "package.json": package(deps="hexo hexo-server left-pad css-a css-b", scripts={"build": "hexo generate"}),
        "src/index.js": "import styles from '!css-a!css-b?modules!./x.css'\n",
        "src/x.css": "a {}\n",
    }
    assert [row["name"] for row in ask(tmp_path, files)["unused"]] == ["left-pad"]


def test_a_server_beside_its_web_framework_is_used(tmp_path: Path) -> None:
    files = {"requirements.txt": "flask\ngunicorn\nsix\n", "app.py": "from flask import Flask\napp = Flask(__name__)\n"}
    assert [row["name"] for row in ask(tmp_path, files)["unused"]] == ["six"]
