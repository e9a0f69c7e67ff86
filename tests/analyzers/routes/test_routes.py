"""Routes: prefixes composed through mounts, constants, chains, classes and blocks, in each framework's own form."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

FASTAPI = {
    "app/core/config.py": 'class Settings:\n    API: str = "/api/v1"\n\nsettings = Settings()\n',
    "app/items.py": 'from fastapi import APIRouter\nrouter = APIRouter(prefix="/items")\n\n@router.get("/{id}")\ndef read(id): ...\n\n'
    '@router.api_route("/", methods=["PUT", "POST"])\nasync def store(): ...\n',
    "app/api.py": "from fastapi import APIRouter\nfrom app import items\napi_router = APIRouter()\napi_router.include_router(items.router)\n",
    "app/main.py": "from fastapi import FastAPI\nfrom app.api import api_router\nfrom app.core.config import settings\n"
    "app = FastAPI()\napp.include_router(api_router, prefix=settings.API)\n",
}
FLASK = {
    "shop/__init__.py": "from flask import Blueprint, Flask\nfrom shop.views import bp\napp = Flask(__name__)\n"
    'app.register_blueprint(bp, url_prefix="/other")\n',
    "shop/views.py": 'from flask import Blueprint\nbp = Blueprint("x", __name__, url_prefix="/own")\n\n'
    '@bp.route("/login", methods=["GET", "POST"])\ndef login(): ...\n',
}
PHOENIX = {
    "lib/shop_web/router.ex": """defmodule ShopWeb.Router do
  use ShopWeb, :router

  pipeline :browser do
    plug :accepts, ["html"]
  end

  scope "/admin", ShopWeb.Admin, as: :admin do
    pipe_through [:browser]
    resources "/pots", PotController,
      only: [:index, :show] do
      post "/boil", PotController, :boil
    end
    live "/stats", StatsLive
  end

  scope "/", ShopWeb do
    get "/", PageController, :home
    resources "/cart", CartController, singleton: true, only: [:show]
  end
end
""",
}
JAX_RS = {
    "src/main/java/a/Films.java": 'package a;\nimport jakarta.ws.rs.*;\n@Path("/films")\npublic class Films {\n  @GET\n  public String all() { return ""; }\n'
    '  @Path("/{id}")\n  @DELETE\n  public void drop() {}\n}\n',
    "src/main/java/a/Client.java": 'package a;\nimport jakarta.ws.rs.*;\n@Path("/other")\n@RegisterRestClient\npublic interface Client {\n  @GET\n  String all();\n}\n',
}
MICRONAUT = {
    "src/main/java/a/Films.java": 'package a;\nimport io.micronaut.http.annotation.*;\n@Controller("/films")\npublic class Films {\n  @Get("/{id}")\n'
    '  public String one() { return ""; }\n  @Post\n  public void add() {}\n}\n',
}
HAPI = {
    "index.js": "const Hapi = require('@hapi/hapi')\nconst server = Hapi.server({})\nserver.route({\n  method: 'GET',\n  path: '/films/{id}',\n"
    "  handler: show,\n})\n",
}
DJANGO = {
    "site_/urls.py": 'from django.urls import include, path\nurlpatterns = [\n    path("blog/", include("blog.urls")),\n    path("up/", views.up),\n]\n',
    "blog/urls.py": 'from django.urls import path, re_path\nurlpatterns = [\n    path("<int:pk>/", views.Post.as_view()),\n'
    '    re_path(r"^old/$", views.old),\n]\n',
}
EXPRESS = {
    "main.js": "const express = require('express');\nconst routes = require('./routes');\nconst app = express();\napp.use(routes);\n",
    "routes.js": "const { Router } = require('express');\nconst tags = require('./tags');\nconst api = Router()\n  .use(tags);\n"
    "module.exports = Router().use('/api', api);\n",
    "tags.js": "const { Router } = require('express');\nconst router = Router();\nrouter.get('/tags', auth, list);\n"
    "router.route('/tags/:id')\n  .get(show)\n  .delete(remove);\nmodule.exports = router;\n",
}
NEST = {
    "src/main.ts": "import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(M);\napp.setGlobalPrefix('api');\n",
    "src/cats.controller.ts": "import { Controller, Get, Post } from '@nestjs/common';\n@Controller('cats')\nexport class CatsController {\n"
    "  @Get(':id')\n  async find(@Param('id') id: string) {}\n\n  @Post()\n  create() {}\n}\n",
}
SPRING = {
    "src/main/java/org/example/samples/Pets.java": 'package org.example.samples;\n\n@RestController\n@RequestMapping("/owners/{id}")\nclass Pets {\n\n'
    '\t@GetMapping({ "/pets", "/pets.html" })\n\tpublic String list(Model model) {\n\t}\n\n'
    '\t@RequestMapping(value = "/new", method = RequestMethod.POST)\n\tpublic String create() {\n\t}\n}\n'
}
RAILS = {
    "config/routes.rb": "Rails.application.routes.draw do\n  root 'home#index'\n  scope :api do\n    resources :posts, only: [:index, :show] do\n"
    "      get :feed, on: :collection\n      resource :like, only: [:create]\n    end\n  end\n  namespace :admin do\n    get 'stats', to: 'stats#show'\n  end\nend\n"
}
GIN = {
    "go.mod": "module example.org/x\n\ngo 1.22\n",
    "main.go": 'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc main() {\n\tr := gin.Default()\n\tv1 := r.Group("/v1")\n\tv1.GET("/ping", ping)\n}\n',
}
NO_WEB = {
    "client.py": 'import requests\n\ndef load(session):\n    """\n    @app.get("/docs")\n    """\n    return session.get("/x", 1)\n',
    "map.js": "const router = new Map();\nrouter.get('/a', b);\n",
}
MVC = {
    "Shop/CartController.cs": """public class CartController : Controller
{
    [HttpGet]
    public IActionResult Index() { return View(); }

    [HttpPost]
    [ValidateAntiForgeryToken]
    public IActionResult Add(int id) { return View(); }

    [HttpGet]
    [Route("cart/{id}/lines")]
    public IActionResult Lines(int id) { return View(); }
}
""",
    "Shop/PotController.cs": """[Route("api/[controller]")]
public class PotController : ControllerBase
{
    [HttpGet]
    public string All() { return ""; }
}
""",
}
CASES = {
    "asp.net mvc": (
        MVC,
        [("GET /Cart", "Index"), ("GET /api/Pot", "All"), ("GET /cart/{id}/lines", "Lines"), ("POST /Cart/Add", "Add")],
    ),
    "fastapi": (FASTAPI, [("GET /api/v1/items/{id}", "read"), ("POST /api/v1/items/", "store"), ("PUT /api/v1/items/", "store")]),
    "flask": (FLASK, [("GET /other/login", "login"), ("POST /other/login", "login")]),
    "django": (DJANGO, [("ANY /blog/<int:pk>/", "views.Post"), ("ANY /blog/old/", "views.old"), ("ANY /up/", "views.up")]),
    "express": (EXPRESS, [("DELETE /api/tags/:id", "remove"), ("GET /api/tags", "list"), ("GET /api/tags/:id", "show")]),
    "nest": (NEST, [("GET /api/cats/:id", "find"), ("POST /api/cats", "create")]),
    "spring": (SPRING, [("GET /owners/{id}/pets", "list"), ("GET /owners/{id}/pets.html", "list"), ("POST /owners/{id}/new", "create")]),
    "rails": (
        RAILS,
        [
            ("GET /", "home#index"),
            ("GET /admin/stats", "admin/stats#show"),
            ("GET /api/posts", "posts#index"),
            ("GET /api/posts/:id", "posts#show"),
            ("GET /api/posts/feed", "posts#feed"),
            ("POST /api/posts/:post_id/like", "likes#create"),
        ],
    ),
    "next": (
        {
            "package.json": '{"dependencies": {"next": "*"}}',
            "app/(site)/posts/[id]/route.ts": "export async function GET() {}\nexport const PATCH = go;\nconst POST = 1;\n",
            "pages/api/up/index.ts": "export default function up() {}\n",
            "lib/route.ts": "export function GET() {}\n",
        },
        [("ANY /api/up", None), ("GET /posts/{id}", "GET"), ("PATCH /posts/{id}", "PATCH")],
    ),
    "nuxt": (
        {"package.json": '{"dependencies": {"nuxt": "*"}}', "server/api/item/[...all].post.ts": "export default handle(() => 1);\n"},
        [("POST /api/item/{...all}", None)],
    ),
    "phoenix": (
        PHOENIX,
        [
            ("GET /", "ShopWeb.PageController.home"),
            ("GET /admin/pots", "ShopWeb.Admin.PotController.index"),
            ("GET /admin/pots/:id", "ShopWeb.Admin.PotController.show"),
            ("GET /admin/stats", "ShopWeb.Admin.StatsLive"),
            ("GET /cart", "ShopWeb.CartController.show"),
            ("POST /admin/pots/:pot_id/boil", "ShopWeb.Admin.PotController.boil"),
        ],
    ),
    "jax-rs": (JAX_RS, [("DELETE /films/{id}", "drop"), ("GET /films", "all")]),
    "micronaut": (MICRONAUT, [("GET /films/{id}", "one"), ("POST /films", "add")]),
    "hapi": (HAPI, [("GET /films/{id}", "show")]),
    "gin": (GIN, [("GET /v1/ping", "ping")]),
    "no web": (NO_WEB, []),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str]]) -> None:
    answer = Workspace(write(tmp_path, {"a/.keep": "", **files})).entry_points(kind="route", limit=0)
    assert sorted((entry["name"], entry["symbol"]) for entry in answer["entry_points"]) == expected
    assert answer["routes"] == len(expected)


def test_a_constant_of_two_values_is_left_in_braces(tmp_path: Path) -> None:
    files = {**FASTAPI, "app/other.py": 'API = "/v2"\nsettings = load()\n'}
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route")
    assert {entry["name"].partition(" ")[2][:7] for entry in answer["entry_points"]} == {"/{API}/"}


ACTIX = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n[dependencies]\nactix-web = "4"\n',
    "src/main.rs": """use actix_web::{web, App, HttpServer};

mod pots;

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| {
        App::new()
            .route("/health", web::get().to(health))
            .service(pots::boil)
            .service(
                web::scope("/api")
                    .service(web::resource("/").to(index))
                    .service(
                        web::scope("/lids").service(
                            web::resource("/{id}")
                                .route(web::get().to(lids::read))
                                .route(web::delete().to(lids::drop)),
                        ),
                    )
                    .configure(pots::setup),
            )
    })
    .run()
    .await
}

#[cfg(test)]
mod tests {
    fn probe() { App::new().route("/probe", web::get().to(health)); }
}
""",
    "src/pots.rs": """use actix_web::{get, web};

#[get("/boil")]
pub async fn boil() -> &'static str { "" }

#[route("/pots/{id}", method = "GET", method = "HEAD")]
async fn read() -> &'static str { "" }

pub fn setup(cfg: &mut web::ServiceConfig) {
    cfg.service(web::scope("/inner").service(read));
    cfg.route("/pots", web::post().to(store));
}
""",
}


def test_scopes_of_actix_and_what_is_hung_in_them(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, ACTIX)).entry_points(kind="route", limit=0)
    found = [(entry["name"], entry["symbol"], entry["path"], entry["line"]) for entry in answer["entry_points"]]
    assert found == [
        ("ANY /api/", "index", "src/main.rs", 13),
        ("GET /api/inner/pots/{id}", "read", "src/pots.rs", 6),
        ("HEAD /api/inner/pots/{id}", "read", "src/pots.rs", 6),
        ("DELETE /api/lids/{id}", "lids::drop", "src/main.rs", 16),
        ("GET /api/lids/{id}", "lids::read", "src/main.rs", 16),
        ("POST /api/pots", "store", "src/pots.rs", 11),
        ("GET /boil", "boil", "src/pots.rs", 3),
        ("GET /health", "health", "src/main.rs", 9),
    ]
