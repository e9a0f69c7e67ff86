"""Who uses which dependency: imports, scripts and configuration against what the manifests declare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .ecosystem_languages import LANGUAGES_OF
from .import_names import candidates, normalised
from .workspace_packages import OWN_ZONES, members, owner, product_manifests

if TYPE_CHECKING:
    from ..answers import UndeclaredDependency, UnusedDependency
    from ..indexer.index import Index, IndexedLink
    from ..indexer.manifests.base import Dependency, Manifest

__all__ = ["Usage", "undeclared", "unused", "usage"]

JUDGED = ("npm", "pypi")
"""Ecosystems whose imports name what manifests declare, so that absence means something."""
IMPORTED_BY_TOOLS = re.compile(
    r"^(@types/|@typescript-eslint/|eslint|prettier|stylelint|babel-|@babel/|postcss|webpack|rollup|vite$|vite-|@vitejs/|typescript$|ts-node$|tslib$|"
    r"husky$|lint-staged$|nodemon$|concurrently$|rimraf$|cross-env$|jest|vitest|@vitest/|mocha$|nyc$|c8$|karma|@swc/|esbuild|turbo$|nx$|@nx/|lerna$|"
    r"types-|pytest|ruff$|black$|isort$|flake8|mypy$|pylint$|pre-commit$|tox$|nox$|coverage$|sphinx|mkdocs|wheel$|setuptools$|pip$|build$|twine$|gunicorn$|uvicorn$|"
    r"psycopg|mysqlclient$|hatchling$|poetry-core$|flit-core$)"
)
"""Dependencies that tools load by name or run as programs: an import of them is not expected."""
WORD = re.compile(r"[@\w./-]+")


@dataclass(slots=True)
class Usage:
    """Who imports what.

    Attributes:
        imports: (ecosystem, normalised declared name) → links that import it.
        unmatched: ecosystem → links whose module nothing in the workspace declares.
        mentioned: normalised names that scripts and configuration of a package directory mention.
    """

    imports: dict[tuple[str, str], list[IndexedLink]] = field(default_factory=dict)
    unmatched: dict[str, list[IndexedLink]] = field(default_factory=dict)
    mentioned: dict[str, set[str]] = field(default_factory=dict)

    def files_of(self, ecosystem: str, name: str, directory: str) -> int:
        """How many files below a package import a dependency."""
        prefix = f"{directory}/" if directory else ""
        links = self.imports.get((ecosystem, normalised(ecosystem, name)), ())
        return len({link.source for link in links if link.source.startswith(prefix)})


def usage(index: Index) -> Usage:
    """Ties every external import to a declared dependency by its ecosystem's naming rule."""
    declared: dict[str, set[str]] = {}
    for manifest in product_manifests(index).values():
        declared.setdefault(manifest.ecosystem, set()).update(
            normalised(manifest.ecosystem, item.name) for item in manifest.dependencies
        )
    by_language = {
        language: ecosystem
        for ecosystem, languages in LANGUAGES_OF.items()
        for language in languages
        if ecosystem != "conda"
    }
    found = Usage(mentioned=_mentions(index))
    for link in index.external_links():
        ecosystem = by_language.get(index.files[link.source].language, "")
        if not ecosystem or link.stdlib:
            continue
        known = declared.get(ecosystem, set())
        matches = [name for name in _names(ecosystem, link) if name in known]
        for name in matches or _by_prefix(ecosystem, link.external, known):
            found.imports.setdefault((ecosystem, name), []).append(link)
        if not matches:
            found.unmatched.setdefault(ecosystem, []).append(link)
    return found


def unused(index: Index, used: Usage, directory: str | None) -> list[UnusedDependency]:
    """Declared, and neither imported nor named by a script or configuration; tools and plugins are not judged."""
    found: list[UnusedDependency] = []
    for path, manifest in product_manifests(index).items():
        package = path.rpartition("/")[0]
        if (
            manifest.ecosystem not in JUDGED
            or manifest.role != "manifest"
            or (directory is not None and package != directory)
        ):
            continue
        found += [
            {
                "name": item.name,
                "package": package or ".",
                "manifest": path,
                "line": item.line,
                "scope": item.scope,
                "confidence": 0.9 if item.scope == "runtime" else 0.6,
            }
            for item in manifest.dependencies
            if _expected_imported(item) and not _is_used(used, manifest, item, package)
        ]
    return sorted(found, key=lambda row: (-row["confidence"], row["manifest"], row["line"], row["name"]))


def undeclared(index: Index, used: Usage, directory: str | None) -> list[UndeclaredDependency]:
    """Imported by the product or its tests, and declared by no manifest around."""
    own = {normalised(member.ecosystem, member.name) for member in members(index) if member.name}
    directories = {
        path.rpartition("/")[0] for path, manifest in product_manifests(index).items() if manifest.role == "manifest"
    }
    grouped: dict[tuple[str, str], list[IndexedLink]] = {}
    for ecosystem in JUDGED:
        for link in used.unmatched.get(ecosystem, ()):
            package = owner(directories, link.source)
            outside = index.files[link.source].zone not in OWN_ZONES or (directory is not None and package != directory)
            if outside or link.kind == "conditional" or normalised(ecosystem, link.external) in own or not directories:
                continue
            grouped.setdefault((link.external, package), []).append(link)
    return [
        {
            "name": name,
            "package": package or ".",
            "imported_by": [{"path": link.source, "line": link.line} for link in links[:3]],
        }
        for (name, package), links in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def _names(ecosystem: str, link: IndexedLink) -> Iterator[str]:
    """Names under which an import could be declared; a dotted prefix first where the table knows one (`google.protobuf`)."""
    parts = link.specifier.split(".")
    if ecosystem == "pypi" and len(parts) > 1 and not link.specifier.startswith("."):
        dotted = ".".join(parts[:2])
        yield from (normalised(ecosystem, name) for name in candidates(ecosystem, dotted))
        yield normalised(ecosystem, "-".join(parts[:2]))
    yield from (normalised(ecosystem, name) for name in candidates(ecosystem, link.external))


def _by_prefix(ecosystem: str, module: str, known: Iterable[str]) -> list[str]:
    """Ecosystems whose imports extend the declared name: Go modules, Maven groups, PHP vendors."""
    if ecosystem == "golang":
        return [name for name in known if module == name or module.startswith(f"{name}/")]
    if ecosystem == "maven":
        return [name for name in known if module.startswith(name.partition(":")[0])]
    return []


def _expected_imported(item: Dependency) -> bool:
    return (
        item.direct
        and item.source != "workspace"
        and item.scope in {"runtime", "dev", "test", "optional"}
        and not IMPORTED_BY_TOOLS.match(item.name)
    )


def _is_used(used: Usage, manifest: Manifest, item: Dependency, package: str) -> bool:
    name = normalised(manifest.ecosystem, item.name)
    prefix = f"{package}/" if package else ""
    if any(link.source.startswith(prefix) for link in used.imports.get((manifest.ecosystem, name), ())):
        return True
    return name in used.mentioned.get(package, ()) or name in used.mentioned.get("", ())


def _mentions(index: Index) -> dict[str, set[str]]:
    """Package directory → words of its scripts and of its tools' configuration files."""
    found: dict[str, set[str]] = {}
    for path, manifest in product_manifests(index).items():
        words = found.setdefault(path.rpartition("/")[0], set())
        for script in manifest.scripts:
            words |= {word.lower() for word in WORD.findall(script.command)}
    for path, file in index.files.items():
        name = path.rpartition("/")[2]
        if file.zone in OWN_ZONES and file.size < 100_000 and CONFIG_NAME.search(name):
            words = found.setdefault(path.rpartition("/")[0], set())
            words |= {word.lower() for word in WORD.findall(index.read(path).decode("utf-8", "replace"))}
    return found


CONFIG_NAME = re.compile(
    r"(^\.[\w-]+rc(\.\w+)?$|\.config\.[cm]?[jt]s$|^tsconfig.*\.json$|^\.babelrc|^nx\.json$|^angular\.json$|^settings.*\.py$|^conf\.py$|^tox\.ini$)"
)
