"""Clojure: project.clj (Leiningen) and deps.edn.

Source: https://codeberg.org/leiningen/leiningen/src/branch/main/sample.project.clj and https://clojure.org/reference/deps_edn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .... import lazy_re as re
from ..base import Dependency, Entry, Manifest, Package, Setting, placed
from ..locking import unlinked as link
from ..notations.lines import decode, directory

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "clojars"

_TOKEN = re.compile(
    r"""(?P<skip>[\s,]+|;[^\n]*|['`@~])
      | (?P<drop>\#_|\^)
      | (?P<string>\#?"[^"\\]*(?:\\.[^"\\]*)*\\?(?:"|\Z))
      | (?P<open>\#?[(\[{])
      | (?P<close>[)\]}])
      | (?P<word>[^\s,()\[\]{}";]+)""",
    re.VERBOSE | re.DOTALL,
)
_DEEPEST = 60
_DEV_PROFILES = frozenset({":dev", ":test", ":repl", ":kaocha", ":lint", ":provided", ":user"})


@dataclass(slots=True)
class _Form:
    """A list, vector, map or set, or (with the sign "") a word or string."""

    sign: str
    line: int
    text: str = ""
    items: list[_Form] = field(default_factory=list)

    def get(self, key: str) -> _Form | None:
        """The value after a keyword among the items."""
        for item, value in zip(self.items, self.items[1:], strict=False):
            if item.text == key and not item.sign:
                return value
        return None

    @property
    def version(self) -> str:
        """What stands behind the name of a dependency or plugin."""
        return self.items[1].text if len(self.items) > 1 else ""

    def pairs(self) -> Iterator[tuple[_Form, _Form]]:
        """Keys and values of a map."""
        return zip(self.items[::2], self.items[1::2], strict=False)


def parse_lein(path: str, content: bytes) -> Manifest:
    """Reads a project.clj."""
    manifest = Manifest(ECOSYSTEM, manager="leiningen")
    project = next((f for f in _read(content).items if f.items and f.items[0].text == "defproject"), None)
    if project is None or len(project.items) < 3:
        manifest.problems.append((1, "no defproject with a name and a version"))
        return manifest
    name, version = project.items[1], project.items[2]
    manifest.packages.append(Package(name.text, version.text, directory(path), name.line))
    _vector(project.get(":dependencies"), "runtime", "", manifest)
    for plugin in _items(project.get(":plugins")):
        if plugin.items:
            manifest.settings.append(Setting("tool", plugin.items[0].text, plugin.version, plugin.line))
    profiles = project.get(":profiles")
    for title, profile in profiles.pairs() if profiles else ():
        scope = "test" if title.text == ":test" else "dev" if title.text in _DEV_PROFILES else "runtime"
        _vector(profile.get(":dependencies"), scope, title.text.strip(":"), manifest)
    for key, place in ((":main", project), (":handler", project.get(":ring"))):
        found = place.get(key) if place else None
        if found and found.text and not found.text.startswith(":"):
            manifest.entries.append(Entry("main", found.text, found.text, found.line))
    return manifest


def parse_deps(path: str, content: bytes) -> Manifest:
    """Reads a deps.edn: dependencies of the project and of its aliases."""
    manifest = Manifest(ECOSYSTEM, manager="clojure")
    top = next((f for f in _read(content).items if f.sign == "{"), None)
    if top is None:
        manifest.problems.append((1, "no map"))
        return manifest
    _map(path, top.get(":deps"), "runtime", "", manifest)
    aliases = top.get(":aliases")
    for title, alias in aliases.pairs() if aliases else ():
        scope = "test" if "test" in title.text else "build" if "build" in title.text else "dev"
        for key in (":extra-deps", ":deps", ":replace-deps"):
            _map(path, alias.get(key), scope, title.text.strip(":"), manifest)
    return manifest


def _read(content: bytes) -> _Form:
    top = _Form("", 1)
    stack = [top]
    dropping = 0  # forms that are still to be passed over: discarded ones (#_) and metadata (^)
    line = 1
    for match in _TOKEN.finditer(decode(content)):
        kind, word = match.lastgroup, match[0]
        if kind == "open" and len(stack) < _DEEPEST:
            form = _Form(word[-1], line)
            if not dropping:
                stack[-1].items.append(form)
            dropping = max(0, dropping - 1)
            stack.append(form)
        elif kind == "close" and len(stack) > 1:
            stack.pop()
        elif kind == "drop":
            dropping += 1
        elif dropping and kind in ("string", "word"):
            dropping -= 1
        elif kind in ("string", "word"):
            stack[-1].items.append(_Form("", line, word.strip('#"') if kind == "string" else word))
        line += word.count("\n")
    return top


def _items(form: _Form | None) -> list[_Form]:
    return form.items if form else []


def _vector(form: _Form | None, scope: str, group: str, manifest: Manifest) -> None:
    """`[[group/artifact "1.0" :scope "test"]]`."""
    for item in _items(form):
        if item.items and item.items[0].text:
            version, written = item.version, item.get(":scope")
            own = {"test": "test", "provided": "build"}.get(written.text if written else "", scope)
            exact = version if version[:1].isdigit() else ""
            found = Dependency(item.items[0].text, version, exact, own, line=item.line, group=group)
            manifest.dependencies.append(found)


def _map(path: str, form: _Form | None, scope: str, group: str, manifest: Manifest) -> None:
    """`{group/artifact {:mvn/version "1.0"}}`, or a git or local root."""
    for name, spec in form.pairs() if form and form.sign == "{" else ():
        version, tag, root = (spec.get(key) for key in (":mvn/version", ":git/tag", ":local/root"))
        commit = spec.get(":git/sha") or spec.get(":sha")
        none = _Form("", 1)
        written, exact = (version or tag or none).text, (version or commit or none).text
        found = Dependency(name.text, written, exact, scope, line=name.line, group=group)
        manifest.dependencies.append(placed(found, path, root.text if root else "", commit or tag))
