"""What a name can't mean in PHP: a part of a namespace (`use Shop\\Cart\\Item` names no class Cart), another class's name in the
`use` that gives it a new one, and a function that stands in for PHP's own where that is missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....indexer.languages.php.platform_names import BROUGHT
from ...text_facts import line_at

if TYPE_CHECKING:
    from ..occurrences import Definition, PlainUse
    from .definition_facts import DefinitionFacts

__all__ = ["is_other_in_php"]

NAMESPACE = re.compile(rb"\s*(?:<\?php\s+)?namespace\s+[\w\\]+\s*[;{]")


def is_other_in_php(names: DefinitionFacts, use: PlainUse, definition: Definition) -> bool:
    """A use in a PHP file that can't mean a class, function or constant of a file's top level."""
    if names.index.files[use.path].language != "PHP" or "." in definition[1]:
        return False
    if BROUGHT.match(definition[1]) and use.path != definition[0]:
        return True
    line = line_at(names.index, use.path, use.line)
    links = [link for link in names.index.links_from(use.path) if link.line == use.line and link.alias]
    if links and not use.owner:
        ours = (definition[0], definition[1].rpartition(".")[2])
        return not any(link.alias == use.name or (link.target, link.name) == ours for link in links)
    said = re.findall(rb"(?<![\w\\])(\\?(?:\w+\\)*)%s(?![\w\\])" % re.escape(use.name.encode()), line)
    space = names.index.files[definition[0]].module if definition[0] in names.index.files else None
    return NAMESPACE.match(line) is not None or not any(_leads(before.decode(), space) for before in said)


def _leads(before: str, space: str | None) -> bool:
    """What stands before a class's name leads to its namespace: nothing, its path from the top, or one from where an import leads."""
    if not before or space is None:
        return True
    parts = before.strip("\\")
    return space == parts if before.startswith("\\") else f"\\{space}".endswith(f"\\{parts.rpartition(chr(92))[2]}")
