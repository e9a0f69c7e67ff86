"""The work of a refresh: what changed, its facts, its links, in one transaction."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from . import attributes
from .collection import no_collection
from .discover import Discovered, FileState, discover
from .format_key import format_key
from .index_file import Stamp, index_stamp, open_reader
from .lastlook import Walked, note_look
from .refreshed import Refreshed
from .settings import Settings, load_settings
from .store import KnownFile, Store
from .ticks import tick_of
from .walked import Basis, basis, walk, walk_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from .extract import Job
    from .lastlook import LastLook
    from .resolve import Change
    from .workers import Workers

__all__ = ["update"]


def update(
    root: Path,
    path: Path,
    last: LastLook | None,
    *,
    full: bool,
    jobs: int,
    progress: Callable[[int, int], None] | None,
    meanwhile: Callable[[str], object] | None,
) -> Refreshed:
    """Makes an index describe its workspace; see `refresh.refresh`.

    Args:
        last: an earlier look whose listing holds.
    """
    settings = load_settings(root)
    recorded = _Recorded(path, needed=not full, meanwhile=meanwhile)
    before = None if full or last is not None else basis(root)
    found = discover(root, settings, recorded.paths) if last is None else last.discovered()
    marks = attributes.read(root, found.files, settings)
    key = f"{format_key()} {marks.key}"
    if recorded.describes(key, found):
        _note(root, found, last, before, recorded)
        return Refreshed(len(found.files), state=recorded.state)
    # From here on there is work; a question on an index that is up to date never pays for these imports.
    from .manifests import parser_for
    from .resolve import Change, resolve_links
    from .workers import Workers

    with Store.open(path, key, rebuild=full) as store, no_collection():
        known = store.known()
        plan = _plan(root, found, known, marks)
        change = Change()
        _extract(root, store, plan, known, settings, change, Workers(jobs, progress))
        store.remove(known[gone].file_id for gone in plan.gone)
        if store.fresh or any(parser_for(item) for item in (*change.edited, *plan.gone)):
            _link_manifests(store)
        linked = resolve_links(store, change, _reader(root))
        store.touch(plan.touched)
        store.write_problems("discover", ((where, 0, message) for where, message in found.problems))
        state, fresh = store.note_state(), store.fresh
    written = _Recorded(path)
    written.paths()
    if written.state == state:
        _note(root, found, last, None if fresh else before, written)
    return Refreshed(len(found.files), len(plan.jobs), len(plan.gone), linked, state=state)


def _note(root: Path, found: Discovered, last: LastLook | None, before: Basis | None, recorded: _Recorded) -> None:
    """Notes a look for the next one, where nothing could have changed unseen meanwhile.

    A listing that is older than a first index is made again: the index's own folder has come since.
    """
    if last is not None:
        recorded.note(root, last.walked, found)
    elif found.listed is not None:
        walked = walk_again(root, found.listed) if before is None else walk(root, found.listed, before)
        if walked is not None:
            recorded.note(root, walked, found)


class _Recorded:
    """What an index says of the files it was made from.

    Args:
        path: the index file, which need not be there.
        needed: whether anything but a new index will do.
        meanwhile: called with the state of the index when it has been read.

    Attributes:
        state: the state of the index; "" before it is read.
    """

    def __init__(self, path: Path, *, needed: bool = True, meanwhile: Callable[[str], object] | None = None) -> None:
        self._path, self._needed, self._meanwhile = path, needed, meanwhile
        self.state = ""
        self._stamp: Stamp = ()
        self._format = ""
        self._files: dict[str, tuple[int, int, int]] = {}
        self._problems: list[tuple[str, str]] = []

    def paths(self) -> Iterable[str]:
        """Reads the index; a missing or damaged one says nothing."""
        self._read()
        if self._meanwhile is not None:
            self._meanwhile(self.state)
            self._meanwhile = None
        return self._files.keys()

    def _read(self) -> None:
        if not self._needed or not self._path.exists():
            return
        try:
            self._stamp = index_stamp(self._path)
            with closing(open_reader(self._path)) as connection:
                rows = connection.execute("SELECT path, size, mtime_ns, ctime_ns FROM files")
                self._files = {path: (size, mtime, ctime) for path, size, mtime, ctime in rows}
                self._problems = connection.execute(
                    "SELECT path, message FROM problems WHERE stage = 'discover'"
                ).fetchall()
                said = dict(connection.execute("SELECT key, value FROM meta"))
                self._format, self.state = said.get("format", ""), said.get("state", "")
        except sqlite3.Error:
            return

    def describes(self, key: str, found: Discovered) -> bool:
        """Whether the index was made from exactly these files by this very program."""
        if not self._format and self._needed:
            self.paths()  # no git here, so nobody had time to ask before
        same = self._format == key and self._files == found.files
        return same and sorted(set(found.problems)) == sorted(self._problems)

    def note(self, root: Path, walked: Walked, found: Discovered) -> None:
        """Writes this down as what a look saw."""
        about = {"key": format_key(), "stamp": self._stamp, "state": self.state, "problems": found.problems}
        note_look(root, self._path, walked, self._files, about)


class _Plan(NamedTuple):
    """What a refresh has to do.

    Attributes:
        jobs: files to extract, new or changed.
        states: the state to record for each of them.
        touched: files whose content is as it was, with the state to record.
        gone: paths to forget.
    """

    jobs: list[Job]
    states: dict[str, FileState]
    touched: list[tuple[int, FileState]]
    gone: list[str]


def _plan(root: Path, found: Discovered, known: dict[str, KnownFile], marks: attributes.Marks) -> _Plan:
    from .extract import Job

    now = time.time_ns()
    plan = _Plan([], {}, [], sorted(known.keys() - found.files.keys()))
    next_id = max((item.file_id for item in known.values()), default=0) + 1
    for path, state in sorted(found.files.items()):
        before = known.get(path)
        if before is not None and before.state == state:
            continue
        if before is not None and before.hash and before.hash == _hash(root, path):
            plan.touched.append((before.file_id, _settled(state, now)))
            continue
        if before is None:
            file_id, next_id = next_id, next_id + 1
        else:
            file_id = before.file_id
        plan.jobs.append(Job(file_id, path, *marks.of(path)))
        plan.states[path] = _settled(state, now)
    return plan


def _hash(root: Path, path: str) -> bytes:
    from .extract import digest

    try:
        return digest((root / path).read_bytes())
    except OSError:
        return b""


def _settled(state: FileState, now: int) -> FileState:
    """The state to record: one that nothing equals where the file is so fresh that a further write could go unseen."""
    latest = max(state.mtime_ns, state.ctime_ns)
    return state._replace(mtime_ns=-1) if now - latest < tick_of(state.mtime_ns) else state


def _extract(
    root: Path,
    store: Store,
    plan: _Plan,
    known: dict[str, KnownFile],
    settings: Settings,
    change: Change,
    workers: Workers,
) -> None:
    """Extracts the planned files, stores their facts, and notes what of them others can notice."""
    before = {path for path in plan.states if path in known}
    change.paths |= set(plan.gone) | (plan.states.keys() - before)
    change.edited |= plan.states.keys()
    for batch in workers.run(root, plan.jobs, plan.states, settings.max_file_bytes):
        store.write(batch, plan.states, replace=not store.fresh)
        for facts in batch:
            change.files.add(facts.file_id)
            earlier = known.get(facts.path)
            if earlier is None or earlier.surface != facts.surface or earlier.language != facts.language:
                change.surfaces |= {facts.language, earlier.language if earlier else ""}


def _link_manifests(store: Store) -> None:
    """Completes the workspace's manifests from each other and stores those that differ."""
    from .manifests import link_all
    from .manifests.serial import dump_manifest, load_manifest

    rows = store.rows("SELECT file_id, path, raw, linked FROM manifests JOIN files ON files.id = file_id ORDER BY path")
    linked = link_all({str(path): load_manifest(str(raw)) for _, path, raw, _ in rows})
    texts = ((file_id, dump_manifest(linked[str(path)]), before) for file_id, path, _, before in rows)
    store.write_linked((int(str(file_id)), text) for file_id, text, before in texts if text != before)


def _reader(root: Path) -> Callable[[str], bytes]:
    def read(path: str) -> bytes:
        try:
            return (root / path).read_bytes()
        except OSError:
            return b""

    return read
