"""Names that every workspace has many of, each its own thing, by the kind of what has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ....indexer.gathering import words
from ...workspace.code_places import TYPES

if TYPE_CHECKING:
    from .forms import NameForm

__all__ = ["is_idiom"]

IDIOMS: Final = words(
    "main index init setup teardown render handler handle run start stop test default new constructor tostring equals hashcode meta"
    " conftest mod lib types constants models views urls admin apps tests settings page layout route loading error get set close open"
    " next iter call apply execute process create update delete save load build configure register serialize validate up down change"
    " before after beforeeach aftereach beforeall afterall props state config options command inner wrapper decorator callback string"
    " len less swap clone copy from into fmt drop eq hash length size value values items data id name key readme changelog license"
    " package makefile dockerfile"
)
"""Of functions, files and components, flattened to lower case."""

CLASS_IDIOMS: Final = words(
    "main handler test default meta settings props state config options command inner wrapper callback value values items data id"
    " name key"
)
"""Of classes: `Page`, `Layout` and `Package` are things that a workspace has one of, unlike the files `page.tsx` and `package.json`."""


def is_idiom(form: NameForm, kind: str = "") -> bool:
    """Whether a name is one of those that do not say what a thing of a kind is."""
    text = form.text
    return (
        form.flat in (CLASS_IDIOMS if kind in TYPES else IDIOMS)
        or (text.startswith("__") and text.endswith("__"))
        or form.words[:1] in {("test",), ("should",)}
    )
