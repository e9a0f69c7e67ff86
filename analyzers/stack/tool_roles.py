"""What a tool of the tests or of the checks does, so that the one that does the work itself is named first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .technologies import Found

__all__ = ["role"]

_ROLES: Final = {
    "test_frameworks": """
Hypothesis, tox, nox, Chai, Sinon, Testing Library, Enzyme, Testify, Gomega, gomock, quicktest, rstest, proptest, insta, mockall,
Mockito, MockK, AssertJ, Hamcrest, EasyMock, REST Assured, WireMock, Supertest, MSW, nock, Testcontainers, Mockery, Moq, NSubstitute,
FluentAssertions, Mocktail, Mox, FactoryBot, VCR, Robolectric, ArchUnit, bUnit, tsd;
Selenium, Puppeteer, Capybara, Espresso, Appium, Detox, Wallaby, WebdriverIO, Nightwatch, TestCafe, Playwright, Cypress, k6, Gatling,
Artillery, Autocannon, Locust, JMH, BenchmarkDotNet, Criterion;
Coverage.py, c8, nyc, SimpleCov, JaCoCo, Coverlet, Stryker, Infection, Chromatic
""",
    "linters": """
Stylelint, Sass Lint, HTMLHint, CSSLint, markdownlint, remark-lint, textlint, Knip, depcheck, dependency-cruiser, syncpack, publint,
Are the types wrong, Animal Sniffer, pydocstyle, pyupgrade, interrogate, Vulture, import-linter, deptry, Tach, yamllint, djLint,
cfn-lint, ansible-lint, hadolint, Rector, Deptrac, ERB Lint, HAML-Lint;
CSpell, Vale, lychee, typos, codespell, EditorConfig Checker, commitlint, Danger, reviewdog, Trunk, MegaLinter, Super-Linter;
zizmor, actionlint, CodeQL, SonarQube, Code Climate, Codacy, DeepSource, Trivy, Checkov, Gitleaks, detect-secrets, Snyk, Safety,
Semgrep, Brakeman, govulncheck, cargo-audit, cargo-deny, bundler-audit, TFLint
""",
    "formatters": "isort, goimports, docformatter, pyproject-fmt, taplo",
}
ROLES: Final = {
    name: [frozenset(re.split(r",\s+", helpers.strip())) for helpers in told.split(";")]
    for name, told in _ROLES.items()
}
"""List of the answer → its helpers, those nearest to the work first: what a test asserts and mocks with, what drives a
browser or a load, what measures; what checks one side of the code, its words and commits, its security in CI."""


def role(name: str, found: Found) -> int:
    """0 for what runs the tests, checks or formats the code itself, else how far a helper stands from that."""
    checks_types = name == "linters" and found.categories[0] == "type-checker"
    return next(
        (place for place, helpers in enumerate(ROLES.get(name, ()), 1) if found.name in helpers), int(checks_types)
    )
