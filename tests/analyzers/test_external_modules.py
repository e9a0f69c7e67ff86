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
    ("maven", "a.b:b-client a.b:b-server", "a.b.core", "", "a.b:b-client a.b:b-server"),
    ("nuget", "Microsoft.Extensions.Logging Moq", "Microsoft.Extensions.Logging.Console", "", "microsoft.extensions.logging"),
    ("nuget", "xunit.v3 Moq", "Xunit", "", "xunit.v3"),
    ("nuget", "TagLibSharp", "TagLib.IFD", "", "taglibsharp"),
    ("nuget", "Microsoft.AspNetCore.Authorization", "Microsoft.AspNetCore.Http", "", ""),
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
