"""SwiftPM: Package.swift and Package.resolved."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

PACKAGE = dedent("""\
    // swift-tools-version:5.9
    import PackageDescription

    let package = Package(
        name: "Shop",
        dependencies: [
            .package(url: "https://github.com/apple/swift-nio.git", from: "2.60.0"),
            .package(url: "https://github.com/x/Exact", exact: "1.2.3"),
            .package(url: "https://github.com/x/Minor/", .upToNextMinor(from: "1.0.0")),
            .package(url: "https://github.com/x/range", "1.0.0"..<"2.0.0"),
            .package(url: "https://github.com/x/branch", branch: "main"),
            .package(url: "https://github.com/x/quick", from: "7.0.0"),
            .package(path: "../Local"),
        ],
        targets: [
            .executableTarget(name: "shop", dependencies: [.product(name: "NIO", package: "swift-nio"), "Helper"]),
            .executableTarget(name: "tool", path: "Tools/main"),
            .target(name: "Helper"),
            .testTarget(name: "ShopTests", dependencies: ["shop", .product(name: "Quick", package: "quick")]),
        ]
    )
    """)

RESOLVED = """{
  "pins": [
    {
      "identity": "swift-nio",
      "location": "https://github.com/apple/swift-nio.git",
      "state": {"revision": "abc", "version": "2.62.0"}
    },
    {
      "identity": "branch",
      "location": "https://github.com/x/branch",
      "state": {"branch": "main", "revision": "def"}
    }
  ],
  "version": 2
}"""

FILES = {"Package.swift": PACKAGE, "Package.resolved": RESOLVED}
OUTSIDE = 'let package = Package(name: "P", dependencies: [.package(path: "../../Far"), .package(path: "..")])\n'
FIRST_FORMAT = '{"object": {"pins": [{"package": "Alamofire", "repositoryURL": "https://x/Alamofire.git", "state": {"version": "5.8.1"}}]}}'


def test_package(rows: Rows, read: Read) -> None:
    files = {
        "app/Package.swift": PACKAGE,
        "app/Package.resolved": RESOLVED,
        "Local/Package.swift": 'Package(name: "Local")',
    }
    assert rows(files, "app/Package.swift") == [
        ("swift-nio", "from: 2.60.0", "2.62.0", "runtime", 7),
        ("exact", "1.2.3", "1.2.3", "runtime", 8),
        ("minor", "from: 1.0.0", "", "runtime", 9),
        ("range", "1.0.0..<2.0.0", "", "runtime", 10),
        ("branch", "branch: main", "def", "runtime", 11),
        ("quick", "from: 7.0.0", "", "test", 12),
        ("local", "", "", "runtime", 13),
    ]
    manifest = read(files)["app/Package.swift"]
    assert [(p.name, p.directory) for p in manifest.packages] == [("Shop", "app")]
    assert [(e.name, e.target) for e in manifest.entries] == [("shop", "Sources/shop"), ("tool", "Tools/main")]
    assert [(s.name, s.value, s.line) for s in manifest.settings] == [("swift", "5.9", 1)]
    assert (manifest.dependencies[-1].source, manifest.dependencies[-1].path) == ("workspace", "Local")


def test_a_path_out_of_the_workspace_is_not_its_root(read: Read) -> None:
    files = {"sub/Package.swift": OUTSIDE, "Package.swift": 'let package = Package(name: "Root")\n'}
    far, root = read(files)["sub/Package.swift"].dependencies
    assert (far.source, far.path, far.marker) == ("path", "", "outside the workspace")
    assert (root.source, root.path) == ("workspace", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RESOLVED, [("swift-nio", "", "2.62.0", "runtime", 3), ("branch", "main", "def", "runtime", 8)]),
        (FIRST_FORMAT, [("alamofire", "", "5.8.1", "runtime", 1)]),
        ('{"version": "2"}', []),
    ],
)
def test_resolved(rows: Rows, text: str, expected: Any) -> None:
    assert rows({"Package.resolved": text}, "Package.resolved") == expected


@pytest.mark.parametrize(("path", "text"), [("Package.swift", "let x = (("), ("Package.resolved", "{ pins")])
def test_malformed(read: Read, path: str, text: str) -> None:
    assert read({path: text})[path].problems


def test_what_a_package_offers_to_import(read: Read) -> None:
    text = dedent("""\
        let package = Package(
            name: "Shop",
            products: [.library(name: "Shop", targets: ["Core"]), .library(name: "Other", type: .dynamic, targets: ["Gone"])],
            targets: [.target(name: "Core", path: "Source"), .target(name: "Extra")]
        )
        """)
    [entry] = read({"Package.swift": text})["Package.swift"].entries
    assert (entry.kind, entry.name, entry.target, entry.line) == ("library", "Shop", "Source/Core.swift", 3)
