"""What part of a workspace a file belongs to: product, test, fixture, example, docs, generated or vendored.

A zone follows from the names on the path, by the tables of `zone_names`, and for generated files also from the first lines. It
is narrower than Linguist's rules for its language bar (`linguist.in_language_bar`): those call any `cache/` or
`.d.ts` vendored, which is no ground to leave a file out of the graph.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from ... import lazy_re as re
from ..gathering import by_key
from .zone_names import (
    A_TEST,
    ANYWHERE,
    AT_ROOT,
    BUILT,
    CAMEL_TEST,
    COPIED,
    COPIED_IN,
    DOCUMENTED,
    EXAMPLE_ENDINGS,
    FOR_TESTERS,
    FOREIGN,
    GENERATED_HEADER,
    HEADER_BYTES,
    HEADERS,
    JVM_ROOTS,
    MAIN_SET,
    MAIN_SOURCES,
    MAPPED,
    MINIFIED,
    MINIFIED_LINE,
    NAMES,
    NO_TEST,
    OF_TESTS,
    OPENS_TEXT,
    PACKAGE_OF_GO,
    PATTERNS,
    PRECEDENCE,
    PROSE,
    RELEASED,
    SCAFFOLDED,
    SERVED,
    SHOWN,
    SOURCE_SETS,
    SPECIFICATIONS,
    STARTS,
    TEST_ENDINGS,
    TEST_FOLDER,
    TEST_FOLDER_CANDIDATE,
)

__all__ = ["ZONES", "is_named_so_only", "is_served", "zone", "zone_of_content"]

ZONES: Final = ("product", "test", "fixture", "example", "docs", "generated", "vendored")


def zone(path: str) -> str:
    """The zone that the path's names tell, one of ZONES.

    Args:
        path: relative to the workspace root, with `/`.
    """
    directory, _, name = path.rpartition("/")
    outer = directory_zone(without_routes(directory) if ROUTED.fullmatch(name) else directory)
    if outer in ("vendored", "generated", "fixture"):
        return outer
    if name.endswith(COPIED_IN) and not COPIED.isdisjoint(directory.lower().split("/")):
        return "vendored"
    inner = name_zone(name)
    is_code = inner == "test" and (is_main_source(directory) or is_shipped(directory, name))
    if inner in ("vendored", "generated", "test") and not is_code:
        return inner
    if outer == TEST_FOLDER_CANDIDATE:
        return "product" if name.endswith(".py") and inner == "product" else "test"
    if outer == "docs" and name.endswith(".go") and directory.rpartition("/")[2] == PACKAGE_OF_GO:
        return inner
    if outer == "test" and is_specified(directory) and (name.endswith(PROSE) or is_below_library(directory)):
        return "docs" if name.endswith(PROSE) else inner
    if outer == "example" and (name.endswith((".pyi", ".rbi")) or is_module_of_rust(directory, name)):
        return inner  # `stubs/` holds templates, or the types of code that stands elsewhere
    return outer if outer != "product" or is_code else inner


ROUTED: Final = re.compile(r"(?:page|route|layout|template|default|loading|error|not-found)\.[jt]sx?")
"""What Next reads in each folder below `app/`: https://nextjs.org/docs/app/getting-started/project-structure."""


def without_routes(directory: str) -> str:
    """The folders down to `app/`: those below it are called as what users ask for (`app/docs/test/page.tsx`)."""
    before, app, _ = f"/{directory}/".partition("/app/")
    return f"{before}/app".strip("/") if app else directory


def is_main_source(directory: str) -> bool:
    """Below `src/main/java` nothing is a test, whatever its name (`TypeSpec.java` specifies a type), nor in C#'s `Specifications`, the
    criteria of domain-driven design (`OrderByIdSpec.cs`)."""
    return MAIN_SOURCES.search(directory) is not None


def is_shipped(directory: str, name: str) -> bool:
    """A gem hands out its `lib/`: `lib/pot/test_helpers.rb` is what its users test with; Rails loads `app/`, and tests nothing there."""
    return name.startswith("test_") and name.endswith(".rb") and not {"lib", "app"}.isdisjoint(directory.split("/"))


def is_module_of_rust(directory: str, name: str) -> bool:
    """Cargo builds what stands below `src/` into the crate (`src/benchmark/mod.rs` measures for its users): what shows or
    measures the crate itself has folders beside it."""
    package, src, _ = f"/{directory}/".rpartition("/src/")
    return name.endswith(".rs") and bool(src) and directory_zone(package.strip("/")) == "product"


def is_below_library(directory: str) -> bool:
    """`lib/spec/` holds code of the library about a specification (OpenAPI's): tests there are called so."""
    parts = directory.lower().split("/")
    return "lib" in parts[: next((at for at, part in enumerate(parts) if part in SPECIFICATIONS), 0)]


def is_specified(directory: str) -> bool:
    """No folder says that tests stand here but one called `specs`, which for prose holds specifications."""
    parts = [part for part in directory.split("/") if part.lower() not in SPECIFICATIONS]
    return directory_zone("/".join(parts)) in ("product", "docs")


def zone_of_content(path: str, head: bytes, tail: bytes = b"") -> str:
    """The zone, with what only the text tells: a generated file says so in its first lines, a compiled one names at its end
    the map to what it is made from, a minified one is told by its lines' length, a library by its release."""
    by_path = zone(path)
    if by_path in ("vendored", "generated"):
        return by_path
    start = head[:HEADER_BYTES].lower()
    says_so = b"generated" in start and is_headed_as_generated(start)
    if says_so or is_minified(path, head) or (path.endswith(MINIFIED) and compiled(MAPPED).search(tail)):
        return "generated"
    return "vendored" if is_released_script(path, head) else by_path


def is_headed_as_generated(start: bytes) -> bool:
    """Whether the first lines, in lower case, say that a tool wrote the file; not in a text that the code holds,
    which is what it writes."""
    if compiled(SCAFFOLDED).search(start):
        return False
    return any(not is_in_text(start[: found.start()]) for found in compiled(GENERATED_HEADER).finditer(start))


def is_in_text(before: bytes) -> bool:
    """Whether a text of several lines that code holds is open behind these bytes: it is set, or handed to something."""
    opened = [*compiled(OPENS_TEXT).finditer(before)]
    return bool(opened) and before.count(opened[-1][1], opened[-1].end()) % 2 == 0


def is_named_so_only(path: str, head: bytes) -> bool:
    """Whether a PHP file that is named as a test, beside the product's, is none: `final class TwigTest extends AbstractTwigCallable`."""
    if not path.endswith(".php") or directory_zone(path.rpartition("/")[0]) != "product":
        return False
    text = head.lower()
    return compiled(NO_TEST).search(text) is not None and compiled(A_TEST).search(text) is None


def is_released_script(path: str, head: bytes) -> bool:
    """A script or style sheet below what a browser is served that begins as libraries do: `static/js/jquery.js`."""
    return path.endswith(MINIFIED) and is_served(path) and compiled(RELEASED, re.IGNORECASE).match(head) is not None


def is_served(path: str) -> bool:
    """Whether a path stands below a folder of what a browser is served."""
    return not SERVED.isdisjoint(path.lower().split("/"))


def is_minified(path: str, head: bytes) -> bool:
    """A script or style sheet whose mean line is longer than anyone writes."""
    return len(head) > HEADER_BYTES and path.endswith(MINIFIED) and len(head) > MINIFIED_LINE * (head.count(b"\n") + 1)


GENERATED_FROM = re.compile(r"/lib/(?:rails/)?generators/(?:.*/)?templates/|/priv/templates/\w+\.[\w.]+/")
"""What a generator of Rails, or a task of Mix (`phx.gen.html`), makes files from."""


@lru_cache(maxsize=65_536)
def directory_zone(directory: str) -> str:
    """The zone of all that stands in a directory, as far as its path tells; `test?` below a `test` folder inside a
    package."""
    if not directory:
        return "product"
    if "{{" in directory:
        return "example"  # what a template (Cookiecutter, Copier) writes into another workspace
    anywhere, at_root = tables()
    parts = without_java_packages(directory.lower().split("/"))
    parts = [part for above, part in pairwise(["", *parts]) if above != HEADERS or anywhere.get(part) not in SHOWN]
    found = {anywhere[part] for part in parts if part in anywhere}
    if parts[0] in at_root:
        found.add(at_root[parts[0]])
    if parts[0] in FOREIGN and len(parts) > 1:
        found.add("vendored")
    if any(part == BUILT and above == "assets" for above, part in pairwise(parts)):
        found.add("generated")
    if any(part == "vendors" and above in SERVED for above, part in pairwise(parts)):
        found.add("vendored")
    if GENERATED_FROM.search(f"/{directory}/"):
        found.add("example")
    for candidate in PRECEDENCE:
        if candidate in found:
            return candidate
    return below_test_folder(parts) if TEST_FOLDER in parts else by_affix(parts)


def without_java_packages(parts: list[str]) -> list[str]:
    """The folders up to a JVM source root: below `src/main/java` they spell a package name
    (`org/springframework/samples`) and say nothing."""
    for place, part in enumerate(parts[2:], 2):
        if part in JVM_ROOTS and parts[place - 2] == "src":
            source_set = parts[place - 1]
            tests = source_set.endswith(TEST_FOLDER) and source_set != TEST_FOLDER
            return [*parts[: place - 1], "tests" if tests else SOURCE_SETS.get(source_set, source_set), part]
    return parts


def below_test_folder(parts: list[str]) -> str:
    """`src/test/java` is certain; `package/test` is not."""
    place = parts.index(TEST_FOLDER)
    return (
        "test"
        if place and parts[place - 1] in ("src", "app", "web", "ui", "server", "client")
        else TEST_FOLDER_CANDIDATE
    )


def by_affix(parts: list[str]) -> str:
    """Folders named after what they test or show: `Shop.UnitTests/`, `core-tests/`, `template-react/`, `iOS Example/`."""
    for place, part in enumerate(parts):
        if part.endswith(DOCUMENTED):
            return "docs"
        if part.endswith(FOR_TESTERS) and any(MAIN_SET.fullmatch(inner) for inner in parts[place + 1 :]):
            continue
        if part.endswith(TEST_ENDINGS) or OF_TESTS in part:
            return "test"
        if part.endswith(EXAMPLE_ENDINGS):
            return "example"
        if part.startswith(STARTING):
            return next(found for start, found in STARTS.items() if part.startswith(start))
    return "product"


STARTING = tuple(STARTS)


@lru_cache(maxsize=65_536)
def name_zone(name: str) -> str:
    """The zone that the file name alone tells."""
    lower = name.lower()
    if found := names().get(lower):
        return found
    for verdict, pattern in patterns():
        if pattern.search(lower):
            return verdict
    return "test" if CAMEL_TEST.search(name) else "product"


@cache
def compiled(expression: bytes, flags: int = re.MULTILINE) -> re.Pattern[bytes]:
    """An expression, compiled when first asked for: few files need these, and they take long."""
    return re.compile(expression, flags)


@cache
def tables() -> tuple[dict[str, str], dict[str, str]]:
    """Directory name → zone: anywhere, and at the root."""
    return (
        {name: found for found, words in ANYWHERE.items() for name in words.split()},
        {name: found for found, words in AT_ROOT.items() for name in words.split()},
    )


@cache
def names() -> dict[str, str]:
    """Whole file name → zone."""
    return {name: found for found, words in NAMES.items() for name in words.split()}


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The name patterns, one a zone and in order, compiled."""
    joined = by_key((verdict, pattern) for verdict, pattern in PATTERNS)
    return tuple((verdict, re.compile("|".join(given))) for verdict, given in joined.items())
