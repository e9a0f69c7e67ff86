"""Which npm packages style sheets, templates and documents name."""

from __future__ import annotations

from collections.abc import Iterator

from .... import lazy_re as re
from .npm_names import module_name
from .npm_references import Reference

__all__ = ["TEMPLATE", "template_references"]

TEMPLATE = re.compile(
    r"\.(?:scss|sass|less|styl|stylus|css|pcss|postcss|mdx|astro|html|graphql|gql|tsrx|vue|svelte|marko|prisma)$"
)
GENERATOR = re.compile(r"^[ \t]*+provider\s*+=\s*+\"([^\"\n]++)\"", re.MULTILINE)
STYLE_IMPORT = re.compile(
    r"@(?:use|import|forward|plugin|config|reference|require|source)\s++(?:\([\w,\s]*+\)\s*+)?(?:url\(\s*+)?['\"]?([^'\"\s;)]++)"
)
STYLE_FILE = re.compile(r"(?:\burl\(\s*+['\"]?|['\"])~([^'\"\s)]++)")
"""A font or picture of a package, as webpack's loaders write it."""
SCRIPT_IMPORT = re.compile(
    r"\bfrom\s*+['\"]([^'\"\n]++)['\"]|\bimport\s*+\(?\s*+['\"]([^'\"\n]++)['\"]|\b(?:src|href)=['\"]/?node_modules/([^'\"\n]++)"
    r"|\{%-?\s*static\s++['\"](?:node|npm|node_modules)/([^'\"\n]++)"
)
IMPORTING = ("from", "import", "node", "npm")
"""One of these is in all that `SCRIPT_IMPORT` finds."""
GRAPHQL_IMPORT = re.compile(r"^#\s*+import\s++(?:[\w.*,\s]++\bfrom\s++)?['\"]([^'\"\n]++)['\"]", re.MULTILINE)
STYLE_LANGUAGE = re.compile(r"<style\b[^>]*?\blang=['\"](\w+)['\"]")


def template_references(path: str, text: str) -> Iterator[Reference]:
    """Imports of style sheets, Markdown with JSX, Astro, HTML and GraphQL documents."""
    if path.endswith(".prisma"):
        found = [(match, match[1], False) for match in GENERATOR.finditer(text)]
    elif path.endswith((".graphql", ".gql")):
        found = [(match, match[1], True) for match in GRAPHQL_IMPORT.finditer(text)]
    else:
        found = [(match, match[1], match[1].startswith("pkg:")) for match in STYLE_IMPORT.finditer(text)]
        found += [(match, match[1], False) for match in STYLE_FILE.finditer(text if "~" in text else "")]
        if not path.endswith(("css", ".sass", ".less", ".styl", ".stylus")):
            named = text if any(word in text for word in IMPORTING) else ""
            found += [
                (match, match[1] or match[2] or match[3] or match[4], False) for match in SCRIPT_IMPORT.finditer(named)
            ]
            found += [
                (match, {"scss": "sass", "styl": "stylus"}.get(match[1], match[1]), False)
                for match in STYLE_LANGUAGE.finditer(text)
            ]
    for match, specifier, certain in found:
        for name in filter(None, _modules(specifier)):
            yield Reference(name, path, text.count("\n", 0, match.start()) + 1, certain)


def _modules(specifier: str) -> list[str]:
    """The packages that a specifier names: webpack's loaders before the file (`!!raw-loader!./a.ts`), and the one with a scope in
    a path to where a build copies it (`../components/@fortawesome/fontawesome-free/css/solid.css`)."""
    *loaders, wanted = specifier.split("!")
    _, at, inner = wanted.rpartition("/@") if wanted.startswith(".") else ("", "", "")
    return [module_name(f"@{inner}" if at else wanted), *(module_name(loader.partition("?")[0]) for loader in loaders)]
