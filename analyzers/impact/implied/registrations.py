"""Definitions that others find without saying their names: through a decorator, the hook of a base, `globals()`, a marked test, pytest;
and methods that languages and libraries call on what they are handed, and below their own classes.

A decorator of the workspace may put what it decorates into a container, and a base's `__init_subclass__` or metaclass each
subclass; who reads the container may run any of them. `globals()` holds all that a module defines. `usefixtures` and `getfixturevalue`
take a fixture by its name in a string.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.reached import reached
from ...per_index import per_index
from ...text_facts import line_of
from .. import odds
from ..called import step_at, symbols_of
from ..meaning.fixtures import fixture_users, fixtures_of, fixtures_seen
from ..occurrences import Step
from ..sites.shape import BARE, METACLASS
from .computed_calls import MOST_LINKS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from ....indexer.index import Index
    from ..meaning.program import Program
    from ..occurrences import Definition
    from ..sites.tables import Table

__all__ = ["by_decorator", "by_globals", "by_hook", "by_mark", "inner_steps", "is_held", "is_hook", "library_calls"]

HOOK = "__init_subclass__"
MAKERS = ("__new__", "__init__")
"""Methods of a metaclass that run for each class that is made."""
BY_NAME = ("usefixtures", "getfixturevalue")
"""What takes fixtures by their names."""


def by_decorator(program: Program, definition: Definition, decorators: Iterable[str]) -> Iterator[Step]:
    """Steps into a function from the variables at the top level that its decorators' functions mention."""
    for decorator in decorators:
        for path, qualname in sorted(program.lookup(definition[0], decorator)):
            for variable in _mentioned(program.table(path), qualname):
                yield Step((path, variable), None, 0, "kept by its decorator", False, odds.HANDED_ON)


def _mentioned(table: Table, function: str) -> Iterator[str]:
    """The variables of a file that a function, or one inside it, says."""
    for name in table.bound if function in table.functions else ():
        owners = (row[1] for row in table.sites(name))
        if "." not in name and any(owner == function or owner.startswith(f"{function}.") for owner in owners):
            yield name


def by_hook(program: Program, klass: Definition) -> Iterator[Step]:
    """Steps into a class from the variables that a hook of its bases, or what makes its class, fills."""
    for path, holder, hook in _hooks(program, klass):
        table = program.table(path)
        for name in table.bound if program.defines(path, f"{holder}.{hook}") else ():
            of, _, last = name.rpartition(".")
            rows = table.sites(last) if of in {"", holder} else ()
            if any(row[1] == f"{holder}.{hook}" and (not of or row[3] != "write") for row in rows):
                yield Step((path, name), None, 0, "registered by its base", False, odds.HANDED_ON)


def _hooks(program: Program, klass: Definition) -> Iterator[tuple[str, str, str]]:
    """File, class and name of what runs when a class is defined: of its bases, and of the metaclasses of those and its own."""
    for path, qualname in program.ancestors(klass):
        table = program.table(path)
        if (path, qualname) != klass:
            yield (path, qualname, HOOK)
        made = table.bound.get(qualname)  # `Shape = Meta("Shape", (Shape,), {})`
        head = made[1] if isinstance(made, list) and made[0] == "()" else table.returns.get(f"{qualname}.{METACLASS}")
        for file, meta in sorted(program.meant(path, head)) if head is not None else ():
            yield from ((file, meta, maker) for maker in MAKERS)


def by_globals(table: Table, definition: Definition) -> Iterator[Step]:
    """Steps into a top-level function or class from what looks names up in its module."""
    code = definition[1] in table.functions or definition[1] in table.classes
    for row in table.sites("globals") if code else ():
        if row[1] and row[1] != definition[1] and row[2:4] == [BARE, "call"]:
            user = (definition[0], row[1])
            yield Step(user, None, row[0], "looked up among the module's names", False, odds.HANDED_ON)


def by_mark(program: Program, fixture: Definition) -> Iterator[Step]:
    """Steps into a fixture from the tests that ask for it by its name in a string."""
    name = fixture[1].rpartition(".")[2]
    said = re.compile(rb"[\"']%s[\"']" % re.escape(name.encode()))
    for file in sorted({file for word in BY_NAME for file in program.index.files_using(word)}):
        if fixture in fixtures_seen(program, file, name):
            source = program.index.read(file)
            for match in said.finditer(source):
                yield step_at(program.index, file, line_of(source, match), "fixture", True)


# ---- Hooks that pytest calls: of a `conftest.py`, and of a plugin in tests that write code and run pytest on it
# https://docs.pytest.org/en/stable/how-to/writing_plugins.html#testing-plugins

RUNNERS: Final = ("pytester", "testdir")
"""Fixtures that write a folder of tests and run pytest there."""
PYTEST_HOOK: Final = "pytest_"
IMPORTING: Final = r"^[^\S\n]*from [\w.]+ import [^\n]*"


def inner_steps(program: Program, definition: Definition) -> Iterator[Step]:
    """Steps into a hook from all such tests; into a fixture, and what is imported by name, from those whose text says it."""
    path, qualname = definition
    if qualname.startswith(PYTEST_HOOK) and fixture_users(definition) is not None:
        yield Step((path, ""), None, 0, "called by pytest", True)
    writing = _writing(program.index)
    if not writing or "." in qualname or program.index.files[path].zone == "test":
        return
    hook = qualname.startswith(PYTEST_HOOK)
    begin = "" if hook or qualname in fixtures_of(program, path).values() else IMPORTING
    name = "|".join(RUNNERS) if hook else re.escape(qualname)
    said = re.compile(rf"{begin}(?<![\w.])(?:{name})(?!\w)".encode(), re.MULTILINE)
    for file in writing:
        source, own = program.index.read(file), {row[0] for row in program.table(file).sites(qualname)}
        for match in said.finditer(source):
            line = source.count(b"\n", 0, match.end()) + 1
            if line not in own:
                yield step_at(program.index, file, line, "run by pytest inside it", True)


@per_index
def _writing(index: Index) -> list[str]:
    """The files of tests that ask for such a fixture."""
    files = {path for name in RUNNERS for path in index.files_using(name)}
    return sorted(path for path in files if path.endswith(".py") and index.files[path].zone == "test")


# ---- Modules as values: who holds one calls its functions as methods of a value of unknown type (`registry.get("npm").extract()`),
# just as those of an object; tests that import the module may be among them

NO_HANDING: Final = re.compile(rb"\b(?:reload|hasattr|setattr|delattr|isinstance|spyOn|typeof|import|from|__all__)\b")
"""Lines on which a module is named and nobody gets it."""


def is_held(program: Program, definition: Definition) -> bool:
    """Outside of tests, a file that imports the module of a definition as a whole hands it on."""
    path = definition[0]
    links = [link for link in program.links_to(path) if link.name in {"", "*"} and link.alias and link.source != path]
    return any(_hands_on(program, link.source, link.alias, path) for link in links[:MOST_LINKS])


def _hands_on(program: Program, source: str, alias: str, path: str) -> bool:
    """The name of the import stands alone somewhere: no member of it is taken there, and it is no other thing's."""
    rows = program.table(source).sites(alias) if program.index.files[source].zone != "test" else ()
    lines = {row[0] for row in rows if row[2] == 0 and row[3] == "value"}
    if not lines or (path, "") not in program.lookup(source, alias):
        return False
    alone = re.compile(rb"(?<![\w.$])%s(?![\w$]|\s*(?:\?\.|\.|:))" % re.escape(alias.encode()))
    text = program.index.read(source).split(b"\n")
    return any(alone.search(text[line - 1]) and not NO_HANDING.search(text[line - 1]) for line in lines)


# ---- Methods that languages and libraries call

LAST_NAME: Final = re.compile(r"[.\\\\]|::")
INTERFACES: Final = {
    "Go": words(
        "Read Write Close Seek ReadAt WriteAt ReadFrom WriteTo ReadByte WriteByte UnreadByte ReadRune UnreadRune WriteString Flush"
        " String GoString Error Unwrap Is As Format Scan Value Len Less Swap Push Pop ServeHTTP RoundTrip"
        " MarshalJSON UnmarshalJSON MarshalText UnmarshalText MarshalBinary UnmarshalBinary MarshalXML UnmarshalXML"
    )
}
"""Language → methods of its libraries' interfaces (`io`, `fmt`, `errors`, `sort`, `net/http`, `encoding`)."""

MAKING: Final = {"PHP": words("__construct __set_state"), "Ruby": words("initialize")}
"""Language → methods that it calls on nearly every object of their class."""

SPECIAL: Final = {
    "PHP": words(
        "__toString __get __set __isset __unset __call __callStatic __invoke __destruct __clone __debugInfo __serialize"
        " __unserialize __sleep __wakeup getIterator current rewind valid offsetGet offsetSet offsetExists offsetUnset"
        " jsonSerialize serialize unserialize getChildren hasChildren"
    ),
    "Ruby": words(
        "to_s to_str to_a to_ary to_h to_hash to_proc each <=> == === =~ [] []= << + - * / % +@ -@ ! coerce hash eql?"
        " method_missing respond_to_missing? inherited included extended prepended initialize_copy const_missing"
    ),
}
"""Language → methods that its operators, statements and functions call on objects of their class."""

SERIALIZER: Final = words("validate create update to_representation to_internal_value run_validation get_fields save")
VIEW: Final = words(
    "initial get_serializer_class get_serializer get_queryset get_object get_permissions get_authenticators perform_create"
    " perform_update perform_destroy handle_exception get_authenticate_header filter_queryset dispatch get_context_data"
)
WIDGET: Final = words(
    "value_from_datadict value_omitted_from_data get_context render decompress format_value id_for_label"
)
WRITING: Final = words("_write _writev _final _destroy _construct")
READING: Final = words("_read _destroy _construct")
HOOKS: Final = {
    "Writable": WRITING,
    "Readable": READING,
    "Duplex": READING | WRITING,
    "Transform": READING | WRITING | {"_transform", "_flush"},
    "Thread": words("run"),
    "Process": words("run"),
    "Action": words("__call__ format_usage"),
    "HTMLParser": words("handle_starttag handle_endtag handle_startendtag handle_data handle_comment handle_decl"),
    "JSONEncoder": words("default iterencode"),
    "Handler": words("emit"),
    "Formatter": words("format formatException formatTime"),
    "BaseRequestHandler": words("setup handle finish"),
    "BaseCommand": words("add_arguments handle"),
    "BaseBackend": words("authenticate get_user"),
    "ModelBackend": words("authenticate get_user"),
    "MiddlewareMixin": words("process_request process_response process_view process_exception"),
    "AppConfig": words("ready"),
    **dict.fromkeys(("Serializer", "ModelSerializer", "HyperlinkedModelSerializer"), SERIALIZER),
    **dict.fromkeys(("View", "APIView", "GenericAPIView", "GenericViewSet", "ModelViewSet"), VIEW),
    **dict.fromkeys(("Widget", "MultiWidget", "TextInput", "Select", "SelectMultiple", "RadioSelect"), WIDGET),
}
"""Class of a library → methods that it has subclasses define, to call them itself: whoever uses such an object runs them."""


def is_hook(base: str, name: str) -> bool:
    """A base outside the workspace, or one that is called like it (`stream.Writable`), calls the member itself."""
    return name in HOOKS.get(base, ())


def library_calls(program: Program, definition: Definition, written: Collection[Step]) -> Iterator[Step]:
    """The step into such a method, or a test that subclasses inherit, from its type, which stands in the same file.

    What the product surely calls is run by that.
    """
    path, qualname = definition
    holder, _, name = qualname.rpartition(".")
    if not holder or all(item.qualname != holder for item in program.symbols(path)):
        return
    files = program.index.files
    language, collected = files[path].language, name.startswith(TEST) or name in AROUND
    if collected and files[path].zone == "test" and _is_extended(program.index, path, holder):
        yield Step((path, holder), None, 0, "a test of its base", True)
    elif name in MAKING.get(language, ()):
        yield Step((path, holder), None, 0, "called by the language", True)
    elif name in SPECIAL.get(language, ()):
        yield Step((path, holder), None, 0, "called by the language", True, odds.LANGUAGE)
    elif name in INTERFACES.get(language, ()) and not any(
        step.sure and files[step.user[0]].zone != "test" for step in written
    ):
        yield Step((path, holder), None, 0, "a method that libraries call on what they are handed", False, odds.LIBRARY)


def _is_extended(index: Index, path: str, holder: str) -> bool:
    """Another file has a class that extends one of this name."""
    name = holder.rpartition(".")[2]
    symbols = (item for other in index.files_using(name) if other != path for item in symbols_of(index, other))
    return any(LAST_NAME.split(base.partition("<")[0])[-1] == name for item in symbols for base in item.bases)


# ---- Tests that a class has from a base in another file: who collects the subclass runs them, and what the base sets up for them

TEST: Final = "test"
"""What the names of test methods begin with, in unittest and pytest."""
COLLECTED: Final = re.compile(r"^\w*(?:test|suite|spec|case)\w*(?:\.Test\w*)*$", re.IGNORECASE)
"""A class of tests as pytest and those who write for unittest call it, and not one in the body of a test."""
AROUND: Final = words("setup_method teardown_method setup_class teardown_class setUp tearDown setUpClass tearDownClass")
"""Methods that both call before and after the tests of a class."""


def by_subclass(
    index: Index, steps_into: Callable[[Definition], list[Step]], klass: Definition, name: str
) -> Iterator[Step]:
    """Steps into a method from the classes in tests that extend its class, directly or not."""
    if not name.startswith(TEST) and name not in AROUND:
        return
    for user in reached([klass], lambda one: sorted({step.user for step in steps_into(one) if step.why == "base"})):
        if user[0] != klass[0] and COLLECTED.match(user[1]) and index.files[user[0]].zone == "test":
            yield Step(user, None, 0, "a test of its base", True)
