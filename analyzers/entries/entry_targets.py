"""From what a manifest or command names to the source file in the workspace where execution begins."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.languages.python.paths import mapped_packages
from ...indexer.workspace_paths import joined, outwards, prefix_of
from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...indexer.index import Index

__all__ = ["BUILT", "command_target", "only_wraps", "program_words", "serves_app", "target_file", "within"]

SOURCE_ROOTS = ("", "src", "lib", "app", "python")
BUILT = re.compile(r"^(?:\./)?(?:dist|distribution|build|lib|out|output|es|esm|cjs|\.output|bin)/")
BUILT_FORM = re.compile(r"^(?:src|esm|cjs|es|node|server)/")
"""What a build puts below its folder, whatever the sources are called; they may be called so themselves."""
SOURCE_ENDINGS = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue")
HANDLER_ENDINGS = (".ts", ".js", ".mjs", ".cjs", ".mts", ".tsx", ".py", ".rb", ".php", ".swift", ".go")
RUNNERS = {
    "python", "python3", "python2", "node", "nodejs", "ts-node", "ts-node-dev", "tsx", "bun", "deno", "ruby", "php", "perl", "bash", "sh", "zsh",
    "nodemon", "pm2", "streamlit", "go", "java", "babel-node", "swift", "lua", "Rscript", "elixir", "guile", "julia", "swc-node", "esr", "pm2-runtime",
    "vite-node", "jiti", "esno", "tsm", "node-dev",
}  # fmt: skip
APP_SERVERS = {
    "gunicorn", "uvicorn", "hypercorn", "daphne", "waitress-serve", "uwsgi", "granian", "flask", "celery", "rq", "fastapi", "dramatiq", "arq",
}  # fmt: skip
NO_WEB = frozenset({"celery", "rq", "dramatiq", "arq"})
"""The programs among these that run a module for jobs, not requests."""
WRAPPERS = {
    "npx", "exec", "env", "cross-env", "dotenv", "uv", "poetry", "pipenv", "pdm", "hatch", "bundle", "yarn", "pnpm", "npm", "sudo", "time", "dumb-init",
    "tini", "gosu", "nice", "watch", "--", "run", "concurrently", "doppler", "wait-for-it", "./wait-for-it.sh", "xvfb-run", "-m", "opentelemetry-instrument",
    "newrelic-admin", "run-program", "ddtrace-run", "thrust",
}  # fmt: skip
USER_CHANGERS = frozenset({"gosu", "su-exec", "s6-setuidgid", "setuidgid"})
"""Programs whose first argument is the user that the rest is run as."""
SYSTEM = ("/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/local/bin/")
MODULE_NAME = re.compile(r"^[A-Za-z_][\w.]*(?::[\w.()]+)?$")
CONFIGURED = {"vite-node": frozenset({"-c", "--config"}), "nodemon": frozenset({"--config"})}
"""Options of runners whose value is a file that configures them, not the one that they run."""
FLASK_APP = re.compile(r"\bFLASK_APP=['\"]?([\w./:]+)")
DEFAULT_PYTHON_APPS = ("main.py", "app.py", "app/main.py", "src/main.py", "api.py", "app/api.py", "wsgi.py")


def target_file(index: Index, target: str, directory: str, ecosystem: str) -> tuple[str, str]:
    """The file and the symbol that an entry's target means; `("", "")` where no file of the workspace serves it.

    Args:
        target: `app.main:run`, `./dist/index.js`, `src/main.rs`, `com.acme.App`.
        directory: of the manifest that names it.
    """
    if ecosystem in {"pypi", "conda"} and not target.endswith(".py") and "/" not in target:
        return _python_module(index, target, directory)
    if ecosystem == "serverless":
        return _handler(index, target, directory)
    if ecosystem == "swift" and target.endswith(".swift"):
        return _swift_module(index, within(directory, target)), ""
    if ecosystem == "golang":
        return _go_main(index, within(directory, target))
    path = within(directory, target)
    for candidate in _file_candidates(path, directory, target):
        if candidate in index.files:
            return candidate, ""
    return _by_module(index, target)


def _go_main(index: Index, place: str) -> tuple[str, str]:
    """The file with the main function of a package of Go, which is a folder or one file."""
    start = prefix_of(place)
    for path in (f"{start}main.go", *sorted(index.files)):
        inside = path.startswith(start) and "/" not in path[len(start) :]
        fits = path in index.files and path.endswith(".go") and (inside or path == place)
        if fits and any(symbol.name == "main" and symbol.kind == "function" for symbol in index.symbols(path)):
            return path, "main"
    return "", ""


def _swift_module(index: Index, path: str) -> str:
    """A module's file of its own name, else the first of its folder: Swift gives a module no root file."""
    folder, _, own = path.rpartition("/")
    inside = [
        other
        for other, file in index.files.items()
        if other.startswith(f"{folder}/") and other.endswith(".swift") and file.zone != "docs"
    ]
    return min(inside, key=lambda other: (other.rpartition("/")[2] != own, other.count("/"), other), default="")


def _handler(index: Index, target: str, directory: str) -> tuple[str, str]:
    """What a cloud function's handler means: `src/users.create`, `com.acme.Handler::run`, `Shop::Shop.Orders::Get`, a
    program that Go builds into `bin/`, or a module."""
    if "::" in target or (target.count(".") > 1 and "/" not in target):
        name = next((part for part in reversed(target.split("::")) if "." in part), target).rpartition("/")[2]
        found = _by_module(index, name)
        return found if found[0] else _by_module(index, name.replace("+", "."))
    stem, _, symbol = target.rpartition(".")
    for ending in HANDLER_ENDINGS if stem else ():
        if (path := within(directory, stem + ending)) in index.files:
            return path, symbol
    if found_file := _existing(index, target, directory):
        return found_file, ""
    name = target.rpartition("/")[2]
    programs = (f"{name}/main.go", f"cmd/{name}/main.go", f"{name}.go", "main.go", f"src/bin/{name}.rs", "src/main.rs")
    return next(((path, "main") for inner in programs if (path := within(directory, inner)) in index.files), ("", ""))


def command_target(index: Index, command: str, directory: str) -> tuple[str, str]:
    """The source file that a command starts, and the symbol that it names: `gunicorn shop.wsgi:app` → shop/wsgi.py, app."""
    for part in re.split(r"&&|\|\||;|\|", command):
        words = program_words(part)
        if not words:
            continue
        found = _of_words(index, words, directory)
        if not found[0] and words[:2] == ["flask", "run"] and (named := FLASK_APP.search(command)):
            found = _served(index, "flask", ["run", named[1]], directory)
        if found[0]:
            return found
    return "", ""


def program_words(command: str) -> list[str]:
    """The words of a command from its program on: without what only wraps it, changes the user or sets variables."""
    words = _words(command)
    while words and (_wraps(words[0]) or words[0].startswith("-") or re.match(r"^\w+=", words[0])):
        words = words[2 if posixpath.basename(words[0]) in USER_CHANGERS else 1 :]
    return words


def _wraps(word: str) -> bool:
    name = posixpath.basename(word)
    return word in WRAPPERS or name in USER_CHANGERS or (name in WRAPPERS and word.startswith(SYSTEM))


def serves_app(command: str) -> bool:
    """Whether a command lets a server answer requests by the object that it names."""
    words = [
        posixpath.basename(word) for part in re.split(r"&&|\|\||;|\|", command) for word in program_words(part)[:1]
    ]
    return any(word in APP_SERVERS and word not in NO_WEB for word in words)


def only_wraps(command: str) -> bool:
    """Whether a command starts whatever is given to it, and nothing of its own: `tini --`."""
    return all(posixpath.basename(word) in WRAPPERS or word.startswith("-") for word in _words(command))


def _of_words(index: Index, words: list[str], directory: str) -> tuple[str, str]:
    program = posixpath.basename(words[0])
    if " " in words[0]:  # concurrently 'vite' 'tsx server.ts'
        return next((led for word in words if (led := command_target(index, word, directory))[0]), ("", ""))
    if program in APP_SERVERS:
        return _served(index, program, words[1:], directory)
    if program in RUNNERS:
        rest = words[1:]
        if "-m" in rest[:2] and len(rest) > rest.index("-m") + 1:
            module = rest[rest.index("-m") + 1 :]
            if posixpath.basename(module[0]) in APP_SERVERS:
                return _served(index, module[0], module[1:], directory)
            return _python_module(index, module[0], directory)
        for before, word in zip(["", *rest], rest, strict=False):
            if before in CONFIGURED.get(program, ()):
                continue
            if " " in word and (inner := command_target(index, word, directory))[0]:
                return inner  # nodemon --exec "vite-node src/main.ts"
            if not word.startswith("-") and (found := _existing(index, word, directory)):
                return found, ""
        return "", ""
    return (_existing(index, words[0], directory) if "/" in words[0] or "." in words[0] else ""), ""


def _served(index: Index, program: str, words: list[str], directory: str) -> tuple[str, str]:
    if program == "flask" and not {"run", "--app", "-A"}.intersection(words):
        return "", ""
    for word in words:
        if word.endswith(".py") and (found := _existing(index, word, directory)):
            return found, ""
        if not word.startswith("-") and MODULE_NAME.match(word) and word not in {"run", "dev", "worker", "beat"}:
            found, symbol = _python_module(index, word, directory)
            if found:
                return found, symbol
    usual = DEFAULT_PYTHON_APPS if program in {"fastapi", "flask"} else ()
    return next(((path, "") for name in usual if (path := within(directory, name)) in index.files), ("", ""))


def _python_module(index: Index, target: str, directory: str) -> tuple[str, str]:
    module, _, symbol = target.partition(":")
    for base in _module_paths(index, module.strip(), directory):
        for candidate in (f"{base}.py", f"{base}/{'__init__' if symbol else '__main__'}.py", f"{base}/__init__.py"):
            if candidate in index.files:
                return _through_reexport(index, candidate, symbol.partition("(")[0].strip())
    outer, _, name = module.strip().rpartition(".")
    if outer and (only := _only_file(index, f"/{outer.replace('.', '/')}/{name}.py", directory)):
        return _through_reexport(index, only, symbol.partition("(")[0].strip())
    return _member(index, outer, name, directory) if outer and not symbol else ("", "")


def _only_file(index: Index, ending: str, directory: str) -> str:
    """The one file below a folder whose path ends so: packages are also collected from further folders (`where = ["test/lib"]`)."""
    start = prefix_of(directory)
    found = [path for path in index.files if path.endswith(ending) and path.startswith(start)]
    return found[0] if len(found) == 1 else ""


def _module_paths(index: Index, module: str, directory: str) -> Iterator[str]:
    """Where a module may stand, without its ending: where the build maps its package to, else below a root of sources."""
    package, _, rest = module.partition(".")
    if package in (mapped := _mapped(index)):
        yield within(mapped[package], rest.replace(".", "/"))
    for root in _roots(directory):
        yield within(root, module.replace(".", "/"))


@per_index
def _mapped(index: Index) -> dict[str, str]:
    return mapped_packages([path for path in index.manifests if path.endswith("pyproject.toml")], index.read)


def _member(index: Index, module: str, name: str, directory: str) -> tuple[str, str]:
    """What a dotted path names inside of a module: `shop.worker.WorkerSettings`."""
    path, _ = _python_module(index, module, directory) if "/" not in module else ("", "")
    defined = bool(path) and any(found.qualname == name for found in index.symbols(path))
    return (path, name) if defined else ("", "")


def _through_reexport(index: Index, path: str, symbol: str) -> tuple[str, str]:
    """Where the symbol is defined, when the named module only passes it on."""
    for _ in range(5):
        if not symbol or any(found.qualname == symbol.partition(".")[0] for found in index.symbols(path)):
            break
        link = next(
            (
                link
                for link in index.links_from(path)
                if link.alias == symbol and link.target and link.name not in {"", "*"}
            ),
            None,
        )
        if link is None:
            break
        path, symbol = link.target, link.name
    return path, symbol


def _roots(directory: str) -> Iterator[str]:
    for inner in SOURCE_ROOTS:
        yield within(directory, inner)
    if directory:
        yield from outwards(directory.rpartition("/")[0])


def _file_candidates(path: str, directory: str, target: str) -> Iterable[str]:
    """The file itself, then with an ending, then the source that a built file is made from."""
    yield path
    for ending in SOURCE_ENDINGS:
        yield path + ending
        yield f"{path}/index{ending}"
    stem = re.sub(r"(\.d)?\.[cm]?[jt]sx?$", "", target)
    inner = BUILT.sub("", stem)
    for form in dict.fromkeys((inner, BUILT_FORM.sub("", inner) if inner != stem else inner)):
        for root in ("src", "", "source", "lib"):
            base = within(directory, f"{root}/{form}")
            for ending in SOURCE_ENDINGS:
                yield base + ending
                yield f"{base}/index{ending}"


def _by_module(index: Index, target: str) -> tuple[str, str]:
    """A fully qualified class (`com.acme.App`), by the package that files declare."""
    module, _, name = target.replace("::", ".").rpartition(".")
    if not module or "/" in target:
        return "", ""
    for file in index.files.values():
        if file.module == module and file.path.rpartition("/")[2].partition(".")[0] in {name, name.removesuffix("Kt")}:
            return file.path, ""
    return "", ""


def _existing(index: Index, word: str, directory: str) -> str:
    path = within(directory, word)
    return next((candidate for candidate in _file_candidates(path, directory, word) if candidate in index.files), "")


def within(directory: str, inner: str) -> str:
    """A path as a manifest of a directory writes it, which also `/src/a.js` does for one of its own."""
    return joined(directory, inner.lstrip("/"))


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:
        return command.split()
