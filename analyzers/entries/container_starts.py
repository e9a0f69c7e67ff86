"""What a container starts: the workspace's file that its script or program is a copy of, and the program that a script runs.

`COPY docker/start.sh /` with `ENTRYPOINT ["/start.sh"]` begins in docker/start.sh, and where that ends with
`exec gunicorn shop.wsgi`, in shop/wsgi.py: the answer names that file, with the script's line in its evidence.
"""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ... import lazy_re as re
from ..naming import flat
from ..workspace.own_names import own_names
from .entry_starts import framework_start
from .entry_targets import command_target, program_words

if TYPE_CHECKING:
    from ...answers import EntryPoint
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest, Script

__all__ = ["copied_file", "is_own", "lead", "made_elsewhere", "whole_command"]

COPIES = frozenset({"COPY", "ADD", "COPY --from"})
EXEC = re.compile(r"(?:^|&&|;|\bthen|\|\|)\s*exec\s+(?P<command>[^#]+)")
ALL_ARGUMENTS = frozenset({"$@", "${@}", "$*"})
ENDS = frozenset({"fi", "done", "}", "esac", ";;", "{"})
"""Lines of a shell script that only close something."""
SEARCHED = ("/usr/local/bin", "/usr/bin", "/bin", "/app/bin")
"""Where a container looks for a program without a folder."""
GO_BUILD = re.compile(
    r"\bgo\s+build\b[^\n;&|]*?\s-o[ =](?P<out>\S+)(?:[^\n;&|]*?\s(?P<package>\./\S+|\.)(?=\s*(?:$|[;&|\n])))",
    re.MULTILINE,
)
SHELLS = frozenset({"sh", "bash", "ash", "dash"})
DEEPEST = 3
"""So many scripts may start each other."""
MAIN = "main.go"
WHOLE_TREE = re.compile(
    r"(?mi)^[ \t]*(?:COPY|ADD)[ \t]+(?:--(?!from)\S+[ \t]+)*(?:[^-\n].*[ \t])?(?:\./?|/|\*|(?:\./)?(?:main|\*)\.go)[ \t]+\S+[ \t]*$"
)
"""What a Dockerfile copies where it builds the module around: all there is, or its main file by name."""


class Copy(NamedTuple):
    """A copying instruction: whether it copies from another stage, its sources, and where they land."""

    made: bool
    sources: Sequence[str]
    target: str
    is_folder: bool
    sure: bool


class Step(NamedTuple):
    """Where a script leads: a file, the symbol in it, the script's line, and the words behind the program."""

    file: str
    symbol: str
    line: int
    words: Sequence[str]


def whole_command(manifest: Manifest, script: Script) -> str:
    """The command of an ENTRYPOINT with the CMD of its stage behind it, which it is given as arguments."""
    word, _, stage = script.name.partition(" ")
    if word != "ENTRYPOINT":
        return script.command
    given = f"CMD {stage}".strip()
    arguments = next((other.command for other in manifest.scripts if other.name == given), "")
    return f"{script.command} {arguments}".strip()


def is_own(index: Index, manifest: Manifest, script: Script) -> bool:
    """Whether a compose service runs something of the workspace: what it builds, or an image of the workspace's name."""
    name = script.name.removesuffix(" entrypoint")
    image = next((item.value for item in manifest.settings if item.kind == "service" and item.name == name), "")
    built = {item.name.removeprefix("build.") for item in manifest.settings if item.name.startswith("build.")}
    if not image or name in built or "$" in image:
        return True
    shared = any(item.kind == "service" and item.name in built and item.value == image for item in manifest.settings)
    last = image.partition("@")[0].rpartition("/")[2].partition(":")[0]
    return shared or flat(last) in own_names(index)


# ---- files that are copied in


def copied_file(index: Index, manifest: Manifest, dockerfile: str, word: str) -> str:
    """The file of the workspace that a container's file is a copy of, also by way of another stage; "" where it is none."""
    contexts = tuple(dict.fromkeys((dockerfile.rpartition("/")[0], "")))
    found = (_in_workspace(index, inner, contexts, made) for inner, made in _taken(manifest, word))
    return next(filter(None, found), "")


def made_elsewhere(index: Index, manifest: Manifest, dockerfile: str, word: str) -> str:
    """The main file of the package that another stage makes a program of by `go build -o`, else of Go's module at the build's root."""
    names = {posixpath.basename(inner) for inner, made in _taken(manifest, word) if made}
    if built := _built_of(index, dockerfile, names) if names else "":
        return built
    if not names or WHOLE_TREE.search("\n".join(index.lines(dockerfile))) is None:
        return ""
    mains = (posixpath.join(folder, MAIN) for folder in dict.fromkeys((dockerfile.rpartition("/")[0], "")))
    return next((path for path in mains if path in index.files), "")


def _taken(manifest: Manifest, word: str) -> Iterator[tuple[str, bool]]:
    """The paths of the build that may be copied to where a container's command finds its file, and whether another stage has them."""
    copies, at = _copies(manifest)
    absolute = posixpath.normpath(posixpath.join(at, word)) if "/" in word else word
    inner = ((_inner(copy, source, absolute, word), copy.made) for copy in copies for source in copy.sources)
    return ((path, made) for path, made in inner if path)


def _built_of(index: Index, dockerfile: str, names: set[str]) -> str:
    """The main file of the one package that a Dockerfile's `go build -o NAME ./package` makes one of the programs of."""
    text = "\n".join(index.lines(dockerfile)).replace("\\\n", " ")
    roots = sorted(path.rpartition("/")[0] for path in index.manifests if posixpath.basename(path) == "go.mod")
    found = {
        path
        for match in GO_BUILD.finditer(text)
        if posixpath.basename(match["out"].strip("\"'")) in names
        for root in roots
        if (path := posixpath.normpath(posixpath.join(root, match["package"], MAIN))) in index.files
    }
    return found.pop() if len(found) == 1 else ""


def _copies(manifest: Manifest) -> tuple[list[Copy], str]:
    """The copying instructions, and the working directory at the end."""
    copies, at, sure = [], "/", False
    for setting in manifest.settings:
        if setting.name == "WORKDIR":
            at, sure = posixpath.normpath(posixpath.join(at, setting.value)), True
        elif setting.name in COPIES:
            words = re.sub(r'[\[\]",]', " ", setting.value).split()
            *sources, target = words or [""]
            is_folder = target.endswith(("/", ".")) or len(sources) > 1
            place = posixpath.normpath(posixpath.join(at, target))
            known = sure or target.startswith("/")
            copies.append(Copy(setting.name == "COPY --from", sources, place, is_folder, known))
    return copies, at


def _inner(copy: Copy, source: str, absolute: str, word: str) -> str:
    """The path at its source of what a copy puts where a command finds it."""
    lands = posixpath.join(copy.target, posixpath.basename(source)) if copy.is_folder else copy.target
    named = "/" not in word or not copy.sure
    if lands == absolute or (named and posixpath.basename(lands) == posixpath.basename(word)):
        return source
    below = f"{copy.target.rstrip('/')}/"
    places = [absolute] if "/" in word else [f"{folder}/{word}" for folder in SEARCHED]
    return next((posixpath.join(source, place[len(below) :]) for place in places if place.startswith(below)), "")


def _in_workspace(index: Index, inner: str, contexts: Sequence[str], made: bool) -> str:
    """The file at a path of the build; another stage has it below a folder of its own."""
    parts = inner.strip("/").split("/")
    for first in range(len(parts) - 1 if made else 1):
        for context in contexts:
            path = posixpath.normpath(posixpath.join(context, *parts[first:]))
            if path in index.files:
                return path
    return ""


# ---- scripts that start something


def lead(index: Index, entry: EntryPoint, programs: Mapping[str, str]) -> bool:
    """Leads a container's entry to the program that its command names or its script runs; true where it is changed."""
    words: Sequence[str] = _started(entry["command"] or "")
    if not words:
        return False
    changed = False
    if not entry["path"] and posixpath.basename(words[0]) in programs:
        entry["path"], changed = programs[posixpath.basename(words[0])], True
    for _ in range(DEEPEST):
        step = _through_script(index, entry["path"], words, programs)
        if step is None:
            break
        script = entry["path"]
        entry["path"], entry["symbol"], entry["line"] = step.file, step.symbol or None, None
        entry["evidence"] = [*entry["evidence"], {"path": script, "line": step.line}]
        words, changed = step.words, True
    return changed


def _started(command: str) -> Sequence[str]:
    """The words of the program that a command starts in the end, also by a shell: `sh -c "sleep 3; shop serve"`."""
    words = program_words(command)
    while len(words) > 2 and posixpath.basename(words[0]) in SHELLS and words[1] == "-c":
        words = program_words(re.split(r"&&|;", words[2])[-1])
    return words


def _through_script(index: Index, path: str, words: Sequence[str], programs: Mapping[str, str]) -> Step | None:
    """What a shell script starts in the end: by its last `exec`, else by its last line."""
    if not path or index.files[path].language != "Shell":
        return None
    names = [posixpath.basename(word) for word in words]
    own = names.index(posixpath.basename(path)) if posixpath.basename(path) in names else len(words)
    for number, command in _commands(index.lines(path)):
        started = program_words(command)
        if started and started[0] in ALL_ARGUMENTS:
            started = program_words(shlex.join(words[own + 1 :]))
        if not started or started[0] in {"$0", "bash", "sh"}:
            continue
        file, symbol = _target(index, started, path.rpartition("/")[0], programs)
        if file and file != path:
            return Step(file, symbol, number, started)
    return None


def _commands(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """`(line, command)` of each `exec`, the last one first; of a script without any, its last command."""
    found = [(number, match["command"]) for number, text in enumerate(lines, 1) if (match := EXEC.search(text))]
    if found:
        yield from reversed(found)
        return
    plain = (
        (number, text.strip())
        for number, text in enumerate(lines, 1)
        if text.strip() not in ENDS and not text.lstrip().startswith("#")
    )
    yield from [(number, text) for number, text in plain if text][-1:]


def _target(index: Index, words: Sequence[str], folder: str, programs: Mapping[str, str]) -> tuple[str, str]:
    command = shlex.join(words)
    for directory in dict.fromkeys(("", folder)):
        found = command_target(index, command, directory)
        if found[0]:
            return found
    name = posixpath.basename(words[0])
    return (programs[name], "") if name in programs else (framework_start(index, command, ""), "")
