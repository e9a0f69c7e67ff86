"""Packages of npm that a build by Bazel hands to its rules by their labels: `//:node_modules/react`, `@npm//:jest/package_json.bzl`.

Source: https://github.com/aspect-build/rules_js/blob/main/docs/npm_translate_lock.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...per_index import per_index

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["bazel_labels"]

BUILD = re.compile(r"(?:^|/)(?:BUILD|BUILD\.bazel|[\w.-]+\.bzl)$")
COMMENT = re.compile(r"^\s*#.*", re.MULTILINE)
NAME = r"(?:@[\w.-]+/)?[\w.-]+"
LABEL = re.compile(rf"(?://([\w./-]*))?:(?:node_modules/({NAME})|({NAME})/package_json\.bzl)")


@per_index
def bazel_labels(index: Index) -> frozenset[tuple[str, str]]:
    """`(folder, package)`: what is linked into the node_modules of a folder and named by a build file."""
    found = set()
    for path in index.files:
        if BUILD.search(path):
            for match in LABEL.finditer(COMMENT.sub("", index.text(path))):
                folder = path.rpartition("/")[0] if match[1] is None else match[1]
                found.add((folder, match[2] or match[3]))
    return frozenset(found)
