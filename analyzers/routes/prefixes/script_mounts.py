"""What a call of JavaScript mounts on a router: `app.use("/pots", guard, pots.routes(), new LidsController(db).router)`.

Every argument may be a router; which of them is one shows by the routes that it has. Express routers may also stand in a list that
mounts them: `[{ path: '/auth', route: authRoute }].forEach((r) => router.use(r.path, r.route))`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ..text.route_blocks import brackets
from ..text.route_handlers import VERBS, enclosed, split_arguments
from ..text.route_source import constant, filled, product_texts, slashed, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["hung_routers", "listed_mounts"]

LITERAL = re.compile(r"^(['\"`])([^'\"`\n]*)\1$")
PATH = re.compile(r"^(?:[A-Za-z_][\w.]*\s*\+\s*)*(['\"`])[^'\"`\n]*\1(?:\s*\+\s*[A-Za-z_][\w.]*)*$")
"""A text, alone or joined with constants."""
REQUIRED = re.compile(r"^require\(\s*['\"]([^'\"]*)['\"]\s*\)")
DOTTED = re.compile(r"^[A-Za-z_][\w.]*$")
VALUE = re.compile(r"^(?:await\s+)?(?:new\s+)?([A-Za-z_$][\w$.]*)(?:<[^()]*>)?(?:\(\))?(?:\s*\.\w+(?:\(\))?)*$")
"""A name with the calls and members behind it, brackets already emptied."""
OFFERED = ".middleware"
"""What old routers of Koa give in their place."""
INNER = re.compile(r"\([^()]*\)")
EMPTY = "\0"
MOUNTS = "mount"
"""The function of koa-mount, which has a mount path of its own."""

PATH_LIKE = re.compile(r"(?:prefix|path|url|uri|route|base|root|endpoint|version|mount|dash)\w*$", re.IGNORECASE)
"""Names of texts; others that stand before a router are functions, which leave the path as it is."""
SETTING = r"\b{}\s*[:=]\s*(?:process\.env\.\w+\s*(?:\|\||\?\?)\s*)?(['\"`])([^'\"`$]*)\1"
"""A text, or the one that counts where the environment gives none."""
USED = re.compile(r"\b(\w+)\.use\(\s*(\w+)\.(\w+)\s*,\s*(?:[\w.()]+\s*,\s*)*\2\.(\w+)\s*\)")


class HungRouter(NamedTuple):
    """What may be a router: its path, and the name or the module that it is written by."""

    prefix: str
    name: str
    module: str = ""


def hung_routers(index: Index, path: str, arguments: str) -> Iterator[HungRouter]:
    """What the arguments of `use` or `route` may mount, the text from behind the opening bracket on."""
    given = [part.strip() for part in split_arguments(enclosed(arguments))]
    if not given or not given[0] or given[0].strip("'\"`") in VERBS:  # `route("POST", "/pots", …)` adds a route
        return
    prefix, is_path = _prefix(index, path, given[0]) if len(given) > 1 else ("", False)
    for text in given[is_path:]:
        yield from _of_argument(index, path, text, prefix)


def _prefix(index: Index, path: str, first: str) -> tuple[str, bool]:
    """The path that a first argument gives, and whether it is one."""
    if PATH.match(first):
        return "".join(_part(index, path, part.strip()) for part in first.split("+")), True
    told = _first_argument(index, first, path) if DOTTED.match(first) else ""
    return told, bool(told)


def _part(index: Index, path: str, part: str) -> str:
    literal = LITERAL.match(part)
    return filled(index, literal[2], path) if literal else constant(index, part, path)


def _of_argument(index: Index, path: str, text: str, prefix: str) -> Iterator[HungRouter]:
    if required := REQUIRED.match(text):
        yield HungRouter(prefix, "", required[1])
    elif text[:1] == "[" and text[-1:] == "]":
        for part in split_arguments(text[1:-1]):
            yield from _of_argument(index, path, part.strip(), prefix)
    elif text.startswith(f"{MOUNTS}("):
        for inner in hung_routers(index, path, text[len(MOUNTS) + 1 :]):
            yield inner._replace(prefix=f"{prefix.rstrip('/')}{inner.prefix}")
    elif value := VALUE.match(_emptied(text)):
        yield HungRouter(prefix, value[1].removesuffix(OFFERED))


def _emptied(text: str) -> str:
    """A text whose brackets hold nothing: what a call is given says nothing of what it gives."""
    before = ""
    while before != text:
        before, text = text, INNER.sub(EMPTY, text)
    return text.replace(EMPTY, "()")


def listed_mounts(index: Index) -> Iterator[tuple[str, str, str, str]]:
    """`(file, name of the mounted router, name of the one it is mounted on, prefix)`."""
    for path, text in product_texts(index, index.files_using("use"), SCRIPT):
        used = USED.search(text)
        if used is None:
            continue
        pair = re.compile(rf"\b{used[3]}\s*:\s*['\"`]([^'\"`\n]*)['\"`]\s*,\s*{used[4]}\s*:\s*(\w+)")
        for match in pair.finditer(text):
            yield path, match[2], used[1], slashed(match[1])


# ---- Values that code of JavaScript reads from an object of settings: `config.api.prefix` of `export default { api: { prefix: '/api' } }`


def _first_argument(index: Index, dotted: str, path: str) -> str:
    """The path before a router in `app.use(config.prefix, router)`; "" for a middleware, `{prefix}` for a path that can't be told."""
    value = constant(index, dotted, path)
    if not value.startswith("{"):
        return value
    told = _setting(index, dotted, path)
    return told if told is not None else value if PATH_LIKE.search(dotted) else ""


def _setting(index: Index, dotted: str, path: str) -> str | None:
    """The text that an object of the file, or of a module that it imports, has under nested keys; None where none is seen."""
    first, *keys = dotted.split(".")
    link = next((link for link in index.links_from(path) if link.alias == first and link.target), None)
    text = source_text(index, link.target if link else path)
    if not keys:
        return None
    if link is None:
        text = _within(text, first)
    for key in keys[:-1]:
        text = _within(text, key)
    found = re.search(SETTING.format(re.escape(keys[-1])), text)
    return found[2] if found else None


def _within(text: str, key: str) -> str:
    """What stands in the brackets of a key's object; "" where there is none."""
    found = re.search(rf"\b{re.escape(key)}\s*(?::[^={{}}\n]+=|[:=])\s*\{{", text)
    at = found.end() - 1 if found else 0
    return text[at + 1 : brackets(text).get(at, at + 1)] if found else ""
