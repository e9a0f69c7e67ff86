"""The text that routes are read from: lines once a file, statements over several lines, and constants by their value."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...per_index import read_once
from ...workspace.code_places import innermost, word_places

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = [
    "PART", "PLACEHOLDER", "UNKNOWN", "annotated", "annotated_class", "computed_names", "constant", "constants_in", "definition_text", "filled", "joined_texts",
    "line_number", "path_text", "product_files", "product_texts", "slashed", "source_lines", "source_text", "statement",
]  # fmt: skip

UNKNOWN = "/{mount}"
"""The prefix of a router of which no mount is seen."""
MOST_LINES = 12
MOST_TYPED = 40
"""Lines that the type argument of a call may go on over: what Fastify's generics tell of a route."""
MOST_HOLDERS = 40
CHAINED = (".", "->")
"""How a line begins that goes on with the calls of the one above: `->only(['index'])` in PHP."""
DEEPEST = 4
"""Constants that are made of each other."""
EMBEDDED = re.compile(r"\$(?:\{([A-Za-z_][\w.]*)\}|([A-Za-z_]\w*))")
OPEN_TYPE = re.compile(r"\w<\s*\{?\s*$")
PART = r"(?:\"[^\"]*\"|'[^']*'|[A-Za-z_][\w.]*)"
"""A literal or a name."""
PLACEHOLDER = re.compile(r"\$?\{\s*([A-Za-z_][\w.]{0,120})[^{}]{0,40}\}")
ADJACENT = re.compile(r"(?<=[^\s(,=\[])(['\"])\s+[rR]?\1")
"""Where a text of Python goes on in another one: `path("pots/<int:id>" "/lids/", lids)`."""
PERCENT = re.compile(r"""(?<![\w'"])(['"])([^'"\n]*%s[^'"\n]*)\1\s*%\s*(?:\(([^()]*)\)|([\w.]+))""")


@read_once
def source_lines(index: Index, path: str) -> list[str]:
    """The lines of a file, read once for all routes and prefixes."""
    return index.lines(path)


def source_text(index: Index, path: str) -> str:
    """The text of a file, with one kind of line end."""
    return "\n".join(source_lines(index, path))


def definition_text(index: Index, symbol: IndexedSymbol) -> str:
    """The text of one definition."""
    return "\n".join(source_lines(index, symbol.path)[symbol.start_line - 1 : symbol.end_line])


def annotated(index: Index, path: str, line: int) -> IndexedSymbol | None:
    """The definition that an annotation, an attribute or a decorator on a line belongs to; None for one of what is no definition."""
    around, text = innermost(index, path, line), source_lines(index, path)[line - 1]
    return around if around and any(item.partition("(")[0] in text for item in around.decorators) else None


def annotated_class(index: Index, path: str, line: int) -> str:
    """The name of the class that one belongs to; "" for one of anything else."""
    found = annotated(index, path, line)
    return found.name if found and found.kind in ("class", "interface") else ""


def line_number(text: str, place: int) -> int:
    """The number of the line that a letter of a text stands on."""
    return text.count("\n", 0, place) + 1


def product_files(index: Index, paths: Iterable[str], languages: Container[str]) -> Iterator[str]:
    """Those files that are the product's and in one of the languages."""
    return (path for path in paths if index.files[path].zone == "product" and index.files[path].language in languages)


def product_texts(index: Index, paths: Iterable[str], languages: Container[str]) -> Iterator[tuple[str, str]]:
    """The same with their texts."""
    return ((path, source_text(index, path)) for path in product_files(index, paths, languages))


def statement(lines: list[str], number: int, reach: int = MOST_LINES) -> str:
    """A line, with the ones that its open bracket goes on over and the calls that are chained to it, up to `reach` of them."""
    text = lines[number - 1] if number <= len(lines) else ""
    if OPEN_TYPE.search(text):
        text, number = _past_type(lines, number)
    for following in lines[number : number + reach]:
        bare = following.strip()
        if text.count("(") <= text.count(")") and not (bare.startswith(CHAINED) or text.endswith(").")):
            break
        text = f"{text}{bare}" if text.endswith(".") else f"{text} {bare}"
    return text


def _past_type(lines: list[str], number: int) -> tuple[str, int]:
    """A call whose type argument begins at the end of a line, without that argument, and the line of its bracket."""
    for at in range(number, min(len(lines), number + MOST_TYPED)):
        _, closing, rest = lines[at].partition(">(")
        if closing:
            return f"{OPEN_TYPE.sub(lambda found: found[0][0], lines[number - 1])}({rest}", at + 1
    return lines[number - 1], number


def joined_texts(text: str) -> str:
    """A statement of Python whose texts that go on in another one, or are filled by `%`, are one, as an f-string."""
    return PERCENT.sub(_as_template, ADJACENT.sub("", text))


def _as_template(found: re.Match[str]) -> str:
    """`"%s/<%s:%s>" % (url, "int", key)` as an f-string."""
    given = [text.strip() for text in (found[3] or found[4]).split(",")]
    parts = iter(text.strip("'\"") if text[:1] in "'\"" else f"{{{text}}}" for text in given)
    return "f" + found[1] + re.sub("%s", lambda _: next(parts, ""), found[2]) + found[1]


def path_text(index: Index, match: re.Match[str], path: str = "") -> str:
    """The path that a match names: its literal with constants put in, or its constant's value, else `{NAME}`.

    Args:
        path: of the file that it stands in: its own constants go before others of their name.
    """
    groups = match.groupdict()
    if groups.get("nameof"):
        return groups["nameof"] or ""
    named = groups.get("constant")
    if named:
        called = re.match(r"\s*\(\s*['\"]([\w.-]+)['\"]", match.string[match.end("constant") :])
        if called:
            return f"{{{called[1]}}}"
        if keyed := re.match(r"\s*\[\s*['\"](\w+)['\"]\s*\]", match.string[match.end("constant") :]):
            return constant(index, keyed[1], path)
        return "" if named == "None" else _joined(index, groups, constant(index, named, path), path)
    text = _joined(index, groups, groups.get("path") or "", path)
    mode = (groups.get("mode") or "").lower()
    if "$" in mode or "f" in mode:
        return _interpolated(index, text, path)
    if "${" in text or "#{" in text:  # JavaScript, Ruby
        return filled(index, text.replace("#{", "${"), path)
    return text if "r" in mode or "@" in mode else text.replace(r"\\", "\\")


def filled(index: Index, text: str, path: str) -> str:
    """A template with the constants that it names put in."""
    return PLACEHOLDER.sub(lambda found: constant(index, found[1], path), text) if "${" in text else text


def computed_names(match: re.Match[str]) -> frozenset[str]:
    """The names that the code computes a path of: what it is joined with, and those in an f-string or a template."""
    groups = match.groupdict()
    names = {name for key in ("before", "after", "constant") if (name := groups.get(key))}
    text, mode = (groups.get("path") or "").replace("{{", "").replace("}}", ""), (groups.get("mode") or "").lower()
    if "f" in mode or "$" in mode or "${" in text:
        names |= set(PLACEHOLDER.findall(text))
    return frozenset(names)


def _joined(index: Index, groups: Mapping[str, str | None], text: str, path: str) -> str:
    """A text with the constants that the code adds before and behind it."""
    before, after = groups.get("before"), groups.get("after")
    start = slashed(groups.get("group") or "") + (constant(index, before, path) if before else "")
    return start + text + (constant(index, after, path) if after else "") + (groups.get("tail") or "")


def constants_in(index: Index, text: str, path: str) -> str:
    """A text of Kotlin with the values of what it names: `$ROOT/items`, `${Paths.ROOT}/items`; `{id}` stays."""
    return EMBEDDED.sub(lambda found: constant(index, found[1] or found[2], path), text)


def _interpolated(index: Index, text: str, path: str) -> str:
    """A text of C# after `$`, or of Python after `f`: `{Root}` is a value, `{{id}}` a brace of the text itself."""
    kept = text.replace("{{", "\0").replace("}}", "\1")
    return PLACEHOLDER.sub(lambda found: constant(index, found[1], path), kept).replace("\0", "{").replace("\1", "}")


def constant(index: Index, dotted: str, path: str = "") -> str:
    """The one literal that a name is given: in the file itself, where what it belongs to is defined, else anywhere in
    the product's code; `{name}` where there is none or several."""
    owner, _, name = dotted.rpartition(".")
    members = _members(index, owner.rpartition(".")[2], name) if owner else set()
    if len(members) == 1:
        return min(members)
    if path and (own := _given_in(index, path, name, 0)) is not None:
        return own
    package = path.rpartition("/")[0] if path.endswith(".go") and not owner and name[:1].islower() else None
    given = {at: text for at, text in _constants(index, name).items() if package in (None, at.rpartition("/")[0])}
    values = set(given.values())
    if len(values) > 1 if owner else _is_computed(index, name):
        symbols = index.symbols(name=owner.rpartition(".")[2]) if owner else ()
        links = () if owner or not path else index.links_from(path)
        homes = {*(symbol.path for symbol in symbols), *(link.target for link in links if link.alias == name)}
        values = {value for place, value in given.items() if place in homes}
    return values.pop() if len(values) == 1 else f"{{{name}}}"


@read_once
def _is_computed(index: Index, name: str) -> bool:
    """Whether a file of the product gives a constant of that name what is no literal: then another's text says nothing of it."""
    homes = {symbol.path for symbol in index.symbols(name=name, kinds=("constant", "variable"))}
    return any(index.files[home].zone == "product" and _given_in(index, home, name, 0) is None for home in homes)


@read_once
def _members(index: Index, owner: str, name: str) -> set[str]:
    """The literals that an object of that name has under a key: `const paths = { pots: '/pots' }`."""
    given = re.compile(rf"""(?:^|[{{,\s]){re.escape(name)}\s*:\s*(['"`])([^'"`]*)\1""")
    return {
        _filled(index, symbol.path, found[2])
        for symbol in index.symbols(name=owner)
        if index.files[symbol.path].zone == "product"
        for text in source_lines(index, symbol.path)[symbol.start_line - 1 : symbol.end_line]
        if (found := given.search(text))
    }


@read_once
def _constants(index: Index, name: str) -> dict[str, str]:
    """File → the literal that a name is given there."""
    holders = [path for path in index.files_using(name) if index.files[path].zone == "product"][:MOST_HOLDERS]
    return {path: value for path in holders if (value := _given_in(index, path, name, 0)) is not None}


@read_once
def _given_in(index: Index, path: str, name: str, depth: int) -> str | None:
    """The last literal that a name is given in a file; None where it is given none."""
    given = re.compile(
        rf"""^\s*(?:(?:export|const|let|var|val|static|readonly|public|private|protected|internal|final|pub|[sS]tring)(?:\[\w+\])?\s+)*{name}\s*(?::[^=]+)?=\s*(?:([rfRF$]{{0,2}})(['"`])([^'"`]*)\2(?!\s*(?:\.\s*[A-Za-z]|[%+]))|(\d[\d.]*)\s*;?\s*(?:#|//|$))"""
    )
    lines = source_lines(index, path)
    found = [
        (match[1].lower(), match[3]) if match[4] is None else ("", match[4])
        for number in word_places(index, path, {name}).get(name, ())
        if (match := given.match(_whole(lines, number)))
    ]
    mode, text = found[-1] if found else ("", "")
    if not found:
        return _joined_of(index, path, name, depth)
    return _filled(index, path, text, not {"f", "$"}.isdisjoint(mode), depth) if f"{{{name}" not in text else None


def _whole(lines: list[str], number: int) -> str:
    """A line, with the one below where a value goes on there."""
    text = (lines[number - 1 : number] or [""])[0]
    return f"{text} {lines[number].strip()}" if text.endswith("=") and number < len(lines) else text


def _joined_of(index: Index, path: str, name: str, depth: int) -> str | None:
    """The text that a file joins of literals and other constants under a name: `REST + "/" + VERSION`; None for an unknown one."""
    made = re.compile(rf"\b{re.escape(name)}\s*(?::[^=]+)?=\s*(?P<whole>{PART}(?:\s*\+\s*{PART})*)\s*;?\s*$")
    lines = source_lines(index, path)
    numbers = word_places(index, path, {name}).get(name, ()) if depth < DEEPEST else ()
    found = next((match for number in numbers if (match := made.search(statement(lines, number)))), None)
    texts = [_part_of(index, path, part, depth) for part in re.findall(PART, found["whole"])] if found else [None]
    return None if None in texts else "".join(text for text in texts if text is not None)


def _part_of(index: Index, path: str, part: str, depth: int) -> str | None:
    """The text of one part of what is joined, in the file or where what it belongs to is defined."""
    if part[0] in "'\"":
        return part[1:-1]
    owner, _, name = part.rpartition(".")
    homes = [symbol.path for symbol in index.symbols(name=owner.rpartition(".")[2])] if owner else [path]
    values = {value for home in homes if (value := _given_in(index, home, name, depth + 1)) is not None}
    return values.pop() if len(values) == 1 else None


def _filled(index: Index, path: str, text: str, formatted: bool = False, depth: int = 0) -> str:
    """The text of a template, or of Python after `f` and C# after `$`, with the constants that it names put in."""
    if not formatted and "${" not in text:
        return text
    kept = text.replace("{{", "\0").replace("}}", "\1") if formatted else text

    def value(found: re.Match[str]) -> str:
        own = _part_of(index, path, found[1], depth) if depth < DEEPEST else None
        return own if own is not None else f"{{{found[1].rpartition('.')[2]}}}"

    return PLACEHOLDER.sub(value, kept).replace("\0", "{").replace("\1", "}")


def slashed(prefix: str) -> str:
    """A prefix with one slash before and none behind; "" for none."""
    bare = prefix.strip("/")
    return f"/{bare}" if bare else ""
