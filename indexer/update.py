"""The work of a refresh: what changed, its facts, its links, in one transaction."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from .classify import attributes
from .collection import no_collection
from .discover import Discovered, FileState, discover
from .format_key import format_key
from .looking.walked import Basis, basis, tick_of, walk, walk_again
from .on_disk import content_at
from .recorded import Recorded
from .refreshed import Refreshed
from .settings import Settings, load_settings
from .store import KnownFile, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from .extract import Job
    from .looking.lastlook import LastLook
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
    recorded = Recorded(path, last, needed=not full, meanwhile=meanwhile)
    before = None if full or last is not None else basis(root)
    found = discover(root, settings, recorded.paths) if last is None else last.discovered()
    marks = attributes.read(root, found.files, settings)
    key = f"{format_key()} {marks.key}"
    if recorded.describes(key, found):
        _note(root, found, last, before, recorded)
        return Refreshed(len(found.files), state=recorded.state)
    # From here on there is work; a question on an index that is up to date never pays for these imports.
    from .workers import Workers

    with no_collection(), Store.open(path, key, rebuild=full) as store:
        differing = recorded.differing(found) if store.noted("state") == recorded.state != "" else None
        files, said = found.files, store.noted("marks")
        anew = attributes.marked_anew(said, marks, files) if said else set[str]()
        if differing is not None:
            differing |= anew
            files = {path: files[path] for path in differing & files.keys()}
        known = store.known(differing)
        plan = _plan(root, files, known, marks, store.next_id(), anew)
        linked = _carry_out(root, store, plan, known, settings, Workers(jobs, progress), anew)
        store.note_marks(key, marks.text)
        store.write_problems("discover", ((where, 0, message) for where, message in found.problems))
        state, fresh = store.note_state(), store.fresh
    if recorded.rewritten(state, found.files | plan.touched | plan.states):
        _note(root, found, last, None if fresh else before, recorded)
    return Refreshed(len(found.files), len(plan.jobs), len(plan.gone), linked, state=state)


def _carry_out(
    root: Path,
    store: Store,
    plan: _Plan,
    known: dict[str, KnownFile],
    settings: Settings,
    workers: Workers,
    anew: set[str],
) -> int:
    """Extracts, forgets and links what is planned; how many files were linked.

    Of which other things are said (`anew`) another language or zone may be: they count as files that came or went.
    """
    from .manifests import parser_for
    from .resolve import Change, resolve_links

    change = Change()
    change.paths |= anew
    _extract(root, store, plan, known, settings, change, workers)
    store.remove(known[gone].file_id for gone in plan.gone)
    if store.fresh or any(parser_for(item) for item in (*change.edited, *plan.gone)):
        _link_manifests(store)
    linked = resolve_links(store, change, lambda path: content_at(root / path) or b"")
    store.touch(plan.touched)
    return linked


def _note(root: Path, found: Discovered, last: LastLook | None, before: Basis | None, recorded: Recorded) -> None:
    """Notes a look for the next one, where nothing could have changed unseen meanwhile.

    A listing that is older than a first index is made again: the index's own folder has come since.
    """
    if last is not None:
        recorded.note(root, last.walked, found)
    elif found.listed is not None:
        walked = walk_again(root, found.listed) if before is None else walk(root, found.listed, before)
        if walked is not None:
            recorded.note(root, walked, found)


class _Plan(NamedTuple):
    """What a refresh has to do.

    Attributes:
        jobs: files to extract, new or changed.
        states: the state to record for each of them.
        touched: path → the state to record of a file whose content is as it was.
        gone: paths to forget.
    """

    jobs: list[Job]
    states: dict[str, FileState]
    touched: dict[str, FileState]
    gone: list[str]


def _plan(
    root: Path,
    files: Mapping[str, FileState],
    known: dict[str, KnownFile],
    marks: attributes.Marks,
    next_id: int,
    anew: set[str],
) -> _Plan:
    """The work that files ask for.

    Args:
        files: those of the workspace as they are; any whose state is the known one may be left out together with it.
        next_id: the number of the next new file.
        anew: those to extract though they may be as they were.
    """
    from .extract import Job, digest

    now = time.time_ns()
    plan = _Plan([], {}, {}, sorted(known.keys() - files.keys()))
    for path, state in sorted(files.items()):
        before = known.get(path)
        if before is not None and before.state == state and path not in anew:
            continue
        if (
            before is not None
            and path not in anew
            and before.hash
            and before.hash == digest(content_at(root / path) or b"")
        ):
            plan.touched[path] = _settled(state, now)
            continue
        if before is None:
            file_id, next_id = next_id, next_id + 1
        else:
            file_id = before.file_id
        plan.jobs.append(Job(file_id, path, *marks.of(path)))
        plan.states[path] = _settled(state, now)
    return plan


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
    linked = link_all({path: load_manifest(raw) for _, path, raw, _ in rows})
    texts = ((file_id, dump_manifest(linked[path]), before) for file_id, path, _, before in rows)
    store.write_linked((file_id, text) for file_id, text, before in texts if text != before)
