"""The files that follow a pattern, each with its best evidence of all kinds: what stands aside is left out, one language where it leads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ....indexer.gathering import by_key
from ...naming import singular_words, stem_of
from ...per_index import per_index
from ..idioms.idioms import ALIASES, IDIOMS, Idiom, idiom_of
from ..new_file.language_choice import TOGETHER
from ..new_file.sequence import ORDERED_ROLES, is_step, split_mark
from ..roles.folders import is_retired, paths_by_folder
from ..roles.role_words import is_of_tests, role_words
from .by_code import by_definition, by_import, by_names, by_route
from .by_place import SETUP, by_place
from .leading_patterns import STRUCTURAL_NAMES
from .member import BELOW, CALLED, DIRECT, ENOUGH, IMPORTS, LIBRARY, NAMED_SO, OTHER_WORD, Member
from .shown_definitions import bare_base, shown_definitions
from .words import by_words, narrowed, spoken_patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["population", "telling"]

MARKED = 2
"""From so many numbered or dated migrations on, files without such a mark are the code that runs them."""
SURE, LIKELY = 0.9, 0.7
SOME, TELLING = 2, 0.25
UNPROVEN = 0.15
"""What a name costs that no definition bears out, where those of others do."""
AGREED, MOST = 0.05, 1.2
"""What each further kind of evidence adds, and where that ends."""
PASSING, IN_PASSING = 0.12, 0.15
"""A share of a file's code so small that a pattern shows there in passing, and what that costs."""
MOSTLY = 0.6
EXTENDED = 2
PROVEN, HINTED = 2.0, 0.5
"""What a file counts for its language that a definition or an import proves, and one that only uses the pattern's names or stands
somewhere below its folder; others 1."""
DECLARING = (".d.ts", ".d.mts", ".d.cts", ".pyi")


def population(index: Index, pattern: str, description: str | None) -> list[Member]:
    """Who follows a pattern, surest first; narrowed to what shares most words with the description where any does."""
    members = _following(index, pattern)
    if not members and pattern not in IDIOMS and "_" in pattern:
        description = f"{pattern} {description or ''}"
        pattern, members = _spoken(index, description)
    if not members:
        known = ALIASES.get(pattern, pattern) in IDIOMS
        spoken = by_words(index, description or pattern, 1.0 if known else 0.5)
        members = [member for member in spoken if not _is_apart(member, idiom_of(pattern))]
    elif description:
        members = narrowed(index, members, description, pattern)
    return sorted(_without_declarations(members), key=lambda member: (-member.weight, member.file.path))


def _is_apart(member: Member, idiom: Idiom) -> bool:
    """Whether a member only mentions the pattern and belongs to another one, by its file's name or its bases."""
    bases = {bare_base(base) for base in member.symbol.bases} if member.symbol else set()
    words = singular_words(stem_of(member.file.path).stem)
    return not (bases.isdisjoint(idiom.foreign) and set(idiom.apart).isdisjoint(words))


def _spoken(index: Index, text: str) -> tuple[str, list[Member]]:
    """The first pattern that free words may ask for and that files follow, with those; of a word that is no known pattern several."""
    for pattern in spoken_patterns(text):
        members = _following(index, pattern)
        if members and (pattern in IDIOMS or len(members) >= ENOUGH):
            return pattern, members
    return "", []


@per_index
def _following(index: Index, pattern: str) -> list[Member]:
    """The files that follow a pattern by any evidence."""
    found: dict[str, Member] = {}
    kinds: Counter[str] = Counter()
    shown = _evidence(index, pattern)
    for member in (*shown, *_otherwise(index, pattern, nothing=not shown)):
        kinds[member.file.path] += 1
        known = found.get(member.file.path)
        found[member.file.path] = _stronger(known, member) if known else member
    members = [member._replace(weight=_weight(member, kinds[path])) for path, member in found.items()]
    members = [member for member in members if not is_retired(member.file.path)] or members
    members = _one_language(_without_bases(index, members))
    return _surest(members, idiom_of(pattern))


def _evidence(index: Index, pattern: str) -> list[Member]:
    """Every proof that a file of the product (or a test, where tests are asked for) follows the pattern."""
    idiom = idiom_of(pattern)
    zone = "test" if is_of_tests(pattern) or role_words(pattern)[-1:] == ("fixture",) else "product"
    is_ordered = not ORDERED_ROLES.isdisjoint(role_words(pattern))
    aside = idiom.aside if pattern not in ALIASES else ()  # the workspace's own word for it tells what it means here
    by_role = [member for member in by_place(index, pattern) if member.file.language not in aside]
    sure = {member.file.path for member in by_role if member.weight >= DIRECT}
    enough = sum(member.weight >= DIRECT for member in by_role) >= ENOUGH
    proven = (*by_definition(index, pattern, idiom, zone), *by_import(index, idiom))
    if enough and pattern in ALIASES:
        # an annotated field or an import shows that the pattern is used: a class whose fields are validated is no validator
        word = role_words(pattern)[-1] if idiom.crosses else ""
        proven = tuple(it if _is_one(it, word) else it._replace(weight=it.weight - OTHER_WORD) for it in proven)
    known = {member.file.path for member in (*by_role, *proven)}
    others = (*proven, *by_names(index, idiom, sure, known, enough=enough))
    foreign = shown_definitions(index, zone).paths_by(idiom.foreign, ())
    apart = frozenset(idiom.apart)
    found = [
        member
        for member in (*by_role, *others)
        if member.file.zone == zone
        and (member.file.code_lines or not member.file.lines)
        and (is_ordered or not is_step(member.file.path))
        and member.file.path not in foreign
        and not (idiom.crosses and SETUP.search(member.file.path))
        and apart.isdisjoint(singular_words(stem_of(member.file.path).stem))
    ]
    found = [member for member in found if not _is_structural(index, member)] or found
    marked = {member.file.path for member in found if is_ordered and split_mark(stem_of(member.file.path).stem)}
    return [member for member in found if member.file.path in marked] if len(marked) >= MARKED else found


def _is_one(member: Member, word: str) -> bool:
    """A definition for itself shows it, and by that word: an error handler handles exceptions, and is none."""
    return member.symbol is not None and "." not in member.symbol.qualname and word in member.why.lower()


def _is_structural(index: Index, member: Member) -> bool:
    """It is called as a file of every folder, and neither a definition nor its place proves the pattern: alone in the pattern's
    folder (`config/index.ts`) it is what the folder is for."""
    path = member.file.path
    proven = member.symbol is not None and member.weight >= NAMED_SO
    alone = member.weight == DIRECT and len(paths_by_folder(index)[path.rpartition("/")[0]]) == 1
    return stem_of(path).stem in STRUCTURAL_NAMES and not (proven or alone or member.weight == CALLED)


def _otherwise(index: Index, pattern: str, *, nothing: bool) -> Iterator[Member]:
    """Evidence beside the words of a known role: the routes of endpoints; where `nothing` shows it, the files of its last word (`cmd/`)."""
    if ALIASES.get(pattern, pattern) == "api_endpoint":
        yield from by_route(index)
    elif nothing and not IDIOMS.get(pattern, Idiom(crosses=True)).crosses and len(words := role_words(pattern)) > 1:
        yield from (member for member in by_place(index, words[-1]) if member.file.zone == "product")


def telling(members: list[Member]) -> list[Member]:
    """The members from which the pattern's conventions are learned: the likely ones if they are no small part, else all."""
    likely = [member for member in members if member.weight >= LIKELY]
    return likely if len(likely) >= max(SOME, TELLING * len(members)) else members


def _surest(members: list[Member], idiom: Idiom) -> list[Member]:
    """Only the sure ones, where there are enough."""
    if idiom.endings and sum(member.lines > 0 for member in members) >= ENOUGH:
        members = [item._replace(weight=item.weight - UNPROVEN * (item.lines == 0)) for item in members]
    sure = [member for member in members if member.weight >= SURE]
    called = len(sure) >= SOME and any(member.weight >= CALLED for member in sure)
    return sure if called or len(sure) >= ENOUGH else members


def _weight(member: Member, kinds: int) -> float:
    """How surely a file is of the pattern by all its evidence; less where its definitions show it only in passing."""
    passing = not member.named and 0 < member.lines < PASSING * member.file.code_lines
    return min(MOST, member.weight + AGREED * min(kinds - 1, 3)) - IN_PASSING * passing


def _stronger(known: Member, other: Member) -> Member:
    """The surer of two proofs, with the definition of the other where it has none, and what both say of the file's lines."""
    first, second = (other, known) if other.weight > known.weight else (known, other)
    imported = first.weight in {IMPORTS, LIBRARY}
    return first._replace(
        symbol=first.symbol or second.symbol,
        names=(*second.names, *first.names) if imported else first.names,
        lines=max(first.lines, second.lines),
        named=first.named or second.named,
    )


def _without_bases(index: Index, members: list[Member]) -> list[Member]:
    """Without what several others extend: it makes the pattern, and is no example of it.

    A class called as its own base (`class Migration(migrations.Migration)`) is extended by none of those; of several that are
    called alike (Django's `Command`) those import the one that they extend.
    """
    shown = [(member.file.path, member.symbol) for member in members if member.symbol]
    called = Counter(symbol.name for _, symbol in shown)
    bases = ((path, set(map(bare_base, symbol.bases)) - {symbol.name}) for path, symbol in shown)
    extending = by_key((name, path) for path, names in bases for name in names)
    forward, _ = index.adjacency

    def is_base(member: Member) -> bool:
        name = member.symbol.name if member.symbol else ""
        users = extending.get(name, [])
        return sum(called[name] == 1 or member.file.path in forward.get(path, ()) for path in users) >= EXTENDED

    return [member for member in members if not is_base(member)]


def _without_declarations(members: list[Member]) -> list[Member]:
    """Without the declaration files of others: `redis.d.ts` beside `redis.js`."""
    written = {member.file.path.rpartition(".")[0] for member in members if not member.file.path.endswith(DECLARING)}
    declared = {f"{path}{ending}" for path in written for ending in DECLARING}
    return [member for member in members if member.file.path not in declared]


def _one_language(members: list[Member]) -> list[Member]:
    """Only those of the leading language where most proof is of it: a convention of one does not bind the other's files."""
    counts: dict[str, float] = {}
    for member in members:
        hinted = member.weight < SURE and (member.names or (member.weight <= BELOW and not member.lines))
        proof = HINTED if hinted else PROVEN if member.lines and member.weight >= NAMED_SO else 1.0
        family = _family(member.file.language)
        counts[family] = counts.get(family, 0.0) + proof
    leading = min(counts, key=lambda name: (-counts[name], name), default="")
    if not counts or counts[leading] < MOSTLY * sum(counts.values()):
        return members
    return [member for member in members if _family(member.file.language) == leading]


def _family(language: str) -> str:
    return min(TOGETHER.get(language, (language,)))
