"""What the introduction alone says of a product: that it is a server, which listens then, or something that others build on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ..introduction import introduction
from ..tool_or_library import SAID_COMMAND, SAID_IMPORT

if TYPE_CHECKING:
    from ....answers import Ground
    from ....indexer.index import Index

__all__ = ["is_called_a_tool", "is_called_otherwise", "said_to_be_imported", "said_to_be_library", "said_to_serve"]

SAID_SERVER: Final = re.compile(
    r"\b(?:servers?|daemon|broker|reverse proxy|load balancer|database|data ?store|key[-/ ]value|cache)\b",
    re.IGNORECASE,
)
IS_LIBRARY: Final = re.compile(
    r"\A(?:[\w.-]+ (?:\([^)]*\) )?){1,4}is (?:an?|the) (?:[\w-]+,? ){0,4}librar(?:y|ies) "
    r"(?:of|for|in|that|to|which|with|written|providing)\b",
    re.IGNORECASE,
)
OTHERWISE: Final = (
    r"(?<!cross-)(?<!multi-)"
    r"(?:daemon|servers?|games?|(?:chat)?bots?|emulator|kernel|operating system|firmware|compositor|window manager|desktop"
    r"|GUI|widgets?|applet|screen ?(?:saver|locker)|web|service|engine|driver|virtual machine|simulat(?:or|ion)|(?:micro)?framework"
    r"|controller|operator|agent|proxy|gateway|broker|database|platform|library|SDK|toolkit)\b(?!-)"
)
NO_COMMAND: Final = re.compile(rf"\b(?:{OTHERWISE}|app(?:lication)?\b(?!-))", re.IGNORECASE)
"""What a program is called that is there for something else than to be typed: none of the contract's kinds, or not surely one. An
application may as well be typed, where that is shown."""
IS_NO_COMMAND: Final = re.compile(
    r"\b(?:is|are) (?:an?|the|our|your) (?:(?!(?:for|of|to|that|which|with|from|in|on|by|and|command|tool)\b)[^\s.;:]+ ){0,8}?"
    + OTHERWISE
    + r"(?:(?<=web)|(?<=GUI)|(?<=desktop)|(?=[^\w\s]|\s*$|\s+(?:\W|(?:for|of|to|that|which|who|whose|where|with|without|from|in|on|by"
    r"|at|as|and|or|it|you|like|is|written|built|made|\w+(?:ed|ing))\b)))",
    re.IGNORECASE,
)
"""It is called so itself, and not what it is for, nor what that has to do with: `a library management system` is no library."""
LISTENING: Final = (("listen", "accept", "bind"), ("Listen", "Accept"))
"""What a program calls that waits at a port, all of it: as systems have it, and as Go."""


def said_to_serve(index: Index) -> Ground | None:
    """The first sentence of the README where it calls the product a server, and the product's code listens."""
    readme = introduction(index, "")
    said = readme.sentence
    if said is None or SAID_COMMAND.search(said.text) or SAID_IMPORT.search(said.text):
        return None
    found = SAID_SERVER.search(said.text)
    if not found or not any(all(_is_called(index, name) for name in names) for names in LISTENING):
        return None
    return {"path": readme.path, "line": said.line, "says": f"said: {said.text[: found.end()][-60:]}, and it listens"}


def _is_called(index: Index, name: str) -> bool:
    return any(index.files[path].zone == "product" for path in index.files_using(name))


def said_to_be_imported(index: Index) -> Ground | None:
    """The first sentence of the README where it calls the product a library, a plugin or the like."""
    return _said(index, SAID_IMPORT)


def is_called_otherwise(index: Index, *, typed: bool) -> bool:
    """The first sentence of the README calls the product something else than a command: that it begins somewhere makes none of it.

    Args:
        typed: the README shows how it is typed; then only what the sentence says that it is counts.
    """
    said = introduction(index, "").sentence
    if said and SAID_COMMAND.search(said.text):
        return False
    return bool(said and (IS_NO_COMMAND if typed else NO_COMMAND).search(said.text))


def is_called_a_tool(index: Index) -> bool:
    """The first sentence calls it a command, or something that others build on: a server that it starts serves that."""
    said = introduction(index, "").sentence
    return said is not None and any(words.search(said.text) for words in (SAID_COMMAND, SAID_IMPORT))


def said_to_be_library(index: Index) -> Ground | None:
    """The first sentence of the README where it says that the product is a library, and what of."""
    return _said(index, IS_LIBRARY)


def _said(index: Index, pattern: re.Pattern[str]) -> Ground | None:
    readme = introduction(index, "")
    if (said := readme.sentence) and (found := pattern.search(said.text)):
        return {"path": readme.path, "line": said.line, "says": f"said: {said.text[: found.end()][-60:]}"}
    return None
