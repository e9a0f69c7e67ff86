"""A workspace: opens a root, keeps its index fresh, and asks the analyzers. Every door calls this and nothing below it."""

from __future__ import annotations

import math
import sqlite3
import time
from contextlib import closing, contextmanager
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from .errors import BUGS, IndexUnavailableError, InvalidParameterError, RootNotFoundError
from .indexer.on_disk import is_folder, is_there
from .parameters import check_parameters
from .questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .indexer.freshness import Freshness
    from .indexer.index import Index
    from .indexer.index_file import Stamp
    from .indexer.refreshed import Refreshed
    from .typed_questions import Questions

    Progress = Callable[[int, int], None] | None
else:
    Questions = object

__all__ = ["Workspace", "find_root"]

NOT_AHEAD = frozenset({"check_duplicates", "git", "impact_analysis", "validate_changes"})
"""Questions that are not answered before anybody asks: a report on all duplicates takes ten seconds and processes of its own, the
others need one of several parameters, or rest on the state of git, so that nothing is kept."""

MOST_FAULTS = 5
"""Parts of an answer that are named where it could not be given whole."""


class Workspace(Questions):
    """One repository and its index.

    Each question of the contract is a method: `Workspace(".").impact_analysis("src/a.py", change_type="delete")`. The answer is
    the object that the command line prints with `--json`. `with Workspace(".") as workspace:` closes what `keep` keeps.

    Args:
        root: the workspace's folder; its index lies in `.groundplan/` below it, or in the user's cache where it can't be written.
        allow_exec: let `validate_changes(run_tests=True)` run the workspace's own test command.
        keep: keep the view of the index between questions, as a server does; for one thread at a time.

    Raises:
        RootNotFoundError: `root` is not a folder.
    """

    sparing = True
    """Whether a bug of ours costs only the part of an answer that it is in (`analyzers/sparing.py`); tests say no."""

    def __init__(self, root: str | Path = ".", *, allow_exec: bool = False, keep: bool = False) -> None:
        from .indexer.index_file import index_path

        self.root = Path(root).expanduser().resolve()
        _check_root(self.root, str(root))
        self.allow_exec = allow_exec
        self._keep = keep
        self._kept: tuple[Stamp, Index] | None = None
        self.index_path = index_path(self.root)
        self.refreshed: Refreshed | None = None
        """What the last refresh did."""

    def refresh(
        self,
        *,
        full: bool = False,
        jobs: int = 0,
        progress: Progress = None,
        meanwhile: Callable[[str], object] | None = None,
    ) -> Refreshed:
        """Brings the index up to date; see `indexer.refresh.refresh`.

        Raises:
            RootNotFoundError: the root is gone since the workspace was opened: nothing is there to be told of.
        """
        _check_root(self.root, str(self.root))
        if self._keep and not full and not jobs:
            self.refreshed = self._freshness.refresh(progress)
            return self.refreshed
        from .indexer.refresh import refresh

        self.refreshed = refresh(
            self.root, self.index_path, full=full, jobs=jobs, progress=progress, meanwhile=meanwhile
        )
        return self.refreshed

    def refresh_if_watched(self) -> Refreshed | None:
        """Brings the index up to date where that costs next to nothing as long as nothing happens; None elsewhere."""
        return self.refresh() if self._freshness.may_watch else None

    def read_ahead(self, *, alone: bool = False) -> int:
        """Reads what the first impact questions would wait for; see `analyzers.impact.ahead`."""
        from .analyzers.impact.ahead import read_ahead

        with self.index() as index:
            return read_ahead(index, alone=alone)

    def answer_ahead(self) -> None:
        """Works out and keeps the answers of the questions that need no parameter: whoever asks one first finds it.

        They share what they conclude from the whole workspace, so together they cost about twice the slowest.
        """
        shared = Workspace(self.root, keep=True)
        for question in QUESTIONS.values():
            if question.name not in NOT_AHEAD and not any(parameter.required for parameter in question.parameters):
                shared._answer(question.name, check_parameters(question, {}), ahead=True)
        shared._forget()

    def ask(self, question: str, /, *, progress: Progress = None, **parameters: Any) -> dict[str, Any]:
        """Answers a question by name, on a fresh index; see `ask_with`."""
        return self.ask_with(question, parameters, progress)

    def ask_with(self, question: str, parameters: dict[str, Any], progress: Progress = None) -> dict[str, Any]:
        """The same with the parameters as one object, whatever they are called.

        Raises:
            InvalidParameterError: an unknown question or parameter, or a value of the wrong type.
            GroundplanError: the question can't be answered; the message says why and what to do.
        """
        if question not in QUESTIONS:
            import difflib

            near = difflib.get_close_matches(question, QUESTIONS, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Questions: {', '.join(QUESTIONS)}"
            raise InvalidParameterError(f"unknown question {question!r}. {hint}")
        checked = check_parameters(QUESTIONS[question], parameters)
        try:
            return self._answer(question, checked, progress)
        except (sqlite3.DatabaseError, IndexUnavailableError) as error:
            from .indexer.index_file import is_damage

            if not (is_damage(error) or is_damage(error.__cause__)):
                raise
        except BUGS as error:
            from .indexer.index_file import has_wrong_types

            if not has_wrong_types(self.index_path):
                return self._again(question, checked, error, progress)
        self._forget()
        self.refresh(full=True, progress=progress)
        return self._answer(question, checked, progress)

    def _answer(
        self, question: str, checked: dict[str, Any], progress: Progress = None, *, ahead: bool = False
    ) -> dict[str, Any]:
        from .kept_answers import KeptAnswer

        kept = KeptAnswer(self.root, question, checked)
        module = f".analyzers.{question}"

        def prepare(state: str) -> None:
            """Finds a kept answer, or imports what makes one: it takes about as long as git's listing."""
            if kept.find(state) is None:
                import_module(module, __package__)

        state = self.refresh(progress=progress, meanwhile=prepare).state
        if (found := kept.find(state)) is not None:
            return found
        analyzer = import_module(module, __package__)
        began = time.monotonic()
        with self._asked() as index:
            answer: dict[str, Any] = analyzer.answer(index, **checked, **self._operator(question))
            lasting, absent = index.lasting, sorted(index.absent)
        if lasting:
            kept.keep(state, answer, math.inf if ahead else time.monotonic() - began, absent)
        if not self._keep:
            return answer
        from .analyzers.lists import copied

        own: dict[str, Any] = copied(answer)  # what the view keeps is not handed out
        return own

    def _again(self, question: str, checked: dict[str, Any], error: Exception, progress: Progress) -> dict[str, Any]:
        """An answer that failed, worked out anew: files may have changed beneath it, or a file or reader fails, which it then names."""
        before = self.refreshed
        unchanged = self.refresh(progress=progress).state == (before.state if before else None)
        if unchanged and not self.sparing:
            raise error
        analyzer = import_module(f".analyzers.{question}", __package__)
        with self.index() as index:
            faults: dict[str, str] = {}
            index.faults = faults if self.sparing else None
            answer: dict[str, Any] = analyzer.answer(index, **checked, **self._operator(question))
        if faults:
            told = [f"left out for an internal error, please report it: {part} ({why})" for part, why in faults.items()]
            more = [f"and {len(told) - MOST_FAULTS} more"] if len(told) > MOST_FAULTS else []
            answer["coverage"] = "; ".join([*filter(None, [answer.get("coverage")]), *told[:MOST_FAULTS], *more])
        return answer

    def _operator(self, question: str) -> dict[str, Any]:
        """What the operator allows, for the question that needs to know it."""
        return {"allow_exec": self.allow_exec} if question == "validate_changes" else {}

    def _forget(self) -> None:
        if self._kept is not None:
            self._kept[1].close()
            self._kept = None

    @contextmanager
    def index(self) -> Iterator[Index]:
        """A read-only view of the index as it stands."""
        with closing(self._open()) as index, self._readable():
            yield index

    @contextmanager
    def _asked(self) -> Iterator[Index]:
        """The view that a question is asked of: with `keep`, the last one as long as the index has not changed since.

        What questions worked out on the way stays with the view, so that the next one finds it there; of what the index does
        not watch (the state of git, installed packages) they keep nothing without looking again.
        """
        if not self._keep:
            with self.index() as index:
                index.passing = True
                yield index
            return
        from .indexer.index_file import index_stamp

        stamp = index_stamp(self.index_path)
        if self._kept is None or self._kept[0] != stamp:
            self._forget()
            self._kept = (stamp, self._open())
        index = self._kept[1]
        index.witness, index.lasting, index.absent = self._freshness.witness, True, set()
        with self._readable():
            yield index

    @cached_property
    def _freshness(self) -> Freshness:
        from .indexer.freshness import Freshness

        return Freshness(self.root, self.index_path)

    def _open(self) -> Index:
        from .indexer.index import Index
        from .indexer.index_file import open_reader
        from .indexer.settings import load_settings

        with self._readable():
            return Index(self.root, open_reader(self.index_path), load_settings(self.root))

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Says where an index is that can't be read."""
        try:
            yield
        except sqlite3.Error as error:
            raise IndexUnavailableError(
                f"no readable index at {self.index_path}: {error}. Run 'groundplan index --full'"
            ) from error

    def __getattr__(self, name: str) -> Any:
        """The questions as methods; their parameters may be given by position."""
        if name not in QUESTIONS:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

        from .question_signature import as_method

        return as_method(QUESTIONS[name], self.ask_with)

    def close(self) -> None:
        """Lets go of what is kept between questions; the next one opens it again."""
        self._forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self.root)!r})"

    def __dir__(self) -> list[str]:
        """With the questions, for those who look for a method by its name."""
        return sorted({*super().__dir__(), *QUESTIONS})


def find_root(start: Path) -> Path:
    """The workspace around a folder: the nearest one upwards with a `.git` or an index, else the folder itself."""
    start = start.resolve()
    around = (start, *start.parents)
    return next((at for at in around if is_there(at / ".git") or is_folder(at / ".groundplan")), start)


def _check_root(root: Path, named: str) -> None:
    """Raises an error that says what is wrong with a root that is no folder."""
    if not is_folder(root):
        problem = "is a file, not a folder" if is_there(root) else "does not exist"
        raise RootNotFoundError(f"the workspace root {named!r} {problem}. Give a repository's folder with --root DIR")
