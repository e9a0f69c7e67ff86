"""Where a new file goes: places, likeliest first, each with the name that the file has there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....errors import InvalidParameterError
from ....indexer.gathering import words as word_set
from ...naming import singular_words, split_words, stem_of
from ...search.definitions import definitions_where
from ...workspace.package_choice import choose_package
from ..new_file.file_naming import FileNaming, Namer
from ..new_file.ignored_paths import is_ignored
from ..new_file.language_choice import languages_for, without_ending
from ..new_file.population import Population
from ..new_file.sequence import Step, in_sequence, next_step, ordered_role
from ..new_file.subject import Candidate, Subject
from ..roles.feature_folders import laid_out_role, layouts_of
from ..roles.role_words import ends_in, synonyms, without_role
from ..roles.roles import RoleFile, WorkspaceFiles, role_words, workspace_files
from ..roles.test_placement import is_test, named_as_tests, without_marks
from .customs import by_custom, shows_nothing
from .file_routes import routed_by_files
from .placement import place
from .placement_by_name import PARTED, below_what_is_around, what_is_around
from .waiting import carries_role

if TYPE_CHECKING:
    from collections.abc import Container, Set

    from ....answers import SuggestedLocation
    from ....indexer.index import Index

__all__ = ["Suggested", "suggest"]

SUGGESTED = 5
BEHIND = 6.0
"""So many doublings behind the best place is no other choice."""
TAKEN = 3.0
"""What it costs a folder that it has a file of the name already: another one of the name goes elsewhere."""
TEST_MARK = re.compile(r"(?<=.)(?:[_-]tests?|[_-]specs?|Tests?|TestCase|Specs?)$")
"""What a name ends with that makes a test of the file: a number stands before it."""
MOST_WHOLE, FEW_WHOLE = 0.8, 3
"""The share of a role's files that are called as it from which on a folder's first is, and how many are no chance."""
SEVERAL, FEWEST = 3, 0.25
"""So many files with such a class, or that answer routes, are no chance; and the share of the latter which a word for it must tell."""
NAMED = "zone = 'product' AND kind IN ('class', 'struct', 'interface', 'trait') AND name LIKE ?"
OF_GRAMMAR = word_set("a an and as at by for from in is it of on or that the this to which with")
"""Words of a description that say nothing about the file."""
LONGEST_NAME = 100
"""A file system takes 255 bytes a name, and conventions add to it."""


class Suggested(NamedTuple):
    """What is suggested, and what it was learned from.

    Attributes:
        members: the files of the role.
        candidates: folders, best first.
        places: the files that these make, best first; there is at least one.
    """

    subject: Subject
    members: list[RoleFile]
    candidates: list[Candidate]
    places: list[Suggestion]

    def shown(self, confidence: float) -> list[SuggestedLocation]:
        """The places as the answer gives them, the first of many: no score says more than the best place's confidence. What has no
        reason, or is far behind the best, is none."""
        best = self.places[0]
        near = [item for item in self.places[1:SUGGESTED] if item.candidate.reasons and item.odds > best.odds - BEHIND]
        return [item.shown(best.odds, confidence) for item in (best, *near)]


def suggest(
    index: Index,
    file_type: str,
    name: str,
    description: str | None = None,
    language: str | None = None,
    package: str | None = None,
    handlers: Set[str] = frozenset(),
) -> Suggested:
    """The places for a new file: see CONTRACT, `safe_location`; `handlers` are the files that answer routes, where they are sought.

    Raises:
        InvalidParameterError: a name without letters, an unknown language or package.
    """
    name, ending = without_ending(index, name)
    words, asked, around = _words_of(name), file_type, what_is_around(name)
    inside = choose_package(index, package, or_folder=True) if package else None
    languages = languages_for(index, language or ending, file_type, name, inside or "")
    files = workspace_files(index, frozenset(languages))
    says = [item.how == "affix" for item in files.of_role(file_type)]  # a `ComposeTest` may be a `ComposeTestManager`
    if sum(says) * 2 <= len(says) and named_as_tests(stem_of(name).stem, files.main):
        words, file_type = tuple(without_marks(words)), "test"
    answering = _answering(files, file_type, handlers)
    routed = routed_by_files(files, answering if handlers else file_type)
    role = file_type if routed else laid_out_role(files, answering)
    if not (routed or files.of_role(role) or layouts_of(files, role)):
        files.learn(role, _defining(index, role))
    said = split_words(description or "")
    unsaid = " ".join(word for word in role_words(asked) if word not in role_words(role))
    subject = Subject(
        role,
        words,
        frozenset(languages),
        inside,
        " ".join([unsaid, *around, *(word for word in said if word.lower() not in OF_GRAMMAR)]),
        is_unknown=not (routed or files.of_role(role) or layouts_of(files, role)),
        modules_are_named=files.modules_are_named,
    )
    if empty := shows_nothing(index, subject, files):
        files = files if subject.package else workspace_files(index, frozenset())
    # `AuthService` and `Auth` for a service are the same
    placed = subject._replace(words=tuple(without_role(words, role))) if carries_role(files, subject) else subject
    shown = [] if empty else place(index, placed, files)[: SUGGESTED * 2]
    shown = below_what_is_around(shown, around, files.by_folder, is_test=subject.is_test)
    candidates = shown or by_custom(index, placed, languages[0])
    members = [] if subject.is_test or subject.is_module else files.of_role(role)  # a test's are told by their zone
    if not layouts_of(files, role):
        _call_whole(candidates, members, role)
    namer = Namer(subject, languages[0], files, members)
    of_role = {file.path for file in namer.alike}
    places = [_named(index, item, namer, _siblings(files, item.folder, subject, of_role)) for item in candidates]
    return Suggested(subject, members, candidates, _ranked(index, places))


def _answering(files: WorkspaceFiles, role: str, handlers: Set[str]) -> str:
    """The role as it shows here; an endpoint's is the word that tells most files that answer routes, else learned from these."""
    paths = handlers & {file.path for file in files.main} if handlers else handlers
    words = [files.shown_role(role), *(synonyms("endpoint") if paths else [])]
    told = [sum(item.weight for item in files.named(word) if item.file.path in paths) for word in words]
    if len(paths) < SEVERAL or max(told) >= FEWEST * len(paths):
        return words[told.index(max(told))]
    files.learn(role, paths)
    return role


def _defining(index: Index, role: str) -> frozenset[str]:
    """Files that show a role by nothing but what they define: those of the product with a class that is called as it after a word of its
    own (`CsvExporter` in `export/csv.rs`), where several have one."""
    wanted = role_words(role)
    likely = definitions_where(index, NAMED, (f"%{wanted[-1]}",) if wanted else ("",))
    found = frozenset(item.path for item in likely if ends_in(singular_words(item.name), wanted))
    return found if len(found) >= SEVERAL else frozenset()


def _call_whole(candidates: list[Candidate], members: list[RoleFile], role: str) -> None:
    """Where nearly all files of a role are called as the role itself, folders that have no such file yet get it."""
    paths = [item.file.path for item in members]
    whole = [path for path in paths if singular_words(stem_of(path).stem) == role_words(role)]
    if len(whole) < max(FEW_WHOLE, MOST_WHOLE * len(members)):
        return
    stem = Counter(stem_of(path).stem for path in whole).most_common(1)[0][0]
    having = {path.rpartition("/")[0] for path in whole}
    for candidate in candidates:
        if candidate.folder not in having and not candidate.stem:
            candidate.stem = stem
            candidate.reasons.append(f"{len(whole)} folders have a file {stem}")


def _words_of(name: str) -> tuple[str, ...]:
    words = tuple(split_words(PARTED.split(name)[-1]))
    if not words or not any(word[0].isalpha() for word in words):
        raise InvalidParameterError(
            f"name must have letters: {name!r}. Give what the file is about, such as 'user profile'"
        )
    if len(name) > LONGEST_NAME:
        raise InvalidParameterError(f"name has {len(name)} characters. Give one of at most {LONGEST_NAME}")
    return words


class Suggestion(NamedTuple):
    """A place with its name, and the sequence that it continues."""

    path: str
    candidate: Candidate
    naming: FileNaming
    step: Step | None
    taken: str
    """What has the name there already, so that this one got a number; "" where nothing has."""

    @property
    def odds(self) -> float:
        """How likely it is, in doublings."""
        return self.candidate.score - TAKEN * bool(self.taken)

    def shown(self, best: float, confidence: float) -> SuggestedLocation:
        """As the answer gives it: the score tells how likely it is beside the best one, which has its confidence."""
        reasons = [self.step.note, *self.candidate.reasons] if self.step else self.candidate.reasons
        return {"path": self.path, "score": round(confidence * 2 ** (self.odds - best), 3), "reasons": reasons[:4]}


def _named(index: Index, candidate: Candidate, namer: Namer, siblings: Population) -> Suggestion:
    """The file that a folder would get: the next of its sequence, or under a name that is free there."""
    subject, folder = namer.subject, candidate.folder
    naming = _as_asked(candidate, namer.name(folder, siblings))
    ordered = ordered_role(role_words(subject.role))
    step = next_step(index, folder, naming.extension, ordered=ordered, name="_".join(subject.lower))
    if step is not None and (is_test(index.files[step.last]) or not subject.is_test):
        path, naming = in_sequence(step, folder, naming, subject.words)
        return Suggestion(path, candidate, naming, step, "")
    natural = f"{folder}/{naming.stem}{naming.extension}".lstrip("/")
    if index.is_free(natural):
        return Suggestion(natural, candidate, naming, None, "")
    apart = naming if candidate.stem else namer.apart(siblings, naming)
    if apart != naming and index.is_free(path := f"{folder}/{apart.stem}{apart.extension}".lstrip("/")):
        return Suggestion(path, candidate, apart, None, natural)
    return Suggestion(_free(index, folder, naming), candidate, naming, None, natural)


def _ranked(index: Index, places: list[Suggestion]) -> list[Suggestion]:
    """Each path once, the likeliest first; those that git ignores only where there is no other."""
    once: dict[str, Suggestion] = {}
    for item in places:
        once.setdefault(item.path, item)
    tracked = [item for path, item in once.items() if not is_ignored(index, path)]
    return sorted(tracked or once.values(), key=lambda item: -round(item.odds, 6))


def _as_asked(candidate: Candidate, naming: FileNaming) -> FileNaming:
    """The name by which a layout has the file, or an import asks for it, where one does."""
    if candidate.stem and candidate.extension:
        naming = naming._replace(extension=candidate.extension)
    if not candidate.stem or "/" in candidate.stem or candidate.stem == naming.stem:
        return naming
    convention = (
        f"{candidate.stem}{naming.extension}: {candidate.reasons[0]}" if candidate.reasons else naming.convention
    )
    return naming._replace(stem=candidate.stem, convention=convention)


def _siblings(files: WorkspaceFiles, folder: str, subject: Subject, of_role: Container[str]) -> Population:
    """Files of the folder, only those of the role where the folder has any."""
    here = files.by_folder.get(folder, [])
    chosen = [file for file in here if file.path in of_role]
    return Population(chosen or [file for file in here if is_test(file) == subject.is_test] or here)


def _free(index: Index, folder: str, naming: FileNaming) -> str:
    """A path that nothing has yet: the name with a number."""
    core, dot, tail = naming.stem.partition(".")
    mark = TEST_MARK.search(core)
    core, tail = (core[: mark.start()], f"{mark[0]}{dot}{tail}") if mark else (core, f"{dot}{tail}")
    for number in range(2, 1000):
        path = f"{folder}/{core}{number}{tail}{naming.extension}".lstrip("/")
        if index.is_free(path):
            return path
    raise InvalidParameterError(f"no free name for {naming.stem!r} in {folder or '.'}. Give another name")
