"""Routers of JavaScript that calls hang by whatever they are given, and classes of the workspace that are routers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

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
CLASSES = {
    **PACKAGE,
    "src/controller.ts": "import { Router } from 'express';\n\nexport default class Controller {\n  app: Router;\n\n  constructor() {\n    this.app = Router();\n"
    "  }\n\n  route(options: Options): void {\n    this.app[options.method](options.path, check(options), options.handler);\n  }\n\n"
    "  get(path: string, handler: Handler, grant: string): void {\n    this.route({ method: 'get', path, handler, grant });\n  }\n\n"
    "  useLimited(path: string, router: Router, limit: Limit): void {\n    this.app.use(path, limit, router);\n  }\n\n  get router(): Router {\n"
    "    return this.app;\n  }\n}\n",
    "src/pots.ts": "import Controller from './controller.js';\n\nconst ONE =\n  '/:id';\n\nexport class Pots extends Controller {\n  constructor() {\n    super();\n"
    "    this.route({\n      method: 'put',\n      path: `${ONE}/boil`,\n      handler: this.boil,\n    });\n    this.get('/all', this.all, NONE);\n  }\n}\n",
    "src/index.ts": "import Controller from './controller.js';\nimport { Pots } from './pots.js';\n\nexport default class Index extends Controller {\n  constructor() {\n"
    "    super();\n    this.useLimited('/pots', new Pots().router, limit({ max: 3 }));\n  }\n}\n",
    "src/app.ts": "import express from 'express';\nimport Index from './index.js';\n\nconst app = express();\napp.use('/api', new Index()\n  .router);\n",
}
HONO = {
    "package.json": '{"dependencies": {"hono": "4"}}',
    "src/server.ts": "import { Hono } from 'hono';\n\nexport function serve({ basePath }: Options) {\n  const app = new Hono().basePath(basePath);\n"
    "  app.get('/pots/:id', one);\n  return app;\n}\n",
}
INVERSIFY = {
    "package.json": '{"dependencies": {"inversify-express-utils": "6"}}',
    "src/pots.ts": "import { BaseHttpController, controller, httpDelete, httpGet } from 'inversify-express-utils';\n\n@controller('/v1/pots', 'Guard')\n"
    "export class Pots extends BaseHttpController {\n  @httpGet('/', check)\n  async all(): Promise<Pot[]> {\n    return [];\n  }\n\n"
    "  @httpDelete('/:id')\n  async drop(): Promise<void> {}\n\n  @all('/*')\n  async other(): Promise<void> {}\n}\n",
}
EXAMPLES = {
    **PACKAGE,
    "src/examples/pots.ts": _router("potsRouter"),
    "src/app.ts": "import express from 'express';\nimport pots from './examples/pots.js';\n\nconst app = express();\napp.use('/pots', pots);\n",
    "examples/server.ts": "import express from 'express';\n\nconst app = express();\napp.get('/shown', show);\n",
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
        (CLASSES, ["PUT /api/pots/:id/boil", "GET /api/pots/all"]),
        (HONO, ["GET /{basePath}/pots/:id"]),
        (INVERSIFY, ["GET /v1/pots/", "ANY /v1/pots/*", "DELETE /v1/pots/:id"]),
        (EXAMPLES, ["GET /pots/all"]),
    ],
    ids=[
        "all that a call is given",
        "classes that are routers",
        "a path of the caller",
        "inversify",
        "examples that the product has",
    ],
)
def test_hung(tmp_path: Path, files: dict[str, str], told: list[str]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert [entry["name"] for entry in answer["entry_points"]] == told
