"""Hex: mix.exs and mix.lock (Elixir), rebar.config and rebar.lock (Erlang), gleam.toml and manifest.toml (Gleam).

Source: https://hexdocs.pm/mix/Mix.Tasks.Deps.html, https://rebar3.org/docs/configuration/dependencies/, https://gleam.run/writing-gleam/gleam-toml/.
"""

from __future__ import annotations

from .... import lazy_re as re
from ..base import Dependency, Entry, Manifest, Package, Script, Setting, WorkspaceTool, placed, replace
from ..locking import as_member, with_nearest_lockfiles
from ..marks import pinned
from ..notations.lines import decode, directory
from ..notations.terms import Atom, Group, Term, find, option, read_terms, text

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "hex"

_FUNCTION = re.compile(r"^[ \t]*defp?[ \t]+(\w+[?!]?)", re.MULTILINE)
_ATTRIBUTE = re.compile(r'^[ \t]*@(\w+)[ \t]+(?:"([^"\n]*)"|:(\w+))', re.MULTILINE)
_EXACT = re.compile(r"(?:==\s*)?(\d+\.\d+\.\d+[\w.+-]*)\Z")
_GIT_OPTIONS = ("git", "github")


def parse_mix(path: str, content: bytes) -> Manifest:
    """Reads a mix.exs: the project, its dependencies, aliases and umbrella, each from the function that lists it."""
    source = decode(content)
    manifest = Manifest(ECOSYSTEM, manager="mix")
    attributes = {name: text or atom for name, text, atom in _ATTRIBUTE.findall(source)}
    for name, line, body in _functions(source):
        terms = read_terms(body)
        if name == "project":
            _project(path, terms, line, attributes, manifest)
        elif name == "application":
            _application(terms, line, manifest)
        elif "deps" in name:
            manifest.dependencies += [d for t in _tuples(terms) for d in _dependency(path, t, line, attributes)]
        elif name == "aliases":
            _aliases(path, terms, line, manifest)
    if not manifest.packages and not manifest.tools:
        manifest.problems.append((1, "no project with an app name"))
    return manifest


def parse_mix_lock(path: str, content: bytes) -> Manifest:
    """Reads a mix.lock: packages with the version (of a git repository, the commit)."""
    manifest = Manifest(ECOSYSTEM, role="lockfile", manager="mix")
    for term in read_terms(decode(content)).items:
        for item in term.items if isinstance(term, Group) and term.sign == "%{" else ():
            if isinstance(item, tuple) and isinstance(item[1], Group):
                _locked(item[0], item[1], manifest)
    return manifest


_LOCKS = {"mix.exs": "mix.lock", "rebar.config": "rebar.lock", "gleam.toml": "manifest.toml"}


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Locked versions reach the projects (an umbrella shares one lockfile), scopes the lockfile, paths the projects."""
    places = {p.name: p.directory for m in manifests.values() for p in m.packages}
    return with_nearest_lockfiles(
        manifests,
        lambda path: _LOCKS.get(path.rpartition("/")[2], "mix.lock"),
        lambda dependency: as_member(dependency, places, ("path", "workspace")),
    )


def _functions(source: str) -> list[tuple[str, int, str]]:
    """`(name, line, text)` of every function, up to the next one."""
    starts = list(_FUNCTION.finditer(source))
    ends = [match.start() for match in starts[1:]] + [len(source)]
    return [
        (match[1], source.count("\n", 0, match.start()), source[match.start() : end])
        for match, end in zip(starts, ends, strict=False)
    ]


def _project(path: str, terms: Group, line: int, attributes: dict[str, str], manifest: Manifest) -> None:
    app = text(next(find(terms, "app"), None))
    app = attributes.get(app[1:], "") if app.startswith("@") else app
    version = _literal(next(find(terms, "version"), None), attributes)
    if app:
        manifest.packages.append(Package(app, version, directory(path), line + 1))
    if elixir := _literal(next(find(terms, "elixir"), None), attributes):
        manifest.settings.append(Setting("engine", "elixir", elixir, line + 1))
    if apps := text(next(find(terms, "apps_path"), None)):
        manifest.tools.append(WorkspaceTool("Mix umbrella", (f"{apps}/*",), line + 1))
    if main := text(next(find(terms, "main_module"), None)):
        manifest.entries.append(Entry("cli", app, main, line + 1))
    for term in find(terms, "deps"):
        if isinstance(term, Group):
            manifest.dependencies += [d for t in _tuples(term) for d in _dependency(path, t, line, attributes)]


def _application(terms: Group, line: int, manifest: Manifest) -> None:
    """`mod: {App.Application, []}` is where the application starts."""
    for term in find(terms, "mod"):
        if isinstance(term, Group) and term.items and (module := text(term.items[0])):
            manifest.entries.append(Entry("main", module, module, line + term.line))


def _aliases(path: str, terms: Group, line: int, manifest: Manifest) -> None:
    for group in terms.items:
        if not isinstance(group, Group) or group.sign != "[":
            continue
        for item in group.items:
            if isinstance(item, tuple):
                steps = item[1]
                names = [text(s) for s in steps.items] if isinstance(steps, Group) else [text(steps)]
                command = " && ".join(f"mix {name}" for name in names if name)
                number = line + (steps.line if isinstance(steps, Group) else group.line)
                manifest.scripts.append(Script(item[0], command, number, "task", directory(path)))


def _tuples(group: Group) -> list[Group]:
    """The tuples directly inside the lists of a function's body."""
    found: list[Group] = []
    for item in group.items:
        if isinstance(item, Group) and item.sign == "{":
            found.append(item)
        elif isinstance(item, Group) and item.sign in ("[", "("):
            found += _tuples(item)
    return found


def _dependency(path: str, term: Group, line: int, attributes: dict[str, str]) -> list[Dependency]:
    """The dependency of a tuple `{:name, "~> 1.0", only: :test}`; none where it is no such tuple."""
    if not term.items or not isinstance(term.items[0], Atom):
        return []
    written = term.items[1] if len(term.items) > 1 else None
    constraint = _literal(written, attributes) if isinstance(written, str) else ""
    local = text(option(term, "path"))
    in_umbrella = option(term, "in_umbrella") == "true"
    git = any(option(term, name) for name in _GIT_OPTIONS)
    tag = text(option(term, "tag")) or text(option(term, "branch")) or text(option(term, "ref")) if git else ""
    name, exact = text(option(term, "hex")) or term.items[0], pinned(_EXACT, constraint)
    found = placed(Dependency(name, constraint or tag, exact, _scope(term), line=line + term.line), path, local, git)
    return [replace(found, source="workspace") if in_umbrella else found]


def _scope(term: Group) -> str:
    only = option(term, "only")
    names = {text(item) for item in only.items} if isinstance(only, Group) else {text(only)} - {""}
    if names and names <= {"test"}:
        return "test"
    if names and "prod" not in names:
        return "dev"
    if option(term, "optional") == "true":
        return "optional"
    return "build" if option(term, "runtime") == "false" else "runtime"


def _literal(term: Term | None, attributes: dict[str, str]) -> str:
    """A string; the value of a module attribute (`@version`); "" of any other word."""
    if isinstance(term, Atom):
        return attributes.get(term.removeprefix("@"), "") if term.startswith("@") else ""
    return term if isinstance(term, str) else ""


def _locked(name: str, term: Group, manifest: Manifest) -> None:
    kind = text(term.items[0]) if term.items else ""
    if kind == "hex" and len(term.items) > 2:
        needs = [g.items[0] for item in term.items[3:] if isinstance(item, Group) for g in _tuples(item) if g.items]
        manifest.dependencies.append(
            Dependency(
                text(term.items[1]),
                resolved=text(term.items[2]),
                direct=False,
                line=term.line,
                requires=tuple(dict.fromkeys(text(n) for n in needs if isinstance(n, Atom))),
            )
        )
    elif kind == "git" and len(term.items) > 2:
        commit = text(term.items[2])
        manifest.dependencies.append(Dependency(name, resolved=commit, direct=False, line=term.line, source="git"))
    else:
        manifest.problems.append((term.line, f"{name[:60]}: neither a Hex package nor a git repository"))
