"""Routes by what a workspace puts around its framework: makers of method routers, wrapped
handlers, instances under another type, APIs that are hung by their module's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

HANDED_DECORATOR = {
    "requirements.txt": "fastapi\n",
    "guards.py": "def guarded(method, path, scopes=None, **kwargs):\n    def wrap(func):\n        return method(path, **kwargs)(func)\n\n    return wrap\n",
    "pots.py": "from fastapi import APIRouter\nfrom guards import guarded\n\nrouter = APIRouter(prefix='/pots')\n\n\n@guarded(router.get, '', ['read'])\n"
    "def every_pot():\n    return []\n\n\n@guarded(\n    router.delete,\n    '/{id}',\n)\ndef drop(id: int):\n    return id\n",
    "app.py": "from fastapi import FastAPI\nimport pots\n\napp = FastAPI()\napp.include_router(pots.router, prefix='/api')\n",
}
LISTED_RESOURCES = {
    "requirements.txt": "flask\nflask-restful\n",
    "pots.py": "from flask_restful import Resource\n\n\nclass Pots(Resource):\n    def get(self):\n        return []\n\n    def post(self):\n        return []\n\n\nclass Lids(Resource):\n    def get(self):\n        return []\n",
    "table.py": "from pots import Lids, Pots\n\nROUTES = [\n    (Pots, '/pots/', '/kettles/'),\n    (\n        Lids,\n        '/lids/',\n    ),\n]\n",
    "app.py": "from flask import Flask\nfrom flask_restful import Api\nfrom table import ROUTES\nfrom pots import Lids\n\napp = Flask(__name__)\napi = Api(app, prefix='/api')\n\nfor route in ROUTES:\n    api.add_resource(*route)\n\n"
    "MORE = ((Lids, '/more'),)\nfor view, path in MORE:\n    api.add_resource(view, path)\n\nRULES = [('/up', 'up', up)]\n[app.add_url_rule(*rule) for rule in RULES]\n",
}
METHOD_ROUTERS = {
    "Cargo.toml": '[package]\nname = "x"\nversion = "0.1.0"\n[dependencies]\naxum = "0.8"\naxum-extra = "0.10"\n',
    "src/main.rs": "use axum::{Router, routing::{MethodRouter, get, post}};\nuse axum_extra::routing::RouterExt;\n\n"
    "fn get_page<H>(handler: H) -> MethodRouter {\n    get(handler).layer(counted())\n}\n\n"
    "fn post_form<H>(handler: H) -> MethodRouter\nwhere\n    H: Clone,\n{\n    post(handler)\n}\n\n"
    'fn routes() -> Router {\n    Router::new()\n        .route(\n            "/pots/{id}/boil",\n            post_form(pots::boil),\n        )\n'
    '        .route("/pots", get_page(pots::every))\n        .route_with_tsr("/up", get(|| async { "ok" }))\n        .route("/lids", get_page(|| async { "lids" }))\n}\n',
}
WRAPPED_GO = {
    "go.mod": "module x\n\nrequire github.com/labstack/echo/v4 v4.0.0\n",
    "paths.go": 'package x\n\nconst (\n\troot = "/admin"\n)\n',
    "pots.go": 'package x\n\nimport "github.com/labstack/echo/v4"\n\nfunc (a *App) Pots(c echo.Context) error { return nil }\n\n'
    "func (a *App) Secret() string { return a.key }\n",
    "routes.go": 'package x\n\nimport (\n\t"path"\n\n\t"github.com/labstack/echo/v4"\n)\n\nfunc routes(e *echo.Echo, a *App) {\n'
    '\te.GET("/pots", guard(hasID(a.Pots), "pots:read"))\n\te.GET("/style", serve("style"))\n\te.GET("/key", signed(a.Secret))\n'
    '\te.GET(path.Join(root, "/login"), a.Pots)\n\te.GET(path.Join(root, ""), a.Pots)\n}\n',
}
OWN_HANDLE_GO = {
    "go.mod": "module x\n",
    "api/api.go": 'package api\n\nimport "net/http"\n\nvar base string\n\nfunc HandleFunc(pattern string, handler http.HandlerFunc) {\n'
    '\tif pattern == "" || pattern[0] != \'/\' {\n\t\tpattern = base + "/" + pattern\n\t}\n\thttp.HandleFunc(pattern, handler)\n}\n',
    "jobs/jobs.go": "package jobs\n\nfunc HandleFunc(name string, run func()) {\n\tknown[name] = run\n}\n",
    "pots/pots.go": 'package pots\n\nimport (\n\t"x/api"\n\t"x/jobs"\n)\n\nfunc Init() {\n\tapi.HandleFunc("pots", all)\n\tapi.HandleFunc("/up", up)\n'
    '\tjobs.HandleFunc("boil", boil)\n}\n',
}
TYPED_FASTIFY = {
    "package.json": '{"dependencies": {"fastify": "5", "fastify-type-provider-zod": "4"}}',
    "src/routes/pots.ts": "import type { FastifyInstance } from 'fastify';\nimport { ZodTypeProvider } from 'fastify-type-provider-zod';\n\n"
    "const potsRoutes = async (fastify: FastifyInstance) => {\n  const typed = fastify.withTypeProvider<ZodTypeProvider>();\n"
    "  typed.post('/boil', async () => ({}));\n  fastify.withTypeProvider<ZodTypeProvider>().get('/:id', async () => ({}));\n};\nexport default potsRoutes;\n",
    "src/routes/index.ts": "import type { FastifyInstance } from 'fastify';\nimport potsRoutes from './pots';\nimport config from './config';\n\n"
    "const routes = async (fastify: FastifyInstance) => {\n  const base = config.base + '/';\n  await fastify.register(scopedRoutes, { prefix: base });\n};\n\n"
    "const scopedRoutes = async (scoped: FastifyInstance) => {\n  await scoped.register(potsRoutes, { prefix: '/pots' });\n};\nexport default routes;\n",
}
NINJA = {
    "requirements.txt": "django\ndjango-ninja\n",
    "shop/__init__.py": "",
    "shop/urls.py": 'from django.urls import path\n\nfrom .api import api\n\nurlpatterns = [\n    path("api/", api.urls),\n]\n',
    "shop/api.py": 'from ninja import NinjaAPI\nfrom shop.pots import router as pots_router\n\napi = NinjaAPI()\napi.add_router("/pots/", pots_router)\n'
    'api.add_router("/lids/", "shop.lids.router")\n',
    "shop/pots.py": 'from ninja import Router\n\nrouter = Router()\n\n\n@router.get("/{pot_id}")\ndef one(request, pot_id: int):\n    return {}\n',
    "shop/lids.py": 'from ninja import Router\n\nrouter = Router()\n\n\n@router.post("/")\ndef lid(request):\n    return {}\n',
    "shop/unhung.py": 'from ninja import NinjaAPI\n\nlate = NinjaAPI(version="2")\n\n\n@late.get("/up")\ndef up(request):\n    return {}\n',
}
CHAINED_LARAVEL = {
    "composer.json": '{"require": {"laravel/framework": "^11"}}',
    "artisan": "#!/usr/bin/env php\n",
    "routes/web.php": "<?php\nRoute::resource('pots', PotController::class)\n    ->only(['index'])\n    ->names([\n        'index' => 'pots.all',\n    ]);\n"
    "Route::get(RoutePath::for('login', '/login'), [EntryController::class, 'create']);\nRoute::resource('lids', LidController::class)\n    ->except(['index', 'create', 'store', 'edit', 'update', 'destroy']);\n",
}


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (
            METHOD_ROUTERS,
            [
                ("GET /lids", None),
                ("GET /pots", "pots::every"),
                ("POST /pots/{id}/boil", "pots::boil"),
                ("GET /up", None),
            ],
        ),
        (
            WRAPPED_GO,
            [
                ("GET /admin", "a.Pots"),
                ("GET /admin/login", "a.Pots"),
                ("GET /key", "signed"),
                ("GET /pots", "a.Pots"),
                ("GET /style", "serve"),
            ],
        ),
        (OWN_HANDLE_GO, [("ANY /up", "up"), ("ANY /{base}/pots", "all")]),
        (TYPED_FASTIFY, [("GET /{base}/pots/:id", None), ("POST /{base}/pots/boil", None)]),
        (NINJA, [("POST /api/lids/", "lid"), ("GET /api/pots/{pot_id}", "one"), ("GET /{urls}/up", "up")]),
        (
            LISTED_RESOURCES,
            [
                ("GET /api/kettles/", "Pots.get"),
                ("POST /api/kettles/", "Pots.post"),
                ("GET /api/lids/", "Lids.get"),
                ("GET /api/more", "Lids.get"),
                ("GET /api/pots/", "Pots.get"),
                ("POST /api/pots/", "Pots.post"),
                ("GET /up", "up"),
            ],
        ),
        (HANDED_DECORATOR, [("GET /api/pots", "every_pot"), ("DELETE /api/pots/{id}", "drop")]),
        (
            CHAINED_LARAVEL,
            [
                ("GET /lids/{lid}", "LidController.show"),
                ("GET /login", "EntryController.create"),
                ("GET /pots", "PotController.index"),
            ],
        ),
    ],
    ids=[
        "method routers",
        "wrapped go handlers",
        "own handle of go",
        "typed fastify",
        "ninja",
        "listed resources",
        "handed decorator",
        "chained resource",
    ],
)
def test_handed(tmp_path: Path, files: dict[str, str], wanted: list[tuple[str, str | None]]) -> None:
    found = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)["entry_points"]

    assert [(entry["name"], entry["symbol"]) for entry in found] == wanted
