"""Files that a folder keeps in an order by number or date (migrations, decision records), and what the next one begins with.

An answer takes no clock, so that the same workspace always gets the same answer: a date is the newest one's next step, and says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...naming import in_style, singular_words, stem_of, style_of
from ...per_index import per_index
from ..roles.folders import paths_by_folder
from .file_naming import FileNaming

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["Mark", "Step", "in_sequence", "is_step", "next_step", "ordered_folders", "ordered_role", "split_mark"]

ORDERED_ROLES = frozenset({"migration", "migrate", "migrations"})
"""Roles whose files are applied in order: one that stands there already shows how the next is called."""
STEPS = ORDERED_ROLES | {"alembic"}
"""Folders of migrations, which are called after what they change."""
SHARE, ORDERED_SHARE, LEAST = 0.8, 0.4, 3
"""So many of a folder's files carry a mark, at least three; of migrations fewer are enough, since helpers stand among them."""
DENSE = 0.5
"""Numbers that leave more than half of their range free are no sequence but codes."""
STAMPS: tuple[tuple[str, str, str, timedelta], ...] = (
    ("date", r"(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d[0-9]{6}", "%Y%m%d%H%M%S", timedelta(seconds=1)),
    ("date", r"(?:19|20)\d{2}_[01]\d_[0-3]\d_\d{6}", "%Y_%m_%d_%H%M%S", timedelta(seconds=1)),
    ("date", r"(?:19|20)\d{2}-[01]\d-[0-3]\d-\d{6}", "%Y-%m-%d-%H%M%S", timedelta(seconds=1)),
    ("date", r"(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d[0-9]{4}", "%Y%m%d%H%M", timedelta(minutes=1)),
    ("date", r"\d{6}_\d{6}", "%y%m%d_%H%M%S", timedelta(seconds=1)),
    ("date", r"1\d{12}", "", timedelta()),
    ("date", r"1\d{9}", "", timedelta()),
    ("date", r"(?:19|20)\d{2}-[01]\d-[0-3]\d", "%Y-%m-%d", timedelta(days=1)),
    ("date", r"(?:19|20)\d{2}_[01]\d_[0-3]\d", "%Y_%m_%d", timedelta(days=1)),
    ("date", r"(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d", "%Y%m%d", timedelta(days=1)),
    ("revision", r"(?=[0-9]*[a-f])[0-9a-f]{12}", "", timedelta()),
    ("number", r"\d{1,6}(?:[._]\d{1,3})+(?=__)|\d{1,6}", "", timedelta()),
)
"""Kind, form, how the form is read as a time ("" where it is a plain number), and what the next one is later by."""
# a version of Flyway's runs to its two underscores: `V2021_03_13_8__grant` is no date
MARKED = [
    re.compile(rf"(?P<lead>[A-Za-z]{{0,8}}?)(?P<mark>{form})(?![._]\d{{1,3}}__)(?P<sep>__|[_.\- ]|$)(?P<rest>.*)")
    for _, form, _, _ in STAMPS
]
DATED = re.compile(r"(?:19|20)\d{2}[-_]?[01]\d[-_]?[0-3]\d|\d{3,6}[-_]")
"""A date or a number at the beginning of a name: a quick look before the exact forms."""
BACK = ".down."
"""In the name of a file that reverts a migration: the new file is the one that applies it."""
REVISION = re.compile(r"^revision\b[^=\n]*=\s*['\"](\w+)['\"]", re.MULTILINE)
DOWN_REVISION = re.compile(r"^down_revision\b[^=\n]*=(.*)$", re.MULTILINE)
QUOTED = re.compile(r"['\"](\w+)['\"]")


class Mark(NamedTuple):
    """The parts of a file stem: what comes before its number or date (the mark), the mark, the separator behind it, the name."""

    form: int
    lead: str
    mark: str
    separator: str
    rest: str

    @property
    def kind(self) -> str:
        """`number`, `date` or `revision`."""
        return STAMPS[self.form][0]


class Step(NamedTuple):
    """The next of a sequence.

    Attributes:
        before: what its name begins with.
        names: of those before it, without their marks; empty where they have nothing but a mark.
        last: path of the one before it.
        note: how that is known.
        nested: files that each one's own folder holds; empty where each is a file.
    """

    before: str
    names: tuple[str, ...]
    last: str
    note: str
    nested: tuple[str, ...] = ()


def ordered_role(role: Sequence[str]) -> bool:
    """Files of the role are applied one after the other."""
    return bool(role) and role[-1] in ORDERED_ROLES


def split_mark(stem: str) -> Mark | None:
    """The mark at the start of a stem; None where there is none."""
    for form, pattern in enumerate(MARKED):
        found = pattern.fullmatch(stem)
        if found:
            return Mark(form, found["lead"], found["mark"], found["sep"], found["rest"])
    return None


@per_index
def ordered_folders(index: Index) -> frozenset[str]:
    """Folders whose files are applied one after the other: only the next of those goes there."""
    return frozenset(folder for folder, paths in paths_by_folder(index).items() if _is_ordered(folder, paths))


def _is_ordered(folder: str, paths: Sequence[str]) -> bool:
    if ordered_role(singular_words(folder.rpartition("/")[2])):
        return True
    likely = [path for path in paths if DATED.match(path, path.rfind("/") + 1)]
    return len(likely) >= LEAST and len(likely) >= SHARE * len(paths)


def numbered_below(index: Index, folders: Sequence[str]) -> list[str]:
    """Those folders of migrations that hold none in order, where a folder right below has them."""
    inside = paths_by_folder(index)
    above = {other.rpartition("/")[0] for other, paths in inside.items() if folders and _in_order(paths)}
    return [folder for folder in folders if folder in above and not _in_order(inside.get(folder, ()))]


def _in_order(paths: Sequence[str]) -> bool:
    marked = [path for path in paths if split_mark(_bare_stem(path))]
    return len(marked) >= LEAST and len(marked) >= SHARE * len(paths)


def next_step(index: Index, folder: str, extension: str, *, ordered: bool, name: str) -> Step | None:
    """The next of the folder's sequence, or of the sequence that the folder itself is one of; None where there is none."""
    inside = [path for path in paths_by_folder(index).get(folder, ()) if stem_of(path).extension == extension]
    step = _step(index, {path: _bare_stem(path) for path in inside}, ordered=ordered, name=name)
    if step is not None or not split_mark(folder.rpartition("/")[2]):
        return step
    above = folder.rpartition("/")[0]
    beside = {path: parts[-2] for path in index.files if (parts := path.split("/"))[:-2] == above.split("/")}
    files = Counter(path.rpartition("/")[2] for path in beside)
    step = _step(index, beside, ordered=ordered, name=name)
    common = [file for file, count in files.items() if count * 2 > len(set(beside.values()))]
    common.sort(key=lambda file: (file.startswith(BACK[1:]), file))
    return step._replace(nested=tuple(common)) if step is not None and common else None


def in_sequence(step: Step, folder: str, naming: FileNaming, words: Sequence[str]) -> tuple[str, FileNaming]:
    """The path of the next in the sequence, named as those before it are."""
    kept = [word for word in words if not word.isdigit()] or list(words)
    style, share = style_of(step.names)
    if style == "flatcase":
        style = "kebab-case" if step.before.endswith("-") else "snake_case"
    tail = _tail(step.last)
    stem = step.before + (in_style(kept, style) if style else "")
    convention = f"{step.before}<{style}> ({share:.0%})" if style else f"{step.before}: a number alone"
    if step.nested:
        above = folder.rpartition("/")[0]
        return f"{above}/{stem}/{step.nested[0]}".lstrip("/"), FileNaming(stem, naming.extension, convention)
    return f"{folder}/{stem}{tail}{naming.extension}".lstrip("/"), FileNaming(stem + tail, naming.extension, convention)


def _tail(path: str) -> str:
    """What a dot sets off behind the name, as `.up` of `001_users.up.sql`."""
    return stem_of(path).stem[len(_bare_stem(path)) :]


def _step(index: Index, stems: dict[str, str], *, ordered: bool, name: str) -> Step | None:
    marks = {path: mark for path, stem in stems.items() if (mark := split_mark(stem))}
    kinds = Counter((mark.form, mark.lead, mark.separator) for mark in marks.values() if mark.mark)
    leading = min(kinds, key=lambda key: (-kinds[key], key), default=None)
    if leading is None:
        return None
    of_kind = {path: mark for path, mark in marks.items() if (mark.form, mark.lead, mark.separator) == leading}
    if len(of_kind) < (1 if ordered else LEAST) or len(of_kind) < (ORDERED_SHARE if ordered else SHARE) * len(stems):
        return None
    if not ordered and not _is_sequence([*of_kind.values()]):
        return None
    last = max(of_kind, key=lambda path: (_order(of_kind[path].mark), BACK not in path, path))
    following, note = _next(index, of_kind, last, name)
    names = tuple(found.rest for _, found in sorted(of_kind.items()) if found.rest)
    return Step(f"{leading[1]}{following}{leading[2] if names else ''}", names, last, note)


def _next(index: Index, marks: dict[str, Mark], last: str, name: str) -> tuple[str, str]:
    """The next mark, and how it is known."""
    newest = marks[last]
    if newest.kind == "revision":
        import hashlib  # it takes longer to import than most answers wait for

        head = _head(index, list(marks)) or newest.mark
        made = hashlib.sha256(f"{head}/{name}".encode()).hexdigest()[:12]
        return made, f"a revision's number is any that is not taken; this one follows revision {head!r}"
    if newest.kind == "number":
        return _increased(newest.mark), f"numbered: {newest.mark} is the last"
    _, _, form, step = STAMPS[newest.form]
    following = str(int(newest.mark) + 1) if newest.mark.isdigit() else newest.mark
    if form:
        with suppress(ValueError):
            following = (datetime.strptime(newest.mark, form) + step).strftime(form)  # noqa: DTZ007 - names have no zone
    return (
        following,
        f"dated: one step after the newest, {newest.mark}; the tool that makes them would write today's date",
    )


def _increased(mark: str) -> str:
    """`0007` → `0008`, `1_9` → `1_10`: the last number grows and keeps its width."""
    start = re.search(r"\d+$", mark)
    digits = start[0] if start else "0"
    return f"{mark[: len(mark) - len(digits)]}{int(digits) + 1:0{len(digits)}d}"


def _order(mark: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", mark))


def _is_sequence(marks: Sequence[Mark]) -> bool:
    """Marks in front of names that leave few numbers out: `001-…`, `002-…`, but not `utf8`, `utf16`."""
    if len(marks[0].lead) > 1 or not all(mark.rest for mark in marks):
        return False
    firsts = {_order(mark.mark)[0] for mark in marks}
    return marks[0].kind != "number" or len(firsts) >= DENSE * (max(firsts) - min(firsts) + 1)


def _head(index: Index, paths: Sequence[str]) -> str | None:
    """The revision that none follows: the first by name, where the history has several heads."""
    revisions: set[str] = set()
    followed: set[str] = set()
    for path in paths:
        text = index.text(path)
        revisions |= set(REVISION.findall(text))
        followed |= {word for line in DOWN_REVISION.findall(text) for word in QUOTED.findall(line)}
    return min(revisions - followed, default=None)


def _bare_stem(path: str) -> str:
    """A stem without what a dot sets off after its mark (`000001_users.up` → `000001_users`), unless the mark has the dot."""
    stem = stem_of(path).stem
    head, dot, tail = stem.rpartition(".")
    return head if dot and tail.isalpha() else stem


def is_step(path: str) -> bool:
    """The file stands among migrations."""
    return _holds_steps(path.rpartition("/")[0])


@lru_cache(maxsize=1 << 14)
def _holds_steps(folder: str) -> bool:
    return any(not STEPS.isdisjoint(singular_words(name)) for name in folder.split("/"))
