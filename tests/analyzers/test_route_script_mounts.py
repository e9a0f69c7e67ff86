"""Routers of JavaScript that calls hang by whatever they are given, and classes of the workspace that are routers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ..workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = {"package.json": '{"dependencies": {"express": "4"}, "type": "module"}'}


def _router(name: str) -> str:
    return f"import {{ Router }} from 'express';\nconst {name} = Router();\n{name}.get('/all', all);\nexport default {name};\n"


GIVEN = {
    **PACKAGE,
    **{f"src/{name}.ts": _router(name) for name in ("lids", "cups", "bowls", "spoons", "jars")},
    "src/pots.ts": "import { Router } from 'express';\n\nexport class PotsController {\n  public router = Router();\n\n  constructor(db: Db) {\n"
    "    this.router.post('/boil', this.boil);\n  }\n}\n",
    "src/app.ts": "import express from 'express';\nimport lids from './lids.js';\nimport cups from './cups.js';\nimport bowls from './bowls.js';\n"
    "import spoons from './spoons.js';\nimport jars from './jars.js';\nimport { PotsController } from './pots.js';\n\nconst BASE = '/api';\nconst app = express();\n"
    "app.use('/pots', limit({ max: 3 }), new PotsController(open(db)).router);\napp.use('/more', [lids, cups]);\n"
    "app.use(BASE + '/bowls', check(), bowls, spoons);\napp.use('/v1', first); app.use('/v2', jars);\n",
}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            GIVEN,
            [
                "GET /api/bowls/all",
                "GET /api/bowls/all",
                "GET /more/all",
                "GET /more/all",
                "POST /pots/boil",
                "GET /v2/all",
            ],
        ),
    ],
    ids=["all that a call is given"],
)
def test_hung(tmp_path: Path, files: dict[str, str], told: list[str]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert [entry["name"] for entry in answer["entry_points"]] == told
