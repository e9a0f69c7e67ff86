"""Which tools somebody runs: a dependency alone may stand there for what it is imported for, or be left from before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ... import lazy_re as re
from ...indexer.classify.linguist import language_type
from ..catalog import ECOSYSTEMS, load
from ..per_index import per_index
from ..workspace.workspace_packages import product_manifests
from .technologies import technologies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...indexer.index import Index
    from .claim import Claim
    from .technologies import Found

__all__ = ["checks_scripts", "has_typescript", "in_use", "looking", "role", "told_to_run"]

LINTS = re.compile(r"(?:.*[:_-])?lint(?:[:_-].*)?")
"""What a script is called that looks for faults, whatever tool it runs."""

DECLARED = frozenset({"runtime", "dev", "test", "peer", "optional"})
"""Evidence that only declares a package; a configuration, a hook or an action is there to be used."""
BY_HAND = frozenset({"npm", "pypi", "gem", "composer"})
"""Ecosystems whose packages do nothing by being declared; a build plug-in of the others runs with the build."""
DECLARING = BY_HAND | {"hex", "maven"}
"""Ecosystems whose tools are declared, or said where they are run; those of the others are often installed elsewhere."""
SHARED = ("setup.cfg", "tox.ini")
"""Files with the settings of many tools, where those of tools that nobody runs any more are left."""
RUNS = re.compile(
    r"(?!renovate|\.renovaterc|dependabot)[^/]+|(?:\.github/(?:workflows|actions)|\.(?:husky|circleci|buildkite|gitlab|ci|githooks)|ci|bin|scripts?|tools?|tasks?)/.*"
)
"""Where a workspace says what is run: files at the root but those that only tell what to update, what hooks and CI run,
scripts."""
CI = (".github/", ".gitlab", ".circleci/", ".buildkite/")
FORMATS_BY = {"djLint": "--reformat", "Biome": "format"}
"""Linters that format as well → what tells them to."""
MOST_BYTES = 200_000
TYPED = frozenset({"TypeScript", "TSX"})
CHECKED_BY, CHECKS = re.compile(r"(?:^|/)[jt]sconfig[\w.-]*\.json$"), re.compile(rb"\"checkJs\"\s*:\s*true")


def in_use(index: Index, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows of tools that are configured, or that a script or a task names."""
    found = {item.name: item.evidence for item in technologies(index)}
    proved = [(row, found.get(row["name"], ())) for row in rows]
    return [row for row, shown in proved if _is_used(index, shown) and not _is_left(index, row["name"], shown)]


def looking(index: Index, linters: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those linters in use that look for faults: one that also formats, and is only told to do that, is none."""
    formatting = set()
    for name, word in FORMATS_BY.items():
        run = re.compile(rf"(?m)(?<![\w@/.-]){name.lower()}[ \t](.*)$")
        given = [arguments for text in told_to_run(index).values() for arguments in run.findall(text)]
        formatting |= {name} if given and all(word in arguments for arguments in given) else set()
    return [row for row in in_use(index, linters) if row["name"] not in formatting]


def _is_used(index: Index, evidence: Sequence[Claim]) -> bool:
    needed = {("maven", "runtime"), *((name, how) for name in BY_HAND for how in DECLARED)}
    if any((claim.ecosystem, claim.how) not in needed for claim in evidence) or not evidence:
        return True
    names = sorted({claim.package.rpartition("/")[2] for claim in evidence})
    named = re.compile(rf"(?<![\w@/.-])(?:{'|'.join(map(re.escape, names))})(?![\w/.-])")
    return any(named.search(text) for text in told_to_run(index).values() if any(name in text for name in names))


def _is_setting(claim: Claim) -> bool:
    """Whether evidence is a configuration: a file of the tool's own, or its part of one that many share."""
    return claim.how == "files" or (claim.how == "setting" and claim.path.rpartition("/")[2] in SHARED)


def _is_left(index: Index, name: str, evidence: Sequence[Claim]) -> bool:
    """A configuration alone, where the manifest of the only ecosystem that brings the tool declares nothing of its name and
    nothing is said to look at code: it was left behind, or is kept for whoever installs the tool."""
    known = ECOSYSTEMS.intersection(load()[name].evidence)
    if not evidence or not known or not known <= DECLARING or any(not _is_setting(claim) for claim in evidence):
        return False
    manifests = [item for item in product_manifests(index).values() if item.ecosystem in known]
    words, own = (name.lower(), *load()[name].evidence.get("command", ())), {claim.path for claim in evidence}
    declared = any(words[0] in item.name for manifest in manifests for item in manifest.dependencies)
    looked = any(LINTS.fullmatch(script.name) for manifest in manifests for script in manifest.scripts)
    said = any(word in text for path, text in told_to_run(index).items() if path not in own for word in words)
    set_up = "maven" in known and any(
        words[0].encode() in index.read(path).lower()
        for path, item in index.manifests.items()
        if item.ecosystem == "maven" and path not in own
    )
    return bool(manifests) and not (declared or looked or said or set_up)


@per_index
def told_to_run(index: Index) -> dict[str, str]:
    """The texts that may say what is run, by their files, read once for all tools."""
    return dict(_texts(index))


def _texts(index: Index) -> Iterator[tuple[str, str]]:
    """Scripts of manifests, and files at their usual places; nothing generated, no list of packages but what CI runs (it lists
    its own actions), no program (it may import what it names), nor what is left out of anything."""
    manifests = index.manifests
    for path, file in index.files.items():
        if (
            path in manifests
            and not path.startswith(CI)
            and ((manifest := manifests[path]).scripts or manifest.packages or manifest.dependencies)
        ):
            yield path, "\n".join(script.command for script in manifest.scripts)
        elif (
            not (file.parsed and "/" in path)
            and RUNS.fullmatch(path)
            and file.size <= MOST_BYTES
            and file.zone not in {"generated", "vendored", "test"}
            and language_type(file.language) != "prose"
            and file.language != "Ignore List"
        ):
            yield path, index.text(path)


def has_typescript(index: Index) -> bool:
    """Anything that TypeScript's compiler reads: editors and other tools list it too where all is JavaScript."""
    return any(file.language in TYPED for file in index.files.values()) or checks_scripts(index)


def checks_scripts(index: Index) -> bool:
    """The compiler's settings have it check JavaScript."""
    own = (path for path, file in index.files.items() if file.zone == "product" and CHECKED_BY.search(path))
    return any(CHECKS.search(index.read(path)) for path in own)


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
