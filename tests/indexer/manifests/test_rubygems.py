"""RubyGems: Gemfile, gemspec, Gemfile.lock."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

GEMFILE = dedent("""\
    source "https://rubygems.org"
    ruby "3.3.0"

    gem "rails", "~> 7.1", ">= 7.1.2"
    gem 'pg', '1.5.4' # a pin
    gem "puma", require: false
    group :development, :test do
      gem "rspec-rails"
      gem "debug", platforms: %i[mri windows]
    end
    gem "capybara", group: :test
    gem "local", path: "vendor/local"
    gem "edge", github: "x/edge"
    path "engines" do
      gem "shop"
    end
    gem "win32", "1.0" if RUBY_PLATFORM =~ /win/
    %w[one two].each { |name| gem name }
    gem computed_name
    """)

LOCK = dedent("""\
    GIT
      remote: https://github.com/x/edge.git
      revision: abc
      specs:
        edge (0.1.0)

    PATH
      remote: vendor/local
      specs:
        local (0.2.0)

    GEM
      remote: https://rubygems.org/
      specs:
        debug (1.9.1)
          irb (~> 1.10)
        irb (1.11.0)
        nokogiri (1.16.0-x86_64-linux)
          racc (~> 1.4)
        nokogiri (1.16.0-arm64-darwin)
        pg (1.5.4)
        rails (7.1.2)
          nokogiri (>= 1.6)

    PLATFORMS
      x86_64-linux

    DEPENDENCIES
      debug
      edge!
      local!
      pg (= 1.5.4)
      rails (~> 7.1, >= 7.1.2)

    RUBY VERSION
       ruby 3.3.0p0

    BUNDLED WITH
       2.5.3
    """)


def test_gemfile(rows: Rows) -> None:
    assert rows({"Gemfile": GEMFILE}, "Gemfile") == [
        ("rails", "~> 7.1, >= 7.1.2", "", "runtime", 4),
        ("pg", "1.5.4", "1.5.4", "runtime", 5),
        ("puma", "", "", "runtime", 6),
        ("rspec-rails", "", "", "dev", 8),
        ("debug", "", "", "dev", 9),
        ("capybara", "", "", "test", 11),
        ("local", "", "", "runtime", 12),
        ("edge", "", "", "runtime", 13),
        ("shop", "", "", "runtime", 15),
        ("win32", "1.0", "1.0", "runtime", 17),
        ("one", "", "", "runtime", 18),
        ("two", "", "", "runtime", 18),
    ]


def test_gemfile_sources_markers_and_problems(read: Read) -> None:
    manifest = read({"app/Gemfile": GEMFILE})["app/Gemfile"]
    by_name = {d.name: d for d in manifest.dependencies}
    assert (by_name["local"].source, by_name["local"].path) == ("path", "app/vendor/local")
    assert (by_name["edge"].source, by_name["shop"].source) == ("git", "path")
    assert by_name["win32"].marker == "if RUBY_PLATFORM =~ /win/"
    assert by_name["puma"].marker == "require: false"
    assert by_name["rspec-rails"].group == "development, test"
    assert manifest.problems == [(19, "a gem whose name is computed")]
    assert [(s.kind, s.name, s.value) for s in manifest.settings] == [("engine", "ruby", "3.3.0")]


def test_lock_and_gemfile_complete_each_other(rows: Rows) -> None:
    files = {"Gemfile": GEMFILE, "Gemfile.lock": LOCK}
    assert rows(files, "Gemfile.lock") == [
        ("edge", "", "0.1.0", "runtime", 5),
        ("local", "", "0.2.0", "runtime", 10),
        ("debug", "", "1.9.1", "dev", 15),
        ("irb", "", "1.11.0", "dev", 17),
        ("nokogiri", "", "1.16.0", "runtime", 18),
        ("pg", "", "1.5.4", "runtime", 21),
        ("rails", "", "7.1.2", "runtime", 22),
    ]
    assert [row[2] for row in rows(files, "Gemfile")[:2]] == ["7.1.2", "1.5.4"]


def test_lock_alone(read: Read) -> None:
    manifest = read({"Gemfile.lock": LOCK + "\nUNKNOWN\n    odd (1.0)\n"})["Gemfile.lock"]
    assert {d.name for d in manifest.dependencies if d.direct} == {"debug", "edge", "local", "pg", "rails"}
    assert {d.name: d.requires for d in manifest.dependencies if d.requires} == {
        "debug": ("irb",),
        "nokogiri": ("racc",),
        "rails": ("nokogiri",),
    }
    assert {(s.kind, s.name, s.value) for s in manifest.settings} == {
        ("engine", "ruby", "3.3.0p0"),
        ("manager", "bundler", "2.5.3"),
    }


GEMSPEC = dedent("""\
    Gem::Specification.new do |spec|
      spec.name = "tool".freeze
      spec.version = Tool::VERSION
      spec.bindir = "exe"
      spec.executables << "tool"
      spec.required_ruby_version = ">= 3.0"
      spec.add_dependency("thor", ["~> 1.0", ">= 1.2"])
      spec.add_runtime_dependency %q<rack>.freeze
      if spec.respond_to? :add_development_dependency
        spec.add_development_dependency "rspec", ">= 0"
      else
        spec.add_dependency "rspec"
      end
    end
    """)


FILES = {"Gemfile": GEMFILE, "Gemfile.lock": LOCK, "tool.gemspec": GEMSPEC}


def test_gemspec(rows: Rows, read: Read) -> None:
    assert rows({"tool.gemspec": GEMSPEC}, "tool.gemspec") == [
        ("thor", "~> 1.0, >= 1.2", "", "runtime", 7),
        ("rack", "", "", "runtime", 8),
        ("rspec", "", "", "dev", 10),
    ]
    manifest = read({"tool.gemspec": GEMSPEC})["tool.gemspec"]
    assert [(p.name, p.version, p.line) for p in manifest.packages] == [("tool", "", 2)]
    assert [(e.kind, e.name, e.target, e.line) for e in manifest.entries] == [("cli", "tool", "exe/tool", 5)]


def test_a_gems_gemfile_is_for_development(rows: Rows, read: Read) -> None:
    files = {
        "Gemfile": 'gemspec\ngem "rake"\ngem "site", group: :site\ngem "old", group: :test_legacy\n',
        "tool.gemspec": GEMSPEC,
    }
    assert [(name, scope) for name, _, _, scope, _ in rows(files, "Gemfile")] == [
        ("rake", "dev"),
        ("site", "dev"),
        ("old", "test"),
    ]
    assert read(files)["Gemfile"].includes == ["tool.gemspec"]


def test_gems_of_one_workspace(read: Read) -> None:
    spec = 'Gem::Specification.new do |s|\n  s.name = "{0}"\n  s.add_dependency "{1}"\nend\n'
    lock = "PATH\n  remote: .\n  specs:\n    app (1)\n      core\n    core (1)\n"
    files = {
        "Gemfile.lock": lock,
        "app/app.gemspec": spec.format("app", "core"),
        "core/core.gemspec": spec.format("core", "rack"),
        "test/rack.gemspec": spec.format("rack", "x"),
    }
    linked = read(files)
    app, core = linked["app/app.gemspec"].dependencies[0], linked["core/core.gemspec"].dependencies[0]
    assert (app.source, app.path) == ("workspace", "core")
    assert core.source == "registry"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Gemfile", 'gem "a"\ngroup :test do\n  gem "b", (\n'),
        ("x.gemspec", "not a gemspec"),
        ("Gemfile.lock", "GEM\n<<<<<<< HEAD\n  specs:\n    a (1)\n"),
    ],
)
def test_malformed(read: Read, path: str, text: str) -> None:
    assert read({path: text})[path].problems
