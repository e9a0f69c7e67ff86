"""Lines of code, comments and blanks of a file, by the comment syntax of its language.

A line with any code on it is code; a line that holds comment only is a comment, documentation strings included; a
blank line is blank, also inside a comment. Comments are sought where they begin a line (behind code they change
nothing), so strings need no lexer.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Lines", "count_lines"]


class Lines(NamedTuple):
    """Counts of one file; `lines == code + comments + blanks`."""

    lines: int
    code: int
    comments: int
    blanks: int


SPACE: Final = b" \t\r\f\v"

# A block comment's whole text, from where it may begin on a line.
C_BLOCK: Final = rb"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)"
XML_BLOCK: Final = rb"<!--(?:[^-]|-(?!->))*(?:-->|\Z)"
QUOTED: Final = (
    rb'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+(?:"""|\Z)'
    rb"|'''[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+(?:'''|\Z)"
)
DOC_STRING: Final = rb"[rRuUbB]{0,2}(?:" + QUOTED + rb")"
REST_OF_LINE: Final = rb"[^\n]*"

LONG_STRING: Final = re.compile(QUOTED, re.DOTALL)
STRING_PREFIX: Final = re.compile(rb"[rRuUbB]{0,2}")
LONG_MARKS: Final = (b'"""', b"'''")
OPENERS: Final = {C_BLOCK: (b"/*",), XML_BLOCK: (b"<!--",), DOC_STRING: LONG_MARKS}
"""What a text has to hold for there to be any comment of a form."""
PLAIN_MARK: Final = re.compile(rb"[#/;%-]+")

# Comment syntax → the languages that use it (Linguist's names). First what begins a line, then the rest of its text.
SYNTAX: Final = (
    ((rb"//[^\n]*", C_BLOCK), ("C|C++|C#|Java|JavaScript|TypeScript|TSX|JSX|Go|Rust|Swift|Kotlin|Scala|Dart"
                              "|Objective-C|Objective-C++|Groovy|Gradle|Sass|SCSS|Less"
     "|Stylus|Protocol Buffer|Thrift|Solidity|Zig|V|D|GLSL|HLSL|Cuda|ShaderLab|ActionScript|Haxe|JSON with Comments"
     "|JSON5|Cap'n Proto|Apex|Vala|Metal|WGSL"
     "|Verilog|SystemVerilog|Chapel|Odin|Pike|OpenCL|Move|Cairo|Jsonnet|Astro|Processing|Ballerina|Bicep|CUE|Smithy"
     "|ANTLR|Yacc|Lex|Reason|ReScript")),
    ((rb"//[^\n]*", rb"#[^\n]*", C_BLOCK), "PHP|HCL|Hack|PHP+HTML"),
    ((C_BLOCK,), "CSS|PostCSS"),
    ((rb"#[^\n]*", DOC_STRING), "Python|Starlark|Cython|Mojo|Xonsh|GDScript"),
    ((rb"#[^\n]*", rb"(?<=\n)=begin\b(?:[^\n]|\n(?!=end))*(?:\n=end[^\n]*|\Z)"), "Ruby|Crystal"),
    ((rb"#[^\n]*", rb"(?<=\n)=(?:pod|head\d|over|item|begin|for|encoding)\b(?:[^\n]|\n(?!=cut))*(?:\n=cut[^\n]*|\Z)"),
     "Perl|Raku"),
    ((rb"#[^\n]*", rb'@(?:module|type)?doc[ \t]+(?:~[sS])?"""(?:[^"]|"(?!""))*(?:"""|\Z)'), "Elixir"),
    ((rb"#[^\n]*", rb"<#(?:[^#]|#(?!>))*(?:#>|\Z)"), "PowerShell"),
    ((rb"#[^\n]*",), ("Shell|YAML|TOML|Makefile|Dockerfile|R|CMake|Nix|Ignore List|Git Attributes|INI|Java"
                     " Properties|GraphQL|Puppet|Tcl|Awk|Fish|Nim"
     "|EditorConfig|Just|Meson|Bazel|Nginx|ApacheConf|Dotenv|Procfile|Prolog|Gemfile.lock|Ninja|Git Config|Salt|Pip"
     " Requirements|Ansible|HAProxy|CoffeeScript|Julia"
     "|Open Policy Agent|BitBake|RPM Spec|sed|Gherkin")),
    ((rb"--(?!\[)[^\n]*", rb"--\[(=*)\[(?:[^\]]|\](?!\]))*(?:\]\]|\Z)"), "Lua|Luau|MoonScript"),
    ((rb"--[^\n]*", C_BLOCK), "SQL|PLSQL|PLpgSQL|TSQL|SQLPL"),
    ((rb"--[^\n]*", rb"\{-(?:[^-]|-(?!\}))*(?:-\}|\Z)"), "Haskell|Elm|PureScript|Idris|Agda|Dhall"),
    ((rb"--[^\n]*",), "Ada|VHDL|AppleScript|Eiffel"),
    ((rb"//[^\n]*", rb"\(\*(?:[^*]|\*(?!\)))*(?:\*\)|\Z)"), "F#"),
    ((rb"\(\*(?:[^*]|\*(?!\)))*(?:\*\)|\Z)",), "OCaml|Standard ML|Rocq Prover|Coq|Wolfram Language"),
    ((rb"//[^\n]*", rb"\{[^}]*(?:\}|\Z)", rb"\(\*(?:[^*]|\*(?!\)))*(?:\*\)|\Z)"), "Pascal"),
    ((rb";[^\n]*",), "Clojure|Common Lisp|Emacs Lisp|Scheme|Racket|Assembly|Fennel|Janet|NewLisp|AutoHotkey|LLVM"),
    ((rb"%[^\n]*",), "Erlang|TeX|MATLAB|Bibtex|BibTeX|PostScript|Mercury"),
    ((XML_BLOCK,), "HTML|XML|SVG|XSLT|Markdown|MDX|XML Property List|Maven POM|Web Ontology Language|WSDL|XPages"),
    ((XML_BLOCK, rb"//[^\n]*", C_BLOCK), "Vue|Svelte|HTML+PHP|HTML+Razor|Blade|HTML+ECR|HTML+EEX"),
    ((XML_BLOCK, rb"\{#(?:[^#]|#(?!\}))*(?:#\}|\Z)"), "Jinja|Twig|Nunjucks|Liquid"),
    ((XML_BLOCK, rb"<%#(?:[^%]|%(?!>))*(?:%>|\Z)"), "HTML+ERB|EJS|HTML+EJS"),
    ((XML_BLOCK, rb"\{\{!(?:[^}]|\}(?!\}))*(?:\}\}|\Z)"), "Handlebars|Mustache"),
    ((rb"//[^\n]*",), "Pug|Prisma|Hjson"),
    ((rb"!+[^\n]*",), "Fortran|Fortran Free Form"),
    ((rb"(?:'|(?i:rem)\b)[^\n]*",), "Visual Basic .NET|VBA|VBScript|Visual Basic 6.0|BASIC"),
    ((rb"(?:::|@?(?i:rem)\b)[^\n]*",), "Batchfile"),
    ((rb"\"[^\n]*",), "Vim Script"),
)  # fmt: skip


def count_lines(data: bytes, language: str) -> Lines:
    """Counts the lines of a file.

    Args:
        data: the whole file, any line ends.
        language: Linguist's name; where its comments are not known, all that is not blank is code.
    """
    if b"\r" in data and b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    total = data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    dense = b"\n" + data.translate(None, SPACE)
    filled = len(dense.split())
    comments = _comment_lines(data, dense, language)
    return Lines(total, filled - comments, comments, total - filled)


def _comment_lines(data: bytes, dense: bytes, language: str) -> int:
    """The lines of a text that hold comment only, by the cheapest of three ways that give the same.

    Args:
        data: the text.
        dense: the text without white space inside its lines, after a line feed.
        language: Linguist's name.
    """
    pattern = comment_pattern(language)
    if pattern is None:
        return 0
    marks, openers = plain_marks(language)
    if marks and not any(opener in data for opener in openers):
        return sum(dense.count(b"\n" + mark) for mark in marks)
    if openers == LONG_MARKS and (count := _beside_long_strings(data, dense)) is not None:
        return count
    return sum(filled_lines(found[0]) for found in pattern.finditer(b"\n" + data) if found[1] is not None)


def _beside_long_strings(data: bytes, dense: bytes) -> int | None:
    """The comment lines of a text whose only block comments are documentation strings; None where a `#` stands before one."""
    count = dense.count(b"\n#")
    for found in _long_strings(data):
        begin, end = data.rfind(b"\n", 0, found.start()) + 1, data.find(b"\n", found.end())
        before = data[begin : found.start()]
        if b"#" in before:
            return None
        text = found[0].translate(None, SPACE)
        count -= text.count(b"\n#")
        alone = not data[found.end() : end if end >= 0 else None].strip()
        if alone and STRING_PREFIX.fullmatch(before.lstrip()):
            count += len(text.split())
    return count


def filled_lines(data: bytes) -> int:
    """The number of lines that hold anything but white space."""
    return len(data.translate(None, SPACE).split())


@cache
def comment_pattern(language: str) -> re.Pattern[bytes] | None:
    """Group 1: comments that take whole lines, as many as follow each other. Without it: strings over several lines,
    to be skipped.

    It begins with a literal line feed (or quote), which the engine seeks at C speed.
    """
    forms = comment_forms().get(language)
    if not forms:
        return None
    line = rb"[^\S\n]*+(?:" + rb"|".join(forms) + rb")[^\S\n]*+(?=\n|\Z)"
    whole = rb"\n(" + line + rb"(?:\n" + line + rb")*)"
    return re.compile(whole + (rb"|" + QUOTED if DOC_STRING in forms else b""), re.DOTALL)


def _long_strings(data: bytes) -> Iterator[re.Match[bytes]]:
    """The strings over several lines: their marks are sought as plain text, several times as fast as an expression finds either."""
    ahead = {mark: data.find(mark) for mark in LONG_MARKS}
    while starts := [at for at in ahead.values() if at >= 0]:
        found = LONG_STRING.match(data, min(starts))
        if found is None:
            return
        yield found
        for mark, at in ahead.items():
            if 0 <= at < found.end():
                ahead[mark] = data.find(mark, found.end())


@cache
def plain_marks(language: str) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """What begins the line comments of a language, and what begins its others; both empty where more than plain text says it."""
    forms = comment_forms()[language]
    marks = tuple(form.removesuffix(REST_OF_LINE) for form in forms if form.endswith(REST_OF_LINE))
    others = [OPENERS.get(form) for form in forms if not form.endswith(REST_OF_LINE)]
    if None in others or not all(PLAIN_MARK.fullmatch(mark) for mark in marks):
        return (), ()
    return marks, tuple(opener for opening in others if opening for opener in opening)


@cache
def comment_forms() -> dict[str, tuple[bytes, ...]]:
    """Language → the forms of its comments."""
    return {language: forms for forms, languages in SYNTAX for language in languages.split("|")}
