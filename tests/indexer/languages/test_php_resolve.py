"""PHP: where imports lead."""

from __future__ import annotations

import json

import pytest

from .workspace_support import ends, resolve

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
        "a method that is called as a function of the namespace",
        {
            "src/A.php": "<?php namespace App; class A { function parse() { return $this->parse(); } }",
            "src/b.php": "<?php namespace App; function parse() {}",
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


def test_what_a_package_of_the_workspace_has_not_is_not_said_to_come_from_another_of_its_vendor() -> None:
    files = {
        "composer.json": '{"name": "shop/cart", "require": {"shop/tax": "1"}, "autoload": {"psr-4": {"Shop\\\\Cart\\\\": "src"}}}',
        "src/Web/composer.json": '{"name": "shop/web", "require": {"shop/cart": "1"}}',
        "src/Web/A.php": "<?php namespace Shop\\Cart\\Web; use Shop\\Cart\\Totals; use Shop\\Tax\\Rate;",
    }
    assert ends(files, "src/Web/A.php", "PHP") == ["? no file declares the name", "module:shop/tax"]


def test_classes_whose_names_look_like_those_of_functions() -> None:
    files = {
        "lib/base.php": "<?php class base_test {} class cache {}",
        "a.php": "<?php class a extends base_test { public $cache; }",
        "b.php": "<?php namespace N; class b extends \\base_test { function f() { return \\true; } }",
        "c.php": "<?php $c = new cache; $d = cache::make();",
        "d.php": "<?php class d { function f($cache) { return $this->cache; } } // the cache",
    }
    found = {path: [link.target for link in links] for path, links in resolve(files, "PHP").items()}
    assert found["a.php"] == found["b.php"] == found["c.php"] == ["lib/base.php"]
    assert found["d.php"] == []


def test_a_constant_in_a_namespace_holds_a_folder_too() -> None:
    files = {
        "editor/index.php": "<?php namespace Own; define('Own\\DIR', '../core/'); include DIR . 'start.php';",
        "core/start.php": "",
    }
    assert ends(files, "editor/index.php", "PHP")[0] == "core/start.php"
