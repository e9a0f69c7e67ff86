"""The one language, framework and test framework that a workspace is said to be in, and the names that speak for kinds of projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ... import lazy_re as re
from ...indexer.classify.linguist import language_type
from ...indexer.gathering import words
from ...indexer.languages.families import JAVASCRIPT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...answers import Detect, LanguageShare

__all__ = [
    "BUILDS", "COMMAND_LINE", "DOCUMENTING", "FOR_OTHERS", "IN_BROWSER", "JOIN_BOTH", "LEAST_CODE", "RAILS", "RELEASED_BY",
    "RELEASING", "SERVED", "SETTING_UP", "SITES", "SITE_HOSTS", "TEMPLATES", "UNDER", "is_program", "main_framework",
    "main_language", "servers_of", "test_framework", "test_runners",
]  # fmt: skip

DRIVER = "CTest"
"""What only starts the programs that a framework's tests are built into: it is none where there is one, or another command tests."""
RUNS_TESTS: dict[str, tuple[str, ...]] = {
    "Python": ("pytest", "nose2", "unittest"),
    "JavaScript": ("Vitest", "Jest", "Mocha", "AVA", "Jasmine", "Karma", "QUnit", "node:test", "node-tap",
                    "Tape", "lab", "uvu", "Playwright", "Cypress"),
    "Java": ("JUnit", "TestNG", "Spock"), "Kotlin": ("Kotest", "JUnit", "kotlin.test", "TestNG"), "Groovy": ("Spock", "JUnit"),
    "Scala": ("ScalaTest", "MUnit", "minitest (Scala)", "specs2", "uTest", "ZIO Test", "JUnit"),
    "C#": ("xUnit", "NUnit", "MSTest", "TUnit"), "F#": ("Expecto", "xUnit", "NUnit"),
    "Go": ("Ginkgo", "go test"), "Rust": ("cargo test", "nextest"), "Ruby": ("RSpec", "Minitest", "test-unit", "Cucumber"),
    "PHP": ("Pest", "PHPUnit", "Codeception", "Behat", "PHPSpec"), "Swift": ("Swift Testing", "XCTest", "Quick"),
    "C++": ("GoogleTest", "Catch2", "doctest", "Boost.Test", "Qt Test", DRIVER), "C": ("Unity Test", "Criterion (C)", DRIVER),
    "Elixir": ("ExUnit",), "Dart": ("flutter_test", "package:test"), "Haskell": ("Hspec", "Tasty", "HUnit"), "OCaml": ("Alcotest",),
    "Erlang": ("Common Test", "EUnit"), "Clojure": ("clojure.test",), "Lua": ("busted",), "R": ("testthat",), "Julia": ("Test.jl",),
    "Perl": ("Test::More",), "Shell": ("Bats", "ShellSpec", "shUnit2"),
}  # fmt: skip
"""Language → the frameworks that run its tests, before what only helps them (coverage, mocks, browsers, containers)."""
SIDE_BY_SIDE = (
    frozenset({"Swift Testing", "XCTest"}),
    frozenset({"RSpec", "Minitest"}),
    frozenset({"Vitest", "Jest"}),
    frozenset({"ScalaTest", "MUnit", "minitest (Scala)"}),
    frozenset({"flutter_test", "package:test"}),
    frozenset({"JUnit", "kotlin.test", "Spock"}),
)
"""What often stands side by side in one language: the one that the root shows leads, then what more shows, then as `detect` ranks them."""
OF_A_PART = {"Ginkgo": "go test"}
"""Runner → the language's own, in lower case, which runs the tests where only a package without code of the product has the first."""
RUN_WORD = re.compile(r"(?:(?<=bin/)|(?<![\w@/.-]))[a-z][\w-]*(?![\w/.-])")
CALLED = {"codecept": "codeception"}
"""What is typed to start a runner that is called otherwise."""
SAME_TESTS = dict.fromkeys(JAVASCRIPT, "JavaScript")
BUILDS = frozenset({"Makefile", "CMake", "Meson", "Dockerfile", "Just"})
TEXTS = BUILDS | frozenset({
    "Assembly", "Fluent", "Gherkin", "PLpgSQL", "TSQL", "PLSQL", "Linker Script",
})  # fmt: skip
"""What Linguist counts as programming and no product is written in: translations, stories for tests, dumps of databases,
what compilers write or one loop is tuned in, and what builds the product."""
OF_USERS = frozenset({"mobile", "desktop"})
FOR_OTHERS = frozenset({"library", "unknown"})
"""What a library, or an addition to another program, is used with, and not built on."""
DRESSING = "css-framework"
"""What only dresses the pages that something else makes."""
RIVALS = words("React Preact Vue.js Svelte Solid Angular Lit Qwik Marko GTK Qt wxWidgets")
"""A product is built on one of these: what has a package, or windows, for each is built on none of them. The same holds for servers."""
COMMAND_LINE, MAPPING = "cli-framework", "orm"
SHOWING = frozenset({"web-framework", "ui-library", "static-site"})
"""What answers requests, or shows pages, for one command of many: no command line rests on it."""
DOCUMENTING = frozenset({
    "mdBook", "Docusaurus", "VitePress", "VuePress", "Starlight", "Nextra", "Fumadocs", "GitBook", "Docsify", "Mintlify", "Fern",
    "Rspress", "Dumi", "Antora", "Zola", "Hugo", "Jekyll", "Pelican",
})  # fmt: skip
"""What mostly makes the book or the site beside a program, and is its framework only where there is nothing else."""
SITES = frozenset({"frontend", "documentation", "unknown"})
PRINTING = frozenset({"Rich", "jQuery"})
"""What dresses the output of commands, or reaches into pages, that something else makes: no program rests on it."""
ADDED = frozenset({
    "Socket.IO", "React Router", "TanStack Router", "Docusaurus", "Storybook", "Sass", "Jakarta EE", "Hotwire", "HTMX", "Hyper", "Polka",
    "aiohttp", "Netty", "Inertia", "Livewire", "Phoenix LiveView", "Rack", "Bandit", "Cowboy", "Plug", "fasthttp", "Go kit", "httprouter",
})  # fmt: skip
"""What is added to a program that another framework makes, or what that framework is made of."""

UNDER: Mapping[str, tuple[str, ...]] = {
    "NestJS": ("Express", "Fastify"), "AdonisJS": ("Express",), "Feathers": ("Express", "Koa"), "LoopBack": ("Express",),
    "Sails": ("Express",), "Strapi": ("Koa", "Express"), "KeystoneJS": ("Express",), "Payload": ("Express",), "Midway": ("Koa", "Express"),
    "FastAPI": ("Starlette",), "Litestar": ("Starlette",), "Fiber": ("fasthttp",), "Quarkus": ("Vert.x",), "Nuxt": ("h3", "Nitro"),
    "React Native": ("React",), "Next.js": ("Hono", "Elysia"),
    "Ruby on Rails": ("Grape", "Sinatra"), "Hanami": ("Roda",), "Padrino": ("Sinatra",), "Loco": ("Axum",), "Leptos": ("Axum", "Actix Web"),
}  # fmt: skip
"""Framework → those that it lets answer its requests, which its users may declare beside it."""
FAIR = 0.1
"""With less of the code than this, the tests in a language are not those of the whole, unless they are what is run."""
LEAST_CODE = 0.05
"""Less of the code than this only checks what is written in markup or styles."""


def main_language(stack: Detect) -> str | None:
    """The programming language with most of the code; texts, markup and styles only where there is next to no other."""
    names = [row["name"] for row in stack["languages"]]
    programs = (row["name"] for row in stack["languages"] if is_program(row["name"]) and row["share"] >= LEAST_CODE)
    return next(programs, names[0] if names else None)


def is_program(language: str) -> bool:
    """Whether programs are written in a language."""
    return language_type(language) == "programming" and language not in TEXTS


def main_framework(stack: Detect) -> str | None:
    """The leading framework; one for command lines only where the product is a command line, and there before all others."""
    is_cli, is_site = stack["project_type"] == "cli", stack["project_type"] in SITES
    names = [
        row["name"]
        for row in stack["frameworks"]
        if (row["category"] not in SHOWING if is_cli else row["category"] != COMMAND_LINE)
        and row["category"] != MAPPING
        and row["name"] not in PRINTING
        and (stack["project_type"] not in FOR_OTHERS or row["category"] not in OF_USERS)
        and (is_site or (row["name"] not in DOCUMENTING and row["category"] != DRESSING))
    ]
    under = {other for name in names for other in UNDER.get(name, ())} | ADDED
    servers = {row["name"] for row in stack["frameworks"] if row["category"] == "web-framework"} - under
    for rivals in (RIVALS, servers) if stack["project_type"] in ("library", "monorepo", "desktop") else ():
        if len(rivals.intersection(names)) > 1:
            names = [name for name in names if name not in rivals]
    if is_cli:
        command_lines = {row["name"] for row in stack["frameworks"] if row["category"] == COMMAND_LINE}
        names.sort(key=lambda name: name not in command_lines)
    if is_site:
        generators = {
            row["name"]
            for row in stack["frameworks"]
            if row["category"] == "static-site" and any("/" not in item["path"] for item in row.get("evidence", ()))
        }
        names = sorted(names, key=lambda name: name not in generators)
    leading = next((name for name in names if name not in under), None)
    inside = all("/" in item["path"] for row in stack["frameworks"] for item in row.get("evidence", ()))
    imported = (stack["project_type"] in ("library", "monorepo") or inside) and set(names) <= ADDED
    return leading or (names[0] if names and not imported else None)


def servers_of(frameworks: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The web frameworks that only answer requests: even in a small part of a workspace they are not its web site."""
    aside = JOIN_BOTH | IN_BROWSER | ADDED
    return [row for row in frameworks if row["category"] == "web-framework" and row["name"] not in aside]


def test_framework(
    stack: Detect, language: str | None, proofs: Mapping[str, tuple[bool, int]], run: str, *, alone: bool
) -> str | None:
    """What runs the tests of the main language, else of the next one that has any: the one that the test command names; of two
    side by side what the root shows, then the one shown around most code.

    Args:
        run: the test command and what its script runs.
        alone: that command tests the main language: what runs the tests of others is not what it starts.
    """
    driven = not run or DRIVER.lower() in run
    shown = {row["name"].lower(): row["name"] for row in stack["test_frameworks"] if row["name"] != DRIVER or driven}
    started = run.partition(" ")[0]  # a command that is called as a runner needs no manifest that declares it
    shown |= {name: name for name in runners_of(language or "") if name == started}
    typed = {CALLED.get(word, word) for word in RUN_WORD.findall(run)} & shown.keys()
    named = [shown[name] for name in typed if shown[name] in runners_of(language or "") and shown[name] != DRIVER]
    if len(named) == 1:
        return named[0]
    fair = (
        row["name"] for row in stack["languages"] if row["share"] >= FAIR or run.startswith(runners_of(row["name"]))
    )
    others = () if alone else (main_language(stack), *fair)
    languages = [language, *others]
    for language in languages:
        for name in runners_of(language or ""):
            if name.lower() in shown:
                if name in OF_A_PART and proofs.get(name, (False, 1))[1] == 0 and OF_A_PART[name] in shown:
                    continue
                alike = next((names for names in SIDE_BY_SIDE if name in names), {shown[name.lower()]})
                return max(
                    (known for known in shown.values() if known in alike),
                    key=lambda known: proofs.get(known, (False, 0)),
                )
    return None


def test_runners(shares: Sequence[LanguageShare]) -> tuple[str, ...]:
    """What may run the tests of the language with most of the code."""
    programming = (row["name"] for row in shares if is_program(row["name"]))
    return runners_of(next(programming, ""))


def runners_of(language: str) -> tuple[str, ...]:
    """The frameworks that run a language's tests, the usual ones first."""
    return RUNS_TESTS.get(SAME_TESTS.get(language, language), ())


JOIN_BOTH: Final = frozenset({
    "Next.js", "Nuxt", "Remix", "SvelteKit", "Astro", "SolidStart", "TanStack Start", "Analog", "Qwik City", "Fresh",
    "RedwoodJS", "Blitz.js", "Hydrogen", "Waku", "Meteor", "Wasp", "Blazor", "Phoenix LiveView", "Vaadin", "Reflex", "Livewire",
    "Leptos", "RedwoodSDK", "Vike",
})  # fmt: skip
"""Web frameworks that render in the browser and on the server."""

IN_BROWSER: Final = frozenset(
    ("Yew", "Sycamore", "Dioxus", "HTMX", "Hotwire", "TanStack Router", "React Router", "Inertia", "Socket.IO")
)
"""Entries among the web frameworks that alone make no server."""


RELEASING: Final = words(
    "signing org.apache.maven.plugins:maven-gpg-plugin org.sonatype.plugins:nexus-staging-maven-plugin property:PackageProjectUrl "
    "property:PackageTags property:PackageReadmeFile property:PackageIcon property:PackageDescription "
    "property:PackageLicenseExpression"
)
"""Build plugins and properties that only what is released has; besides them all whose name speaks of publishing."""
RELEASED_BY: Final = re.compile(
    r":sbt-(?:ci-release|sonatype|pgp|mima-plugin|typelevel\b|tpolecat-release|[\w-]*publish)"
)
"""Plugins of sbt that release archives, or hold releases compatible."""
TEMPLATES: Final = words(
    "HTML Jinja Twig Blade HTML+ERB HTML+Razor EJS Pug Handlebars Haml Slim HTML+EEX HTML+Django Vue Svelte"
)

SERVED: Final = words(
    "Procfile Dockerfile wsgi.py asgi.py manage.py config.ru artisan vercel.json netlify.toml fly.toml app.yaml"
)
"""Files at the root (or a folder's) that only something that is run and not imported has."""

RAILS: Final = "config/application.rb"
"""Beside the gemspec of an application that is handed out as a gem, too; an engine has it in the one that it is tried in."""

SETTING_UP: Final = frozenset(
    ("HCL", "Bicep", "Smarty", "Go Template", "Jsonnet", "Nix", "Puppet", "Open Policy Agent")
)
"""What machines and clusters are described in."""
SITE_HOSTS: Final = frozenset({"netlify.toml", "vercel.json", "now.json"})
"""How sites are hosted."""
