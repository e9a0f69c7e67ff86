"""Gradle: scripts in both languages, catalogs, settings, properties, lockfiles, verification metadata."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

GROOVY = dedent("""\
    buildscript {
        ext.kotlin_version = '1.9.0'
        ext { boot = "3.1.0" }
        dependencies { classpath "org.jetbrains.kotlin:kotlin-gradle-plugin:$kotlin_version" }
    }
    plugins {
        id 'java-library'
        id 'org.springframework.boot' version '3.1.0' apply false
    }
    apply plugin: 'idea'
    group = 'com.x'
    version '1.0'
    def versions = [junit: '5.9', "mock": "4.0"]
    /* not: implementation 'c:comment:1' */
    dependencies {
        implementation 'a:b:1', 'c:d:2.+' // two
        api group: 'g', name: 'n', version: "${versions.junit}"
        compileOnly("a:only:" + versions['mock']) { exclude group: 'q', module: "m" }
        testImplementation "a:t:1:sources@jar"
        annotationProcessor 'a:ap:1'
        developmentOnly 'a:dev:1'
        implementation platform('org.junit:junit-bom:5.9.1')
        testImplementation 'org.junit.jupiter:junit-jupiter'
        runtimeOnly fileTree(dir: 'libs', include: ['*.jar'])
        implementation("a:rich") { version { strictly '1.2' } }
        constraints { implementation 'no:constraint:9' }
        if (project.hasProperty('x')) { implementation 'a:maybe:1' }
        implementation someCall('x')
        "custom"("a:tool:1")
    }
    application { mainClass = 'com.x.Main' }
    java { toolchain { languageVersion = JavaLanguageVersion.of(17) } }
    """)

GROOVY_ROWS = [
    ("org.jetbrains.kotlin:kotlin-gradle-plugin", "${kotlin_version}", "1.9.0", "build", 4),
    ("a:b", "1", "1", "runtime", 16),
    ("c:d", "2.+", "", "runtime", 16),
    ("g:n", "${versions.junit}", "5.9", "runtime", 17),
    ("a:only", "${versions.mock}", "4.0", "build", 18),
    ("a:t", "1", "1", "test", 19),
    ("a:ap", "1", "1", "build", 20),
    ("a:dev", "1", "1", "dev", 21),
    ("org.junit:junit-bom", "5.9.1", "5.9.1", "runtime", 22),
    ("org.junit.jupiter:junit-jupiter", "", "5.9.1", "test", 23),
    ("a:rich", "1.2", "1.2", "runtime", 25),
    ("a:maybe", "1", "1", "runtime", 27),
    ("a:tool", "1", "1", "build", 29),
]


FILES = {"build.gradle": GROOVY}


def test_groovy(rows: Rows) -> None:
    assert rows({"build.gradle": GROOVY}, "build.gradle") == GROOVY_ROWS


def test_groovy_facts(read: Read) -> None:
    files = {"settings.gradle": "rootProject.name = 'root'\ninclude ':app'\n", "app/build.gradle": GROOVY}
    manifest = read(files)["app/build.gradle"]
    assert [(p.name, p.version, p.directory) for p in manifest.packages] == [("com.x:app", "1.0", "app")]
    assert [(s.name, s.value, s.line) for s in manifest.settings if s.kind == "tool"] == [
        ("java-library", "", 7),
        ("org.springframework.boot", "3.1.0", 8),
        ("idea", "", 10),
    ]
    assert [(s.name, s.value) for s in manifest.settings if s.kind == "engine"] == [("java", "17")]
    assert [(e.kind, e.target, e.line) for e in manifest.entries] == [("main", "com.x.Main", 31)]
    assert manifest.problems == [(28, "a dependency that is computed: implementation someCall")]


CATALOG = dedent("""\
    [versions]
    kotlin = "2.0.0"
    okio = { strictly = "3.9" }

    [libraries]
    okio = { module = "com.squareup.okio:okio", version.ref = "okio" }
    kotlin-test_junit = { group = "org.jetbrains.kotlin", name = "kotlin-test-junit", version.ref = "kotlin" }
    short = "a:short:1.1"
    open = { module = "a:open" }

    [bundles]
    all = ["okio", "short"]

    [plugins]
    kotlin-jvm = { id = "org.jetbrains.kotlin.jvm", version.ref = "kotlin" }
    """)

KOTLIN = dedent("""\
    import org.gradle.api.Project

    plugins {
      kotlin("jvm")
      `java-library`
      id("com.example") version("1.5")
      alias(libs.plugins.kotlin.jvm) apply false
    }
    val own: String by extra("0.9")
    val typed: Map<String, String> = mapOf("a" to "b")
    dependencies {
      api(libs.okio)
      implementation(libs.bundles.all)
      implementation(projects.coreData)
      implementation(projects.shop.coreData)
      testImplementation(libs.kotlin.test.junit) { isTransitive = false }
      implementation(kotlin("stdlib"))
      implementation("a:own:$own")
      ksp("a:ksp:${libs.versions.kotlin.get()}")
      implementation(libs.missing)
      implementation(files("x.jar"))
    }
    kotlin {
      jvmToolchain(21)
      sourceSets {
        val commonTest by getting {
          dependencies {
            implementation(libs.short)
          }
        }
        commonMain.dependencies {
          api(libs.open)
        }
      }
    }
    """)

MULTI = {
    "settings.gradle.kts": dedent("""\
        rootProject.name = "shop"
        include(":app", ":core-data")
        include("lib:deep")
        project(":lib:deep").projectDir = new File("elsewhere/deep")
        includeBuild("build-logic")
        """),
    "gradle/libs.versions.toml": CATALOG,
    "app/build.gradle.kts": KOTLIN,
    "core-data/build.gradle.kts": 'group = "com.shop"\n',
    "gradle/wrapper/gradle-wrapper.properties": "distributionUrl=https\\://services.gradle.org/distributions/gradle-8.5-bin.zip\n",
}


def test_kotlin_with_catalog(rows: Rows) -> None:
    assert rows(MULTI, "app/build.gradle.kts") == [
        ("com.squareup.okio:okio", "3.9", "3.9", "runtime", 12),
        ("com.squareup.okio:okio", "3.9", "3.9", "runtime", 13),
        ("a:short", "1.1", "1.1", "runtime", 13),
        ("com.shop:core-data", "", "", "runtime", 14),
        ("com.shop:core-data", "", "", "runtime", 15),
        ("org.jetbrains.kotlin:kotlin-test-junit", "2.0.0", "2.0.0", "test", 16),
        ("org.jetbrains.kotlin:kotlin-stdlib", "", "2.0.0", "runtime", 17),
        ("a:own", "${own}", "0.9", "runtime", 18),
        ("a:ksp", "${libs.versions.kotlin.get()}", "2.0.0", "build", 19),
        ("a:short", "1.1", "1.1", "test", 28),
        ("a:open", "", "", "runtime", 32),
    ]


def test_kotlin_facts(read: Read) -> None:
    linked = read(MULTI)
    manifest = linked["app/build.gradle.kts"]
    assert [(s.name, s.value) for s in manifest.settings if s.kind == "tool"] == [
        ("org.jetbrains.kotlin.jvm", ""),
        ("java-library", ""),
        ("com.example", "1.5"),
        ("org.jetbrains.kotlin.jvm", "2.0.0"),
    ]
    core = manifest.dependencies[3]
    assert (core.source, core.path) == ("workspace", "core-data")
    assert manifest.problems == [(20, "libs.missing: no such alias in a version catalog of this workspace")]
    tool = linked["settings.gradle.kts"].tools[0]
    assert (tool.name, tool.members) == ("Gradle settings", ("app", "core-data", "elsewhere/deep", "build-logic"))
    wrapper = linked["gradle/wrapper/gradle-wrapper.properties"].settings[0]
    assert (wrapper.kind, wrapper.name, wrapper.value) == ("manager", "gradle", "8.5")


def test_catalog_alone(rows: Rows, read: Read) -> None:
    assert rows({"gradle/libs.versions.toml": CATALOG}, "gradle/libs.versions.toml") == [
        ("com.squareup.okio:okio", "3.9", "3.9", "runtime", 6),
        ("org.jetbrains.kotlin:kotlin-test-junit", "2.0.0", "2.0.0", "runtime", 7),
        ("a:short", "1.1", "1.1", "runtime", 8),
        ("a:open", "", "", "runtime", 9),
    ]
    manifest = read({"gradle/libs.versions.toml": CATALOG})["gradle/libs.versions.toml"]
    assert {(d.direct, d.group) for d in manifest.dependencies} == {(False, "catalog libs")}


def test_renamed_project(read: Read) -> None:
    files = {
        "settings.gradle.kts": 'include(":server")\nproject(":server").name = "server3"\n',
        "server/build.gradle.kts": "",
        "build.gradle.kts": "dependencies { implementation(projects.server3) }\n",
    }
    dependency = read(files)["build.gradle.kts"].dependencies[0]
    assert (dependency.name, dependency.path) == ("server3", "server")


def test_an_accessor_may_begin_with_the_root_project_of_its_build_among_many(read: Read) -> None:
    files = {
        f"fixture{number}/{name}": text
        for number in range(60)
        for name, text in {
            "settings.gradle": f"rootProject.name = 'shop{number}'\ninclude ':core'\n",
            "core/build.gradle": "",
            "app/build.gradle.kts": f"dependencies {{ implementation(projects.shop{number}.core) }}\n",
        }.items()
    }
    dependency = read(files)["fixture7/app/build.gradle.kts"].dependencies[0]
    assert (dependency.name, dependency.source, dependency.path) == ("core", "workspace", "fixture7/core")


def test_projects_of_computed_settings_by_their_folder(read: Read) -> None:
    files = {
        "settings.gradle.kts": 'projects { +"client" named "shop-client" }\n',
        "libs/shop-client/build.gradle.kts": "",
        "app/build.gradle.kts": "dependencies { implementation(projects.shopClient) }\n",
    }
    dependency = read(files)["app/build.gradle.kts"].dependencies[0]
    assert (dependency.name, dependency.source, dependency.path) == ("shop-client", "workspace", "libs/shop-client")


def test_properties_from_above(rows: Rows) -> None:
    files = {
        "gradle.properties": "libVersion=2.2\n# comment\nother : 1\n",
        "gradle/versions.gradle": "ext.versions = [guava: '33.0']\n",
        "app/build.gradle": 'dependencies { api "a:lib:$libVersion"\n api "a:guava:$rootProject.ext.versions.guava" }\n',
    }
    assert [row[2] for row in rows(files, "app/build.gradle")] == ["2.2", "33.0"]


def test_lockfile(rows: Rows, read: Read) -> None:
    files = {
        "build.gradle": "dependencies { implementation 'a:b:1.+' }\n",
        "gradle.lockfile": "# comment\na:b:1.5=compileClasspath,runtimeClasspath,testCompileClasspath\n"
        "a:t:2=testCompileClasspath\na:p:3=annotationProcessor\nempty=\nnot a line\n",
    }
    assert rows(files, "build.gradle") == [("a:b", "1.+", "1.5", "runtime", 1)]
    lock = read(files)["gradle.lockfile"]
    assert [(d.name, d.resolved, d.scope, d.direct, d.line) for d in lock.dependencies] == [
        ("a:b", "1.5", "runtime", True, 2),
        ("a:t", "2", "test", False, 3),
        ("a:p", "3", "build", False, 4),
    ]
    assert [line for line, _ in lock.problems] == [6]


def test_verification_metadata(rows: Rows, read: Read) -> None:
    component = '<component group="a" name="{0}" version="1"><artifact name="x"/></component>\n'
    text = f"<verification-metadata><components>\n{component.format('b') * 2}<component name='c'/></components></verification-metadata>"
    files = {"gradle/verification-metadata.xml": text}
    assert rows(files, "gradle/verification-metadata.xml") == [("a:b", "", "1", "runtime", 2)]
    assert [line for line, _ in read(files)["gradle/verification-metadata.xml"].problems] == [4]


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("build.gradle", "dependencies {\n  implementation 'a:b:1'\n", ["a:b"]),
        ("build.gradle.kts", '}\ndependencies { implementation("a:b:1") }\n', ["a:b"]),
        ("settings.gradle", "include ':a'\nif (x) {", []),
        ("gradle/libs.versions.toml", '[libraries]\na = "a:b:1"\n[broken\n', ["a:b"]),
    ],
)
def test_malformed(read: Read, path: str, text: str, found: Any) -> None:
    manifest = read({path: text})[path]
    assert [d.name for d in manifest.dependencies] == found
    assert manifest.problems


def test_a_catalog_under_another_name_and_lines_of_a_statement_over_several(rows: Rows) -> None:
    files = {
        "settings.gradle": "include ':core'\n",
        "gradle/libs.versions.toml": '[libraries]\ngson = "com.google:gson:2.14"\nguava = "com.google:guava:33"\n',
        "build.gradle": "subprojects {\n    ext {\n        libraries = libs\n    }\n}\n",
        "core/build.gradle": "dependencies {\n    implementation libraries.gson,\n            libraries.guava\n}\n",
    }
    assert rows(files, "core/build.gradle") == [
        ("com.google:gson", "2.14", "2.14", "runtime", 2),
        ("com.google:guava", "33", "33", "runtime", 3),
    ]


def test_projects_whose_names_a_plugin_of_the_settings_begins_alike(read: Read) -> None:
    files = {
        "settings.gradle": "include 'data-model', 'data-tx', 'data-tx-jdbc', 'docs:sample'\n",
        **dict.fromkeys(
            (
                "data-model/build.gradle",
                "data-tx/build.gradle",
                "data-tx-jdbc/build.gradle",
                "docs/sample/build.gradle",
            ),
            "",
        ),
        "app/build.gradle": "dependencies {\napi projects.acmeDataTxJdbc\napi project(':acme-data-model')\napi projects.docs.acmeSample\n"
        "api projects.dataOther\n}\n",
    }
    found = read(files)["app/build.gradle"].dependencies
    assert [(item.name, item.path) for item in found if item.path] == [
        ("data-tx-jdbc", "data-tx-jdbc"),
        ("data-model", "data-model"),
        ("sample", "docs/sample"),
    ]
    clashing = files | {"settings.gradle": "include 'data-model', 'acme-core'\n"}
    assert not any(item.path for item in read(clashing)["app/build.gradle"].dependencies)
