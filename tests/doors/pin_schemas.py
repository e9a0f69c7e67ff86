"""Rewrites tools.json from the server's own list: `python tests/doors/pin_schemas.py`, after a schema was meant to change."""

from __future__ import annotations

import json
from pathlib import Path

from groundplan.server import tools

if __name__ == "__main__":
    listed = [tool.model_dump(by_alias=True, exclude_none=True, mode="json") for tool in tools()]
    Path(__file__).with_name("tools.json").write_text(json.dumps(listed, indent=1) + "\n", "utf-8")
