"""Whatever happens to a workspace, the refreshed index holds what one built from nothing holds: row by row."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from groundplan import Workspace
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.workspaces import commit_all, dump, git

PATHS = (
    "app/__init__.py", "app/a.py", "app/b.py", "src/app/a.py", "lib/b.py", "web/index.ts", "web/util.ts", "web/util.js", "web/deep/index.tsx",
    "web/App.vue", "go/main.go", "go/pkg/x.go", "tests/test_a.py", "tests/click/__init__.py", "examples/click/run.py",
)  # fmt: skip
TEXTS = (
    "from . import b\nfrom .a import run\n\n\ndef run():\n    return b\n",
    "import app.a\nfrom app import b as other\n\n\nclass A(other.B):\n    def go(self):\n        return app.a.run()\n",
    "import { run } from './util'\nexport * from './deep'\nexport const a = () => run()\n",
    "import x from '@/util'\nexport default function run() { return x }\n",
    "<script setup lang=\"ts\">\nimport { run } from './util'\n</script>\n<template><p/></template>\n",
    'package main\n\nimport "example.org/m/pkg"\n\nfunc main() { pkg.X() }\n',
    "package pkg\n\nfunc X() int { return 1 }\n",
    "import click\nfrom click.core import x\nimport ns.b\n",
    "import { a } from 'web'\nimport b from 'web/deep'\nimport c from '#own'\nimport d from '~/util'\n",
    "def broken(:\n",
    "",
    "x = 1\n\x00",
)
MANIFESTS = {
    "pyproject.toml": (
        '[project]\nname = "app"\ndependencies = ["requests>=2"]\n',
        '[project]\nname = "app"\n[tool.setuptools.package-dir]\napp = "lib"\n',
        "[broken\n",
    ),
    "package.json": (
        '{"name": "web", "dependencies": {"react": "^18"}}',
        '{"name": "web", "workspaces": ["web"]}',
        '{"name": "web", "exports": {".": "./index.ts", "./deep": "./deep/index.js"}, "imports": {"#own": "./util.js"}}',
        "{",
    ),
    "tsconfig.json": (
        '{"compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["web/*"]}}}',
        '{"compilerOptions": {"paths": {"@/*": ["web/deep/*"]}}}',
        '{"extends": "./tsconfig.base.json"}',
        '{"extends": "web/tsconfig.base.json", "compilerOptions": {"baseUrl": "deep"}}',
        "{}",
    ),
    "tsconfig.base.json": ('{"compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["*"]}}}', "null", "{"),
    "vite.config.ts": (
        "export default { resolve: { alias: { '~': '/web' } } }\n",
        "export default { alias: { '~': './deep' } }\n",
        "",
    ),
    "pnpm-workspace.yaml": ("packages: ['web', 'lib']\n", "packages: ['.']\n", "a: [\n"),
    "requirements.txt": ("click>=8\n", "-r other.txt\n", ""),
    "setup.py": (
        "from setuptools import setup\nsetup(name='app', package_dir={'': 'src'})\n",
        "setup(install_requires=['click'])\n",
        "(",
    ),
    "groundplan.toml": ('exclude = ["web/deep/"]\n', "max_file_bytes = 30\n", "exclude = 3\n"),
    ".groundplanignore": ("app/b.py\n", "*.ts\n", ""),
    "go.mod": ("module example.org/m\n", "module example.org/other\n", ""),
    ".gitignore": ("lib/\n", "*.vue\n", ""),
    ".gitattributes": ("web/util.js linguist-generated\n", "app/** linguist-vendored\n", ""),
}
FOLDERS = ("", "web/", "lib/")


class EditedWorkspace(RuleBasedStateMachine):
    """Random edits, adds, deletes, renames, manifests and branch switches, each followed by a refresh."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="incremental-"))
        self.root = self.folder / "w"
        self.root.mkdir()
        commit_all(self.root)
        self.branches = ["main"]
        self.workspace = self.opened()

    def opened(self) -> Workspace:
        return Workspace(self.root)

    @rule(path=st.sampled_from(PATHS), text=st.sampled_from(TEXTS))
    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    @rule(name=st.sampled_from(sorted(MANIFESTS)), folder=st.sampled_from(FOLDERS), version=st.integers(0, 4))
    def configure(self, name: str, folder: str, version: int) -> None:
        versions = MANIFESTS[name]
        self.write(folder + name, versions[version % len(versions)])

    @rule(name=st.sampled_from(sorted(MANIFESTS)), old=st.sampled_from(FOLDERS), new=st.sampled_from(FOLDERS))
    def move(self, name: str, old: str, new: str) -> None:
        self.rename(old + name, new + name)

    @rule(old=st.sampled_from(("app", "web", "web/deep")), new=st.sampled_from(("moved", "src/ns", "app")))
    def move_folder(self, old: str, new: str) -> None:
        if (self.root / old).is_dir() and not (self.root / new).exists():
            (self.root / new).parent.mkdir(parents=True, exist_ok=True)
            (self.root / old).replace(self.root / new)

    @rule(
        path=st.sampled_from(PATHS), name=st.sampled_from(sorted(MANIFESTS)), folder=st.sampled_from((*FOLDERS, None))
    )
    def delete(self, path: str, name: str, folder: str | None) -> None:
        (self.root / (path if folder is None else folder + name)).unlink(missing_ok=True)

    @rule(old=st.sampled_from(PATHS), new=st.sampled_from(PATHS))
    def rename(self, old: str, new: str) -> None:
        if (self.root / old).exists():
            (self.root / new).parent.mkdir(parents=True, exist_ok=True)
            (self.root / old).replace(self.root / new)

    @rule()
    def commit_and_branch(self) -> None:
        commit_all(self.root)
        git(self.root, "checkout", "-q", "-b", f"branch{len(self.branches)}")
        self.branches.append(f"branch{len(self.branches)}")

    @rule(number=st.integers(0, 5))
    def switch(self, number: int) -> None:
        commit_all(self.root)
        git(self.root, "checkout", "-q", self.branches[number % len(self.branches)])

    @invariant()
    def refreshed_equals_rebuilt(self) -> None:
        if not hasattr(self, "workspace"):
            return
        self.workspace.refresh()
        fresh = Workspace(self.root)
        fresh.index_path = self.workspace.index_path.with_name("fresh.db")
        fresh.refresh(full=True)
        assert dump(self.workspace) == dump(fresh)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder, ignore_errors=True)


class WatchedWorkspace(EditedWorkspace):
    """The same in a process that stays and watches instead of looking at every file."""

    def opened(self) -> Workspace:
        return Workspace(self.root, keep=True)

    @rule()
    def rest(self) -> None:
        """Twice nothing happens: watching begins, and is believed."""
        self.workspace._freshness._not_before = 0.0
        self.workspace.refresh()
        self.workspace.refresh()


class RestedWorkspace(EditedWorkspace):
    """The same with pauses, after which a look is noted and git is not asked again for the files."""

    @rule()
    def rest(self) -> None:
        """Nothing happens for longer than a tick of the file system's clock."""
        time.sleep(0.06)
        self.workspace.refresh()


FEW = settings(
    max_examples=12,
    stateful_step_count=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
EditedWorkspace.TestCase.settings = FEW
WatchedWorkspace.TestCase.settings = settings(FEW, max_examples=7)  # the same rules and one more
RestedWorkspace.TestCase.settings = settings(FEW, max_examples=7)
TestEditedWorkspace = EditedWorkspace.TestCase
TestWatchedWorkspace = WatchedWorkspace.TestCase
TestRestedWorkspace = RestedWorkspace.TestCase
