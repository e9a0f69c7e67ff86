"""PHP: symbols, and imports as written."""

from __future__ import annotations

import pytest
from groundplan.indexer.languages import language

from ..all_uses import uses
from .workspace_support import imports, read, symbols

SYMBOLS = [
    (
        "members of a class",
        (
            "class C {\n const A = 1, B = 2;\n private const D = 1;\n public int $x = 1;\n protected $y;\n"
            " public function __construct() {}\n private function f(): void {}\n}"
        ),
        [
            "class C",
            "constant C.A",
            "constant C.B",
            "-constant C.D",
            "property C.x",
            "-property C.y",
            "constructor C.__construct",
            "-method C.f",
        ],
    ),
    (
        "kinds of types",
        (
            "interface I extends J { public function a(); }\ntrait T { function b() {} }\n"
            "enum E: string { case A = 'a'; }"
        ),
        ["interface I", "method I.a", "trait T", "method T.b", "enum E", "constant E.A"],
    ),
    (
        "functions and constants",
        (
            "function f() { function g() {} }\nconst X = 1;\ndefine('Y', 2);\n"
            "if (!function_exists('h')) { function h() {} }"
        ),
        ["function f", "constant X", "constant Y", "function h"],
    ),
    (
        "properties that a constructor declares with its parameters",
        "class C { function __construct(private int $a, public readonly A $b = new A(), int $c = 1) { function d() {} } }",
        ["class C", "constructor C.__construct", "-property C.a", "property C.b"],
    ),
    ("in a namespace with braces", "namespace N { class C {} function f() {} }", ["class C", "function f"]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in SYMBOLS], ids=[case[0] for case in SYMBOLS])
def test_symbols(text: str, expected: list[str]) -> None:
    assert symbols("a.php", f"<?php\n{text}") == expected


def test_details_of_definitions() -> None:
    text = (
        "<?php\nnamespace App\\Entity;\n/**\n * A post.\n */\n#[ORM\\Entity]\n#[Other(a: 1)]\n"
        "final class Post extends Base implements I, \\J {\n use T, U;\n"
        " public function f(int $a): ?string { return null; }\n}"
    )
    facts = read("a.php", text)
    post, method = facts.symbols
    assert facts.module == "App\\Entity"
    assert (post.start_line, post.end_line, post.doc) == (6, 11, "A post.")
    assert post.bases == ("Base", "I", "\\J", "T", "U")
    assert post.decorators == ("ORM\\Entity", "Other(a: 1)")
    assert method.signature == "(int $a): ?string"


def test_traits_of_several_statements_keep_their_order() -> None:
    """The parser's captures came in another order at each run, and the same file had other bases."""
    traits = tuple(f"T{number}" for number in range(40))
    text = f"<?php class A {{ {' '.join(f'use {trait};' for trait in traits)} }}"
    assert read("a.php", text).symbols[0].bases == traits


IMPORTS = [
    (
        "use",
        "use A\\B;\nuse A\\C as D, E;\nuse function a\\f;\nuse const a\\X as Y;",
        [
            "1 use static A\\B B",
            "2 use static A\\C D",
            "2 use static E E",
            "3 function static a\\f f",
            "4 const static a\\X Y",
        ],
    ),
    (
        "groups",
        "use A\\{B, C\\D as E, function f};",
        ["1 use static A\\B B", "1 use static A\\C\\D E", "1 function static A\\f f"],
    ),
    (
        "files",
        (
            "require __DIR__ . '/a.php';\nrequire_once dirname(__DIR__, 2).'/b.php';\n"
            "include(dirname(__FILE__) . '/c.php');\ninclude 'd.php';\nrequire $x;"
        ),
        [
            "1 require __DIR__ static a.php",
            "2 require_once __DIR__ static ../../b.php",
            "3 include __DIR__ static c.php",
            "4 include static d.php",
            "5 require dynamic $x",
        ],
    ),
    (
        "paths from the file's folder",
        (
            "require \\dirname(__DIR__, 1).'/a.php';\nrequire __DIR__.\\DIRECTORY_SEPARATOR.'B'.\\DIRECTORY_SEPARATOR.'c.php';\n"
            "$d = realpath(dirname(__FILE__).'/../d');\n$e = __DIR__; $e = other();\n"
            "class T { private static string $f = __DIR__.'/f/'; function g() {\n"
            "require $d.'/x.php';\nrequire $e.'/y.php';\ninclude self::$f.'z.php';\nrequire $_SERVER['S'] = __DIR__.'/h.php'; } }"
        ),
        [
            "1 require __DIR__ static ../a.php",
            "2 require __DIR__ static B/c.php",
            "2 name static \\DIRECTORY_SEPARATOR",
            "6 require __DIR__ lazy ../d/x.php",
            "7 require dynamic $e.'/y.php'",
            "8 include __DIR__ lazy f/z.php",
            "9 require __DIR__ lazy h.php",
        ],
    ),
    (
        "in a function",
        "function f() { return require 'a.php'; }\nif ($x) { include 'b.php'; }",
        [
            "1 require lazy a.php",
            "2 include conditional b.php",
        ],
    ),
    (
        "in any case",
        "Use A\\B;\nUSE FUNCTION c\\d;",
        [
            "1 use static A\\B B",
            "2 function static c\\d d",
        ],
    ),
    (
        "qualified names, not in comments and strings",
        "/** @var \\A\\B */\n$x = new \\C\\D(); E\\F::g(); $s = '\\G\\H'; \\count($x); catch_(\\Exception::class);",
        [
            "2 name static \\C\\D",
            "2 name static E\\F",
            "2 name static \\Exception",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in IMPORTS], ids=[case[0] for case in IMPORTS])
def test_imports(text: str, expected: list[str]) -> None:
    assert imports("a.php", f"<?php {text}") == expected


WHOLE = (
    "<?php\nnamespace A;\nuse B\\{C, function d as e};\n#[F(1)]\n"
    "final class G extends H implements I { use J, K; const L = 1; private ?int $m; case N; function o(): P {"
    " return require __DIR__ . '/q.php'; } }\ndefine('R', 1);"
)


def test_truncated_files_never_raise() -> None:
    assert {read("a.php", WHOLE[:end]).module for end in range(len(WHOLE))} <= {"", "A"}


def test_identifiers_of_code_only() -> None:
    """Comments, strings, here-documents and the text around PHP have none."""
    text = b"<?php $a = <<<EOT\n don't no\n EOT; f('no'); // no\n ?> <b>no</b> <?= G::f() ?> no <?php # no\n new H;"
    assert {name.decode() for name in uses(text, language("PHP").LEXICON)} == {"$a", "f", "G", "H"}
