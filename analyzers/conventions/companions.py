"""Files that go with a new one, as its siblings have them: tests, styles, stories, barrels, registrations."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .naming import flat, stem_of
from .test_placement import bare_words, mirrored, test_naming

if TYPE_CHECKING:
    from ...answers import Companion
    from ...indexer.index import Index
    from .placement import Subject

__all__ = ["companions_of"]

BESIDE = {
    ".module.css": "style", ".module.scss": "style", ".css": "style", ".scss": "style", ".less": "style", ".stories.tsx": "story", ".stories.ts": "story",
    ".stories.jsx": "story", ".html": "template", ".h": "header", ".hpp": "header", ".d.ts": "types",
}  # fmt: skip
"""Endings of files that stand beside one of the same stem → what they are."""
SHARE = 0.4
"""At least this share of the siblings must have a companion for it to be a convention."""
MOST = 6


def companions_of(index: Index, path: str, subject: Subject) -> list[Companion]:
    """Companions that at least two fifths of the siblings have, and the barrel or module list that names them."""
    found = [*_beside(index, path), *_registrations(index, path)]
    if not subject.is_test:
        found += _test(index, path, subject)
    return found[:MOST]


def _beside(index: Index, path: str) -> list[Companion]:
    folder, stem = stem_of(path).folder, stem_of(path).stem
    here = [other for other in index.files if other.rpartition("/")[0] == folder]
    siblings = [stem_of(other).stem for other in here if stem_of(other).extension == stem_of(path).extension]
    votes = Counter(
        ending for sibling in siblings for ending in BESIDE if f"{folder}/{sibling}{ending}".lstrip("/") in index.files
    )
    return [
        {"kind": BESIDE[ending], "path": f"{folder}/{stem}{ending}".lstrip("/"), "exists": False}
        for ending, count in sorted(votes.items())
        if count >= max(2, SHARE * len(siblings)) and not path.endswith(ending)
    ]


def _test(index: Index, path: str, subject: Subject) -> list[Companion]:
    files = [file for file in index.files.values() if file.language in subject.languages]
    tests = [file for file in files if file.zone == "test"]
    sources = [file for file in files if file.zone == "product"]
    names = {"".join(bare_words(test.path)) for test in tests}
    tested = sum(flat(stem_of(source.path).stem) in names for source in sources)
    naming = test_naming(test.path for test in tests)
    places = mirrored(tests, sources, path)
    if naming is None or not places or tested < 2:
        return []
    target = f"{places[0][0]}/{naming.prefix}{stem_of(path).stem}{naming.suffix}{naming.extension}".lstrip("/")
    return [{"kind": "test", "path": target, "exists": target in index.files}]


def _registrations(index: Index, path: str) -> list[Companion]:
    """The barrel, package or module file of the folder that names its siblings, with the line to add."""
    folder, stem, extension = stem_of(path)
    prefix = f"{folder}/" if folder else ""
    found: list[Companion] = []
    for name in ("index.ts", "index.js", "index.tsx", "index.mjs"):
        barrel = f"{prefix}{name}"
        if (
            barrel in index.files
            and extension in {".ts", ".tsx", ".js", ".jsx", ".vue", ".mjs"}
            and _names_siblings(index, barrel, folder)
        ):
            found.append({"kind": "barrel", "path": barrel, "exists": True, "line": f"export * from './{stem}'"})
    package = f"{prefix}__init__.py"
    if extension == ".py" and package in index.files and _names_siblings(index, package, folder):
        found.append({"kind": "package", "path": package, "exists": True, "line": f"from .{stem} import ..."})
    if extension == ".rs":
        parent = next(
            (
                name
                for name in (f"{prefix}mod.rs", f"{prefix}lib.rs", f"{prefix}main.rs", f"{folder}.rs")
                if name in index.files
            ),
            None,
        )
        if parent:
            found.append({"kind": "module", "path": parent, "exists": True, "line": f"mod {stem};"})
    if (
        extension == ".py"
        and package not in index.files
        and folder
        and any(other.startswith(prefix) for other in index.files) is False
    ):
        found.append({"kind": "package", "path": package, "exists": False})
    return found


def _names_siblings(index: Index, barrel: str, folder: str) -> bool:
    return sum(link.target.rpartition("/")[0] == folder for link in index.links_from(barrel)) >= 2
