"""What a class's name can't mean in PHP: a part of a namespace (`use Shop\\Cart\\Item` names no class Cart), and another class's
name in the `use` that gives it a new one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..occurrences import Definition, PlainUse
    from .definition_facts import DefinitionFacts

__all__ = ["is_other_in_php"]

NAMESPACE = re.compile(rb"\s*(?:<\?php\s+)?namespace\s+[\w\\]+\s*[;{]")


def is_other_in_php(names: DefinitionFacts, use: PlainUse, definition: Definition) -> bool:
    """A use in a PHP file that can't mean a class."""
    if names.index.files[use.path].language != "PHP" or not names.is_class(definition):
        return False
    line = names.index.read(use.path).split(b"\n", use.line)[use.line - 1]
    if NAMESPACE.match(line) or re.search(rb"(?<!\w)%s(?![\w\\])" % re.escape(use.name.encode()), line) is None:
        return True
    renamed = [
        link for link in names.index.links_from(use.path) if link.line == use.line and link.alias not in {"", use.name}
    ]
    ours = (definition[0], definition[1].rpartition(".")[2])
    return bool(renamed) and not use.owner and all((link.target, link.name) != ours for link in renamed)
