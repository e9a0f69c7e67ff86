"""Bazel: MODULE.bazel."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from groundplan.indexer.manifests.base import ecosystem_of

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

FILES = {
    "MODULE.bazel": dedent("""\
        module(
            name = "shop",
            version = "1.0",
        )
        bazel_dep(name = "rules_go", version = "0.46.0", repo_name = "go")  # comment
        # bazel_dep(name = "gone", version = "1")
        bazel_dep(name = "stardoc", version = "0.6.2", dev_dependency = True)
        """)
}


def test_module(rows: Rows, read: Read) -> None:
    assert rows(FILES, "MODULE.bazel") == [
        ("rules_go", "0.46.0", "0.46.0", "build", 5),
        ("stardoc", "0.6.2", "0.6.2", "dev", 7),
    ]
    assert [(p.name, p.version) for p in read(FILES)["MODULE.bazel"].packages] == [("shop", "1.0")]


def test_damaged_text_costs_itself(rows: Rows) -> None:
    text = 'bazel_dep(name = "open"\nbazel_dep(name = "x", version = "1")\n'
    assert rows({"MODULE.bazel": text}, "MODULE.bazel") == [("x", "1", "1", "build", 2)]


MAVEN = """\
SHARED = [
    "com.google.guava:guava:33.0-jre",
    "io.netty:netty-epoll:jar:linux-x86_64:4.2.1.Final",  # the platform's own
]
maven = use_extension("@rules_jvm_external//:extensions.bzl", "maven")
maven.install(
    artifacts = SHARED + ["junit:junit"],
    repositories = ["https://repo1.maven.org/maven2"],
)
maven.artifact(
    group = "org.slf4j",
    artifact = "slf4j-api",
    version = "2.0.9",
)
tools = use_extension("@rules_jvm_external//:extensions.bzl", "maven", dev_dependency = True)
tools.install(artifacts = ["com.puppycrawl.tools:checkstyle:10.1"])
go = use_extension("@gazelle//:extensions.bzl", "go_deps")
go.install(artifacts = ["no.maven:at-all:1"])
"""


def test_artifacts_of_maven(rows: Rows, read: Read) -> None:
    files = {"MODULE.bazel": MAVEN}
    assert rows(files, "MODULE.bazel") == [
        ("com.google.guava:guava", "33.0-jre", "33.0-jre", "runtime", 2),
        ("io.netty:netty-epoll", "4.2.1.Final", "4.2.1.Final", "runtime", 3),
        ("junit:junit", "", "", "runtime", 7),
        ("org.slf4j:slf4j-api", "2.0.9", "2.0.9", "runtime", 12),
        ("com.puppycrawl.tools:checkstyle", "10.1", "10.1", "dev", 16),
    ]
    manifest = read(files)["MODULE.bazel"]
    assert {ecosystem_of(manifest, item) for item in manifest.dependencies} == {"maven"}
