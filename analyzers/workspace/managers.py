"""Package managers as data: the ecosystem each serves and its commands, in its own words."""

from __future__ import annotations

from typing import NamedTuple


class Manager(NamedTuple):
    """A package manager.

    Attributes:
        ecosystem: as manifests name it.
        install, add, remove, update: commands; `{name}` stands for a package.
        run: runs a script or a program of the workspace; `{script}` stands for it.
        test, build: what it offers itself; "" where it leaves them to others.
        exec: prefix that runs an installed tool (`npx`, `uv run`).
        every, one: a script or goal (`{verb}`) in all packages of a workspace, and in one by its `{name}`, its `{path}` from the root,
            or that with `:` (`{module}`); "" where it knows none.
    """

    ecosystem: str
    install: str
    add: str = ""
    remove: str = ""
    update: str = ""
    run: str = ""
    test: str = ""
    build: str = ""
    exec: str = ""
    every: str = ""
    one: str = ""


MANAGERS: dict[str, Manager] = {
    "npm": Manager("npm", "npm install", "npm install {name}", "npm uninstall {name}", "npm update", "npm run {script}", "npm test", "npm run build", "npx", every="npm run {verb} --workspaces --if-present", one="npm run {verb} --workspace {name}"),
    "yarn": Manager("npm", "yarn install", "yarn add {name}", "yarn remove {name}", "yarn upgrade", "yarn run {script}", "yarn test", "yarn run build", "yarn", every="yarn workspaces run {verb}", one="yarn workspace {name} run {verb}"),
    "pnpm": Manager("npm", "pnpm install", "pnpm add {name}", "pnpm remove {name}", "pnpm update", "pnpm run {script}", "pnpm test", "pnpm run build", "pnpm exec", every="pnpm -r run {verb}", one="pnpm --filter {name} run {verb}"),
    "bun": Manager("npm", "bun install", "bun add {name}", "bun remove {name}", "bun update", "bun run {script}", "bun run test", "bun run build", "bunx", every="bun run --filter '*' {verb}", one="bun run --filter {name} {verb}"),
    "deno": Manager("npm", "deno install", "deno add {name}", "deno remove {name}", "deno outdated --update", "deno task {script}", "deno task test", "deno task build"),
    "pip": Manager("pypi", "pip install -e .", "pip install {name}", "pip uninstall {name}", "pip install --upgrade {name}", "python {script}", "", "python -m build"),
    "pip-tools": Manager("pypi", "pip-sync", "", "", "pip-compile --upgrade", "python {script}", "", "python -m build"),
    "poetry": Manager("pypi", "poetry install", "poetry add {name}", "poetry remove {name}", "poetry update", "poetry run {script}", "", "poetry build", "poetry run"),
    "uv": Manager("pypi", "uv sync", "uv add {name}", "uv remove {name}", "uv lock --upgrade", "uv run {script}", "", "uv build", "uv run", every="uv run {verb}", one="uv run --package {name} {verb}"),
    "pdm": Manager("pypi", "pdm install", "pdm add {name}", "pdm remove {name}", "pdm update", "pdm run {script}", "", "pdm build", "pdm run"),
    "pipenv": Manager("pypi", "pipenv install", "pipenv install {name}", "pipenv uninstall {name}", "pipenv update", "pipenv run {script}", "", "", "pipenv run"),
    "hatch": Manager("pypi", "hatch env create", "", "", "", "hatch run {script}", "hatch test", "hatch build", "hatch run"),
    "flit": Manager("pypi", "flit install", "", "", "", "", "", "flit build"),
    "conda": Manager("conda", "conda env create -f environment.yml", "conda install {name}", "conda remove {name}", "conda update --all", "conda run {script}", "", "", "conda run"),
    "pixi": Manager("conda", "pixi install", "pixi add {name}", "pixi remove {name}", "pixi update", "pixi run {script}", "", "pixi build", "pixi run"),
    "go": Manager("golang", "go mod download", "go get {name}", "go get {name}@none", "go get -u ./...", "go run {script}", "go test ./...", "go build ./..."),
    "cargo": Manager("cargo", "cargo fetch", "cargo add {name}", "cargo remove {name}", "cargo update", "cargo run --bin {script}", "cargo test", "cargo build", every="cargo {verb} --workspace", one="cargo {verb} -p {name}"),
    "maven": Manager("maven", "mvn install -DskipTests", "", "", "mvn versions:use-latest-releases", "mvn exec:java", "mvn test", "mvn package", every="mvn {verb}", one="mvn {verb} -pl {path} -am"),
    "gradle": Manager("maven", "gradle dependencies", "", "", "gradle dependencies --refresh-dependencies", "gradle {script}", "gradle test", "gradle build", every="gradle {verb}", one="gradle {module}:{verb}"),
    "sbt": Manager("maven", "sbt update", "", "", "", "sbt run", "sbt test", "sbt compile"),
    "mill": Manager("maven", "", "", "", "", "mill {script}.run", "mill __.test", "mill __.compile"),
    "leiningen": Manager("clojars", "lein deps", "", "", "", "lein run", "lein test", "lein uberjar"),
    "clojure": Manager("clojars", "clojure -P", "", "", "", "clojure -M -m {script}", "clojure -X:test", "", "clojure"),
    "bundler": Manager("gem", "bundle install", "bundle add {name}", "bundle remove {name}", "bundle update", "bundle exec {script}", "", "", "bundle exec"),
    "composer": Manager("composer", "composer install", "composer require {name}", "composer remove {name}", "composer update", "composer run {script}", "", ""),
    "dotnet": Manager("nuget", "dotnet restore", "dotnet add package {name}", "dotnet remove package {name}", "", "dotnet run --project {script}", "dotnet test", "dotnet build"),
    "nuget": Manager("nuget", "nuget restore", "nuget install {name}", "", "nuget update", "", "dotnet test", "dotnet build"),
    "paket": Manager("nuget", "dotnet paket install", "dotnet paket add {name}", "dotnet paket remove {name}", "dotnet paket update", "", "dotnet test", "dotnet build"),
    "pub": Manager("pub", "dart pub get", "dart pub add {name}", "dart pub remove {name}", "dart pub upgrade", "dart run {script}", "dart test", "dart compile exe"),
    "mix": Manager("hex", "mix deps.get", "", "", "mix deps.update --all", "mix run {script}", "mix test", "mix compile"),
    "rebar3": Manager("hex", "rebar3 get-deps", "", "", "rebar3 upgrade --all", "rebar3 shell", "rebar3 eunit", "rebar3 compile"),
    "gleam": Manager("hex", "gleam deps download", "gleam add {name}", "gleam remove {name}", "gleam update", "gleam run", "gleam test", "gleam build"),
    "swift": Manager("swift", "swift package resolve", "", "", "swift package update", "swift run {script}", "swift test", "swift build"),
    "cocoapods": Manager("cocoapods", "pod install", "", "", "pod update", "", "", "xcodebuild build"),
    "conan": Manager("conan", "conan install .", "", "", "", "", "", "conan build ."),
    "vcpkg": Manager("vcpkg", "vcpkg install", "vcpkg add port {name}", "", "vcpkg upgrade", "", "", ""),
    "cabal": Manager("hackage", "cabal build --only-dependencies", "", "", "cabal update", "cabal run {script}", "cabal test", "cabal build"),
    "stack": Manager("hackage", "stack setup", "", "", "stack update", "stack run", "stack test", "stack build"),
    "terraform": Manager("terraform", "terraform init", "", "", "terraform init -upgrade", "terraform apply", "terraform test", "terraform plan"),
    "helm": Manager("helm", "helm dependency build", "", "", "helm dependency update", "helm install {script} .", "helm test {script}", "helm package ."),
    "shards": Manager("shards", "shards install", "", "", "shards update", "crystal run {script}", "crystal spec", "shards build"),
    "dub": Manager("dub", "dub upgrade --missing-only", "dub add {name}", "", "dub upgrade", "dub run", "dub test", "dub build"),
    "renv": Manager("cran", "Rscript -e 'renv::restore()'", "", "", "Rscript -e 'renv::update()'", "Rscript {script}", "", ""),
}  # fmt: skip

SOLUTIONS = frozenset({".sln", ".slnx"})
"""Workspace tools of .NET whose file `dotnet` builds and tests as a whole."""
PLATFORM = frozenset({"terraform", "helm"})
"""Ecosystems that set up what a program runs on: they never manage the workspace where another does."""

DIALECTS: dict[str, Manager] = {
    "yarn berry": Manager("npm", "yarn install", "yarn add {name}", "yarn remove {name}", "yarn up '*'", "yarn run {script}", "yarn test", "yarn run build", "yarn", every="yarn workspaces foreach -A run {verb}", one="yarn workspace {name} run {verb}"),
    "flutter": Manager("pub", "flutter pub get", "flutter pub add {name}", "flutter pub remove {name}", "flutter pub upgrade", "flutter run", "flutter test", ""),
}  # fmt: skip
"""How a manager is spoken to through a framework's own program."""

DEFAULT_MANAGERS: dict[str, str] = {
    "npm": "npm", "pypi": "pip", "golang": "go", "cargo": "cargo", "gem": "bundler", "composer": "composer", "nuget": "dotnet",
    "pub": "pub", "hex": "mix", "swift": "swift", "cocoapods": "cocoapods", "hackage": "cabal", "conda": "conda",
    "clojars": "leiningen",
}  # fmt: skip
"""Ecosystem → the manager that a manifest means when nothing names another."""

FILE_MANAGERS: dict[str, str] = {"bun.lockb": "bun", "deps.edn": "clojure", "build.mill": "mill", "build.sc": "mill", "dub.json": "dub", "dub.sdl": "dub"}  # fmt: skip
"""File name → the manager that it proves, where its ecosystem's manifests don't tell."""

CODE_MANAGERS: dict[str, str] = {"Go": "go"}
"""Language → the tool that builds its files even without any manifest."""
