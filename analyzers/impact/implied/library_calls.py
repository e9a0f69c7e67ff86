"""Methods that libraries call without a word in the workspace: on what they are handed (Go), and below their own classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ....indexer.gathering import words
from .. import odds
from ..occurrences import Step

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["is_hook", "library_calls"]

INTERFACES: Final = {
    "Go": words(
        "Read Write Close Seek ReadAt WriteAt ReadFrom WriteTo ReadByte WriteByte UnreadByte ReadRune UnreadRune WriteString Flush"
        " String GoString Error Unwrap Is As Format Scan Value Len Less Swap Push Pop ServeHTTP RoundTrip"
        " MarshalJSON UnmarshalJSON MarshalText UnmarshalText MarshalBinary UnmarshalBinary MarshalXML UnmarshalXML"
    )
}
"""Language → methods of its libraries' interfaces (`io`, `fmt`, `errors`, `sort`, `net/http`, `encoding`)."""

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
}
"""Class of a library → methods that it has subclasses define, to call them itself: whoever uses such an object runs them."""


def is_hook(base: str, name: str) -> bool:
    """A base outside the workspace, or one that is called like it (`stream.Writable`), calls the member itself."""
    return name in HOOKS.get(base, ())


def library_calls(program: Program, definition: Definition, written: Collection[Step]) -> Iterator[Step]:
    """The step into such a method from its type, which stands in the same file; what the product surely calls is run by that."""
    path, qualname = definition
    holder, _, name = qualname.rpartition(".")
    called = name in INTERFACES.get(program.index.files[path].language, ()) and not _is_called(program, written)
    if called and holder and any(item.qualname == holder for item in program.symbols(path)):
        why = "a method that libraries call on what they are handed"
        yield Step((path, holder), None, 0, why, False, odds.LIBRARY)


def _is_called(program: Program, written: Collection[Step]) -> bool:
    """Code of the product surely calls it."""
    files = program.index.files
    return any(step.sure and files[step.user[0]].zone != "test" for step in written)
