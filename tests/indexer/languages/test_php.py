"""PHP: symbols, imports, and where they lead."""

from __future__ import annotations

import json

import pytest
from groundplan.indexer.languages import language

from ..all_uses import uses
from .workspace_support import ends, imports, read, resolve, symbols

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


COMPOSER = json.dumps(
    {
        "require": {"php": ">=8", "symfony/console": "^7", "acme/tool": "1"},
        "autoload": {"psr-4": {"App\\": "src/", "Two\\": ["one/", "two/"]}, "psr-0": {"Old_": "legacy/"}},
        "autoload-dev": {"psr-4": {"App\\Tests\\": "tests/"}},
    }
)
LOCK = json.dumps({"packages": [{"name": "doctrine/orm", "autoload": {"psr-4": {"Doctrine\\ORM\\": "src"}}}]})

# (id, files, importing file, [where its imports lead])
CASES = [
    (
        "psr-4",
        {
            "src/A.php": "<?php namespace App; use App\\B\\C; use Two\\D; use App\\Tests\\T;",
            "src/B/C.php": "",
            "two/D.php": "",
            "tests/T.php": "",
        },
        "src/A.php",
        ["src/B/C.php#C", "two/D.php#D", "tests/T.php#T"],
    ),
    (
        "a name of the own namespace behind a concatenation",
        {"a.php": "<?php namespace N; $x = 'create'.Str::upper($y);", "b.php": "<?php namespace N; class Str {}"},
        "a.php",
        ["b.php#Str"],
    ),
    (
        "two namespaces in one file",
        {
            "a.php": "<?php use X\\A; use Y\\B; use Y\\A as C; new Top();",
            "lib/two.php": "<?php namespace X { class A {} } namespace Y { class B {} } namespace { class Top {} }",
        },
        "a.php",
        ["lib/two.php#A", "lib/two.php#B", "? no file declares the name", "lib/two.php#Top"],
    ),
    (
        "Laravel's folders",
        {
            "app/P.php": "<?php require base_path('routes/web.php'); include config_path('a.php'); require base_path($x);",
            "routes/web.php": "",
            "config/a.php": "",
        },
        "app/P.php",
        ["routes/web.php", "config/a.php", "? computed path"],
    ),
    (
        "psr-0",
        {"a.php": "<?php use Old_Thing_Part;", "legacy/Old/Thing/Part.php": ""},
        "a.php",
        ["legacy/Old/Thing/Part.php#Old_Thing_Part"],
    ),
    (
        "declared without a rule",
        {
            "a.php": "<?php use X\\Y; use function X\\f; use const X\\K;",
            "lib/any.php": "<?php namespace X; class Y {} function f() {} const K = 1;",
        },
        "a.php",
        ["lib/any.php#Y", "lib/any.php#f", "lib/any.php#K"],
    ),
    (
        "packages",
        {
            "a.php": "<?php use Doctrine\\ORM\\Mapping as ORM; use Symfony\\Component\\Console\\Command; use Acme\\X; use Nobody\\Y;"
        },
        "a.php",
        ["module:doctrine/orm", "module:symfony/console", "module:acme/tool", "module:Nobody"],
    ),
    (
        "PHP's own",
        {"a.php": "<?php use Exception; use DateTimeImmutable; use ReflectionClass; new \\PDO();"},
        "a.php",
        ["platform:Exception", "platform:DateTimeImmutable", "platform:ReflectionClass", "platform:PDO"],
    ),
    (
        "qualified names",
        {
            "src/A.php": "<?php namespace App; use App\\B as Q; new Q\\C(); new \\App\\B\\C(); new B\\D();",
            "src/B/C.php": "",
            "src/B/D.php": "<?php namespace App\\B; class D {}",
        },
        "src/A.php",
        ["? a namespace, no file of its own", "src/B/C.php#C", "src/B/C.php#C", "src/B/D.php#D"],
    ),
    (
        "same namespace",
        {
            "src/A.php": "<?php namespace App; // B\nclass A extends B { function f($C) { return new D; } }",
            "src/B.php": "<?php namespace App; class B {}",
            "src/C.php": "<?php namespace App; class C {}",
            "src/x/D.php": "<?php namespace App\\x; class D {}",
        },
        "src/A.php",
        ["src/B.php#B"],
    ),
    (
        "same namespace, in an indented attribute only",
        {
            "src/A.php": "<?php namespace App;\nclass A {\n    #[One(to: B::class)]\n    # C\n    public $b;\n}",
            "src/B.php": "<?php namespace App; class B {}",
            "src/C.php": "<?php namespace App; class C {}",
        },
        "src/A.php",
        ["src/B.php#B"],
    ),
    (
        "a function that a test puts in place of PHP's own",
        {
            "src/A.php": "<?php namespace App; class A { function f() { error_log('x'); } }",
            "tests/ATest.php": "<?php namespace App; function error_log() {} class ATest { function t() { new A; } }",
        },
        "src/A.php",
        [],
    ),
    (
        "a use hides the neighbour",
        {"src/A.php": "<?php namespace App; use Acme\\B; new B;", "src/B.php": "<?php namespace App; class B {}"},
        "src/A.php",
        ["module:acme/tool"],
    ),
    (
        "files",
        {
            "public/a.php": (
                "<?php require __DIR__.'/../src/b.php'; include 'c.php';"
                " include 'src/b.php'; require '../vendor/autoload.php'; require 'none.php';"
            ),
            "src/b.php": "",
            "public/c.php": "",
        },
        "public/a.php",
        ["src/b.php", "public/c.php", "src/b.php", "? installed by Composer", "? no file at that path"],
    ),
    (
        "nobody declares it",
        {"src/A.php": "<?php namespace App; use App\\None; use Nothing;"},
        "src/A.php",
        ["? no file declares the name", "? no file declares the name"],
    ),
]


@pytest.mark.parametrize(("files", "path", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_where_imports_lead(files: dict[str, str], path: str, expected: list[str]) -> None:
    assert ends({"composer.json": COMPOSER, "composer.lock": LOCK, **files}, path, "PHP") == expected


def test_what_a_package_calls_as_the_workspace_does_is_the_workspaces() -> None:
    """A formatter that is an application itself autoloads `App` from its own folder, which nobody can use."""
    lock = '{"packages-dev": [{"name": "acme/pint", "autoload": {"psr-4": {"App\\\\": "app/", "App\\\\Pint\\\\": "pint/"}}}]}'
    files = {"composer.json": COMPOSER, "composer.lock": lock, "src/A.php": "<?php use App\\None; use App\\Pint\\X;"}
    assert ends(files, "src/A.php", "PHP") == ["? no file declares the name", "module:acme/pint"]


def test_neighbours_carry_the_line_of_their_first_use() -> None:
    files = {"A.php": "<?php\nnamespace N;\n\n// B\nnew B;", "B.php": "<?php\nnamespace N;\nclass B {}"}
    assert [(link.target, link.line, link.kind) for link in resolve(files, "PHP")["A.php"]] == [("B.php", 5, "static")]


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


def test_files_included_from_constants() -> None:
    files = {
        "index.php": "<?php if (!defined('APP')) define('APP', __DIR__ . '/');\nrequire APP . 'inc/a.php'; require INC . '/a.php';",
        "admin/page.php": "<?php require_once(APP . 'inc/a.php'); require dirname(INC) . '/index.php'; require APP . LIB . '/b.php';",
        "inc/a.php": "<?php define('LIB', 'lib');\nclass Setup { function all() { define('INC', APP . 'inc'); } }",
        "lib/b.php": "<?php define('HOME', $this->root); define('TEST', '/home/you');",
        "plugins/x/x.php": "<?php require HOME . '/lib/b.php'; require TEST . '/lib/b.php'; require OTHER . '/none.php'; require HOME;",
        "tests/run.php": "<?php define('APP', __DIR__ . '/data/'); require APP . 'c.php'; require APP . \"$x.php\";",
        "tests/data/c.php": "",
    }
    assert ends(files, "index.php", "PHP") == ["inc/a.php", "inc/a.php"]
    assert ends(files, "admin/page.php", "PHP") == ["inc/a.php", "index.php", "lib/b.php", "inc/a.php#LIB"]
    assert ends(files, "plugins/x/x.php", "PHP") == [
        "lib/b.php",
        "lib/b.php",
        "? no file at that path",
        "? computed path",
        "lib/b.php#HOME",
        "lib/b.php#TEST",
    ]
    assert ends(files, "tests/run.php", "PHP") == ["tests/data/c.php", "? computed path"]


def test_global_functions_are_the_platforms() -> None:
    files = {
        "a.php": "<?php use function strlen; use const PHP_EOL, OWN; use Missing;",
        "b.php": "<?php const OWN = 1;",
    }
    assert ends(files, "a.php", "PHP") == [
        "platform:strlen",
        "platform:PHP_EOL",
        "b.php#OWN",
        "? no file declares the name",
    ]
