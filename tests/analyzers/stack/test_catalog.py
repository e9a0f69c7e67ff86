"""The catalog: every entry is well formed, and each kind of evidence finds what it shows."""

import re
from pathlib import Path

import pytest
import tomli
from groundplan.analyzers import catalog
from groundplan.analyzers.catalog import CATEGORIES, ECOSYSTEMS, EVIDENCE, Technology
from groundplan.analyzers.catalog.globs import Glob, expanded

FOLDER = Path(catalog.__file__).parent
KEYS = {*ECOSYSTEMS, *EVIDENCE, "content", "implies", "also", "brought"}
ENTRIES = [
    (category, name)
    for category in CATEGORIES
    for name in tomli.loads((FOLDER / f"{category}.toml").read_text("utf-8"))
]


def test_every_category_has_its_file_and_every_file_its_category() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(CATEGORIES)


def test_the_catalog_is_large_and_names_are_unique() -> None:
    assert len(ENTRIES) >= 500
    assert len(ENTRIES) == len({name for _, name in ENTRIES}) == len(catalog.load())


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_fast_reading_equals_tomli(category: str) -> None:
    """The two expressions must not read anything else than the TOML says."""
    table = tomli.loads((FOLDER / f"{category}.toml").read_text("utf-8"))
    assert table, category
    for name, keys in table.items():
        assert catalog.load()[name] == catalog.technology(name, category, keys)


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_entry_is_well_formed(category: str) -> None:
    for name, keys in tomli.loads((FOLDER / f"{category}.toml").read_text("utf-8")).items():
        entry: Technology = catalog.load()[name]
        assert set(keys) <= KEYS, name
        assert entry.evidence or entry.content, f"{name}: nothing shows it"
        assert all(words and all(words) for words in entry.evidence.values()), name
        assert all(other in catalog.load() and other != name for other in entry.implies), name
        assert set(entry.also) <= set(CATEGORIES), name
        assert all("//" not in glob and not glob.startswith("/") for glob in entry.evidence.get("files", ())), name
        for glob, pattern in entry.content.items():
            assert expanded(glob), name
            re.compile(pattern)


SHAPES = {
    "npm": r"(?:@[\w.*-]+/)?[\w.*-]+",
    "composer": r"[\w.*-]+/[\w.*-]+|ext-\w+",
    "pypi": r"[\w.*-]+",
    "cargo": r"[\w*-]+",
    "gem": r"[\w.*-]+",
}


@pytest.mark.parametrize("ecosystem", SHAPES)
def test_a_name_has_the_shape_of_its_registry(ecosystem: str) -> None:
    shape = re.compile(SHAPES[ecosystem])
    names = [(entry, name) for _, entry in ENTRIES for name in catalog.load()[entry].evidence.get(ecosystem, ())]
    assert [pair for pair in names if not shape.fullmatch(pair[1])] == []


def test_nothing_implies_itself_through_others() -> None:
    for _, name in ENTRIES:
        assert name not in catalog.load().implied(name)


NAMED = [
    ("npm", "next", "Next.js"),
    ("npm", "@aws-sdk/client-s3", "AWS"),
    ("pypi", "Django", "Django"),
    ("golang", "github.com/labstack/echo/v4", "Echo"),
    ("golang", "go.opentelemetry.io/otel/sdk/trace", "OpenTelemetry"),
    ("maven", "org.springframework.boot:spring-boot-starter-web", "Spring Boot"),
    ("nuget", "Microsoft.EntityFrameworkCore.SqlServer", "Entity Framework Core"),
    ("gem", "rspec-rails", "RSpec"),
    ("image", "postgres", "PostgreSQL"),
    ("action", "github/codeql-action/init", "CodeQL"),
    ("setting", "tool.black", "Black"),
    ("plugin", "org.jetbrains.compose", "Compose Multiplatform"),
    ("manager", "dotnet", "NuGet"),
    ("command", "go vet", "go vet"),
    ("import", "tkinter", "Tkinter"),
]


@pytest.mark.parametrize(("key", "name", "technology"), NAMED)
def test_a_name_shows_its_technology(key: str, name: str, technology: str) -> None:
    assert technology in catalog.load().named(key, name)


@pytest.mark.parametrize(
    ("key", "name"),
    [("npm", "nextra-theme"), ("golang", "github.com/labstack/echo-contrib"), ("pypi", "next"), ("nowhere", "x")],
)
def test_a_similar_name_shows_nothing(key: str, name: str) -> None:
    assert catalog.load().named(key, name) == []


def test_every_name_of_every_entry_can_be_looked_up() -> None:
    """The table of names is read by an expression, the entries by another: both must see the same words."""
    loaded = catalog.load()
    for _, name in ENTRIES:
        for key, words in loaded[name].evidence.items():
            for word in words if key != "files" else ():
                assert name in loaded.named(key, word.replace("*", "x")), (name, key, word)


FILES = [
    ("web/next.config.mjs", "Next.js"),
    (".github/workflows/ci.yml", "GitHub Actions"),
    ("Assets/Scenes/deep/Main.unity", "Unity"),
    ("pkg/a_test.go", "go test"),
    ("deploy/main.tf", "Terraform"),
    (".circleci/config.yml", "CircleCI"),
    (".travis.yml", "Travis CI"),
]


@pytest.mark.parametrize(("path", "technology"), FILES)
def test_a_file_shows_its_technology(path: str, technology: str) -> None:
    assert technology in catalog.load().file(path)


@pytest.mark.parametrize(
    "path",
    [
        "src/config.yml",
        "workflows/ci.yml",
        "a/b.github/workflows/ci.yml",
        "x/.github/workflows/ci.yml",
        "x/.travis.yml",
        "src/main.py",
        "",
    ],
)
def test_an_ordinary_file_shows_nothing(path: str) -> None:
    assert catalog.load().file(path) == []


GLOBS = [
    ("a*c", "abc", True),
    ("a*c", "ac", True),
    ("a*a", "a", False),
    ("*", "", True),
    ("a*b*c", "a1b2c", True),
    ("a*b*c", "acb", False),
    ("abc", "abc", True),
]


@pytest.mark.parametrize(("glob", "name", "fits"), GLOBS)
def test_globs_of_names(glob: str, name: str, fits: bool) -> None:
    assert Glob(glob).matches(name) is fits


def test_braces() -> None:
    assert expanded("a.{b,c} d {x,y}.z") == ["a.b", "a.c", "d", "x.z", "y.z"]


def test_only_what_is_asked_for_becomes_an_object() -> None:
    """A question must not wait for hundreds of entries: one lookup makes one."""
    fresh = catalog.Catalog({category: (FOLDER / f"{category}.toml").read_text("utf-8") for category in CATEGORIES})
    assert fresh.named("npm", "next") == ["Next.js"]
    assert fresh["Next.js"] is fresh["Next.js"]
    assert len(fresh._entries) == 1


@pytest.mark.parametrize(
    "text", ["\n" * 60_000, " " * 60_000, "a" * 60_000, "a: " * 20_000, "<Project " * 6_000, "apiVersion: v1\n" * 4_000]
)
def test_hostile_texts_come_to_an_end(text: str) -> None:
    """A pattern that runs away never answers; none finds a technology in these."""
    assert [name for _, pattern, name in catalog.load().contents if re.search(pattern, text)] == []


def test_entries_with_a_key_are_found_without_reading_all() -> None:
    loaded = catalog.load()
    assert loaded.with_key("command") == [name for name in loaded if "command" in loaded[name].evidence] != []


@pytest.mark.parametrize(
    ("key", "name", "technology"),
    [
        ("plugin", "org.jetbrains.kotlin.plugin.compose", "Jetpack Compose"),
        ("npm", "@algolia/autocomplete-js", "Algolia"),
    ],
)
def test_a_name_that_others_share_shows_nothing(key: str, name: str, technology: str) -> None:
    assert technology not in catalog.load().named(key, name)
