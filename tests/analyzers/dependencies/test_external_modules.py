"""dependency_graph's `external`: which declared dependency brings a module, and where it is declared."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.analyzers.dependencies.declared_names import DeclaredNames
from groundplan.indexer.manifests.base import Dependency, Manifest

from tests.workspaces import write

# (ecosystem, declared names, module, specifier, what it means)
MEANT = [
    ("pypi", "PyYAML requests", "yaml", "yaml", "pyyaml"),
    ("pypi", "haystack-ai chroma-haystack", "haystack", "haystack.utils", "haystack-ai"),
    ("maven", "io.reactivex:rxjava io.reactivex.rxjava2:rxjava", "io.reactivex.functions", "", "io.reactivex.rxjava2:rxjava"),
    ("npm", "@types/node chalk", "chalk", "chalk/source", "chalk"),
    ("golang", "example.org/a example.org/a/b", "example.org/a/b", "example.org/a/b/c", "example.org/a/b"),
    ("maven", ":clients org.junit.jupiter:junit-jupiter-api", "org.junit.jupiter.api", "", "org.junit.jupiter:junit-jupiter-api"),
    ("maven", ":clients", "org.slf4j", "", ""),
    ("maven", "com.google.guava:guava", "com.google.common.base", "", "com.google.guava:guava"),
    ("maven", "commons-io:commons-io org.apache.commons:commons-lang3", "org.apache.commons.io.input", "", "commons-io:commons-io"),
    ("maven", "commons-io:commons-io org.apache.commons:commons-lang3", "org.apache.commons.lang3", "", "org.apache.commons:commons-lang3"),
    ("maven", "org.ow2.asm:asm aopalliance:aopalliance", "org.objectweb.asm", "", "org.ow2.asm:asm"),
    ("maven", "org.apache.ant:ant org.apache.poi:poi", "org.apache.xalan", "", ""),
    (
        "maven",
        "com.fasterxml.jackson.core:jackson-databind com.fasterxml.jackson.core:jackson-annotations",
        "com.fasterxml.jackson.annotation",
        "",
        "com.fasterxml.jackson.core:jackson-annotations",
    ),
    ("maven", "com.willowtreeapps.assertk:assertk com.x:y", "assertk.assertions", "", "com.willowtreeapps.assertk:assertk"),
    ("maven", "a.b:b-client a.b:b-server", "a.b.core", "", ""),
    ("maven", "a.b:b-client", "a.b.core", "", "a.b:b-client"),
    ("maven", "a.b:b-processor", "a.b.core", "", ""),
    ("maven", "org.junit.platform:junit-platform-launcher", "org.junit.jupiter.api", "", ""),
    ("maven", "org.junit.jupiter:junit-jupiter org.junit.jupiter:junit-jupiter-api", "org.junit.jupiter.api", "", "org.junit.jupiter:junit-jupiter-api"),
    ("maven", "org.springframework.boot:spring-boot-autoconfigure-processor", "org.springframework.http", "", ""),
    (
        "maven",
        "org.springframework.boot:spring-boot-autoconfigure-processor org.springframework.boot:spring-boot-starter-web",
        "org.springframework.http",
        "",
        "org.springframework.boot:spring-boot-starter-web",
    ),
    ("maven", "org.springframework:spring-context org.springframework:spring-context-support", "org.springframework.context", "", "org.springframework:spring-context"),
    ("maven", "org.springframework.session:spring-session-core", "org.springframework.core", "", ""),
    ("maven", "org.springframework.boot:spring-boot-webmvc org.springframework.boot:spring-boot", "org.springframework.boot.webmvc.error", "", "org.springframework.boot:spring-boot-webmvc"),
    ("maven", "io.projectreactor:reactor-test", "reactor.core.publisher", "", ""),
    ("maven", "dev.zio:zio dev.zio:zio-test dev.zio:zio-test-sbt", "zio.test", "", "dev.zio:zio-test"),
    ("maven", "com.eed3si9n:sbt-assembly ch.epfl.scala:sbt-scalafix", "sbt", "", ""),
    ("nuget", "Microsoft.Extensions.Logging Moq", "Microsoft.Extensions.Logging.Console", "", "microsoft.extensions.logging"),
    ("nuget", "xunit.v3 Moq", "Xunit", "", "xunit.v3"),
    ("nuget", "TagLibSharp", "TagLib.IFD", "", "taglibsharp"),
    ("nuget", "Microsoft.AspNetCore.Authorization", "Microsoft.AspNetCore.Http", "", ""),
    ("nuget", "Microsoft.AspNetCore.Mvc.Testing", "Microsoft.AspNetCore.Mvc", "", ""),
    ("nuget", "AWSSDK.S3 Moq", "Amazon.S3.Model", "", "awssdk.s3"),
    ("composer", "psr/http-factory psr/http-message", "Psr", "Psr\\Http\\Message\\ResponseInterface", "psr/http-factory psr/http-message"),
    ("composer", "nesbot/carbon guzzlehttp/guzzle guzzlehttp/psr7", "Carbon", "Carbon\\Carbon", "nesbot/carbon"),
    ("composer", "nesbot/carbon guzzlehttp/guzzle guzzlehttp/psr7", "GuzzleHttp", "GuzzleHttp\\Client", "guzzlehttp/guzzle"),
    ("composer", "guzzlehttp/guzzle guzzlehttp/psr7", "GuzzleHttp", "GuzzleHttp\\Psr7\\Utils", "guzzlehttp/psr7"),
    ("swift", "swift-nio swift-log", "NIOCore", "NIOCore", "swift-nio"),
    ("swift", "swift-nio swift-log", "Logging", "Logging", "swift-log"),
]  # fmt: skip


@pytest.mark.parametrize(("ecosystem", "declared", "module", "specifier", "expected"), MEANT)
def test_what_an_import_means(ecosystem: str, declared: str, module: str, specifier: str, expected: str) -> None:
    manifest = Manifest(ecosystem)
    manifest.dependencies = [Dependency(name) for name in declared.split()]
    names = DeclaredNames({"m": manifest})
    assert " ".join(names.meant(ecosystem, module, specifier or module)) == expected


def test_an_external_module_names_the_nearest_declaration(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "all",\n "dependencies": {"chalk": "4"}}',
        "packages/a/package.json": '{"name": "a",\n "dependencies": {\n  "chalk": "5"}}',
        "packages/a/index.js": "import chalk from 'chalk';\nimport fs from 'node:fs';\nimport gone from 'gone';\n",
    }
    found = Workspace(write(tmp_path, files)).dependency_graph("packages/a/index.js")["external"]
    assert [(row["name"], row["package"], row.get("declared")) for row in found] == [
        ("chalk", "chalk", {"path": "packages/a/package.json", "line": 3}),
        ("gone", None, None),
        ("fs", "standard library", None),
    ]


def test_of_several_dependencies_those_declared_around_the_file_are_named(tmp_path: Path) -> None:
    dependency = "<dependency><groupId>org.springframework.boot</groupId><artifactId>%s</artifactId></dependency>"
    pom = "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>%s</artifactId><dependencies>%s</dependencies></project>"
    files = {
        "a/pom.xml": pom % ("a", dependency % "spring-boot-starter-web"),
        "b/pom.xml": pom % ("b", dependency % "spring-boot-starter-webflux"),
        "b/src/main/java/b/B.java": "package b;\nimport org.springframework.http.HttpStatus;\nclass B { HttpStatus status; }\n",
    }
    found = Workspace(write(tmp_path, files)).dependency_graph("b/src/main/java/b/B.java")["external"]
    assert [row["package"] for row in found] == ["org.springframework.boot:spring-boot-starter-webflux"]


def test_what_any_of_several_may_bring_along_is_a_use_of_none(tmp_path: Path) -> None:
    dependency = "<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-%s</artifactId></dependency>"
    pom = "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId><dependencies>%s</dependencies></project>"
    files = {
        "pom.xml": pom % "".join(dependency % name for name in ("web", "actuator")),
        "src/main/java/b/B.java": "package b;\nimport org.springframework.core.Ordered;\nclass B implements Ordered { }\n",
        "src/main/java/b/C.java": "package b;\nimport org.springframework.http.HttpStatus;\nclass C { HttpStatus status; }\n",
    }
    used = {
        row["name"].rpartition("-")[2]: row["used_by"]
        for row in Workspace(write(tmp_path, files)).deps()["dependencies"]
    }
    assert used == {"web": 1, "actuator": 0}


def test_an_example_declares_nothing_for_the_product(tmp_path: Path) -> None:
    """A dependency that comes through another package is declared there."""
    guava = "dependencies { api 'com.google.guava:guava:33.0' }\n"
    files = {
        "examples/hello/build.gradle": guava,
        "lib-core/build.gradle": guava,
        "tool/build.gradle": "dependencies { implementation project(':lib-core') }\n",
        "tool/src/main/java/t/T.java": "package t;\nimport com.google.common.base.Strings;\nclass T { Strings s; }\n",
    }
    found = Workspace(write(tmp_path, files)).dependency_graph("tool/src/main/java/t/T.java")["external"]
    assert [row["declared"]["path"] for row in found] == ["lib-core/build.gradle"]


def test_types_are_not_what_an_import_brings(tmp_path: Path) -> None:
    files = {
        "package.json": '{"dependencies": {"react": "18"}, "devDependencies": {"@types/react": "18", "@types/estree": "1"}}',
        "index.ts": "import React from 'react';\nimport type { Node } from 'estree';\n",
    }
    found = Workspace(write(tmp_path, files)).dependency_graph("index.ts")["external"]
    assert [row["package"] for row in found] == ["@types/estree", "react"]
