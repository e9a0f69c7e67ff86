"""The answer of impact_analysis: what is told of a search, cut to size."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ...commands.tests_exist import has_tests
from ...lists import counted, cut, fit
from ...text_facts import text_lines
from ...workspace.history import history
from ..called import symbols_of
from ..reach.selected_tests import Selection
from ..references.references import LIKELY
from ..testing.run_commands import Fitting, fitting_command, tests_inside, with_tests_of_changed
from .breaks import breaks_of, public_surface
from .change_set import ERROR, templates_untold
from .contracts import unmet
from .impacted import entry_points_affected, impacted_files, packages_of
from .offered import is_offered
from .risk import Risk, assess, by_kind, by_past, by_protection, by_reach, by_surface
from .target import known

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from ....answers import BrokenReference, CoChanged, Impact, ImpactedFile, TestToRun
    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol
    from ...workspace.test_files import TestFiles
    from ..meaning.program import Program
    from ..reach.reach import Reached
    from ..reach.selected_tests import Selected
    from .target import Target

__all__ = ["Report"]

DEFAULT_LIMIT = 50
"""Up to this limit the whole answer is made compact; a greater one is taken at its word."""
FEWEST = 8
"""So many rows of each list are shown before fewer of what a change breaks are."""
LISTS = (
    "impacted_files", "breaks", "tests_to_run", "entry_points_affected", "packages_affected", "co_changed", "changed",
    "files_unlikely", "tests_unlikely", "public_surface",
)  # fmt: skip
"""What is cut in an answer; the first three say how many there are."""
UNNOTICED = "nothing that others can notice is changed: no test is needed for it"
ONLY_ADDED = "nothing that was there before is changed: what is added needs tests of its own"
SHOWN_UNLIKELY, MOST_TOGETHER = 10, 10


class _Facts(NamedTuple):
    files: list[ImpactedFile]
    beyond: list[str]
    breaks: list[BrokenReference]
    chosen: Selected
    entries: list[dict[str, Any]]
    packages: list[str]
    together: list[CoChanged]
    busiest: int


class Report:
    """The answer to one question, worked out once and cut to size."""

    def __init__(
        self,
        index: Index,
        program: Program,
        tests: TestFiles,
        target: Target,
        reached: Reached,
        change_type: str,
        limit: int,
    ) -> None:
        self.index, self.program, self.target = index, program, target
        self.tests, self.reached = tests, reached
        self.change_type = change_type if target.changes is None else target.strongest
        self.limit = limit

    def answer(self) -> Impact:
        """The whole answer, cut to size: what the change breaks goes last."""
        found = self._answer(self.limit)
        lists: dict[str, list[Any]] = {key: rows for key in LISTS if isinstance(rows := found.get(key), list)}
        if 1 < self.limit <= DEFAULT_LIMIT:
            others = [rows for key, rows in lists.items() if key != "breaks" or not self._is_breaking]
            fit(found, others, FEWEST)
            fit(found, [*lists.values()])
        totals = (found["impact_count"], found["breaks_count"], found["tests_count"])
        found["truncated"] = any(len(lists[key]) < total for key, total in zip(LISTS, totals, strict=False))
        return found

    @cached_property
    def _facts(self) -> _Facts:
        """All that is worked out, before anything is cut."""
        paths = set(self.target.paths)
        chosen = Selection(self.index).choose(self.reached, self.target.seeds, self.target.paths)
        tests = {row["path"] for row in chosen.rows}
        files, beyond = impacted_files(self.program, self.reached, paths, tests)
        now = known(self.index).program if self.target.changes is not None else None
        breaks = [row for item, change in self.target.broken for row in breaks_of(self.program, item, change, now)]
        breaks += self._unmet({(row["path"], row["line"]) for row in breaks}, now)
        entries = entry_points_affected(self.index, self.reached)
        packages = packages_of(self.index, [row["path"] for row in files])
        past = history(self.index)
        tied = {row["path"] for row in files}
        together: list[CoChanged] = [
            {"path": path, "share": round(share, 2)}
            for path, share in past.together(paths)
            if path not in tied and path in self.index.files
        ]
        churn = past.churn()
        busiest = max((churn[path] for path in paths), default=0)
        beyond = [path for path in beyond if path not in self.reached.tests]
        return _Facts(files, beyond, breaks, chosen, entries, packages, together, busiest)

    def _unmet(self, told: Set[tuple[str, int]], now: Program | None) -> Iterator[BrokenReference]:
        """Classes that lack a member since a set of changes added it above them or took it from them."""
        changes = [item for item in self.target.changes or () if item.kind != "signature"] if now else []
        for path, line, severity, _, what in (issue for item in changes if now for issue in unmet(now, item)):
            if (path, line) not in told:
                row: BrokenReference = {"path": path, "line": line, "symbol": what.split()[0], "reason": what}
                yield row if severity == ERROR else {**row, "confidence": LIKELY}

    @cached_property
    def _risk(self) -> Risk:
        if self.target.changes is not None and not self.target.seeds:
            return Risk("low", 0, ["nothing that runs is changed"])
        facts, product = self._facts, {path for path, file in self.index.files.items() if file.zone == "product"}
        others = set(facts.packages) - set(packages_of(self.index, sorted(self.target.paths)))
        return assess(
            [
                by_kind(self.change_type, len(facts.breaks), guesses=self.reached.guesses > 0),
                by_reach(
                    sum(row["path"] in product for row in facts.files),
                    sum(self.index.files[path].parsed > 0 for path in product),
                ),
                *by_surface(len(others), len(facts.entries), public=self._public),
                by_protection(
                    len(facts.chosen.rows) + len(facts.chosen.unlikely),
                    sum(row["distance"] <= 1 for row in facts.chosen.rows),
                    inside=len(self._reaching) > len(facts.chosen.rows),
                    tested=bool(self.tests.paths) or has_tests(self.index, ""),
                    code=self._is_code,
                ),
                *by_past(facts.busiest, max((symbol.complexity for _, symbol in self._symbols), default=0)),
            ]
        )

    def _answer(self, rows: int) -> Impact:
        facts, risk = self._facts, self._risk
        tests = cut(self._to_run, rows)[0]
        found: Impact = {
            "risk_level": risk.level,
            "risk_score": risk.score,
            "risk_reasons": risk.reasons,
            "impacted_files": cut(facts.files, rows)[0],
            "impact_count": len(facts.files),
            "breaks": cut(facts.breaks, rows)[0],
            "breaks_count": len(facts.breaks),
            "tests_to_run": tests,
            "tests_count": len(self._to_run),
            "test_command": self._command.command,
            "entry_points_affected": cut(facts.entries, rows)[0],
            "packages_affected": cut(facts.packages, rows)[0],
            "public_api": self._public,
            "co_changed": facts.together[: min(rows or MOST_TOGETHER, MOST_TOGETHER)],
            "recommendations": self._recommendations(facts),
            "total": len(facts.files),
            "truncated": False,
        }
        self._extras(found, facts, rows)
        return found

    def _extras(self, found: Impact, facts: _Facts, rows: int) -> None:
        shown = min(rows, SHOWN_UNLIKELY) if rows else 0
        if self.target.changes is not None:
            found["changed"] = [item._asdict() for item in cut(self.target.changes, rows)[0]]
        if not self._reaching and self.target.seeds and self._is_code:
            found["untested"] = True
        if facts.beyond:
            found["files_unlikely"] = cut(facts.beyond, shown)[0]
            found["files_unlikely_count"] = len(facts.beyond)
        if facts.chosen.unlikely:
            found["tests_unlikely"] = cut(facts.chosen.unlikely, shown)[0]
            found["unlikely_count"] = len(facts.chosen.unlikely)
        if self.change_type == "refactor":
            found["public_surface"] = cut(public_surface(self.program, self.target.seeds), rows)[0]
        coverage = self._coverage(facts)
        if coverage:
            found["coverage"] = coverage

    @cached_property
    def _to_run(self) -> list[TestToRun]:
        """The tests that reach the change, and those of the changed files that none of them reaches."""
        made = self.target.paths if self.target.changes is not None else ()
        return with_tests_of_changed(self.index, self._reaching, made, self.target.seeds)

    @cached_property
    def _reaching(self) -> list[TestToRun]:
        paths = self.target.paths if self.target.seeds else ()
        return self._facts.chosen.rows + tests_inside(self.index, paths, self._facts.files)

    @cached_property
    def _command(self) -> Fitting:
        """Runs every selected test, those too whose rows are cut."""
        paths = [row["path"] for row in self._to_run]
        fits = 0 < self.limit <= DEFAULT_LIMIT
        return fitting_command(self.index, paths) if fits else fitting_command(self.index, paths, 0)

    @property
    def _is_breaking(self) -> bool:
        return self.change_type in {"delete", "rename", "signature"}

    @cached_property
    def _is_code(self) -> bool:
        """Some of the changed files are parsed, or were before they went."""
        files = self.index.files
        return any(path not in files or files[path].parsed for path in self.target.paths)

    @cached_property
    def _symbols(self) -> list[tuple[str, IndexedSymbol]]:
        """The changed definitions with their files."""
        seeds = set(self.target.seeds)
        return [
            (path, item)
            for path in sorted({path for path, _ in seeds})
            for item in symbols_of(self.index, path)
            if (path, item.qualname) in seeds
        ]

    @cached_property
    def _public(self) -> bool:
        changed: dict[str, set[str]] = {}
        for item in self.target.changes or ():
            if item.kind == "removed" and item.exported:
                changed.setdefault(item.path, set()).add(item.symbol.partition(".")[0])
        for path, symbol in self._symbols:
            if symbol.exported and not _is_kept_in_crate(self.index, symbol):
                changed.setdefault(path, set()).add(symbol.qualname.partition(".")[0])
        return any(path not in self.index.files or is_offered(self.index, path, changed[path]) for path in changed)

    def _coverage(self, facts: _Facts) -> str:
        parts = list(self.target.notes)
        if gap := history(self.index).gap:
            parts.append(f"neither 'co_changed' nor how often the files change: {gap}")
        if self._command.besides:
            parts.append(f"'test_command' runs {self._command.besides}")
        if self.target.paths and not self._is_code:
            parts.append("no changed file is parsed: of what uses them only imports and texts that name them are known")
        parts += templates_untold(self.index, self.target.broken, {row["path"] for row in self._facts.breaks})
        for reason in sorted(set(self.reached.widened.values())) if self._is_code else ():
            count = sum(1 for value in self.reached.widened.values() if value == reason)
            parts.append(f"from {counted(count, 'file')} on, imports were followed file by file: {reason}")
        if self.reached.left:
            parts.append(
                f"the search ended at {counted(len(self.reached.left), 'file')} that only guesses or many conditions lead to;"
                " what imports these is not followed, but for tests"
            )
        if self.reached.guesses:
            parts.append(
                f"{counted(self.reached.guesses, 'step')} {'rests' if self.reached.guesses == 1 else 'rest'} on a name alone,"
                " because the receiver's type is not known"
                + ("; files that only such steps lead to are in 'files_unlikely'" if facts.beyond else "")
            )
        return "; ".join(parts)

    def _recommendations(self, facts: _Facts) -> list[str]:
        found, unlikely, tests = [], facts.chosen.unlikely, len(self._reaching)
        if self.target.changes is not None and not self.target.seeds:
            return [ONLY_ADDED if self.target.changes and self._is_code else UNNOTICED]
        if facts.breaks:
            found.append(f"update the {counted(len(facts.breaks), 'place')} in 'breaks' in the same change")
        elif self._is_breaking and self.reached.guesses and facts.beyond:
            found.append(
                "search the files in 'files_unlikely' for its name: no use there is sure, and none is ruled out"
            )
        if tests:
            found.append("run 'test_command' before the commit")
        elif self.tests.paths and self._is_code:
            beside = ", or add to those of its file ('test_command')" if self._to_run else ""
            found.append(f"no test reaches this: write one before changing it{beside}")
        if unlikely:
            found.append(
                f"leave 'tests_unlikely' to CI: {len(unlikely)} more, which reach it only behind many conditions"
            )
        if self._public and self._is_breaking:
            found.append("it is public: keep the old name as a deprecated alias, or say so in the changelog")
        return found


def _is_kept_in_crate(index: Index, item: IndexedSymbol) -> bool:
    """Whether a crate of Rust keeps a definition to itself that its other files see: `pub(crate)`."""
    lines = text_lines(index, item.path) if index.files[item.path].language == "Rust" else []
    head = (line for line in lines[item.start_line - 1 : item.end_line] if item.name in line)
    return next(head, "").lstrip().startswith("pub(")
