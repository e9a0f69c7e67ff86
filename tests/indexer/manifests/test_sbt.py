"""sbt: build.sbt, project/plugins.sbt, project/build.properties."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

BUILD = dedent("""\
    ThisBuild / organization := "com.shop"
    ThisBuild / version := "0.3.0"
    ThisBuild / scalaVersion := "3.3.1"

    val catsVersion = "2.10.0" // "not" % "a" % "dependency"

    lazy val core = (project in file("modules/core"))
      .settings(
        name := "shop-core",
        libraryDependencies ++= Seq(
          "org.typelevel" %% "cats-core" % catsVersion,
          "org.scalameta" %%% "munit" % V.munit % Test,
          "org.slf4j" % "slf4j-api" % "2.0.9" % Provided,
          "a" % "open" % unknown.value
        )
      )

    lazy val app = project
      .dependsOn(core % "test->test;compile->compile")
      .settings(libraryDependencies += "com.h2database" % "h2" % "2.2.224" % "it,test")
    """)

FILES = {
    "build.sbt": BUILD,
    "project/plugins.sbt": 'addSbtPlugin("org.scalameta" % "sbt-scalafmt" % "2.5.2")\n',
    "project/Dependencies.scala": 'object V {\n  val munit = "0.7.29"\n}\n',
    "project/build.properties": "sbt.version=1.9.7\n",
}


def test_build(rows: Rows, read: Read) -> None:
    assert rows(FILES, "build.sbt") == [
        ("org.typelevel:cats-core", "${catsVersion}", "2.10.0", "runtime", 11),
        ("org.scalameta:munit", "${V.munit}", "0.7.29", "test", 12),
        ("org.slf4j:slf4j-api", "2.0.9", "2.0.9", "build", 13),
        ("a:open", "${unknown.value}", "", "runtime", 14),
        ("com.h2database:h2", "2.2.224", "2.2.224", "test", 20),
        ("shop-core", "", "", "runtime", 18),
    ]
    manifest = read(FILES)["build.sbt"]
    assert [(p.name, p.version, p.directory, p.line) for p in manifest.packages] == [
        ("com.shop:shop-core", "0.3.0", "modules/core", 7),
        ("com.shop:app", "0.3.0", "app", 18),
    ]
    assert [(t.name, t.members, t.line) for t in manifest.tools] == [("sbt projects", ("modules/core", "app"), 7)]
    assert ("engine", "scala", "3.3.1") in {(s.kind, s.name, s.value) for s in manifest.settings}
    core = manifest.dependencies[-1]
    assert (core.source, core.path, core.group) == ("workspace", "modules/core", "app")


def test_plugins_and_version(rows: Rows, read: Read) -> None:
    assert rows(FILES, "project/plugins.sbt") == [("org.scalameta:sbt-scalafmt", "2.5.2", "2.5.2", "build", 1)]
    settings = read(FILES)["project/build.properties"].settings
    assert [(s.kind, s.name, s.value) for s in settings] == [("manager", "sbt", "1.9.7")]


def test_a_single_project(read: Read) -> None:
    manifest = read({"build.sbt": 'name := "tool"\nversion := "1.0"\n'})["build.sbt"]
    assert [(p.name, p.version, p.directory) for p in manifest.packages] == [("tool", "1.0", "")]


def test_damaged_text_costs_itself(rows: Rows) -> None:
    assert rows({"build.sbt": 'libraryDependencies += "a" % "b" % "1\n"c" % "d" % "2"'}, "build.sbt") == [
        ("c:d", "2", "2", "runtime", 2)
    ]


def test_a_lockfile(rows: Rows, read: Read) -> None:
    lock = """{"lockVersion": 1, "dependencies": [
{"org": "org.scala-lang", "name": "scala-library", "version": "2.13.1", "configurations": ["test", "compile"]},
{"org": "org.scalameta", "name": "munit_2.13", "version": "0.7.29", "configurations": ["test"]}
]}"""
    assert rows({"build.sbt.lock": lock}, "build.sbt.lock") == [
        ("org.scala-lang:scala-library", "", "2.13.1", "runtime", 2),
        ("org.scalameta:munit_2.13", "", "0.7.29", "test", 3),
    ]
    assert read({"build.sbt.lock": "{"})["build.sbt.lock"].problems
