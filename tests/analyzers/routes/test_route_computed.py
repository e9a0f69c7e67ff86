"""Prefixes that code computes or a framework completes, and routers whose name several modules have: a path is whole, or says what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

GORILLA = {
    "go.mod": "module pots\n\nrequire github.com/gorilla/mux v1.8.0\n",
    "api.go": 'package pots\n\nimport "github.com/gorilla/mux"\n\nfunc New() *mux.Router {\n\tr := mux.NewRouter()\n\tapi := r.PathPrefix("/api").Subrouter()\n'
    '\tadmin := api.NewRoute().Subrouter()\n\tadmin.Path("/lids").HandlerFunc(lids).Methods("GET")\n\tpot := api.Path("/pots/{id}").Subrouter()\n'
    '\tpot.Methods("PUT").HandlerFunc(update)\n\tapi.Path("").HandlerFunc(up).Methods("GET")\n\treturn r\n}\n',
}
ACTIX = {
    "Cargo.toml": '[package]\nname = "pots"\nversion = "1.0.0"\n[dependencies]\nactix-web = "4"\n',
    "src/main.rs": 'use actix_web::web;\n\npub fn pots() -> Scope {\n    web::scope("/pots")\n        .service(web::resource("{id}").route(web::get().to(one)).route(web::put().to(change)))\n'
    '        .service(web::resource("").route(web::get().to(all)))\n}\n',
}
AXUM = {
    "Cargo.toml": '[package]\nname = "pots"\nversion = "1.0.0"\n[dependencies]\naxum = "0.8"\n',
    "src/main.rs": 'use axum::Router;\n\npub const VERSION: &str = "v1";\n\npub fn app() -> Router {\n    let inner = Router::new()\n        .nest("/pots", pots::routes::router())\n'
    '        .nest("/lids", lids::routes::router());\n    Router::new().nest(&format!("/{VERSION}"), inner)\n}\n',
    "src/pots/routes.rs": 'use axum::{routing::get, Router};\n\npub fn router() -> Router {\n    Router::new().route("/hot", get(hot))\n}\n',
    "src/lids/routes.rs": 'use axum::{routing::get, Router};\n\npub fn router() -> Router {\n    Router::new().route("/flat", get(flat))\n}\n',
}
HONO = {
    "package.json": '{"dependencies": {"@hono/zod-openapi": "1"}}',
    "src/app.ts": 'import { OpenAPIHono } from "@hono/zod-openapi";\n\nexport function getApp() {\n  const app = new OpenAPIHono().basePath("/api");\n  return app;\n}\n',
    "src/index.ts": 'import { getApp } from "./app";\nimport addPots from "./pots";\n\nexport const app = getApp();\naddPots(app);\n',
    "src/pots.ts": 'import { createRoute } from "@hono/zod-openapi";\n\nconst route = createRoute({ method: "get", path: "/pots" });\n\n'
    "function send(app) {\n  app.openapi(route, async (c) => c.json([]));\n}\n\nexport default send;\n",
}
DJANGO = {
    "requirements.txt": "django\n",
    "pots/urls.py": "from django.urls import include, path\n\nPARTS = [('api/v1/', 'pots.api.urls'), ('', 'pots.site.urls')]\nurlpatterns = []\n"
    "for prefix, part in PARTS:\n    urlpatterns.append(path(prefix, include(part)))\n",
    "pots/api/urls.py": "from django.urls import path\n\nfrom . import views\n\napp_name = 'pots'\n\n\ndef made(views):\n    return [path('lids/', views.lids)]\n\n\nurlpatterns = made(views)\n",
}
RAILS = {
    "Gemfile": 'gem "rails"\n',
    "config/routes.rb": 'Rails.application.routes.draw do\n  scope Pots.config.base, module: "pots" do\n    get "up", to: "up#show"\n  end\n'
    '  mount Pots::Engine => "/#{name}"\n  resource :lid, only: :show, module: :pots\nend\n',
}
ASPNET = {
    "Shop/Shop.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>\n',
    "Shop/PotController.cs": "public class PotController : Controller\n{\n    public IActionResult AllAsync() { return null; }\n}\n",
}
MAPPED = 'app.MapControllerRoute(name: "all", pattern: {});\n'
CASES = {
    "gorilla's subrouters": (
        GORILLA,
        [("GET /api", "up"), ("GET /api/lids", "lids"), ("PUT /api/pots/{id}", "update")],
        [],
    ),
    "a pattern of Actix without a slash": (
        ACTIX,
        [("GET /pots", "all"), ("GET /pots/{id}", "one"), ("PUT /pots/{id}", "change")],
        [],
    ),
    "routers of one name, below a prefix that is formatted": (
        AXUM,
        [("GET /v1/lids/flat", "flat"), ("GET /v1/pots/hot", "hot")],
        [],
    ),
    "a router that a function returns, handed to a default export": (HONO, [("GET /api/pots", None)], []),
    "modules of urls that a loop includes": (
        DJANGO,
        [("ANY /{mount}/lids/", "views.lids")],
        [("pots/api/urls.py", 1), ("pots/urls.py", 6)],
    ),
    "scopes, engines and modules of Rails": (
        RAILS,
        [("ANY /{name}", "Pots::Engine"), ("GET /lid", "pots/lids#show"), ("GET /{base}/up", "pots/up#show")],
        [],
    ),
    "a conventional route by names": (
        {**ASPNET, "Shop/Program.cs": MAPPED.format('"{controller=Home}/{action=Index}"')},
        [("ANY /Pot/All", "AllAsync")],
        [],
    ),
    "a conventional route of one action": (
        {**ASPNET, "Shop/Program.cs": MAPPED.format('"v3/pots", new { controller = "Pot", action = "All" }')},
        [],
        [("Shop/Program.cs", 1)],
    ),
}


@pytest.mark.parametrize(("files", "told", "places"), CASES.values(), ids=CASES.keys())
def test_paths_are_whole_or_say_what_they_lack(
    tmp_path: Path, files: dict[str, str], told: list[tuple[str, str | None]], places: list[tuple[str, int]]
) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert sorted((item["name"], item["symbol"]) for item in answer["entry_points"]) == told
    assert [(item["path"], item["line"]) for item in answer.get("unresolved", [])] == places


def test_each_call_of_a_router_of_the_workspace_is_said(tmp_path: Path) -> None:
    """A wrapper around `net/http` whose pattern is formatted: its calls are the registrations."""
    files = {
        "go.mod": "module pots\n\ngo 1.22\n",
        "router.go": 'package pots\n\nimport (\n\t"fmt"\n\t"net/http"\n)\n\ntype Router struct{ *http.ServeMux }\n\n'
        'func (r *Router) AddHandler(method, pattern string, h http.HandlerFunc) {\n\tr.HandleFunc(fmt.Sprintf("%s %s", method, pattern), h)\n}\n',
        "api.go": 'package pots\n\nfunc hang(r *Router) {\n\tr.AddHandler("GET", "/pots", all)\n\tr.AddHandler("PUT", "/pots/{id}", change)\n}\n',
    }
    unread = Workspace(write(tmp_path, files)).entry_points(kind="route")["unresolved"]
    assert [(item["path"], item["line"], item["count"]) for item in unread] == [("api.go", 4, 2)]


def test_a_model_called_rule_adds_no_route(tmp_path: Path) -> None:
    files = {
        "requirements.txt": "fastapi\n",
        "pots.py": "from fastapi import FastAPI\n\n\nclass Rule(Model):\n    pass\n\n\napp = FastAPI()\nrule = Rule(name='pot')\n",
    }
    assert Workspace(write(tmp_path, files)).entry_points(kind="route").get("total_unresolved", 0) == 0
