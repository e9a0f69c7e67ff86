"""Languages are named as github-linguist names them, from the name where that is enough, else from the text."""

from pathlib import Path

import pytest
from groundplan.indexer.classify import attributes, linguist
from groundplan.indexer.classify.linguist_data import data
from groundplan.indexer.extract import HEAD_BYTES
from groundplan.indexer.settings import Settings

from ..workspaces import write

BY_NAME = {
    "src/app.py": "Python",
    "web/App.VUE": "Vue",
    "Dockerfile": "Dockerfile",
    "deep/down/Makefile": "Makefile",
    "Cargo.lock": "TOML",
    "types.d.mts": "TypeScript",
    "main.go": "Go",
    "index.jsx": "JavaScript",
    "Gemfile": "Ruby",
    "view.html.erb": "HTML+ERB",
    "go.mod": "Go Module",
    "photo.png": "",
}

BY_CONTENT = [
    ("a.h", b"#pragma once\nstruct point { int x; };\n", "C"),
    ("a.h", b"#include <vector>\nnamespace app { class Thing; }\n", "C++"),
    ("a.h", b"#import <Foundation/Foundation.h>\n@interface Thing : NSObject\n@end\n", "Objective-C"),
    ("a.m", b"@implementation Thing\n@end\n", "Objective-C"),
    ("a.m", b"% adds\nfunction y = add(a, b)\n  y = a + b;\nend\n", "MATLAB"),
    ("a.m", b"(* Begin *)\nNotebook[x]\n", "Wolfram Language"),
    ("a.ts", b"export const x = 1;\n", "TypeScript"),
    ("a.ts", b'<?xml version="1.0"?>\n<!DOCTYPE TS>\n<TS version="2.1"></TS>\n', "XML"),
    ("a.v", b"module counter(input clk);\nendmodule\n", "Verilog"),
    ("a.v", b"Theorem t : forall n, n = n.\nProof. auto. Qed.\n", "Rocq Prover"),
    ("a.pl", b"use strict;\nmy $x = 1;\n", "Perl"),
    ("a.pl", b":- module(m, []).\nparent(X) :- child(X).\n", "Prolog"),
    ("a.cls", b"\\NeedsTeXFormat{LaTeX2e}\n", "TeX"),
    ("a.cls", b'VERSION 1.0 CLASS\nAttribute VB_Name = "A"\n', "VBA"),
    ("a.inc", b"<?php function f() {}\n", "PHP"),
    ("a.fcgi", b"<?php\necho $_SERVER[$_GET['var']];\n$a = $b;\n", "PHP"),
    ("a.inc", b"<div>\n<p>text</p>\n</div>\n", "HTML"),
    ("a.inc", b"#include <x.h>\nnamespace a {\nint b();\n}\n", "C++"),
    ("a.inc", b"#include the usual checks\nnamespace a {\n}\n", "NASL"),
    ("a.inc", b"#include <x.h>\ntemplate <class T> struct B {};\n", "C++"),
    ("a.spec", b"Name: tool\nVersion: 1\n%description\nText\n%files\n", "RPM Spec"),
    ("a.spec", b"require 'x'\ndescribe 'a' do\n  it 'works' do\n  end\nend\n", "Ruby"),
    ("a.fs", b"module App\nlet x = 1\n", "F#"),
    ("a.rs", b"pub fn main() {}\n", "Rust"),
    ("a.rs", b'//! Spans\n//!\n//! <a href="x">more</a> than a head of documentation\n', "Rust"),
    ("a.sql", b"CREATE TABLE t (id int);\n", "SQL"),
    ("a.md", b"# Title\n", "Markdown"),
    ("a.yml", b"swagger: '2.0'\ninfo:\n  title: x\n", "OASv2-yaml"),
    ("run", b"#!/usr/bin/env python3.11\nprint(1)\n", "Python"),
    ("run", b"#! /bin/bash -e\n", "Shell"),
    ("run", b"#!/usr/bin/env -S A=1 node --x\n", "JavaScript"),
    ("run", b"#!/bin/sh\nexec ruby $0 $@\n", "Ruby"),
    ("run", b"#!/usr/bin/osascript -l JavaScript\n", ""),
    ("notes", b"-*- mode: ruby; -*-\nputs 1\n", "Ruby"),
    ("notes", b"x = 1\n# vim: set ft=python :\n", "Python"),
    ("notes", b"-*-c++-*-\n", "C++"),
    ("data", b'<?xml version="1.0"?>\n<a/>\n', "XML"),
    ("prog.1", b".TH PROG 1\n.SH NAME\nprog\n", "Roff Manpage"),
    ("plain.1", b"one\n", "Text"),
    ("blob", b"\x00\x01\x02", ""),
    ("blob", bytes(range(1, 32)) * 9, ""),
    ("empty.h", b"", "C"),
    ("empty.md", b"", "Markdown"),
    ("empty.yml", b"", "YAML"),
    ("nothing", b"", ""),
    ("de.ts", b"<!DOCTYPE TS>\n<TS version='2.1'></TS>\n", "XML"),
    ("signal.ts", b"export type Make<T> = (on: <TS>(s: Signal<TS>) => TS) => T\n", "TypeScript"),
    ("nothing.unknownext", b"hello\n", ""),
]


@pytest.mark.parametrize(("path", "language"), BY_NAME.items())
def test_the_name_decides(path: str, language: str) -> None:
    assert linguist.classify(path, b"") == language


@pytest.mark.parametrize(("path", "text", "language"), BY_CONTENT)
def test_the_text_decides(path: str, text: bytes, language: str) -> None:
    assert linguist.classify(path, text) == language


def test_a_known_name_is_not_read() -> None:
    """What the index reads must not depend on whether the head happened to be at hand."""
    assert linguist.classify("a.py", b"#!/usr/bin/perl\n") == linguist.classify("a.py", b"") == "Python"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("csharp", "C#"),
        ("TS", "TypeScript"),
        ("golang", "Go"),
        ("c++", "C++"),
        ("emacs lisp", "Emacs Lisp"),
        ("nope", ""),
    ],
)
def test_aliases(given: str, name: str) -> None:
    assert linguist.named(given) == name


def test_types_and_groups() -> None:
    assert [linguist.language_type(name) for name in ("Python", "HTML", "JSON", "Markdown", "?")] == [
        "programming",
        "markup",
        "data",
        "prose",
        "",
    ]
    assert [linguist.group(name) for name in ("TSX", "Python", "?")] == ["TypeScript", "Python", "?"]


BAR = [
    ("src/app.py", "Python", True),
    ("style/site.css", "CSS", True),
    ("package.json", "JSON", False),
    ("README.md", "Markdown", False),
    ("node_modules/a/index.js", "JavaScript", False),
    ("web/jquery-3.1.1.js", "JavaScript", False),
    ("web/app.min.js", "JavaScript", False),
    ("types/app.d.ts", "TypeScript", False),
    ("docs/conf.py", "Python", False),
    ("src/docs/conf.py", "Python", True),
    ("vendor/lib/a.go", "Go", False),
    ("tests/test_app.py", "Python", True),
    ("extjs/a/b.js", "JavaScript", False),
]


@pytest.mark.parametrize(("path", "language", "counted"), BAR)
def test_the_language_bar(path: str, language: str, counted: bool) -> None:
    assert linguist.in_language_bar(path, language) is counted


@pytest.mark.parametrize(
    ("path", "text", "language"),
    [
        ("Gemfile-rails.6.1.x", b"source 'https://rubygems.org'\ngem 'rails', '~> 6.1'\n", ""),
        ("share/names.inc", b"one\ntwo\n", ""),
        ("share/names.inc", b"<?php\n$a = 1;\n", "PHP"),
    ],
)
def test_a_name_alone_decides_nothing_between_several(path: str, text: bytes, language: str) -> None:
    assert linguist.classify(path, text) == language


HOSTILE = [
    piece * (HEAD_BYTES // len(piece))
    for piece in (
        b" ",
        b"\n",
        b"a",
        b"a ",
        b"(",
        b"a:",
        b"\t\n",
        b"a.b",
        b"[",
        b"<a ",
        b"/*",
        b"aaaa b\n",
        b"%lang a ",
        b" = ",
    )
]


def test_hostile_texts_come_to_an_end() -> None:
    """Every block of rules over texts made to be slow for a backtracking engine: a rule that runs away never answers."""
    known = {*data()["languages"], ""}
    for extension in data()["heuristics"]:
        assert {linguist.classify(f"x{extension}", text) for text in HOSTILE} <= known, extension


def test_hostile_modelines_come_to_an_end() -> None:
    assert linguist.classify("x.d", b"vi: " * (HEAD_BYTES // 4)) in {*data()["languages"], ""}


def test_attributes_name_a_language_in_any_case_that_the_file_may_be_of(tmp_path: Path) -> None:
    """All files called Java, as is done for the language bar, are none."""
    write(
        tmp_path,
        {
            ".gitattributes": "*.h linguist-language=c\n*.x linguist-language=Own\n*.js linguist-language=java\n*.tsx linguist-language=Go\n"
        },
    )
    marks = attributes.read(tmp_path, [".gitattributes"], Settings())
    assert [marks.of(path)[0] for path in ("src/a.h", "b.x", "b.y", "c.js", "d.tsx")] == ["C", "Own", "", "", ""]


def test_attributes_of_a_folder_are_not_those_of_what_stands_in_it(tmp_path: Path) -> None:
    """As `git check-attr` has it; patterns of the settings are those of `.gitignore`."""
    rules = "lib/* linguist-vendored\nold linguist-vendored\nmade/ linguist-generated\nout/** linguist-generated\n*.min.txt linguist-vendored\n"
    write(tmp_path, {".gitattributes": rules})
    marks = attributes.read(tmp_path, [".gitattributes"], Settings(generated=("made2",)))
    paths = ("lib/a.rs", "lib/core/a.rs", "old/a.rs", "made/a.rs", "out/x/a.rs", "x/a.min.txt", "made2/x/a.rs")
    assert [marks.of(path)[1] for path in paths] == ["vendored", "", "", "", "generated", "vendored", "generated"]
