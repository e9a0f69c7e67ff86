"""Whether `new Type(…)`, `super(…)` or a constant of an enum runs a constructor that is named as its class is (Java, C#)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.languages.php.platform_names import BROUGHT
from ...text_facts import line_at
from .definition_facts import holder_of

if TYPE_CHECKING:
    from ..occurrences import Definition, PlainUse
    from .definition_facts import DefinitionFacts
    from .visible_names import VisibleNames

__all__ = ["constructs", "inheriting", "is_named_constructor"]

MOST_CLASSES = 60
"""Classes below that are looked at."""


def is_named_constructor(types: VisibleNames, definition: Definition) -> bool:
    """A constructor whose name is its class's, or PHP's."""
    name = definition[1].rpartition(".")[2]
    return name == "__construct" or (holder_of(definition) == name and types.kinds(definition) == {"constructor"})


def inheriting(types: VisibleNames, definition: Definition) -> list[str]:
    """PHP: the classes below that are made by a class's constructor, because they have none."""
    found: list[str] = []
    todo = [holder_of(definition)] if definition[1].endswith(".__construct") else []
    while todo and len(found) < MOST_CLASSES:
        for (name,) in types.index.rows("SELECT DISTINCT name FROM symbols WHERE instr(bases, ?)", (todo.pop(),)):
            above = {base.rpartition(".")[2] for item in types.named(name) for base in item.bases}
            if name not in found and above & {holder_of(definition), *found} and not types.has(name, "__construct"):
                found.append(name)
                todo.append(name)
    return found


def constructs(types: VisibleNames, use: PlainUse, definition: Definition, *, counted: bool) -> float:
    """1 where an object of the class is made on the use's line and the file can mean no other class by the name.

    Args:
        counted: a number of arguments that no constructor of the class takes says that another class is meant.
    """
    made = types.table(use.path)["made"].get(use.name, ())
    klass = (definition[0], definition[1].rpartition(".")[0])
    if use.name != holder_of(definition):
        below = [(item.path, item.qualname) for item in types.named(use.name)]
        klass = next((one for one in below if types.home(definition) & types.over(one)), klass)
    if not use.unsaid and is_other_in_php(types, use, klass):
        return 0.0
    for line, given, written in made:
        before = written.rpartition(".")[0]
        fits = line == use.line and (given < 0 or not counted or types.takes(definition, given))
        if fits and types.class_meant(use, klass, [["s", before]] if before else ()) != 0.0:
            return float(types.sees(use.path, klass) or _is_of_base(types, use, klass))
    return 0.0


def _is_of_base(types: VisibleNames, use: PlainUse, klass: Definition) -> bool:
    """The class stands above one around the use: `super(…)`."""
    around = [one for part in use.owner.split(".") for one in types.classes(use.path, part)]
    return any((klass[0], holder_of((klass[0], f"{klass[1]}.x"))) in types.over(one) for one in around)


# ---- What a name can't mean in PHP: a part of a namespace (`use Shop\Cart\Item` names no class Cart), another class's name in the
# `use` that gives it a new one, and a function that stands in for PHP's own where that is missing.

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
    spaces = [_unfolded(names, use.path, before.decode()) for before in said]
    return NAMESPACE.match(line) is not None or not any(_leads(before, space) for before in spaces)


def _unfolded(names: DefinitionFacts, path: str, before: str) -> str:
    """A namespace with what an import calls otherwise (`use Shop\\Tills as t`) as it is."""
    first, _, rest = before.partition("\\")
    led = (link.specifier for link in names.bound(path, first) if first and link.alias == first)
    return next((f"{one}\\{rest}" for one in led), before)


def _leads(before: str, space: str | None) -> bool:
    """What stands before a class's name leads to its namespace: nothing, its path from the top, or one from where an import leads."""
    if not before or space is None:
        return True
    parts = before.strip("\\")
    return space == parts if before.startswith("\\") else f"\\{space}".endswith(f"\\{parts.rpartition(chr(92))[2]}")
