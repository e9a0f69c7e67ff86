"""Resources, of which Rails and Phoenix make routes by the same actions; and one and several of a name, as Rails and Laravel tell a
resource, its parameter, its controller and its model of each other."""

from __future__ import annotations

from collections.abc import Iterator

from .... import lazy_re as re

__all__ = ["ACTIONS", "actions_of", "plural", "singular"]

ACTIONS = (
    ("index", "GET", ""), ("create", "POST", ""), ("new", "GET", "/new"), ("edit", "GET", "/:id/edit"),
    ("show", "GET", "/:id"), ("update", "PATCH", "/:id"), ("update", "PUT", "/:id"), ("destroy", "DELETE", "/:id"),
)  # fmt: skip
"""What `resources` makes: action, method, path below the collection; Phoenix calls the last one by its method."""
ONLY = re.compile(r"\b(only|except):\s*(?:%i[\[({]([^\])}]*)[\])}]|\[([^\]]*)\]|:(\w+))")
IRREGULAR = {
    "person": "people", "man": "men", "child": "children", "news": "news", "information": "information", "status": "statuses",
}  # fmt: skip
"""Plurals that end in no `s`, or that a word which ends in `s` has. https://guides.rubyonrails.org/active_support_core_extensions.html#pluralize"""


def actions_of(options: str, member: str, *, single: bool) -> Iterator[tuple[str, str, str]]:
    """`(action, method, path below the collection)` of what a resource makes with its options; a `single` one has no index, and `member`
    is the path of one of several."""
    chosen = ONLY.search(options)
    named = set(re.findall(r"\w+", chosen[2] or chosen[3] or chosen[4] or "")) if chosen else set()
    for action, method, end in ACTIONS:
        told = chosen is None or named.isdisjoint((action, method.lower())) != (chosen[1] == "only")
        if told and not (single and action == "index"):
            yield action, method, end.replace("/:id", "" if single else member)


def singular(name: str) -> str:
    """One of a resource, by which its inner routes name the parameter."""
    start, mark, word = name.rpartition("_")
    for single, several in IRREGULAR.items():
        if word == several:
            return f"{start}{mark}{single}"
    if word.endswith("ies") and len(word) > 4:
        return f"{name[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return name[:-2]
    return name[:-1] if word.endswith("s") and not word.endswith("ss") else name


def plural(name: str) -> str:
    """The controller of a `resource`, which is named in the plural though the path is not."""
    start, mark, word = name.rpartition("_")
    if word in IRREGULAR:
        return f"{start}{mark}{IRREGULAR[word]}"
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return f"{name[:-1]}ies"
    if word.endswith(("ss", "sh", "ch", "x", "us")):
        return f"{name}es"
    return name if word.endswith("s") else f"{name}s"
