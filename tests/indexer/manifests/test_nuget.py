"""NuGet and .NET: projects, central versions, packages.config, lockfiles, solutions, Paket."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from groundplan.indexer.manifests.dotnet.msbuild import parse_props

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

PROJECT = dedent("""\
    <Project Sdk="Microsoft.NET.Sdk.Web">
      <PropertyGroup>
        <TargetFrameworks>net8.0;net48</TargetFrameworks>
        <PackageId>Acme.Web</PackageId>
        <Version>1.4.0</Version>
        <EfVersion>8.0.2</EfVersion>
      </PropertyGroup>
      <ItemGroup>
        <PackageReference Include="Dapper" Version="2.1.0" />
        <PackageReference Include="EF" Version="$(EfVersion)" />
        <PackageReference Include="Range"><Version>[1.0,2.0)</Version></PackageReference>
        <PackageReference Include="Float" Version="3.*" />
        <PackageReference Include="Style" Version="1.0.0" PrivateAssets="All" />
        <PackageReference Include="Central" />
        <PackageReference Include="Own" VersionOverride="9.0.0" />
        <PackageReference Include="" Version="1" />
        <PackageReference Update="Dapper" Version="7" />
      </ItemGroup>
      <ItemGroup Condition="'$(TargetFramework)' == 'net48'">
        <ProjectReference Include="..\\Core\\Core.csproj" />
      </ItemGroup>
    </Project>
    """)

CENTRAL = dedent("""\
    <Project>
      <PropertyGroup><CentralVersion>4.5.6</CentralVersion></PropertyGroup>
      <ItemGroup>
        <PackageVersion Include="central" Version="$(CentralVersion)" />
        <PackageVersion Include="Own" Version="1.0.0" />
        <GlobalPackageReference Include="Analyzer" Version="2.0.0" />
      </ItemGroup>
    </Project>
    """)

FILES = {
    "Directory.Packages.props": CENTRAL,
    "src/Web/Web.csproj": PROJECT,
    "src/Core/Core.csproj": "<Project><PropertyGroup><AssemblyName>Acme.Core</AssemblyName></PropertyGroup></Project>",
}


def test_project(rows: Rows, read: Read) -> None:
    assert rows(FILES, "src/Web/Web.csproj") == [
        ("Dapper", "2.1.0", "2.1.0", "runtime", 9),
        ("EF", "$(EfVersion)", "8.0.2", "runtime", 10),
        ("Range", "[1.0,2.0)", "", "runtime", 11),
        ("Float", "3.*", "", "runtime", 12),
        ("Style", "1.0.0", "1.0.0", "dev", 13),
        ("Central", "", "4.5.6", "runtime", 14),
        ("Own", "9.0.0", "9.0.0", "runtime", 15),
        ("Acme.Core", "", "", "runtime", 20),
    ]
    manifest = read(FILES)["src/Web/Web.csproj"]
    assert [(p.name, p.version, p.line) for p in manifest.packages] == [("Acme.Web", "1.4.0", 4)]
    assert [s.value for s in manifest.settings if s.kind == "engine"] == ["net8.0", "net48"]
    assert ("sdk", "Microsoft.NET.Sdk.Web") in {(s.name, s.value) for s in manifest.settings}
    core = manifest.dependencies[-1]
    assert (core.source, core.path, core.marker) == ("workspace", "src/Core", "'$(TargetFramework)' == 'net48'")


def test_central_versions(rows: Rows, read: Read) -> None:
    assert rows(FILES, "Directory.Packages.props") == [
        ("Analyzer", "2.0.0", "2.0.0", "dev", 6),
        ("central", "$(CentralVersion)", "4.5.6", "runtime", 4),
        ("Own", "1.0.0", "1.0.0", "runtime", 5),
    ]
    assert [d.direct for d in read(FILES)["Directory.Packages.props"].dependencies] == [True, False, False]


def test_imported_properties(rows: Rows) -> None:
    files = {
        "eng/Versions.props": '<Project><Import Project="Details.props"/></Project>',
        "eng/Details.props": "<Project><PropertyGroup><XVersion>3.1.4</XVersion></PropertyGroup></Project>",
        "Directory.Packages.props": '<Project><Import Project="eng/Versions.props"/><ItemGroup>'
        '<PackageVersion Include="X" Version="$(XVersion)"/></ItemGroup></Project>',
        "src/A.csproj": '<Project><ItemGroup><PackageReference Include="X"/></ItemGroup></Project>',
    }
    assert rows(files, "src/A.csproj") == [("X", "", "3.1.4", "runtime", 1)]


def test_a_test_project(rows: Rows) -> None:
    text = (
        '<Project><ItemGroup><PackageReference Include="xunit" Version="2.7.0"/>'
        '<PackageReference Include="Microsoft.NET.Test.Sdk" Version="17.9.0"/></ItemGroup></Project>'
    )
    assert [row[3] for row in rows({"T.csproj": text}, "T.csproj")] == ["test", "test"]


def test_packages_config(rows: Rows, read: Read) -> None:
    text = dedent("""\
        <packages>
          <package id="A" version="1.0" />
          <package id="B" version="2.0" developmentDependency="true" />
          <package version="3.0" />
        </packages>
        """)
    assert rows({"packages.config": text}, "packages.config") == [
        ("A", "1.0", "1.0", "runtime", 2),
        ("B", "2.0", "2.0", "dev", 3),
    ]
    assert [line for line, _ in read({"packages.config": text})["packages.config"].problems] == [4]


def test_lock(rows: Rows, read: Read) -> None:
    entry = '"type": "{0}", "resolved": "{1}"'
    lock = (
        '{"version": 1, "dependencies": {"net8.0": {\n"dapper": {"type": "Direct", "requested": "[2.1.0, )", "resolved": "2.1.4",'
        '"dependencies": {"Deep": "1.0"}},\n"Deep": {'
        + entry.format("Transitive", "1.0.1")
        + '}},\n"net48": {\n"Deep": {'
        + entry.format("Transitive", "1.0.1")
        + "}}}}"
    )
    files = {"packages.lock.json": lock, "Web.csproj": PROJECT}
    assert rows(files, "packages.lock.json") == [
        ("dapper", "[2.1.0, )", "2.1.4", "runtime", 2),
        ("Deep", "", "1.0.1", "runtime", 3),
    ]
    assert [d.direct for d in read(files)["packages.lock.json"].dependencies] == [True, False]
    assert rows(files, "Web.csproj")[0][2] == "2.1.4"


def test_solutions(read: Read) -> None:
    sln = dedent("""\
        Microsoft Visual Studio Solution File, Format Version 12.00
        Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "Web", "src\\Web\\Web.csproj", "{1}"
        EndProject
        Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "folder", "folder", "{2}"
        EndProject
        """)
    slnx = '<Solution><Folder Name="/a/"><Project Path="src\\A\\A.fsproj"/></Folder></Solution>'
    linked = read({"All.sln": sln, "All.slnx": slnx, "global.json": '{"sdk": {"version": "8.0.100"}}'})
    assert [(t.name, t.members, t.line) for t in linked["All.sln"].tools] == [(".sln", ("src/Web/Web.csproj",), 2)]
    assert [(t.name, t.members) for t in linked["All.slnx"].tools] == [(".slnx", ("src/A/A.fsproj",))]
    assert [(s.name, s.value) for s in linked["global.json"].settings] == [("dotnet-sdk", "8.0.100")]


def test_nuspec_and_tools(rows: Rows) -> None:
    nuspec = (
        "<package><metadata><id>P</id><version>1.0</version><dependencies><group targetFramework='net8.0'>"
        "<dependency id='A' version='[1,2)'/></group></dependencies></metadata></package>"
    )
    assert rows({"p.nuspec": nuspec}, "p.nuspec") == [("A", "[1,2)", "", "runtime", 1)]
    tools = '{"tools": {\n"dotnet-ef": {"version": "8.0.0", "commands": ["dotnet-ef"]}}}'
    path = ".config/dotnet-tools.json"
    assert rows({path: tools}, path) == [("dotnet-ef", "8.0.0", "8.0.0", "dev", 2)]


def test_paket(rows: Rows, read: Read) -> None:
    dependencies = dedent("""\
        source https://api.nuget.org/v3/index.json
        nuget NUnit ~> 2.6.3 // comment
        nuget Exact == 1.2.3
        nuget Bare
        github fsharp/FAKE:5.20.4
        group Test
          nuget Extra >= 1.0
        """)
    lock = (
        "NUGET\n  remote: https://x\n    NUnit (2.6.4)\n      Deep (>= 1.0)\n    Deep (1.1)\n"
        "GITHUB\n  remote: fsharp/FAKE\n    build.fsx (abc)\n"
    )
    files = {"paket.dependencies": dependencies, "paket.lock": lock}
    assert rows(files, "paket.dependencies") == [
        ("NUnit", "~> 2.6.3", "2.6.4", "runtime", 2),
        ("Exact", "== 1.2.3", "1.2.3", "runtime", 3),
        ("Bare", "", "", "runtime", 4),
        ("fsharp/FAKE", "5.20.4", "abc", "runtime", 5),
        ("Extra", ">= 1.0", "", "test", 7),
    ]
    found = read(files)["paket.lock"].dependencies
    assert [(d.name, d.resolved, d.direct, d.requires) for d in found] == [
        ("NUnit", "2.6.4", True, ("Deep",)),
        ("Deep", "1.1", False, ()),
        ("fsharp/FAKE", "abc", True, ()),
    ]


@pytest.mark.parametrize(
    "path",
    [
        "a.csproj",
        "packages.config",
        "Directory.Packages.props",
        "packages.lock.json",
        "a.slnx",
        "global.json",
        "a.nuspec",
    ],
)
def test_malformed(read: Read, path: str) -> None:
    assert read({path: "neither <xml nor json"})[path].problems


def test_a_lockfile_lists_no_project_of_the_workspace(rows: Rows) -> None:
    lock = (
        '{"dependencies": {"net8.0": {"core": {"type": "Project", "dependencies": {"A": "[1.0.0, )"}},'
        '"A": {"type": "Transitive", "resolved": "1.0.0"}}}}'
    )
    assert rows({"packages.lock.json": lock}, "packages.lock.json") == [("A", "", "1.0.0", "runtime", 1)]


def test_central_versions_in_the_older_form(rows: Rows) -> None:
    props = (
        '<Project><ItemGroup><PackageReference Update="A" Version="2.1.1" /><PackageReference Update="B" />'
        "</ItemGroup></Project>"
    )
    project = '<Project><ItemGroup><PackageReference Include="A" /></ItemGroup></Project>'
    files = {"Directory.Packages.props": props, "App.csproj": project}
    assert rows(files, "Directory.Packages.props") == [("A", "2.1.1", "2.1.1", "runtime", 1)]
    assert rows(files, "App.csproj") == [("A", "", "2.1.1", "runtime", 1)]


@pytest.mark.parametrize(
    ("content", "manager"), [('{"sdk": {"version": "8.0.100"}}', "dotnet"), ('{"output": []}', "")]
)
def test_other_data_that_is_called_global_json_proves_no_manager(read: Read, content: str, manager: str) -> None:
    assert read({"tests/facts/global.json": content})["tests/facts/global.json"].manager == manager


def test_sdks_with_a_version_come_from_nuget(rows: Rows) -> None:
    project = '<Project Sdk="Build.NoTargets/3.7.0; Microsoft.NET.Sdk">\n<Sdk Name="Aspire.AppHost.Sdk" Version="9.0.0" />\n</Project>\n'
    imported = '<Project>\n<Import Project="Sdk.props" Sdk="My.Sdk" Version="1.0" />\n<Import Sdk="Microsoft.NET.Sdk" Project="x" /></Project>\n'
    files = {
        "a/App.csproj": project,
        "b/App.csproj": imported,
        "global.json": '{"msbuild-sdks": {"My.Other.Sdk": "2.0"}}',
    }
    assert rows(files, "a/App.csproj") == [
        ("Build.NoTargets", "3.7.0", "3.7.0", "build", 1),
        ("Aspire.AppHost.Sdk", "9.0.0", "9.0.0", "build", 2),
    ]
    assert rows(files, "b/App.csproj") == [("My.Sdk", "1.0", "1.0", "build", 2)]
    assert rows(files, "global.json") == [("My.Other.Sdk", "2.0", "2.0", "build", 1)]


def test_each_framework_has_the_version_that_it_asks_for(rows: Rows) -> None:
    project = (
        '<Project><ItemGroup Condition="a"><PackageReference Include="Dapper" Version="1.60.6" /></ItemGroup>'
        '<ItemGroup Condition="b"><PackageReference Include="Dapper" Version="2.1" /></ItemGroup>'
        '<ItemGroup Condition="c"><PackageReference Include="Dapper" Version="9.0" /></ItemGroup></Project>'
    )
    entry = '{"Dapper": {"type": "Direct", "requested": "", "resolved": "%s"}}'
    lock = f'{{"dependencies": {{"net48": {entry % "1.60.6"}, "net8.0": {entry % "2.1.0"}}}}}'
    found = rows({"App.csproj": project, "packages.lock.json": lock}, "App.csproj")
    assert [row[1:3] for row in found] == [("1.60.6", "1.60.6"), ("2.1", "2.1.0"), ("9.0", "9.0")]


def test_properties_of_another_tool_name_no_manager() -> None:
    """`.tito/tito.props`, which packs for Fedora, made a Go program one of .NET."""
    assert parse_props("tito.props", b"[buildconfig]\nbuilder = tito.builder.Builder\n").manager == ""
    assert parse_props("shop.props", b"<Project><PropertyGroup /></Project>").manager == "dotnet"
