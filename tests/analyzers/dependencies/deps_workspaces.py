"""Small workspaces for the tests of deps, and what is asked of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from groundplan import Workspace

from ...workspaces import write


def ask(tmp_path: Path, files: dict[str, str], **parameters: Any) -> dict[str, Any]:
    """The answer for a workspace of these files."""
    return {**Workspace(write(tmp_path, files)).deps(**{"limit": 0, **parameters})}


def names(answer: dict[str, Any], key: str) -> list[str]:
    """The names in one of its lists, sorted."""
    return sorted(item["name"] for item in answer[key])


def package(**fields: Any) -> str:
    """A package.json; `dev` and `deps` are names."""
    document = {key: value for key, value in fields.items() if key not in {"dev", "deps"}}
    for field, key in (("dependencies", "deps"), ("devDependencies", "dev")):
        if key in fields:
            document[field] = dict.fromkeys(fields[key].split(), "*")
    return json.dumps(document)
