"""What shows whether a workspace is there to be run: its programs, what they serve, or another program that loads or fills it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .... import lazy_re as re
from ...per_index import per_index
from ...workspace.code_places import is_hidden
from ...workspace.ecosystem_languages import family_of
from ...workspace.folders_aside import AT_ROOT, OF_PROGRAMS
from ..introduction import introduction
from ..main_technology import is_program
from ..technologies import is_large

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ....answers import EntryPoint, Ground, LanguageShare
    from ....indexer.index import Index

__all__ = [
    "HOSTED_KINDS", "OF_SHELLS", "SCRIPTS", "begun", "first_page", "has_page", "hosted", "is_beside", "leading_family",
    "mac_application", "root_scripts", "serves",
]  # fmt: skip

IMAGES: Final = 3
"""In a workspace that builds so many images, scripts are there for these."""
PROGRAMS: Final = frozenset({"main", "cli", "web", "worker", "serverless"})
PAGES: Final = frozenset({"", "public", "src", "www", "web", "app", "static", "html", "htdocs"})
"""Folders whose `index.html` or `index.php` a web server shows first."""

RUN: Final = re.compile(rb"\A#!|\b(?:argv|ARGV|__main__|STDIN|stdin)\b|\bARGF\b")
"""What a script says that is started: what runs it, or what it is given."""

BESIDE: Final = AT_ROOT | OF_PROGRAMS
OF_SHELLS: Final = frozenset({"Shell", "PowerShell", "Batchfile", "fish", "Nushell", "Elvish"})
SCRIPTS: Final = frozenset(("JavaScript", "TypeScript", "Ruby", "PHP", "Perl", "Shell", "Lua", "Python", "PowerShell"))
WEB: Final = frozenset(("HTML", "CSS", "SCSS", "Less", "Sass", "JavaScript", "TypeScript"))


def begun(index: Index, shares: Sequence[LanguageShare]) -> Iterator[EntryPoint]:
    """The entry points at which a program of the product begins, by its code, a manifest or custom; in the language that most
    of it is written in: what begins in another helps with it, or runs it."""
    from ...entries.entry_ranks import entry_points

    family = leading_family(shares)
    return (
        entry
        for entry in entry_points(index)
        if entry["kind"] in PROGRAMS
        and entry["path"]
        and index.files[entry["path"]].zone == "product"
        and (not family or index.files[entry["path"]].language in family)
        and not is_beside(entry["path"])
        and not is_hidden(entry["path"])
    )


def leading_family(shares: Sequence[LanguageShare]) -> frozenset[str]:
    """The languages of the programs with most of the code; none where there are no programs."""
    return family_of(next((item["name"] for item in shares if is_program(item["name"])), None))


def is_beside(path: str) -> bool:
    """Whether a program serves the work on the product: it stands in such a folder at the root, or is called as one (`build.c`)."""
    return path.partition("/")[0].partition(".")[0] in BESIDE


def serves(index: Index) -> bool:
    """Whether a program of the product answers requests, with or without a framework."""
    from ...entries.entry_ranks import entry_points

    if first_page(index, "index.php"):
        return True
    return any(
        entry["kind"] in ("web", "serverless") and bool(entry["path"]) and index.files[entry["path"]].zone == "product"
        for entry in entry_points(index)
    )


def has_page(index: Index, shares: Sequence[LanguageShare]) -> bool:
    """Whether the product is a page for the browser, with its style and scripts."""
    return bool(shares) and shares[0]["name"] in WEB and first_page(index) is not None


def root_scripts(index: Index, shares: Sequence[LanguageShare]) -> list[str]:
    """The scripts that are the product: those at the root where nothing tests or keeps any in a folder for others, and where
    most are not hidden (those a shell reads, and nobody starts them); of a shell also those in `bin/`, where most are there.

    Each says itself what runs it, or the README shows how: another program may load it as well."""
    leading = shares[0]["name"] if shares else ""
    if sum(file.language == "Dockerfile" for file in index.files.values()) >= IMAGES:
        return []
    scripts = [path for path, file in index.files.items() if "/" not in path and file.language == leading]
    typed = " ".join(line.text for line in introduction(index, "").code)
    shown = [path for path in scripts if not is_hidden(path) and (RUN.search(index.read(path)) or path in typed)]
    kept = any(file.zone == "test" or path.startswith("lib/") for path, file in index.files.items())
    if leading in SCRIPTS and len(shown) * 2 > len(scripts) and not kept:
        return shown
    written = [path for path, file in index.files.items() if file.zone == "product" and file.language == leading]
    inside = [path for path in written if path.startswith("bin/") and path.count("/") == 1]
    return inside if leading in OF_SHELLS and len(inside) * 2 > len(written) else []


def first_page(index: Index, name: str = "index.html") -> Ground | None:
    """The file that a web server shows, or in PHP runs, for its root address."""
    for path, file in index.files.items():
        if path.rpartition("/")[0] in PAGES and path.rpartition("/")[2] == name and file.zone == "product":
            return {"path": path, "line": 1, "says": "a page for the browser"}
    return None


class Host(NamedTuple):
    """A file by which a program knows what it loads, the mark in it, and what kind of project that makes."""

    name: re.Pattern[str]
    mark: re.Pattern[bytes]
    kind: str
    says: str


_HOSTS: Final = r"""
(?:[^/]+/){0,2}manifest[\w.-]*\.json  "manifest_version"\s*:\s*[23]  frontend  an extension of browsers
package\.json  "engines"\s*:\s*\{[^{}]*("vscode")\s*:  unknown  an extension of Visual Studio Code
style\.css  (?m)^[ \t*]*Theme Name:  frontend  a theme of WordPress
[\w-]+\.php  (?m)^[ \t*/#]*+(Plugin Name):[ \t]*+\S  unknown  a plugin of WordPress
cookiecutter\.json|copier\.ya?ml|makejinja\.toml  \S  unknown  a template that new projects are made of
manifest\.json  ("minAppVersion")\s*:  unknown  a plugin of Obsidian
game\.conf  (?m)^(?:title|name)\s*=  unknown  a game for the engine Luanti
(?:src/main/)?resources/META-INF/plugin\.xml  <(idea-plugin)\b  unknown  a plugin of the IntelliJ Platform
main\.go  "github\.com/hashicorp/(terraform-plugin-(?:framework/providerserver|mux|sdk|go)\b)  unknown  a provider that Terraform loads
galaxy\.yml  (?m)^namespace:  infrastructure  a collection of Ansible
"""
HOSTS: Final = [
    Host(re.compile(name), re.compile(mark.encode()), kind, says)
    for name, mark, kind, says in (line.split("  ") for line in _HOSTS.strip().splitlines())
]
"""The contract has no word for what an editor loads, nor for a template: then the evidence says it."""
NAMES: Final = re.compile("|".join(f"(?:{host.name.pattern})" for host in HOSTS))
HOSTED_KINDS: Final = tuple(dict.fromkeys(host.kind for host in HOSTS))
MOST: Final = 0.5
"""So much of the product's code stands around an extension's manifest, at least: else it is a small part of something else."""
DEPTH: Final = 4
"""No host reads a file in more folders."""


@per_index
def hosted(index: Index) -> tuple[str, Ground] | None:
    """The kind of project, and the line that shows it; None where nothing is known to load the workspace."""
    return next(_hosted(index), None)


def _hosted(index: Index) -> Iterator[tuple[str, Ground]]:
    product = (path for path, file in index.files.items() if file.zone == "product")
    outer = [path for path in product if path.count("/") <= DEPTH and NAMES.fullmatch(path)]
    for host in HOSTS:
        for path in outer:
            if not host.name.fullmatch(path) or is_hidden(path) or is_beside(path):
                continue
            content = index.read(path)
            if (found := host.mark.search(content)) and is_large(index, path, MOST):
                start = found.start(found.lastindex or 0)
                yield host.kind, {"path": path, "line": content.count(b"\n", 0, start) + 1, "says": host.says}


PROJECT: Final = ".xcodeproj/project.pbxproj"
ON_MAC: Final = re.compile(rb"SDKROOT = macosx;|MACOSX_DEPLOYMENT_TARGET")
ON_PHONES: Final = re.compile(rb"SDKROOT = (?:iphoneos|appletvos|watchos|auto);|IPHONEOS_DEPLOYMENT_TARGET")
APPLICATION: Final = b"com.apple.product-type.application"


@per_index
def mac_application(index: Index) -> Ground | None:
    """The line by which the product's Xcode projects make an application for the Mac; None where one is for phones too."""
    shown: Ground | None = None
    for path, file in index.files.items():
        if not path.endswith(PROJECT) or file.zone != "product":
            continue
        content = index.read(path)
        if ON_PHONES.search(content):
            return None
        if APPLICATION in content and (found := ON_MAC.search(content)):
            line = content.count(b"\n", 0, found.start()) + 1
            shown = shown or {"path": path, "line": line, "says": "an application for macOS"}
    return shown
