"""Files that a framework or a tool reads by their place and name: no import leads to them, and nothing needs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ... import lazy_re as re
from ..workspace.workspace_packages import dependency_names

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["ReadByPlace"]

EVERYWHERE: Final = re.compile(
    r"(?:^|/)(?:(?:Guard|Danger|Cap|Fast|App|Vagrant|Steep|Brew|Pod|Thor)file|Appraisals|\.(?:simplecov|pryrc|irbrc)"
    r"|config/(?:application|boot|environment|importmap|puma|deploy|schedule|routes|(?:environments|initializers|routes)/.+)\.rb"
    r"|\.[^/]+/.+"
    r"|db/seeds\.rb|(?:rake|rakelib|tasks)/.+\.rake)$"
    # https://learn.microsoft.com/aspnet/core/blazor/fundamentals/startup#javascript-initializers
    r"|(?:^|/)wwwroot/[^/]+\.lib\.module\.js$"
    r"|-Bridging-Header\.h$"
)
"""Files that a tool of Ruby, Rails or Blazor reads; any tool those in the folder that bears its name behind a dot (`.storybook`)."""
SCRIPT: Final = re.compile(r"\.[cm]?[jt]s$")
"""Beside a `package.json` the settings of a tool, or what somebody runs: `Gruntfile.js`, `vitest.workspace.ts`."""
REMIX: Final = r"(?:^|/)app/(?:root|entry\.(?:client|server|rsc|ssr)|routes)\.[jt]sx?$"
BY_DEPENDENCY: Final = {
    # https://nextjs.org/docs/app/api-reference/file-conventions
    "next": r"(?:^|/)app/(?:.*/)?(?:page|layout|template|loading|error|global-error|(?:global-)?not-found|forbidden|unauthorized"
    r"|default|route|sitemap|robots|manifest|(?:apple-)?icon\d?|(?:opengraph|twitter)-image\d?)\.[jt]sx?$"
    r"|(?:^|/)(?:middleware|proxy|instrumentation(?:-client)?|mdx-components)\.[jt]sx?$",
    # https://nuxt.com/docs/guide/directory-structure
    "nuxt": r"(?:^|/)(?:layouts|middleware|modules|pages|plugins)/.+\.(?:vue|[cm]?[jt]sx?)$|(?:^|/)(?:app|error)\.vue$"
    r"|(?:^|/)server/(?:api|middleware|plugins|routes|tasks)/.+\.[cm]?[jt]s$|(?:^|/)app/router\.options\.[jt]s$",
    # a module's runtime folder is added by its code: https://nuxt.com/docs/guide/going-further/modules
    "@nuxt/kit": r"(?:^|/)runtime/",
    # https://svelte.dev/docs/kit/project-structure
    "@sveltejs/kit": r"(?:^|/)\+(?:page|layout|error|server)[@.\w()-]*\.(?:svelte|[jt]s)$|(?:^|/)params/\w+\.[jt]s$"
    r"|(?:^|/)src/(?:hooks|service-worker|instrumentation)(?:\.\w+)?(?:/index)?\.[jt]s$",
    "@remix-run/dev": REMIX,
    "@react-router/dev": REMIX,
    # https://docs.astro.build/en/basics/project-structure
    "astro": r"(?:^|/)src/(?:pages/|(?:content/config|content\.config|middleware|actions/index|live\.config)\.[jt]s$)",
    "gatsby": r"(?:^|/)gatsby-(?:node|browser|ssr)\.[jt]sx?$",
    "@docusaurus/core": r"(?:^|/)src/(?:pages|theme)/|(?:^|/)sidebars\w*\.[jt]s$",
    # https://hatch.pypa.io/latest/plugins/build-hook/custom/
    "hatchling": r"(?:^|/)hatch_build\.py$",
    # https://behave.readthedocs.io/en/latest/gherkin/#feature-testing-setup
    "behave": r"(?:^|/)features/(?:environment|steps/.+)\.py$",
    # https://docs.flarum.org/extend/frontend
    "flarum-webpack-config": r"(?:^|/)(?:forum|admin)\.[jt]s$",
    # https://cli.emberjs.com/release/advanced-use/project-layouts/
    "ember-cli": r"(?:^|/)config/\w+\.[cm]?[jt]s$",
    # https://oclif.io/docs/commands, https://infinitered.github.io/gluegun/#/plugins
    "@oclif/core": r"(?:^|/)(?:commands|hooks)/.+\.[cm]?[jt]sx?$",
    "gluegun": r"(?:^|/)(?:commands|extensions)/.+\.[jt]s$",
    "expo-router": r"(?:^|/)app/.+\.[jt]sx?$",
}
"""The framework's package → the files that it reads, in a workspace that depends on it."""


class ReadByPlace:
    """The conventions of the frameworks that the workspace depends on."""

    def __init__(self, index: Index) -> None:
        declared = dependency_names(index)
        self._packages = {path.rpartition("/")[0] for path in index.manifests if path.endswith("package.json")}
        self._patterns = [EVERYWHERE, *(re.compile(text) for name, text in BY_DEPENDENCY.items() if name in declared)]

    def holds(self, path: str) -> bool:
        """Whether one of them reads the file by its place."""
        beside = SCRIPT.search(path) is not None and path.rpartition("/")[0] in self._packages
        return beside or any(pattern.search(path) for pattern in self._patterns)
