"""Routes beside others: a chain that goes on with the next route, middlewares before the handler, constants as paths, folders and
conventions that give the path. Each case was told wrong on a real application."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

AXUM_CHAIN = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n[dependencies]\naxum = "0.6"\n',
    "src/main.rs": "use axum::{routing::{get, post}, Router};\nfn app() -> Router {\n    Router::new()\n"
    '        .route("/pots", post(brew))\n        .route("/pots/hot", post(heat))\n        .route("/pot", get(show).put(change))\n}\n',
}
KOA_DEL = {
    "package.json": '{"name": "shop", "dependencies": {"koa-router": "*"}}',
    "router.js": "const Router = require('koa-router');\nconst router = new Router();\nrouter.del('/pots/:id', auth, pots.drop);\n"
    "module.exports = router.routes();\n",
}
GO_MIDDLEWARE = {
    "go.mod": "module example.com/pots\n\ngo 1.22\n",
    "routes.go": 'package main\n\nimport "github.com/gofiber/fiber/v2"\n\nconst (\n\tBase = "/api"\n\tHot = "/hot"\n)\n\nfunc add(a *fiber.App) {\n'
    '\tr := a.Group("/pots")\n\tr.Post("/new", guard(), pots.Brew) // makes one\n\tr.Get("*", pots.Docs)\n\tr.Get(Hot, pots.Hot)\n'
    '\ta.Get(Base+"/up", up)\n\ta.Get("/down"+Hot, down)\n\tclient.Get(address, &answer)\n'
    '\ta.Get("/log", guard(), func(c *fiber.Ctx) error { return nil })\n}\n',
}
ECHO_MIDDLEWARE = {
    "go.mod": "module example.com/pots\n\ngo 1.22\n",
    "routes.go": 'package main\n\nimport "github.com/labstack/echo/v4"\n\nfunc add(e *echo.Echo) {\n\te.GET("/pots", pots.All, guard)\n'
    '\te.Any("/log", func(c echo.Context) error { return nil }, guard)\n}\n',
}
FASTIFY_FOLDERS = {
    "package.json": '{"name": "shop", "dependencies": {"fastify": "*", "@fastify/autoload": "*"}}',
    "src/app.ts": "import autoload from '@fastify/autoload';\nimport path from 'node:path';\nexport default async function (fastify) {\n"
    "  fastify.register(autoload, {\n    dir: path.join(import.meta.dirname, 'routes'),\n    options: {}\n  });\n}\n",
    "src/routes/home.ts": "import { Type } from '@fastify/type-provider-typebox';\nexport default async (fastify) => {\n"
    "  fastify.get('/', home);\n};\n",
    "src/routes/api/pots/index.ts": "import { Type } from '@fastify/type-provider-typebox';\nexport default async (fastify) => {\n"
    "  fastify.get(\n    '/:id',\n    { schema: {} },\n    async (request) => read(request)\n  );\n};\n",
}
SHARP_CONVENTIONS = {
    "Shop.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    "Program.cs": "var app = builder.Build();\napp.MapDefaultControllerRoute();\napp.Run();\n",
    "Controllers/HomeController.cs": "namespace Shop;\n[AllowAnonymous]\npublic class HomeController : Controller\n{\n"
    "    public IActionResult Index()\n    {\n        return View();\n    }\n\n    public async Task<IActionResult> About(string id)\n    {\n"
    "        return View();\n    }\n\n    [NonAction]\n    public IActionResult Helper()\n    {\n        return View();\n    }\n}\n",
    "Controllers/PotController.cs": 'namespace Shop;\n[Route("[controller]")]\npublic class PotController : Controller\n{\n'
    '    [Route("Brew")]\n    [HttpPost]\n    public IActionResult Brew()\n    {\n        return Ok();\n    }\n\n    [HttpGet("/up")]\n'
    "    public IActionResult Up()\n    {\n        return Ok();\n    }\n}\n",
}
LARAVEL_RESOURCE = {
    "composer.json": '{"name": "a/shop", "require": {"laravel/framework": "*"}}',
    "routes/web.php": "<?php\nRoute::resource('pots', PotController::class)->only(['update']);\n",
}
CASES: dict[str, tuple[dict[str, str], list[tuple[str, str | None]]]] = {
    "axum": (
        AXUM_CHAIN,
        [("GET /pot", "show"), ("PUT /pot", "change"), ("POST /pots", "brew"), ("POST /pots/hot", "heat")],
    ),
    "koa": (KOA_DEL, [("DELETE /pots/:id", "pots.drop")]),
    "go": (
        GO_MIDDLEWARE,
        [
            ("GET /api/up", "up"),
            ("GET /down/hot", "down"),
            ("GET /log", None),
            ("GET /pots/*", "pots.Docs"),
            ("GET /pots/hot", "pots.Hot"),
            ("POST /pots/new", "pots.Brew"),
        ],
    ),
    "echo": (ECHO_MIDDLEWARE, [("ANY /log", None), ("GET /pots", "pots.All")]),
    "fastify": (FASTIFY_FOLDERS, [("GET /", "home"), ("GET /api/pots/:id", None)]),
    "aspnet": (
        SHARP_CONVENTIONS,
        [("ANY /", "Index"), ("ANY /Home/About", "About"), ("POST /Pot/Brew", "Brew"), ("GET /up", "Up")],
    ),
    "laravel": (
        LARAVEL_RESOURCE,
        [("PATCH /pots/{pot}", "PotController.update"), ("PUT /pots/{pot}", "PotController.update")],
    ),
}


@pytest.mark.parametrize(("files", "wanted"), CASES.values(), ids=CASES.keys())
def test_route(tmp_path: Path, files: dict[str, str], wanted: list[tuple[str, str | None]]) -> None:
    found = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)["entry_points"]

    assert [(entry["name"], entry["symbol"]) for entry in found] == wanted
