"""Routes that something else than their own line makes: functions for their callers, derived routers, wrapped handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

HELPER_PYTHON = {
    "requirements.txt": "aiohttp\n",
    "api.py": "from functools import partial\nfrom aiohttp import web\n\n\nclass Api:\n    def add_logs(self, path: str, app: web.Application):\n"
    '        app.add_routes([\n            web.get(f"{path}/logs", partial(self.host.logs, name=path)),\n'
    '            web.get(f"{path}/logs/{{boot}}", self.host.boot),\n        ])\n\n'
    '    def add_dns(self, app):\n        self.add_logs("/dns", app)\n\n    def add_all(self, app, app_id):\n        self.add_logs("/core", app)\n'
    '        app.add_routes([web.get("/apps/{app_id}", self.one)])\n',
}
HELPER_GO = {
    "go.mod": "module x\n\nrequire github.com/go-chi/chi/v5 v5.0.0\n",
    "api.go": 'package x\n\nimport "github.com/go-chi/chi/v5"\n\nfunc routes() {\n\tr := chi.NewRouter()\n\tr.Route("/rest", func(r chi.Router) {\n'
    '\t\th(r, "ping", pots.Ping)\n\t\tcrud(r, "/lids", false)\n\t})\n}\n\n'
    "func h(r chi.Router, path string, f handler) {\n\tadd(r, path, f)\n}\n\n"
    'func add(r chi.Router, path string, handle handler) {\n\tr.HandleFunc("/"+path+".view", handle)\n}\n\n'
    "func crud(r chi.Router, base string, all bool) {\n\tr.Route(base, func(r chi.Router) {\n"
    '\t\tr.Get("/{id}", lids.One)\n\t})\n}\n',
}
GROUPS_GO = {
    "go.mod": "module x\n\nrequire github.com/gin-gonic/gin v1.10.0\n",
    "paths.go": 'package x\n\nconst Base = "/api"\n',
    "router.go": 'package x\n\nimport "github.com/gin-gonic/gin"\n\nfunc All(e *gin.Engine) {\n\tapi := e.Group(Base)\n\tPots(api)\n}\n\n'
    'func Pots(r *gin.RouterGroup) {\n\tpots := r.Group("pots").Use(record())\n\tpots.POST("boil", boil)\n\tpots.GET("", all)\n}\n',
}
DERIVED = {
    "requirements.txt": "fastapi\n",
    "shop/__init__.py": "",
    "shop/base.py": "from fastapi import APIRouter\n\n\nclass AdminRouter(APIRouter):\n    pass\n",
    "shop/pots.py": "from shop.base import AdminRouter\n\nrouter = AdminRouter(prefix='/pots')\n\n\n@router.get('/all')\ndef every_pot():\n    return []\n",
    "shop/app.py": "from fastapi import FastAPI\nfrom shop import pots\n\nprefix = '/api'\napp = FastAPI()\napp.include_router(pots.router, prefix=prefix)\n",
    "shop/other.py": "prefix = '/other'\n",
}
RAILS_OLD = {
    "Gemfile": 'gem "rails"\n',
    "config/routes.rb": "Rails.application.routes.draw do\n  resources :pots, :only => [:index,\n    :show] # not the rest\n"
    "  controller :users do\n    get 'public/:name' => :public\n    put :edit, action: :update\n  end\n"
    "  scope 'admins', controller: :admins do\n    match :search, via: [:get, :post]\n  end\n"
    "  api_version(module: 'Api::V1', path: {value: 'api/v1'}) do\n    resources :lids, only: %i[create]\n  end\n"
    "  get '/feed.xml' => redirect('https://example.org/feed')\n  get '/no', to: proc { [405, {'Content-Type' => 'text/plain'}, []] }\n  namespace :admin do\n    root to: 'start#show'\n    mount Sidekiq::Web => '/jobs'\n  end\nend\n",
}
WRAPPED = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "server.js": "const { Router } = require('express');\nconst router = Router();\nrouter.post(\n  '/login',\n  validate(schema),\n"
    "  wrap(users.check),\n  wrap(users.login)\n);\nrouter.get('/up', (_, res) => res.send(status()));\nmodule.exports = router;\n",
}
WRAPPED_DJANGO = {
    "requirements.txt": "django\n",
    "site/urls.py": "from django.urls import path\nurlpatterns = [\n    path('a/', login_required(views.Pots.as_view())),\n"
    "    path('b/', cache_page(60)(views.lids)),\n]\n",
}
INLINE_GO = {
    "go.mod": "module x\n\nrequire github.com/gin-gonic/gin v1.10.0\n",
    "router.go": 'package x\n\nimport "github.com/gin-gonic/gin"\n\nfunc All(g *gin.Engine) {\n'
    '\tg.Group("/user").Use(optional(true)).POST("", create)\n\tg.Match([]string{"GET", "HEAD"}, "/up", up)\n}\n',
}
LISTED_EXPRESS = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "server.js": "const router = require('express').Router();\nrouter.get(['/a', '/a/*'], pots);\nmodule.exports = router;\n",
}
OWN_METHOD = {
    "requirements.txt": "flask\nflask-restful\n",
    "base.py": "def scoped(rule):\n    return prefix + rule\n",
    "api.py": "from flask import Blueprint\nfrom flask_restful import Api, Resource\nfrom base import scoped\n\nroutes = Blueprint('r', __name__)\n\n\n"
    "class OwnApi(Api):\n    def add_org_resource(self, resource, *urls):\n        return self.add_resource(resource, *map(scoped, urls))\n\n\n"
    "class Pots(Resource):\n    def get(self):\n        return []\n\n\napi = OwnApi()\napi.add_org_resource(Pots, '/pots', endpoint='pots')\n\n\n"
    "@routes.route(scoped('/lids'), methods=['POST'])\ndef lids():\n    return []\n",
}
MOUNTED_APP = {
    "requirements.txt": "fastapi\n",
    "office.py": "from fastapi import APIRouter, FastAPI\nrouter = APIRouter()\n\n\n@router.get('/pots')\ndef pots():\n    return []\n\n\n"
    "app = FastAPI()\napp.include_router(router, prefix='/all')\n",
    "main.py": "from fastapi import FastAPI\nfrom office import app as office\n\napp = FastAPI()\napp.mount('/office', office)\n",
}
HELPER_OF_LISTS = {
    "requirements.txt": "flask\n",
    "shop/__init__.py": "",
    "shop/config.py": "class Config:\n    SHOP_PREFIX = '/shop'\n",
    "shop/helpers.py": "from flask import Flask\n\n\nclass Own(Flask):\n    def add_url_rule(self, rule, *args):\n        super().add_url_rule(rule, *args)\n\n\n"
    "def register_view(app, routes, view_func, **options):\n    for route in routes:\n        app.add_url_rule(route, view_func=view_func, **options)\n",
    "shop/views.py": "from flask import Blueprint\nfrom flask.views import MethodView\nfrom shop.helpers import register_view\n\n\n"
    "class Pots(MethodView):\n    def get(self):\n        return []\n\n    def post(self):\n        return []\n\n\ndef load(app):\n"
    "    pots = Blueprint('pots', __name__)\n    register_view(\n        pots,\n        routes=['/pots', '/pots/<int:page>'],\n"
    "        view_func=Pots.as_view('pots'),\n    )\n    app.register_blueprint(pots, url_prefix=app.config['SHOP_PREFIX'])\n",
}
DERIVED_DRF = {
    "requirements.txt": "django\ndjangorestframework\n",
    "shop/api/urls.py": "from django.urls import include, path\nfrom rest_framework import routers\nfrom . import views\n\n\n"
    "class OwnRouter(routers.DefaultRouter):\n    pass\n\n\nrouter = OwnRouter()\nrouter.register('pots', views.PotViewSet)\n"
    "urlpatterns = [path('api/', include(router.urls))]\n",
    "shop/api/views.py": "from rest_framework import viewsets\n\n\nclass PotViewSet(viewsets.ReadOnlyModelViewSet):\n    queryset = Pot.objects\n",
}
NESTED_DRF = {
    "requirements.txt": "django\ndjangorestframework\ndrf-nested-routers\n",
    "shop/urls.py": "from django.urls import include, path\nfrom rest_framework_nested import routers\nfrom shop.views import LidViewSet, PotViewSet, RimViewSet\n\n"
    "router = routers.SimpleRouter()\nrouter.register(r'pots', PotViewSet)\n\nlids_router = routers.NestedSimpleRouter(\n    router, r'pots', lookup='pot'\n)\n"
    "lids_router.register(r'lids', LidViewSet)\nrims_router = routers.NestedSimpleRouter(lids_router, r'lids', lookup='lid')\n"
    "rims_router.register(r'rims', RimViewSet)\n\nurlpatterns = [\n    path('api/', include(router.urls)),\n    path('api/', include(lids_router.urls)),\n"
    "    path('api/', include(rims_router.urls)),\n]\n",
    "shop/views.py": "from rest_framework import mixins, viewsets\n\n\nclass PotViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):\n    lookup_field = 'name'\n\n\n"
    "class LidViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):\n    pass\n\n\nclass RimViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):\n    pass\n",
}
CONSTANTS_RUST = {
    "Cargo.toml": '[package]\nname = "shop"\n[dependencies]\naxum = "0.8"\n',
    "src/paths.rs": 'pub const LIDS: &str = "/lids.css";\n',
    "src/main.rs": "use axum::{routing::{get, post}, Router};\n\nfn main() {\n    let app = Router::new()\n        .route(\n            crate::paths::LIDS,\n"
    '            get(lids),\n        )\n        .route("/pots", post(pots));\n}\n',
}
PREFIXED_AIOHTTP = {
    "requirements.txt": "aiohttp\n",
    "app.py": "from aiohttp import web\nfrom settings import config\n\nroutes = web.RouteTableDef()\n\n\n@routes.post(config.START + 'add')\nasync def add(request):\n"
    "    return web.Response()\n\n\napp = web.Application()\napp.add_routes(routes)\napp.router.add_route('OPTIONS', config.START + 'add', cors)\n",
}
JOINED_JAVA = {
    "pom.xml": "<project><artifactId>shop</artifactId></project>",
    "src/main/java/shop/Paths.java": 'package shop;\n\npublic interface Paths {\n    String PLUGINS = "plugins";\n    String PLUGINS_PATH = "/" + PLUGINS;\n}\n',
    "src/main/java/shop/Plugins.java": 'package shop;\n\nimport javax.ws.rs.HEAD;\nimport javax.ws.rs.Path;\n\n@Path(Paths.PLUGINS_PATH + "/{rest}")\npublic class Plugins {\n'
    "    @HEAD\n    public void ask() {}\n}\n",
}
NAMED_AS_A_VERB = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "routes.js": "const express = require('express');\nconst mounts = {};\nmounts.post = (app, name) => {\n  app.get(`/${name}/:id`, one);\n};\n"
    "module.exports = (app) => {\n  app.post('/compose', csrf, compose);\n};\n",
}
CASES = {
    "routers in routers of Django": (
        NESTED_DRF,
        [
            ("GET /api/pots/", "PotViewSet.list"),
            ("GET /api/pots/<pot_name>/lids/", "LidViewSet.list"),
            ("GET /api/pots/<pot_name>/lids/<lid_pk>/rims/", "RimViewSet.list"),
        ],
    ),
    "constants of Rust": (CONSTANTS_RUST, [("GET /lids.css", "lids"), ("POST /pots", "pots")]),
    "a start that the settings give": (
        PREFIXED_AIOHTTP,
        [("OPTIONS /{START}add", "cors"), ("POST /{START}add", "add")],
    ),
    "a constant that is joined of others": (JOINED_JAVA, [("HEAD /plugins/{rest}", "ask")]),
    "a function that is named as a method": (
        NAMED_AS_A_VERB,
        [("GET /{name}/:id", "one"), ("POST /compose", "compose")],
    ),
    "a router that a class of the file makes": (
        DERIVED_DRF,
        [("GET /api/pots/", "views.PotViewSet.list"), ("GET /api/pots/<pk>/", "views.PotViewSet.retrieve")],
    ),
    "a function that is handed lists": (
        HELPER_OF_LISTS,
        [
            ("GET /shop/pots", "Pots.get"),
            ("GET /shop/pots/<int:page>", "Pots.get"),
            ("POST /shop/pots", "Pots.post"),
            ("POST /shop/pots/<int:page>", "Pots.post"),
        ],
    ),
    "a function of Python": (
        HELPER_PYTHON,
        [
            ("GET /apps/{app_id}", "self.one"),
            ("GET /core/logs", "self.host.logs"),
            ("GET /core/logs/{boot}", "self.host.boot"),
            ("GET /dns/logs", "self.host.logs"),
            ("GET /dns/logs/{boot}", "self.host.boot"),
        ],
    ),
    "functions of Go": (HELPER_GO, [("ANY /rest/ping.view", "pots.Ping"), ("GET /rest/lids/{id}", "lids.One")]),
    "groups of Gin": (GROUPS_GO, [("GET /api/pots", "all"), ("POST /api/pots/boil", "boil")]),
    "a router of one's own": (DERIVED, [("GET /api/pots/all", "every_pot")]),
    "a chain from a group": (INLINE_GO, [("GET /up", "up"), ("HEAD /up", "up"), ("POST /user", "create")]),
    "several paths": (LISTED_EXPRESS, [("GET /{mount}/a", "pots"), ("GET /{mount}/a/*", "pots")]),
    "a method of one's own": (OWN_METHOD, [("GET /pots", "Pots.get"), ("POST /{mount}/{scoped}/lids", "lids")]),
    "an application in another": (MOUNTED_APP, [("GET /office/all/pots", "pots")]),
    "Rails as it was written": (
        RAILS_OLD,
        [
            ("ANY /admin/jobs", "Sidekiq::Web"),
            ("GET /admin", "admin/start#show"),
            ("GET /admins/search", "admins#search"),
            ("GET /feed.xml", None),
            ("GET /no", None),
            ("GET /pots", "pots#index"),
            ("GET /pots/:id", "pots#show"),
            ("GET /public/:name", "users#public"),
            ("POST /admins/search", "admins#search"),
            ("POST /api/v1/lids", "api/v1/lids#create"),
            ("PUT /edit", "users#update"),
        ],
    ),
    "wrapped handlers": (WRAPPED, [("GET /{mount}/up", None), ("POST /{mount}/login", "users.login")]),
    "wrapped views": (WRAPPED_DJANGO, [("ANY /a/", "views.Pots"), ("ANY /b/", "views.lids")]),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str | None]]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert sorted((entry["name"], entry["symbol"]) for entry in answer["entry_points"]) == expected


def test_a_route_stands_where_its_function_is_called(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, HELPER_GO)).entry_points(kind="route", limit=0)
    assert {entry["name"]: entry["line"] for entry in answer["entry_points"]}["ANY /rest/ping.view"] == 8


MADE = {
    "package.json": '{"dependencies": {"express": "4"}, "type": "module"}',
    "src/tags.ts": "import { Router } from 'express';\n\nexport const createTagRoutes = (tags) => {\n  const router = Router();\n"
    "  router.get('/:id', tags.one);\n  return router;\n};\n",
    "src/routes.ts": "import { createTagRoutes } from './tags.js';\n\nexport const setupRoutes = (app, tags) => {\n  const tagRoutes = createTagRoutes(tags);\n"
    "  app.use('/api/tags', guard, tagRoutes);\n};\n",
    "src/app.ts": "import express from 'express';\nimport { setupRoutes } from './routes.js';\n\nconst app = express();\nsetupRoutes(app, tags);\n",
}


def test_a_router_that_another_module_makes_is_hung_by_the_name_it_gets(tmp_path: Path) -> None:
    told = Workspace(write(tmp_path, MADE)).entry_points(kind="route")["entry_points"]
    assert [entry["name"] for entry in told] == ["GET /api/tags/:id"]
