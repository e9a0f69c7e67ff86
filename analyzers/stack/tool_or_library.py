"""What introduction and manifest say of a package: that it is run, imported or listens, each with its place and weight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ... import lazy_re as re
from ...indexer.classify.linguist import named
from ..naming import flat
from ..workspace.own_names import own_names
from .introduction import first_pages, introduction

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from ...answers import Ground
    from ...indexer.index import Index
    from .introduction import Shown

__all__ = [
    "COMMAND", "IMPORT", "IS_LIBRARY", "SAID_COMMAND", "SAID_IMPORT", "Speaks", "introduced_as", "is_called_a_tool",
    "is_called_otherwise", "said_to_serve", "told_by_manifest", "told_by_readme",
]  # fmt: skip

COMMAND, IMPORT = "command", "import"
WEIGHTS: Final = {
    "first use": 3,
    "use": 1,
    "code": 1,
    "installed": 2,
    "depended on": 1,
    "said": 2,
    "said loosely": 1,
    "classified": 2,
}
"""What a README shows before all else says most of what a package is for; how else it is used, how it is installed, and what its
own sentence calls it say the rest."""

PROMPT: Final = re.compile(r"^(?:\([\w.-]+\)\s*)?(?:[\w@~:/.-]*[$%#❯]|>{1,3}|PS>|C:\\>)\s+")
WRAPPERS: Final = re.compile(
    r"^(?:[A-Z_][A-Z0-9_]*=\S*\s+|sudo\s+|time\s+|(?:npx|bunx|pnpx|uvx)\s+(?:-\S+\s+)*|(?:pnpm|yarn)\s+(?:dlx|exec)\s+|pipx\s+run\s+(?:--spec\s+\S+\s+)?"
    r"|(?:uv|poetry|pdm|hatch|pipenv)\s+run\s+|py(?:thon)?[\d.]*\s+-m\s+|php\s+|java\s+(?:-\S+\s+)*-jar\s+|bundle\s+exec\s+|dotnet\s+|ruby\s+)+"
)
IMPORTING: Final = re.compile(
    r"^(?:>>> )?(?:import\b|from\s+\S+\s+import\b|use\s|using\s|#include\b|@import\b|extern crate\b|require(?:_relative)?\b"
    r"|(?:const|let|var)\b.*\brequire\(|\w+\s*=\s*require\(|alias\s|open\s|library\(|\(require\b|<script\b"
    r"|(?:[\w.]+ )?\"[\w-]+\.\w+/[^\"]+\"$)"
)
PROGRAM: Final = re.compile(
    r"\b(?:brew|port|apt|apt-get|aptitude|dnf|yum|pacman|yay|paru|apk|zypper|scoop|choco|winget|snap|nix-env|pkg|mise|asdf|pipx)\s+"
    r"(?:-\w+\s+)*(?:install|add|use|-S\w*|-iA|i)\b|\bemerge\b|\b(?:cargo|go)\s+install\b|\buv\s+tool\s+install\b|\buvx\b|\bnpx\b"
    r"|\b(?:npm|pnpm|bun)\s+(?:i|install|add)\s+(?:-g|--global)\b|\bnpm\s+(?:i|install)\s+\S+\s+(?:-g|--global)\b"
    r"|\byarn\s+global\s+add\b|\bdotnet\s+tool\s+install\b|\bcomposer\s+global\s+require\b"
)
COMMAND_OF: Final = re.compile(r"(?<![/\w-])\w[\w-]*[-_]cli\b")
"""What is installed for the work with a library: `cargo install diesel_cli` shows no program of an example called `diesel`."""
DEPENDENCY: Final = re.compile(
    r"\bcargo\s+add\b|\b(?:npm|pnpm|bun)\s+(?:i|install|add)\s+(?!-g|--global|-D\b|--save-dev|--dev)|\byarn\s+add\s+(?!-D\b|--dev)"
    r"|\bcomposer\s+require\s+(?!--dev)|\bdotnet\s+add\b|\bInstall-Package\b|\bimplementation\b|<artifactId>|\.package\(|\bpod\s+['\"]"
    r"|\bgo\s+get\b|\bgem\s+['\"]|\bbundle\s+add\b|\{:\w+,\s*[\"']~>|^[\w-]+\s*=\s*(?:\{\s*version|[\"']\d)"
)
COMMENT: Final = re.compile(r"^(?:#|//|--|;|\*|/\*)")
CALLED: Final = re.compile(r"(?<![\w./-])([A-Za-z_]\w*)(?=\.[A-Za-z_]|::|\()")
"""What a line of code calls, or calls something of (`Pot.boil`)."""
TEXT: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
WHILE_DEVELOPING: Final = re.compile(r"require(?::|\s*=>)\s*false|only: :dev|runtime: false|-dev\b|group: :dev")
"""What is installed for the work on another program: nothing of that imports it."""
SAID_COMMAND: Final = re.compile(
    r"command[- ]line|\bCLIs?\b|\bTUI\b|\bterminal\b|\blinter\b|\bstatic analysis tool\b|\bcode formatter\b|\bsite generator\b"
    r"|\btask runner\b|\bbuild tool\b|\btest runner\b|\bpackage manager\b|\bscaffold",
    re.IGNORECASE,
)
SAID_IMPORT: Final = re.compile(
    r"\b(?!party\b)\w+ (?:(?!party\b)\w+[- ]){0,3}librar(?:y|ies)\b(?! manage)|(?<!\.NET )\b(?:micro)?framework\b|\bSDK\b|\bbindings\b"
    r"|\bAPI (?:client|wrapper)\b"
    r"|\b(?:package|module|gem|crate|plugin|extension|toolkit|middleware|driver|wrapper) (?:for|that|to|which)\b",
    re.IGNORECASE,
)
LOOSELY: Final = re.compile(r"\b(?:micro)?framework\b", re.IGNORECASE)
"""What programs that are run call themselves as well."""
BUILDS_COMMANDS: Final = re.compile(
    r"\b(?:build|creat|writ|mak|develop|defin|generat|pars|us)\w*\b[^.]{0,60}(?:command[- ]line|\bCLIs?\b)"
    r"|\b(?:command[- ]line|argument)[- ](?:pars|argument|option)",
    re.IGNORECASE,
)
"""What is said of those who make programs for the command line with it: it is a library of such programs, and none."""
SAID: Final = {COMMAND: SAID_COMMAND, IMPORT: SAID_IMPORT}
DESCRIBED: Final = re.compile(rb"(?m)^[ \t\w.\"']*(?:description|summary)[\"']?\s*(?:[:=]|=>)\s*[\"']([^\"'\n]{8,400})")
CLASSIFIED: Final = (
    (COMMAND, re.compile(rb"Environment :: Console|command-line-utilities")),
    (IMPORT, re.compile(rb"Topic :: Software Development :: Libraries")),
)
SHELL: Final = "Shell"
"""Blocks in this language show what is typed, also where the workspace is written in it."""
LEAST_NAME: Final = 3
AROUND: Final = 20


class Speaks(NamedTuple):
    """What speaks for one side, by how much, and where it is read."""

    side: str
    weight: int
    says: str
    path: str
    line: int

    @property
    def imports(self) -> bool:
        """It shows the package in the hands of those who build on it; what it is called may be said of a program too."""
        return self.side == IMPORT and self.says.startswith(("first use", "use", "depended on"))


def told_by_readme(
    index: Index, folder: str, commands: Set[str], modules: Set[str], languages: Set[str]
) -> Iterator[Speaks]:
    """What the README shows and says, each kind of thing once a side; of a command's that shows no use, the first pages' uses.

    Args:
        folder: of the package.
        commands: what is typed to run the package.
        modules: what is written to import it, beside its name.
        languages: what it is written in; code in another one is no program that uses it.
    """
    readme = introduction(index, folder)
    names = {flat(name) for name in (*own_names(index), *commands, *modules)}
    names = {name for name in names if len(name) >= LEAST_NAME}
    told = [(readme.path, shown, *_kind_of(shown, names, commands, languages)) for shown in readme.code]
    if commands and not folder and all(kind != "use" for *_, kind in told):
        pages = ((page.path, shown) for page in first_pages(index) for shown in page.code)
        further = ((path, shown, *_kind_of(shown, names, commands, languages)) for path, shown in pages)
        told += [row for row in further if row[-1] == "use"]
    seen: set[tuple[str, str]] = set()
    used = False
    for path, shown, side, kind in told:
        if used and kind == "code":
            continue  # a program further down may show whatever, as how to debug it
        if kind == "use" and not used:
            used, kind = True, "first use"
        if side and (side, kind) not in seen:
            seen.add((side, kind))
            yield Speaks(side, WEIGHTS[kind], f"{kind}: {shown.text[:60]}", path, shown.line)
    for side in SAID:
        if (said := readme.sentence) and _says(side, said.text):
            yield _said(side, said.text, readme.path, said.line)


def _kind_of(shown: Shown, names: Set[str], typed: Set[str], languages: Set[str]) -> tuple[str, str]:
    """The side that a line of code speaks for, and how; "" where it tells nothing."""
    line = PROMPT.sub("", shown.text)
    is_own = any(name in flat(line) for name in names)
    if is_own and PROGRAM.search(line) and not any(flat(name) not in names for name in COMMAND_OF.findall(line)):
        return COMMAND, "use" if _runs(line, typed) else "installed"  # `npx pot` does both
    if is_own and DEPENDENCY.search(line) and not WHILE_DEVELOPING.search(line):
        return IMPORT, "depended on"
    if is_own and IMPORTING.match(line):
        return IMPORT, "use"
    is_code = named(shown.language) in languages and named(shown.language) != SHELL
    if is_code and not COMMENT.match(shown.text) and any(flat(name) in names for name in _called(line)):
        return IMPORT, "use"
    if not is_code and any(_runs(part, typed) for part in re.split(r"\|\|?|&&|;", line)):
        return COMMAND, "use"
    return (IMPORT, "code") if is_code and not COMMENT.match(shown.text) else ("", "")


def _called(line: str) -> list[str]:
    """What a line of code calls or looks into, its texts left out: `["pot.example.com"]` is no use of `pot`."""
    found: list[str] = CALLED.findall(TEXT.sub('""', line))
    return found


def _runs(command: str, typed: Set[str]) -> bool:
    """Whether a command line starts one of these programs."""
    words = WRAPPERS.sub("", command.strip()).split()
    if (
        not words
        or words[-1].endswith((":", "."))
        or (words[1:2] and words[1].startswith(("(", "{")))
        or not re.match(r"[\w./\\~-]+(?:[${<][^|]*\.jar)?$", words[0])
    ):
        return False
    name = words[0].replace("\\", "/").rpartition("/")[2]
    stem = re.sub(r"(?:-(?:[\d.]|\$|<|\{|all|VERSION).*)?\.(?:phar|jar|exe|py|sh|js|php|rb|pl|bat)$", "", name)
    return stem in typed or (stem == stem.lower() and flat(stem) in typed)


def _says(side: str, text: str) -> bool:
    """Whether a sentence calls it a program, or something to build on."""
    return SAID[side].search(text) is not None and not (side == COMMAND and BUILDS_COMMANDS.search(text))


def _said(side: str, text: str, path: str, line: int) -> Speaks:
    """What a sentence calls the package, by the word that it uses."""
    loosely = all(LOOSELY.fullmatch(found[0]) for found in SAID[side].finditer(text))
    weight = WEIGHTS["said loosely" if loosely else "said"]
    return Speaks(side, weight, f"said: {_around(SAID[side], text)}", path, line)


def _around(words: re.Pattern[str], text: str) -> str:
    """The words that were found, with some before and after."""
    found = words.search(text)
    first, last = found.span() if found else (0, 40)
    start = text.rfind(" ", 0, first - AROUND) + 1 if first > AROUND else 0
    end = text.find(" ", last + AROUND)
    return text[start : end if end > 0 else None].strip()


def told_by_manifest(path: str, content: bytes) -> Iterator[Speaks]:
    """What a manifest says that its package is: its description, its classifiers."""
    for side in SAID:
        for described in DESCRIBED.finditer(content):
            if _says(side, text := described[1].decode("utf-8", "replace")):
                line = content.count(b"\n", 0, described.start(1)) + 1
                yield _said(side, text, path, line)
                break
    for side, mark in CLASSIFIED:
        if found := mark.search(content):
            line = content.count(b"\n", 0, found.start()) + 1
            yield Speaks(side, WEIGHTS["classified"], f"classified: {found[0].decode()}", path, line)


SAID_SERVER: Final = re.compile(
    r"\b(?:servers?|daemon|broker|reverse proxy|load balancer|database|data ?store|key[-/ ]value|cache)\b",
    re.IGNORECASE,
)
IS_LIBRARY: Final = re.compile(
    r"\A(?:[\w.-]+ (?:\([^)]*\) )?){1,4}is (?:an?|the) (?:[\w-]+,? ){0,4}librar(?:y|ies) "
    r"(?:of|for|in|that|to|which|with|written|providing)\b",
    re.IGNORECASE,
)
OTHERWISE: Final = (
    r"(?<!cross-)(?<!multi-)"
    r"(?:daemon|servers?|games?|(?:chat)?bots?|emulator|kernel|operating system|firmware|compositor|window manager|desktop"
    r"|GUI|widgets?|applet|screen ?(?:saver|locker)|web|service|engine|driver|virtual machine|simulat(?:or|ion)|(?:micro)?framework"
    r"|controller|operator|agent|proxy|gateway|broker|database|platform|library|SDK|toolkit)\b(?!-)"
)
NO_COMMAND: Final = re.compile(rf"\b(?:{OTHERWISE}|app(?:lication)?\b(?!-))", re.IGNORECASE)
"""What a program is called that is there for something else than to be typed: none of the contract's kinds, or not surely one. An
application may as well be typed, where that is shown."""
IS_NO_COMMAND: Final = re.compile(
    r"\b(?:is|are) (?:an?|the|our|your) (?:(?!(?:for|of|to|that|which|with|from|in|on|by|and|command|tool)\b)[^\s.;:]+ ){0,8}?"
    + OTHERWISE
    + r"(?:(?<=web)|(?<=GUI)|(?<=desktop)|(?=[^\w\s]|\s*$|\s+(?:\W|(?:for|of|to|that|which|who|whose|where|with|without|from|in|on|by"
    r"|at|as|and|or|it|you|like|is|written|built|made|\w+(?:ed|ing))\b)))",
    re.IGNORECASE,
)
"""It is called so itself, and not what it is for, nor what that has to do with: `a library management system` is no library."""
LISTENING: Final = (("listen", "accept", "bind"), ("Listen", "Accept"))
"""What a program calls that waits at a port, all of it: as systems have it, and as Go."""


def said_to_serve(index: Index) -> Ground | None:
    """The first sentence of the README where it calls the product a server, and the product's code listens."""
    readme = introduction(index, "")
    said = readme.sentence
    if said is None or SAID_COMMAND.search(said.text) or SAID_IMPORT.search(said.text):
        return None
    found = SAID_SERVER.search(said.text)
    if not found or not any(all(_is_called(index, name) for name in names) for names in LISTENING):
        return None
    return {"path": readme.path, "line": said.line, "says": f"said: {said.text[: found.end()][-60:]}, and it listens"}


def _is_called(index: Index, name: str) -> bool:
    return any(index.files[path].zone == "product" for path in index.files_using(name))


def is_called_otherwise(index: Index, *, typed: bool) -> bool:
    """The first sentence of the README calls the product something else than a command: that it begins somewhere makes none of it.

    Args:
        typed: the README shows how it is typed; then only what the sentence says that it is counts.
    """
    said = introduction(index, "").sentence
    if said and SAID_COMMAND.search(said.text):
        return False
    return bool(said and (IS_NO_COMMAND if typed else NO_COMMAND).search(said.text))


def is_called_a_tool(index: Index) -> bool:
    """The first sentence calls it a command, or something that others build on: a server that it starts serves that."""
    said = introduction(index, "").sentence
    return said is not None and any(words.search(said.text) for words in (SAID_COMMAND, SAID_IMPORT))


def introduced_as(index: Index, pattern: re.Pattern[str]) -> Ground | None:
    """The first sentence of the README where it calls the product that, and what of."""
    readme = introduction(index, "")
    if (said := readme.sentence) and (found := pattern.search(said.text)):
        return {"path": readme.path, "line": said.line, "says": f"said: {said.text[: found.end()][-60:]}"}
    return None
