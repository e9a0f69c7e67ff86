"""The names that tell the zone of a file, as data: of folders, of files, and what generated files say in their first lines."""

from __future__ import annotations

from typing import Final

from ... import lazy_re as re

# Directory name (lower case) → zone, wherever on the path it stands. Of several on one path, the first in PRECEDENCE
# decides.
ANYWHERE: Final = {
    "vendored": "node_modules bower_components jspm_packages vendor vendored _vendor _vendored third_party third-party thirdparty 3rdparty"
    " 3rd_party 3rd-party godeps"
    " site-packages dist-packages .venv venv virtualenv .yarn pods carthage .bundle .gems elm-stuff .pub-cache"
    " .cargo-cache flow-typed xvba_modules",
    "generated": "__generated__ dist kotlin-js-store .next .nuxt .svelte-kit .astro .output .turbo .parcel-cache htmlcov coverage"
    " .nyc_output __pycache__ .mypy_cache"
    " .pytest_cache .ruff_cache .tox .nox .eggs .gradle .dart_tool generated-sources generated-src deriveddata"
    " .terraform .serverless .idea .sqlx",
    "fixture": "fixtures fixture .fixtures testdata test-data test_data __fixtures__ __snapshots__ __mocks__ __mockdata__"
    " test-resources test_resources cassettes testfixtures __testfixtures__ test-fixtures"
    " test_fixtures testfiles test-projects testprojects test-apps test-assets testassets goldens golden",
    "test": "tests __tests__ spec specs unittest unittests unit-tests integration-tests integrationtests e2e e2e-tests cypress"
    " androidtest integrationtest"
    " functionaltest functional-tests functional_tests testsuite jvmtest commontest src-test test-suite"
    " acceptance-tests uitests",
    "example": "examples example _examples _example samples sample demo demos docs_src tutorial tutorials bench benchmark benchmarks"
    " benches __stories__ playground playgrounds snippets code-snippets starters boilerplates archetype-resources"
    " project_template project_templates project-template app_template",
    "docs": "doc docs documentation javadoc groovydoc apidoc website-docs documentation-website man",
}

# Directory name → zone, only as the first part of the path.
AT_ROOT: Final = {
    "vendored": "extern external externals vendors external_libraries external-libraries external_libs external-libs extlib extlibs",
    "generated": "out",
    "test": "test testing qa t fuzz",
    "docs": "website",
    "example": "sandbox stubs",
}

SERVED: Final = frozenset({"assets", "static", "public", "webapp", "wwwroot"})
"""Folders of what a browser is served: `vendors` right below one holds libraries, elsewhere it may be a domain's word."""
RELEASED: Final = (
    rb"\A(?:\xef\xbb\xbf)?\s*(?:/\*|//)[\s*!/=~-]*(?:@\w+\s+)?(?!licen[cs]ed|copyright|this )[a-z][\w.()'/ -]{0,60}?[\s,@:*-]+"
    rb"(?:v(?:ersion)?:?\s*\d+\.\d+|\d+\.\d+\.\d+)[\s\S]{0,600}?(?:licen[cs]e|copyright|\(c\)|https?://)"
    rb"|\A[\s\S]{0,2000}?\bdefine\.amd\b"
)
"""How a library begins, below what is served: it says its release, and whose it is, or it fits whatever loads it."""

HEADERS: Final = "include"
SHOWN: Final = frozenset({"docs", "example", "test"})
"""What a folder right below `include` does not hold: it is called as the library is (`include/benchmark/benchmark.h`)."""

FOREIGN: Final = frozenset({"deps", "dependencies"})
"""At the root, these hold a folder for each foreign library (Linguist's `^deps/` and `^[Dd]ependencies/`); files right below
are a package of that name."""

COPIED: Final = frozenset({"extern", "external", "externals"})
COPIED_IN: Final = (".c", ".cc", ".cpp", ".cxx", ".h", ".hh", ".hpp", ".m", ".mm")
"""Languages without packages: what others wrote stands in folders of these names, wherever (Linguist's `[Ee]xtern(al)?s?/`)."""
BUILT: Final = "builds"
"""Right below `assets` it holds what bundlers write for Rails (jsbundling-rails, cssbundling-rails)."""

# How the names of other such folders end and begin; a technology compatibility kit (`-tck`) tests implementations.
TEST_ENDINGS: Final = (
    ".tests", ".test", ".unittests", ".integrationtests", ".functionaltests", "-tests", "_tests", "-test", "_test", "-e2e",
    "_e2e", "-tck",
)  # fmt: skip
DOCUMENTED: Final = ".docc"
"""How the folder of a Swift module's documentation ends: its code is shown in tutorials."""
PACKAGE_OF_GO: Final = "doc"
"""A folder whose Go files are a package about documentation (`cobra/doc`, `go/doc`): documents are called `docs`."""
FOR_TESTERS: Final = "-test"
OF_TESTS: Final = ".tests."
"""What tests start or share: `Pot.Tests.Dummy/`."""
MAIN_SOURCES: Final = re.compile(r"(?:^|/)(?:src/(?:main|\w+Main)/(?:java|kotlin|scala|groovy)(?:/|$)|Specifications$)")
MAIN_SET: Final = re.compile(r"main|[a-z]+main")
"""The main source set of a JVM module called `x-test` is what the users of x test with."""
EXAMPLE_ENDINGS: Final = (
    " example", " examples", " sample", " samples", " demo", "-example", "-examples", "_examples", "-sample", "-samples", ".playground",
    ".benchmark", ".benchmarks", "-benchmark", "-benchmarks",
)  # fmt: skip
"""Xcode's targets stand in folders of several words: `watchOS Example/`; modules of the JVM are called `pot-sample`; Swift's
playgrounds show a library at work."""
STARTS: Final = {
    **dict.fromkeys(("template-", "example-", "example_", "examples-"), "example"),
    **dict.fromkeys(("tests-", "tests_", "e2e-"), "test"),
    **dict.fromkeys(("fixture-", "fixtures-"), "fixture"),
}

PRECEDENCE: Final = ("vendored", "generated", "fixture", "test", "example", "docs")

# File names (whole, lower case).
NAMES: Final = {
    "generated": "package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock"
    " poetry.lock pdm.lock uv.lock pixi.lock"
    " pipfile.lock pylock.toml cargo.lock gemfile.lock gems.locked composer.lock go.sum go.work.sum"
    " packages.lock.json package.resolved podfile.lock"
    " cartfile.resolved pubspec.lock mix.lock rebar.lock flake.lock module.bazel.lock .terraform.lock.hcl"
    " gradle.lockfile conan.lock gopkg.lock glide.lock"
    " paket.lock .pnp.cjs .pnp.loader.mjs stack.yaml.lock cabal.project.freeze .secrets.baseline elm-stuff.lock"
    " chart.lock requirements.lock"
    " requirements-dev.lock symfony.lock project.assets.json _ide_helper.php _ide_helper_models.php",
    "vendored": "gradlew gradlew.bat mvnw mvnw.cmd mavenwrapperdownloader.java config.guess config.sub aclocal.m4 libtool.m4",
    "test": "conftest.py pytest.ini tox.ini noxfile.py jest.setup.js jest.setup.ts setuptests.js setuptests.ts"
    " spec_helper.rb rails_helper.rb"
    " test_helper.rb test_helper.exs test_helper.dart",
    "docs": "readme changelog changes history news contributing code_of_conduct security authors contributors copying"
    " license licence notice mkdocs.yml"
    " mkdocs.yaml .readthedocs.yml .readthedocs.yaml citation.cff",
}

# Name patterns (searched in the lower-case name, but for the CamelCase ones). The first that matches decides.
PATTERNS: Final = (
    ("vendored", r"^(?!(?:up(?:grade|date)|migrat|release|patch))[a-z][\w.-]*?[-_.]v?\d+\.\d+\.\d+(?:[-_.][a-z]+)*\.(?:js|css)$"),
    ("generated", (r"[.-]min\.(?:js|css|mjs|cjs)$|\.(?:js|css|mjs|cjs|ts)\.map$|_pb2(?:_grpc)?\.pyi?$|\.pb(?:\.gw"
                  r"|\.validate)?\.go$|\.pb\.(?:cc|h|swift|dart)$")),
    ("generated", (r"_pb\.(?:js|d\.ts|ts|rb)$|\.(?:g|freezed|gr|mocks|config)\.dart$|\.designer\.(?:cs|vb)$|\.g\.cs$"
                  r"|\.g\.i\.cs$|\.feature\.cs$|_grpc\.pb\.go$")),
    ("generated", (r"[._-]generated\.\w+$|\.gen\.\w+$|^zz_generated\.|\.bundle\.js$|\.zep\.(?:c|h|php)$|^mock_\w+(?<!_test)\.go$"
                  r"|\.tsbuildinfo$|\.snap$|_tlb\.pas$")),
    ("generated", r"^requirements[\w.-]*\.lock$|^uv-[\w-]+\.lock$|^ppport\.h$|^parser\.out$|^buildspec\.lock$"),
    ("test", (r"^test_[^/]*\.(?:py|pyi|c|cc|cpp|rb|lua|jl|sh|rs|pl|ml)$|_test\.(?:py|go|rb|exs|dart|c|cc|cpp|cxx|ts|js"
             r"|tsx|jsx|lua|rs|jl|clj|cljs|kt|sh|ml|php)$")),
    ("test", (r"\.(?:tests?|specs?|cy|e2e|unit|e2e-spec|e2e-test|test-d|spec-d|tst|integration)\.[cm]?[jt]sx?$|_spec\.(?:rb"
             r"|lua|cr|js|ts)$|^tests\.py$|-(?:test|spec)\.[cm]?[jt]sx?$")),
    ("test", (r"\.(?:test|spec)\.(?:vue|svelte|lua|php|mts|dart)$|^unittest\w*\.py$|_tests?\.(?:rs|zig|nim|jl)$"
             r"|^tests\.(?:rs|c|cc|cpp|cxx)$|\.t$|\.bats$|\.test\.sh$")),
    ("example", (r"\.stories\.(?:[jt]sx?|mdx|vue|svelte)$|_bench(?:mark)?\.(?:go|py|rb|rs)$|^bench(?:mark)?_\w+\.py$"
                r"|\.bench\.[cm]?[jt]sx?$|^example_\w+_test\.go$")),
    ("docs", (r"^(?![\w.-]*\.(?:py|pyi|pyx|[cm]?[jt]sx?|vue|svelte|rb|go|java|kts?|scala|groovy|rs|php|cs|fs|vb|c|cc|cpp|cxx"
             r"|h|hh|hpp|swift|dart|exs?|lua|pl|pm|sh|bash|zsh|fish|ps1|bat|cmd|sql|ya?ml|json|toml|xml|html?|twig|erb|haml|slim|jsp|cshtml|razor"
             r"|s?css|less|graphql|proto)$)"
             r"(?:readme|changelog|changes|history|contributing|license|licence|copying|code_of_conduct|security"
             r"|authors|notice|install(?!-[\w-]+$))(?:[.-][\w.-]*)?$")),
)  # fmt: skip
CAMEL_TEST: Final = re.compile(
    r"[a-z0-9](?:Test|Tests|TestCase|IT|Spec|Specs|Should)\.(?:java|kt|kts|scala|groovy|cs|fs|vb|swift|php|m|mm|cpp"
    r"|cc|hs)$|[a-z0-9]Test(?:s|Case)?\.py$"
)

NO_TEST: Final = (
    rb"^[ \t]*(?:(?:final|abstract|readonly)\s+)*class\s+\w+"
    rb"\s*(?:extends\s+(?![\w\\]*(?:test|case|spec|unit))[\w\\]+|implements\b|\{)"
)
"""The header of a PHP class that extends no class of tests, whatever its own name: every runner's tests extend one."""
A_TEST: Final = rb"\bclass\s+\w+\s+extends\s+[\w\\]*(?:test|case|spec|unit)"
"""The header of one that does; other classes may stand beside it."""

# A JVM source root is `src/SET/LANGUAGE`.
JVM_ROOTS: Final = frozenset({"java", "kotlin", "scala", "groovy"})

SOURCE_SETS: Final = {"testfixtures": "tests"}
"""Gradle's plugin `java-test-fixtures` compiles `src/testFixtures/java`: code that tests share, no data."""

# In a folder that is named `test` and does not stand at the root, a Python file is a test when its own name says so:
# `django/test/` is a product.
TEST_FOLDER: Final = "test"
TEST_FOLDER_CANDIDATE: Final = "test?"

PROSE: Final = (".md", ".mdx", ".rst", ".adoc", ".txt")
SPECIFICATIONS: Final = frozenset({"spec", "specs"})

MARK: Final = (
    rb"^[^\S\n]{0,3}(?://+|#+|/\*+[^\S\n]*\n[^\S\n]*|/?\*+!?|<!--|--|;+|%+|\"\"\"|\(\*|\.\.|@rem\b|<auto-generated)"
)
COMMENT: Final = MARK + rb"[^\n]{0,120}?"
GENERATED_HEADER: Final = (
    COMMENT + rb"(?:code generated\b[^\n]{0,160}do not (?:edit|modify)|@generated\b|<auto-?generated|(?<!\()(?<!, )auto-?generated"
              rb" (?:by|from|with|via|code)|auto-?generated\b[^\n]{0,60}do not"
    rb"|(?:this|the) (?:file|code|class|source file) (?:is|was|has been) (?:automatically |auto-?)?generated (?:by"
    rb"|from|automatically|with|using)"
    rb"|(?:this|the) (?:file|code|class) (?:is|was|has been) (?:automatically |auto-?)generated"
    rb"|generated by (?:the protocol buffer compiler|the grpc|cython|haxe|antlr|coffeescript|pegjs|jison|swagger"
    rb"|openapi|flutter"
    rb"|mockgen|versioneer-|protoc|sqlc|prisma|thrift|bison|jflex|javacc|doxygen|pkgdown|roxygen2|autoconf|automake)|do not"
    rb" (?:manually )?(?:edit|modify)[^\n]{0,60}generated|generated[^\n]{0,60}do not (?:edit|modify)"
    rb"|code generated by[^\n]{0,160}\n[^\S\n]{0,3}(?://|#|\*)[^\S\n]*do not (?:edit|modify)"
    rb"|generated code[^\n]{0,20}do not modify"
    rb"|generated by [^\n]{0,60}[a-z0-9_:-](?:generator|codegen)\b|generated using [^\n]{1,40}https?://)"
    rb"|" + MARK + rb"[^\w\n]{0,12}(?:(?:[\w.-]+[^\S\n]+){0,2}file generated by|generated from [\w./-]+\.\w+ (?:by|with|using) \w"
    rb"|generated (?:bindings|code) (?:for|from|of)\b)"
)  # fmt: skip
"""Its last part is a comment's beginning: `dep-info file generated by rustc` in a sentence is what a type is for. So is
`// Generated from danish.sbl by Snowball`, or `// Generated bindings for python v3.7.0`."""
SCAFFOLDED: Final = (
    rb"generated by[^\n]{0,40}(?:'init' task|\binit\b|initializr|cookiecutter|yeoman|copier|create[- ]|startproject|startapp"
    rb"|\bnew\b|scaffold|template)"
)
"""A tool wrote the first version of such a file, and people all later ones."""
OPENS_TEXT: Final = rb"[=(,:\[{]\s*[rfbu]{0,2}(\"\"\"|'''|`)"
HEADER_BYTES: Final = 2_048
MINIFIED: Final = (".js", ".css", ".mjs", ".cjs")
MAPPED: Final = rb"^\s*(?://|/\*)[#@] ?sourceMappingURL=[\w./-]+\.map\b"
"""How a compiler ends what it writes."""
MINIFIED_LINE: Final = 110
"""Linguist's limit: a script or style sheet with a longer mean line is minified."""
