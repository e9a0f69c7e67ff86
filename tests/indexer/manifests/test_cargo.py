"""Cargo: Cargo.toml and Cargo.lock."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

ROOT = dedent("""\
    [workspace]
    members = ["crates/*"]
    exclude = ["fuzz"]

    [workspace.package]
    version = "2.1.0"

    [workspace.dependencies]
    serde = { version = "1.0", features = ["derive"] }
    core = { path = "crates/core", version = "2.1" }
    """)

MEMBER = dedent("""\
    [package]
    name = "app"
    version.workspace = true
    publish = false

    [[bin]]
    name = "run"
    path = "src/run.rs"

    [lib]
    doctest = false

    [[example]]
    name = "demo"

    [dependencies]
    serde = { workspace = true, optional = true }
    core.workspace = true
    log = "0.4"
    json = { package = "serde_json", version = "=1.0.3" }
    gitty = { git = "https://example.org/gitty", tag = "v1" }

    [dev-dependencies]
    tempfile = "3"

    [build-dependencies]
    cc = "1"

    [target.'cfg(windows)'.dependencies]
    winapi = "0.3"

    [features]
    default = ["serde"]
    """)

LOCK = dedent("""\
    version = 3

    [[package]]
    name = "app"
    version = "2.1.0"
    dependencies = ["core", "log 0.4.20", "tempfile"]

    [[package]]
    name = "log"
    version = "0.3.9"
    source = "registry+https://example.org/index"

    [[package]]
    name = "log"
    version = "0.4.20"
    source = "registry+https://example.org/index"

    [[package]]
    name = "tempfile"
    version = "3.8.0"
    source = "registry+https://example.org/index"
    dependencies = ["fastrand"]

    [[package]]
    name = "fastrand"
    version = "2.0.0"
    source = "git+https://example.org/fastrand#abc"
    """)

WORKSPACE = {
    "Cargo.toml": ROOT,
    "crates/app/Cargo.toml": MEMBER,
    "crates/core/Cargo.toml": '[package]\nname = "core"\nversion = "2.1.0"\n',
    "Cargo.lock": LOCK,
}


def test_member_inherits_and_is_locked(rows: Rows) -> None:
    assert rows(WORKSPACE, "crates/app/Cargo.toml") == [
        ("serde", "1.0", "", "optional", 17),
        ("core", "2.1", "", "runtime", 18),
        ("log", "0.4", "0.4.20", "runtime", 19),
        ("serde_json", "=1.0.3", "1.0.3", "runtime", 20),
        ("gitty", "", "", "runtime", 21),
        ("tempfile", "3", "3.8.0", "dev", 24),
        ("cc", "1", "", "build", 27),
        ("winapi", "0.3", "", "runtime", 30),
    ]


def test_lock_learns_scopes(rows: Rows) -> None:
    assert rows(WORKSPACE, "Cargo.lock") == [
        ("app", "", "2.1.0", "runtime", 4),
        ("log", "", "0.3.9", "runtime", 9),
        ("log", "", "0.4.20", "runtime", 14),
        ("tempfile", "", "3.8.0", "dev", 19),
        ("fastrand", "", "2.0.0", "dev", 25),
    ]


def test_package_targets_and_sources(read: Read) -> None:
    linked = read(WORKSPACE)
    manifest = linked["crates/app/Cargo.toml"]
    package = manifest.packages[0]
    assert (package.name, package.version, package.directory, package.private) == ("app", "2.1.0", "crates/app", True)
    assert [(e.kind, e.name, e.target) for e in manifest.entries] == [
        ("cli", "run", "src/run.rs"),
        ("library", "app", "src/lib.rs"),
        ("main", "demo", "examples/demo.rs"),
    ]
    by_name = {d.name: d for d in manifest.dependencies}
    assert (by_name["core"].source, by_name["core"].path) == ("workspace", "crates/core")
    assert by_name["gitty"].source == "git"
    assert by_name["winapi"].marker == "cfg(windows)"
    assert "renamed json" in by_name["serde_json"].marker
    offered = [d for d in linked["Cargo.toml"].dependencies if d.group == "workspace"]
    assert [(d.name, d.direct) for d in offered] == [("serde", False), ("core", False)]
    tool = linked["Cargo.toml"].tools[0]
    assert (tool.name, tool.members, tool.excludes) == ("Cargo workspace", ("crates/*",), ("fuzz",))


def test_lock_sources(read: Read) -> None:
    by_name = {d.name: d for d in read(WORKSPACE)["Cargo.lock"].dependencies}
    assert (by_name["app"].source, by_name["app"].path) == ("workspace", "crates/app")
    assert by_name["fastrand"].source == "git"
    assert by_name["tempfile"].requires == ("fastrand",)


@pytest.mark.parametrize(
    ("constraint", "versions", "expected"),
    [
        ("0.4", ("0.3.9", "0.4.20"), "0.4.20"),
        ("1", ("0.9.0", "1.4.0", "2.0.0"), "1.4.0"),
        ("~1.2", ("1.3.0", "1.2.9"), "1.2.9"),
        ("=1.3.0", ("1.2.9", "1.3.0"), "1.3.0"),
        ("0.0.3", ("0.0.4", "0.0.3"), "0.0.3"),
        ("1.*", ("2.0.0", "1.9.0"), "1.9.0"),
    ],
)
def test_several_locked_versions(rows: Rows, constraint: str, versions: Any, expected: Any) -> None:
    lock = "".join(f'[[package]]\nname = "x"\nversion = "{v}"\nsource = "registry+u"\n' for v in versions)
    manifest = f'[package]\nname = "p"\n[dependencies]\nx = "{constraint}"\n'
    assert rows({"Cargo.toml": manifest, "Cargo.lock": lock}, "Cargo.toml")[0][2] == expected


@pytest.mark.parametrize("path", ["Cargo.toml", "Cargo.lock"])
def test_malformed(read: Read, path: str) -> None:
    assert read({path: '[package\nname = "x"\n'})[path].problems


def test_a_manifest_of_toml_1_1_is_read(rows: Rows) -> None:
    text = '[package]\nname = "pot"\n[dependencies]\nlog = {\n  version = "0.4",\n  features = ["std"],\n}\n'
    assert rows({"Cargo.toml": text}, "Cargo.toml") == [("log", "0.4", "", "runtime", 4)]


def test_the_lock_tells_which_of_several_versions_a_package_needs(rows: Rows, read: Read) -> None:
    """A crate of the workspace may stand in the lock a second time, as others need it from the registry."""
    lock = (
        'version = 3\n[[package]]\nname = "app"\nversion = "2.0.0"\ndependencies = ["core 2.0.0", "http 0.9.1"]\n'
        '[[package]]\nname = "core"\nversion = "1.9.0"\nsource = "registry+x"\n'
        '[[package]]\nname = "core"\nversion = "2.0.0"\n'
        '[[package]]\nname = "http"\nversion = "0.8.0"\nsource = "registry+x"\n'
        '[[package]]\nname = "http"\nversion = "0.9.1"\nsource = "registry+x"\n'
    )
    files = {
        "Cargo.toml": '[workspace]\nmembers = ["app", "core"]\n',
        "app/Cargo.toml": '[package]\nname = "app"\n[dependencies]\ncore = { path = "../core" }\nhttp = ">=0.8, <0.10"\n',
        "core/Cargo.toml": '[package]\nname = "core"\nversion = "2.0.0"\n',
        "Cargo.lock": lock,
    }
    assert [row[:3] for row in rows(files, "app/Cargo.toml")] == [
        ("core", "", "2.0.0"),
        ("http", ">=0.8, <0.10", "0.9.1"),
    ]
    direct = {(item.name, item.resolved) for item in read(files)["Cargo.lock"].dependencies if item.direct}
    assert direct == {("core", "2.0.0"), ("http", "0.9.1")}
