"""What small workspaces are: examples of servers, services from images, servers that their README introduces late."""

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

GO_SERVER = 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":80", nil) }\n'


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("backend", {"api/go.mod": "module x.org/shop/api\n\ngo 1.22\n\nrequire github.com/go-chi/chi v1.5.0\n", "api/main.go": GO_SERVER}),
        ("backend", {"api/main.go": GO_SERVER, "api/Dockerfile": "FROM golang\nCMD go run main.go\n" * 9}),
        ("backend", {"go.mod": "module x.org/shop\n\ngo 1.22\n", "static.go": "package shop\n", "cmd/server/main.go": GO_SERVER.replace("{", "{\n").replace("}", "\n}")}),
        (
            "backend",
            {
                "README.md": "This README is just a fast start to read.\n\nPot is a data structures server for words.\n",
                "src/pot.c": "int main(void) { bind(1); listen(1, 2); return accept(1); }\n",
            },
        ),
        ("infrastructure", {"README.md": "# Pot\n\nPot and its database.\n", "compose.yaml": "services:\n  db:\n    image: postgres\n"}),
        ("backend", {"main.go": "package main\n\nfunc main() { l.Listen(); l.Accept() }\n", "README.md": "Pot is an extensible server platform.\n"}),
        ("backend", {"build.sbt": 'name := "shop"\n', "project/plugins.sbt": 'addSbtPlugin("org.playframework" % "sbt-plugin" % "3.0.11")\n', "app/A.scala": "class A\n"}),
    ],
    ids=["a framework", "no framework", "a package beside it", "introduced in the second paragraph", "images alone", "a server of Go", "a plugin of sbt"],
)  # fmt: skip
def test_small_servers_and_services_are_told_by_what_starts_them(
    tmp_path: Path, kind: str, files: dict[str, str]
) -> None:
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == kind


def test_an_example_called_as_its_framework_is_a_server(tmp_path: Path) -> None:
    root = write(
        tmp_path / "fastapi",
        {
            "pyproject.toml": '[project]\nname = "fastapi-example"\nversion = "0.1.0"\ndependencies = ["fastapi>=0.110"]\n',
            "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
        },
    )
    assert Workspace(root).detect()["project_type"] == "backend"


def test_the_language_of_the_programs_leads_before_a_larger_dockerfile_and_a_larger_style_sheet(tmp_path: Path) -> None:
    root = write(tmp_path, {"app.py": "print(1)\n", "Dockerfile": "FROM python\nCMD python app.py\n" * 9})
    assert [row["name"] for row in Workspace(root).detect()["languages"]] == ["Python", "Dockerfile"]
    root = write(tmp_path / "pages", {"Main.java": "class Main {}\n" * 9, "web/all.css": "a { color: red }\n" * 19})
    assert Workspace(root).detect()["languages"][0]["name"] == "Java"
    root = write(
        tmp_path / "blade", {"a.php": "<?php\n$a = 1;\n" * 9, "resources/views/a.blade.php": "<b>{{ $a }}</b>\n" * 19}
    )
    assert Workspace(root).detect()["languages"][0]["name"] == "PHP"


def test_a_server_that_a_command_starts_is_packed_for_servers_in_scripts(tmp_path: Path) -> None:
    """And its framework's share is that of the files in its own language, not of the pages beside it."""
    files = {
        "go.mod": "module x.org/pots\n\nrequire (\n\tgithub.com/labstack/echo/v5 v5.0.0\n\tgithub.com/spf13/cobra v1.8.0\n)\n",
        "cmd/pots/main.go": 'package main\n\nimport "github.com/spf13/cobra"\n\nfunc main() { cobra.Execute() }\n',
        "server/server.go": 'package server\n\nimport "github.com/labstack/echo/v5"\n\nvar e = echo.New()\n',
        **{f"store/s{n}.go": f"package store\n\ntype S{n} struct{{}}\n" for n in range(30)},
        "web/package.json": '{"private": true, "dependencies": {"react": "19.0.0"}}',
        **{f"web/src/P{n}.tsx": "import React from 'react'\n\nexport const P = () => <p />\n" for n in range(30)},
    }
    packed = {"scripts/Dockerfile": "FROM golang\nCOPY . .\nRUN go build ./cmd/pots\nEXPOSE 80\n"}
    assert Workspace(write(tmp_path / "a", files | packed)).detect()["project_type"] == "fullstack"
    assert Workspace(write(tmp_path / "b", files)).detect()["project_type"] != "fullstack"
