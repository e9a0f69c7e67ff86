"""GoReleaser: .goreleaser.yml, the programs that a project releases.

Source: https://goreleaser.com/customization/builds/go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base import Entry, Manifest, reader
from ..locking import unlinked as link
from ..notations.yaml_lines import read_yaml

if TYPE_CHECKING:
    from ..notations.lines import Document

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "golang"


@reader(read_yaml, ECOSYSTEM, "", "config")
def parse_goreleaser(_path: str, document: Document, manifest: Manifest) -> None:
    """Reads a .goreleaser.yml: each released program once, with the folder of its main function."""
    seen: set[tuple[str, str]] = set()
    for place in document.places("builds"):
        if document.text(*place, "builder") not in ("", "go"):
            continue
        inner = "/".join(part for key in ("dir", "main") if (part := document.text(*place, key).strip("./")))
        named = document.text(*place, "binary") or document.text("project_name")
        name = named.rpartition("/")[2]
        if "{{" not in f"{name}{inner}" and (name, inner) not in seen:
            seen.add((name, inner))
            manifest.entries.append(Entry("cli", name or inner.rpartition("/")[2], inner or ".", document.line(*place)))
