"""The constants of Ruby that are loaded from the paths that their names stand for.

In Rails' applications and engines, and in gems with a loader of Zeitwerk.
Rules: https://guides.rubyonrails.org/autoloading_and_reloading_constants.html, https://github.com/fxn/zeitwerk.
"""

from __future__ import annotations

import posixpath
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...embedded_code import code_in
from ...facts import Link
from ...tokens import all_code, blank
from ...workspace_paths import folders_around
from .lexicon import LEXICON
from .loaders import ACRONYM, ENGINE, FOLDER, GEM, INFLECT, ROOT
from .requires import underscore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..base import World

__all__ = ["Autoloads"]

CONSTANT = re.compile(rb"(?<![\w:@$'\"])(::)?([A-Z]\w*+(?:::[A-Z]\w*+)*+)(?!:(?!:))")
OPENED = re.compile(rb"^([ \t]*)(?:class|module)[ \t]+(?:::)?([A-Z]\w*(?:::[A-Z]\w*)*)", re.MULTILINE)
DECLARED = re.compile(
    rb"^[ \t]*(?:(?:class|module)[ \t]+(?:::)?(?:\w+::)*([A-Z]\w*)|([A-Z]\w*)[ \t]*=(?!=))", re.MULTILINE
)
OPENS = re.compile(rb"\b(?:class|module)[ \t]+\Z")
HEREDOC = re.compile(rb"<<[~-]?(['\"]?)([A-Z_]\w*)\1[^\n]*\n(.*?)^[ \t]*\2$", re.MULTILINE | re.DOTALL)
"""A heredoc of any name: the lexicon knows the usual ones."""
APPLICATION = "config/application.rb"
TESTED = re.compile(r"(?:.*/)?(?:spec|test)/(?=[^/]+/$)")
"""The tests around an application that an engine or gem keeps for them: they boot it (`test/dummy`)."""
NOT_AUTOLOADED = frozenset({"assets", "javascript", "views"})


class _Loader(NamedTuple):
    """What is loaded by name for the files of a folder.

    Attributes:
        folder: with a slash at its end; "" is the root.
        shared: whether files of other folders see it too, by full names: a gem or engine, not an application.
        files: slash path of a constant (`admin/users_controller`) → file.
    """

    folder: str
    shared: bool
    files: dict[str, str]

    def serves(self, path: str) -> bool:
        """Whether a file is the application's or gem's own, or of the tests that boot it."""
        tests = TESTED.match(self.folder)
        return path.startswith(tests[0] if tests is not None else self.folder)


class Autoloads:
    """The autoloaded files of the workspace."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._segments: dict[str, str] = {}
        self._acronyms: set[str] = set()
        self._path = cache(self._written)
        loaders: dict[str, _Loader] = {}
        folders: list[tuple[str, str, str]] = []
        for path in sorted(world.definitions):
            if path.endswith(APPLICATION) and path[-len(APPLICATION) - 1 : -len(APPLICATION)] in {"", "/"}:
                _loader(loaders, path.removesuffix(APPLICATION), shared=False)
            for mark in world.definitions[path]:
                self._add_mark(path, mark, loaders, folders)
        self._loaders = sorted(loaders.values(), key=lambda item: (-len(item.folder), item.folder))
        if self._loaders:
            self._add_files(folders)
        self._scopes = {loader.folder: _folders(loader.files) for loader in self._loaders}

    def links(self, path: str) -> Iterator[Link]:
        """One lazy link for each autoloaded file whose constant the file names, at the first line that does."""
        loaders = self._seen_from(path)
        if not loaders:
            return
        used = self.world.uses.get(path)
        text = self.world.read(path)
        own = sorted(set(self._opened(text)), key=lambda item: (-item.count("/"), item))

        scopes = [(loader, [scope for scope in own if scope in self._scopes[loader.folder]]) for loader in loaders]

        @cache
        def lookup(constant: str, *, absolute: bool) -> str:
            found = (self._lookup(loader, path, constant, [] if absolute else inner) for loader, inner in scopes)
            return next(filter(None, found), "")

        seen: set[str] = {path}
        code = b""
        for match in CONSTANT.finditer(text):
            constant = match[2].decode()
            if used is not None and constant.rpartition("::")[2] not in used:
                continue
            target = lookup(constant, absolute=bool(match[1]))
            if not target or target in seen or _opens(text, match.start(), constant):
                continue
            code = code or _blanked(text)
            if code[match.start() : match.end()] != match[0]:
                continue
            seen.add(target)
            line = text.count(b"\n", 0, match.start()) + 1
            yield Link(line, "lazy", constant, target, constant.replace("::", "."))

    def required(self, path: str, feature: str) -> str:
        """The autoloaded file that a path given to `require` or `require_dependency` means: Rails seeks it in the same folders.

        https://guides.rubyonrails.org/v6.1/configuring.html#rails-general-configuration (add_autoload_paths_to_load_path)
        """
        name = feature.removesuffix(".rb")
        return next((found for loader in self._seen_from(path) if (found := loader.files.get(name))), "")

    # ---- the loaders

    def _add_mark(self, path: str, mark: str, loaders: dict[str, _Loader], folders: list[tuple[str, str, str]]) -> None:
        """A mark of a file: a folder to load from as (the loader's folder, the folder, what of it), or a rule for names."""
        here = posixpath.dirname(path)
        if mark.startswith(INFLECT):
            segment, _, constant = mark.removeprefix(INFLECT).partition("=")
            self._segments[constant] = segment
        elif mark.startswith(ACRONYM):
            self._acronyms.add(mark.removeprefix(ACRONYM))
        elif mark in {GEM, ENGINE} or mark.startswith(FOLDER):
            home = _home(path)
            _loader(loaders, home, shared=True)
            if mark == GEM:
                folders.append((home, here, posixpath.basename(path).removesuffix(".rb")))
            elif mark != ENGINE:
                folders.append((home, posixpath.normpath(posixpath.join(here, mark.removeprefix(FOLDER))), ""))
        elif mark.startswith(ROOT):
            home = path.removesuffix(APPLICATION) if path.endswith(APPLICATION) else _home(path)
            folders.append((home, home + mark.removeprefix(ROOT), ""))

    def _add_files(self, folders: Iterable[tuple[str, str, str]]) -> None:
        pushed = [
            (loader, folder.strip(".") and f"{folder}/", only)
            for home, folder, only in folders
            for loader in self._loaders
            if loader.folder == home
        ]
        for path in sorted(self.world.files):
            if path.endswith(".rb"):
                holder = next((loader for loader in self._loaders if path.startswith(loader.folder)), None)
                if holder is not None and (name := _below_app(path[len(holder.folder) :])):
                    holder.files.setdefault(name, path)
                for loader, folder, only in pushed:
                    name = path[len(folder) :].removesuffix(".rb") if path.startswith(folder) else ""
                    if name and (not only or name == only or name.startswith(f"{only}/")):
                        loader.files.setdefault(name, path)

    def _seen_from(self, path: str) -> list[_Loader]:
        """The loaders that serve a file: those around it, the innermost first, then others, then what gems and engines share."""
        seen = [loader for loader in self._loaders if loader.shared or loader.serves(path)]
        return sorted(seen, key=lambda loader: (not path.startswith(loader.folder), not loader.serves(path)))

    # ---- names

    def _lookup(self, loader: _Loader, path: str, constant: str, own: Sequence[str]) -> str:
        """A constant as Ruby looks it up: in the modules around the file's own, outwards, then at the top.

        The first module that has its first name decides: what follows may stand in that name's file (`Macros::Registrar`).
        """
        wanted = self._path(constant)
        for scope in own:
            if target := self._longest(loader, f"{scope}/", wanted, constant):
                return target
        return self._longest(loader, "", wanted, constant, least=1 if loader.serves(path) else 2)

    def _longest(self, loader: _Loader, scope: str, wanted: str, constant: str, least: int = 1) -> str:
        """The file of a constant in a scope, or of the longest beginning of it, of at least so many names."""
        while wanted.count("/") + 1 >= least:
            target = loader.files.get(scope + wanted, "")
            if target and not self._spells_otherwise(target, constant):
                return target
            if "/" not in wanted:
                break
            wanted, constant = wanted.rpartition("/")[0], constant.rpartition("::")[0]
        return ""

    def _spells_otherwise(self, target: str, constant: str) -> bool:
        """Whether a file declares the name in other letters only: one with `Shop::Json` is not what `JSON` means."""
        name = constant.rpartition("::")[2]
        if name == "".join(map(str.capitalize, self._path(name).split("_"))):
            return False
        declared = {(match[1] or match[2]).decode() for match in DECLARED.finditer(self.world.read(target))}
        return name not in declared and any(name.lower() == other.lower() for other in declared)

    def _opened(self, text: bytes) -> Iterator[str]:
        """The full paths of the modules and classes that a file opens, as their indentation nests them."""
        around: list[tuple[int, str]] = []
        for match in OPENED.finditer(text):
            indent = len(match[1])
            while around and around[-1][0] >= indent:
                around.pop()
            full = "/".join([*(item[1] for item in around[-1:]), self._path(match[2].decode())])
            around.append((indent, full))
            yield full

    def _written(self, constant: str) -> str:
        """`HTTPError::API` → `http_error/api`, by the rules that the workspace adds."""
        if not self._segments and not self._acronyms:
            return underscore(constant)
        return "/".join(self._segment(part) for part in constant.split("::"))

    def _segment(self, name: str) -> str:
        if name in self._segments:
            return self._segments[name]
        for acronym in sorted(self._acronyms, key=lambda item: (-len(item), item)):
            name = re.sub(rf"{acronym}(?![a-z])", acronym.capitalize(), name)
        return underscore(name)


def _loader(loaders: dict[str, _Loader], folder: str, *, shared: bool) -> None:
    known = loaders.get(folder)
    loaders[folder] = _Loader(folder, shared or (known is not None and known.shared), known.files if known else {})


def _folders(files: Iterable[str]) -> frozenset[str]:
    """The slash paths of the modules that hold something to load."""
    return frozenset(folders_around(name.rpartition("/")[0] for name in files))


def _home(path: str) -> str:
    """The folder of the gem that a file below `lib` belongs to, with a slash; its own folder where there is no `lib`."""
    parts = path.split("/")[:-1]
    home = parts[: len(parts) - 1 - parts[::-1].index("lib")] if "lib" in parts else parts
    return "".join(f"{part}/" for part in home)


def _below_app(path: str) -> str:
    """The slash path of the constant that a file below `app/*` defines; "" for one that lies elsewhere."""
    parts = path.split("/")
    if parts[0] != "app" or len(parts) < 3 or parts[1] in NOT_AUTOLOADED:
        return ""
    below = parts[3:] if parts[2] == "concerns" and len(parts) > 3 else parts[2:]
    return "/".join(below).removesuffix(".rb")


def _blanked(text: bytes) -> bytes:
    """The text with blanks for its comments and literals, of the same length."""
    out = bytearray(all_code(text, LEXICON))
    for match in HEREDOC.finditer(text):
        if out.startswith(b"<<", match.start()):
            inside = b"" if match[1] == b"'" else code_in(match[3], LEXICON.interpolation)
            out[match.start(3) : match.end(3)] = blank(inside, LEXICON).text.ljust(len(match[3]))
    return bytes(out)


def _opens(text: bytes, position: int, constant: str) -> bool:
    """Whether a plain name is that of a module or class which is opened there."""
    return "::" not in constant and OPENS.search(text, max(0, position - 20), position) is not None
