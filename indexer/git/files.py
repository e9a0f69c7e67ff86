"""Which files git counts to a workspace: tracked ones, and untracked ones that it does not ignore.

Git runs as a program and through no library: this is on the path of every question, and importing one takes longer than the
listing. Nothing that the repository's own configuration names is ever run.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..on_disk import is_there

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

__all__ = ["SAFE_CONFIG", "Listing", "among_ignored", "git_environment", "list_files", "run_git", "submodule_files"]

SAFE_CONFIG = (
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.pager=cat",
    "-c", "core.quotePath=false",
    "-c", "diff.external=",
    "-c", "diff.suppressBlankEmpty=false",
    "-c", "i18n.logOutputEncoding=UTF-8",
    "-c", "log.showSignature=false",
    "-c", "submodule.recurse=false",
)  # fmt: skip
"""Options that keep git from running what the workspace's configuration names (a showing of signatures runs `gpg.program`), and
from writing otherwise than it is read here."""

NEVER_ASKED = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
"""No object is fetched that a partial clone lacks: its remote may name a program, and what the configuration says of one
protocol goes before what it says of all, so that only this variable forbids them."""

TIMEOUT_SECONDS = 120
NONE_IGNORED = NONE_SET = 1
"""What `git check-ignore` and `git config` exit with then."""
OWN_SCOPES = frozenset({"local", "worktree"})
FILTERING = frozenset({"status", "diff", "diff-files", "diff-index", "add", "hash-object"})
"""Commands that pass working-tree files through the clean filters that the repository configures."""


class Listing(NamedTuple):
    """What git says of a folder.

    Attributes:
        paths: relative to the folder that was asked for.
        nested: untracked repositories inside, which git does not look into.
    """

    paths: list[str]
    nested: list[str]


def list_files(root: Path, meanwhile: Callable[[], None] | None = None) -> Listing | None:
    """The files of a workspace by git, submodules as one path each; None where git does not answer for this folder.

    Args:
        root: the folder.
        meanwhile: called once while git looks for untracked files, which takes it longer than all else.
    """
    if not _inside_repository(root):
        return None
    # Tags tell the untracked ("? path") from the tracked ("H path").
    output = run_git(root, "ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard", meanwhile=meanwhile)
    if output is None:
        return None
    records = os.fsdecode(output).split("\0")
    others = [record[2:] for record in records if record.startswith("? ")]
    paths = dict.fromkeys(record[2:] for record in records if record and not record.startswith("? "))
    paths.update(dict.fromkeys(path for path in others if not path.endswith("/")))
    if not paths and run_git(root, "check-ignore", "-q", ".") is not None:
        return None
    return Listing(list(paths), [path[:-1] for path in others if path.endswith("/")])


def submodule_files(folder: Path) -> list[str]:
    """The files of a repository that another one tracks, relative to it; none where there is no repository in the folder."""
    if folder.is_symlink() or not is_there(folder / ".git"):
        return []
    listing = list_files(folder)
    return listing.paths if listing is not None else []


def among_ignored(root: Path, paths: Sequence[str]) -> frozenset[str] | None:
    """Those of some untracked paths that git ignores; None where git doesn't tell."""
    given = os.fsencode("\0".join(paths))
    output = run_git(root, "check-ignore", "-z", "--stdin", given=given, fine=(0, NONE_IGNORED))
    return None if output is None else frozenset(os.fsdecode(output).split("\0"))


def run_git(
    root: Path,
    *arguments: str,
    meanwhile: Callable[[], None] | None = None,
    given: bytes = b"",
    fine: Collection[int] = (0,),
) -> bytes | None:
    """The output of one read-only git command in `root`; None where git is missing, fails or takes too long.

    Args:
        root: the folder to run in.
        arguments: the command and its options.
        meanwhile: called once while git works.
        given: what it reads from standard input.
        fine: exit codes that are no failure.
    """
    import subprocess  # a look that needs no git doesn't pay for it

    filters = _own_filters(root) if arguments[0] in FILTERING else ()
    try:
        with subprocess.Popen(
            ["git", *SAFE_CONFIG, *(option for key in filters for option in ("-c", f"{key}=")), *arguments],
            cwd=root,
            env=git_environment() | _emptied(filters),
            stdin=subprocess.PIPE if given else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            if meanwhile is not None:
                meanwhile()
            try:
                output, _ = process.communicate(given or None, timeout=TIMEOUT_SECONDS)
            except BaseException:
                process.kill()
                raise
    except (OSError, subprocess.TimeoutExpired):
        return None
    return output if process.returncode in fine else None


@cache
def _own_filters(root: Path) -> tuple[str, ...]:
    """Keys of the filter drivers that the repository's own configuration names, included files too. The user's own are trusted."""
    asked = ("config", "--includes", "--show-scope", "--name-only", "-z", "--get-regexp", "^filter[.]")
    fields = os.fsdecode(run_git(root, *asked, fine=(0, NONE_SET)) or b"").split("\0")
    own = {key.rpartition(".")[0] for scope, key in zip(fields[::2], fields[1::2], strict=False) if scope in OWN_SCOPES}
    return tuple(f"{name}.{key}" for name in sorted(own) for key in ("clean", "smudge", "process"))


def _emptied(keys: Sequence[str]) -> dict[str, str]:
    """Variables that set keys of git's configuration to nothing; `-c` can't where a name holds a `=`."""
    return {"GIT_CONFIG_COUNT": str(len(keys))} | {
        name: value
        for at, key in enumerate(keys)
        for name, value in ((f"GIT_CONFIG_KEY_{at}", key), (f"GIT_CONFIG_VALUE_{at}", ""))
    }


def git_environment() -> dict[str, str]:
    """The environment for git: no locks taken, no prompts, nothing fetched, no variable that points it at another repository."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name == "GIT_CONFIG_NOSYSTEM"
    }
    return kept | NEVER_ASKED | {"LC_ALL": "C"}


def _inside_repository(root: Path) -> bool:
    return any(is_there(folder / ".git") for folder in (root, *root.parents))
