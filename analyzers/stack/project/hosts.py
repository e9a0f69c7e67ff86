"""Whether another program loads the workspace or fills it in (an extension, a theme, a template), or a Mac starts it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .... import lazy_re as re
from ...per_index import per_index
from ...workspace.code_places import is_hidden
from ..technologies import is_large
from .starts import is_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....answers import Ground
    from ....indexer.index import Index

__all__ = ["HOSTED_KINDS", "hosted", "mac_application"]


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
