"""RubyGems: Gemfile, gems.rb, gemspec and Gemfile.lock.

Source: https://bundler.io/man/gemfile.5.html and https://guides.rubygems.org/specification-reference/.
"""

from __future__ import annotations

from ... import lazy_re as re
from .base import COMMANDS_IN, Dependency, Entry, Manifest, Package, Setting, replace
from .locking import by_name, with_members, with_resolved, with_scopes
from .marks import pinned
from .notations.lines import decode, directory, inside
from .notations.ruby_script import Call, Literal, read_ruby, texts

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "gem"

_EXACT = re.compile(r"(?:=\s*)?(\d[\w.]*)\Z")
_SPEC = re.compile(r" {4}(\S+) \(([^)]+)\)")
_NEEDS = re.compile(r" {6}([^\s!]+)")
_DIRECT = re.compile(r" {2}([^\s!]+)(?: \(([^)]*)\))?(!?)\s*\Z")

# Groups of a Gemfile that are never shipped; every other group is (`assets`, `production`, a web server's name ...).
_TEST_GROUPS = frozenset({"test", "tests", "testing", "rspec", "cucumber", "spec"})
_DEV_GROUPS = _TEST_GROUPS | {
    "benchmark", "benchmarks", "build", "ci", "console", "debug", "deploy", "deployment", "dev", "develop", "development",
    "doc", "docs", "documentation", "guard", "lint", "linting", "maintenance", "metrics", "profile", "profiling", "quality",
    "release", "rubocop", "style", "tools", "tooling", "yard",
}  # fmt: skip
_GIT_OPTIONS = ("git", "github", "gitlab", "gist", "bitbucket")
_RUNTIME_CALLS = frozenset({"add_dependency", "add_runtime_dependency"})


def parse_gemfile(path: str, content: bytes) -> Manifest:
    """Reads a Gemfile. Other Gemfiles and gemspecs that it pulls in are named in `includes`.

    Beside a gemspec, which lists what the gem needs, the Gemfile's own gems are for development (Bundler's convention).
    """
    calls, problems = read_ruby(content)
    manifest = Manifest(ECOSYSTEM, manager="bundler", problems=problems)
    rest = "dev" if any(c.method == "gemspec" and not c.receiver for c in calls) else "runtime"
    for call in calls:
        if call.receiver:
            continue
        if call.method == "gem" and call.arguments:
            if isinstance(call.arguments[0], str):
                manifest.dependencies.append(_gem(path, call, rest))
            else:
                manifest.problems.append((call.line, "a gem whose name is computed"))
        elif call.method == "ruby":
            constraint = ", ".join(texts(call.arguments))
            manifest.settings.append(Setting("engine", "ruby", constraint, call.line))
        elif call.method in ("gemspec", "eval_gemfile"):
            _include(path, call, manifest)
    return manifest


def parse_gemspec(path: str, content: bytes) -> Manifest:
    """Reads a gemspec: the gem, its executables and its dependencies. A version that is a constant stays open."""
    calls, problems = read_ruby(content)
    manifest = Manifest(ECOSYSTEM, problems=problems)
    package = Package("", directory=directory(path))
    bindir = next((c.arguments[0] for c in calls if c.method == "bindir=" and isinstance(c.arguments[0], str)), "bin")
    seen: set[str] = set()
    for call in calls:
        values = texts(call.arguments)
        package = _told(package, call, values)
        if call.method in ("executables=", "executables<<", "executable="):
            manifest.entries += [Entry("cli", name, inside(bindir, name), call.line) for name in values]
            if call.arguments == [None]:  # worked out from what lies there, as Bundler's own template does
                manifest.settings.append(Setting("config", COMMANDS_IN, bindir, call.line))
        elif call.method == "required_ruby_version=":
            manifest.settings.append(Setting("engine", "ruby", ", ".join(values), call.line))
        elif values and values[0] not in seen and (scope := _spec_scope(call)):
            seen.add(values[0])
            written = ", ".join(values[1:])
            constraint, exact = written if written != ">= 0" else "", pinned(_EXACT, written)
            manifest.dependencies.append(Dependency(values[0], constraint, exact, scope, line=call.line))
    if package.name:
        manifest.packages.append(package)
    elif not problems:
        manifest.problems.append((1, "no name in this gemspec"))
    return manifest


def _told(package: Package, call: Call, values: list[str]) -> Package:
    """The gem, with its name and version where a call of its gemspec says them."""
    if call.method == "name=" and call.receiver and values and not package.name:
        return replace(package, name=values[0], line=call.line)
    if call.method == "new" and call.receiver == "Gem::Specification" and values[:1] == call.arguments[:1] != []:
        return replace(package, name=values[0], version="".join(values[1:2]), line=call.line)
    if call.method == "version=" and call.receiver and values:
        return replace(package, version=values[0])
    return package


def parse_lock(path: str, content: bytes) -> Manifest:
    """Reads a Gemfile.lock: every gem with its version, source and what it needs. Variants for platforms are one gem."""
    manifest = Manifest(ECOSYSTEM, role="lockfile", manager="bundler")
    section, remote = "", ""
    found: dict[tuple[str, str], Dependency] = {}
    needs: dict[tuple[str, str], list[str]] = {}
    direct: set[str] = set()
    current = ("", "")
    for number, line in enumerate(decode(content).splitlines(), 1):
        if line and not line[0].isspace():
            section, remote = line.strip(), ""
            if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
                manifest.problems.append((number, "a merge conflict"))
        elif line.startswith("  remote: "):
            remote = remote or line[10:].strip()
        elif section in _SOURCES and (match := _SPEC.match(line)):
            current = (match[1], match[2].split("-")[0])
            found.setdefault(current, _locked(path, current, section, remote, number))
            needs.setdefault(current, [])
        elif section in _SOURCES and (match := _NEEDS.match(line)) and current in needs:
            needs[current].append(match[1])
        elif section == "DEPENDENCIES" and (match := _DIRECT.match(line)):
            direct.add(match[1])
        elif section in _ENGINES and line.strip():
            manifest.settings.append(Setting(*_ENGINES[section], line.strip().removeprefix("ruby "), number))
    manifest.dependencies = [
        replace(d, direct=d.name in direct, requires=tuple(dict.fromkeys(needs[key]))) for key, d in found.items()
    ]
    return manifest


_SOURCES = frozenset({"GEM", "GIT", "PATH", "PLUGIN SOURCE"})
_ENGINES = {"RUBY VERSION": ("engine", "ruby"), "BUNDLED WITH": ("manager", "bundler")}


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Gemfiles find their gemspecs, both get the locked versions, the lockfile gets scopes, and local gems their folders."""
    linked = {path: _with_gemspecs(manifest, manifests) for path, manifest in manifests.items()}
    gems = {p.name: p.directory for m in manifests.values() for p in m.packages if p.name}
    own = {
        d.name: gems[d.name]
        for m in manifests.values()
        for d in m.dependencies
        if d.source == "path" and d.name in gems
    }
    linked = {path: with_members(manifest, own, ("path", "registry")) for path, manifest in linked.items()}
    for path in [p for p, m in linked.items() if m.role == "lockfile"]:
        gemfile = path.replace("gems.locked", "gems.rb").removesuffix(".lock")
        users = [gemfile, *linked[gemfile].includes] if gemfile in linked else []
        users = [user for user in dict.fromkeys(users) if user in linked]
        lock = linked[path]
        linked[path], locked = with_scopes(lock, [linked[user] for user in users]), by_name(lock)
        for user in users:
            linked[user] = with_resolved(linked[user], locked)
    return linked


def _gem(path: str, call: Call, rest: str) -> Dependency:
    """The dependency of a `gem` call in a Gemfile; `rest` is the scope of what stands in no group."""
    name, *constraints = texts(call.arguments)
    options = dict(call.options)
    groups = texts(options.get("group")) + texts(options.get("groups"))
    marks = [call.condition] if call.condition else []
    optional = False
    for block in call.blocks:
        if block.method == "group":
            groups += texts(block.arguments)
            optional = optional or block.options.get("optional") is True
        elif block.method in ("path", "git", "github") and block.arguments:
            options.setdefault(block.method, block.arguments[0])
        elif block.method in ("platforms", "platform", "install_if"):
            marks.append(f"{block.method} {', '.join(texts(block.arguments))}".strip())
    marks += [f"{key} {', '.join(texts(options[key]))}" for key in ("platform", "platforms") if key in options]
    marks += ["require: false"] if options.get("require", True) is False else []
    dependency = Dependency(
        name,
        ", ".join(constraints),
        pinned(_EXACT, ", ".join(constraints)),
        _scope(groups, optional, rest),
        line=call.line,
        group=", ".join(dict.fromkeys(groups)),
        marker="; ".join(marks),
    )
    return _sourced(path, dependency, options)


def _sourced(path: str, dependency: Dependency, options: dict[str, Literal]) -> Dependency:
    if "path" in options:
        local = options["path"]
        return replace(dependency, source="path", path=inside(directory(path), local) if isinstance(local, str) else "")
    return replace(dependency, source="git") if any(option in options for option in _GIT_OPTIONS) else dependency


def _scope(groups: list[str], optional: bool, rest: str) -> str:
    if groups and all(group in _TEST_GROUPS or group.startswith("test_") for group in groups):
        return "test"
    if groups and set(groups) <= _DEV_GROUPS:
        return "dev"
    return "optional" if optional else rest


def _spec_scope(call: Call) -> str:
    if not call.receiver:
        return ""
    if call.method in _RUNTIME_CALLS:
        return "runtime"
    return "dev" if call.method == "add_development_dependency" else ""


def _include(path: str, call: Call, manifest: Manifest) -> None:
    """`eval_gemfile "x"` names a file; `gemspec` means the gemspecs of a folder, which `link` looks up."""
    if call.method == "eval_gemfile":
        manifest.includes += [inside(directory(path), name) for name in texts(call.arguments)]
        return
    written = call.options.get("path", "")
    place = inside(directory(path), written if isinstance(written, str) else "")
    name = call.options.get("name", "*")
    manifest.includes.append(inside(place, f"{name}.gemspec"))


def _locked(path: str, spec: tuple[str, str], section: str, remote: str, line: int) -> Dependency:
    dependency = Dependency(spec[0], resolved=spec[1], direct=False, line=line)
    if section == "PATH":
        return replace(dependency, source="path", path=inside(directory(path), remote))
    return replace(dependency, source="git") if section == "GIT" else dependency


def _with_gemspecs(manifest: Manifest, manifests: dict[str, Manifest]) -> Manifest:
    """`DIR/*.gemspec` among the includes gives way to the gemspecs that stand there."""
    includes = []
    for include in manifest.includes:
        if include.endswith("*.gemspec"):
            includes += [p for p in sorted(manifests) if p.endswith(".gemspec") and directory(p) == directory(include)]
        elif include in manifests:
            includes.append(include)
    return replace(manifest, includes=includes)
