"""Test runners as data: how each shows in a workspace, and its command for everything, for a file and for one test."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

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
        program: what is typed to start it; `{exec}` is the manager's prefix (`npx`, `uv run`).
        one: what follows for one test of a file: `{path}`, `{name}`; "" where it can't.
        rank: of two that are proved in one directory the lower wins.
        named: what its test files are called, where another runner of the ecosystem calls them otherwise: declared for
            its mocks alone, it runs no test.
        alone: what the files are called that it runs, and no other runner of the ecosystem.
        whole: runs everything where the program alone does not.
        some: what follows for given files or folders.
    """

    name: str
    ecosystem: str
    packages: tuple[str, ...]
    settings: tuple[str, ...]
    files: tuple[str, ...]
    program: str
    one: str = ""
    rank: int = 1
    named: str = ""
    alone: str = ""
    whole: str = ""
    some: str = "{paths}"

    @property
    def command(self) -> str:
        """Runs everything."""
        return self.whole or self.program

    def takes(self, path: str) -> bool:
        """Whether it is the one that runs a file which is called so."""
        return bool(self.alone) and re.search(self.alone, path) is not None


def _runner(name: str, ecosystem: str, packages: str, settings: str, files: str, *rest: Any, **told: Any) -> Runner:
    asked, set_up, at = (tuple(words.split()) for words in (packages, settings, files))
    return Runner(name, ecosystem, asked, set_up, at, *rest, **told)


RUNNERS: tuple[Runner, ...] = (
    _runner("pytest", "pypi", "pytest pytest-django pytest-asyncio pytest-cov", "pytest tool.pytest pytest.ini_options", "pytest.ini conftest.py .pytest.ini", "{exec}pytest", "{path}::{name}", 0),
    _runner("vitest", "npm", "vitest", "vitest", "vitest.config.ts vitest.config.js vitest.config.mts vitest.workspace.ts", "{exec}vitest run", "{path} -t {name}", 0),
    _runner("Vite+", "npm", "vite-plus", "", "", "{exec}vp test", "{path} -t {name}", 0),
    _runner("jest", "npm", "jest ts-jest babel-jest", "jest", "jest.config.js jest.config.ts jest.config.cjs jest.config.mjs", "{exec}jest", "{path} -t {name}", 1),
    _runner("jest", "npm", "react-scripts", "", "", "{exec}react-scripts test --watchAll=false", "{path} -t {name}", 1),
    _runner("mocha", "npm", "mocha", "mocha", ".mocharc.js .mocharc.json .mocharc.yml .mocharc.cjs .mocharc.yaml", "{exec}mocha", "{path} -g {name}", 2),
    _runner("ava", "npm", "ava", "ava", "ava.config.js ava.config.mjs", "{exec}ava", "{path} -m {name}", 2),
    _runner("jasmine", "npm", "jasmine", "", "jasmine.json", "{exec}jasmine", "", 3),
    _runner("tap", "npm", "tap", "", ".taprc", "{exec}tap", "", 3),
    _runner("tape", "npm", "tape", "", "", "{exec}tape", "", 3, whole="{exec}tape 'test/**/*.js'"),
    _runner("lab", "npm", "@hapi/lab lab", "", ".labrc.js", "{exec}lab", "{path} -g {name}", 3),
    _runner("uvu", "npm", "uvu", "", "", "{exec}uvu", "", 3),
    _runner("playwright", "npm", "@playwright/test", "", "playwright.config.ts playwright.config.js", "{exec}playwright test", "{path} -g {name}", 5),
    _runner("cypress", "npm", "cypress", "", "cypress.config.ts cypress.config.js cypress.json", "{exec}cypress run", "", 6, alone=r"\.cy\.[cm]?[jt]sx?$", some="--spec {paths}"),
    _runner("TSTyche", "npm", "tstyche", "", "tstyche.json tstyche.config.json", "{exec}tstyche", "", 7, alone=r"\.tst\.[cm]?tsx?$"),
    _runner("tsd", "npm", "tsd", "", "", "{exec}tsd", "", 7, alone=r"\.test-d\.tsx?$", some="--files {paths}"),
    _runner("RSpec", "gem", "rspec rspec-rails", "", ".rspec", "bundle exec rspec", "{path} -e {name}", 0, named=r"_spec\.rb$"),
    _runner("minitest", "gem", "minitest", "", "", RUBY, "{path} -n {name}", 1, named=r"_test\.rb$|(?:^|/)test_[^/]+\.rb$", whole=RAKE, some=f"{EACH_FILE} {{paths}}"),
    _runner("test-unit", "gem", "test-unit", "", "", RUBY, "{path} -n {name}", 2, named=r"_test\.rb$|(?:^|/)test_[^/]+\.rb$", whole=RAKE, some=f"{EACH_FILE} {{paths}}"),
    _runner("Pest", "composer", "pestphp/pest", "", "Pest.php", "vendor/bin/pest", "{path} --filter {name}", 0),
    _runner("Codeception", "composer", "codeception/codeception lucatume/wp-browser", "", "codeception.yml codeception.dist.yml", "vendor/bin/codecept run", "{path}:{name}", 0),
    _runner("PHPUnit", "composer", "phpunit/phpunit", "", "phpunit.xml phpunit.xml.dist phpunit.dist.xml", "vendor/bin/phpunit", "{path} --filter {name}", 1),
    _runner("PHPUnit", "composer", "symfony/phpunit-bridge", "", "", "vendor/bin/simple-phpunit", "{path} --filter {name}", 2),
)  # fmt: skip
RAILS = _runner("Rails", "gem", "", "", "", "bin/rails test", "{path} -n {name}", 1)
"""It takes a test by its line, too. https://guides.rubyonrails.org/testing.html#the-rails-test-runner"""
BY_LINE: Final = frozenset({"RSpec", RAILS.name})
CALLED_FOR = tuple((runner.name, re.compile(runner.alone)) for runner in RUNNERS if runner.alone)
"""The runners whose files are called as no other's, with the pattern."""


def alone_for(path: str) -> str:
    """The runner that a test file is called for; "" where its name tells none."""
    return next((name for name, called in CALLED_FOR if called.search(path)), "")
