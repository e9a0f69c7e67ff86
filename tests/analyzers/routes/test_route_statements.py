"""Routes whose statement has a shape of its own: type arguments over lines, a method in the path's text, routers in closures."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

FASTIFY_TYPES = {
    "src/app.ts": "import fastify from 'fastify';\nimport pots from './pots';\nexport default async (app) => {\n"
    "  app.register(pots, { prefix: '/pots' });\n};\n",
    "src/pots.ts": "import { FastifyInstance } from 'fastify';\nexport default async (fastify: FastifyInstance) => {\n"
    "  fastify.get<{\n    Headers: { pot: string };\n    Params: {\n      id: string;\n    };\n  }>('/:id(\\\\d+)', async (request) => {\n"
    "    return read(request);\n  });\n  fastify.post<{ Body: Pot }>('/', brew);\n};\n",
}
GO_PATTERNS = {
    "go.mod": "module example.com/pots\n\ngo 1.22\n",
    "main.go": 'package main\n\nimport "net/http"\n\nfunc main() {\n\tmux := http.NewServeMux()\n'
    '\tmux.HandleFunc("GET /pots/{id}", show)\n\tmux.Handle("POST /pots", limit(http.HandlerFunc(brew)))\n'
    '\tmux.HandleFunc("/up", up)\n\thttp.ListenAndServe(":80", mux)\n}\n',
}
GO_METHOD_FIRST = {
    "go.mod": "module example.com/pots\n\ngo 1.22\n",
    "routes.go": 'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/julienschmidt/httprouter"\n)\n\nfunc routes(app *app) http.Handler {\n'
    '\trouter := httprouter.New()\n\trouter.HandlerFunc(http.MethodGet, "/pots/:id", app.show)\n\trouter.Handle("DELETE", "/pots/:id", app.drop)\n'
    "\treturn router\n}\n",
}
GO_BUNDLES = {
    "go.mod": "module example.com/pots\n\ngo 1.22\n",
    "rest.go": 'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/go-pkgz/routegroup"\n)\n\nfunc routes() http.Handler {\n'
    '\trouter := routegroup.New(http.NewServeMux())\n\tapi := router.Mount("/api/v1")\n\tapi.Group().Route(func(open *routegroup.Bundle) {\n'
    '\t\topen.HandleFunc("GET /pots", all)\n\t\topen.Mount("/feed").Route(func(r *routegroup.Bundle) {\n'
    '\t\t\tr.With(\n\t\t\t\tlimit(2),\n\t\t\t).HandleFunc("GET /new", feed)\n\t\t})\n\t})\n\trouter.Route(func(open *routegroup.Bundle) {\n'
    '\t\topen.HandleFunc("GET /robots.txt", robots)\n\t})\n\treturn router\n}\n',
}
CHI_GROUP = {
    "go.mod": "module example.com/pots\n\ngo 1.22\n",
    "routes.go": 'package main\n\nimport "github.com/go-chi/chi/v5"\n\nfunc add(base chi.Router) {\n\tbase.Group(func(r chi.Router) {\n'
    '\t\tr.Get("/pots", all)\n\t\tr.Method("PUT", "/pots/{id}", change)\n\t})\n}\n\nfunc main() {\n\trouter := chi.NewRouter()\n'
    '\trouter.Route("/api", func(sub chi.Router) {\n\t\tadd(sub)\n\t})\n}\n',
}

UTOIPA_NESTS = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n[dependencies]\nutoipa = "5"\nutoipa-axum = "0.2"\naxum = "0.8"\n',
    "src/main.rs": "mod pots;\nmod routes;\nuse utoipa_axum::router::OpenApiRouter;\nfn app() -> OpenApiRouter {\n    OpenApiRouter::new()\n"
    '        .nest("/api/pots", routes::pot_routes())\n}\n',
    "src/routes.rs": "use utoipa_axum::{router::OpenApiRouter, routes};\npub fn pot_routes() -> OpenApiRouter {\n    OpenApiRouter::new()\n"
    "        .routes(routes!(\n            pots::all,\n            pots::boil\n        ))\n}\n",
    "src/pots.rs": '#[utoipa::path(\n    get,\n    path = "/",\n)]\npub async fn all() {}\n\n#[utoipa::path(\n    put,\n    path = "/{id}",\n)]\n'
    "pub async fn boil() {}\n\n#[cfg(test)]\nmod tests {\n    fn app() -> axum::Router {\n"
    '        axum::Router::new().route("/tested", get(all))\n    }\n}\n',
}

NEST_METHOD_VERSION = {
    "src/main.ts": "import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule);\n"
    "app.enableVersioning({\n  type: VersioningType.URI,\n  defaultVersion: '1',\n});\n",
    "src/pots.controller.ts": "import { Controller, Get, Version } from '@nestjs/common';\n@Controller('pots')\nexport class PotsController {\n"
    "  @Get()\n  all() {}\n\n  @Version('2')\n  @Get('new')\n  fresh() {}\n}\n",
    "src/up.controller.ts": "import { Controller, Get, VERSION_NEUTRAL } from '@nestjs/common';\n"
    "@Controller({ path: 'up', version: VERSION_NEUTRAL })\nexport class UpController {\n  @Get()\n  up() {}\n}\n",
}

LARAVEL_PAGES = {
    "composer.json": '{"require": {"laravel/framework": "^12"}}',
    "routes/web.php": "<?php\nuse Illuminate\\Support\\Facades\\Route;\nRoute::view('rules', 'rules')->name('rules');\n"
    "Route::redirect('/old', '/new');\nRoute::match(['get', 'post'], 'pots', [PotController::class, 'pots']);\n"
    "Route::prefix('forum')->group(function () {\n    Route::get('/', [ForumController::class, 'all']);\n});\n",
}

RAILS = {
    "Gemfile": 'gem "rails"\n',
    "config/routes.rb": "Rails.application.routes.draw do\n  resources :children, only: [:show] do\n    post :active\n    collection { get :lost }\n  end\n"
    "  resources :reports, only: [:show], param: :year do\n    post :recount, on: :member\n  end\n"
    "  resources :categories, only: [] do\n    resources :boxes, only: [:index] do\n      get :lids\n    end\n  end\n"
    "  namespace :admin do\n    get :dashboard\n  end\nend\n",
}

VIEWSETS = {
    "requirements.txt": "django\ndjangorestframework\n",
    "shop/urls.py": "from django.urls import include, path\nfrom rest_framework import routers\nfrom . import views\n"
    'router = routers.DefaultRouter()\nrouter.register(r"pots", views.PotViewSet)\nrouter.register("lids", views.LidViewSet)\n'
    'urlpatterns = [path("api/", include(router.urls))]\n',
    "shop/views.py": "from rest_framework import mixins, viewsets\nfrom rest_framework.decorators import action\n\n\n"
    "class Base(viewsets.ReadOnlyModelViewSet):\n    lookup_field = 'slug'\n\n\nclass PotViewSet(Base):\n    @action(\n        detail=True,\n"
    "        methods=['post'],\n        url_path='boil-over',\n    )\n    def boil(self, request, slug=None):\n        return None\n\n\n"
    "class LidViewSet(mixins.CreateModelMixin, viewsets.GenericViewSet):\n    @action(detail=False)\n    def lost(self, request):\n        return None\n\n"
    "    def destroy(self, request, pk=None):\n        return None\n",
}

CLASS_VIEWS = {
    "requirements.txt": "django\n",
    "shop/urls.py": "from django.urls import path\nfrom . import views\nurlpatterns = [\n    path('pots/', views.Pots.as_view()),\n"
    "    path('lids/add/', views.AddLid.as_view()),\n    path('odd/', views.Odd.as_view()),\n]\n",
    "shop/views.py": "from django.views import View\nfrom django.views.generic import CreateView\nfrom other import Strange\n\n\n"
    "class Pots(View):\n    def get(self, request):\n        return None\n\n\nclass Add(PermissionRequiredMixin, CreateView):\n    pass\n\n\n"
    "class AddLid(Add):\n    pass\n\n\nclass Odd(Strange):\n    def get(self, request):\n        return None\n",
}


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (FASTIFY_TYPES, ["POST /pots/", r"GET /pots/:id(\d+)"]),
        (GO_PATTERNS, ["POST /pots", "GET /pots/{id}", "ANY /up"]),
        (GO_METHOD_FIRST, ["DELETE /pots/:id", "GET /pots/:id"]),
        (GO_BUNDLES, ["GET /api/v1/feed/new", "GET /api/v1/pots", "GET /robots.txt"]),
        (CHI_GROUP, ["GET /api/pots", "PUT /api/pots/{id}"]),
        (UTOIPA_NESTS, ["GET /api/pots/", "PUT /api/pots/{id}"]),
        (NEST_METHOD_VERSION, ["GET /up", "GET /v1/pots", "GET /v2/pots/new"]),
        (LARAVEL_PAGES, ["GET /forum", "ANY /old", "GET /pots", "POST /pots", "GET /rules"]),
        (
            RAILS,
            [
                "GET /admin/dashboard",
                "GET /categories/:category_id/boxes",
                "GET /categories/:category_id/boxes/:box_id/lids",
                "POST /children/:child_id/active",
                "GET /children/:id",
                "GET /children/lost",
                "GET /reports/:year",
                "POST /reports/:year/recount",
            ],
        ),
        (
            VIEWSETS,
            [
                "POST /api/lids/",
                "DELETE /api/lids/<pk>/",
                "GET /api/lids/lost/",
                "GET /api/pots/",
                "GET /api/pots/<slug>/",
                "POST /api/pots/<slug>/boil-over/",
            ],
        ),
        (CLASS_VIEWS, ["GET /lids/add/", "POST /lids/add/", "ANY /odd/", "GET /pots/"]),
    ],
    ids=[
        "fastify types",
        "go 1.22 patterns",
        "go method first",
        "routegroup",
        "chi group",
        "utoipa nests",
        "nest method version",
        "laravel pages",
        "rails names",
        "viewsets",
        "class views",
    ],
)
def test_statement(tmp_path: Path, files: dict[str, str], wanted: list[str]) -> None:
    found = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)["entry_points"]

    assert [entry["name"] for entry in found] == wanted
