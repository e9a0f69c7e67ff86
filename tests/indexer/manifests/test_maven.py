"""Maven: pom.xml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows


def pom(body: str) -> str:
    return f'<?xml version="1.0"?>\n<project xmlns="http://maven.apache.org/POM/4.0.0">\n{body}\n</project>\n'


def dependency(name: str, *rest: str) -> str:
    group, artifact = name.split(":")
    return f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>{''.join(rest)}</dependency>"


SINGLE = pom(f"""<groupId>g</groupId><artifactId>app</artifactId><version>1.0</version>
<properties><v.x>2.0</v.x><v.y>${{v.x}}.1</v.y><range>[1.0,2.0)</range><java.version>17</java.version></properties>
<dependencies>
{dependency("a:plain", "<version>1.2</version>")}
{dependency("a:prop", "<version>${v.y}</version>")}
{dependency("a:own", "<version>${project.version}</version>")}
{dependency("a:range", "<version>${range}</version>")}
{dependency("a:managed")}
{dependency("a:test", "<version>1</version><scope>test</scope>")}
{dependency("a:provided", "<version>1</version><scope>provided</scope>")}
{dependency("a:optional", "<version>1</version><optional>true</optional>")}
{dependency("a:unknown", "<version>${nowhere}</version>")}
</dependencies>
<dependencyManagement><dependencies>
{dependency("a:managed", "<version>3.0</version><scope>test</scope>")}
{dependency("a:nobody", "<version>9</version>")}
</dependencies></dependencyManagement>
<profiles><profile><id>ci</id><dependencies>
{dependency("p:profile", "<version>4</version>")}
</dependencies></profile></profiles>
<build><plugins><plugin><artifactId>maven-surefire-plugin</artifactId><version>3.1</version><dependencies>
{dependency("q:inside", "<version>5</version>")}
</dependencies></plugin></plugins></build>""")


FILES = {"pom.xml": SINGLE}


def test_one_pom(rows: Rows) -> None:
    assert rows({"pom.xml": SINGLE}, "pom.xml") == [
        ("a:plain", "1.2", "1.2", "runtime", 6),
        ("a:prop", "${v.y}", "2.0.1", "runtime", 7),
        ("a:own", "${project.version}", "1.0", "runtime", 8),
        ("a:range", "[1.0,2.0)", "", "runtime", 9),
        ("a:managed", "", "3.0", "test", 10),
        ("a:test", "1", "1", "test", 11),
        ("a:provided", "1", "1", "build", 12),
        ("a:optional", "1", "1", "optional", 13),
        ("a:unknown", "${nowhere}", "", "runtime", 14),
        ("q:inside", "5", "5", "build", 24),
        ("p:profile", "4", "4", "runtime", 21),
    ]


def test_package_plugins_and_java(read: Read) -> None:
    manifest = read({"sub/pom.xml": SINGLE})["sub/pom.xml"]
    assert [(p.name, p.version, p.directory) for p in manifest.packages] == [("g:app", "1.0", "sub")]
    tools = [(s.name, s.value, s.line) for s in manifest.settings if s.kind == "tool"]
    assert tools == [("org.apache.maven.plugins:maven-surefire-plugin", "3.1", 23)]
    assert [(s.name, s.value) for s in manifest.settings if s.kind == "engine"] == [("java", "17")]
    assert {d.name: d.group for d in manifest.dependencies if d.group} == {
        "q:inside": "plugin org.apache.maven.plugins:maven-surefire-plugin",
        "p:profile": "ci",
    }


PARENT = pom(f"""<groupId>g</groupId><artifactId>parent</artifactId><version>${{revision}}</version>
<modules><module>core</module><module>app</module></modules>
<properties><revision>7.0</revision><lib>1.5</lib></properties>
<dependencyManagement><dependencies>{dependency("l:lib", "<version>${lib}</version>")}
{dependency("g:bom", "<version>7.0</version><type>pom</type><scope>import</scope>")}</dependencies></dependencyManagement>""")

REACTOR = {
    "pom.xml": PARENT,
    "core/pom.xml": pom("""<parent><groupId>g</groupId><artifactId>parent</artifactId><version>${revision}</version></parent>
<artifactId>core</artifactId>"""),
    "app/pom.xml": pom(f"""<parent><groupId>g</groupId><artifactId>parent</artifactId><version>${{revision}}</version></parent>
<artifactId>app</artifactId>
<properties><lib>1.6</lib></properties>
<dependencies>{dependency("l:lib")}
{dependency("g:core", "<version>${project.version}</version>")}
{dependency("b:from-bom")}</dependencies>"""),
    "bom/pom.xml": pom(f"""<groupId>g</groupId><artifactId>bom</artifactId><version>7.0</version>
<dependencyManagement><dependencies>{dependency("b:from-bom", "<version>0.3</version>")}</dependencies></dependencyManagement>"""),
}


def test_parents_properties_and_boms_reach_modules(rows: Rows, read: Read) -> None:
    assert rows(REACTOR, "app/pom.xml") == [
        ("l:lib", "", "1.6", "runtime", 6),
        ("g:core", "${project.version}", "7.0", "runtime", 7),
        ("b:from-bom", "", "0.3", "runtime", 8),
    ]
    linked = read(REACTOR)
    assert linked["core/pom.xml"].packages[0].version == "7.0"
    assert linked["core/pom.xml"].includes == ["pom.xml"]
    core = linked["app/pom.xml"].dependencies[1]
    assert (core.source, core.path) == ("workspace", "core")
    tool = linked["pom.xml"].tools[0]
    assert (tool.name, tool.members, tool.line) == ("Maven modules", ("core", "app"), 4)


def test_a_parent_of_one_number_names_the_version(rows: Rows) -> None:
    text = pom(f"""<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId>
<version>3.2.1</version><relativePath/></parent><artifactId>shop</artifactId>
<dependencies>{dependency("org.springframework.boot:spring-boot-starter-web")}{dependency("com.h2database:h2")}</dependencies>""")
    assert [row[:3] for row in rows({"pom.xml": text}, "pom.xml")] == [
        ("org.springframework.boot:spring-boot-starter-web", "", "3.2.1"),
        ("com.h2database:h2", "", ""),
    ]


def test_a_cycle_of_parents_and_properties_ends(read: Read) -> None:
    child = "<parent><groupId>g</groupId><artifactId>{0}</artifactId><version>1</version></parent><artifactId>{1}</artifactId>"
    loop = (
        "<properties><a>${b}x</a><b>${a}</b></properties>"
        f"<dependencies>{dependency('x:y', '<version>${a}</version>')}</dependencies>"
    )
    linked = read({"a/pom.xml": pom(child.format("b", "a") + loop), "b/pom.xml": pom(child.format("a", "b"))})
    assert linked["a/pom.xml"].dependencies[0].resolved == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("not xml at all", []),
        ("<html/>", []),
        (pom(f"<dependencies>{dependency('a:b', '<version>1</version>')}</dependencies><broken>"), ["a:b"]),
        ('<!DOCTYPE p [<!ENTITY x "y">]><project>&x;</project>', []),
        (pom("<dependencies><dependency><artifactId>b</artifactId></dependency></dependencies>"), []),
        ("", []),
    ],
)
def test_malformed(read: Read, text: str, found: Any) -> None:
    manifest = read({"pom.xml": text})["pom.xml"]
    assert [d.name for d in manifest.dependencies] == found
    assert manifest.problems
