"""One file → all its facts, ready to be stored: language, zone, counts, symbols, imports, references, fingerprints, manifest.

Pure but for reading the file; runs in worker processes, so it takes and returns plain values.
"""

from __future__ import annotations

import hashlib
import marshal
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from .. import lazy_re as re
from .classify.linecount import count_lines
from .classify.linguist import by_name, classify, in_language_bar, language_type
from .classify.zones import is_named_so_only, zone, zone_of_content
from .fingerprints.fingerprint import branch_lines, entries, fingerprint_of, keep, pack
from .languages import language as language_module
from .languages import prepared, supported
from .languages.families import FAMILIES, RECORDS, family_of
from .languages.trees import parse
from .local_names import local_names
from .manifests import parse as parse_manifest
from .manifests import parser_for
from .manifests.serial import dump_manifest
from .on_disk import file_bytes
from .parsing import SlowParseError
from .uses import first_lines, names_used, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .facts import Extracted, Scopes
    from .fingerprints.fingerprint import Kept

__all__ = ["FileFacts", "Job", "extract_batch", "extract_file", "packed_batch", "packed_facts", "preload", "unpacked"]

HEAD_BYTES, TAIL_BYTES = 16_384, 200
NOT_PARSED, PARSED, BROKEN = 0, 1, 2
MANIFEST_BYTES = 10_000_000
"""The lockfile of 40,000 packages has a fifth of that, and takes seconds to read."""
LONGEST_LINE = 20_000
"""A line of more bytes than this was not written by a person; a file that mostly holds such lines is counted and not parsed."""

SHOWN = 10
"""How many times larger a file may be that holds what its code has drawn."""

LEAST_WRITTEN = 2_000
LITERAL = re.compile(rb'"[^"\\\n]{2000,}"|\'[^\'\\\n]{2000,}\'|\w{2000,}')
"""An image, a font or bytes in hexadecimal that code holds as text: written by no one either, and cheap to parse."""

OPENING = (b"(", b"[", b"{")
BRACKET = re.compile(rb"[(\[{}\])]")
DEEPEST = 5_000
"""Brackets in brackets. A query asks a node for all those around it: 50,000 take it 12 s, 250,000 minutes."""


class Job(NamedTuple):
    """One file to extract.

    Attributes:
        file_id: the file's number in the store; rows carry it.
        path: relative to the root.
        language, zone: what `.gitattributes` or the settings say; "" where they say nothing.
    """

    file_id: int
    path: str
    language: str = ""
    zone: str = ""


class FileFacts(NamedTuple):
    """The rows of one file, in the column order of schema.sql (without what discovery knows).

    Attributes:
        uses: its identifiers, a line each: those that stand bare somewhere and are not the file's own there
            (`local_names`), the others, and, for languages whose resolver asks, the first line of each of both.
        parsed: 0 not parsed, 1 parsed, 2 parsed with syntax errors.
        surface: digest of what other files can see; unchanged surface leaves their links alone.
        fingerprint: clone fingerprints (`fingerprint.pack`).
        entries: what the inverted index of fingerprints holds of it (`fingerprint.entries`).
        manifest: the raw manifest as JSON; "" for other files.
        problems: `(stage, line, message)`.
    """

    file_id: int
    path: str
    language: str = ""
    zone: str = "product"
    hash: bytes = b""
    surface: bytes = b""
    module: str = ""
    parsed: int = NOT_PARSED
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    in_language_bar: bool = False
    symbols: Sequence[tuple[object, ...]] = ()
    exports: Sequence[tuple[object, ...]] = ()
    imports: Sequence[tuple[object, ...]] = ()
    uses: tuple[str, str, str] = ("", "", "")
    fingerprint: bytes = b""
    entries: bytes = b""
    manifest: str = ""
    problems: Sequence[tuple[str, int, str]] = ()


def digest(data: bytes) -> bytes:
    """The content key of a file."""
    return hashlib.blake2b(data, digest_size=16).digest()


def extract_batch(root: str, jobs: list[Job], max_file_bytes: int) -> list[FileFacts]:
    """Extracts files one after the other; the entry point of a worker process."""
    return [extract_file(root, job, max_file_bytes) for job in jobs]


def packed_batch(root: str, jobs: list[Job], max_file_bytes: int) -> bytes:
    """`extract_batch` as one text."""
    return packed_facts(extract_batch(root, jobs, max_file_bytes))


def packed_facts(found: list[FileFacts]) -> bytes:
    """Facts are plain tuples, which `marshal` sends several times faster than `pickle`."""
    return marshal.dumps([tuple(facts) for facts in found])


def unpacked(packed: bytes) -> list[FileFacts]:
    """The facts of a `packed_batch`."""
    return [FileFacts._make(facts) for facts in marshal.loads(packed)]  # noqa: S302 - written by a process of our own


def extract_file(root: str, job: Job, max_file_bytes: int) -> FileFacts:
    """Reads one file and returns its facts; an unreadable one returns its error."""
    try:
        data = file_bytes(f"{root}/{job.path}")
    except OSError as error:
        return FileFacts(job.file_id, job.path, problems=[("read", 0, f"not readable: {error.strerror or error}")])
    head = data[:HEAD_BYTES]
    name = job.language or classify(job.path, head)
    area = job.zone or zone(job.path)
    if area == "product":
        area = zone_of_content(job.path, head, data[-TAIL_BYTES:])
    elif area == "test" and is_named_so_only(job.path, head):
        area = "product"
    facts = FileFacts(job.file_id, job.path, name, area, digest(data), counts=(0, 0, 0, 0))
    if b"\0" in head:
        return facts._replace(language="")
    manifest, problems = _manifest(job.path, data)
    lines, code, comments, blanks = count_lines(data, name)
    counted = area not in ("vendored", "generated") and in_language_bar(job.path, name)
    counts = (lines, code, comments, blanks)
    facts = facts._replace(counts=counts, in_language_bar=counted, manifest=manifest, problems=problems)
    if not supported(name):
        return facts
    reason = _too_much(data, job.path, max_file_bytes)
    if reason:
        return facts._replace(problems=[*problems, ("parse", 0, reason)])
    try:
        return _parse(facts, data, name)
    except SlowParseError as error:
        return facts._replace(problems=[*problems, ("parse", 0, f"{error}; counted, not parsed")])
    except Exception as error:  # whatever a file does to a reader costs that file's facts, and is reported
        return facts._replace(problems=[*problems, ("parse", 0, f"not read: {type(error).__name__}: {error}")])


def _too_much(data: bytes, path: str, max_file_bytes: int) -> str:
    most = max_file_bytes * (SHOWN if path.endswith(RECORDS) else 1)
    if len(data) > most:
        return f"{len(data)} bytes, more than {most} (max_file_bytes); counted, not parsed"
    long = not path.endswith(RECORDS) and len(data) > LONGEST_LINE and 2 * _in_long_lines(data) > len(data)
    if long and not _is_written(LITERAL.sub(b"", data)):
        return "minified or data: a line of more than 20000 bytes; counted, not parsed"
    if _is_bottomless(data):
        return f"brackets nested deeper than {DEEPEST} levels; counted, not parsed"
    return ""


def _is_bottomless(data: bytes) -> bool:
    if sum(map(data.count, OPENING)) <= DEEPEST:
        return False
    steps = (1 if bracket in OPENING else -1 for bracket in BRACKET.findall(data))
    deepest: int = max(accumulate(steps, lambda depth, step: max(depth + step, 0)))
    return deepest > DEEPEST


def _is_written(rest: bytes) -> bool:
    """Whether what a file holds beside its long literals was written by a person."""
    return len(rest) > LEAST_WRITTEN and not _in_long_lines(rest)


def _in_long_lines(data: bytes) -> int:
    return sum(size for size in map(len, data.splitlines()) if size > LONGEST_LINE)


def _parse(facts: FileFacts, data: bytes, name: str) -> FileFacts:
    module = language_module(name)
    source, dialect = prepared(name, data)
    is_record = facts.path.endswith(RECORDS)
    tree = parse(source, dialect)
    extracted = module.extract(source, tree, facts.path)
    kept = keep(source, module.LEXICON, extracted.symbols)
    found = None if is_record else fingerprint_of(source, kept)
    file_id, base = facts.file_id, facts.file_id << 20
    return facts._replace(
        module=extracted.module,
        surface=_surface(extracted),
        counts=(*count_lines(source, dialect),) if is_record else facts.counts,
        parsed=NOT_PARSED if language_type(name) == "data" else BROKEN if tree.root_node.has_error else PARSED,
        symbols=_symbol_rows(base, file_id, extracted, branch_lines(kept)),
        exports=[(file_id, *export) for export in dict.fromkeys(extracted.exports)],
        imports=[(file_id, seq, *item) for seq, item in enumerate(extracted.imports)],
        uses=_uses(kept, name, extracted.scopes),
        fingerprint=pack(found) if found else b"",
        entries=entries(file_id, found) if found else b"",
    )


def _symbol_rows(base: int, file_id: int, extracted: Extracted, branches: Sequence[int]) -> list[tuple[object, ...]]:
    """The symbols' rows; McCabe's complexity of a function is one more than the branches on its lines."""
    return [
        (
            base + seq, file_id, item.qualname.rpartition(".")[2], item.qualname, item.kind, item.start_line, item.end_line,
            item.signature, item.doc, item.exported, "\n".join(item.bases), "\n".join(item.decorators),
            1 + bisect_right(branches, item.end_line) - bisect_left(branches, item.start_line) if item.signature else 0,
        )
        for seq, item in enumerate(extracted.symbols)
    ]  # fmt: skip


def _uses(kept: Kept, name: str, scopes: Scopes | None) -> tuple[str, str, str]:
    lexicon = language_module(name).LEXICON
    parts = pieces(kept.tokens, kept.code, lexicon)
    names = names_used(parts, lexicon)
    free = names.bare - local_names(kept.tokens, scopes) if scopes is not None else names.bare
    bare, members = sorted(free), sorted((names.members | names.bare) - free)
    lines = first_lines(parts, lexicon, names) if FAMILIES[family_of(name)].needs_names else {}
    return (
        b"\n".join(bare).decode("utf-8", "replace"),
        b"\n".join(members).decode("utf-8", "replace"),
        " ".join(str(lines.get(name, 0)) for name in (*bare, *members)) if lines else "",
    )


def _surface(extracted: Extracted) -> bytes:
    """Digest of what others can see: the declared module, names with kind and visibility, exports, re-exports."""
    seen = [extracted.module, *(f"{item.qualname} {item.kind} {item.exported}" for item in extracted.symbols)]
    seen += [f"{item.name}={item.local}" for item in extracted.exports]
    seen += [f"{item.specifier} {item.name} {item.alias}" for item in extracted.imports if item.kind == "reexport"]
    return hashlib.blake2b("\n".join(seen).encode("utf-8", "replace"), digest_size=8).digest()


def _manifest(path: str, data: bytes) -> tuple[str, list[tuple[str, int, str]]]:
    """The manifest as JSON, and what of it could not be read."""
    if parser_for(path) is None:
        return "", []
    if len(data) > MANIFEST_BYTES:
        return "", [("manifest", 0, f"{len(data)} bytes, more than any lockfile has: not read")]
    manifest = parse_manifest(path, data)
    if manifest is None:
        return "", []
    return dump_manifest(manifest), [("manifest", line, message) for line, message in manifest.problems]


def preload(paths: Iterable[str]) -> None:
    """Loads the languages and readers that files of these names may ask for, once, before the workers are forked from this process.

    Resolution needs most of it here afterwards anyway.
    """
    names = {path.rpartition("/")[2] for path in paths}
    candidates = {tuple(filter(supported, by_name(name))) for name in names}
    for sure in sorted(found for found in candidates if len(found) == 1):
        _parse(FileFacts(0, ""), b"", *sure)
    for name in names:
        parser_for(name)
