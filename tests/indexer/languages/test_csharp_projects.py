"""C#: what a file means by a name, by the projects that its own references and the files that it takes in."""

from __future__ import annotations

import pytest

from .package_support import ends


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ('<ProjectReference Include="../Core/Core.csproj" />', ["src/Shared/Clock.cs#Clock"]),
        ('<Compile Include="..\\Shared\\Clock.cs" Link="Clock.cs" />', ["src/Shared/Clock.cs#Clock"]),
        ('<Compile Include="../Sh*/*.cs" />', ["src/Shared/Clock.cs#Clock"]),
        (
            '<Reference Include="Shared, Version=1.0"><HintPath>Shared.dll</HintPath></Reference>',
            ["src/Shared/Clock.cs#Clock"],
        ),
        ('<Compile Include="../Shared/Other.cs" />', ["~src/Web/Clock.cs#Clock"]),
    ],
    ids=[
        "of a project that links it",
        "linked",
        "linked by a glob",
        "of a library",
        "of a project that is not referenced",
    ],
)
def test_a_using_leads_to_what_the_project_compiles_or_references(item: str, expected: list[str]) -> None:
    files = {
        "src/Shared/Shared.csproj": "<Project/>",
        "src/Shared/Clock.cs": "namespace Shop.Shared; public class Clock { }",
        "src/Core/Core.csproj": '<Project><Compile Include="../Shared/Clock.cs" /></Project>',
        "src/Web/Web.csproj": f"<Project>{item}</Project>",
        "src/Web/Clock.cs": "namespace Shop.Local; class Clock { }",
        "src/Web/Usings.cs": "global using Shop.Local;",
        "src/Web/Use.cs": "using Shop.Shared; class Use { Clock clock; }",
    }
    assert [found for found in ends(files, "src/Web/Use.cs") if found.endswith("#Clock")] == expected


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("", []),
        ("..\\Xml\\Xml.csproj", ["~src/Xml/Writer.cs#Writer"]),
        ("..\\..\\..\\shop\\src\\Xml\\Xml.csproj", ["~src/Xml/Writer.cs#Writer"]),
        ("..\\..\\..\\shop\\gone\\Other.csproj", ["~src/Xml/Writer.cs#Writer"]),
    ],
    ids=["none", "plain", "out of the workspace and in again", "somewhere"],
)
def test_what_no_reference_leads_to_is_another_type(reference: str, expected: list[str]) -> None:
    item = f'<ProjectReference Include="{reference}" />' if reference else ""
    files = {
        "src/Core/Core.csproj": f"<Project>{item}</Project>",
        "src/Core/Use.cs": "namespace Shop.Xml;\nclass Use { Writer w; }\n",
        "src/Xml/Xml.csproj": "<Project/>",
        "src/Xml/Writer.cs": "namespace Shop.Xml;\npublic class Writer {}\n",
    }
    assert ends(files, "src/Core/Use.cs") == expected
