"""deps: what nothing was seen to use, and points to a use all the same, is told apart with its reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .deps_workspaces import ask, names, package

SCRIPTS = {
    "lint": "acmestandard --errors",
    "css": "cd a && lessc --clean-css='--s1' a.less",
    "notes": "changes-log -p acme",
}
LOCK = {
    "lockfileVersion": 3,
    "packages": {
        "": {},
        "node_modules/hooks": {"version": "1.0.0", "hasInstallScript": True},
        "node_modules/native-lib": {"version": "1.0.0", "hasInstallScript": True},
        "node_modules/idle-tool": {"version": "1.0.0", "bin": {"idler": "a.js"}},
        "node_modules/md-of-docs": {"version": "1.0.0", "bin": {"docs2md": "a.js"}},
    },
}
UNSURE = {
    "a program whose name no lock tells": (
        {"package.json": package(dev="acme-standard idle", scripts=SCRIPTS)},
        ["idle"],
        {"acme-standard": "package.json runs acmestandard, which may be its program"},
    ),
    "programs that a lock tells": (
        {"package.json": package(dev="md-of-docs idle-tool", scripts={"a": "docs2md", "b": "idle"}), "package-lock.json": json.dumps(LOCK)},
        ["idle-tool"],
        {},
    ),
    "a script of its own on installation": (
        {"package.json": package(deps="native-lib", dev="hooks"), "package-lock.json": json.dumps(LOCK)},
        ["native-lib"],
        {"hooks": "a script of its own runs when it is installed"},
    ),
    "what is called after it, in its own scope alone": (
        {
            "package.json": package(
                deps="@pop/core @acme/core-admin react-refresh", dev="prettier @v/eslint-config-prettier @p/react-refresh-webpack-plugin"
            ),
            "a.js": "import '@acme/core-admin'\n",
            "webpack.config.js": "module.exports = { plugins: [require('@p/react-refresh-webpack-plugin')] }\n",
            ".eslintrc.json": '{"extends": ["@v/prettier"]}',
        },
        ["@pop/core"],
        {
            "react-refresh": "@p/react-refresh-webpack-plugin, which is used, is called after it, and no lock tells what it expects",
            "prettier": "@v/eslint-config-prettier, which is used, is called after it, and no lock tells what it expects",
        },
    ),
    "a shorthand of a configuration in JavaScript": (
        {
            "package.json": package(dev="remark-toc remark-idle"),
            ".remarkrc.js": "var settings = { plugins: {} }\nsettings.plugins.toc = { tight: true }\nmodule.exports = settings\n",
        },
        ["remark-idle"],
        {"remark-toc": ".remarkrc.js has toc, which may be short for it"},
    ),
    "what a used one is called after, where no lock tells its peers, and paths into what is installed": (
        {
            "package.json": package(dev="opti opti-loader cz-notes @fonts/plain idle", config={"cz": {"path": "./node_modules/cz-notes"}}),
            "css/a.css": "@font-face { src: url('../node_modules/@fonts/plain/a.woff2') }\n",
            "a.js": "import 'opti-loader'\n",
        },
        ["idle"],
        {"opti": "opti-loader, which is used, is called after it, and no lock tells what it expects"},
    ),
    "the configuration of a sibling says nothing": (
        {
            "package.json": package(name="root", private=True, workspaces=["packages/*"]),
            "packages/a/package.json": package(name="a", dev="remark-toc"),
            "packages/a/a.js": "export {}\n",
            "packages/b/package.json": package(name="b"),
            "packages/b/.remarkrc.js": "module.exports = { plugins: { toc: {} } }\n",
        },
        ["remark-toc"],
        {},
    ),
    "types of a global": (
        {"package.json": package(dev="@types/requestidle @types/idle"), "a.ts": "requestIdle\n"},
        ["@types/idle"],
        {"@types/requestidle": "a.ts may use the global that it describes"},
    ),
    "a package without code, and one that another uses without declaring it": (
        {
            "package.json": package(name="root", private=True, workspaces=["packages/*"]),
            "packages/tools/package.json": package(name="tools", deps="signer"),
            "packages/a/package.json": package(name="a", deps="left"),
            "packages/a/a.js": "export {}\n",
            "packages/b/package.json": package(name="b"),
            "packages/b/b.js": "import 'left'\n",
        },
        [],
        {"left": "packages/b/b.js names it, whose package does not declare it"},
    ),
    "modules of another name": (
        {
            "requirements.txt": "py-find-1st\nft-scikit-optimize\nidle\n",
            "a.py": "import skopt\nimport utils_find_1st\n",
        },
        ["idle"],
        {
            "ft-scikit-optimize": "skopt, which is imported and not declared, may be of it",
            "py-find-1st": "utils_find_1st, which is imported and not declared, may be of it",
        },
    ),
    "a module of another name that settings name": (
        {
            "requirements.txt": "django\ndjango-basic-auth-ip-pass\nidle\n",
            "shop/settings.py": "INSTALLED_APPS = ['shop']\nMIDDLEWARE = ['django.middleware.M', 'shop.M', 'baip.middleware.Guard']\n",
        },
        ["idle"],
        {"django-basic-auth-ip-pass": "baip, which is named in settings and not declared, may be of it"},
    ),
    "a text that has the name, and one that leads into a module": (
        {
            "requirements.txt": "acme-theme\ncelery\ncelery-bluebeat\nidle\n",
            "Procfile": "beat: celery -A app beat -S bluebeat.Scheduler\n",
            "dev/environment": "THEME=acme_theme.pages\n",
            "a.py": "import celery\n",
        },
        ["idle"],
        {"acme-theme": "dev/environment has acme_theme", "celery-bluebeat": "Procfile has bluebeat.Scheduler"},
    ),
    "a list that is called after one of its distributions, and a module that is the last word of one": (
        {
            "requirements/ipython.txt": "ipython\nparso\n",
            "requirements/main.txt": "matrix-nio\npython-redpot\nrobotframework-potlibrary\nidle\n",
            "a.py": "import nio\nimport redpotlib\n",
        },
        ["idle"],
        {
            "matrix-nio": "nio, which is imported and not declared, may be of it",
            "python-redpot": "redpotlib, which is imported and not declared, may be of it",
            "parso": "requirements/ipython.txt is called after ipython, which may need it",
        },
    ),
    "a list of a whole environment": (
        {"requirements.txt": "".join(f"need{number}==1\n" for number in range(15)), "a.py": "import need1\nimport need2\n"},
        [],
        {
            f"need{number}": "requirements.txt pins every version, and 13 of its 15 have no use to be seen: others may need it"
            for number in range(15)
            if number not in {1, 2}
        },
    ),
    "names in configuration of any form": (
        {
            "package.json": package(dev="mocha-junit-acme @babel/runtime-corejs3 idle-tool"),
            "build/reporters.json": '{"enabled": "spec, mocha-junit-acme"}',
            "babel.config.js": "module.exports = { presets: [['@babel/env', { corejs: 3 }]] }\n",
            "README.md": "We once had idle-tool.\n",
        },
        ["idle-tool"],
        {
            "@babel/runtime-corejs3": "babel.config.js has corejs: 3, which may be short for it",
            "mocha-junit-acme": "build/reporters.json has its name",
        },
    ),
    "the core of what is configured further out": (
        {
            "package.json": package(dev="@babel/core idle"),
            "babel.config.json": "{}",
            "a/package.json": package(name="a", dev="@babel/core"),
            "a/a.js": "export {}\n",
        },
        ["@babel/core", "idle"],
        {"@babel/core": "babel.config.json configures babel"},
    ),
    "types of what another package of the workspace imports": (
        {
            "package.json": package(name="root", deps="sockets"),
            "a.ts": "import 'sockets'\n",
            "check/package.json": package(name="check", dev="@types/sockets"),
            "check/a.ts": "export {}\n",
        },
        [],
        {"@types/sockets": "code of the workspace imports sockets, which it types"},
    ),
    "a crate that others need, for its features": (
        {
            "Cargo.toml": '[package]\nname = "a"\nversion = "1.0.0"\n\n[dependencies]\nhost = "1"\nidle = "1"\ntracing = { version = "0.1", features = ["log"] }\n',
            "Cargo.lock": '[[package]]\nname = "a"\nversion = "1.0.0"\ndependencies = ["host", "idle", "tracing"]\n\n[[package]]\nname = "host"\n'
            'version = "1.0.0"\ndependencies = ["tracing"]\n\n[[package]]\nname = "idle"\nversion = "1.0.0"\n\n[[package]]\nname = "tracing"\nversion = "0.1.0"\n',
            "src/main.rs": "fn main() { host::run() }\n",
        },
        ["idle"],
        {"tracing": "others need it too, and it is built with the features that are asked for here"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSURE)
def test_unsure(tmp_path: Path, case: str) -> None:
    files, unused, unsure = UNSURE[case]
    answer = ask(tmp_path, files)
    assert names(answer, "unused") == unused
    assert {row["name"]: row["doubt"] for row in answer.get("unsure", ())} == unsure


def test_what_need_not_be_there_is_not_missing(tmp_path: Path) -> None:
    files = {
        "package.json": package(name="root", deps="idle"),
        "a.test.ts": "vi.mock('plugin-example', () => ({}))\nawait import('plugin-example')\nimport 'left-pad'\n",
        "templates/app/a.ts": "import 'of-the-other-project'\n",
        ".github/actions/title.mjs": "import '@actions/core'\n",
        "media/package.json": package(name="media", dev="idle"),
        "media/a.js": "import 'root'\n",
    }
    assert names(ask(tmp_path, files), "undeclared") == ["left-pad"]


def test_configuration_of_exceptions_in_a_hidden_folder(tmp_path: Path) -> None:
    files = {
        "package.json": package(dev="kept idle"),
        ".config/knip.json": '{"ignoreDependencies": ["kept"]}',
        "a.js": "export {}\n",
    }
    assert names(ask(tmp_path, files), "unused") == ["idle"]


def test_what_another_lockfile_installs_for_another_part_is_none_of_its_uses(tmp_path: Path) -> None:
    files = {
        "api/package.json": package(name="api", deps="left right"),
        "api/package-lock.json": "{}",
        "api/a.js": "import 'right'\n",
        "web/package.json": package(name="web"),
        "web/package-lock.json": "{}",
        "web/b.js": "import 'left'\n",
    }
    answer = ask(tmp_path, files)
    assert (names(answer, "unused"), names(answer, "undeclared"), answer.get("unsure", [])) == (["left"], ["left"], [])
