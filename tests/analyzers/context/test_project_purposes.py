"""detect: kinds of projects that another kind lies close to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

TYPES = [
    (
        "library",
        {
            "Pots.slnx": '<Solution><Project Path="src/Pots/Pots.csproj" /><Project Path="src/Ask/Ask.csproj" /></Solution>',
            "src/Pots/Pots.csproj": '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><IsPackable>true</IsPackable>'
            "<PackageReadmeFile>README.md</PackageReadmeFile></PropertyGroup></Project>",
            "src/Pots/README.md": "# Pots\n\n```csharp\nusing Pots;\n```\n",
            "src/Pots/Pot.cs": "namespace Pots;\nclass Pot {}\n" * 9,
            "src/Ask/Ask.csproj": '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>',
            "src/Ask/Program.cs": "class Program { static void Main() {} }\n",
            "eng/common/build.ps1": "Write-Host build\n" * 90,
        },
    ),
    (
        "infrastructure",
        {
            "Pulumi.yaml": "name: site\nruntime: nodejs\n",
            "package.json": '{"name": "site", "dependencies": {"@pulumi/pulumi": "3.0.0"}}',
            "index.ts": 'import * as pulumi from "@pulumi/pulumi";\nexport const a = 1;\n',
            "www/index.html": "<p>pots</p>\n",
        },
    ),
    (
        "cli",
        {
            "README.md": "# pots\n\n`pots` is a cross-platform viewer of pots.\n",
            "pots.c": "int main(void) { return 0; }\n",
        },
    ),
    (
        "cli",
        {
            "Cargo.toml": '[package]\nname = "potserve"\nversion = "1.0.0"\ncategories = ["command-line-utilities"]\n'
            '[dependencies]\nactix-web = "4"\nclap = "4"\n',
            "README.md": "# potserve\n\n## Serve a folder\n\n    potserve pots/\n",
            "src/main.rs": "use actix_web::web;\nuse clap::Parser;\n"
            + "".join(f'#[get("/{name}")]\nasync fn {name}() {{}}\n' for name in ("a", "b", "c", "d", "e", "f"))
            + "fn main() { App::new(); }\n",
        },
    ),
    (
        "backend",
        {
            "package.json": '{"name": "pots-api", "version": "1.0.0", "dependencies": {"express": "4.1.0"}}',
            "index.js": "const app = require('express')();\napp.get('/a', f);\nmodule.exports.handler = require('serverless-http')(app);\n",
            "serverless.yml": "service: pots\nfunctions:\n  api:\n    handler: index.handler\n",
            "README.md": "# Pots\n\nPots with the Serverless Framework.\n\n```js\nconst pots = new Pots();\n```\n",
        },
    ),
    (
        "backend",
        {
            "Cargo.toml": '[package]\nname = "db-sea"\nversion = "1.0.0"\n[dependencies]\nactix-web = "4"\nsea = "1"\n',
            "src/main.rs": 'use actix_web::web;\n#[get("/pots")]\nasync fn pots() {}\nfn main() { App::new().service(pots); }\n',
            "README.md": "# db-sea\n\n```sh\ncargo install db_sea_cli\ncargo run\n```\n",
        },
    ),
    (
        "backend",
        {
            "Pot.slnx": '<Solution><Project Path="src/Pot.Web/Pot.Web.csproj" /></Solution>',
            "src/Pot.Web/Pot.Web.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
            "src/Pot.Web/Program.cs": "var app = WebApplication.CreateBuilder(args).Build();\napp.Run();\n",
            "small/Small.slnx": '<Solution><Project Path="src/Small.Web/Small.Web.csproj" /></Solution>',
            "small/src/Small.Web/Small.Web.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
            "small/src/Small.Web/Program.cs": "var app = WebApplication.CreateBuilder(args).Build();\napp.Run();\n",
        },
    ),
]


@pytest.mark.parametrize(("kind", "files"), TYPES)
def test_project_purposes(tmp_path: Path, kind: str, files: dict[str, str]) -> None:
    assert Workspace(write(tmp_path, files)).detect()["project_type"] == kind
