"""One and several of a name, as Rails and Laravel tell a resource, its parameter, its controller and its model of each other."""

from __future__ import annotations

__all__ = ["plural", "singular"]

IRREGULAR = {
    "person": "people", "man": "men", "child": "children", "news": "news", "information": "information", "status": "statuses",
}  # fmt: skip
"""Plurals that end in no `s`, or that a word which ends in `s` has. https://guides.rubyonrails.org/active_support_core_extensions.html#pluralize"""


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
