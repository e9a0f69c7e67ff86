"""What the last look at a workspace saw, so that the next one need not ask git which files belong to it.

What git lists changes only with its index, with what it is told to ignore, and with the entries of the folders that it walks;
a folder's own times change with its entries. So where all of those are as they were before the last listing began, it still
holds, and a look costs an `lstat` a file and a folder and no process. Whatever could have changed unseen is not recorded: then
git is asked as before. See docs/freshness.md.
"""

from __future__ import annotations

import json
import os
import struct
from array import array
from contextlib import suppress
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ..git.places import State, state_of
from ..index_file import index_stamp
from ..on_disk import content_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ..discover import Discovered
    from ..index_file import Stamp

__all__ = ["LastLook", "Walked", "last_look", "look_path", "note_look"]

SUFFIX = ".look"
HEAD = struct.Struct("<4sQQQ")
MAGIC = b"look"
SURROUNDINGS = ("HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_NOSYSTEM", "SUDO_UID")
NUMBERS = 3
"""Of a folder: device and times. Of a file: size and times."""
_OF_FOLDERS = attrgetter("st_dev", "st_mtime_ns", "st_ctime_ns")
_OF_FILES = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns")


class Walked(NamedTuple):
    """What a listing rests on: place → state, and folder (relative to the root, which is "") → device and times."""

    places: dict[str, State]
    folders: dict[str, tuple[int, int, int]]


class LastLook:
    """A look at a workspace whose listing still holds.

    Args:
        root: the workspace.
        about: what was noted beside the paths; see `note_look`.
        paths: the files of the workspace.
        folders: those that git walked.
        numbers: the states of the files as the index has them and those of the folders, three numbers each.
    """

    def __init__(
        self, root: Path, about: dict[str, Any], paths: list[str], folders: list[str], numbers: array[int]
    ) -> None:
        self.root, self.about = root, about
        self.paths, self.folders, self.numbers = paths, folders, numbers

    @property
    def state(self) -> str:
        """The state of the index that was made from it."""
        return str(self.about["state"])

    def saw(self, stamp: Stamp) -> bool:
        """Whether this index is the one that was there then."""
        return bool(_jsonable(stamp) == self.about["stamp"])

    def unchanged(self, index: Path) -> bool:
        """Whether every file is as the index has it, and the index the one that was written then."""
        return self.saw(index_stamp(index)) and self._now == self.numbers[: NUMBERS * len(self.paths)]

    def discovered(self) -> Discovered:
        """The files as they are now; one that is gone is left out."""
        from ..discover import Discovered, FileState, file_states

        found = Discovered((path, message) for path, message in self.about["problems"])
        if self._now is not None:
            found.files = dict(zip(self.paths, map(FileState._make, _in_threes(self._now)), strict=True))
            return found
        states = file_states(self.root, self.paths)
        found.files = {path: state for path, state in states.items() if state is not None}
        return found

    @cached_property
    def _now(self) -> array[int] | None:
        """The states of the files now; None where one is gone. The entries of the folders are as they were: none is another's."""
        try:
            return _numbers(self.root, self.paths, _OF_FILES)
        except (OSError, OverflowError):
            return None

    @property
    def recorded(self) -> dict[str, tuple[int, int, int]]:
        """Path → state, as the index had the files then."""
        return dict(zip(self.paths, _in_threes(self.numbers[: NUMBERS * len(self.paths)]), strict=True))

    @property
    def walked(self) -> Walked:
        """What the listing rests on."""
        states = (None if state is None else tuple(state) for state in self.about["place_states"])
        folders = _in_threes(self.numbers[NUMBERS * len(self.paths) :])
        places = dict(zip(self.about["places"], states, strict=True))
        return Walked(places, dict(zip(self.folders, folders, strict=True)))


def look_path(index: Path) -> Path:
    """Where the last look is noted: beside the index. Safe to delete at any time."""
    return index.with_suffix(SUFFIX)


def last_look(root: Path, index: Path, key: str) -> LastLook | None:
    """The last look, where git would list the same files now; None where it could list others.

    Args:
        root: the workspace.
        index: the index file.
        key: changes whenever another program would find something else in the same files.
    """
    try:
        noted = content_at(look_path(index)) or b""
        mark, length, files, folders = HEAD.unpack_from(noted)
        head, *names = os.fsdecode(noted[HEAD.size : HEAD.size + length]).split("\0")
        numbers = array("q", noted[HEAD.size + length :])
        about = json.loads(head)
        whole = mark == MAGIC and len(names) == files + folders and len(numbers) == NUMBERS * len(names)
        if not whole or about["key"] != _key(root, key):
            return None
        found = LastLook(root, about, names[:files], names[files:], numbers)
        return found if _listing_holds(found) else None
    except (OSError, ValueError, TypeError, KeyError, OverflowError, struct.error):
        return None  # none there, damaged, or something is gone


def _listing_holds(look: LastLook) -> bool:
    """The root is among the folders, and its times are the kernel's: nobody can bring a look that fits another folder."""
    return (
        look.folders[:1] == [""]
        and [_jsonable(state_of(place)) for place in look.about["places"]] == look.about["place_states"]
        and _numbers(look.root, look.folders, _OF_FOLDERS) == look.numbers[NUMBERS * len(look.paths) :]
    )


def note_look(
    root: Path, index: Path, walked: Walked, files: dict[str, tuple[int, int, int]], about: dict[str, Any]
) -> None:
    """Writes a look down for the next one, whole or not at all.

    Args:
        root: the workspace.
        index: the index file.
        walked: what the listing rests on.
        files: the states of the files as the index has them.
        about: `key`, `stamp` and `state` of the index, and the `problems` that were found.
    """
    told = about | {
        "key": _key(root, about["key"]),
        "places": [*walked.places],
        "place_states": [*walked.places.values()],
    }
    text = os.fsencode("\0".join((json.dumps(told), *files, *walked.folders)))
    numbers = array("q", chain.from_iterable((*files.values(), *walked.folders.values())))
    target = look_path(index)
    part = target.with_suffix(f"{SUFFIX}-{os.getpid()}")
    try:
        part.write_bytes(HEAD.pack(MAGIC, len(text), len(files), len(walked.folders)) + text + numbers.tobytes())
        part.replace(target)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _key(root: Path, key: str) -> list[Any]:
    """What a look depends on besides the files: whose it is, and who asks git in which surroundings."""
    return [key, str(root), os.geteuid() if hasattr(os, "geteuid") else 0, *map(os.environ.get, SURROUNDINGS)]


def _numbers(root: Path, paths: Iterable[str], numbers: attrgetter[Any]) -> array[int]:
    """Three numbers a path. Every question waits for this, once a file: so the loop is C's."""
    places = map(f"{root}{os.sep}".__add__, paths)
    return array("q", chain.from_iterable(map(numbers, map(os.lstat, places))))


def _in_threes(numbers: array[int]) -> Iterator[tuple[int, int, int]]:
    each = iter(numbers)
    return zip(each, each, each, strict=True)


def _jsonable(value: Any) -> Any:
    return [_jsonable(item) for item in value] if isinstance(value, tuple) else value
