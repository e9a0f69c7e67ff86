"""Test runners as data: how each shows in a workspace, and its command for everything, for a file and for one test."""

from __future__ import annotations

from typing import Final, NamedTuple

from ... import lazy_re as re

__all__ = ["BY_LINE", "RAILS", "RAKE", "RUNNERS", "Runner", "alone_for"]

RAKE = "bundle exec rake test"
RUBY: Final = "bundle exec ruby -Ilib:test:spec"
"""What Rake's tasks for tests have on the load path: `lib`, and the folders of tests for their helpers."""
EACH_FILE: Final = """-e 'ARGV.each { |path| Dir[path, "#{path}/**/{test_*,*_test,*_spec}.rb"].grep(/rb$/) { |file| require "./#{file}" } }'"""
"""`ruby A B` runs A alone, and takes no folder."""


class Runner(NamedTuple):
    """A test runner.

    Attributes:
        name: as its makers write it.
        ecosystem: of the manifests that declare it.
        packages: dependencies that prove it.
        settings: tool sections of manifests that prove it (`Setting.name`).
        files: configuration files that prove it, by file name.
        command: runs everything; `{exec}` is the manager's prefix (`npx`, `uv run`).
        some: runs the given files or folders: `{paths}`.
        one: runs one test of a file: `{path}`, `{name}`; "" where it can't.
        rank: of two that are proved in one directory the lower wins.
        named: what its test files are called, where another runner of the ecosystem calls them otherwise: declared for
            its mocks alone, it runs no test.
        alone: what the files are called that it runs, and no other runner of the ecosystem.
    """

    name: str
    ecosystem: str
    packages: tuple[str, ...]
    settings: tuple[str, ...]
    files: tuple[str, ...]
    command: str
    some: str
    one: str = ""
    rank: int = 1
    named: str = ""
    alone: str = ""

    def takes(self, path: str) -> bool:
        """Whether it is the one that runs a file which is called so."""
        return bool(self.alone) and re.search(self.alone, path) is not None


RUNNERS: tuple[Runner, ...] = (
    Runner("pytest", "pypi", ("pytest", "pytest-django", "pytest-asyncio", "pytest-cov"), ("pytest", "tool.pytest", "pytest.ini_options"),
           ("pytest.ini", "conftest.py", ".pytest.ini"), "{exec}pytest", "{exec}pytest {paths}", "{exec}pytest {path}::{name}", 0),
    Runner("vitest", "npm", ("vitest",), ("vitest",), ("vitest.config.ts", "vitest.config.js", "vitest.config.mts", "vitest.workspace.ts"),
           "{exec}vitest run", "{exec}vitest run {paths}", "{exec}vitest run {path} -t {name}", 0),
    Runner("Vite+", "npm", ("vite-plus",), (), (), "{exec}vp test", "{exec}vp test {paths}", "{exec}vp test {path} -t {name}", 0),
    Runner("jest", "npm", ("jest", "ts-jest", "babel-jest"), ("jest",), ("jest.config.js", "jest.config.ts", "jest.config.cjs", "jest.config.mjs"),
           "{exec}jest", "{exec}jest {paths}", "{exec}jest {path} -t {name}", 1),
    Runner("jest", "npm", ("react-scripts",), (), (), "{exec}react-scripts test --watchAll=false", "{exec}react-scripts test --watchAll=false {paths}",
           "{exec}react-scripts test --watchAll=false {path} -t {name}", 1),
    Runner("mocha", "npm", ("mocha",), ("mocha",), (".mocharc.js", ".mocharc.json", ".mocharc.yml", ".mocharc.cjs", ".mocharc.yaml"),
           "{exec}mocha", "{exec}mocha {paths}", "{exec}mocha {path} -g {name}", 2),
    Runner("ava", "npm", ("ava",), ("ava",), ("ava.config.js", "ava.config.mjs"), "{exec}ava", "{exec}ava {paths}", "{exec}ava {path} -m {name}", 2),
    Runner("jasmine", "npm", ("jasmine",), (), ("jasmine.json",), "{exec}jasmine", "{exec}jasmine {paths}", "", 3),
    Runner("tap", "npm", ("tap",), (), (".taprc",), "{exec}tap", "{exec}tap {paths}", "", 3),
    Runner("tape", "npm", ("tape",), (), (), "{exec}tape 'test/**/*.js'", "{exec}tape {paths}", "", 3),
    Runner("lab", "npm", ("@hapi/lab", "lab"), (), (".labrc.js",), "{exec}lab", "{exec}lab {paths}", "{exec}lab {path} -g {name}", 3),
    Runner("uvu", "npm", ("uvu",), (), (), "{exec}uvu", "{exec}uvu {paths}", "", 3),
    Runner("playwright", "npm", ("@playwright/test",), (), ("playwright.config.ts", "playwright.config.js"),
           "{exec}playwright test", "{exec}playwright test {paths}", "{exec}playwright test {path} -g {name}", 5),
    Runner("cypress", "npm", ("cypress",), (), ("cypress.config.ts", "cypress.config.js", "cypress.json"),
           "{exec}cypress run", "{exec}cypress run --spec {paths}", "", 6, "", r"\.cy\.[cm]?[jt]sx?$"),
    Runner("TSTyche", "npm", ("tstyche",), (), ("tstyche.json", "tstyche.config.json"), "{exec}tstyche", "{exec}tstyche {paths}", "", 7, "", r"\.tst\.[cm]?tsx?$"),
    Runner("tsd", "npm", ("tsd",), (), (), "{exec}tsd", "{exec}tsd --files {paths}", "", 7, "", r"\.test-d\.tsx?$"),
    Runner("RSpec", "gem", ("rspec", "rspec-rails"), (), (".rspec",), "bundle exec rspec", "bundle exec rspec {paths}", "bundle exec rspec {path} -e {name}", 0, r"_spec\.rb$"),
    Runner("minitest", "gem", ("minitest",), (), (), RAKE, f"{RUBY} {EACH_FILE} {{paths}}", f"{RUBY} {{path}} -n {{name}}", 1,
           r"_test\.rb$|(?:^|/)test_[^/]+\.rb$"),
    Runner("test-unit", "gem", ("test-unit",), (), (), RAKE, f"{RUBY} {EACH_FILE} {{paths}}", f"{RUBY} {{path}} -n {{name}}", 2,
           r"_test\.rb$|(?:^|/)test_[^/]+\.rb$"),
    Runner("Pest", "composer", ("pestphp/pest",), (), ("Pest.php",), "vendor/bin/pest", "vendor/bin/pest {paths}", "vendor/bin/pest {path} --filter {name}", 0),
    Runner("Codeception", "composer", ("codeception/codeception", "lucatume/wp-browser"), (), ("codeception.yml", "codeception.dist.yml"),
           "vendor/bin/codecept run", "vendor/bin/codecept run {paths}", "vendor/bin/codecept run {path}:{name}", 0),
    Runner("PHPUnit", "composer", ("phpunit/phpunit",), (), ("phpunit.xml", "phpunit.xml.dist", "phpunit.dist.xml"),
           "vendor/bin/phpunit", "vendor/bin/phpunit {paths}", "vendor/bin/phpunit {path} --filter {name}", 1),
    Runner("PHPUnit", "composer", ("symfony/phpunit-bridge",), (), (),
           "vendor/bin/simple-phpunit", "vendor/bin/simple-phpunit {paths}", "vendor/bin/simple-phpunit {path} --filter {name}", 2),
)  # fmt: skip
RAILS = Runner(
    "Rails", "gem", (), (), (), "bin/rails test", "bin/rails test {paths}", "bin/rails test {path} -n {name}"
)
"""It takes a test by its line, too. https://guides.rubyonrails.org/testing.html#the-rails-test-runner"""
BY_LINE: Final = frozenset({"RSpec", RAILS.name})
CALLED_FOR = tuple((runner.name, re.compile(runner.alone)) for runner in RUNNERS if runner.alone)
"""The runners whose files are called as no other's, with the pattern."""


def alone_for(path: str) -> str:
    """The runner that a test file is called for; "" where its name tells none."""
    return next((name for name, called in CALLED_FOR if called.search(path)), "")
