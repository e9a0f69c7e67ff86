"""Ruby: what a file says of the constants that are loaded by their paths: Zeitwerk's loaders of gems, Rails' engines, inflections.

Each is kept as a mark among the file's exports, for other files' constants lead where it says:
`autoload gem`, `autoload folder PATH`, `autoload engine`, `autoload root PATH`, `inflect SEGMENT=Constant`, `acronym WORD`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Export

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ACRONYM", "ENGINE", "FOLDER", "GEM", "INFLECT", "ROOT", "loader_marks"]

GEM, FOLDER, ENGINE, ROOT = "autoload gem", "autoload folder ", "autoload engine", "autoload root "
INFLECT, ACRONYM = "inflect ", "acronym "

FOR_GEM = re.compile(rb"\bZeitwerk::Loader\.for_gem\b(?!_)(\([ \t]*warn_on_extra_files:[ \t]*false)?")
"""With its own files, or with all beside it where others are expected there."""
PUSHED = re.compile(rb"\.push_dir[ (]+([^\n#]*(?:#\{[^\n#]*)?)", re.MULTILINE)
HERE = rb"__dir__\b|['\"]#\{__dir__\}/([\w./-]+)['\"]|(?:::)?File\.expand_path\([ \t]*['\"]([\w./-]+)['\"][ \t]*,[ \t]*__dir__[ \t]*\)"
FOLDER_OF = re.compile(rb"(?:" + HERE + rb")[ \t)]*$")
"""A folder counted from the file's own."""
ASSIGNED = rb"^[ \t]*%b[ \t]*=[ \t]*([^\n]*)$"
SUBCLASS = re.compile(rb"<[ \t]*(?:::)?Rails::Engine\b")
ADDED = re.compile(
    rb"\bautoload_(lib)\b|\b(?:autoload(?:_once)?|eager_load)_paths[ \t]*(?:\+=|<<|=(?!=)|\.(?:push|concat|append|unshift|prepend)\b)"
    rb"([^\n]*(?:\n[ \t]*(?:['\")\]]|#\{|(?:config\.|Rails\.)?root\b|File\.)[^\n]*)*)"
)
"""What Rails is told to load by name besides `app/*`, over several lines where they go on with folders."""
BELOW_ROOT = re.compile(
    rb"\broot(?:\}/|(?:\.join[ (]*|,[ ]*|[ ]*\+[ ]*)['\"]/?)([\w./-]+(?:['\"],[ ]*['\"][\w./-]+)*)|['\"](?:\.\./)*([\w/-]+)['\"]"
)
INFLECTED = re.compile(rb"\binflect\b[ (]+([^)]*)\)")
PAIR = re.compile(rb"['\"](\w+)['\"][ \t]*(?:=>|:)[ \t]*['\"](\w+)['\"]")
SHORT = re.compile(rb"\binflect(?:ions)?\.acronym[ (]+['\"](\w+)['\"]")
HINTS = (b"Zeitwerk::Loader", b"Rails::Engine", b"autoload_lib", b"load_paths", b"load_once_paths", b".acronym")


def loader_marks(source: bytes) -> Iterator[Export]:
    """The marks of a file, in source order of each kind."""
    if not any(hint in source for hint in HINTS):
        return
    if b"Zeitwerk::Loader" in source:
        yield from (_mark(source, match, f"{FOLDER}." if match[1] else GEM) for match in FOR_GEM.finditer(source))
        for match in PUSHED.finditer(source):
            folder = _folder(source, match[1])
            if folder:
                yield _mark(source, match, FOLDER + folder)
        for block in INFLECTED.finditer(source):
            for match in PAIR.finditer(source, *block.span(1)):
                yield _mark(source, match, f"{INFLECT}{match[1].decode()}={match[2].decode()}")
    yield from (_mark(source, match, ENGINE) for match in SUBCLASS.finditer(source))
    yield from _added(source)
    yield from (_mark(source, match, ACRONYM + match[1].decode()) for match in _uncommented(SHORT, source))


def _added(source: bytes) -> Iterator[Export]:
    for match in _uncommented(ADDED, source):
        for folder in BELOW_ROOT.finditer(source, *match.span(2)) if match[2] else [match]:
            path = re.sub(rb"['\", ]+", b"/", folder[1] or folder[2])
            yield _mark(source, match, ROOT + path.decode().strip("/"))


def _uncommented(pattern: re.Pattern[bytes], source: bytes) -> Iterator[re.Match[bytes]]:
    begun = ((it, source.rfind(b"\n", 0, it.start()) + 1) for it in pattern.finditer(source))
    return (it for it, start in begun if b"#" not in source[start : it.start()])


def _folder(source: bytes, argument: bytes) -> str:
    """The folder that an argument means, or a variable that the file sets to one; "" where it is written otherwise."""
    written = argument.strip(b" \t)")
    if written.decode("utf-8", "replace").isidentifier() and written != b"__dir__":
        assigned = re.search(ASSIGNED % re.escape(written), source, re.MULTILINE)
        argument = assigned[1] if assigned is not None else b""
    match = FOLDER_OF.match(argument.strip())
    return (match[1] or match[2] or b".").decode() if match is not None else ""


def _mark(source: bytes, match: re.Match[bytes], name: str) -> Export:
    return Export(name, "", source.count(b"\n", 0, match.start()) + 1)
