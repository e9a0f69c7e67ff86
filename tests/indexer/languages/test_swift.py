"""Swift: symbols, imports, targets of packages and of Xcode projects."""

from __future__ import annotations

import pytest
from groundplan.indexer.languages.base import FileNode, World
from groundplan.indexer.languages.swift.targets import Target, read_targets

from .package_support import ends, imports, symbol, symbols, truncated

SOURCE = """import Foundation
import struct Foo.Bar
@testable import Baz
@_exported import Qux
/// Doc of C.
@available(iOS 13, *)
public final class C<T>: D, E where T: F {
  public let a = 1, b: Int
  var p: Int { 1 }
  public init(x: Int) {}
  func m(a b: Int) -> String { "" }
  enum En: String { case a, b(Int) }
  typealias X = Int
}
public extension C: Q { func ext() {} }
extension Foo.Bar { struct Inner {} }
public protocol P: AnyObject { associatedtype T; func f(); var v: Int { get } }
actor Ac {}
func top(_ x: Int) async throws -> Int { func local() {}; return 1 }
let g: Int = 1
#if os(Linux)
import Glibc
struct PP {}
#endif
"""


def test_symbols() -> None:
    assert symbols("C.swift", SOURCE) == [
        "class C",
        "property C.a",
        "property C.b",
        "-property C.p",
        "constructor C.init",
        "-method C.m",
        "-enum C.En",
        "-constant C.En.a",
        "-constant C.En.b",
        "-type C.X",
        "method C.ext",
        "-struct Foo.Bar.Inner",
        "interface P",
        "type P.T",
        "method P.f",
        "property P.v",
        "-class Ac",
        "-function top",
        "-variable g",
        "-struct PP",
    ]


def test_what_a_symbol_tells() -> None:
    found = symbol("C.swift", SOURCE, "C")
    assert (found.doc, found.bases, found.decorators) == ("Doc of C.", ("D", "E"), ("available(iOS 13, *)",))
    assert symbol("C.swift", SOURCE, "top").signature == "(_ x: Int) async throws -> Int"
    assert symbol("C.swift", SOURCE, "C.init").signature == "(x: Int)"


def test_an_import_of_a_type_defines_none_where_the_grammar_fails() -> None:
    source = "public import struct NIOCore.ByteBuffer\nimport enum Core.Kind\nstruct A { let a = ( }\nstruct B {}\n"
    assert [item for item in symbols("C.swift", source) if "." not in item] == ["-struct A", "-struct B"]


def test_imports() -> None:
    assert imports("C.swift", SOURCE) == [
        "1 static Foundation",
        "2 static Foo Bar Bar",
        "3 testable static Baz",
        "4 reexport Qux",
        "22 conditional Glibc",
    ]


MANIFEST = """// swift-tools-version:5.9
import PackageDescription
let package = Package(
    name: "shop",
    dependencies: [.package(url: "https://example.org/x.git", from: "1.0.0")],
    targets: [
        .target(name: "Core", dependencies: [.product(name: "X", package: "x"), "CShim"]),
        .target(name: "CShim"),
        // .target(name: "Gone"),
        .executableTarget(name: "shop-app", dependencies: [.target(name: "Core")], path: "App"),
        .testTarget(name: "CoreTests", dependencies: ["Core"]),
    ]
)
"""
WORKSPACE = {
    "Package.swift": MANIFEST,
    "Sources/Core/Core.swift": "public enum Core {}\n",
    "Sources/Core/Cart.swift": "public struct Cart { var item: Item }\n",
    "Sources/Core/Item.swift": "public struct Item {}\nextension Cart {}\n",
    "Sources/CShim/include/CShim.h": "int f(void);\n",
    "App/main.swift": "import Core\nlet cart = Cart(item: Item())\n",
    "Tests/CoreTests/CartTests.swift": "@testable import Core\nimport XCTest\nfinal class T: XCTestCase { let c: Cart }\n",
}


def test_targets() -> None:
    world = World({path: FileNode("Swift") for path in WORKSPACE}, lambda path: WORKSPACE.get(path, "").encode())
    assert read_targets(world) == [
        Target("shop_app", "App"),
        Target("CShim", "Sources/CShim"),
        Target("Core", "Sources/Core"),
        Target("CoreTests", "Tests/CoreTests", test=True),
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("App/main.swift", ["Sources/Core/Cart.swift#Cart", "Sources/Core/Item.swift#Item"]),
        ("Sources/Core/Cart.swift", ["~Sources/Core/Item.swift#Item"]),
        ("Sources/Core/Item.swift", ["~Sources/Core/Cart.swift#Cart"]),
        ("Tests/CoreTests/CartTests.swift", ["Sources/Core/Cart.swift#Cart", "platform:XCTest"]),
        ("Package.swift", ["platform:PackageDescription"]),
    ],
)
def test_targets_of_a_package(path: str, expected: list[str]) -> None:
    assert ends(WORKSPACE, path) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import Core", ["Sources/Core/Core.swift"]),
        ("import struct Core.Item", ["Sources/Core/Item.swift#Item"]),
        ("import CShim", ["Sources/CShim/include/CShim.h"]),
        ("import NIOCore", ["outside:NIOCore"]),
        ("import Foundation", ["platform:Foundation"]),
    ],
)
def test_where_an_import_leads(code: str, expected: list[str]) -> None:
    assert ends({**WORKSPACE, "App/x.swift": code}, "App/x.swift") == expected


def test_targets_of_an_xcode_project() -> None:
    files = {
        "ios/Shop.xcodeproj/project.pbxproj": "",
        "ios/Shop/Cart.swift": "struct Cart { let item: Item }",
        "ios/Shop/Models/Item.swift": "struct Item {}",
        "ios/ShopTests/Tests.swift": "@testable import Shop\nlet c: Cart",
    }
    assert ends(files, "ios/Shop/Cart.swift") == ["~ios/Shop/Models/Item.swift#Item"]
    assert ends(files, "ios/ShopTests/Tests.swift") == ["ios/Shop/Cart.swift#Cart"]


PROJECT = """\
\t\tA1 /* Cart.swift in Sources */ = {isa = PBXBuildFile; fileRef = F1 /* Cart.swift */; };
\t\tA2 /* Item.swift in Sources */ = {isa = PBXBuildFile; fileRef = F2 /* Item.swift */; settings = {FLAGS = ""; }; };
\t\tF1 /* Cart.swift */ = {isa = PBXFileReference; path = Cart.swift; sourceTree = "<group>"; };
\t\tF2 /* Item.swift */ = {isa = PBXFileReference; path = "Item.swift"; sourceTree = "<group>"; };
\t\tG0 = {
\t\t\tisa = PBXGroup;
\t\t\tchildren = (
\t\t\t\tG1 /* App */,
\t\t\t\tG2 /* Shared */,
\t\t\t);
\t\t};
\t\tG1 /* App */ = {
\t\t\tisa = PBXGroup;
\t\t\tchildren = (
\t\t\t\tF1 /* Cart.swift */,
\t\t\t);
\t\t\tpath = App;
\t\t};
\t\tG2 /* Shared */ = {
\t\t\tisa = PBXGroup;
\t\t\tchildren = (
\t\t\t\tF2 /* Item.swift */,
\t\t\t);
\t\t\tpath = "Shared/mac";
\t\t};
\t\tS1 /* Sources */ = {
\t\t\tisa = PBXSourcesBuildPhase;
\t\t\tfiles = (
\t\t\t\tA1 /* Cart.swift in Sources */,
\t\t\t\tA2 /* Item.swift in Sources */,
\t\t\t);
\t\t};
"""


def test_what_a_build_phase_compiles_together_over_several_folders() -> None:
    files = {
        "ios/Shop.xcodeproj/project.pbxproj": PROJECT,
        "ios/App/Cart.swift": "struct Cart { let item: Item }",
        "ios/App/Other.swift": "struct Other { let item: Item }",
        "ios/Shared/mac/Item.swift": "struct Item {}",
        "ios/Shared/phone/Item.swift": "struct Item {}",
    }
    assert ends(files, "ios/App/Cart.swift") == ["~ios/Shared/mac/Item.swift#Item"]
    assert ends(files, "ios/App/Other.swift") == []


def test_private_definitions_are_seen_by_their_own_file_only() -> None:
    files = {
        "Package.swift": '.target(name: "M")',
        "Sources/M/A.swift": "private func own() {}\nfileprivate struct Hidden {}\nstruct Near { private(set) var x = 1 }\n",
        "Sources/M/B.swift": "func use() { own(); Hidden(); Near() }\n",
    }
    assert ends(files, "Sources/M/B.swift") == ["~Sources/M/A.swift#Near"]


def test_an_import_for_extensions_only_leads_to_their_files() -> None:
    files = {
        **WORKSPACE,
        "Sources/Core/String+Slug.swift": "extension String { public var slug: String { self }; func both() {} }\n",
        "Sources/Core/Int+Both.swift": "extension Int { func both() {} }\n",
        "App/x.swift": 'import Core\nlet s = "A".slug\n',
        "App/y.swift": "import Core\nlet slug = 1.both()\n",
    }
    assert ends(files, "App/x.swift") == ["Sources/Core/String+Slug.swift#slug"]
    assert ends(files, "App/y.swift") == ["Sources/Core/Core.swift"]
    files["App/z.swift"] = 'import Core\nlet s = "A".slug.both()\n'
    files["Other/Slugs.swift"] = "extension Int { var slug: Int { 1 } }\n"
    assert ends(files, "App/z.swift") == ["Sources/Core/String+Slug.swift#both"]


def test_files_of_a_documentation_catalog_are_in_no_target() -> None:
    lesson = "Sources/Core/Core.docc/Lessons/01.swift"
    files = {
        **WORKSPACE,
        lesson: "import Core\nstruct Lesson {}\nstruct Item {}\nlet c: Cart\nlet i: Item\n",
        "Sources/Core/Core.docc/Lessons/02.swift": "let l: Lesson\n",
        "App/x.swift": "import Core\nlet i: Item\nlet l: Lesson",
    }
    assert ends(files, "App/x.swift") == ["Sources/Core/Item.swift#Item"]
    assert ends(files, lesson) == ["Sources/Core/Cart.swift#Cart"]
    assert ends(files, "Sources/Core/Core.docc/Lessons/02.swift") == []


def test_a_member_that_one_file_alone_adds_is_that_files() -> None:
    files = {
        **WORKSPACE,
        "Sources/Core/String+Slug.swift": "extension String { var slug: String { self } }\nextension Cart { func pay() {} }\n",
        "Sources/Core/Shop.swift": 'struct Shop { var pay = 1 }\nlet s = "A".slug\nlet p = Shop().pay\n',
        "App/x.swift": 'import Core\nlet c: Cart = "A".slug\nc.pay()\n',
    }
    assert ends(files, "Sources/Core/Shop.swift") == ["~Sources/Core/String+Slug.swift#slug"]
    assert ends(files, "App/x.swift") == ["Sources/Core/Cart.swift#Cart", "Sources/Core/String+Slug.swift#slug"]


def test_names_in_small_letters_that_a_file_binds_itself_or_labels_arguments_with() -> None:
    files = {
        **WORKSPACE,
        "Sources/Core/Global.swift": "let maker = 1\nfunc pack() {}\nfunc wrap() {}\nextension Data { func append(cart: Cart) {} }\n",
        "Sources/Core/A.swift": "let a = Box(maker: 2)\nstruct B { func pack() {}\n func c() { pack() } }\na.append(1)\n",
        "Sources/Core/C.swift": "switch b { case .x(let wrap): print(wrap)\n case .y: wrap() }\n",
        "Sources/Core/D.swift": "let d = Box(maker: maker)\n",
    }
    assert ends(files, "Sources/Core/A.swift") == []
    assert ends(files, "Sources/Core/C.swift") == ["~Sources/Core/Global.swift#wrap"]
    assert ends(files, "Sources/Core/D.swift") == ["~Sources/Core/Global.swift#maker"]


def test_truncated_files_never_raise() -> None:
    assert truncated("C.swift", SOURCE) > 0
