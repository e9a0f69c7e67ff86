"""How the configuration of npm's tools names packages, as data: plugin shorthands by file and key, and command lines.

Facts from the tools' own documentation.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from .... import lazy_re as re

__all__ = ["ALTERNATIVES", "COMMANDS", "FLAGS", "LINTED_BY", "PLATFORMS_OF", "RULES", "SHARED", "Rule", "is_tools_file"]


class Rule(NamedTuple):
    """Which packages the strings under a key of a tool's configuration name.

    Attributes:
        files: file names, or fields of package.json, that configure the tool.
        keys: the innermost key above the string, or the innermost two with a dot between; `-` where there is none, `*` for any.
        scheme: `module` (the string is the package), a prefix (`eslint-plugin`: `x` is eslint-plugin-x, `@s` is
            @s/eslint-plugin, `@s/x` is @s/eslint-plugin-x), `eslint-rule` (`x/rule` is of eslint-plugin-x),
            a pattern with `{}`, or `=NAME` (always this package).
        certain: a name that is not declared is missing; else it only counts as a use.
        as_keys: the names stand as keys of a mapping.
        unambiguous: also a name without a scope can only mean this package; elsewhere it may be local, built in or of a preset.
        values: the strings that it speaks of; all where there is none.
    """

    files: re.Pattern[str]
    keys: frozenset[str]
    scheme: str
    certain: bool = True
    as_keys: bool = False
    unambiguous: bool = False
    values: re.Pattern[str] | None = None

    def covers(self, keys: tuple[str, ...], value: str, is_key: bool) -> bool:
        """Whether it speaks of a string under these keys."""
        near = {"*", keys[-1], ".".join(keys[-2:])} if keys else {"*", "-"}
        return (
            self.as_keys == is_key
            and not near.isdisjoint(self.keys)
            and (self.values is None or self.values.fullmatch(value) is not None)
        )


def rule(files: str, keys: str, scheme: str, values: str = "", **marks: bool) -> Rule:
    """A rule from the words of a table."""
    only = re.compile(values) if values else None
    return Rule(re.compile(files), frozenset(keys.split()), scheme, values=only, **marks)


ESLINT = r"^\.eslintrc(\.\w+)?$|^eslintConfig$|^\w+\.eslint\.json$"
BABEL = r"^\.babelrc(\.\w+)?$|^babel\.config\.\w+$|^babel$"
STYLELINT = r"^\.stylelintrc(\.\w+)?$|^stylelint(\.config\.\w+)?$"
PRETTIER = r"^\.prettierrc(\.\w+)?$|^prettier(\.config\.\w+)?$"
JEST = r"^jest(\.config\.\w+)?$|^jest[\w.-]*\.json$"
POSTCSS = r"^postcss\.config\.\w+$|^\.postcssrc(\.\w+)?$|^postcss$"
RELEASE = r"^\.?release-?(rc|it)(\.\w+)?$|^release(\.config\.\w+)?$"
VITEST = r"^vite(st)?[\w.-]*\.(config|workspace|projects)[\w.-]*\.\w+$|^vitest\.\w+\.\w+$"
BUNDLER = r"^(webpack|rspack)[\w.-]*\.[cm]?[jt]s$|^(rsbuild|vite|vue|craco|next|rollup)[\w.-]*\.config[\w.-]*\.\w+$"
DOCUSAURUS = r"^docusaurus\.config\.\w+$"
STORYBOOK = r"^main\.[cm]?[jt]sx?$"
CODEGEN = r"^codegen(\.(ts|[cm]?js|ya?ml|json))?$|^\.?graphql(rc|-codegen)?(\.config)?(\.\w+)?$"
TSCONFIG = r"^(tsconfig|jsconfig)[\w.-]*\.json$"
NX = r"^(nx|project|workspace)\.json$|^nx$"
STRYKER = r"^\.?stryker(\.[\w.]+)?\.(conf|config)\.\w+$"
XO = r"^\.?xo(-config)?(\.config)?(\.\w+)?$"
TYPEDOC = r"^\.?typedoc(\.config)?(\.\w+)?$|^typedocOptions$"
RULES = (
    rule(ESLINT, "extends", "eslint-config"),
    rule(ESLINT, "plugins jsPlugins", "eslint-plugin"),
    rule(ESLINT, "rules", "eslint-rule", certain=False, as_keys=True),
    rule(r"^eslint\.config\.\w+$", "rules", "eslint-rule", certain=False, as_keys=True),
    rule(ESLINT, "parser", "module"),
    rule(ESLINT, "import/resolver", "eslint-import-resolver", certain=False, as_keys=True),
    rule(ESLINT, "import/resolver", "eslint-import-resolver", certain=False),
    rule(ESLINT, "import/parsers", "module", as_keys=True),
    rule(r"^eslint\.config\.\w+$", "import/resolver import-x/resolver", "eslint-import-resolver", certain=False, as_keys=True),
    rule(r"^eslint\.config\.\w+$", "*", "eslint-config", certain=False, values=r"plugin:.+"),
    rule(r"^eslint\.config\.\w+$", "-", "eslint-config", certain=False, values=r"[\w@][\w@/-]*"),
    rule(TSCONFIG, "-", "module", certain=False, as_keys=True, values="ts-node"),
    rule(BABEL, "presets", "babel-preset"),
    rule(BABEL, "plugins", "babel-plugin"),
    rule(STYLELINT, "extends", "module"),
    rule(STYLELINT, "plugins customSyntax processors", "module"),
    rule(BUNDLER, "presets", "babel-preset", certain=False),
    rule(BUNDLER, "plugins", "babel-plugin", certain=False),
    rule(PRETTIER, "plugins plugins.resolve", "module", unambiguous=True),
    rule(PRETTIER, "prettier -", "module"),
    rule(JEST, "preset runner testRunner", "module"),
    rule(JEST, "transform", "module", certain=False),
    rule(JEST, "testEnvironment", "jest-environment", certain=False),
    rule(JEST, "runner", "jest-runner", certain=False),
    rule(JEST, "testRunner", "jest", certain=False),
    rule(JEST, "watchPlugins", "jest-watch", certain=False),
    rule(r"^\.nycrc(\.\w+)?$|^nyc(\.config\.\w+)?$", "extends", "module"),
    rule(r"^gatsby-config\.\w+$", "plugins resolve", "module"),
    rule(r"^gatsby-node\.\w+$", "name", "module", unambiguous=True),
    rule(STRYKER, "plugins", "module"),
    rule(STRYKER, "testRunner", "@stryker-mutator/{}-runner"),
    rule(STRYKER, "checkers", "@stryker-mutator/{}-checker"),
    rule(STRYKER, "testFramework", "@stryker-mutator/{}-framework"),
    rule(TYPEDOC, "plugin plugins theme", "module"),
    rule(r"^\.?commitlint(rc)?(\.config)?(\.\w+)?$", "extends", "commitlint-config", certain=False),
    rule(r"^\.remarkrc(\.\w+)?$|^remarkConfig$", "plugins", "remark", unambiguous=True),
    rule(r"^\.remarkrc(\.\w+)?$|^remarkConfig$", "plugins", "module", certain=False),
    rule(XO, "plugins", "eslint-plugin", certain=False),
    rule(XO, "extends", "eslint-config", certain=False),
    rule(NX, "plugins plugin executor builder", "module"),
    rule(NX, "executor builder", "=nx", values=r"nx:[\w-]+", unambiguous=True),
    rule(NX, "generators", "module", certain=False, as_keys=True),
    rule(r"^angular\.json$", "builder", "module"),
    rule(r"^config\.json$", "changelog commit", "module", values=r"@changesets/.+"),
    rule(r"^app\.(json|config\.\w+)$", "plugins", "module", unambiguous=True),
    rule(r"^controllers\.json$", "controllers", "module", certain=False, as_keys=True),
    rule(POSTCSS, "plugins", "module"),
    rule(POSTCSS, "plugins", "module", as_keys=True),
    rule(RELEASE, "plugins extends", "module"),
    rule(RELEASE, "plugins", "module", as_keys=True),
    rule(RELEASE, "preset", "conventional-changelog", certain=False),
    rule(TSCONFIG, "types", "@types/{}", certain=False),
    rule(TSCONFIG, "plugins.name", "module", certain=False),
    rule(TSCONFIG, "jsxImportSource", "module", unambiguous=True),
    rule(r"^\.parcelrc$", "*", "module"),
    rule(r"^\.parcelrc$", "*", "module", values=r"parcel-.+", unambiguous=True),
    rule(r"^capacitor\.config\.\w+$", "includePlugins", "module", unambiguous=True),
    rule(r"\.json$|^cypress\.config\.\w+$", "reporterEnabled", "module"),
    rule(DOCUSAURUS, "plugins themes presets", "module", values=r"@docusaurus/.+"),
    rule(DOCUSAURUS, "plugins", "docusaurus-plugin", certain=False),
    rule(DOCUSAURUS, "plugins", "@docusaurus/plugin-{}", certain=False),
    rule(DOCUSAURUS, "themes", "docusaurus-theme", certain=False),
    rule(DOCUSAURUS, "themes", "@docusaurus/theme-{}", certain=False),
    rule(DOCUSAURUS, "presets", "docusaurus-preset", certain=False),
    rule(DOCUSAURUS, "presets", "@docusaurus/preset-{}", certain=False),
    rule(STORYBOOK, "addons addons.name framework framework.name", "module", values=r"@storybook/.+|storybook-.+", unambiguous=True),
    rule(STORYBOOK, "builder builder.name", "@storybook/builder-{}"),
    rule(CODEGEN, "plugins", "@graphql-codegen/{}", values=r"(?!.*codegen)[\w-]+"),
    rule(CODEGEN, "plugins", "@graphql-codegen/{}", values=r"(?!.*codegen)[\w-]+", as_keys=True),
    rule(CODEGEN, "plugins", "graphql-codegen-{}", values=r"(?!.*codegen)[\w-]+", certain=False),
    rule(CODEGEN, "*", "@graphql-codegen/{}", values=r"schema-ast", as_keys=True),
    rule(CODEGEN, "plugins preset", "module", values=r".*codegen.*"),
    rule(CODEGEN, "plugins", "module", values=r"graphql-codegen-.+", unambiguous=True),
    rule(CODEGEN, "preset", "@graphql-codegen/{}", values=r"(?!.*codegen)[\w-]+-preset"),
    rule(CODEGEN, "preset", "@graphql-codegen/{}-preset", values=r"(?!.*codegen)[\w-]+(?<!-preset)"),
    rule(r"^next\.config\.\w+$", "remarkPlugins rehypePlugins recmaPlugins", "module", unambiguous=True),
    rule(r"^panda\.config\.\w+$", "presets", "module"),
    rule(r"^nest-cli\.json$", "collection", "module"),
    rule(r"^karma\.conf\.\w+$", "frameworks plugins reporters browsers", "karma", certain=False),
    rule(r"^karma\.conf\.\w+$", "browsers", "karma-{}-launcher", certain=False),
    rule(r"^wdio\.[\w.]*conf\.\w+$", "framework", "@wdio/{}-framework", certain=False),
    rule(r"^wdio\.[\w.]*conf\.\w+$", "reporters", "@wdio/{}-reporter", certain=False),
    rule(r"^wdio\.[\w.]*conf\.\w+$", "services", "@wdio/{}-service", certain=False),
    rule(r"^wdio\.[\w.]*conf\.\w+$", "services", "wdio-{}-service", certain=False),
    rule(r"^wdio\.[\w.]*conf\.\w+$", "runner", "@wdio/{}-runner", certain=False),
    rule(VITEST, "environment", "module", values=r"jsdom|happy-dom", unambiguous=True),
    rule(VITEST, "environment", "=@edge-runtime/vm", values=r"edge-runtime"),
    rule(VITEST, "environment", "module", certain=False),
    rule(VITEST, "environment", "vitest-environment", certain=False),
    rule(VITEST, "provider coverage.provider", "@vitest/coverage-{}", values=r"v8|istanbul|c8"),
)  # fmt: skip

COMMANDS = re.compile(
    r"^(scripts|lint-staged|nano-staged|simple-git-hooks|husky|pre-commit|gitHooks|wireit|nodemonConfig|prisma|config|commitlint|nx)$"
    r"|^\.?(lint-?staged(rc)?|nano-staged|simple-git-hooks|huskyrc|nodemon)(\.config)?(\.\w+)?$|^lefthook[\w.-]*\.ya?ml$|^moon\.ya?ml$"
    r"|^\.(gitlab-ci|travis|pre-commit-config)\.ya?ml$|^(tauri\.conf\.json5?|Tauri\.toml|project\.json|nx\.json)$"
    r"|^(Makefile|Dockerfile|Procfile|Taskfile\.ya?ml|justfile|electron-builder\.ya?ml)$"
)
"""Configuration (files, or fields of package.json) whose strings are command lines."""

FLAGS: tuple[tuple[re.Pattern[str], str, bool], ...] = (
    (re.compile(r"\beslint\b[^|&;\n]*?\s(?:-f|--format)[ =](\w[\w-]*+)"), "eslint-formatter-{}", False),
    (re.compile(r"\beslint\b[^|&;\n]*?\s--inspect-config()"), "@eslint/config-inspector", False),
    (re.compile(r"\bvitest\b[^|&;\n]*?\s--coverage()(?![\w.-])(?![^|&;\n]*--coverage\.provider)"), "@vitest/coverage-v8", True),
    (re.compile(r"\bvitest\b[^|&;\n]*?\s--reporter[ =](vitest-[\w-]+)"), "{}", True),
    (re.compile(r"\bvitest\b[^|&;\n]*?\s--typecheck\.checker[ =](vue-tsc)"), "{}", True),
    (re.compile(r"\bvitest\b[^|&;\n]*?\s--coverage\.provider[ =](v8|istanbul)"), "@vitest/coverage-{}", True),
    (re.compile(r"\bvitest\b[^|&;\n]*?\s--environment[ =](jsdom|happy-dom)"), "{}", True),
    (re.compile(r"\bvitest\b[^|&;\n]*?\s--ui()"), "@vitest/ui", False),
    (re.compile(r"\b(?:next|expo|ng|nuxi|vue-cli-service)\s+lint\b()"), "eslint", False),
)  # fmt: skip
"""(option of a program, the package that it needs, whether it fails without)."""

ALTERNATIVES = {"@vitest/coverage-v8": "@vitest/coverage-*"}
"""Package that a tool needs by default → pattern of those that take its place."""

SHARED = re.compile(r"(?:^|/)(?:eslint|stylelint)-config(?!-prettier|-standard)")
"""A shared configuration of a linter: the plugins, parsers and configurations that it names are its peers, which nothing may tell."""
LINTED_BY = re.compile(r"(?:^|[/-])(?:eslint|stylelint)(?:-(?:plugin|config|parser))?(?:-|$)|^@typescript-eslint/")

PLATFORMS_OF = (("capacitor.config.", "ios", "@capacitor/ios"), ("capacitor.config.", "android", "@capacitor/android"))
"""(begin of a configuration file, folder beside it, the package that builds what is in the folder)."""


@lru_cache(maxsize=4096)
def is_tools_file(name: str) -> bool:
    """Whether a known tool reads a file of this name wherever it lies: `libs/a/jest.config.ts`, `apps/b/project.json`."""
    return _read_anywhere().search(name) is not None


@cache
def _read_anywhere() -> re.Pattern[str]:
    """What tools call their files, as far as the name alone tells it, as one pattern: most names fit none of them."""
    files = (rule.files.pattern for rule in RULES if rule.files.pattern != STORYBOOK)
    anchored = dict.fromkeys(pattern for pattern in files if pattern.startswith("^"))
    return re.compile("|".join((COMMANDS.pattern, *anchored)))
