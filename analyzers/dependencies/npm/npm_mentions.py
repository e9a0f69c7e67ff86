"""npm packages that some text of the workspace names or runs, wherever it lies: what is left after imports and configuration.

A claim that nothing uses a package has to hold against every file: a build script beside the package that copies from its
node_modules, a test that spawns a program, a page of documentation that tells people to run it, a plugin that others wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ....indexer.gathering import words
from ....indexer.languages.families import COMPONENT_ENDINGS
from ...workspace.workspace_packages import OWN_ZONES
from .npm_literals import AUGMENTED, in_comment
from .npm_packages import SOURCES
from .npm_references import LOCK_FILE, MOST_BYTES

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["ANY", "mentions"]

NAMED = r"['\"`](?P<quoted>NAMES)(?:/[^'\"`\n]*+)?['\"`]|\bnode_modules/(?P<installed>NAMES)(?![\w.-])|\bnode_modules/(?P<computed>\$)"
"""A name as a whole text or the begin of one, and a path below node_modules, which may be worked out."""
ANY = "*"
"""What a path that is worked out (`node_modules/$name`) means: each of the packages that are installed there."""
RUN = (
    r"\b(?:npx|pnpx|bunx|(?:npm|pnpm|yarn) (?:exec|dlx)|yarn|pnpm)(?:\s+-[\w-]+(?:=\S+)?)*\s+"
    r"(?:(?P<run>PROGRAMS)|(?P<fetched>NAMES))(?:@[\w.^~-]+)?(?![\w/.-])"
    r"|<!--\s*(?:START\s+)?(?P<marked>PROGRAMS)\b|\b(?:spawn|exec|execa|execFile|fork|shell|command|run)\w*+\(\s*['\"`](?:[\w./-]*/)?(?P<spawned>PROGRAMS)(?![\w/-])"
    r"|['\"]np[mx]['\"],\s*\[\s*['\"](?P<passed>PROGRAMS)['\"]|\.bin/(?P<linked>PROGRAMS)(?![\w-])|['\"](?P<started>PROGRAMS)['\"],\s*\["
)
"""A program behind a manager's runner (or its package), as what a process is started from, before a list of its arguments, where it is
linked, and where a document marks what it writes (`<!-- doctoc -->`)."""
TEXTS = (
    *SOURCES,
    *COMPONENT_ENDINGS,
    *sorted(words(".md .mdx .yml .yaml .sh .html .ejs .erb .php .py .rb .gradle .toml .css .scss .less")),
)
RUNNING = re.compile(
    r"^package\.json$|^(?:[\w-]+\.)?(?:Make|Docker|Container|Jenkins|Proc|just)file(?:\.[\w-]+)?$", re.IGNORECASE
)
BUNDLE = r"(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*['\"`](?P<bundle>NAMES)(?:/[^'\"`\n]*+)?['\"`]"
"""What a library's build, copied here, takes from outside of itself."""
MOST_BYTES_OF_BUNDLE = 2_000_000
SCANNED_BYTES = 40_000_000
"""Text that is read, only where a claim is to be made: the whole of any workspace but the largest."""


def mentions(index: Index, names: Iterable[str], programs: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """`(path, package)` wherever a text names one of the packages or runs one of their programs (program → its packages)."""
    names = sorted(names, key=len, reverse=True)
    if not names:
        return
    started = "|".join(re.escape(program) for program in sorted(programs, key=len, reverse=True))
    pattern = re.compile(
        f"{NAMED}|{RUN}".replace("NAMES", "|".join(map(re.escape, names))).replace("PROGRAMS", started).encode()
    )
    texts = {"node_modules/$", *names, *programs}
    needles = [text.encode() for text in texts if not any(other in text for other in texts - {text})]
    budget = SCANNED_BYTES
    for path in _texts(index):
        if (budget := budget - index.files[path].size) < 0:
            return
        data = index.read(path)
        if any(needle in data for needle in needles):
            for match in pattern.finditer(data):
                yield from _meant(path, data, match, programs)
    yield from _bundled(index, names)


def _bundled(index: Index, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    pattern = re.compile(BUNDLE.replace("NAMES", "|".join(map(re.escape, names))).encode())
    budget = SCANNED_BYTES
    for path, file in index.files.items():
        if file.zone == "generated" and path.endswith(SOURCES) and file.size <= MOST_BYTES_OF_BUNDLE:
            if (budget := budget - file.size) < 0:
                return
            yield from ((path, match["bundle"].decode()) for match in pattern.finditer(index.read(path)))


def _meant(
    path: str, data: bytes, match: re.Match[bytes], programs: Mapping[str, Iterable[str]]
) -> Iterator[tuple[str, str]]:
    name = match[match.lastgroup or 0].decode()
    if match.lastgroup == "quoted":
        declared = AUGMENTED.search(data[max(0, match.start() - 40) : match.start()])
        if path.endswith(SOURCES) and not declared and not in_comment(data, match.start()):
            yield path, name
    elif match.lastgroup in {"installed", "fetched"}:
        yield path, name
    elif match.lastgroup == "computed":
        yield path, ANY
    else:
        yield from ((path, package) for package in programs.get(name, ()))


def _texts(index: Index) -> Iterator[str]:
    """Files that people wrote, one's own before others'."""
    for zones in (OWN_ZONES, frozenset({"vendored"})):
        for path, file in index.files.items():
            if file.zone in zones and file.size <= MOST_BYTES and _is_text(path):
                yield path


def _is_text(path: str) -> bool:
    name = path.rpartition("/")[2]
    if not name.endswith(TEXTS):
        return RUNNING.search(name) is not None
    return not name.lower().startswith("changelog") and (name.endswith(".md") or LOCK_FILE.search(name) is None)
