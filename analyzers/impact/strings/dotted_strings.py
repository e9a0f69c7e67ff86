"""Strings of Python code that frameworks resolve to a definition: dotted paths, Django's model labels, Celery's task names.

Only files that use a name which takes such strings (`HOLDERS`) are read: anywhere else a string with dots is text. What none
of these names and no product file imports is loaded by another string, so there any file's counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .... import lazy_re as re
from ....indexer.gathering import by_key, words
from ...per_index import per_index
from ...text_facts import line_of, text_facts
from ..called import first_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index
    from ..meaning.program import Definition

__all__ = [
    "NamingString", "app_strings", "command_strings", "files_named", "strings_naming", "strings_naming_file", "word_at",
]  # fmt: skip

LABELS: Final = words("AUTH_USER_MODEL ForeignKey OneToOneField ManyToManyField get_model swappable_dependency")
"""Django's names that take `app_label.Model`."""

HOLDERS: Final = LABELS | words(
    "INSTALLED_APPS MIDDLEWARE ROOT_URLCONF WSGI_APPLICATION ASGI_APPLICATION AUTHENTICATION_BACKENDS TEMPLATES LOGGING"
    " REST_FRAMEWORK DATABASE_ROUTERS DEFAULT_AUTO_FIELD include import_string"
    " send_task signature beat_schedule CELERY_BEAT_SCHEDULE task_routes CELERY_TASK_ROUTES Celery autodiscover_tasks"
    " patch import_module get_wsgi_application get_asgi_application execute_from_command_line override_settings"
)
"""Names beside which dotted strings mean code: Django's settings and loaders, Celery's, `unittest.mock.patch`, `importlib`."""

LOADER: Final = "import_string"
"""Who calls it is handed settings of the package's own, whose strings may stand in any file."""
DOTTED: Final = re.compile(rb"[\"']((?:[A-Za-z_]\w*\.)+[A-Za-z_]\w*)[\"']")
APPS: Final = re.compile(rb"\b\w*APPS\b[^=\n]*=\s*[\[(]([^\])]*)[\])]")
WORD: Final = re.compile(rb"[\"']([A-Za-z_]\w*)[\"']")
APP_FILES: Final = frozenset({"__init__.py", "apps.py", "models.py", "admin.py"})
"""What Django imports of each app."""
COMMAND: Final = re.compile(r"(?:^|/)management/commands/(\w+)\.py$")
CALLED: Final = re.compile(rb"\bcall_command\(\s*[\"'](\w+)[\"']")
LABEL: Final = re.compile(rb"^\s+label\s*=\s*[\"'](\w+)[\"']", re.MULTILINE)
TASK: Final = re.compile(rb"@(?:\w+\.)*(?:task|shared_task)\(")
TASK_NAME: Final = re.compile(rb"\bname\s*=\s*[\"']([\w.-]+)[\"']")
MOST_READ: Final = 400
"""In a workspace of more Python files than this, only those that use one of `HOLDERS` are read."""
FORMAT: Final = b"dotted-1"
"""Another one where `DOTTED` changes."""
FEWEST_PARTS: Final = 3
"""A path that leaves out the source folder (`shop.views.index` of `src/shop/views.py`) has at least so many parts."""


class NamingString(NamedTuple):
    """A string that may name code; `label` where it has dots and its file uses a name that takes Django's model labels."""

    path: str
    line: int
    text: str
    label: bool = False


def strings_naming(index: Index, definition: Definition) -> Iterator[NamingString]:
    """The strings that mean a definition, by path and line."""
    path = definition[0]
    if not path.endswith(".py") or path not in index.files:
        return
    found = _meaning(index, definition, _strings(index, _loads_anything(index)))
    yield from found if found or _is_imported(index, path) else _meaning(index, definition, _strings(index, True))


@per_index
def _loads_anything(index: Index) -> bool:
    """Whether settings of the package's own, whose strings may stand anywhere, are loaded by a name."""
    return bool(index.files_using(LOADER))


def _meaning(index: Index, definition: Definition, strings: Mapping[str, list[NamingString]]) -> list[NamingString]:
    """Those of the strings that mean a definition."""
    path, qualname = definition
    wholes = [f"{module}.{qualname}" for module in _modules(index, path)]
    label, task = _label(index, path, qualname), _task_name(index, definition)
    return [
        item
        for item in strings.get((task or qualname).rpartition(".")[2], ())
        if item.text == task
        or (not task and any(_means(item.text, whole) for whole in wholes))
        or (item.label and item.text == label)
    ]


def strings_naming_file(index: Index, path: str) -> list[NamingString]:
    """The strings that mean a module or something in it, by path and line."""
    if not path.endswith(".py"):
        return []
    found = {item for module in _modules(index, path) for item in _by_head(index).get(module, ())}
    return sorted(found)


def app_strings(index: Index, path: str) -> list[NamingString]:
    """The words in `INSTALLED_APPS` that mean the app whose package, configuration, models or administration a file is."""
    folder, _, name = path.rpartition("/")
    if name not in APP_FILES or not folder:
        return []
    return _apps(index).get(folder.rpartition("/")[2], [])


def command_strings(index: Index, path: str) -> list[NamingString]:
    """The strings by which Django is asked for the command that a file holds: `call_command("import_orders")`."""
    command = COMMAND.search(path)
    return _called_commands(index).get(command[1], []) if command else []


@per_index
def _called_commands(index: Index) -> Mapping[str, list[NamingString]]:
    """Name of a command → where it is called."""
    files = index.files_using("call_command")
    return by_key(word_at(path, match) for path in files for match in CALLED.finditer(index.read(path)))


@per_index
def _apps(index: Index) -> Mapping[str, list[NamingString]]:
    """Word → where lists of Django's apps hold it."""
    files = [path for path in index.files_using("INSTALLED_APPS") if path.endswith(".py")]
    lists = ((path, listed) for path in files for listed in APPS.finditer(index.read(path)))
    return by_key(
        word_at(path, match) for path, listed in lists for match in WORD.finditer(listed.string, *listed.span(1))
    )


def word_at(path: str, match: re.Match[bytes]) -> tuple[str, NamingString]:
    """The text of a string, and the string."""
    text = match[1].decode()
    return text, NamingString(path, line_of(match.string, match), text)


@per_index
def _by_head(index: Index) -> Mapping[str, list[NamingString]]:
    """Module path, whole or without the folders before the last parts → the strings that name it or something in it."""
    told = ((item, item.text.split(".")) for items in _strings(index, False).values() for item in items)
    return by_key((".".join(parts[:count]), item) for item, parts in told for count in range(2, len(parts) + 1))


def _modules(index: Index, path: str) -> list[str]:
    """The dotted names of a module: from the root, from each folder that may be a source folder (it is no package itself)."""
    parts = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".").split(".")
    folders = path.split("/")[:-1]
    starts = [0]
    for depth in range(1, len(folders)):
        above = "/".join(folders[:depth])
        if f"{above}/__init__.py" not in index.files and f"{above}/__init__.pyi" not in index.files:
            starts.append(depth)
    return [".".join(parts[start:]) for start in starts if len(parts) - start > 1]


def _means(text: str, whole: str) -> bool:
    return text == whole or (text.count(".") + 1 >= FEWEST_PARTS and whole.endswith(f".{text}"))


def files_named(index: Index, zone: str) -> Iterator[tuple[NamingString, str]]:
    """The strings in the files of a zone that name a module, something in it or its command, each with the file of the module."""
    for path in index.files:
        if path.endswith(".py"):
            naming = [*strings_naming_file(index, path), *command_strings(index, path)]
            yield from ((item, path) for item in naming if index.files[item.path].zone == zone)


def _is_imported(index: Index, path: str) -> bool:
    return any(index.files[other].zone == "product" for other in index.adjacency[1].get(path, ()))


@per_index
def _strings(index: Index, everywhere: bool) -> Mapping[str, list[NamingString]]:
    """Last part → the dotted strings that end so, in files that use one of `HOLDERS`, or in all of Python where those are few."""
    files = {path for path, file in index.files.items() if file.language == "Python"}
    if not everywhere:
        files = {path for name in HOLDERS for path in index.files_using(name)}
    elif len(files) > MOST_READ:
        return _strings(index, False)
    labels = {path for name in LABELS for path in index.files_using(name)}
    read = [
        path
        for path in sorted(files)
        if path.endswith(".py") and index.files[path].zone not in {"generated", "vendored", "fixture"}
    ]
    facts = text_facts(index, FORMAT, read, _dotted)
    rows = ((path, *row.partition(" ")[::2]) for path, said in facts for row in said.decode().splitlines())
    return by_key(
        (text.rpartition(".")[2], NamingString(path, int(line), text, path in labels)) for path, line, text in rows
    )


def _dotted(source: bytes) -> bytes:
    """A row for each string with dots: its line, and itself."""
    rows, line, position = [], 1, 0
    for match in DOTTED.finditer(source):
        line, position = line + source.count(b"\n", position, match.start()), match.start()
        rows.append(b"%d %s" % (line, match[1]))
    return b"\n".join(rows)


def _label(index: Index, path: str, qualname: str) -> str:
    """`accounts.Customer` for a class of `accounts/models.py` or of a file in `accounts/models/`; the app may have another label."""
    app, models, _ = f"/{path}".rpartition("/models.py" if path.endswith("models.py") else "/models/")
    if not models or "." in qualname:
        return ""
    config = f"{app[1:]}/apps.py"
    stated = LABEL.search(index.read(config)) if config in index.files else None
    return f"{stated[1].decode() if stated else app.rpartition('/')[2]}.{qualname}"


@per_index
def _task_files(index: Index) -> frozenset[str]:
    return frozenset(path for name in ("task", "shared_task") for path in index.files_using(name))


def _task_name(index: Index, definition: Definition) -> str:
    """The name that a Celery task is given in its decorator; "" for none."""
    path, qualname = definition
    if path not in _task_files(index):
        return ""
    symbol = first_of(index, path).get(qualname)
    if symbol is None or not symbol.decorators:
        return ""
    lines = index.read(path).split(b"\n")
    above = symbol.start_line - 1
    while above and not lines[above - 1].startswith((b"def ", b"class ", b"async ")) and lines[above - 1].strip():
        above -= 1
    head = b"\n".join(lines[above : symbol.end_line]).partition(b"def ")[0]
    task = TASK.search(head)
    name = TASK_NAME.search(head, task.end()) if task else None
    return name[1].decode() if name else ""
