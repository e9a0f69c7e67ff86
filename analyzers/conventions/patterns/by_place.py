"""What shows that a file follows a pattern: its own name and the folders it stands in, by the pattern's word and by others for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...naming import singular_words, split_words, stem_of
from ...per_index import per_index
from ..idioms.idioms import ALIASES, IDIOMS, SHORT_ALIAS, SILENT_ALIASES
from ..roles.feature_folders import FeatureLayout, layouts_of
from ..roles.roles import RoleFile, WorkspaceFiles, role_words, synonyms, workspace_files
from ..roles.test_placement import bare_words
from .member import AFFIX, BELOW, CALLED, DIRECT, ENOUGH, HELPER, OTHER_WORD, PARTED, PROVES, SPEAKS, Member

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["SETUP", "TEXTS", "by_place"]

PARTS, AFFIXED = 3, 1 / 3
"""A role's folder is parted where so many times more files stand below it; its files end in the role from this share on."""
SETUP = re.compile(r"\.(?:config|conf|setup)\.[cm]?[jt]sx?$")
LIKE_LETTERS = 4
"""Another word for an idiom that begins as it does (`authentication` for `auth`) speaks of it in a longer name too."""
TEXTS = frozenset({"lang", "langs", "locale", "locales", "i18n", "translations"})
"""Folders of texts in many languages, whose files are called after what they speak of."""
WIDE = 2
"""More than one file in so many stands below a folder that is called after the whole (`com/shop/job`), and of no role."""
SELDOM = 1 / 8
"""Another word for a role that so few files have beside the leading one is not the workspace's word for it."""
APP_LANGUAGES = frozenset({"Ruby", "PHP"})
APP_ROOT = "app"
"""Frameworks of the Rails kind keep each role's files below `app/<role>`."""


def by_place(index: Index, pattern: str) -> Iterator[Member]:
    """The files that the pattern's word or another one for it names; tests by being tests."""
    files = workspace_files(index, _languages(index))
    if role_words(pattern) in {("test",), ("spec",)}:
        yield from _tests(files)
        return
    layouts = layouts_of(files, pattern)
    yield from _laid_out(layouts)
    own = [*_by_word(files, pattern, parted=not layouts)]
    yield from own
    enough = sum(member.weight >= DIRECT for member in own) >= ENOUGH
    aliases = [alias for alias, name in ALIASES.items() if name == pattern and alias not in SILENT_ALIASES]
    others = {role_words(alias): alias for alias in aliases if len(alias) >= SHORT_ALIAS}
    others.pop(role_words(pattern), None)
    for member in (member for word in others.values() for member in _by_word(files, word) if member.weight > BELOW):
        yield member._replace(weight=member.weight - OTHER_WORD * enough)
    if pattern in IDIOMS and IDIOMS[pattern].crosses:
        for alias in (alias for alias in aliases if len(alias) < SHORT_ALIAS):
            yield from _called(files, alias, single=0)  # `log.ts`, `db.py`
    if not own:
        yield from _by_synonyms(files, pattern)
    if pattern in IDIOMS:
        like_words = (words for words, other in others.items() if other[:LIKE_LETTERS] == pattern[:LIKE_LETTERS])
        yield from _speaking(files, {role_words(pattern), *like_words})


def _laid_out(layouts: Sequence[FeatureLayout]) -> Iterator[Member]:
    """Files at the same place in each feature's folder."""
    for layout in layouts:
        for file in layout.files if TEXTS.isdisjoint(layout.parent.split("/")) else ():
            yield Member(file, None, f"stands as {layout.pattern}", CALLED, named=True)


def _by_synonyms(files: WorkspaceFiles, pattern: str) -> Iterator[Member]:
    """Files of other words for the role; of a word that the workspace seldom uses beside another one nobody knows what it means here."""
    found = [_surer(_by_word(files, word)) for word in synonyms(pattern)]
    most = max(map(len, found), default=0)
    for members in found:
        if len(members) > SELDOM * most:
            for member in members:
                yield member._replace(weight=min(member.weight, DIRECT))  # what the code itself shows says more


def _surer(members: list[Member]) -> list[Member]:
    """Those that stand not only somewhere below a folder of the word; all where it holds hardly more than folders (`repo/persistent/`)."""
    surer = [member for member in members if member.weight > BELOW]
    return surer if len(surer) >= ENOUGH or len(members) < ENOUGH else members


@per_index
def _languages(index: Index) -> frozenset[str]:
    return frozenset(file.language for file in index.files.values() if file.parsed)


def _tests(files: WorkspaceFiles) -> Iterator[Member]:
    """The files that are tests by their names, or where none is, all in test folders: beside named tests the others are helpers."""
    tests = [file for file in files.files if file.zone == "test"]
    named = [file for file in tests if bare_words(file.path) != tuple(stem_of(file.path).words)]
    why, weight = ("a test by its name", 1.0) if named else ("stands among the tests", 0.4)
    yield from (Member(file, None, why, weight, named=bool(named)) for file in named or tests)


def _by_word(files: WorkspaceFiles, word: str, *, parted: bool = True) -> list[Member]:
    """Files that are called by the word, end in it, or stand in or below its folder."""
    items = [item for item in files.named(word) if not _is_aside(files, item.file.path)]
    if sum(item.how == "path" for item in items) * WIDE > len(files.main):
        items = [item for item in items if item.how != "path"]
    home = {item.file.path for item in items if _is_in_app(item, role_words(word))}
    single = sum(item.how == "affix" or _is_direct(item) for item in items if item.file.path not in home)
    found = _called(files, word, single)
    weights = _weights(items, len(found), parted=parted)
    for item in items:
        weight = PROVES if item.file.path in home else weights.get(item.how, AFFIX)
        if item.how == "affix":
            found.append(Member(item.file, None, f"its name ends in {item.word}", AFFIX, named=True))
        elif item.how == "path":
            found.append(Member(item.file, None, f"stands below a folder {item.word}", weight))
        elif _is_direct(item):
            found.append(Member(item.file, None, f"stands in {item.file.path.rpartition('/')[0]}", weight))
    if len(home) < ENOUGH:
        return found
    return [item if item.file.path in home else item._replace(weight=item.weight - OTHER_WORD) for item in found]


def _is_direct(item: RoleFile) -> bool:
    """It stands in the very folder of its role."""
    return item.how == "folder" and item.weight > DIRECT - 0.1


def _called(files: WorkspaceFiles, word: str, single: int) -> list[Member]:
    """Files that are called by the word: by its plural (`hooks.ts`) they hold several, and lead only where few have one alone."""
    found = [item.file for item in files.called(word) if not _is_aside(files, item.file.path)]
    several = HELPER if single >= PARTS * len(found) else CALLED
    members = []
    for file in found:
        stem = stem_of(file.path).stem
        is_plural = "_".join(split_words(stem)).lower() != "_".join(singular_words(stem))
        members.append(Member(file, None, f"is called {stem}", several if is_plural else CALLED, named=True))
    return members


def _is_in_app(item: RoleFile, wanted: tuple[str, ...]) -> bool:
    """It stands below `app/<role>`."""
    parts = item.file.path.split("/") if item.file.language in APP_LANGUAGES else []
    return any(above == APP_ROOT and singular_words(part) == wanted for above, part in pairwise(parts))


def _weights(items: Sequence[RoleFile], called: int, *, parted: bool) -> dict[str, float]:
    """How surely files in the role's folder and below it are of it, as the others show; `called` are called by it."""
    ending = sum(item.how == "affix" for item in items)
    direct = sum(map(_is_direct, items))
    below = sum(item.how == "path" for item in items)
    elsewhere = ending >= ENOUGH and not _ends_below(items)
    if parted and below >= PARTS * max(ENOUGH, direct) and not elsewhere:
        return {"folder": HELPER, "path": PARTED}
    in_folder = HELPER if called + ending >= max(ENOUGH, AFFIXED * (called + ending + direct)) else DIRECT
    return {"folder": in_folder, "path": BELOW}


def _ends_below(items: Sequence[RoleFile]) -> bool:
    """Whether a file that ends in the role's word is in the same top folder as those below a folder of that name: else the folder means
    something else (`resources/js` beside `app/Http/UserResource.php`)."""
    tops = {item.file.path.partition("/")[0] for item in items if item.how == "path"}
    return any(item.how == "affix" and item.file.path.partition("/")[0] in tops for item in items)


def _speaking(files: WorkspaceFiles, wanted: set[tuple[str, ...]]) -> Iterator[Member]:
    """Files whose name has the word among others: `RetryAndFollowUpInterceptor`."""
    single = {words[0] for words in wanted if len(words) == 1}
    for file, words in files.speaking(single):
        if not single.isdisjoint(words[:-1]) and words[-1] not in single and not _is_aside(files, file.path):
            yield Member(file, None, f"its name speaks of {min(single.intersection(words))}", SPEAKS, named=True)


def _is_aside(files: WorkspaceFiles, path: str) -> bool:
    """The settings of tools (`vite.config.ts`, `.semgrep/`), texts (`lang/de/validation.php`), and a library by its name
    (`lib/shop.rb` beside `lib/shop/`)."""
    name = stem_of(path)
    umbrella = name.folder.rpartition("/")[2] in {"lib", "src"} and f"{name.folder}/{name.stem}" in files.folders
    is_text = not TEXTS.isdisjoint(name.folder.split("/"))
    return umbrella or is_text or path.startswith(".") or SETUP.search(path) is not None
