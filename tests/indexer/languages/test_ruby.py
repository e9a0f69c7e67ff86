"""Ruby: symbols, and imports as written."""

from __future__ import annotations

import pytest
from groundplan.indexer.languages import language

from ..all_uses import uses
from .workspace_support import imports, read, symbols

SYMBOLS = [
    (
        "modules, classes, methods",
        "module A\n  class B::C < D\n    X = 1\n    def f(a) = a\n    def self.g; end\n  end\nend\ndef h; end",
        ["module A", "class A.B.C", "constant A.B.C.X", "method A.B.C.f", "method A.B.C.g", "function h"],
    ),
    (
        "private sections and words",
        (
            "class C\n  def a; end\n  private\n  def b; end\n  public\n  def c; end\n  private def d; end\n"
            "  def e; end\n  private :e\nend"
        ),
        ["class C", "method C.a", "-method C.b", "method C.c", "-method C.d", "-method C.e"],
    ),
    (
        "attributes",
        "class C\n  attr_reader :a,\n    :b\n  protected\n  attr_accessor :c\nend",
        ["class C", "property C.a", "property C.b", "-property C.c"],
    ),
    (
        "with a condition behind it",
        "class A < B\n  def x; end\nend if C\nmodule Q\n  def z; end\nend unless D\ndef p; end if E",
        ["class A", "method A.x", "module Q", "method Q.z", "function p"],
    ),
    (
        "one definition for each condition",
        "unless A.b?\n  C = D\nelse\n  module E\n    def a; end\n  end\nend",
        ["constant C", "module E", "method E.a"],
    ),
    ("singleton class", "class C\n  class << self\n    def a; end\n  end\nend", ["class C", "method C.a"]),
    (
        "made classes and blocks",
        "P = Struct.new(:x) do\n  def y; end\nend\nincluded do\n  def z; end\nend",
        ["class P", "method P.y", "function z"],
    ),
    (
        "under a condition",
        "class C\n  if X\n    def a; end\n  else\n    def b; end\n  end\nend",
        ["class C", "method C.a", "method C.b"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in SYMBOLS], ids=[case[0] for case in SYMBOLS])
def test_symbols(text: str, expected: list[str]) -> None:
    assert symbols("a.rb", text) == expected


def test_details_of_definitions() -> None:
    text = (
        "# frozen_string_literal: true\n\n# Serves.\n# More.\nclass A < B::C\n  include D, E\n"
        "  # @api private\n  # Gives it.\n  def f(a, b: 1)\n  end\nend"
    )
    made, method = read("a.rb", text).symbols
    assert (made.doc, made.bases, made.start_line, made.end_line) == ("Serves.", ("B::C", "D", "E"), 5, 11)
    assert (method.doc, method.signature) == ("Gives it.", "(a, b: 1)")


def test_what_a_call_gives_is_mixed_in_and_not_its_receiver() -> None:
    (made,) = read("a.rb", "class A\n  include ::B::Config.machines.a\n  include C, ::D\n  extend E::F\nend").symbols
    assert made.bases == ("C", "::D", "E::F")


IMPORTS = [
    (
        "forms",
        "require 'a/b'\nrequire_relative \"../c\"\nload('d.rb')\nKernel.require 'e'",
        [
            "1 require static a/b",
            "2 require_relative static ../c",
            "3 load static d.rb",
            "4 require static e",
        ],
    ),
    (
        "everything in a block of autoload_at lies in one file",
        "module M\n  autoload_at 'm/all' do\n    autoload :A\n    autoload :B\n  end\nend",
        ["3 autoload lazy m/all A", "4 autoload lazy m/all B"],
    ),
    (
        "a method of that name is defined, and called with values",
        "class A\n  def load(path)\n  end\n  def go(x)\n    load(x)\n    load 'a.rb'\n  end\nend",
        ["6 load lazy a.rb"],
    ),
    (
        "autoload",
        "module M\n  autoload :A, 'm/a'\n  autoload :HTTPError\n  autoload_under 'x' do\n    autoload :B\n  end\nend",
        [
            "2 autoload lazy m/a A",
            "3 autoload lazy m/http_error HTTPError",
            "5 autoload lazy m/x/b B",
        ],
    ),
    (
        "paths from the file",
        (
            "require File.expand_path('../../a', __FILE__)\nrequire File.join(__dir__, 'b', 'c')\n"
            "require \"#{__dir__}/d\"\nrequire File.dirname(__FILE__) + '/e'"
        ),
        [
            "1 require_relative static ../a",
            "2 require_relative static b/c",
            "3 require_relative static d",
            "4 require_relative static e",
        ],
    ),
    (
        "in a method, under a condition",
        "def f\n  require 'a'\nend\nrequire 'b' if x\nbegin\n  require 'c'\nrescue LoadError\n  require 'd'\nend",
        [
            "2 require lazy a",
            "4 require conditional b",
            "6 require static c",
            "8 require conditional d",
        ],
    ),
    ("computed", 'require name\nload "#{x}/y.rb"', ["1 require dynamic name", '2 load dynamic "#{x}/y.rb"']),
    ("a value of that name, returned", "def add(require)\n  return require unless @all\n  load if x\nend", []),
    ("no imports", "# require 'a'\nx.require 'b'\ns = \"require 'c'\"\nparams.require(:d)\nreload 'e'", []),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in IMPORTS], ids=[case[0] for case in IMPORTS])
def test_imports(text: str, expected: list[str]) -> None:
    assert imports("a.rb", text) == expected


WHOLE = (
    "module A\n  class << self\n    private def f(a) = a\n  end\n  autoload :B\n  attr_reader :a,\n    :b\n"
    "  P = Struct.new(:x) do\n    def y; end\n  end\nend\nrequire File.join(__dir__, 'b')"
)


def test_truncated_files_never_raise() -> None:
    assert all(read("a.rb", WHOLE[:end]).module == "" for end in range(len(WHOLE)))


def test_a_shift_by_a_constant_begins_no_here_document() -> None:
    """Each that never ends was searched to the end of the file: eight thousand lines of flags took two seconds."""
    names = {name.decode() for name in uses(b"a = 1<<BIT\nb(c)\nBIT\nd(2)<<BIT\ne\nBIT\n", language("Ruby").LEXICON)}
    assert {"a", "b", "c", "d", "e"} <= names


def test_identifiers_of_code_only() -> None:
    """Comments, strings and here-documents have none, whatever the label."""
    text = b"a = <<~SQL\n  don't no\nSQL\nb = %w[no no] + 'no' # no\n=begin\nno\n=end\nc? <<~ODD\n  isn't\nODD\nd"
    assert {name.decode() for name in uses(text, language("Ruby").LEXICON)} == {
        "a",
        "b",
        "c?",
        "d",
    }
