"""Routes where who registers them, or what wraps them, decides their path, their method and who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

KEPT_WHOLE = {
    "go.mod": "module example.com/pots\n\ngo 1.22\n",
    "main.go": 'package main\n\nimport (\n\t"net/http"\n\n\t"example.com/pots/api"\n)\n\nfunc main() {\n\tmux := http.NewServeMux()\n'
    '\tmux.Handle("/v1/", api.Routes())\n\tmux.Handle("/old/", http.StripPrefix("/old", api.OldRoutes()))\n}\n',
    "api/api.go": 'package api\n\nimport "net/http"\n\nfunc Routes() http.Handler {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("GET /v1/pots", pots)\n'
    '\treturn mux\n}\n\nfunc OldRoutes() http.Handler {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("GET /pots", pots)\n\treturn mux\n}\n',
}
DECORATED = {
    "requirements.txt": "django\ndjangorestframework\n",
    "shop/urls.py": "from django.urls import path\nfrom shop import views\nfrom shop.views import boil\n\nurlpatterns = [\n    path('pots', views.pots),\n"
    "    path('boil', boil),\n    path('lids', views.lids),\n    path('any', views.anyhow),\n    path('cups', views.Cups.as_view({'get': 'list', \"put\": 'fill'})),\n]\n",
    "shop/views.py": "from django.views.decorators.http import require_POST, require_http_methods\nfrom rest_framework.decorators import api_view\n\n"
    "@api_view(['GET', 'PUT'])\ndef pots(request):\n    return []\n\n\n@login_required\n@require_POST\ndef boil(request):\n    return []\n\n\n"
    '@require_http_methods(["DELETE"])\ndef lids(request):\n    return []\n\n\n@cached("get")\ndef anyhow(request):\n    return []\n',
}
HANDLER_FIRST = {
    "Shop.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    "Pots.cs": "public class Pots : IGroup\n{\n    public static void Map(RouteGroupBuilder group)\n    {\n        group.MapGet(All);\n"
    '        group.MapPut(Change, "{id}");\n    }\n\n    public static string All() => "";\n\n    public static string Change(int id) => "";\n}\n',
    "Extensions.cs": "public static class Extensions\n{\n    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder builder, Delegate handler, "
    'string pattern = "")\n    {\n        return builder.MapGet(pattern, handler);\n    }\n}\n',
}
ROCKET = {
    "Cargo.toml": '[package]\nname = "pots"\nversion = "0.1.0"\n\n[dependencies]\nrocket = "0.5"\n',
    "src/main.rs": '#[head("/up")]\nfn up() {}\n\nfn seen(request: &Request) -> bool {\n    request.route().is_some()\n}\n\n#[launch]\nfn start() -> _ {\n'
    '    rocket::build().mount("/api", routes![up])\n}\n',
}
ACTIX = {
    "Cargo.toml": '[package]\nname = "pots"\nversion = "0.1.0"\n\n[dependencies]\nactix-web = "4"\n',
    "src/main.rs": "use actix_web::{guard, web::*};\n\npub fn config(cfg: &mut ServiceConfig) {\n  cfg.service(\n"
    '    scope("/api").service(\n      resource("/search")\n        .wrap(limit)\n        .route(get().to(search)),\n    ),\n  );\n}\n',
}
CHAIN = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "pots.js": "const express = require('express');\nconst router = express.Router();\n\nrouter\n  .route('/pots')\n  .post(check('pots'), pots.brew)\n"
    "  .get(pots.all);\n\nconst app = express();\napp.use(router);\n",
}
SOCKETS = {
    "pom.xml": "<project><artifactId>pots</artifactId></project>",
    "src/main/java/Pots.java": 'import io.quarkus.websockets.next.WebSocket;\n\n@WebSocket(path = "/pots")\npublic class Pots {\n}\n',
    "src/main/java/Lids.java": 'import jakarta.websocket.server.ServerEndpoint;\n\n@ServerEndpoint("/lids/{id}")\npublic class Lids {\n}\n',
}
CURRIED = {
    "go.mod": "module x\n\nrequire github.com/labstack/echo/v4 v4.0.0\n",
    "api.go": 'package x\n\nimport "github.com/labstack/echo/v4"\n\nfunc Add(e *echo.Echo, a *App) {\n'
    '\te.GET("/pots", guard(zip(9)(a.Pots), "read"))\n\te.Static(filesURI, "files")\n}\n\nfunc (a *App) Pots(c echo.Context) error {\n\treturn nil\n}\n',
}
METHOD_FIRST = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "base.js": "import express from 'express';\n\nexport default class Base {\n  route(method, path, ...handlers) {\n    this.routes.push({ method, path, handlers });\n  }\n}\n",
    "pots.js": "import express from 'express';\nimport Base from './base';\n\nexport class Pots extends Base {\n  add() {\n    this.route('POST', '/pots', Pots.boil);\n"
    "    this.route('GET', '/pots', Pots.all);\n  }\n  static boil() {}\n  static all() {}\n}\n",
    "lids.js": "import express from 'express';\n\nconst lids = express.Router();\nlids.get('/lids', all);\n\nexport default lids;\n",
    "app.js": "import express from 'express';\nimport lids from './lids';\n\nconst api = express.Router();\napi.use('', lids);\nexpress().use('/api', api);\n",
}
SVELTE = {
    "package.json": '{"dependencies": {"@sveltejs/kit": "2"}}',
    "src/routes/@[user]/+page.server.js": "export async function load() {}\n\nexport const actions = {};\n",
}
OWN_RESOURCES = {
    "Gemfile": 'gem "rails"\n',
    "lib/own.rb": "module Own\n  def own_resources(name, **options)\n    resources(name, options) { yield }\n  end\nend\n",
    "config/routes.rb": "Rails.application.routes.draw do\n  own_resources :pots, only: [:index] do\n    collection do\n      put :boil\n      delete :destroy\n    end\n"
    "  end\n  other_resources :lids\nend\n",
}
HANDED_ON = {
    "pom.xml": "<project><artifactId>pots</artifactId></project>",
    "src/main/java/Pots.java": "import org.springframework.web.reactive.function.server.RouterFunction;\n\npublic class Pots implements Own {\n    @Override\n"
    '    public RouterFunction<ServerResponse> endpoint() {\n        return route().GET("/pots", this::all).build();\n    }\n}\n',
}
DEMOS = {
    "README.md": "# Demos\n",
    "examples/pots/app.py": "from aiohttp import web\n\napp = web.Application()\napp.router.add_get('/pots', pots)\n",
}


@pytest.mark.parametrize(
    ("files", "told", "unread"),
    [
        (KEPT_WHOLE, ["ANY /old/ http.StripPrefix", "GET /old/pots pots", "ANY /v1/ api.Routes", "GET /v1/pots pots"], []),
        (DECORATED, ["ANY /any views.anyhow", "POST /boil boil", "GET /cups Cups.list", "PUT /cups Cups.fill", "DELETE /lids views.lids", "GET /pots views.pots", "PUT /pots views.pots"], []),
        (HANDLER_FIRST, ["GET /{mount} All", "PUT /{mount}/{id} Change"], [("Extensions.cs", 5), ("Pots.cs", 5)]),
        (ROCKET, ["HEAD /api/up up"], []),
        (ACTIX, ["GET /api/search search"], []),
        (CHAIN, ["GET /pots pots.all", "POST /pots pots.brew"], []),
        (SOCKETS, ["WEBSOCKET /lids/{id} None", "WEBSOCKET /pots None"], []),
        (CURRIED, ["GET /pots a.Pots"], [("api.go", 7)]),
        (METHOD_FIRST, ["GET /api/lids all", "GET /pots Pots.all", "POST /pots Pots.boil"], []),
        (SVELTE, ["GET /@{user} load", "POST /@{user} actions"], []),
        (OWN_RESOURCES, ["DELETE /pots pots#destroy", "GET /pots pots#index", "PUT /pots/boil pots#boil"], []),
        (HANDED_ON, ["GET /{mount}/pots all"], [("src/main/java/Pots.java", 6)]),
        (DEMOS, ["GET /pots pots"], []),
    ],
    ids=["kept whole", "decorated", "handler first", "head", "resource", "chain", "sockets", "curried", "method first", "pages", "own resources", "handed on", "only examples"],
)  # fmt: skip
def test_a_route_is_told_by_who_registers_it(
    tmp_path: Path, files: dict[str, str], told: list[str], unread: list[tuple[str, int]]
) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route")
    assert [f"{entry['name']} {entry['symbol']}" for entry in answer["entry_points"]] == told
    assert [(place["path"], place["line"]) for place in answer.get("unresolved", [])] == unread
