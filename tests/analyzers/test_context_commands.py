"""context: commands that were false of repositories which nobody here had looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ..workspaces import write

if TYPE_CHECKING:
    from groundplan.answers import Context

SPEC = "require 'minitest/autorun'\n\ndescribe 'a' do\n  it('b') { _(1).must_equal 1 }\nend\n"
GEM = "Gem::Specification.new do |s|\n  s.name = 'pot'\n  s.add_development_dependency 'minitest'\nend\n"
C_TEST = "int main(void) { return 0; }\n"


def context(root: Path, files: dict[str, str]) -> Context:
    return Workspace(write(root, files)).context()


@pytest.mark.parametrize(
    ("rakefile", "more", "command"),
    [
        ("desc 'Run specs'\ntask 'spec' do\n  ruby 'spec/all.rb'\nend\n", {}, "rake spec"),
        ("task :spec\n", {"Gemfile": "gemspec\n"}, "bundle exec rake spec"),
        ("Minitest::TestTask.create\ntask spec: :test\n", {"Gemfile": "gemspec\n"}, "bundle exec rake test"),
        ("Rails.application.load_tasks\n", {"Gemfile": "gemspec\n"}, "bundle exec rake test"),
    ],
)
def test_rake_runs_the_task_that_is_there(tmp_path: Path, rakefile: str, more: dict[str, str], command: str) -> None:
    """Bundler runs nothing where no Gemfile is, as in gems whose continuous integration brings one of its own."""
    files = {"pot.gemspec": GEM, "Rakefile": rakefile, "lib/pot.rb": "class Pot; end\n", "spec/pot_spec.rb": SPEC}
    assert context(tmp_path, {**files, **more})["test_command"] == command


@pytest.mark.parametrize(
    ("recipe", "command"), [("\txcrun notarytool log 1\n", None), ("\t./tests/run_all\n", "make check")]
)
def test_a_target_called_check_may_look_at_anything(tmp_path: Path, recipe: str, command: str | None) -> None:
    files = {"Makefile": f"check:\n{recipe}", "pot.c": C_TEST, "tests/test_pot.c": C_TEST}
    assert context(tmp_path, files)["test_command"] == command


def test_a_makefile_am_has_its_own_target_for_tests(tmp_path: Path) -> None:
    files = {
        "configure.ac": "AC_INIT([pot], [1])\n",
        "Makefile.am": "bin_PROGRAMS = pot\ntest: pot\n\tcram tests/*.t\n",
        "src/main.c": C_TEST,
        "tests/a.t": "  $ pot\n",
    }
    assert context(tmp_path, files)["test_command"] == "make test"


def test_bazel_stands_behind_cmake(tmp_path: Path) -> None:
    files = {
        "CMakeLists.txt": "project(pot CXX)\nadd_library(pot pot.cc)\nenable_testing()\n",
        "MODULE.bazel": "module(name = 'pot')\n",
        "pot.cc": "int a() { return 1; }\n",
        "tests/pot_test.cc": C_TEST,
    }
    found = context(tmp_path, files)
    assert (found["build_command"], found["test_command"]) == (
        "cmake -S . -B build && cmake --build build",
        "ctest --test-dir build",
    )
