"""What RSpec loads before each file of tests: the helpers in `spec` or `lib` that `--require` in `.rspec` names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...per_index import per_index

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["specs_behind"]

REQUIRED: Final = re.compile(r"(?:--require|-r)[\s=]+([\w./-]+)")


@per_index
def specs_behind(index: Index) -> dict[str, frozenset[str]]:
    """Helper → the files of tests before which it is loaded."""
    found: dict[str, frozenset[str]] = {}
    for path in index.files:
        start = path.removesuffix(".rspec")
        if path.rpartition("/")[2] == ".rspec":
            specs = frozenset(file for file in index.files if file.startswith(start) and file.endswith("_spec.rb"))
            for written in REQUIRED.findall(index.text(path)):
                places = (f"{start}{inside}/{written.removesuffix('.rb')}.rb" for inside in ("spec", "lib"))
                found.update((place, specs) for place in places if place in index.files)
    return found
