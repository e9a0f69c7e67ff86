"""Routes whose place another module gives: lists that take others in, functions that mount what they are handed, and defaults of
frameworks that one word changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

PATHS = "from django.urls import include, path\n"
DJANGO = {
    "api/requirements.txt": "django\ndjangorestframework\n",
    "api/shop/root_urls.py": f"{PATHS}\nurlpatterns = [path('api/', include('shop.urls'))]\n",
    "api/shop/urls/__init__.py": f"{PATHS}from .pots import urlpatterns as pot_urls\nfrom .lids import urlpatterns as lid_urls\n"
    "from . import cups\nfrom .mugs import urlpatterns as mug_urls\n\n"
    "inner = [\n    *lid_urls,\n]\nurlpatterns = [\n    *pot_urls,\n    path('inner/', include(inner)),\n    path('mugs/', include(mug_urls)),\n]\n"
    "urlpatterns += cups.urlpatterns\n",
    **{
        f"api/shop/urls/{name}.py": f"{PATHS}from shop.views import Pots\n\nurlpatterns = [path('{name}', Pots.as_view())]\n"
        for name in ("pots", "lids", "cups", "mugs")
    },
    "api/shop/views/__init__.py": "from .base import Base\nfrom .pots import Pots\n",
    "api/shop/views/base.py": "from rest_framework.views import APIView\n\n\nclass Base(APIView):\n    pass\n",
    "api/shop/views/pots.py": "from .. import views\nfrom ..views import Base\n\n\nclass Pots(Base):\n    def get(self, request):\n        return views\n",
    "api/other/base.py": "class Base:\n    pass\n",
}
CHI = 'import (\n\t"net/http"\n\n\t"github.com/go-chi/chi/v5"\n)\n\n'
GO = {
    "go.mod": "module x\n\nrequire github.com/go-chi/chi/v5 v5.0.0\n",
    "server/server.go": f'package server\n\n{CHI}const Lids = "/lids"\n\ntype Server struct {{\n\trouter chi.Router\n}}\n\n'
    "func (s *Server) Hang(name, under string, sub http.Handler) {\n\tunder = path.Join(conf.Base, under)\n"
    "\ts.router.Group(func(r chi.Router) {\n\t\tr.Mount(under, sub)\n\t})\n}\n\n"
    'func (s *Server) sign() {\n\ts.router.Route(path.Join(conf.Base, "/auth"), func(r chi.Router) {\n\t\tr.Post("/login", login)\n\t})\n}\n',
    "pots/pots.go": f"package pots\n\n{CHI}type Router struct {{\n\thttp.Handler\n}}\n\n"
    "func New() *Router {\n\tr := &Router{}\n\tr.Handler = r.routes()\n\treturn r\n}\n\n"
    'func (s *Router) routes() http.Handler {\n\tr := chi.NewRouter()\n\tr.Get("/all", s.all)\n\tadd(r.With(guard), "/one")\n\treturn r\n}\n\n'
    "func add(r chi.Router, end string) {\n\tr.Get(end, one)\n}\n",
    "lids/lids.go": f"package lids\n\n{CHI}type Some struct{{}}\n\n"
    'func (s *Some) Shown() http.Handler {\n\tr := chi.NewRouter()\n\tr.Get("/shown", shown)\n\treturn r\n}\n',
    "lids/none.go": 'package lids\n\nimport "net/http"\n\ntype None struct{}\n\nfunc (n None) Shown() http.Handler { return nil }\n',
    "main.go": 'package main\n\nimport (\n\t"x/pots"\n\t"x/server"\n)\n\nfunc makePots() *pots.Router {\n\trouter := pots.New()\n\treturn router\n}\n\n'
    'func main() {\n\ts := server.New()\n\ts.Hang("Pots", server.Lids+"/pots", makePots())\n\tl := lid()\n\ts.Hang("Lids", server.Lids, l.Shown())\n}\n',
}
NEUTRAL = {
    "package.json": '{"dependencies": {"@nestjs/common": "11", "@nestjs/core": "11"}}',
    "src/main.ts": "import { NestFactory } from '@nestjs/core';\nasync function start() {\n  const app = await NestFactory.create(Module);\n"
    "  app.enableVersioning({ defaultVersion: '1', type: VersioningType.URI });\n}\nstart();\n",
    "src/pots.controller.ts": "import { Controller, Get, Version, VERSION_NEUTRAL } from '@nestjs/common';\n@Controller('pots')\n"
    "export class PotsController {\n  @Get('old')\n  @Version(VERSION_NEUTRAL)\n  old() {}\n\n  @Get('all')\n  all() {}\n}\n",
}
HEALTH = {
    "artisan": "#!/usr/bin/env php\n",
    "composer.json": '{"require": {"laravel/framework": "^12"}}',
    "bootstrap/app.php": "<?php\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withRouting(\n"
    "        web: __DIR__.'/../routes/web.php',\n        health: '/up',\n    )->create();\n",
    "routes/web.php": "<?php\nuse Illuminate\\Support\\Facades\\Route;\nRoute::get('/pots', [PotController::class, 'index']);\n",
}
SIGNING_OUT = {
    "Gemfile": 'gem "rails"\ngem "devise"\n',
    "config/routes.rb": "Rails.application.routes.draw do\n  devise_for :users, sign_out_via: [:post, :delete]\n  devise_for :clerks\nend\n",
    "config/initializers/devise.rb": "Devise.setup do |config|\n  config.sign_out_via = :get\nend\n",
    **{
        f"app/models/{name}.rb": f"class {name.title()} < ApplicationRecord\n  devise :database_authenticatable\nend\n"
        for name in ("user", "clerk")
    },
}
LOOPED = {
    "requirements.txt": "flask\n",
    "shop.py": "import pots, lids\n\n\ndef hang(app):\n    for blueprint in [\n        made(app),  # by hand\n        pots.blueprint,\n        lids.blueprint,\n"
    "    ]:\n        guard(blueprint)\n        app.register_blueprint(blueprint)\n",
    **{
        f"{name}.py": f"from flask import Blueprint\n\nblueprint = Blueprint('{name}', __name__)\n\n\n@blueprint.route('/{name}')\ndef {name}():\n    return ''\n"
        for name in ("pots", "lids")
    },
}
ABSTRACT = {
    "requirements.txt": "djangorestframework\n",
    "shop/urls.py": "from django.urls import path\nfrom shop.views import Pots\n\nurlpatterns = [path(route='pots', view=Pots.as_view())]\n",
    "shop/views.py": "import abc\nfrom rest_framework.views import APIView\n\n\nclass Base(abc.ABC, APIView):\n    def get(self, request):\n        return 1\n\n\n"
    "class Pots(Base):\n    pass\n",
}
MEMBERS = {
    "requirements.txt": "djangorestframework\n",
    "shop/urls.py": f"{PATHS}from shop.api import routes as api_routes\n\nurlpatterns = [\n    path('api/pots/', include(api_routes.pot_router.urls)),\n"
    "    path('api/lids/', include(api_routes.lid_router.urls)),\n]\n",
    "shop/api/routes.py": "from rest_framework.routers import SimpleRouter\nfrom rest_framework.viewsets import ViewSet\n\n\nclass Kept(ViewSet):\n"
    "    def list(self, request):\n        return []\n\n\npot_router = SimpleRouter()\npot_router.register('', Kept, basename='pot')\n"
    "lid_router = SimpleRouter()\nlid_router.register('', Kept, basename='lid')\n",
}
NAMED_LISTS = {
    "requirements.txt": "django\n",
    "shop/urls.py": f"{PATHS}from . import views\n\nfirst = [\n    path(\n        'pots/',\n        include('shop.pots.urls', namespace='pots'),\n    ),\n]\n"
    "second = [path('', include('shop.lids.urls'))]\nif DEBUG:\n    second += [\n        path('made/', include('shop.pots.urls')),\n    ]\n"
    "urlpatterns = [\n    path('api/v1/', include((first, 'v1'))),\n    path('api/v2/', include((second, 'v2'))),\n]\n",
    "shop/views.py": "",
    **{
        f"shop/{name}/urls.py": f"{PATHS}from shop import views\n\nurlpatterns = [path('', views.{name})]\n"
        for name in ("pots", "lids")
    },
}
WITHOUT_PATHS = {
    "Gemfile": 'gem "rails"\n',
    "config/routes.rb": "Rails.application.routes.draw do\n  namespace :api, path: nil do\n    namespace :v1, path: :one do\n"
    "      resources :pots, path: :jugs, only: [:index]\n    end\n  end\n  scope path: nil do\n    get 'lids', to: 'lids#all'\n  end\nend\n",
}
PHOENIX = {
    "lib/shop_web/router.ex": 'defmodule ShopWeb.Router do\n  use ShopWeb, :router\n\n  resources "/pots", PotController, only: [:update]\nend\n',
}
CASES = {
    "lists of Django that another one includes by name": (
        NAMED_LISTS,
        ["ANY /api/v1/pots/", "ANY /api/v2/", "ANY /api/v2/made/"],
        "views.pots",
    ),
    "namespaces of Rails without a path": (WITHOUT_PATHS, ["GET /lids", "GET /one/jugs"], "lids#all"),
    "both methods of an update": (PHOENIX, ["PATCH /pots/:id", "PUT /pots/:id"], "PotController.update"),
    "lists of Django": (
        DJANGO,
        [f"GET /api/{path}" for path in ("cups", "inner/lids", "mugs/mugs", "pots")],
        "Pots.get",
    ),
    "mounts that a function is handed": (
        GO,
        ["POST /{Base}/auth/login", "GET /{Base}/lids/pots/all", "GET /{Base}/lids/pots/one", "GET /{mount}/shown"],
        "login",
    ),
    "a method without a version": (NEUTRAL, ["GET /pots/old", "GET /v1/pots/all"], "old"),
    "a loop over a list on several lines": (LOOPED, ["GET /lids", "GET /pots"], "lids"),
    "routers of a module that is imported whole": (MEMBERS, ["GET /api/lids/", "GET /api/pots/"], "Kept.list"),
    "a view below an abstract one": (ABSTRACT, ["GET /pots"], "Pots.get"),
    "the page of health": (HEALTH, ["GET /pots", "GET /up"], "PotController.index"),
    "methods of signing out": (
        SIGNING_OUT,
        [
            *("GET /clerks/sign_in", "POST /clerks/sign_in", "GET /clerks/sign_out"),
            *("GET /users/sign_in", "POST /users/sign_in", "DELETE /users/sign_out", "POST /users/sign_out"),
        ],
        "devise/sessions#new",
    ),
}


@pytest.mark.parametrize(("files", "expected", "first"), CASES.values(), ids=CASES.keys())
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[str], first: str) -> None:
    found = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)["entry_points"]
    assert [entry["name"] for entry in found] == expected
    assert found[0]["symbol"] == first


def test_routers_that_a_function_of_the_same_file_makes_have_routes(tmp_path: Path) -> None:
    files = {
        "requirements.txt": "fastapi\n",
        "app.py": "from fastapi import APIRouter, FastAPI\n\nfrom pots import router as pots\n\n\ndef with_pots(router):\n    router.include_router(pots)\n"
        "    return router\n\n\nshop = with_pots(APIRouter(prefix='/{shop}'))\napp = FastAPI()\napp.include_router(shop)\n",
        "pots.py": "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get('/pots')\ndef pots():\n    return []\n",
    }
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route")
    assert [entry["name"] for entry in answer["entry_points"]] == ["GET /{shop}/pots"]
    assert "unresolved" not in answer


def test_a_blueprint_of_a_package_whose_modules_add_to_it_has_routes(tmp_path: Path) -> None:
    files = {
        "requirements.txt": "flask\n",
        "shop/__init__.py": "from flask import Flask\n\n\ndef make():\n    app = Flask(__name__)\n    from shop.pots import bp as pots_bp\n"
        "    app.register_blueprint(pots_bp, url_prefix='/pots')\n    return app\n",
        "shop/pots/__init__.py": "from flask import Blueprint\n\nbp = Blueprint('pots', __name__)\n\nfrom shop.pots import routes\n",
        "shop/pots/routes.py": "from shop.pots import bp\n\n\n@bp.route('/all')\ndef every():\n    return ''\n",
    }
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route")
    assert [entry["name"] for entry in answer["entry_points"]] == ["GET /pots/all"]
    assert "unresolved" not in answer
