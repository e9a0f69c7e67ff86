"""What Django does for the tests that use it: it loads settings, migrations and installed apps, and calls what these name for a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.reached import reached
from ...per_index import per_index
from ...text_facts import lines_with
from .. import odds
from ..called import first_of, step_at
from ..occurrences import Step
from ..strings.dotted_strings import app_strings, strings_naming, strings_naming_file
from ..strings.framework_strings import LOADED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....indexer.index import Index
    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = [
    "URLS", "by_requests", "by_signal", "imported_with_django", "is_in_settings", "loaded_with_django", "naming_cost",
]  # fmt: skip

NAMED: Final = re.compile(rb"DJANGO_SETTINGS_MODULE[\"']?\s*[,=:\]]+\s*[\"']?([A-Za-z_][\w.]*)")
MIGRATION: Final = re.compile(r"(?:.*/)?migrations/\d{4}_\w+\.py")
MANAGEMENT: Final = re.compile(r".*/management/__init__\.py")
"""What Django imports of each app, where there is one, when it migrates."""
TAGS: Final = re.compile(r"(?:.*/)?templatetags/\w+\.py")
"""What it imports of each app when it first reads a template."""
MIGRATES: Final = b"migrations.Migration"
HOLDERS: Final = words("manage.py wsgi.py asgi.py conftest.py celery.py pytest.ini tox.ini setup.cfg pyproject.toml")


@per_index
def loaded_with_django(index: Index) -> frozenset[str]:
    """The settings modules that a start script or the configuration of the tests names, every migration, and what those ask for."""
    named = set()
    for path in index.files:
        if path.rpartition("/")[2] in HOLDERS:
            named |= {f"/{match.decode().replace('.', '/')}" for match in NAMED.findall(index.read(path))}
    endings = tuple(f"{name}{ending}" for name in sorted(named) for ending in (".py", "/__init__.py"))
    settings = {path for path in index.files if endings and f"/{path}".endswith(endings)}
    settings |= {other for path in settings for other in index.adjacency[0].get(path, ()) if other in _shared(index)}
    numbered = [path for path in index.files if MIGRATION.fullmatch(path) and MIGRATES in index.read(path)]
    folders = {f"{path.rpartition('/')[0]}/__init__.py" for path in numbered}
    return frozenset({*settings, *numbered, *folders & index.files.keys(), *filter(MANAGEMENT.fullmatch, index.files)})


@per_index
def _shared(index: Index) -> frozenset[str]:
    """Settings that those for one environment may import all of."""
    return frozenset({*index.files_using("MIDDLEWARE"), *index.files_using("INSTALLED_APPS")})


@per_index
def imported_with_django(index: Index) -> frozenset[str]:
    """These, what Django imports of each app, and what all those import in their turn, at once or when the app is ready."""
    tags = filter(TAGS.fullmatch, index.files)
    found = {*loaded_with_django(index), *tags, *(path for path in index.files if app_strings(index, path))}
    return frozenset(reached(found, lambda path: index.adjacency[0].get(path, ())))


def is_in_settings(index: Index, definition: Definition) -> bool:
    """The settings name a class or function, as a backend, middleware or context processor: Django calls what it needs."""
    settings = loaded_with_django(index)
    return bool(settings) and any(item.path in settings for item in strings_naming(index, definition))


# ---- Requests: what the settings name, and receivers of signals, run for the tests whose client sends one

REQUEST: Final = re.compile(
    rb"\bclient\.(?:get|post|put|patch|delete|head|options|generic|login|logout|force_login)\(|\bgetattr\((?:\w+\.)*client,"
    rb"|\.(?:get|post|put|patch|delete|head|options)\(\s*(?:(?:\w+\.)*reverse\(|f?[\"']/)"
)
URLS: Final = "urlpatterns"
NAMES_URLS: Final = "ROOT_URLCONF"
RECEIVER: Final = re.compile(r"(?:\w+\.)*receiver\((.*)\)", re.DOTALL)
NAME: Final = re.compile(r"(?<![\w.\"'])[A-Za-z_]\w*(?!\w|\s*=[^=])")


def by_requests(program: Program, definition: Definition) -> Iterator[Step]:
    """Steps into a class that the settings name, or into their URLs, from where a test's client sends a request."""
    index, (path, qualname) = program.index, definition
    named = strings_naming_file(index, path) if qualname == URLS else ()
    if any(item.path in index.files_using(NAMES_URLS) for item in named) or (
        not named and is_in_settings(index, definition)
    ):
        yield from _requests(program, odds.BRANCH)


def naming_cost(index: Index, qualname: str, user: str) -> int:
    """What it costs that a string names a definition: URLs are loaded by that alone, but where other URLs include them."""
    if qualname == URLS and _sent(index):
        return 0 if user == URLS else odds.AT_IMPORT
    return 0 if qualname in LOADED else odds.HANDED_ON


def by_signal(program: Program, definition: Definition, decorators: Iterable[str]) -> Iterator[Step]:
    """Steps into a receiver from its signal and the model that it is for; those of Django's own are sent in requests."""
    path, qualname = definition
    if all(item.rpartition(".")[2] != "receiver" for item in decorators):
        return
    symbol = first_of(program.index, path).get(qualname)
    for found in map(RECEIVER.match, symbol.decorators if symbol is not None else ()):
        names = NAME.findall(found[1]) if found else ()
        senders = {item for name in names for item in program.lookup(path, name) if item[0]}
        yield from (Step(item, None, 0, "sends its signal", False, odds.BRANCH) for item in sorted(senders))
        if names and not senders:
            yield from _requests(program, odds.HANDED_ON)


def _requests(program: Program, cost: int) -> Iterator[Step]:
    for path, line in _sent(program.index):
        yield step_at(program.index, path, line, "sends a request through Django", False, cost)


@per_index
def _sent(index: Index) -> list[tuple[str, int]]:
    """Where the client of a test sends a request."""
    found = []
    for path in sorted({*index.files_using("client"), *index.files_using("Client")}):
        if path.endswith(".py") and index.files[path].zone == "test":
            source = index.read(path)
            found += [(path, line) for line in lines_with(source, REQUEST)]
    return found
