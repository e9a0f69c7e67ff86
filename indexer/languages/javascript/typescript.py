"""TypeScript: symbols and imports of a file, and where its imports lead."""

from __future__ import annotations

from .... import lazy_re as re
from .extract import extract
from .lexicon import LEXICON

__all__ = ["LEXICON", "NO_ELEMENT", "extract", "prepare"]


SIGNATURE = re.compile(rb"\n[ \t]+(?=<\s*(?:const\s+)?[A-Z]\w*(?:\s+extends\b|\s*[,>=]))")
NO_ELEMENT = re.compile(rb"\n[ \t]+(?=<\s*(?:const\s+)?[A-Z]\w*(?:\s+extends\b|\s*[,=]))")
"""Where it could be an element, only what none begins with."""
ENDED = re.compile(rb"[\w\])}>'\"`]\Z")
"""What a member can end with; an operator, a comma or an open bracket before the line makes it the rest of an expression."""
REMARK = re.compile(rb"\s*(?://|/?\*)")
TRAILING = re.compile(rb"\s//.*\Z")


VARIANCE = re.compile(rb"([<,]\s*)(in\s+out|in|out)(?=\s+[A-Z]\w*\s*(?:[,>=]|extends\b))")
"""What a type parameter is used for (`<in out T>`)."""


def prepare(source: bytes, signature: re.Pattern[bytes] = SIGNATURE) -> tuple[bytes, str]:
    """TypeScript is parsed as it stands, but for members that the grammar does not see the end of, and words that it does not know."""
    known = VARIANCE.sub(lambda word: word[1] + b" " * len(word[2]), source)
    return _with_ended_members(known, signature), ""


# ---- TypeScript: call signatures with type parameters behind a member that ends with its line
# The grammar takes `<T>(value: T): T` on a line of its own for a comparison with the member before it, unless that one ends with
# a semicolon, and then loses the rest of the file. A space before it becomes the semicolon, so that offsets and lines stay.


def _with_ended_members(source: bytes, signature: re.Pattern[bytes]) -> bytes:
    """The same text, as long as before."""
    ends = [match.end() for match in signature.finditer(source) if ENDED.search(_before(source, match.start() + 1))]
    if not ends:
        return source
    text = bytearray(source)
    for end in ends:
        text[end - 1 : end] = b";"
    return bytes(text)


def _before(source: bytes, start: int) -> bytes:
    """The nearest line of code above, without the comment behind it."""
    while start > 0:
        begin = source.rfind(b"\n", 0, start - 1) + 1
        line = source[begin:start].rstrip()
        if line and not REMARK.match(line):
            return TRAILING.sub(b"", line).rstrip()
        start = begin
    return b""
