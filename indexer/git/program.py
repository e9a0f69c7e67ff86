"""Git as a program: one read-only command in a folder, held to that folder, and why it failed where it does.

Nothing that the repository's own configuration names is ever run, and it points git at no other working tree.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Final

from ...errors import GitFailedError
from ..on_disk import may_never_end, text_at
from .folders import git_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from .folders import GitFolders

__all__ = ["ask_git", "run_git"]

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

IGNORES = ".gitignore"
SHARED = ("config", "info/exclude", "packed-refs")
TIMEOUT_SECONDS = 120
NONE_SET = 1
"""The exit code of `git config` where no such key is set."""
OWN_SCOPES = frozenset({"local", "worktree"})
FILTERING = frozenset({"status", "diff", "diff-files", "diff-index", "add", "hash-object"})
"""Commands that pass working-tree files through the clean filters that the repository configures."""
MOST_SAID = 200
NEXT_STEPS: Final = (
    ("dubious ownership", "If you trust that repository, run the 'git config --global --add safe.directory' that 'git status' names"),
    ("index file", "Remove the file 'index' in its '.git' folder and make it anew with 'git reset'"),
    ("must be run in a work tree", "Set 'git config core.bare false' if this is a working tree"),
    ("git status", "See what 'git status' says, and 'git fsck' what is missing"),
)  # fmt: skip
"""A word of git's message → what the user can do; the last one for any other message."""


def run_git(
    root: Path,
    *arguments: str,
    meanwhile: Callable[[], None] | None = None,
    given: bytes = b"",
    fine: Collection[int] = (0,),
) -> bytes | None:
    """The same as `ask_git`; None where git is missing, fails or takes too long."""
    try:
        return ask_git(root, *arguments, meanwhile=meanwhile, given=given, fine=fine)
    except GitFailedError:
        return None


def ask_git(
    root: Path,
    *arguments: str,
    meanwhile: Callable[[], None] | None = None,
    given: bytes = b"",
    fine: Collection[int] = (0,),
    variables: Mapping[str, str] | None = None,
) -> bytes:
    """The output of one read-only git command in `root`.

    Args:
        root: the folder to run in.
        arguments: the command and its options.
        meanwhile: called once while git works.
        given: what it reads from standard input.
        fine: exit codes that are no failure.
        variables: further ones of its environment.

    Raises:
        GitFailedError: git is missing, fails or takes too long.
    """
    import subprocess  # a look that needs no git doesn't pay for it

    folders = git_folders(root)
    if waits := _never_ending(root, folders):
        raise GitFailedError(f"'git {arguments[0]}' would wait for ever: {waits!r} is a pipe or a device. Remove it")
    filters = _own_filters(root) if arguments[0] in FILTERING else ()
    try:
        with subprocess.Popen(
            ["git", *SAFE_CONFIG, *(option for key in filters for option in ("-c", f"{key}=")), *arguments],
            cwd=root,
            env=_environment() | _held(folders) | _emptied(filters) | dict(variables or {}),
            stdin=subprocess.PIPE if given else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            if meanwhile is not None:
                meanwhile()
            try:
                output, said = process.communicate(given or None, timeout=TIMEOUT_SECONDS)
            except BaseException:
                process.kill()
                raise
    except subprocess.TimeoutExpired:
        raise _failure(arguments, f"no answer within {TIMEOUT_SECONDS} seconds") from None
    except OSError as error:
        missing = isinstance(error, (FileNotFoundError, PermissionError))
        step = "Install git, or see that it is on the PATH" if missing else "Ask it for less at once"
        raise GitFailedError(f"git can't be run: {error.strerror}. {step}") from error
    if process.returncode not in fine:
        raise _failure(arguments, _said(root, said) or f"exit code {process.returncode}")
    return output


def _failure(arguments: Sequence[str], why: str) -> GitFailedError:
    step = next((step for word, step in NEXT_STEPS if word in why), NEXT_STEPS[-1][1])
    return GitFailedError(f"'git {arguments[0]}' failed: {why}. {step}")


def _said(root: Path, text: bytes) -> str:
    """What git calls fatal, and the error before it, without the place of the workspace."""
    lines = [line.strip() for line in os.fsdecode(text).splitlines()]
    told = [line.partition(": ")[2] for line in lines if line.startswith(("fatal: ", "error: "))]
    said = "; ".join(dict.fromkeys(told[:1] + told[-1:]))
    for folder in (root, *root.parents[:-1]):
        said = said.replace(f"'{folder}'", "'.'" if folder == root else "above the root").replace(f"{folder}/", "")
    return said.rstrip(".")[:MOST_SAID].encode("utf-8", "replace").decode()


def _never_ending(root: Path, folders: GitFolders | None) -> str:
    """The file that git reads before all else and no reading of which need end; "" where there is none."""
    if folders is None:
        return ""
    git = ((folders.own, "HEAD"), (folders.own, "index"), *((folders.common, name) for name in SHARED))
    read = [(f".git/{name}", folder / name) for folder, name in git]
    read += [(IGNORES, folder / IGNORES) for folder in (folders.top, root)]
    return next((shown for shown, place in read if may_never_end(place)), "")


def _held(folders: GitFolders | None) -> dict[str, str]:
    """A variable that holds git to the folder in which its repository stands, where its configuration names another one.

    Nothing but the repository's own two files can name one; a submodule's says what is true anyway.
    """
    if folders is None:
        return {}
    places = (folders.common / "config", folders.own / "config.worktree")
    named = any("worktree" in text_at(place).lower() for place in places)
    return {"GIT_WORK_TREE": str(folders.top)} if named else {}


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


def _environment() -> dict[str, str]:
    """The environment for git: no locks taken, no prompts, nothing fetched, no variable that points it at another repository."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name == "GIT_CONFIG_NOSYSTEM"
    }
    return kept | NEVER_ASKED | {"LC_ALL": "C"}
