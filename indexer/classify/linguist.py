"""Which language a file is written in, as github-linguist decides it.

The strategies run in Linguist's order, each narrowing the candidates of the one before: editor modeline, file name,
shebang, extension, XML declaration, manual page, content heuristics. Where all leave several candidates, Linguist
asks a statistical classifier; here the candidate with the most cues of its own in the text is taken
(`linguist_cues.py`), else the only popular one: where a text shows none, its language is not known. Rules and names are
Linguist's own data (`languages/linguist.json`, see `tests/indexer/update_linguist.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from ... import lazy_re as re
from .linguist_cues import most_cues
from .linguist_data import NEEDED, by_lower_name, compiled_rules, data, excluded

__all__ = ["classify", "group", "in_language_bar", "language_type", "may_be", "named"]

HEAD_BYTES: Final = 16_384
"""How much of a file's beginning the content rules look at (more than this is ignored)."""

MODELINE_LINES: Final = 5
EMACS_MODELINE = re.compile(
    rb"-\*-[ \t]*(?:(?:[^\n]{0,200}?[ \t;])?mode[ \t]*:[ \t]*)?([^:;\s]+?)[ \t]*(?:;[^\n]{0,200}?)?-\*-", re.IGNORECASE
)
VIM_MODELINE = re.compile(
    rb"(?:(?:^|[ \t])(?:vi|Vi(?=m))(?:m[<=>]?\d+|m)?|[ \t]ex):[^\n]{0,200}?"
    rb"[ \t:](?:filetype|ft|syntax)[ \t]*=(\w+)(?=$|\s|:)",
    re.MULTILINE,
)
MODELINE_MARKS: Final = (b"-*-", b"vi:", b"vim", b"Vim", b" ex:", b"\tex:")
"""One of these stands in every modeline."""
MANPAGE = re.compile(r"\.(?:[1-9](?![0-9])[a-z_0-9]*|0p|n|man|mdoc)(?:\.in)?$", re.IGNORECASE)
LONG_RUN = re.compile(rb"\s{200,}|([^\n]{1000})[^\n]+")
LONG_LINE, LONG_BLANK = 1000, b" " * 200
BLANKS = bytes.maketrans(b"\t\n\r\f\v", b"     ")
SHEBANG = re.compile(
    rb"#![ \t]*(?:\S*/)?(?:env[ \t]+(?:(?:-[i0uCSv]*|--\S+|\S+=\S+)[ \t]+)*(?:[^\s/]*/)*)?([^\s/]+)([^\n]*)"
)
EXEC_HACK = re.compile(rb"exec (\w+)[\s\"']+\$0[\s\"']+\$@")
XML: Final = "XML"
OPENS_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*+<")
"""How such a text begins: a tag further down (`<TS>` of Qt's translations) may be a type parameter of TypeScript."""
NASL: Final = "NASL"
OF_C = re.compile(rb"^(?:#[ \t]*include[ \t]*[<\"]|//)", re.MULTILINE)
"""What no text of NASL has: its rule takes the `namespace a {` of a C++ fragment (`.inc`) for its own."""
TEXT_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27})


def classify(path: str, head: bytes) -> str:
    """Linguist's name of the file's language; "" for a binary, an empty or an unknown one.

    Args:
        path: the file's path; only its name counts.
        head: the file's beginning; without it a file whose name leaves the language open is taken for an empty one.
    """
    candidates = by_name(path.rpartition("/")[2])
    if len(candidates) == 1 and not content_decides(path, candidates):
        return candidates[0]
    head = head[:HEAD_BYTES]
    if not head or is_binary(head):
        return "" if head or content_decides(path, candidates) else of_empty(path, candidates)
    return by_content(path, head, candidates)


def may_be(path: str, language: str) -> bool:
    """Whether a file's name leaves open that it is written in a language.

    Attributes that call all `.js` Java, or all `.tsx` Go, are there for the language bar: they are not true of the text.
    """
    candidates = by_name(path.rpartition("/")[2])
    known = any(group(name) in data()["popular"] for name in candidates)
    return not known or language in candidates or language_type(language) != "programming"


@lru_cache(maxsize=4096)
def language_type(name: str) -> str:
    """`programming | markup | data | prose`; "" for an unknown language."""
    entry = data()["languages"].get(name)
    return entry[0] if entry else ""


@lru_cache(maxsize=4096)
def group(name: str) -> str:
    """The language under which statistics count this one (`TSX` → `TypeScript`); itself, mostly."""
    entry = data()["languages"].get(name)
    return (entry[1] or name) if entry else name


def named(text: str) -> str:
    """Linguist's name for a name in any case or a usual alias (`csharp`, `ts`, `golang`); "" where there is none."""
    key = text.strip().lower()
    return by_lower_name().get(key) or data()["aliases"].get(key, "")


@lru_cache(maxsize=65_536)
def in_language_bar(path: str, language: str) -> bool:
    """Whether GitHub's language bar counts the file: code or markup that is neither vendored nor documentation.

    Generated files are left out too; that is the zone's to say (`zones.py`).
    """
    if language_type(language) not in ("programming", "markup"):
        return False
    directory, _, name = path.rpartition("/")
    if directory_excluded(directory) or name_excluded(name):
        return False
    return not excluded("root").match(path) and not excluded("path").search(f"/{path}")


@lru_cache(maxsize=65_536)
def directory_excluded(directory: str) -> bool:
    """The directory alone, whatever the file, is vendored or documentation."""
    return bool(directory) and bool(excluded("directory").search(directory + "/"))


@lru_cache(maxsize=65_536)
def name_excluded(name: str) -> bool:
    """The file's name alone is that of a vendored or documentation file."""
    return bool(excluded("name").match(name) or excluded("in_name").search(name))


# --- by name


def by_name(name: str) -> Sequence[str]:
    """The candidates of the file name, else of its longest known extension."""
    known = data()
    found: Sequence[str] = known["filenames"].get(name) or _by_extension(known["extensions"], name) or ()
    return found


def _by_extension(known: Mapping[str, Any], name: str) -> Any:
    """What is known of a file name's longest extension; None where nothing is."""
    lower = name.lower()
    cut = lower.find(".")
    while cut >= 0:
        if (found := known.get(lower[cut:])) is not None:
            return found
        cut = lower.find(".", cut + 1)
    return None


def extension_of(path: str) -> str:
    """The last extension, lower case, with its dot."""
    dot = path.rfind(".")
    return path[dot:].lower() if dot > path.rfind("/") else ""


def content_decides(path: str, candidates: Sequence[str]) -> bool:
    """An extension so common in other worlds that only the content may assign a language (`.1`, `.sol`, `.url`)."""
    return (
        bool(candidates)
        and extension_of(path) in data()["generic"]
        and path.rpartition("/")[2] not in data()["filenames"]
    )


def preferred(candidates: Sequence[str]) -> str:
    """The candidate to take when nothing tells them apart: a popular language, else the first that names a language
    of its own."""
    popular = data()["popular"]
    ranked = (
        [name for name in candidates if name in popular]
        or [name for name in candidates if group(name) == name]
        or candidates
    )
    return ranked[0] if ranked else ""


def of_empty(path: str, candidates: Sequence[str]) -> str:
    """The language of a file without a byte: what the content rules leave where nothing is found (an empty `.md` is
    Markdown, though others come first by their names)."""
    rule = heuristic_index(path)
    language = first_rule(rule, b"") if rule is not None else ""
    known = len(candidates) == 1 or any(name in data()["popular"] for name in candidates)
    return language if language in candidates else preferred(candidates) if known else ""


# --- by content


def by_content(path: str, head: bytes, candidates: Sequence[str]) -> str:
    """Modeline, then shebang, XML declaration, manual page and heuristics, within the candidates."""
    if language := modeline(head):
        return language
    if language := shebang(head, candidates):
        return language
    if not candidates:
        candidates = xml_or_manpage(path, head)
    if len(candidates) == 1 and not content_decides(path, candidates):
        return candidates[0]
    head = squeeze(head)
    rule = heuristic_index(path)
    language = first_rule(rule, head) if rule is not None else ""
    if (language == XML and not OPENS_XML.match(head)) or (language == NASL and OF_C.search(head)):
        candidates, language = [name for name in candidates if name != language], ""
    if language:
        return language
    if content_decides(path, candidates):
        return ""
    return most_cues(head, candidates) or _only_usual(candidates)


def _only_usual(candidates: Sequence[str]) -> str:
    """The one popular candidate; "" where several or none are: nothing in the text speaks for any."""
    popular = [name for name in candidates if name in data()["popular"]]
    return popular[0] if len({group(name) for name in popular}) == 1 else ""


def is_binary(head: bytes) -> bool:
    """A NUL, or more control characters than any text encoding has."""
    return b"\0" in head or len(head) - len(head.translate(None, TEXT_CONTROL)) > len(head) // 10


def modeline(head: bytes) -> str:
    """The language that an Emacs or Vim modeline in the first or last lines names; "" where none does."""
    if not any(mark in head for mark in MODELINE_MARKS):
        return ""
    lines = head.split(b"\n")
    scope = b"\n".join(lines[:MODELINE_LINES])
    if b"UseVimball" in scope:
        return ""
    if len(lines) > MODELINE_LINES:
        scope += b"\n" + b"\n".join(lines[-MODELINE_LINES:])
    found = EMACS_MODELINE.search(scope) or VIM_MODELINE.search(scope)
    return named(found[1].decode("ascii", "replace")) if found else ""


def shebang(head: bytes, candidates: Sequence[str]) -> str:
    """The language of the interpreter on the first line, where it is one of the candidates (any, where there are
    none)."""
    found = SHEBANG.match(head)
    if not found:
        return ""
    script = found[1]
    if script == b"sh" and (hack := EXEC_HACK.search(b"\n".join(head.split(b"\n", 5)[:5]))):
        script = hack[1]
    if script == b"osascript" and b"-l" in found[2]:
        return ""
    languages = data()["interpreters"].get(re.sub(r"\.\d+$", "", script.decode("ascii", "replace")), ())
    allowed = [name for name in languages if not candidates or name in candidates]
    return preferred(allowed)


def xml_or_manpage(path: str, head: bytes) -> Sequence[str]:
    """Candidates for a file whose name says nothing."""
    if b"<?xml version=" in b"\n".join(head.split(b"\n", 2)[:2]):
        return ("XML",)
    return ("Roff Manpage", "Roff") if MANPAGE.search(path) else ()


def heuristic_index(path: str) -> int | None:
    """Which block of content rules the file's extension asks for."""
    found: int | None = _by_extension(data()["heuristics"], path.rpartition("/")[2])
    return found


def first_rule(index: int, head: bytes) -> str:
    """The language of the first rule whose conditions all hold; "" where none does."""
    for language, conditions in compiled_rules(index):
        held = (bool(pattern.search(head)) != negated for negated, pattern in conditions)
        if NEEDED.get(language, b"") in head and all(held):
            return language
    return ""


def squeeze(head: bytes) -> bytes:
    """Long lines and runs of white space, shortened: no rule asks for that much, and some take quadratic time over
    it. Most text has neither, which two scans at C speed tell."""
    if has_long_line(head) or LONG_BLANK in head.translate(BLANKS):
        return LONG_RUN.sub(squeezed, head)
    return head


def has_long_line(head: bytes) -> bool:
    """Looks at a line end in a thousand bytes."""
    start = 0
    while len(head) - start > LONG_LINE:
        end = head.rfind(b"\n", start, start + LONG_LINE + 1)
        if end < 0:
            return True
        start = end + 1
    return False


def squeezed(run: re.Match[bytes]) -> bytes:
    """The short form of one run."""
    return run[1] or (b"\n" if b"\n" in run[0] else b" ")
