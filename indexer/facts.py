"""What one file says about itself: the values that extraction returns and the store keeps.

All are plain tuples, so that they cross process borders and reach SQLite without conversion.
"""

from __future__ import annotations

from typing import NamedTuple

SYMBOL_KINDS = (
    *("function", "class", "method", "interface", "enum", "struct", "trait", "type", "constant", "variable"),
    *("component", "property", "field", "module", "macro", "namespace", "object", "constructor"),
)


class Symbol(NamedTuple):
    """A definition.

    Attributes:
        qualname: dotted path inside its file (`Class.method`); the last part is the bare name.
        kind: one of `SYMBOL_KINDS`.
        start_line, end_line: 1-based, inclusive; decorators and annotations belong to the range.
        start_byte, end_byte: the same range in bytes of the source.
        signature: parameters and result as written, on one line, at most 200 characters; empty where there is none.
        doc: first line of its documentation, at most 200 characters.
        exported: others can use it (public by the language's own rule).
        bases: base classes, interfaces and traits as written, without type arguments.
        decorators: decorators, annotations and attributes as written, without the leading sign, at most 120 characters each.
    """

    qualname: str
    kind: str
    start_line: int
    end_line: int
    start_byte: int
    end_byte: int
    signature: str = ""
    doc: str = ""
    exported: bool = True
    bases: tuple[str, ...] = ()
    decorators: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The bare name."""
        return self.qualname.rpartition(".")[2]


class Import(NamedTuple):
    """One name that an import statement brings in (a statement that names three gives three).

    Attributes:
        line: where the statement (or the name in it) stands.
        kind: `static | type_only | lazy | dynamic | reexport | conditional`.
        specifier: the module as written: `a.b`, `..c`, `./x.js`, `java.util.List`, `"x.h"`, `<stdio.h>`.
        name: the imported name; "" for the module itself, "*" for all of its names, "default" for a default export.
        alias: the local name that it binds (for a re-export: the name under which others see it); "" where none.
        form: the statement's own word where the language has several (`mod`, `use`, `require`, `include`, ...).
    """

    line: int
    kind: str
    specifier: str
    name: str = ""
    alias: str = ""
    form: str = ""


class Export(NamedTuple):
    """A name that others see and that differs from the symbol's own: `export default run`, `export { a as b }`."""

    name: str
    local: str
    line: int


Place = tuple[int, bytes]
"""A line, and a name on it."""


class Scopes(NamedTuple):
    """Where a file gives names a meaning of its own, so that they are no uses of another file's definitions.

    Attributes:
        functions: first and last line of each function and method, without overlaps.
        bound: names that a function binds, and where: from there on nothing else is meant by them.
        labels: names that only label something at that place: a field, a method, a key, a statement.
        own: names that are the file's own wherever they stand bare.
    """

    functions: list[tuple[int, int]]
    bound: list[Place]
    labels: list[Place]
    own: frozenset[bytes] = frozenset()


class Extracted(NamedTuple):
    """What a language module reads from one file.

    Attributes:
        symbols: definitions in source order, outer before inner.
        imports: imports in source order.
        module: the package, namespace or module that the file declares itself part of ("" where the language has none).
        exports: public names other than the exported symbols' own.
        scopes: where the file gives names a meaning of its own; None where the language module does not tell.
    """

    symbols: list[Symbol]
    imports: list[Import]
    module: str = ""
    exports: tuple[Export, ...] = ()
    scopes: Scopes | None = None


class Link(NamedTuple):
    """An import after resolution: where it leads.

    Exactly one of `target`, `external` and `reason` is set.

    Attributes:
        line, kind, specifier, alias: as in the import.
        target: the workspace file that it means.
        name: the symbol of the target; "" for the module itself, "*" for all of its names.
        external: the module outside the workspace, at the granularity that a dependency is declared in
            (`requests`, `@scope/pkg`, `github.com/a/b`, `java.util`).
        stdlib: the external module belongs to the language or its platform.
        reason: why it leads nowhere (`no file matches`, `computed specifier`, ...).
    """

    line: int
    kind: str
    specifier: str
    target: str = ""
    name: str = ""
    alias: str = ""
    external: str = ""
    stdlib: bool = False
    reason: str = ""

    @classmethod
    def to(cls, item: Import, target: str, name: str = "") -> Link:
        """The link of an import to a file, or a symbol of it."""
        return cls(item.line, item.kind, item.specifier, target, name, item.alias)

    @classmethod
    def outside(cls, item: Import, external: str, stdlib: bool = False, name: str = "") -> Link:
        """The link of an import that leads out of the workspace."""
        return cls(item.line, item.kind, item.specifier, "", name, item.alias, external, stdlib)

    @classmethod
    def nowhere(cls, item: Import, reason: str, name: str = "") -> Link:
        """The link of an import that leads nowhere."""
        return cls(item.line, item.kind, item.specifier, "", name, item.alias, reason=reason)
