"""The language contract: what a module in this package offers, and what its resolver is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..gathering import by_key
from ..workspace_paths import folders_around

if TYPE_CHECKING:
    from tree_sitter import Tree

    from ..facts import Extracted, Import, Link

__all__ = ["FamilyModule", "FileNode", "LanguageModule", "Lexicon", "Resolver", "World"]

EMPTY: Mapping[str, frozenset[str]] = MappingProxyType({})


class Lexicon(NamedTuple):
    """How a language's text splits into tokens, for the one-pass lexers over bytes.

    Attributes:
        skip: pattern source of comments (and of what is skipped like them), without groups.
        string: pattern source of string, character and regular-expression literals, without groups.
        keywords: the reserved words (they are never references).
        branches: words and operators that add a path through a function (McCabe's cyclomatic complexity); one that ends with a
            space counts between white space (`a ? b : c`, not `int? a`).
        openers: the bytes that a comment or literal may begin with, letters (of a prefix) left out.
        name: pattern source of an identifier.
        access: pattern source of what stands before a member's name.
        holds_code: pattern source of how a string literal begins that has code in it (a template with `${…}`); b"" for none.
        interpolation: what opens code inside a string in double quotes, whose text is no code; b"" for none.
        bare_names: a name alone needs no brackets behind the sign that opens code: `"$name"` beside `"${code}"`.
        quoted: pattern source of a name in quotes, which counts as a name where code is compared; b"" for none.
        free_members: what stands behind an access sign is a name, reserved words too (`rows.delete(id)`).
        prefixed: a literal or comment may begin with a letter (`r"`, `u8"`).
        labels: reserved words that behind a bracket or a comma are the name of an argument or a key, for they can't begin an
            expression; behind an `@`, that of a variable.
    """

    skip: bytes
    string: bytes
    keywords: frozenset[bytes]
    branches: frozenset[bytes]
    openers: bytes = b"\"'/"
    name: bytes = rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*"
    access: bytes = rb"\.|->|::|\?\."
    holds_code: bytes = b""
    interpolation: bytes = b""
    bare_names: bool = False
    quoted: bytes = b""
    labels: frozenset[bytes] = frozenset()
    free_members: bool = False
    prefixed: bool = False


def quoted_with_code(opening: bytes) -> bytes:
    """Pattern source of a string in double quotes, but for its closing one, in which code may hold others: `"#{a.join(", ")}"`.

    Args:
        opening: what opens the code, which a `}` ends: `${`.
    """
    sign = re.escape(opening[:1])
    string = rb'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
    code = re.escape(opening) + rb'(?:[^{}"\n]++|' + string + rb'|\{[^{}"\n]*+\})*+\}'
    text = rb'[^"\\\n' + sign + rb"]*+"
    return rb'"' + text + rb"(?:(?:\\.|" + code + rb"|" + sign + rb")" + text + rb")*+"


BACKTICKED = rb"`[^`\n]++`"
"""A name that may hold any character: Kotlin's tests, Scala's and Swift's reserved words."""


class FileNode(NamedTuple):
    """What a resolver may know of a file.

    Attributes:
        language: Linguist's name.
        module: the package or namespace that the file declares.
        zone: `product | test | fixture | example | docs | generated | vendored`.
    """

    language: str
    module: str = ""
    zone: str = "product"


class World:
    """The workspace as resolvers see it: every file, what files declare, and the text of configuration files.

    Attributes:
        files: path → node, all files of the workspace, other languages' included.
        definitions: path → top-level exported names (own symbols and exports); only for languages that ask (`families.py`).
        uses: path → names that occur in it as identifiers; only for languages that ask (`families.py`).
        bare: path → those of them that occur other than after a `.`; a path that is missing here has its `uses` taken instead.
        read: the bytes of a file; `b""` where it can't be read.
    """

    def __init__(
        self,
        files: Mapping[str, FileNode],
        read: Callable[[str], bytes],
        definitions: Mapping[str, frozenset[str]] = EMPTY,
        uses: Mapping[str, frozenset[str]] = EMPTY,
        bare: Mapping[str, frozenset[str]] = EMPTY,
    ) -> None:
        self.files, self.read = files, read
        self.definitions, self.uses, self.bare = definitions, uses, bare

    @cached_property
    def directories(self) -> frozenset[str]:
        """Every directory that holds a file, at any depth; the root is ""."""
        return frozenset({"", *folders_around({path.rpartition("/")[0] for path in self.files})})

    @cached_property
    def by_basename(self) -> Mapping[str, Sequence[str]]:
        """File name → the paths that end in it, sorted."""
        return by_key((path.rpartition("/")[2], path) for path in sorted(self.files))

    @cached_property
    def by_module(self) -> Mapping[str, Sequence[str]]:
        """Declared package or namespace → the files that declare it, sorted."""
        return by_key((module, path) for path in sorted(self.files) if (module := self.files[path].module))

    def matching(self, *basenames: str) -> Iterator[str]:
        """Paths whose file name matches one of the glob patterns, sorted."""
        from fnmatch import translate

        pattern = re.compile("|".join(translate(name) for name in basenames))
        for name in sorted(self.by_basename):
            if pattern.match(name):
                yield from self.by_basename[name]


Resolver = Callable[[str, Sequence["Import"]], Iterable["Link"]]
"""`(path of the importing file, its imports) → links`; one link or more an import, in the imports' order."""


class LanguageModule(Protocol):
    """What the module of a language offers. Which files are in it, Linguist's rules tell (`indexer/classify/linguist.py`).

    Attributes:
        LEXICON: how its text splits into tokens.
    """

    LEXICON: Lexicon

    def prepare(self, source: bytes) -> tuple[bytes, str]:
        """The text to parse, of equal length and lines, and the name of the language whose grammar reads it; "" for its own.

        Most return `source, ""`; a file with embedded code (Vue) blanks out all but the code.
        """
        ...

    def extract(self, source: bytes, tree: Tree, path: str) -> Extracted:
        """The file's symbols and imports. Pure; broken syntax gives the facts of the parts that parse."""
        ...


class FamilyModule(Protocol):
    """What `resolve.py` in the folder of a family of languages offers.

    Attributes:
        Resolver: resolves the imports of files one by one; what it needs of the world it prepares once, when it is made.
    """

    Resolver: Callable[[World], Resolver]
