"""Symfony's routes in YAML: those that it states, and the prefixes of the folders of controllers that it imports; and the routes that
API Platform makes of `#[ApiResource]` classes, by their operations and what `uriTemplate` says of them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.manifests.notations.yaml_lines import read_yaml
from ...per_index import per_index
from ...workspace.code_places import next_below
from ..text.route_blocks import brackets
from ..text.route_forms import PHP
from ..text.route_source import line_number, product_texts, slashed

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ....indexer.manifests.notations.lines import Document

__all__ = ["api_platform", "controller_prefix", "foreign_imports", "symfony_routes"]

FILES = re.compile(
    r"(?:^|/)config/(?:\w+[_-])?(?:routes|routing)(?:/[\w/-]+)?\.ya?ml$|/Resources/config/rout(?:es|ing)(?:/[\w/-]+)?\.ya?ml$"
)
ENVIRONMENTS = frozenset({"dev", "test"})
"""Folders below `config/routes/` that only developers' environments read."""


def controller_prefix(index: Index, path: str) -> str:
    """What the import of a controller's folder puts before its paths; that of the innermost folder counts."""
    return _innermost(item for item in _imports(index) if f"{path}/".startswith(f"{item[0]}/"))


def _innermost(around: Iterable[tuple[str, str]]) -> str:
    """The prefix of the innermost of some folders, each with its own."""
    return slashed(max(around, key=lambda item: len(item[0]), default=("", ""))[1])


def _bundle_prefix(index: Index, path: str, kind: str) -> str:
    """What the application of a file puts before the routes that a loader of that kind makes: `type: api_platform`, `prefix: /api`."""
    return _innermost(
        (base, document.text(name, "prefix"))
        for place, document, name, _ in _resources(index)
        if document.text(name, "type") == kind and path.startswith(base := place.partition("config/")[0])
    )


def symfony_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every route that a YAML file states."""
    for path, document in _documents(index).items():
        for name in document.table():
            if not isinstance(document.get(name), dict) or not (text := document.text(name, "path")):
                continue
            controller = document.text(name, "controller") or document.text(name, "defaults", "_controller")
            handler = controller.rpartition("\\")[2].replace("::", ".")
            methods = [found for found, _ in document.texts(name, "methods")]
            for method in [word for item in methods for word in re.findall(r"[A-Z]+", item)] or ["ANY"]:
                yield method, f"/{text.lstrip('/')}", handler, path, document.line(name)


def foreign_imports(index: Index) -> Iterator[tuple[str, int, str]]:
    """`(file, line, reason)` of each import that has the routes of a bundle or package outside the workspace."""
    for path, document, name, resource in _resources(index):
        if resource.startswith("@") or "vendor/" in resource:
            yield path, document.line(name), f"has the routes of {resource}, which is no part of the workspace"


def _resources(index: Index) -> Iterator[tuple[str, Document, str, str]]:
    """`(file, document, key, what it imports)` of each entry."""
    for path, document in _documents(index).items():
        for name in document.table():
            yield path, document, name, document.text(name, "resource") or document.text(name, "resource", "path")


@per_index
def _documents(index: Index) -> dict[str, Document]:
    """The files of routes that the product reads."""
    return {
        path: read_yaml(index.read(path))
        for path, file in index.files.items()
        if file.zone == "product" and FILES.search(path) and path.split("/")[-2] not in ENVIRONMENTS
    }


@per_index
def _imports(index: Index) -> list[tuple[str, str]]:
    """Each folder or file of controllers that is imported, and what stands before their paths."""
    found = []
    for path, document, name, resource in _resources(index):
        prefix = document.text(name, "prefix") or document.text(name, "prefix", "en")
        if resource.startswith((".", "%kernel", "/")) or (resource and prefix and not resource.startswith("@")):
            inner = resource.partition("*")[0].replace("%kernel.project_dir%", path.partition("config/")[0] or ".")
            base = "" if resource.startswith("%") else path.rpartition("/")[0]
            place = posixpath.normpath(posixpath.join(base, inner)).strip("/")
            found.append(("" if place == "." else place, prefix))
    return found


# ---- API Platform. A path that no template states is made of the class's name by a rule that a project may change; it is told as
# computed: `/{Pot}`. https://api-platform.com/docs/core/operations/

WORD = "ApiResource"
RESOURCE = re.compile(r"#\[ApiResource\b(\()?")
OPERATION = re.compile(r"\bnew\s+(?:\w+\\)*(Get(?:Collection)?|Post|Put|Patch|Delete)\b(\()?")
TEMPLATE = re.compile(r"\buriTemplate:\s*['\"]([^'\"]*?)(?:\{\._format\}|\.\{_format\})?['\"]")
BELOW = re.compile(r"\broutePrefix:\s*['\"]([^'\"]*)['\"]")
DEFAULTS = ("GetCollection", "Post", "Get", "Patch", "Delete")
"""The operations of a resource that lists none, in all versions."""
OF_ALL = frozenset({"GetCollection", "Post"})


def api_platform(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, class, file, line)` of every operation of a resource."""
    for path, text in product_texts(index, index.files_using(WORD), PHP):
        closing = brackets(text)
        for match in RESOURCE.finditer(text):
            if name := next_below(index, path, line_number(text, match.start()), ("class",)):
                for method, own, at in _operations(text, match, closing, name):
                    yield method, _bundle_prefix(index, path, "api_platform") + own, name, path, line_number(text, at)


def _operations(text: str, match: re.Match[str], closing: dict[int, int], name: str) -> Iterator[tuple[str, str, int]]:
    """`(method, path, offset)` of the operations that a resource lists, else of those that it has by default."""
    start = match.end()
    end = closing.get(start - 1, start) if match[1] else start
    listed = []
    for new in OPERATION.finditer(text, start, end):
        last = closing.get(new.end() - 1, new.end()) if new[2] else new.end()
        listed.append((new[1], TEMPLATE.search(text, new.end(), last), new.start()))
    first = listed[0][2] if listed else end
    common, below = TEMPLATE.search(text, start, first), BELOW.search(text, start, first)
    for kind, own, at in listed or [(kind, None, match.start()) for kind in DEFAULTS]:
        told = own or common
        template = told[1].lstrip("/") if told else f"{{{name}}}" + ("" if kind in OF_ALL else "/{id}")
        yield kind.removesuffix("Collection").upper(), (slashed(below[1]) if below else "") + f"/{template}", at
