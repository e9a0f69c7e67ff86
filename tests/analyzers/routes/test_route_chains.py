"""Routes chained to a router, controllers of Litestar, versions of Sanic, and blueprints that a loop hangs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

HONO = {
    "package.json": '{"dependencies": {"hono": "4"}}',
    "src/index.ts": 'import { Hono } from "hono";\nimport pots from "./pots";\nimport lids from "./lids";\n\n'
    'const v1 = new Hono<{\n  Variables: { user: User };\n}>()\n  .use(auth)\n  .route("/pots", pots);\n\n'
    'const app = new Hono();\napp\n  .use(cors({ origin: "*" }))\n  // the first version\n  .route("/v1", v1)\n  .route("/lids", lids);\n\nexport default app;\n',
    "src/pots.ts": 'import { Hono } from "hono";\n\nconst app = new Hono()\n  .get(\n    "/",\n    validated("query", z.object({ page: z.number() })),\n'
    '    async (c) => {\n      const found = await db.get("/cached");\n      return c.json(found, 200);\n    },\n  )\n'
    '  .post("/", brew)\n  .delete("/:id", validated("param", one), drop);\n\nexport default app;\n',
    "src/lids.ts": 'import { Hono } from "hono";\n\nexport default new Hono().get("/", (c) => c.text("lids"));\n',
}
HONO_BASE = {
    "package.json": '{"dependencies": {"hono": "4"}}',
    "api/[[route]].ts": "import { Hono } from 'hono'\n\nconst app = new Hono().basePath('/api')\n\nconst route = app.get(\n  '/pots',\n  checked('query'),\n"
    "  (c) => c.json([])\n)\n\nexport type AppType = typeof route\nexport default handle(app)\n",
}
"""The chain's value has a name of its own."""
DJANGO_SUM = {
    "requirements.txt": "djangorestframework\n",
    "shop/urls/__init__.py": "from django.urls import include, path\nfrom shop.urls.api import urls_patterns as api_urls\n\n"
    "urlpatterns = [path('api/', include((api_urls, 'api')))]\n",
    "shop/urls/api.py": "from django.urls import path\nfrom rest_framework import routers\nfrom rest_framework_extensions import routers as nesting\nfrom shop.lids import lid_router\nfrom shop.views import PotViewSet, up\n\n"
    "router = routers.DefaultRouter()\npots = router.register(r'pots', PotViewSet)\npots.register(r'marks', PotViewSet, parents_query_lookups=['pot'])\nrouter.registry.extend(lid_router.registry)\n\n"
    "more = [path('up/', up)]\n\nurls_patterns = (\n    router.urls\n    + more\n)\n",
    "shop/lids.py": "from rest_framework import routers\nfrom shop.views import LidViewSet\n\nlid_router = routers.SimpleRouter()\nlid_router.register(r'lids', LidViewSet)\n",
    "shop/views.py": "from rest_framework import viewsets\n\n\nclass PotViewSet(viewsets.ViewSet):\n    def list(self, request):\n        return []\n\n\n"
    "class LidViewSet(viewsets.ViewSet):\n    def list(self, request):\n        return []\n\n\ndef up(request):\n    return ''\n",
}
"""A list that adds others up, with a router that took over another one's registry."""
LITESTAR = {
    "shop/app.py": 'from litestar import Litestar, Router, get\nfrom shop.pots import PotController\n\n\n@get("/up")\nasync def up() -> str:\n    return ""\n\n\n'
    'api = Router(path="/api", route_handlers=[PotController])\napp = Litestar(route_handlers=[up, api], path="/shop")\n',
    "shop/pots.py": 'from litestar import Controller, HttpMethod, get, post, route\n\n\nclass PotController(Controller):\n    """Pots."""\n\n    tags = ["pots"]\n    path = "/pots"\n\n'
    '    @get(operation_id="ListPots")\n    async def all(self) -> list[str]:\n        return answer(\n            path="/elsewhere",\n        )\n\n'
    '    @post(operation_id="Brew", path="/{kind:str}")\n    async def brew(self, kind: str) -> None: ...\n\n'
    '    @route(["/new", "/fresh"], http_method=[HttpMethod.PUT])\n    async def new(self) -> None: ...\n',
}
SANIC = {
    "config.py": 'api_version: str = "v2"\n',
    "app.py": 'from sanic import Sanic\nfrom api import api\n\napp = Sanic("Pots")\napp.blueprint(api)\n',
    "api/__init__.py": 'from sanic import Blueprint\nfrom api.pots import pots\nfrom api.lids import lids\n\napi = Blueprint.group(pots, lids, url_prefix="/api")\n',
    "api/pots.py": 'from sanic import Blueprint\nfrom config import api_version\n\npots: Blueprint = Blueprint("pots", version=api_version)\n\n\n'
    '@pots.get("/pots")\nasync def all(request): ...\n\n\n@pots.get("/pots/new", version=3)\nasync def new(request): ...\n',
    "api/lids.py": 'from sanic import Blueprint\n\nlids = Blueprint("lids", url_prefix="/lids")\n\n\n@lids.post("/")\nasync def lid(request): ...\n',
}
LOOPED = {
    "shop/__init__.py": "from shop import factory\nfrom shop.pots import mod as pots_bp\nfrom shop.lids import mod as lids_bp\n\nPARTS = (\n    pots_bp,  # pots\n    lids_bp,\n)\n\n\n"
    "def create_app(config=None):\n    return factory.create_app(name=__name__, parts=PARTS)\n",
    "shop/factory.py": "from flask import Flask\n\nVERSION = 1\n\n\ndef create_app(name, parts=None):\n    app = Flask(name)\n    hang(app, parts)\n    return app\n\n\n"
    'def hang(app, parts):\n    for part in parts:\n        app.register_blueprint(part, url_prefix=f"/api/{VERSION}")\n',
    "shop/pots.py": 'from flask import Blueprint\n\nmod = Blueprint("pots", __name__)\n\n\n@mod.route("/pots")\ndef pots(): ...\n',
    "shop/lids.py": 'from flask import Blueprint\n\nmod = Blueprint("lids", __name__)\n\n\n@mod.route("/lids")\ndef lids(): ...\n',
}
PAIRED = {
    "main.py": 'from fastapi import FastAPI\nimport pots\n\napp = FastAPI()\nfor router, prefix in [(pots.router, "/pots"), (pots.lids, "/lids")]:\n'
    '    app.include_router(router, prefix="/api" + prefix)\n',
    "pots.py": 'from fastapi import APIRouter\n\nrouter = APIRouter()\nlids = APIRouter()\n\n\n@router.get("/{id}")\ndef one(id: int): ...\n\n\n@lids.get("/")\ndef all(): ...\n',
}
KEYED = {
    **PAIRED,
    "main.py": 'from fastapi import FastAPI\nimport pots\n\napp = FastAPI()\nrouters = {"Pots": pots.router, "Lids": pots.lids}\n\nfor tag, router in routers.items():\n'
    '    app.include_router(router, prefix="/api", tags=[tag])\nfor each in routers.values():\n    app.include_router(each, prefix="/old")\n',
}
FASTIFY = {
    "package.json": '{"dependencies": {"fastify": "5"}}',
    "pots.ts": "import type { FastifyInstance } from 'fastify';\nimport { all, handler } from './pots.controller';\n\nexport default async (fastify: FastifyInstance) => {\n"
    "  await fastify.route({\n    method: 'GET',\n    url: '/pots',\n    schema: {\n      tags: ['a'],\n      description: 'b',\n      response: {\n        200: object({\n"
    "          one: text(),\n          two: text(),\n          three: text(),\n          four: text(),\n          five: text(),\n        }),\n      },\n    },\n    handler: all,\n  });\n\n"
    "  fastify.route({ method: 'POST', url: '/pots', handler });\n\n  fastify.get(\n    '/lids',\n    { websocket: true },\n    all.lids,\n  );\n};\n",
}
DESCRIBED = {
    "package.json": '{"dependencies": {"@hono/zod-openapi": "1"}}',
    "src/index.ts": 'import { OpenAPIHono } from "@hono/zod-openapi";\nimport { pots } from "./pots";\n\nconst app = new OpenAPIHono();\napp.route("/pots", pots);\nexport default app;\n',
    "src/pots.ts": 'import { OpenAPIHono, createRoute } from "@hono/zod-openapi";\nimport * as routes from "./pots.routes";\n\nexport const pots = new OpenAPIHono();\n\n'
    'const one = createRoute({\n  method: "get",\n  path: "/{id}",\n  responses: { 200: { description: "a pot" } },\n});\n\n'
    "pots.openapi(one, async (c) => c.json({}));\npots.openapi(routes.brew, handlers.brew);\n"
    'pots.openapi(createRoute({ method: "delete", path: "/{id}" }), drop);\n',
    "src/pots.routes.ts": 'import { createRoute } from "@hono/zod-openapi";\n\nexport const brew = createRoute({ method: "post", path: "/" });\n',
}
LONG = {
    "package.json": '{"dependencies": {"express": "5"}}',
    "pots.js": 'import express from "express";\n\nconst router = express.Router();\nconst app = express();\napp.use("/pots", router);\n\nrouter\n\t.route("/:id")\n'
    "\t.options((_, res) => {\n\t\tres.sendStatus(204);\n\t})\n\t.all(guard())\n\n\t/**\n\t * GET /pots/1\n\t */\n\t.get(async (req, res) => {\n"
    + '\t\tlog(req.headers.get("one"));\n' * 20
    + "\t})\n\n\t.put(guard(), change);\n\nrouter.route('/').all(show);\n",
}
CASES = {
    "a base of Hono": (HONO_BASE, [("GET /api/pots", None)]),
    "Django's sums": (
        DJANGO_SUM,
        [
            ("ANY /api/up/", "up"),
            ("GET /api/lids/", "LidViewSet.list"),
            ("GET /api/pots/", "PotViewSet.list"),
            ("GET /api/pots/<parent_lookup>/marks/", "PotViewSet.list"),
        ],
    ),
    "a chain over comments and long functions": (
        LONG,
        [("ANY /pots/", "show"), ("GET /pots/:id", None), ("OPTIONS /pots/:id", None), ("PUT /pots/:id", "change")],
    ),
    "described": (
        DESCRIBED,
        [("DELETE /pots/{id}", "drop"), ("GET /pots/{id}", None), ("POST /pots", "handlers.brew")],
    ),
    "hono": (
        HONO,
        [("DELETE /v1/pots/:id", "drop"), ("GET /lids", None), ("GET /v1/pots", None), ("POST /v1/pots", "brew")],
    ),
    "litestar": (
        LITESTAR,
        [
            ("GET /shop/api/pots", "all"),
            ("GET /shop/up", "up"),
            ("POST /shop/api/pots/{kind:str}", "brew"),
            ("PUT /shop/api/pots/fresh", "new"),
            ("PUT /shop/api/pots/new", "new"),
        ],
    ),
    "sanic": (SANIC, [("GET /v2/api/pots", "all"), ("GET /v3/api/pots/new", "new"), ("POST /api/lids/", "lid")]),
    "a list that callers hand on": (LOOPED, [("GET /api/1/lids", "lids"), ("GET /api/1/pots", "pots")]),
    "pairs": (PAIRED, [("GET /api/lids/", "all"), ("GET /api/pots/{id}", "one")]),
    "a dictionary": (
        KEYED,
        [("GET /api/", "all"), ("GET /api/{id}", "one"), ("GET /old/", "all"), ("GET /old/{id}", "one")],
    ),
    "fastify": (FASTIFY, [("GET /lids", "all.lids"), ("GET /pots", "all"), ("POST /pots", "handler")]),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str | None]]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert sorted((entry["name"], entry["symbol"]) for entry in answer["entry_points"]) == expected
