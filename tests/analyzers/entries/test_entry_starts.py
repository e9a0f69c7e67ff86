"""entry_points: what containers, scripts and commands start, led to its source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

CASES = {
    "framework's own program": (
        {
            "package.json": '{"name": "a", "private": true, "scripts": {"start": "next start", "watch": "tsc -w"}, "dependencies": {"next": "15.0.0"}}',
            "src/app/layout.tsx": "export default function Layout() {}\n",
        },
        [("script", "start", "src/app/layout.tsx")],
    ),
    "what a watcher is told to run": (
        {
            "package.json": '{"name": "a", "private": true, "scripts": {"dev": "nodemon --watch src --exec \\"vite-node src/dev.ts\\""}}',
            "src/dev.ts": "start()\n",
        },
        [("script", "dev", "src/dev.ts")],
    ),
    "a task of Rails": (
        {
            "Gemfile": 'gem "rails"\n',
            "Procfile": "web: bundle exec rails server\nrelease: bundle exec rails db:migrate\n",
            "config.ru": "run Rails.application\n",
            "config/environment.rb": "Rails.application.initialize!\n",
        },
        [("container", "web", "config.ru"), ("web", "Rails.application", "config.ru"), ("container", "release", "")],
    ),
    "a script that only builds on each change": (
        {
            "requirements.txt": "flask\n",
            "theme/package.json": '{"name": "theme", "scripts": {"dev": "vite build --watch --mode=development"}}',
            "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
        },
        [("web", "app", "app.py")],
    ),
    "an application that a factory makes": (
        {
            "requirements.txt": "flask\n",
            "shop/__init__.py": "from flask import Flask\n\ndef create_app():\n    app = Flask(__name__)\n    return app\n",
            "wsgi.py": "from shop import create_app\n\nshop = create_app(config='shop.cfg')\n",
            "pots_worker.py": "from shop import create_app\n\nshop = create_app()\n",
        },
        [("web", "shop", "wsgi.py"), ("web", "app", "shop/__init__.py")],
    ),
    "module that the page loads": (
        {
            "package.json": '{"name": "a", "private": true, "scripts": {"dev": "vite"}, "devDependencies": {"vite": "6.0.0"}}',
            "index.html": '<script type="module" src="/client/boot.ts"></script>\n',
            "client/boot.ts": "console.log(1)\n",
        },
        [("script", "dev", "client/boot.ts")],
    ),
    "copied script of a container": (
        {
            "Dockerfile": 'FROM debian\nCOPY docker/start.sh /usr/bin/start.sh\nENTRYPOINT ["/usr/bin/start.sh"]\n',
            "docker/start.sh": "#!/bin/sh\n",
        },
        [("container", "ENTRYPOINT", "docker/start.sh")],
    ),
    "built program of a container": (
        {
            "Dockerfile": 'FROM golang AS b\nRUN go build -o /bin/shop ./cmd/shop\nFROM scratch\nCOPY --from=b /bin/shop /\nENTRYPOINT ["/shop"]\n',
            "go.mod": "module x.org/a\n",
            "cmd/shop/main.go": "package main\n\nfunc main() {}\n",
        },
        [("container", "ENTRYPOINT", "cmd/shop/main.go"), ("main", "main.go", "cmd/shop/main.go")],
    ),
    "copied folder of a container": (
        {
            "tools/Dockerfile": 'FROM debian\nCOPY tools/bin/ /usr/local/bin/\nENTRYPOINT ["/usr/local/bin/start.sh"]\n',
            "tools/bin/start.sh": "#!/bin/sh\n",
        },
        [("container", "ENTRYPOINT", "tools/bin/start.sh")],
    ),
    "library that is built from source to distribution": (
        {
            "package.json": '{"name": "pot", "version": "1.0.0", "main": "./distribution/index.js"}',
            "source/index.ts": "export const pot = 1\n",
        },
        [("library", "pot", "source/index.ts")],
    ),
    "npm start in a container": (
        {
            "Dockerfile": 'FROM node\nCMD ["npm", "run", "serve"]\n',
            "package.json": '{"name": "shop", "private": true, "scripts": {"serve": "node server.js"}}',
            "server.js": "console.log(1)\n",
        },
        [("container", "CMD", "server.js"), ("script", "serve", "server.js")],
    ),
    "archive of a container": (
        {
            "Dockerfile": 'FROM temurin\nENTRYPOINT ["java", "-jar", "/app.jar"]\n',
            "pom.xml": "<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version></project>",
            "src/main/java/g/Shop.java": "package g;\nclass Shop {\n  public static void main(String[] a) {}\n}\n",
        },
        [("container", "ENTRYPOINT", "src/main/java/g/Shop.java")],
    ),
    "container that runs the package's program": (
        {
            "Dockerfile": 'FROM node\nCMD ["shop"]\n',
            "package.json": '{"name": "shop", "private": true, "bin": {"shop": "bin/shop.js"}}',
            "bin/shop.js": "#!/usr/bin/env node\n",
        },
        [("container", "CMD", "bin/shop.js"), ("cli", "shop", "bin/shop.js")],
    ),
    "class that a script starts": (
        {
            "bin/shop-start.sh": '#!/bin/sh\nexec "$(dirname $0)"/run-class.sh shop.Server "$@"\n',
            "bin/shop-audit.sh": '#!/bin/sh\nexec "$(dirname $0)"/run-class.sh shop.AuditKt "$@"\n',
            "core/src/main/kotlin/shop/Audit.kt": "package shop\nfun main(args: Array<String>) {}\n",
            "core/src/main/java/shop/Options.java": "package shop;\npublic class Options {\n  public static void main(String[] a) {}\n}\n",
            "core/src/main/java/shop/Server.java": "package shop;\npublic class Server {\n  public static void main(String[] a) {}\n}\n",
        },
        [("main", path.rpartition("/")[2], f"core/src/main/{path}") for path in ("java/shop/Server.java", "kotlin/shop/Audit.kt", "java/shop/Options.java")],
    ),
    "an assembly in a container": (
        {"work/Dockerfile": 'FROM x\nENTRYPOINT ["dotnet", "Worker.dll"]\n', "work/Worker.csproj": '<Project Sdk="Microsoft.NET.Sdk" />', "work/Program.cs": "var x = 1;\n"},
        [("container", "ENTRYPOINT", "work/Program.cs")],
    ),
    "a program that Cargo builds, copied into a container, behind one that only passes signals": (
        {
            "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\n',
            **{f"crates/{name}/Cargo.toml": f'[package]\nname = "{name}"\n' for name in ("brew", "pot")},
            **{f"crates/{name}/src/main.rs": "fn main() {}\n" for name in ("brew", "pot")},
            "Dockerfile": 'FROM x AS made\nFROM y\nCOPY --from=made /target/release/pot /bin/pot\nENTRYPOINT ["tini", "--"]\nCMD /bin/pot\n',
        },
        [("container", "CMD", "crates/pot/src/main.rs"), ("cli", "pot", "crates/pot/src/main.rs"), ("cli", "brew", "crates/brew/src/main.rs")],
    ),
    "a build that keeps the sources' folders": (
        {
            "package.json": '{"scripts": {"start": "node ./build/server/index.js"}}',
            "server/index.ts": "import './app'\n",
            "server/app.ts": "export {}\n",
        },
        [("script", "start", "server/index.ts")],
    ),
    "scripts that setup.py installs as they are": (
        {
            "api/setup.py": "from setuptools import setup\nsetup(name='pot', version='1', scripts=['bin/pot'])\n",
            "api/bin/pot": "#!/usr/bin/env python3\nprint(1)\n",
        },
        [("cli", "pot", "api/bin/pot")],
    ),
    "scripts that run side by side": (
        {
            "package.json": '{"name": "a", "private": true, "scripts": {"dev": "concurrently npm:watch npm:serve:*", "serve:api": "node api.js"}}',
            "api.js": "console.log(1)\n",
        },
        [("script", "dev", "api.js")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_entry_points(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    answer = Workspace(write(tmp_path, {"a/.keep": "", **files})).entry_points()
    found = [(entry["kind"], entry["name"], entry["path"]) for entry in answer["entry_points"]]
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_a_router_that_another_mounts_starts_nothing(tmp_path: Path) -> None:
    files = {
        "go.mod": "module x\n\nrequire github.com/go-chi/chi/v5 v5.0.0\n",
        "api/api.go": 'package api\n\nimport "github.com/go-chi/chi/v5"\n\nfunc New() *chi.Mux {\n\tr := chi.NewRouter()\n'
        '\tr.Mount("/pots", pots.Router())\n\treturn r\n}\n',
        "pots/pots.go": 'package pots\n\nimport "github.com/go-chi/chi/v5"\n\nfunc Router() *chi.Mux {\n\tr := chi.NewRouter()\n'
        '\tr.Get("/", all)\n\treturn r\n}\n',
    }
    told = Workspace(write(tmp_path, files)).entry_points(kind="web")["entry_points"]
    assert [entry["path"] for entry in told] == ["api/api.go"]


def test_a_tree_that_a_callback_draws_deep_inside_a_part_is_no_application(tmp_path: Path) -> None:
    begun = "import { createRoot } from 'react-dom/client';\n"
    files = {
        "package.json": '{"dependencies": {"react-dom": "19"}}',
        "src/main.jsx": f"{begun}function start(element) {{\n  const root = createRoot(element);\n  root.render(app);\n}}\n",
        "src/drag.jsx": f"{begun}export function Drag() {{\n  use(() => {{\n    drag({{\n      onPreview: () => {{\n        shown({{\n"
        "          render: ({ container }) => {\n            const root = createRoot(container);\n          },\n        });\n      },\n    });\n  });\n}\n",
    }
    told = Workspace(write(tmp_path, files)).entry_points(kind="web")["entry_points"]
    assert [entry["path"] for entry in told] == ["src/main.jsx"]


@pytest.mark.parametrize(
    ("command", "starts"),
    [
        ("tsc -watch -p ./", False),
        ("tsup src/index.ts --watch", False),
        ("rollup -c -w", False),
        ("tsup --watch --onSuccess 'node dist/api.js'", True),
        ("webpack serve --hot", True),
    ],
)
def test_a_script_that_only_translates_starts_nothing(tmp_path: Path, command: str, *, starts: bool) -> None:
    manifest = {"name": "pot", "private": True, "scripts": {"dev": command}}
    found = Workspace(write(tmp_path, {"package.json": json.dumps(manifest)})).entry_points()["entry_points"]
    assert [entry["name"] for entry in found] == ["dev"] * starts
