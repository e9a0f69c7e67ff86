"""Which clones are noise: boilerplate that a framework forces, rows of one call, and what the workspace allows by comment."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.gathering import by_key, words
from ..reading.tokens import HEAD_TOKENS
from .tables import TRANSLATING, hold_same_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..reading.corpus import ClonedFile, Region
    from ..reading.tokens import Tokens

__all__ = [
    "FIELD_BY_FIELD",
    "WRITTEN_FUNCTIONS",
    "allowed",
    "are_only_rows",
    "boilerplate_paths",
    "is_boilerplate",
    "is_compiled",
    "is_declared",
    "is_parameters",
    "is_registration",
    "is_repetitive",
    "is_rows_of_calls",
    "is_stub",
    "not_code",
]

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

WRITTEN_FUNCTIONS: Final = frozenset({"InitializeComponent", "initComponents", "setupUi", "retranslateUi"})
"""Functions that a form designer writes into files which are else a person's: Windows Forms, NetBeans, Qt."""

REGISTRATIONS: Final = frozenset([
    b".add_argument(", b".add_option(", b".addArgument(", b".option(", b".Flags(", b".register(", b".add_parser(",
    b"path(", b"re_path(", b"url(", b"InputOption(", b"InputArgument(", b"inject(", b".HandleFunc(", b".Handle(", b".route(",
])  # fmt: skip
"""Calls that tell a framework of one more thing: rows of them look alike by their nature."""

COMPILER_HELPERS: Final = frozenset([
    b"_classCallCheck(", b"_createClass(", b"_defineProperties(", b"_defineProperty(", b"_inherits(", b"_createSuper(",
    b"_possibleConstructorReturn(", b"_interopRequireDefault(", b"_interopRequireWildcard(", b"_slicedToArray(",
    b"_toConsumableArray(", b"_objectSpread(", b"_asyncToGenerator(", b"_regeneratorRuntime(", b"_arrayLikeToArray(",
    b"__awaiter(", b"__generator(", b"__importDefault(", b"__importStar(", b"__exportStar(", b"__createBinding(",
    b"__webpack_require__(", b"__commonJS(", b"__toESM(",
])  # fmt: skip
"""Functions of Babel, the TypeScript compiler, webpack and esbuild that stand in their output."""

LEAST_CALLS: Final = 4
WEAK: Final = 0.85
WEAK_BESIDE_TABLE: Final = 0.8
"""Below this score pieces that are rows of one call are alike by their nature (with the same values: below that one), though blocks
in them may be copies."""

ALLOW: Final = re.compile(rb"groundplan:[ \t]*allow-duplicate[ \t:-]+\w")
ALLOW_ABOVE: Final = 2

STUB_FILES: Final = (".pyi", ".d.ts")
OVERLOAD: Final = re.compile(rb"\A(?:\s*@[^\n]*\n)*?\s*@(?:\w+\.)*overload\b")
"""`@overload` among the decorators of a Python function."""
ANY_OVERLOAD: Final = re.compile(rb"^[ \t]*@(?:\w+\.)*overload\b", re.MULTILINE)
DEFINITION: Final = re.compile(rb"^[ \t]*(?:async[ \t]+)?def\s", re.MULTILINE)

SAYS_NOTHING: Final = (
    rb"import\b(?!\s*=|[.(\[])|from\s+\S+\s+import\b|export\s+(?:\*|\{)|use\s|using\s+[\w.=\s]+;|package\s|#\s*include"
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

LOCALES: Final = re.compile(r"/(?i:locales?|i18n|l10n|lang|languages?|translations?|locali[sz]ations?)/")
TRANSLATIONS: Final = re.compile(
    rf"{LOCALES.pattern}(?:[\w-]+/)*(?:[\w-]+[-_.])?"
    rf"(?:{CODES.replace(' ', '|')})(?:[-_][A-Za-z]{{2,8}})?(?:/|\.\w+$)"
)
"""Files of one language of people each, by its code: `locale/de/formats.py`, `i18n/pt-BR.ts`, `i18n/datepicker-zh-HK.js`."""

CODED: Final = re.compile(rf"(?:[\w-]+?[-_.])?({CODES.replace(' ', '|')})(?:[-_][A-Za-z]{{2,8}})?\.\w+")
"""A file name with the code of a language of people."""

BELOW: Final = words("test tests testdata spec specs __tests__")
GIVEN: Final = words("source sources input inputs in before original unformatted")
WANTED: Final = words("target targets expected expect output outputs out after golden formatted")
"""Folders of tests with what a tool is given, and beside them those with what it has to make of each."""

LEAST: Final = 5
SHARE: Final = 0.8
"""So many languages in one folder, and so much of its files, and it holds translations, whatever its name."""


def not_code(language: str) -> re.Pattern[bytes]:
    """What a line of a language begins with that says nothing of its own."""
    return NOT_CODE_BUT_AT if language in STATEMENTS_WITH_AT else NOT_CODE


def boilerplate_paths(paths: Iterable[str]) -> set[str]:
    """Those of a workspace's files that repeat each other by their nature."""
    known = list(paths)
    return _translations(known).union(_cases(known), (path for path in known if BOILERPLATE_PATHS.search(f"/{path}")))


def is_boilerplate(name: str, among: frozenset[str] = BOILERPLATE_NAMES) -> bool:
    """Whether a function of this dotted name has its text dictated to it."""
    return name.rpartition(".")[2] in among


def is_stub(file: ClonedFile, region: Region) -> bool:
    """Whether a region is part of overloads for type checkers, which have to repeat the signature of what they declare."""
    if not region.path.endswith((".py", ".pyi")) or not file.mentions(b"overload"):
        return False
    rows = b"\n".join(file.rows_of(region))
    overloads = len(ANY_OVERLOAD.findall(rows))
    if overloads > 1 and 2 * overloads >= len(DEFINITION.findall(rows)):
        return True
    held = [unit for unit in file.units_around(region) if unit.name == region.name]
    around = min(held, key=lambda unit: unit.length, default=region)
    return OVERLOAD.search(b"\n".join(file.rows_of(around))) is not None


def is_parameters(file: ClonedFile, start: int, end: int) -> bool:
    """Whether a stretch lies between the brackets of what a function takes, which is said again where it is handed on, or is the
    bounds of its types behind `where`."""
    held = file.tokens_of(start, end).raw
    if held[:1] == [b"where"] or file.source[max(0, start - 80) : start].rstrip().endswith(b"where"):
        return b"{" not in held[:-1]
    inside = [
        number
        for number, unit in enumerate(file.fingerprint.units)
        if unit.start <= start and end <= unit.end and not file.is_unnamed(number)
    ]
    if not inside:
        return False
    name = file.unit_region(inside[-1]).name.rpartition(".")[2].encode("utf-8", "surrogatepass")
    raw = file.tokens_of(file.fingerprint.units[inside[-1]].start, end).raw
    head = raw[raw.index(name + b"(") : -1] if name + b"(" in raw[:HEAD_TOKENS] else []
    return bool(head) and all(accumulate(token.endswith(b"(") - (token == b")") for token in head))


def is_declared(one: Region, other: Region) -> bool:
    """Whether one region declares in a stub file what the other one defines."""
    stubs = [region.path.endswith(STUB_FILES) for region in (one, other)]
    return any(stubs) and not all(stubs) and one.name == other.name


def is_registration(found: Tokens) -> bool:
    """Whether most calls of a stretch register one more thing with a framework."""
    registering = sum(times for call, times in found.calls.items() if call in REGISTRATIONS)
    return 2 * registering >= found.calls.total() > 0


def is_compiled(found: Tokens) -> bool:
    """Whether a stretch holds a helper that compilers write into what they make: a bundle that was checked in."""
    return not COMPILER_HELPERS.isdisjoint(found.raw)


def is_rows_of_calls(found: Tokens, share: float = 0.5) -> bool:
    """Whether most of what a piece calls is one and the same: registrations, assertions, options, one row each."""
    times = {call: count for call, count in found.calls.items() if call not in TRANSLATING}
    most = max(times.values(), default=0)
    return most >= LEAST_CALLS and most >= share * sum(times.values())


def are_only_rows(score: float, one: Tokens, other: Tokens) -> bool:
    """Whether what makes two pieces alike is no more than that each calls one thing over and over, with other values."""
    if score >= WEAK or not (is_rows_of_calls(one) and is_rows_of_calls(other)):
        return False
    return score < WEAK_BESIDE_TABLE or not hold_same_table(one, other)


def is_repetitive(found: Tokens) -> bool:
    """Whether a stretch is one row over and over."""
    return len(set(found.semi)) < max(FEW_TOKENS, REPETITION * len(found.semi))


def allowed(file: ClonedFile, region: Region) -> bool:
    """Whether a comment `groundplan: allow-duplicate <reason>` stands in a region or just above it, or in or above a
    function that holds it."""
    return file.mentions(b"allow-duplicate") and any(
        _has_permit(file, place) for place in (region, *file.units_around(region))
    )


def _has_permit(file: ClonedFile, region: Region) -> bool:
    above = region._replace(start_line=max(1, region.start_line - ALLOW_ABOVE))
    return any(ALLOW.search(line) for line in file.rows_of(above))


def _cases(paths: Iterable[str]) -> set[str]:
    """Those of some files that tests give to a tool, and what it has to make of them: below `tests/source` and `tests/target`."""
    known = set(paths)
    times = Counter(folder for path in known for folder in _paired_folders(path.split("/"), known))
    below = tuple(f"{folder}/" for folder, count in times.items() if count >= LEAST)
    return {path for path in known if path.startswith(below)}


def _paired_folders(parts: Sequence[str], known: Collection[str]) -> Iterator[str]:
    """The folder that a file is given to a tool in, and the one beside it that has what is wanted of this very file."""
    for at in (at for at, part in enumerate(parts[:-1]) if part in GIVEN and not BELOW.isdisjoint(parts[:at])):
        for folder in ("/".join([*parts[:at], other]) for other in WANTED):
            if "/".join([folder, *parts[at + 1 :]]) in known:
                yield from ("/".join(parts[: at + 1]), folder)


# ---- Which files say the same in one language of people each: by their folder's name, or by what stands beside them


def _translations(paths: Iterable[str]) -> set[str]:
    """Those of some files that are a translation."""
    found: set[str] = set()
    for folder, beside in by_key((path.rpartition("/")[0], path) for path in paths).items():
        told = {path for path in beside if TRANSLATIONS.search(f"/{path}")} if LOCALES.search(f"/{folder}/") else set()
        rest = [path for path in beside if path not in told] if len(beside) >= LEAST + len(told) else []
        coded = {path: code[1] for path in rest if (code := CODED.fullmatch(path.rpartition("/")[2]))}
        if len(set(coded.values())) >= LEAST and len(coded) >= SHARE * len(rest):
            found.update(coded)
        found |= told
    return found
