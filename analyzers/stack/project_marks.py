"""Names that speak for a kind of project: frameworks of both sides, what only releases and what only deployments have."""

from __future__ import annotations

from typing import Final

from ... import lazy_re as re
from ...indexer.gathering import words

__all__ = [
    "IN_BROWSER", "JOIN_BOTH", "RELEASED_BY", "RELEASING", "SERVED", "SETTING_UP", "SITES", "TEMPLATES",
]  # fmt: skip

JOIN_BOTH: Final = frozenset({
    "Next.js", "Nuxt", "Remix", "SvelteKit", "Astro", "SolidStart", "TanStack Start", "Analog", "Qwik City", "Fresh",
    "RedwoodJS", "Blitz.js", "Hydrogen", "Waku", "Meteor", "Wasp", "Blazor", "Phoenix LiveView", "Vaadin", "Reflex", "Livewire",
    "Leptos", "RedwoodSDK", "Vike",
})  # fmt: skip
"""Web frameworks that render in the browser and on the server."""

IN_BROWSER: Final = frozenset(
    ("Yew", "Sycamore", "Dioxus", "HTMX", "Hotwire", "TanStack Router", "React Router", "Inertia", "Socket.IO")
)
"""Entries among the web frameworks that alone make no server."""


RELEASING: Final = words(
    "signing org.apache.maven.plugins:maven-gpg-plugin org.sonatype.plugins:nexus-staging-maven-plugin property:PackageProjectUrl "
    "property:PackageTags property:PackageReadmeFile property:PackageIcon property:PackageDescription "
    "property:PackageLicenseExpression"
)
"""Build plugins and properties that only what is released has; besides them all whose name speaks of publishing."""
RELEASED_BY: Final = re.compile(
    r":sbt-(?:ci-release|sonatype|pgp|mima-plugin|typelevel\b|tpolecat-release|[\w-]*publish)"
)
"""Plugins of sbt that release archives, or hold releases compatible."""
TEMPLATES: Final = words(
    "HTML Jinja Twig Blade HTML+ERB HTML+Razor EJS Pug Handlebars Haml Slim HTML+EEX HTML+Django Vue Svelte"
)

SERVED: Final = words(
    "Procfile Dockerfile wsgi.py asgi.py manage.py config.ru artisan vercel.json netlify.toml fly.toml app.yaml"
)
"""Files at the root (or a folder's) that only something that is run and not imported has."""

SETTING_UP: Final = frozenset(
    ("HCL", "Bicep", "Smarty", "Go Template", "Jsonnet", "Nix", "Puppet", "Open Policy Agent")
)
"""What machines and clusters are described in."""
SITES: Final = frozenset({"netlify.toml", "vercel.json", "now.json"})
"""How sites are hosted."""
