"""Methods that languages and libraries call without a word in the workspace: on what they are handed, and below their own classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.reached import reached
from .. import odds
from ..called import symbols_of
from ..occurrences import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from ....indexer.index import Index
    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["is_hook", "library_calls"]

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
