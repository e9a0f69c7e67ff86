"""Routes told by other things than calls: objects that a module exports, words apart from their class, and routers handed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

HAPI = {
    "package.json": '{"dependencies": {"@hapi/hapi": "21"}}',
    "lib/routes/pots.js": "const all = () => [];\nmodule.exports = [\n    { method: 'GET', path: '/pots', handler: all },\n    {\n"
    "        method: ['PUT', 'POST'],\n        path: '/pots/{id}',\n        options: { validate: { params: { method: 'x' } }, handler: (r) => r }\n    }\n];\n"
    "const asked = { method: 'GET', path: '/elsewhere' };\n",
}
APART = {
    "pom.xml": "<project><artifactId>x</artifactId></project>",
    "src/main/java/Pots.java": 'import jakarta.ws.rs.GET;\nimport jakarta.ws.rs.Path;\n\n@Path("/v1/pots")\n@Tag(name = "pots")\npublic\nclass Pots {\n\n'
    '    @GET\n    @Path("/all")\n    public String all() {\n        return "";\n    }\n}\n',
}
PLATFORM = {
    "composer.json": '{"require": {"api-platform/core": "^4"}}',
    "src/Entity/Pot.php": "<?php\nuse ApiPlatform\\Metadata\\ApiResource;\n\n#[ApiResource(\n    uriTemplate: '/admin/pots{._format}',\n    operations: [\n"
    "        new GetCollection(),\n        new Get(uriTemplate: '/admin/pots/{id}.{_format}'),\n    ]\n)]\n#[ApiResource(operations: [new Delete()])]\n"
    "#[ORM\\Entity]\nclass Pot\n{\n}\n",
}
FASTIFY = {
    "package.json": '{"dependencies": {"fastify": "5"}}',
    "app.js": "import fastify from 'fastify';\nimport pots from './pots.js';\nconst app = fastify();\napp.register(pots, { prefix: '/pots' });\n",
    "pots.js": "export default async function routes(fastify) {\n  fastify.register(async (f) => {\n    f.delete('/:id', { schema }, remove);\n  });\n"
    "  cache.delete('/key', remove);\n}\n",
}
HANDED = {
    "package.json": '{"dependencies": {"express": "5"}}',
    "app.js": "import express, { Router } from 'express';\nimport potRoutes from './pots.js';\nconst app = express();\nconst api = new Router();\n"
    "potRoutes(api, 1);\napp.use('/api', api);\n",
    "paths.js": "const base = '/pots';\nexport const paths = { one: `${base}/:id` };\n",
    "pots.js": "import { paths } from './paths.js';\nimport { Router } from 'express';\nexport default function potRoutes(router, most) {\n"
    "  router.get(`${paths.one}/lids`, lids);\n  router.put(paths.one, store);\n  router.post(most, store);\n}\n",
}
HANDED_PYTHON = {
    "requirements.txt": "flask\n",
    "app.py": "from flask import Blueprint, Flask\nfrom pots import register\n\napp = Flask(__name__)\napi = Blueprint('api', __name__, url_prefix='/api')\n"
    "register(api)\napp.register_blueprint(api)\n",
    "pots.py": "from flask import jsonify\n\n\ndef register(bp):\n    @bp.get('/pots')\n    def every_pot():\n        return jsonify([])\n",
}
COMPUTED = {
    "package.json": '{"dependencies": {"koa-router": "13"}}',
    "own.ts": "import Router from 'koa-router';\nexport class TableRouter extends Router {\n  constructor(table) {\n    super({ prefix: '/' + table.name });\n  }\n}\n",
    "pots.ts": "import Router from 'koa-router';\nimport { TableRouter } from './own';\nconst router = new TableRouter(pots);\nrouter.get('/:id', one);\n",
}
ACTIX = {
    "Cargo.toml": '[package]\nname = "x"\nversion = "0.1.0"\n[dependencies]\nactix-web = "4"\n',
    "src/main.rs": 'use actix_web::web;\n\npub fn config(cfg: &mut web::ServiceConfig) {\n    cfg.route(".well-known/pots", web::get().to(pots));\n}\n\n'
    'static ALLOWED: &str = "Accept, \\\n    Range";\n\nfn mark() -> (char, &str) {\n    (\'"\', r#"realm="pots", error="no"#)\n}\n\n#[get("/lids")]\nasync fn lids() {}\n',
}
ROCKET = {
    "Cargo.toml": '[package]\nname = "x"\nversion = "0.1.0"\n[dependencies]\nrocket = "0.5"\n',
    "src/main.rs": 'use rocket::{get, routes};\n\n#[get("/pots")]\nfn pots() {}\n\n#[get("/lids")]\nfn lids() {}\n\n#[launch]\nfn start() -> _ {\n'
    '    rocket::build().mount("/api", routes![\n        pots, // old, kept\n        lids,\n    ])\n}\n',
}
CASES = {
    "hapi": (HAPI, [("GET /pots", "all"), ("POST /pots/{id}", None), ("PUT /pots/{id}", None)]),
    "a class below its words": (APART, [("GET /v1/pots/all", "all")]),
    "API Platform": (
        PLATFORM,
        [("DELETE /{Pot}/{id}", "Pot"), ("GET /admin/pots", "Pot"), ("GET /admin/pots/{id}", "Pot")],
    ),
    "Fastify": (FASTIFY, [("DELETE /pots/:id", "remove")]),
    "a router handed on": (HANDED, [("GET /api/pots/:id/lids", "lids"), ("PUT /api/pots/:id", "store")]),
    "a blueprint handed on": (HANDED_PYTHON, [("GET /api/pots", "every_pot")]),
    "a computed prefix": (COMPUTED, [("GET /{prefix}/:id", "one")]),
    "Actix": (ACTIX, [("GET /.well-known/pots", "pots"), ("GET /lids", "lids")]),
    "Rocket": (ROCKET, [("GET /api/lids", "lids"), ("GET /api/pots", "pots")]),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str | None]]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert sorted((entry["name"], entry["symbol"]) for entry in answer["entry_points"]) == expected


LAYERS = {
    "package.json": '{"name": "shop", "private": true, "workspaces": ["apps/*"]}',
    "apps/base/package.json": '{"name": "base", "dependencies": {"nuxt": "4"}}',
    "apps/web/package.json": '{"name": "web", "dependencies": {"base": "workspace:*"}}',
    "apps/web/nuxt.config.ts": "export default defineNuxtConfig({ extends: ['../base'] });\n",
    "apps/web/server/api/pots/[id].delete.ts": "export default defineEventHandler(() => true);\n",
    "apps/proxy/package.json": '{"name": "proxy", "dependencies": {"nitropack": "2"}}',
    "apps/proxy/routes/[...auth].ts": "export default eventHandler(() => true);\n",
}


def test_a_layer_of_nuxt_and_a_server_of_nitro_serve_their_folders(tmp_path: Path) -> None:
    told = Workspace(write(tmp_path, LAYERS)).entry_points(kind="route")["entry_points"]
    assert [entry["name"] for entry in told] == ["DELETE /api/pots/{id}", "ANY /{...auth}"]
