"""Workspaces that the tests of `context` share: parts of them, and how one is asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["PARSES", "PYTHON", "STEPS", "WORKFLOW", "XCODE", "context", "package"]

PYTHON = '[project]\nname = "{name}"\nversion = "1"\ndependencies = {needs}\n\n[project.scripts]\n{name} = "{name}.cli:main"\n'
PARSES = "import argparse\n\n\ndef main() -> None:\n    argparse.ArgumentParser().parse_args()\n"
WORKFLOW = ".github/workflows/ci.yml"
STEPS = "on: push\njobs:\n  all:\n    steps:\n"
PBXPROJ = '\t\t\tSDKROOT = macosx;\n\t\t\tproductType = "com.apple.product-type.application";\n'
XCODE = {"Pot.xcodeproj/project.pbxproj": PBXPROJ, "src/Lid.swift": "import Cocoa\n\nclass Lid: NSView {}\n" * 20}


def context(root: Path, files: Mapping[str, str], name: str = "work") -> dict[str, Any]:
    """The context of a workspace; the name of its folder tells something of it only where a test gives one."""
    return cast("dict[str, Any]", Workspace(write(root / name, files)).context())


def package(name: str, **rest: object) -> str:
    """A package.json."""
    return json.dumps({"name": name, "version": "1.0.0", **rest})
