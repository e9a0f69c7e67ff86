"""npm packages that some text of the workspace names or runs, wherever it lies: what is left after imports and configuration.

A claim that nothing uses a package has to hold against every file: a build script beside the package that copies from its
node_modules, a test that spawns a program, a page of documentation that tells people to run it, a plugin that others wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.languages.families import COMPONENT_ENDINGS
from ...workspace.workspace_packages import OWN_ZONES
from .npm_packages import SOURCES
from .npm_references import IGNORED_FILES, LOCK_FILE, MOST_BYTES, text_words

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["ANY", "Mention", "mentions"]

NAMED = (
    r"['\"`](?P<quoted>NAMES)(?:/[^'\"`\n]*+)?['\"`]|\bnode_modules[/\\]+(?P<installed>PATHS)(?![\w.-])"
    r"|\bnode_modules/(?P<computed>\$)|\w!(?P<inline>NAMES)(?=[?!/'\"`])|['\"`](?P<loader>NAMES)[?!]"
    r"|[}/](?P<built>NAMES)/(?:dist|umd|esm|cjs)/|\.(?P<minimizing>NAMES)Minify\b"
    r"|[dD]ependencies\.(?P<listed>NAMES)(?![\w-])"
)
"""A name as a whole text or the begin of one, a path below node_modules (of Windows too), which may be worked out, and webpack's requests
(`"imports-loader?$=jquery!jquery-mousewheel"`), the folder of its built files in the text of a page, what minimizes
(`MinimizerPlugin.terserMinify`), and what code takes from a manifest (`pkg.devDependencies.jest`)."""
ANY = "*"
"""What a path that is worked out (`node_modules/$name`) means: each of the packages that are installed there."""
BARE = r"|(?<![\w@/.-])(?P<bare>DISTINCT)(?![\w-]|\.\w)"
"""A name that no word of a language is (it has a hyphen or a scope), wherever else code or a configuration has it."""
RUN = (
    r"\b(?:npx|pnpx|bunx|(?:npm|pnpm|yarn) (?:exec|dlx)|yarn|pnpm)(?:\s+-[\w-]+(?:=\S+)?)*\s+"
    r"(?:(?P<run>PROGRAMS)|(?P<fetched>NAMES))(?:@[\w.^~-]+)?(?![\w/.-])"
    r"|<!--\s*(?:START\s+)?(?P<marked>PROGRAMS)\b|\b(?:spawn|exec|execa|execFile|fork|shell|command|run)\w*+\(\s*['\"`](?:[\w./-]*/)?(?P<spawned>PROGRAMS)(?![\w/-])"
    r"|['\"]np[mx]['\"],\s*\[\s*['\"](?P<passed>PROGRAMS)['\"]|\.bin/(?P<linked>PROGRAMS)(?![\w-])|['\"](?P<started>PROGRAMS)['\"],\s*\["
)
"""A program behind a manager's runner (or its package), as what a process is started from, before a list of its arguments, where it is
linked, and where a document marks what it writes (`<!-- doctoc -->`)."""
LINE = r"|\$(?:sync)?(?:\([^()`]*+\))?`(?P<command>[^`]*+)`|\A#!\s*/usr/bin/env\s+(?P<starter>[^\n]++)"
PRAGMA = r"|@(?P<pragma>(?:jsxImportSource|\w+-environment)\s+[\w@/-]+)"
"""Command lines in code, in its first line too, and what its comments tell the tools that read it."""
TEXTS = (
    *SOURCES,
    *COMPONENT_ENDINGS,
    *sorted(
        words(
            ".md .mdx .yml .yaml .sh .gyp .gypi .html .ejs .erb .php .py .rb .gradle .toml .css .scss .less .json .json5 .jsonc rc"
            " CMakeLists.txt .cmake .ps1 .psm1 .bat .cmd .mk .kts .nix .csproj .fsproj .vbproj .props .targets .proj"
            " pom.xml build.xml .htm .twig .njk .hbs .pug .cshtml .liquid .jinja .j2 .haml .slim .swift"
        )
    ),
)
STARTED = frozenset({"JavaScript", "TypeScript", "Shell", "Python", "Ruby"})
"""Languages of programs without an extension, by their first line."""
UPDATING = re.compile(r"^(?:dependabot|\.?renovate|tsconfig)\b.*")
"""Configuration that names packages without using them."""
SCHEMA = b'"$schema"'
"""The key of a path that only an editor follows."""
UNCERTAIN = (".md", ".mdx", "package.json")
"""What a bare name says nothing in: prose, and the manifest that declares it."""
RUNNING = re.compile(
    r"^package\.json$|^(?:[\w-]+\.)?(?:Make|Docker|Container|Jenkins|Pod|Proc|just)file(?:\.[\w-]+)?$", re.IGNORECASE
)
BUNDLE = r"(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*['\"`](?P<bundle>NAMES)(?:/[^'\"`\n]*+)?['\"`]"
"""What a library's build, copied here, takes from outside of itself."""
MOST_BYTES_OF_BUNDLE = 2_000_000
INSTALLED = (b"node_modules/$", b"node_modules\\")
LINES_BEFORE = 3
"""A command begins at most so many ends of lines before the last name in it."""
SCANNED_BYTES = 40_000_000
"""Text that is read, only where a claim is to be made: the whole of any workspace but the largest."""

AUGMENTED = re.compile(rb"\bdeclare module\s*+$")
PRAGMAS = (b"@jsxImportSource", b"-environment")
"""What is told in a comment and needs a package: that of a file's JSX, and the environment of its tests."""
AS_NAME = frozenset({"bare", "quoted", "inline", "loader", "built", "minimizing", "listed"})


class Mention(NamedTuple):
    """A text that names a package or runs a program of it, or that only holds its name (`is_bare`)."""

    path: str
    package: str
    is_bare: bool = False


def mentions(index: Index, names: Iterable[str], programs: Mapping[str, Iterable[str]]) -> Iterator[Mention]:
    """Wherever a text names one of the packages or runs one of their programs (program → its packages)."""
    names = sorted(names, key=len, reverse=True)
    if not names:
        return
    pattern = _pattern(names, programs)
    texts = {*names, *programs}
    needles = [text.encode() for text in texts if not any(other in text for other in texts - {text})]
    budget = SCANNED_BYTES
    for path in _texts(index):
        if (budget := budget - index.files[path].size) < 0:
            return
        data = index.read(path)
        told = [needle for needle in needles if needle in data]
        told += [needle for needle in (*INSTALLED, *PRAGMAS) if needle in data]
        for start, end in _around(data, told):
            for match in pattern.finditer(data, start, end):
                yield from _meant(path, data, match, programs)
    yield from _bundled(index, names)


def _around(data: bytes, needles: Iterable[bytes]) -> list[tuple[int, int]]:
    """The stretches of a text in which what is sought may stand: the lines of the needles, with some before them."""
    found: list[tuple[int, int]] = []
    for at in sorted(match.start() for needle in needles for match in re.finditer(re.escape(needle), data)):
        start, end = at, data.find(b"\n", at) + 1 or len(data)
        for _ in range(LINES_BEFORE):
            start = max(0, data.rfind(b"\n", 0, start))
        found.append((found.pop()[0] if found and start <= found[-1][1] else start, end))
    return found


def _pattern(names: Iterable[str], programs: Iterable[str]) -> re.Pattern[bytes]:
    started = "|".join(re.escape(program) for program in sorted(programs, key=len, reverse=True))
    distinct = "|".join(re.escape(name) for name in names if not name.isalnum())
    text = f"{NAMED}|{RUN}{LINE}{PRAGMA}{BARE.replace('DISTINCT', distinct) if distinct else ''}"
    named = "|".join(map(re.escape, names))
    text = text.replace("PATHS", named.replace("/", r"[/\\]+")).replace("NAMES", named)
    return re.compile(text.replace("PROGRAMS", started).encode())


def _bundled(index: Index, names: Iterable[str]) -> Iterator[Mention]:
    pattern = re.compile(BUNDLE.replace("NAMES", "|".join(map(re.escape, names))).encode())
    budget = SCANNED_BYTES
    for path, file in index.files.items():
        if file.zone == "generated" and path.endswith(SOURCES) and file.size <= MOST_BYTES_OF_BUNDLE:
            if (budget := budget - file.size) < 0:
                return
            yield from (Mention(path, match["bundle"].decode()) for match in pattern.finditer(index.read(path)))


def _meant(path: str, data: bytes, match: re.Match[bytes], programs: Mapping[str, Iterable[str]]) -> Iterator[Mention]:
    kind, text = match.lastgroup or "", match[match.lastgroup or 0].decode("utf-8", "replace")
    before = data[max(0, match.start() - 40) : match.start()]
    if SCHEMA in before:
        return
    if kind not in AS_NAME:
        yield from (Mention(path, package) for package in _told(kind, path, text, programs))
    elif not (path.endswith(UNCERTAIN) or _in_comment(data, match.start())):
        is_data = kind == "quoted" and not path.endswith(SOURCES) and "." in path.rpartition("/")[2]
        if kind == "bare" or not AUGMENTED.search(before):
            yield Mention(path, text, is_bare=is_data or kind == "bare")


def _told(kind: str, path: str, text: str, programs: Mapping[str, Iterable[str]]) -> Iterable[str]:
    """The packages that a path, a pragma, a command line, or the name of a program means."""
    if kind in {"installed", "fetched", "computed"}:
        return [ANY if kind == "computed" else re.sub(r"\\+", "/", text)]
    if kind == "pragma":
        tool, told = text.split()
        return told, f"{tool}-{told}"
    if kind in {"command", "starter"}:
        words = [item.name for item in text_words(path, text)]
        return [*words, *(package for word in words for package in programs.get(word, ()))]
    return programs.get(text, ())


def _texts(index: Index) -> Iterator[str]:
    """Files that people wrote, one's own before others'."""
    for zones in (OWN_ZONES, frozenset({"vendored"})):
        for path, file in index.files.items():
            if file.zone in zones and file.size <= MOST_BYTES and _is_text(path, file.language):
                yield path


def _is_text(path: str, language: str) -> bool:
    name = path.rpartition("/")[2]
    if not name.endswith(TEXTS):
        return RUNNING.search(name) is not None or ("." not in name and language in STARTED)
    return (
        name not in IGNORED_FILES
        and not UPDATING.search(name)
        and not name.lower().startswith("changelog")
        and (name.endswith(".md") or LOCK_FILE.search(name) is None)
    )


def _in_comment(data: bytes, position: int) -> bool:
    """Whether the line begins as a comment."""
    return data[data.rfind(b"\n", 0, position) + 1 : position].lstrip().startswith((b"//", b"*", b"/*"))
