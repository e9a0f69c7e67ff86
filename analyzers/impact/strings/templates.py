"""Templates that say the name of a definition: they are not read as code, so that a use there is likely at best.

Only what a template runs is looked at, without its prose and literals: what stands between the signs of its notation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .... import lazy_re as re
from ....indexer.classify.linguist import classify
from ....indexer.gathering import words
from ...per_index import per_index
from ...text_facts import line_of, text_facts
from ..changes.changes import HEAD_BYTES, read_version

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ....indexer.facts import Symbol
    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol
    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["members_said", "templates_naming", "templates_saying"]

PERCENT: Final = rb"<%(?![#%]|--).*?%>"
BRACES: Final = rb"\{\{(?![!/]|-?\s*/\*|--).*?\}\}|\{%.*?%\}"
LINES: Final = rb"(?:[=~-]\s|[{(]|#\{)[^\n]*"
DIRECTIVE: Final = rb"@\w+\s*(?:\((?>[^()]+|\((?>[^()]+|\([^()]*\))*\))*\)|\([^\n]*)"


class Notation(NamedTuple):
    """A notation of templates: the languages whose code it calls, and what of it is code."""

    languages: frozenset[str]
    code: re.Pattern[bytes]


def _notation(languages: str, code: bytes) -> Notation:
    return Notation(words(languages), re.compile(code, re.DOTALL))


NOTATIONS: Final[Mapping[str, Notation]] = {
    "HTML+ERB": _notation("Ruby", PERCENT),
    "Haml": _notation("Ruby", LINES),
    "Slim": _notation("Ruby", LINES),
    "Jinja": _notation("Python", BRACES),
    "HTML": _notation("Python", BRACES),
    "Mako": _notation("Python", PERCENT + rb"|\$\{.*?\}|(?m:^)\s*%[^\n]*"),
    "Twig": _notation("PHP", BRACES),
    "Latte": _notation("PHP", rb"\{(?![*\s]).*?\}"),
    "Blade": _notation("PHP", BRACES + rb"|\{!!.*?!!\}|@php\b.*?@endphp|<\?.*?\?>|" + DIRECTIVE),
    "EJS": _notation("JavaScript TypeScript", PERCENT),
    "Handlebars": _notation("JavaScript TypeScript", BRACES),
    "HTML+Razor": _notation("C#", rb"(?m:^)(?!\s*@\*|\s*//)[^\n]*[@;(][^\n]*|</?[A-Z]\w*"),
    "Java Server Pages": _notation("Java Kotlin", PERCENT + rb"|[$#]\{.*?\}"),
    "FreeMarker": _notation("Java Kotlin", rb"\$\{.*?\}|</?[#@].*?>"),
    "Go Template": _notation("Go", BRACES),
    "HTML+EEX": _notation("Elixir", PERCENT + rb"|\{.*?\}"),
}
"""Language of a template → how it is written."""

MARKUP: Final[Mapping[str, re.Pattern[bytes]]] = {
    "Vue": re.compile(rb"""\{\{.*?\}\}|\s(?:[:@#]|v-)[\w.:\[\]-]*=(?:"[^"]*"|'[^']*')|<[A-Z][\w.]*""", re.DOTALL),
    "Svelte": (CURLY := re.compile(rb"\{(?:[^{}]|\{[^{}]*\})*\}|<[A-Z][\w.]*")),
    "Astro": CURLY,
}
"""Components, whose scripts are read, and what of their markup is code."""

WORD: Final = re.compile(rb"\w+")
MEMBER: Final = re.compile(rb"\.\s*([A-Za-z_]\w*)")
FORMAT: Final = b"members-said-1"
SCRIPT: Final = re.compile(
    rb"\A\s*---\n.*?\n---|<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)
LITERAL: Final = re.compile(rb'"[^"\n{]*"|\'[^\'\n{]*\'')
ACCESSOR: Final = re.compile(r"(?:get|is|has)([A-Z])(\w*)")
REGISTERING: Final = re.compile(r"filter|tag|template|global|context|jinja")
BARE_MEMBERS: Final = frozenset({"Ruby", "Elixir"})
"""Languages whose templates call methods of modules without a receiver."""
TYPES: Final = words("class interface struct enum record module trait type component")
ANYONES: Final = words(
    "add all attributes class content count data date description email errors first format get has id index items key"
    " label last length link list map message name new number options order params path render set size slug state status"
    " text title to total type update url user users value values"
)
"""What templates ask of nearly anything."""
CALLED, ASKED = 0.7, 0.6


def templates_naming(
    program: Program, definition: Definition, importers: Collection[str]
) -> Iterator[tuple[str, int, float]]:
    """`(path, line, how sure)` of what likely means a definition in templates: what others of its language are called too is left out.

    It is less sure where something of unknown type is asked for the name.

    Args:
        importers: the files that import it, whose markup may say it.
    """
    index, path = program.index, definition[0]
    own = _definition(program, definition)
    if own is None:
        return
    for component in sorted(index.files.keys() & {path, *importers}):
        if code := MARKUP.get(index.files[component].language):
            text = SCRIPT.sub(lambda match: b"\n" * match[0].count(b"\n"), index.read(component))
            yield from _lines(component, _code_of(text, code), [(_called(own.name), CALLED)])
    language = _language(program, path)
    forms = _forms(index, (path, own.qualname), own, language)
    for template in _templates_of(index, language) if forms else ():
        code = NOTATIONS[index.files[template].language].code
        yield from _lines(template, LITERAL.sub(b'""', _code_of(index.read(template), code)), forms)


def templates_saying(index: Index, names: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """The templates that say a name where they run code, each with the first such.

    Args:
        names: language → names of its definitions.
    """
    wanted = {language: {name.encode("utf-8", "surrogatepass") for name in said} for language, said in names.items()}
    for path, notation in _templates(index) if wanted else ():
        sought = set().union(*(wanted[language] for language in notation.languages & wanted.keys()))
        if said := sought.intersection(WORD.findall(_code_of(index.read(path), notation.code)) if sought else ()):
            yield path, min(said).decode("utf-8", "replace")


@per_index
def members_said(index: Index) -> frozenset[str]:
    """What templates ask objects of Python for."""

    def read(text: bytes) -> bytes:
        return b" ".join({*MEMBER.findall(LITERAL.sub(b'""', _code_of(text, NOTATIONS["Jinja"].code)))})

    facts = text_facts(index, FORMAT, _templates_of(index, "Python"), read)
    return frozenset(name.decode() for _, said in facts for name in said.split())


def _definition(program: Program, definition: Definition) -> Symbol | IndexedSymbol | None:
    """What is defined, or was before the change."""
    path, qualname = definition
    found: Iterable[Symbol | IndexedSymbol] = program.index.symbols(path) if path in program.index.files else ()
    if definition in program.removed and path in program.before:
        version = read_version(path, program.before[path])
        found = version.overloads.get(qualname, ()) if version is not None else ()
    return next((item for item in found if item.qualname == qualname), None)


def _language(program: Program, path: str) -> str:
    """The language of a file, which may be gone."""
    file = program.index.files.get(path)
    return file.language if file is not None else classify(path, program.before.get(path, b"")[:HEAD_BYTES])


def _templates_of(index: Index, language: str) -> list[str]:
    """The templates that call code of a language."""
    return [
        path
        for path, notation in _templates(index)
        if language in notation.languages and index.files[path].zone not in {"vendored", "generated"}
    ]


@per_index
def _templates(index: Index) -> list[tuple[str, Notation]]:
    found = ((path, NOTATIONS.get(file.language)) for path, file in index.files.items() if not file.parsed)
    return [(path, notation) for path, notation in found if notation is not None]


def _forms(
    index: Index, definition: Definition, own: Symbol | IndexedSymbol, language: str
) -> list[tuple[re.Pattern[bytes], float]]:
    """How templates say a definition, and how sure each is; nothing where what they say may as well be another's."""
    if own.name in ANYONES or _is_shared(index, definition, language):
        return []
    member, name = "." in own.qualname, re.escape(own.name)
    if language == "Python" and not member and own.kind == "function":
        return [(_applied(name), CALLED) for name in _registered(own)]
    found = [(re.compile(rf"(?:\.|->|::)\s*(?:{_spoken(own.name)})(?!\w)".encode()), ASKED)] if member else []
    if not member or own.kind in TYPES or language in BARE_MEMBERS:
        found.insert(0, (_called(name), CALLED))
    return found


def _called(name: str) -> re.Pattern[bytes]:
    """A name that stands alone, and is no symbol, key or variable."""
    return re.compile(rf"(?<![\w.$:#>-])(?<!@\w){name}(?![\w?!]|:(?!:))".encode())


def _applied(name: str) -> re.Pattern[bytes]:
    """A filter, a tag, a test or a call of Jinja and Django: what stands there bare is a variable of the page."""
    return re.compile(rf"(?:\|\s*|%-?\s*|\bis\s+(?:not\s+)?){name}(?!\w)|(?<![\w.]){name}\(".encode())


def _spoken(name: str) -> str:
    """How a member is asked for: templates of Java and PHP leave `get` out."""
    accessor = ACCESSOR.fullmatch(name)
    return "|".join([re.escape(name), *([accessor[1].lower() + accessor[2]] if accessor else [])])


def _registered(own: Symbol | IndexedSymbol) -> list[str]:
    """Python: the names under which a function is given to templates, by what stands above it."""
    decorators = " ".join(own.decorators)
    return [own.name, *re.findall(r"[\"'](\w+)[\"']", decorators)] if REGISTERING.search(decorators) else []


def _is_shared(index: Index, definition: Definition, language: str) -> bool:
    """Another definition of its language is called so."""
    same = index.symbols(name=definition[1].rpartition(".")[2])
    others = [index.files[item.path] for item in same if (item.path, item.qualname) != definition]
    return any(file.language == language and file.zone == "product" for file in others)


def _code_of(text: bytes, code: re.Pattern[bytes]) -> bytes:
    """What of a text is code, on the lines where it stands."""
    parts, end = list[bytes](), 0
    for match in code.finditer(text):
        parts += [b"\n" * text.count(b"\n", end, match.start()), b" ", match[0]]
        end = match.end()
    return b"".join(parts)


def _lines(path: str, code: bytes, forms: list[tuple[re.Pattern[bytes], float]]) -> Iterator[tuple[str, int, float]]:
    sure: dict[int, float] = {}
    for pattern, worth in forms:
        for match in pattern.finditer(code):
            if worth == CALLED and _is_local(code, match[0]):
                break
            line = line_of(code, match)
            sure[line] = max(worth, sure.get(line, 0))
    yield from ((path, line, sure[line]) for line in sorted(sure))


def _is_local(code: bytes, name: bytes) -> bool:
    """The template itself sets a variable of the name."""
    sets = (
        rb"(?<![\w.@])NAME\s*=(?![=~>])",
        rb"(?:\bdo|\{)\s*\|[^|\n]*\bNAME\b[^|\n]*\|",
        rb"\b(?:for|set|as)\s+NAME\b",
    )
    return any(re.search(pattern.replace(b"NAME", re.escape(name)), code) for pattern in sets)
