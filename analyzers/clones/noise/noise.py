"""Which clones are noise: boilerplate that a framework forces, rows of one call, and what the workspace allows by comment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.fingerprints.spans import UNNAMED
from ....indexer.gathering import words
from .tables import TRANSLATING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..reading.corpus import ClonedFile, Region
    from ..reading.tokens import Tokens

__all__ = [
    "FIELD_BY_FIELD", "allowed", "are_only_rows", "are_translated_tests", "boilerplate_paths", "is_boilerplate", "is_declared",
    "is_head_alone", "is_registration", "is_repetitive", "is_translation", "not_code",
]  # fmt: skip

BOILERPLATE_PATHS: Final = re.compile(
    r"/(?:\w*migrations?|migrate|versions)/(?:[\w-]+/)*(?:_?(?:squashed_)?\d{2,}|V\d+_|[0-9a-f]{12}_)[\w.-]*$"
    r"|/__snapshots__/|/scripts?/(?:fixes|patches|upgrades|updates)/\d{3,}_[\w.-]+$"
)
"""Files that are made one after the other from the ones before: by a framework, or to be run once and left as they are.

As the next one it is asked of a path behind a `/`: what begins with a letter of its own is tried where that stands, and nowhere else."""

FIELD_BY_FIELD: Final = words("__eq__ __hash__ __repr__ __str__ equals hashCode toString")
"""Functions that go through the fields of their own class: those of another class are other ones."""

BOILERPLATE_NAMES: Final = FIELD_BY_FIELD | words(
    "after afterAll afterEach asyncSetUp asyncTearDown before beforeAll beforeEach configureRoutes "
    "registerRoutes register_routes setUp setUpClass setUpTestData setup_class setup_method tearDown tearDownClass "
    "teardown_class teardown_method urlpatterns add_arguments addArguments configureServices"
)
"""Functions whose text the framework or the language dictates."""

REGISTRATIONS: Final = frozenset([
    b".add_argument(", b".add_option(", b".addArgument(", b".option(", b".Flags(", b".register(", b".add_parser(",
    b"path(", b"re_path(", b"url(", b"InputOption(", b"InputArgument(", b"inject(", b".HandleFunc(", b".Handle(", b".route(",
])  # fmt: skip
"""Calls that tell a framework of one more thing: rows of them look alike by their nature."""

STUB_FILES: Final = (".pyi", ".d.ts")
LEAST_CALLS: Final = 4
WEAK: Final = 0.85
"""Below this score pieces that are rows of one call are alike by their nature, though blocks in them may be copies."""

ALLOW: Final = re.compile(rb"groundplan:[ \t]*allow-duplicate[ \t:-]+\w")
ALLOW_ABOVE: Final = 2

SAYS_NOTHING: Final = (
    rb"import\b(?!\s*=|[.(\[])|from\s+\S+\s+import\b|export\s+(?:\*|\{)|use\s|(?:global\s+)?using\s+[\w.=\s]+;|package\s|#\s*include"
    rb"|require(?:_\w+)?\b(?!\s*=|[.\[]|\(\s*[^\s\"'`_$A-Z])"
    rb"|(?:[\w.<>]+\s+)*_*[lL][oO][gG](?:ger|GER)?(?::\s*[\w.]+)?\s*:?=\s*[\w.]*[gG]et_?[lL]ogger\("
    rb"|}|\)|\]|end\s*$|$"
)
BEFORE: Final = rb"(?:\xef\xbb\xbf)?\s*"
"""What may stand before a line's code: a byte order mark, white space."""

NOT_CODE: Final = re.compile(BEFORE + rb"(?:" + SAYS_NOTHING + rb"|@)")
"""A line that says nothing of its own: an import, the file's logger, an annotation, a closing bracket, nothing at all."""

NOT_CODE_BUT_AT: Final = re.compile(BEFORE + rb"(?:" + SAYS_NOTHING + rb")")
"""The same where an `@` begins a statement."""

STATEMENTS_WITH_AT: Final = frozenset({"PHP", "Ruby"})
"""There it begins the name of a variable, or a call whose faults are kept silent."""

HEAD: Final = re.compile(
    rb"[^(\n]*+\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*+\))*+\))*+\))*+(?:\)[^\n]*+(?:\s++(?:\.\.\.|pass))?+)?"
)
"""A function as far as its body: its name, parameters or some of them, and what stands behind them in their line."""

NO_BODY: Final = (b":", b"...", b"pass")

REPETITION: Final = 0.1
FEW_TOKENS: Final = 8
"""A stretch with fewer different tokens than this, or than that share of its length, repeats one row."""

CODES: Final = (
    "aa ab af ak am an ar av ay az ba be bg bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo "
    "fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ig ik it iu iw ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om os pa pi pl ps pt qu rm rn ro ru rw "
    "sa sc sd se sg si sk sl sm sn sq sr ss st su sv sw ta te tg th ti tk tl tn tr tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
"""Languages of people by ISO 639-1, without a few that nearly always stand for something else: `ts`, `io`, `as`, `is`, `or`, `to`."""

CODED: Final = (
    r"/(?i:locales?|i18n|l10n|lang|languages?|translations?|locali[sz]ations?)/"
    r"(?:[\w-]+/)*(?:[\w-]+[-_.])?"
    rf"(?:{CODES.replace(' ', '|')})(?:[-_][A-Za-z]{{2,8}})?"
)
TRANSLATIONS: Final = re.compile(CODED + r"\.\w+$")
"""Files of one language of people each, by its code: `i18n/pt-BR.ts`, `i18n/datepicker-zh-HK.js`."""
TRANSLATED: Final = re.compile(CODED + "/")
"""Folders of one each: what `locale/de/formats.py` holds is texts too, `lang/fr/tokenizer.py` may hold code."""

CASE: Final = re.compile(
    r"(?:.*/)?(?:__tests__|tests?|specs?)/(?:.*/)?(sources?|inputs?|in|before|original|unformatted)/"
)
WANTED: Final = words("target targets expected expect output outputs out after golden formatted")
"""Folders of tests with what a tool is given, and beside them those with what it has to make of each."""
LEAST: Final = 5
"""So many files that are there in both show that the folders are such."""


def not_code(language: str) -> re.Pattern[bytes]:
    """What a line of a language begins with that says nothing of its own."""
    return NOT_CODE_BUT_AT if language in STATEMENTS_WITH_AT else NOT_CODE


def boilerplate_paths(paths: Iterable[str]) -> set[str]:
    """Those of a workspace's files that repeat each other by their nature."""
    known = set(paths)
    cases = _cases(known)
    return {
        path
        for path in known
        if path.startswith(cases) or BOILERPLATE_PATHS.search(f"/{path}") or TRANSLATIONS.search(f"/{path}")
    }


def is_translation(file: ClonedFile) -> bool:
    """Whether a file in the folder of a language of people has no function of its own."""
    return bool(TRANSLATED.search(f"/{file.path}")) and all(unit.seq == UNNAMED for unit in file.fingerprint.units)


def are_translated_tests(one: ClonedFile, other: ClonedFile) -> bool:
    """Whether two files test the same in two languages of people: `tests/lang/fr/test_dates.py`, `tests/lang/de/test_dates.py`."""
    if one.zone != "test" or one is other:
        return False
    return TRANSLATED.sub("/", f"/{one.path}") == TRANSLATED.sub("/", f"/{other.path}")


def _cases(known: Collection[str]) -> tuple[str, ...]:
    """The folders of files that tests give to a tool, and of what it has to make of them: `tests/source/`, `tests/target/`."""
    times: Counter[str] = Counter()
    for path, case in ((path, case) for path in known if (case := CASE.match(path))):
        for folder in (path[: case.start(1)] + name for name in WANTED):
            if folder + path[case.end(1) :] in known:
                times.update([path[: case.end()], f"{folder}/"])
    return tuple(folder for folder, count in times.items() if count >= LEAST)


def is_boilerplate(name: str, among: frozenset[str] = BOILERPLATE_NAMES) -> bool:
    """Whether a function of this dotted name has its text dictated to it."""
    return name.rpartition(".")[2] in among


def is_head_alone(file: ClonedFile, region: Region) -> bool:
    """Whether a region is no more than the head of a function, or the end of one: also of one without a body, which tells type
    checkers what it takes."""
    end = file.starts[region.end_line] - 1
    for unit in file.fingerprint.units:
        if unit.seq != UNNAMED and unit.start < end <= unit.end:
            code = file.code(unit.start, end).rstrip()
            begins = region.kind != "block" or file.line_at(unit.start) <= region.start_line
            if begins and HEAD.fullmatch(code) and (end < unit.end or code.endswith(NO_BODY)):
                return True
    return False


def is_declared(one: Region, other: Region) -> bool:
    """Whether one region declares in a stub file what the other one defines."""
    stubs = [region.path.endswith(STUB_FILES) for region in (one, other)]
    return any(stubs) and not all(stubs) and one.name == other.name


def is_registration(found: Tokens) -> bool:
    """Whether most calls of a stretch register one more thing with a framework."""
    registering = sum(times for call, times in found.calls.items() if call in REGISTRATIONS)
    return 2 * registering >= found.calls.total() > 0


def is_rows_of_calls(found: Tokens) -> bool:
    """Whether most of what a piece calls is one and the same: registrations, assertions, options, one row each."""
    times = {call: count for call, count in found.calls.items() if call not in TRANSLATING}
    return max(times.values(), default=0) >= max(LEAST_CALLS, 0.5 * sum(times.values()))


def are_only_rows(score: float, one: Tokens, other: Tokens) -> bool:
    """Whether what makes two pieces alike is no more than that each calls one thing over and over, with other values."""
    return score < WEAK and is_rows_of_calls(one) and is_rows_of_calls(other)


def is_repetitive(found: Tokens) -> bool:
    """Whether a stretch is one row over and over."""
    return len(set(found.semi)) < max(FEW_TOKENS, REPETITION * len(found.semi))


def allowed(file: ClonedFile, region: Region) -> bool:
    """Whether a comment `groundplan: allow-duplicate <reason>` stands in a region or just above it, or in or above a
    function that holds it."""
    places = (region, *file.units_around(region)) if file.mentions(b"allow-duplicate") else ()
    return any(_has_permit(file, place) for place in places)


def _has_permit(file: ClonedFile, region: Region) -> bool:
    above = region._replace(start_line=max(1, region.start_line - ALLOW_ABOVE))
    return any(ALLOW.search(line) for line in file.rows_of(above))
