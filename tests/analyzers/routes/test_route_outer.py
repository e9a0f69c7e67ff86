"""What stands before a route far from its line: groups over several lines, functions that are handed their router, settings, concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

SHARP_LINES = {
    "Api/Module.cs": "public class Module\n{\n    public void Map(IEndpointRouteBuilder endpoints)\n    {\n        var group = endpoints\n"
    '            .MapGroup("api/v1/pots")\n            .WithTags("Pots");\n        // the literal goes before the catch-all `/{id}`.\n'
    "        group.MapAll();\n        OnePot.Map(group);\n        Lids.Map(group);\n    }\n}\n",
    "Api/All.cs": 'public static class AllPots\n{\n    public static void MapAll(this IEndpointRouteBuilder routes)\n    {\n        routes.MapGet("/", All);\n    }\n}\n',
    "Api/OnePot.cs": 'public static class OnePot\n{\n    public static void Map(IEndpointRouteBuilder routes)\n    {\n        routes.MapGet("/{id}", One);\n    }\n}\n',
    "Api/Lids.cs": 'public static class Lids\n{\n    public static void Map(IEndpointRouteBuilder routes)\n    {\n        routes.MapPut("/lids", Lid);\n    }\n}\n',
}
GO_JOINED = {
    "go.mod": "module example.com/pots\n\ngo 1.22\n",
    "names/names.go": 'package names\n\nconst Login = "/login/"\n',
    "server.go": 'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc serve(conf *Conf) {\n\tr := gin.New()\n'
    '\tapi := r.Group(conf.BaseURL + "/api/v1")\n\tapi.GET("/pots", all)\n\tapi.GET(names.Login+":name", login)\n'
    '\tapi.Static("/files", "./files")\n\tr.StaticFile("/icon.svg", "./icon.svg")\n}\n',
}
SPRING_COMPOSED = {
    "src/main/java/pots/OpenGet.java": "package pots;\n\n@Open\n@Target(ElementType.METHOD)\n@Retention(RetentionPolicy.RUNTIME)\n"
    "@RequestMapping(method = RequestMethod.GET)\npublic @interface OpenGet {\n}\n",
    "src/main/java/pots/PotController.java": 'package pots;\n\n@RestController\n@RequestMapping("/pots")\npublic class PotController {\n'
    '    @OpenGet("/all")\n    public List<Pot> all() {\n        return List.of();\n    }\n}\n',
}
JAXRS_QUALIFIED = {
    "src/main/java/pots/PotResource.java": "package pots;\n\nimport javax.ws.rs.GET;\n\n@javax.ws.rs.Path(PotResource.ROOT)\npublic class PotResource {\n"
    '    static final String ROOT = "pots";\n    static final String ONE = "{id}";\n\n    @GET\n    @javax.ws.rs.Path(ONE)\n    public Pot one() {\n        return null;\n    }\n}\n',
}
PHOENIX_LOOP = {
    "lib/shop_web/router.ex": 'defmodule ShopWeb.Router do\n  use ShopWeb, :router\n\n  scope "/api", ShopWeb do\n'
    '    for prefix <- ["/", "/shops/:shop"] do\n      scope prefix do\n        get "/pots", PotController, :index\n      end\n    end\n'
    '    live_dashboard("/board", metrics: ShopWeb.Telemetry)\n  end\nend\n',
}
RAILS = {
    "Gemfile": 'gem "rails"\ngem "devise"\n',
    "config/routes.rb": "Rails.application.routes.draw do\n  concern :noted do\n    resources :notes, only: [:index]\n  end\n"
    "  resources :pots, only: [:show], concerns: :noted\n  resources :lids, only: [] do\n    concerns :noted\n    resources :covers, only: [:index, :show], shallow: true do\n      patch :lift, on: :member\n    end\n  end\n"
    "  resource :profile, only: [:show] do\n    post :verify, on: :member\n  end\n  devise_for :users, path_names: { sign_in: 'login' }, skip: %i[passwords],\n"
    "    controllers: { sessions: 'users/sessions' }\n  namespace :admin do\n    draw :admin\n  end\n  mount ::Garden::Engine, at: '/garden'\nend\n",
    "config/routes/admin.rb": "resources :shops, only: [:index]\n",
    "engines/attic/config/routes.rb": "Attic::Engine.routes.draw do\n  get 'boxes', to: 'boxes#index'\nend\n",
    "engines/garden/config/routes.rb": "Garden::Engine.routes.draw do\n  get 'stools', to: 'stools#index'\nend\n",
    "app/models/user.rb": "class User < ApplicationRecord\n  devise :database_authenticatable, :recoverable,\n         :omniauthable, omniauth_providers: [:github]\nend\n",
}
LARAVEL_FALLBACK = {
    "composer.json": '{"require": {"laravel/framework": "^12"}}',
    "routes/web.php": "<?php\nRoute::prefix('{shop:slug}')->group(function () {\n    Route::fallback([ShopController::class, 'index']);\n});\n",
}
EXPRESS_SETTINGS = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "settings.js": "module.exports = {\n  jobs: { prefix: '/jobs' },\n  api: {\n    prefix: process.env.PREFIX || '/api',\n  },\n};\n",
    "server.js": "const express = require('express');\nconst settings = require('./settings');\nconst api = require('./api');\nconst hidden = require('./hidden');\n"
    "const app = express();\napp.use(settings.api.prefix, api());\napp.use(auth, hidden);\napp.use(runtime.mountPath, hidden);\n",
    "api.js": "const { Router } = require('express');\nconst pots = require('./pots');\nmodule.exports = () => {\n  const app = Router();\n  pots(app);\n  return app;\n};\n",
    "pots.js": "const { Router } = require('express');\nconst route = Router();\nmodule.exports = (app) => {\n  app.use('/pots', route);\n  route.get('/:id', one);\n};\n",
    "hidden.js": "const { Router } = require('express');\nconst router = Router();\nrouter.get('/up', up);\nmodule.exports = router;\n",
}
FASTIFY_HANDED = {
    "package.json": '{"dependencies": {"fastify": "5"}}',
    "server.js": "const fastify = require('fastify');\nconst server = fastify();\nserver.register(require('./routes'));\n",
    "routes/index.js": "module.exports = async function (app) {\n  app.register(require('./shop'));\n  app.register(require('./pots'), { prefix: '/pots', log: 1 });\n};\n",
    "routes/shop.js": "module.exports = async function (app) {\n  app.get('/shop', { config: {} }, shop);\n};\n",
    "routes/pots.js": "module.exports = async (app, options) => {\n  app.get('/:id', one);\n};\n",
    "client.js": "module.exports = (api) => {\n  api.get('/elsewhere', {});\n};\n",
}
GO_MODULES = {
    "go.mod": "module example.com/pots\n\ngo 1.22\n",
    "pots/module.go": 'package pots\n\nimport "github.com/gin-gonic/gin"\n\ntype Module struct{}\n\nfunc (m *Module) Register(group *gin.RouterGroup, auth gin.HandlerFunc) {\n'
    '\tgroup.GET("/pots", m.all)\n}\n',
    "lids/module.go": 'package lids\n\nimport "github.com/gin-gonic/gin"\n\ntype Module struct{}\n\nfunc (m *Module) Register(group *gin.RouterGroup) {\n'
    '\tgroup.GET("/lids", m.all)\n}\n',
    "main.go": 'package main\n\nimport (\n\t"log/slog"\n\n\t"example.com/pots/lids"\n\t"example.com/pots/pots"\n\t"github.com/gin-gonic/gin"\n)\n\n'
    'type services struct {\n\tpotModule *pots.Module\n}\n\nfunc serve(svc services) {\n\tr := gin.New()\n\tapi := r.Group("/api")\n'
    '\tsvc.potModule.Register(api,\n\t\tauth(),\n\t)\n\tlid := lids.New()\n\tlid.Register(api)\n\tslog.Warn("no",\n\t\tslog.Any("error", err),\n\t)\n}\n',
}
DJANGO_FORMATTED = {
    "requirements.txt": "django\n",
    "shop/urls.py": 'from django.urls import re_path\n\nSHOP = r"^shop/(?P<shop>[a-z]{2,9})"\nPOT = rf"{SHOP}/pot/(?P<name>{regex.NAME})"\n\n'
    'urlpatterns = [\n    re_path(rf"{SHOP}/pots/?$", views.pots),\n    re_path(rf"^{POT}/lid/?$", views.lid),\n]\n',
}
GO_UNCALLED = {
    "go.mod": "module example.com/pots\n\ngo 1.22\n",
    "ui.go": 'package pots\n\nimport "github.com/gin-gonic/gin"\n\nfunc (u *UI) Register(r *gin.Engine, base string, path string) {\n'
    '\tr.GET(base+"/page", u.page)\n\tr.GET(path, u.other)\n}\n',
}
HONO_ON = {
    "package.json": '{"dependencies": {"hono": "4"}}',
    "server.ts": "import { Hono } from 'hono';\nconst app = new Hono();\napp.on(\n  ['POST', 'GET'],\n  '/auth/*',\n  async (c) => auth(c),\n);\napp.on('PURGE', '/cache', purge);\n",
}
DJANGO_NAMESAKES = {
    "requirements.txt": "django\n",
    "shop/__init__.py": "",
    "shop/models.py": "from django.db import models\n\n\nclass Pot(models.Model):\n    pass\n",
    "shop/views/__init__.py": "from .pots import Pot\n",
    "shop/views/pots.py": "from django.views import View\n\n\nclass Pot(View):\n    def get(self, request):\n        return None\n",
    "shop/urls.py": "from django.urls import path\nfrom shop import views\n\nurlpatterns = [\n    path('pot/', views.Pot.as_view()),\n]\n",
}
ACTIX_CONSTANT = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n[dependencies]\nactix-web = "4"\n',
    "src/main.rs": 'use actix_web::App;\n\n#[codegen::get(path = "crate::PATHS.pots.all", wrap = "login()")]\nasync fn all() -> &\'static str { "" }\n\n'
    '#[codegen::post(\n    path = "&PATHS.lids[0..1]"\n)]\nasync fn lid() -> &\'static str { "" }\n',
}
KTOR = {
    "src/main/kotlin/Main.kt": "package pots\n\nimport io.ktor.server.routing.*\n\nfun Application.module() {\n    routing {\n"
    '        route("/api") {\n            pots()\n        }\n    }\n}\n',
    "src/main/kotlin/Pots.kt": 'package pots\n\nimport io.ktor.server.routing.*\n\nfun Route.pots() {\n    route("/pots") {\n        get { all() }\n'
    '        get("/{id}") { one() }\n    }\n}\n',
}
CASES = {
    "groups of ASP.NET over lines": (
        SHARP_LINES,
        [("GET /api/v1/pots/", "All"), ("GET /api/v1/pots/{id}", "One"), ("PUT /api/v1/pots/lids", "Lid")],
    ),
    "joined paths of Go": (
        GO_JOINED,
        [
            ("GET /icon.svg", None),
            ("GET /{BaseURL}/api/v1/files/*filepath", None),
            ("GET /{BaseURL}/api/v1/login/:name", "login"),
            ("GET /{BaseURL}/api/v1/pots", "all"),
        ],
    ),
    "annotations of one's own": (SPRING_COMPOSED, [("GET /pots/all", "all")]),
    "qualified annotations": (JAXRS_QUALIFIED, [("GET /pots/{id}", "one")]),
    "loops of Phoenix": (
        PHOENIX_LOOP,
        [
            ("ANY /api/board", "live_dashboard"),
            ("GET /api/pots", "ShopWeb.PotController.index"),
            ("GET /api/shops/:shop/pots", "ShopWeb.PotController.index"),
        ],
    ),
    "concerns, drawn files, engines and Devise": (
        RAILS,
        [
            ("ANY /garden", "Garden::Engine"),
            ("DELETE /users/sign_out", "users/sessions#destroy"),
            ("GET /admin/shops", "admin/shops#index"),
            ("GET /covers/:id", "covers#show"),
            ("GET /garden/stools", "stools#index"),
            ("GET /lids/:lid_id/covers", "covers#index"),
            ("GET /lids/:lid_id/notes", "notes#index"),
            ("GET /pots/:id", "pots#show"),
            ("GET /pots/:pot_id/notes", "notes#index"),
            ("GET /profile", "profiles#show"),
            ("GET /users/auth/github", "devise/omniauth_callbacks#passthru"),
            ("GET /users/auth/github/callback", "devise/omniauth_callbacks#github"),
            ("GET /users/login", "users/sessions#new"),
            ("GET /{mount}/boxes", "boxes#index"),
            ("PATCH /covers/:id/lift", "covers#lift"),
            ("POST /profile/verify", "profiles#verify"),
            ("POST /users/auth/github", "devise/omniauth_callbacks#passthru"),
            ("POST /users/auth/github/callback", "devise/omniauth_callbacks#github"),
            ("POST /users/login", "users/sessions#create"),
        ],
    ),
    "what Laravel falls back to": (
        LARAVEL_FALLBACK,
        [("GET /{shop:slug}/{fallbackPlaceholder}", "ShopController.index")],
    ),
    "prefixes from settings": (
        EXPRESS_SETTINGS,
        [("GET /api/pots/:id", "one"), ("GET /up", "up"), ("GET /{mountPath}/up", "up")],
    ),
    "plug-ins that are handed Fastify": (FASTIFY_HANDED, [("GET /pots/:id", "one"), ("GET /shop", "shop")]),
    "a function that nothing is seen to call": (GO_UNCALLED, [("GET /{base}/page", "u.page")]),
    "modules of Go": (GO_MODULES, [("GET /api/lids", "m.all"), ("GET /api/pots", "m.all")]),
    "formatted paths of Django": (
        DJANGO_FORMATTED,
        [
            ("ANY /shop/(?P<shop>[a-z]{2,9})/pot/(?P<name>{NAME})/lid/?", "views.lid"),
            ("ANY /shop/(?P<shop>[a-z]{2,9})/pots/?", "views.pots"),
        ],
    ),
    "methods of Hono": (HONO_ON, [("GET /auth/*", None), ("POST /auth/*", None), ("PURGE /cache", "purge")]),
    "views that a model is named like": (DJANGO_NAMESAKES, [("GET /pot/", "Pot.get")]),
    "constants of Actix": (ACTIX_CONSTANT, [("GET /{PATHS.pots.all}", "all"), ("POST /{PATHS.lids}", "lid")]),
    "functions of Ktor": (KTOR, [("GET /api/pots", None), ("GET /api/pots/{id}", None)]),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str | None]]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert sorted((entry["name"], entry["symbol"] or None) for entry in answer["entry_points"]) == sorted(
        expected, key=lambda row: (row[0], row[1] or "")
    )
