"""Hex: mix.exs, mix.lock, rebar.config, rebar.lock, gleam.toml, manifest.toml."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

MIX = dedent("""\
    defmodule Shop.MixProject do
      use Mix.Project
      @version "1.2.3"

      def project do
        [app: :shop, version: @version, elixir: "~> 1.15", aliases: aliases(), deps: deps()]
      end

      def application do
        [mod: {Shop.Application, []}, extra_applications: [:logger]]
      end

      defp deps do
        [
          {:phoenix, "~> 1.7"},
          {:credo, "~> 1.7", only: [:dev, :test], runtime: false}, # lint
          {:floki, "== 0.35.0", only: :test},
          {:esbuild, "~> 0.8", runtime: false},
          {:jason, ">= 0.0.0", optional: true},
          {:edge, github: "x/edge", tag: "v2"},
          {:util, path: "../util"},
          {:core, in_umbrella: true}
        ]
      end

      defp aliases do
        [
          setup: ["deps.get", "ecto.setup"],
          lint: "credo"
        ]
      end
    end
    """)

LOCK = dedent("""\
    %{
      "phoenix": {:hex, :phoenix, "1.7.10", "aa", [:mix], [{:plug, "~> 1.14", [hex: :plug, repo: "hexpm"]}], "hexpm", "bb"},
      "plug": {:hex, :plug, "1.15.2", "cc", [:mix], [], "hexpm", "dd"},
      "credo": {:hex, :credo, "1.7.3", "ee", [:mix], [{:bunt, "~> 0.2", [hex: :bunt]}], "hexpm", "ff"},
      "bunt": {:hex, :bunt, "0.2.1", "gg", [:mix], [], "hexpm", "hh"},
      "edge": {:git, "https://github.com/x/edge.git", "abc123", [tag: "v2"]},
      "broken": {:hex, },
    }
    """)

FILES = {"apps/shop/mix.exs": MIX, "mix.lock": LOCK, "mix.exs": 'def project do\n [apps_path: "apps"]\nend\n'}


def test_mix(rows: Rows, read: Read) -> None:
    assert rows(FILES, "apps/shop/mix.exs") == [
        ("phoenix", "~> 1.7", "1.7.10", "runtime", 15),
        ("credo", "~> 1.7", "1.7.3", "dev", 16),
        ("floki", "== 0.35.0", "0.35.0", "test", 17),
        ("esbuild", "~> 0.8", "", "build", 18),
        ("jason", ">= 0.0.0", "", "optional", 19),
        ("edge", "v2", "abc123", "runtime", 20),
        ("util", "", "", "runtime", 21),
        ("core", "", "", "runtime", 22),
    ]
    manifest = read(FILES)["apps/shop/mix.exs"]
    assert [(p.name, p.version, p.directory) for p in manifest.packages] == [("shop", "1.2.3", "apps/shop")]
    assert [(e.kind, e.target, e.line) for e in manifest.entries] == [("main", "Shop.Application", 10)]
    assert [(s.name, s.command, s.line) for s in manifest.scripts] == [
        ("setup", "mix deps.get && mix ecto.setup", 28),
        ("lint", "mix credo", 27),
    ]
    assert [d.source for d in manifest.dependencies[5:]] == ["git", "path", "workspace"]
    assert manifest.dependencies[6].path == "apps/util"
    assert read(FILES)["mix.exs"].tools[0].members == ("apps/*",)


def test_mix_lock(rows: Rows, read: Read) -> None:
    assert rows(FILES, "mix.lock") == [
        ("phoenix", "", "1.7.10", "runtime", 2),
        ("plug", "", "1.15.2", "runtime", 3),
        ("credo", "", "1.7.3", "dev", 4),
        ("bunt", "", "0.2.1", "dev", 5),
        ("edge", "", "abc123", "runtime", 6),
    ]
    assert [line for line, _ in read(FILES)["mix.lock"].problems] == [7]


REBAR = dedent("""\
    {deps, [cowboy, {jsx, "3.1.0"}, {x, {git, "https://x/x.git", {tag, "1.0"}}}]}. % comment
    {profiles, [{test, [{deps, [{meck, "0.9.2"}]}]}]}.
    """)

REBAR_LOCK = dedent("""\
    {"1.2.0",
    [{<<"jsx">>,{pkg,<<"jsx">>,<<"3.1.0">>},0},
     {<<"x">>,
      {git,"https://x/x.git",{ref,"abc"}},
      1}]}.
    [{pkg_hash,[{<<"jsx">>, <<"AA">>}]}].
    """)

GLEAM = dedent("""\
    name = "g"
    [dependencies]
    gleam_stdlib = ">= 0.34.0"
    local = { path = "../l" }
    [dev-dependencies]
    gleeunit = "~> 1.0"
    """)

GLEAM_LOCK = dedent("""\
    packages = [
      { name = "gleam_stdlib", version = "0.36.0", requirements = [], source = "hex" },
    ]
    [requirements]
    gleam_stdlib = { version = ">= 0.34.0" }
    """)

OTHERS = {"rebar.config": REBAR, "rebar.lock": REBAR_LOCK, "gleam.toml": GLEAM, "manifest.toml": GLEAM_LOCK}


def test_rebar(rows: Rows) -> None:
    assert rows({"rebar.config": REBAR}, "rebar.config") == [
        ("cowboy", "", "", "runtime", 1),
        ("jsx", "3.1.0", "3.1.0", "runtime", 1),
        ("x", "1.0", "", "runtime", 1),
        ("meck", "0.9.2", "0.9.2", "test", 2),
    ]
    assert rows({"rebar.lock": REBAR_LOCK}, "rebar.lock") == [
        ("jsx", "", "3.1.0", "runtime", 2),
        ("x", "", "abc", "runtime", 3),
    ]


def test_gleam(rows: Rows) -> None:
    assert rows(OTHERS, "gleam.toml") == [
        ("gleam_stdlib", ">= 0.34.0", "0.36.0", "runtime", 3),
        ("local", "", "", "runtime", 4),
        ("gleeunit", "~> 1.0", "", "dev", 6),
    ]
    assert rows(OTHERS, "manifest.toml") == [("gleam_stdlib", "", "0.36.0", "runtime", 2)]


@pytest.mark.parametrize(
    ("path", "text"), [("mix.exs", "not elixir"), ("mix.lock", '%{"a": {:svn, "x"}}'), ("gleam.toml", "[broken")]
)
def test_malformed(read: Read, path: str, text: str) -> None:
    assert read({path: text})[path].problems


@pytest.mark.parametrize("path", ["rebar.config", "rebar.lock"])
def test_malformed_erlang_says_nothing(read: Read, path: str) -> None:
    assert read({path: "{{{[<<"})[path].dependencies == []


def test_an_application_may_be_named_by_an_attribute(read: Read) -> None:
    text = 'defmodule Shop.MixProject do\n  @app :shop\n  @version "1.2.3"\n  def project do\n    [app: @app, version: @version]\n  end\nend\n'
    assert [(item.name, item.version) for item in read({"mix.exs": text})["mix.exs"].packages] == [("shop", "1.2.3")]
