"""Every identifier of a text with its lines: what extraction keeps, placed as a question places it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan.indexer.fingerprints.fingerprint import branch_lines, keep
from groundplan.indexer.local_names import local_names
from groundplan.indexer.uses import names_used, pieces, places

if TYPE_CHECKING:
    from groundplan.indexer.facts import Scopes
    from groundplan.indexer.languages.base import Lexicon
    from groundplan.indexer.uses import Lines

__all__ = ["branches", "own_names", "uses"]


def uses(source: bytes, lexicon: Lexicon) -> Lines:
    """Name → lines where it stands bare, lines where it follows a dot."""
    kept = keep(source, lexicon, [])
    names = names_used(pieces(kept.tokens, kept.code, lexicon), lexicon)
    found = places(kept.code, lexicon, names.bare | names.members)
    assert {name for name, (bare, _) in found.items() if bare} == names.bare
    assert {name for name, (_, members) in found.items() if members} == names.members
    return found


def own_names(source: bytes, lexicon: Lexicon, scopes: Scopes | None) -> set[bytes]:
    """The names that stand bare and are the file's own."""
    return local_names(keep(source, lexicon, []).tokens, scopes) if scopes is not None else set()


def branches(source: bytes, lexicon: Lexicon) -> list[int]:
    """The line of each branch."""
    return branch_lines(keep(source, lexicon, []))
