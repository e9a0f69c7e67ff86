"""Routers that are members, functions or modules passed on: their routes stand below where those are hung."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

GO_MEMBER = {
    "go.mod": "module example.com/pots\n\ngo 1.22\n",
    "server.go": 'package main\n\nimport "net/http"\n\ntype server struct{ mux *http.ServeMux }\n\nfunc (s *server) routes() {\n'
    '\ts.mux.HandleFunc("GET /pots/{id}", wrap(s, handlers.HandlePot))\n}\n',
}
EXPRESS_CLASS = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "server/Server.js": "const express = require('express')\nconst ApiRouter = require('./ApiRouter')\nclass Server {\n  constructor() {\n"
    "    this.apiRouter = new ApiRouter(this)\n  }\n  start() {\n    const router = express.Router()\n"
    "    router.use('/api', this.auth.check(this.guard.bind(this)), this.apiRouter.router)\n  }\n}\nmodule.exports = Server\n",
    "server/ApiRouter.js": "const express = require('express')\nclass ApiRouter {\n  constructor(server) {\n    this.router = express()\n"
    "    this.router.get('/pots/:id', PotController.check.bind(this), PotController.one.bind(this))\n  }\n}\nmodule.exports = ApiRouter\n",
}
FASTIFY_PLUGINS = {
    "package.json": '{"dependencies": {"fastify": "5"}}',
    "src/app.ts": "import fastify from 'fastify'\nimport { routes } from './http'\nconst app = fastify()\n"
    "app.register(routes.pots, { prefix: 'pots' })\napp.register(routes.lids, { prefix: 'lids' })\n",
    "src/http/index.ts": "export * as routes from './routes'\n",
    "src/http/routes/index.ts": "export { default as pots } from './pots'\nexport * from './more'\n",
    "src/http/routes/more/index.ts": "export { default as lids } from './lids'\n",
    "src/http/routes/more/lids.ts": "import { FastifyInstance } from 'fastify'\nexport default async function routes(fastify: FastifyInstance) {\n"
    "  fastify.get('/', all)\n}\n",
    "src/http/routes/pots/index.ts": "import { FastifyInstance } from 'fastify'\nimport one from './one'\nimport { openRoutes } from './open'\n"
    "export default async function routes(fastify: FastifyInstance) {\n  fastify.register(async (fastify) => {\n    fastify.register(one)\n  })\n"
    "  fastify.register(openRoutes)\n}\n",
    "src/http/routes/pots/one.ts": "import { FastifyInstance } from 'fastify'\nexport default async function routes(fastify: FastifyInstance) {\n"
    "  fastify.get('/:id', show)\n}\n",
    "src/http/routes/pots/open.ts": "import { FastifyInstance } from 'fastify'\nexport async function openRoutes(fastify: FastifyInstance) {\n"
    "  fastify.get('/open', open)\n}\n",
}
NEXT_LISTED = {
    "package.json": '{"dependencies": {"next": "15"}}',
    "app/api/auth/[...all]/route.ts": 'export { GET, POST } from "@/auth";\n',
    "app/api/pots/route.ts": "export const { GET, PUT: PATCH } = handlers;\n",
}

ASPNET_GROUPS = {
    "Api/Program.cs": 'var app = builder.Build();\nvar api = app.MapGroup("/api");\n// the pots\napi.MapGroup("/pots")\n    .WithTags("Pots")\n'
    '    .MapPots();\nLids.Register(app.MapGroup("/lids"));\n',
    "Api/Pots.cs": "public static class Pots\n{\n    public static RouteGroupBuilder MapPots(this RouteGroupBuilder group)\n    {\n"
    '        group.MapGet("/{id}", One);\n        var inner = group.MapGroup("/handles");\n        inner.MapPost("/", Make);\n'
    "        return group;\n    }\n}\n",
    "Api/Lids.cs": "public static class Lids\n{\n    public static void Register(IEndpointRouteBuilder routes)\n    {\n"
    '        routes.MapDelete("/{id}", Drop);\n    }\n}\n',
}

LARAVEL_CONTROLLER = {
    "composer.json": '{"require": {"laravel/framework": "^12"}}',
    "routes/web.php": "<?php\nRoute::controller(PotController::class)->prefix('pots')->group(function () {\n"
    "    Route::get('/{id}', 'show');\n    Route::get('/lid', [LidController::class, 'show']);\n});\n",
}
NEST_OWN_DECORATOR = {
    "src/pots.controller.ts": "import { Get } from '@nestjs/common';\nimport { ApiController } from './decorators';\n@ApiController('pots')\n"
    "export class PotsController {\n  @Get('/:id')\n  one() {}\n}\n",
}

AXUM_VARIABLE = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n[dependencies]\naxum = "0.8"\n',
    "src/main.rs": 'use axum::{Router, routing::get};\n\nfn app() -> Router {\n    let pots = Router::new()\n        .route("/", get(all))\n'
    '        .layer(limit(|_| {\n            wait();\n        }))\n        .route("/new", get(fresh));\n\n    Router::new()\n'
    '        .route("/up", get(up))\n        .nest("/pots", pots)\n}\n',
}
COMMONJS_MEMBER = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "server/server.js": 'const express = require("express");\nconst routes = require("./routes");\nconst app = express();\n'
    'app.use("/api", routes.api);\n',
    "server/routes/index.js": 'module.exports = require("./routes");\n',
    "server/routes/routes.js": 'const { Router } = require("express");\nconst pots = require("./pots");\nconst apiRouter = Router();\n'
    'apiRouter.use("/pots", pots);\nmodule.exports = {\n  api: apiRouter,\n};\n',
    "server/routes/pots.js": 'const { Router } = require("express");\nconst router = Router();\nrouter.get("/:id", one);\nmodule.exports = router;\n',
}
GO_CONSTANT = {
    "go.mod": "module example.com/pots\n\ngo 1.22\n",
    "main.go": 'package main\n\nimport "github.com/labstack/echo/v4"\n\nconst base = "/shop"\n\nfunc main() {\n\tapp := echo.New()\n'
    '\tapp.GET(base+"/pots", all)\n\tapp.POST(util.Root+"/pots", brew)\n}\n',
}


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (GO_MEMBER, [("GET /pots/{id}", "handlers.HandlePot")]),
        (EXPRESS_CLASS, [("GET /api/pots/:id", "PotController.one")]),
        (FASTIFY_PLUGINS, [("GET /lids/", "all"), ("GET /pots/:id", "show"), ("GET /pots/open", "open")]),
        (
            NEXT_LISTED,
            [
                ("GET /api/auth/{...all}", "GET"),
                ("POST /api/auth/{...all}", "POST"),
                ("GET /api/pots", "GET"),
                ("PATCH /api/pots", "PATCH"),
            ],
        ),
        (
            ASPNET_GROUPS,
            [("POST /api/pots/handles/", "Make"), ("GET /api/pots/{id}", "One"), ("DELETE /lids/{id}", "Drop")],
        ),
        (LARAVEL_CONTROLLER, [("GET /pots/lid", "LidController.show"), ("GET /pots/{id}", "PotController.show")]),
        (NEST_OWN_DECORATOR, [("GET /pots/:id", "one")]),
        (AXUM_VARIABLE, [("GET /pots/", "all"), ("GET /pots/new", "fresh"), ("GET /up", "up")]),
        (COMMONJS_MEMBER, [("GET /api/pots/:id", "one")]),
        (GO_CONSTANT, [("GET /shop/pots", "all"), ("POST /{Root}/pots", "brew")]),
    ],
    ids=[
        "go member",
        "express class",
        "fastify plugins",
        "next exports",
        "asp.net groups",
        "laravel controller",
        "nest decorator",
        "axum variable",
        "commonjs member",
        "go constant",
    ],
)
def test_router(tmp_path: Path, files: dict[str, str], wanted: list[tuple[str, str]]) -> None:
    found = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)["entry_points"]

    assert [(entry["name"], entry["symbol"]) for entry in found] == wanted
