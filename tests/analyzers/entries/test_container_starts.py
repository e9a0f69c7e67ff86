"""What containers start: through the files that are copied into them, and through scripts to the program that those run."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

GO = {"go.mod": "module x.org/shop\n\ngo 1.22\n", "main.go": "package main\n\nfunc main() {}\n"}

CASES = {
    "a script that ends in the server": (
        {
            "Dockerfile": 'FROM python\nWORKDIR /code\nCOPY docker/start.sh ./\nENTRYPOINT ["/code/start.sh"]\n',
            "docker/start.sh": "#!/bin/sh\npython migrate.py\nexec gunicorn shop.wsgi:app\n",
            "shop/wsgi.py": "app = 1\n",
        },
        [("ENTRYPOINT", "shop/wsgi.py", "/code/start.sh")],
    ),
    "a script that passes on what it is given": (
        {
            **GO,
            "scripts/Dockerfile": "FROM golang AS made\nCOPY . /src\nFROM alpine\nCOPY --from=made /src/shop /usr/local/shop/shop\n"
            "COPY --from=made --chmod=755 /src/scripts/enter.sh /usr/local/shop/enter.sh\n"
            'ENTRYPOINT ["/usr/local/shop/enter.sh", "/usr/local/shop/shop"]\n',
            "scripts/enter.sh": '#!/bin/sh\nif true; then\n  exec su-exec 1:1 "$0" "$@"\nfi\nexec "$@"\n',
        },
        [("ENTRYPOINT", "main.go", "/usr/local/shop/enter.sh /usr/local/shop/shop")],
    ),
    "a program of a name that only its build knows, and its arguments": (
        {
            **GO,
            "Dockerfile": 'FROM golang AS made\nCOPY . .\nFROM alpine\nCOPY --from=made /go/pot-* /pot\nENTRYPOINT ["/pot"]\nCMD ["--port", "80"]\n',
        },
        [("ENTRYPOINT", "main.go", "/pot --port 80")],
    ),
    "a package that the build names": (
        {
            "backend/go.mod": "module x.org/shop\n\ngo 1.22\n",
            "backend/app/main.go": "package main\n\nfunc main() {}\n",
            "backend/tools/main.go": "package main\n\nfunc main() {}\n",
            "Dockerfile": "FROM golang AS made\nADD backend /build/backend\nWORKDIR /build/backend\nRUN \\\n    go version && \\\n"
            '    go build -o pots -ldflags "-s -w" ./app\nFROM alpine\nCOPY --from=made /build/backend/pots /srv/pots\nCMD ["/srv/pots", "serve"]\n',
        },
        [("CMD", "backend/app/main.go", "/srv/pots serve")],
    ),
    "a shell that starts the program in the end": (
        {
            "package.json": '{"name": "pots", "bin": {"pots": "bin/pots.js"}}',
            "bin/pots.js": "#!/usr/bin/env node\nstart();\n",
            "Dockerfile": 'FROM node\nCOPY . .\nCMD ["sh", "-c", "sleep 3; pots start --port $PORT"]\n',
        },
        [("CMD", "bin/pots.js", "sh -c 'sleep 3; pots start --port $PORT'")],
    ),
    "an image of others": (
        {"compose.yml": "services:\n  files:\n    image: minio/minio\n    command: server /data\n"},
        [],
    ),
    "an image that the workspace makes": (
        {
            "package.json": '{"name": "shop"}',
            "compose.yml": "services:\n  front:\n    image: acme/shop:1\n    command: shop serve\n  api:\n    build: .\n    command: ./api\n",
        },
        [("api", "", "./api"), ("front", "", "shop serve")],
    ),
    "a program that Cargo finds by its place": (
        {
            "Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n',
            "src/lib.rs": "pub fn brew() {}\n",
            "src/bin/shop-api/main.rs": "fn main() {}\n",
            "Procfile": "web: ./target/release/shop-api serve\nbackground_worker: ./target/release/shop-api work\n",
        },
        [("web", "src/bin/shop-api/main.rs", "./target/release/shop-api serve")],
    ),
    "a script of which nothing is known": (
        {
            "Dockerfile": 'FROM x\nCOPY . /app\nCMD ["/app/run.sh"]\n',
            "run.sh": "#!/bin/sh\nexec other --x\n",
        },
        [("CMD", "run.sh", "/app/run.sh")],
    ),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_containers(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    answer = Workspace(write(tmp_path, {"a/.keep": "", **files})).entry_points(kind="container")
    assert (
        sorted((entry["name"], entry["path"], entry["command"] or "") for entry in answer["entry_points"]) == expected
    )


def test_the_script_between_is_evidence(tmp_path: Path) -> None:
    files = CASES["a script that ends in the server"][0]
    answer = Workspace(write(tmp_path, files)).entry_points(kind="container")
    assert answer["entry_points"][0]["evidence"] == [
        {"path": "Dockerfile", "line": 4},
        {"path": "docker/start.sh", "line": 3},
    ]
    assert (answer["entry_points"][0]["symbol"], answer["entry_points"][0]["line"]) == ("app", 1)


def test_workers_and_applications_that_commands_name(tmp_path: Path) -> None:
    files = {
        "shop/main.py": "from shop.made import make\n\napp = make()\n",
        "shop/made.py": "from fastapi import FastAPI\n\n\ndef make() -> FastAPI:\n    made = FastAPI()\n    return made\n",
        "shop/jobs.py": "class WorkerSettings:\n    functions = []\n",
        "compose.yml": "services:\n  web:\n    build: .\n    command: uvicorn shop.main:app\n"
        "  worker:\n    build: .\n    command: arq shop.jobs.WorkerSettings\n",
    }
    answer = Workspace(write(tmp_path, files)).entry_points()
    found = {(entry["kind"], entry["name"], entry["path"], entry["line"]) for entry in answer["entry_points"]}
    assert ("web", "app", "shop/main.py", 3) in found
    assert ("worker", "worker", "shop/jobs.py", 1) in found
