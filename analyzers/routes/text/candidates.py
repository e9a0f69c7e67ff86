"""Where a form of routes or prefixes may stand: lines of the product that hold a word of it, in files near its framework."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from ....indexer.gathering import by_key
from ....indexer.languages.families import SCRIPT
from ...per_index import per_index, read_once
from ...workspace.code_places import files_near, importers, word_places
from .route_forms import RUBY, Form, Prefix
from .route_source import source_lines
from .script_routers import plugin_modules

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["candidates"]

HEAD = 30
"""Lines at the beginning of a Go file in which its build constraints stand."""
Shape = TypeVar("Shape", Form, Prefix)


def candidates(index: Index, shapes: Iterable[Shape]) -> dict[str, dict[int, list[Shape]]]:
    """File → line → forms of which the line holds a word; product files near the form's framework only."""
    wanted = by_key((path, shape) for shape in shapes for path in _holding(index, shape))
    return {path: _by_line(index, path, wanted[path]) for path in sorted(wanted)}


def _holding(index: Index, shape: Form | Prefix) -> Iterator[str]:
    near = _near(index, shape.needs, shape.languages) if shape.needs else None
    if near is not None and not near:
        return
    files = getattr(shape, "files", None)
    for path in sorted({path for word in shape.words for path in index.files_using(word)}):
        file = index.files[path]
        fits = file.language in shape.languages and (near is None or path in near)
        if fits and _is_served(index, path) and (files is None or files.search(path)):
            yield path


def _is_served(index: Index, path: str) -> bool:
    """Whether a file is the product, or an example that the product imports from; no Go file that builds ignore (`//go:build ignore`)."""
    zone = index.files[path].zone
    if path.endswith(".go") and "//go:build ignore" in source_lines(index, path)[:HEAD]:
        return False
    return zone == "product" or (zone == "example" and path.startswith(_imported_examples(index)))


@per_index
def _imported_examples(index: Index) -> tuple[str, ...]:
    """The folders of examples that files of the product import, as an application may have some; all where nothing else is code."""
    shown = {file.id for file in index.files.values() if file.zone == "example"}
    if not any(file.zone == "product" and file.parsed for file in index.files.values()):
        return ("",)
    marks = ",".join(map(str, sorted(shown)))
    rows = index.rows(f"SELECT source_id, target_id FROM links WHERE target_id IN ({marks})")  # noqa: S608 - numbers
    targets = {index.paths[target] for source, target in rows if index.files[index.paths[source]].zone == "product"}
    return tuple(sorted({f"{folder}/" for path in targets if (folder := path.rpartition("/")[0])}))


@read_once
def _near(index: Index, packages: tuple[str, ...], languages: frozenset[str]) -> frozenset[str]:
    """Files by a framework: that import it, or in Ruby say its constant, which another file has required."""
    said = {path for name in packages for path in index.files_using(name.capitalize())} if languages == RUBY else ()
    near = files_near(index, {*importers(index, packages), *said})
    return plugin_modules(index, near) if languages == SCRIPT else near


def _by_line(index: Index, path: str, shapes: list[Shape]) -> dict[int, list[Shape]]:
    places = word_places(index, path, {word for shape in shapes for word in shape.words})
    found = by_key(
        (number, shape)
        for shape in shapes
        for number in {number for word in shape.words for number in places.get(word, ())}
    )
    return dict(sorted(found.items()))
