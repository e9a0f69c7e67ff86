"""Statements that add routes by something that is not read: the answer says where, in place of a path that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

METHODS = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "server.js": "const express = require('express');\nconst app = express();\nfor (const [method, path, show] of table) {\n  app[method](path, show);\n}\n"
    "app.get('/up', (_, res) => res.send('up'));\nappCache.put(key, value);\napp.get(base, show);\napp.post(loginPath(config), limit, login);\n",
}
CLASSES = {
    "requirements.txt": "flask\nflask-classful\n",
    "pots.py": "from flask import Flask\nfrom flask_classful import FlaskView, route\n\napp = Flask(__name__)\n\n\nclass Pots(FlaskView):\n"
    "    @route('/boil', methods=['POST'])\n    def boil(self):\n        return []\n\n\n@app.get('/up')\ndef up():\n    return []\n",
}
RULES = {
    "requirements.txt": "werkzeug\n",
    "urls.py": "from werkzeug.routing import Map, Rule\n\nurl_map = Map([Rule('/pots', endpoint='pots', methods=['POST'])])\n"
    "for path in PATHS:\n    url_map.add(Rule(path, endpoint=path))\n",
}
SINATRA = {
    "Gemfile": 'gem "sinatra"\n',
    "lib/pots.rb": 'require "sinatra/base"\n\nmodule Pots\n  autoload :Server, "pots/server"\nend\n',
    "lib/pots/server.rb": "module Pots\n  class Server < Sinatra::Base\n    get '/pots' do\n      'pots'\n    end\n\n    %w[/a /b].each do |path|\n"
    "      get path do\n        'a'\n      end\n    end\n\n    get \"/pots/#{kind}\" do\n      'kind'\n    end\n  end\nend\n",
}
GO = {
    "go.mod": "module x\n\nrequire github.com/go-chi/chi/v5 v5.0.0\n",
    "api.go": 'package x\n\nimport "github.com/go-chi/chi/v5"\n\nfunc Add(router chi.Router, cfg Config) {\n\tbase := cfg.Base\n'
    '\trouter.Get(base, all)\n\trouter.Get("/up", up)\n\tcache.Put(key, value)\n}\n',
    "table.go": 'package x\n\nimport "github.com/tedsuo/rata"\n\nvar Routes = rata.Routes([]rata.Route{\n\t{Path: "/pots/:id", Method: "GET", Name: Pot},\n'
    '\t{Path: "/pots", Method: http.MethodPut, Name: Boil},\n})\n',
}
DJANGO = {
    "requirements.txt": "django\n",
    "manage.py": "import django\n",
    "shop/urls.py": "from django.urls import include, path\nfrom shop.views import Pots, names\n\nurlpatterns = [\n    path('up', names.up),\n"
    "    *Pots.get_urls(base='pots'),\n    path('lids/', include(model_urls('shop', 'lid'))),\n    path('api/', include(router.urls)),\n]\n",
}
ROCKET = {
    "Cargo.toml": '[package]\nname = "pots"\nversion = "0.1.0"\n\n[dependencies]\nrocket = "0.5"\n',
    "src/main.rs": 'use rocket::fs::FileServer;\n\n#[get("/pots")]\nfn pots() -> &\'static str {\n    "pots"\n}\n\n#[launch]\nfn start() -> _ {\n'
    '    rocket::build()\n        .mount("/api", routes![pots])\n        .mount("/files", FileServer::from("files"))\n}\n',
}
KTOR = {
    "build.gradle.kts": 'dependencies { implementation("io.ktor:ktor-server-core:3.0.0") }\n',
    "src/main/kotlin/App.kt": 'import io.ktor.server.routing.*\n\nfun Route.pots() {\n    get("/pots") {\n    }\n    staticResources("/admin", "admin")\n    put<Pots.Lid> { lid ->\n    }\n}\n',
}
LISTED = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "server.js": "const express = require('express');\nconst app = express();\nconst pages = ['/pots', '/lids'];\n"
    "pages.forEach((page) => app.get(page, show));\n",
}
ASPNET = {
    "Shop.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web" />',
    "Users.cs": 'public static class Users\n{\n    public static void MapUsers(this IEndpointRouteBuilder routes)\n    {\n        var group = routes.MapGroup("/users");\n'
    '        group.MapIdentityApi<User>();\n        group.MapGet("/me", Me);\n    }\n}\n',
}
ECHO = {
    "go.mod": "module x\n\nrequire github.com/labstack/echo/v4 v4.0.0\n",
    "api.go": 'package x\n\nimport "github.com/labstack/echo/v4"\n\nfunc Add(srv *echo.Echo, routes []Route) {\n\tfor _, route := range routes {\n'
    "\t\tsrv.Add(\n\t\t\troute.Method,\n\t\t\troute.Path,\n\t\t\troute.Handler,\n\t\t)\n\t}\n"
    '\tsrv.GET("/up", up)\n}\n',
}
MACRO = {
    "composer.json": '{"require": {"laravel/framework": "11"}}',
    "artisan": "#!/usr/bin/env php\n",
    "routes/web.php": "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::prefix('shop')->group(function () {\n"
    "    Route::crud('pot', 'PotCrudController');\n    Route::get('up', 'UpController@show');\n});\n",
}
HOOKED = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "hooks/pots.js": "exports.expressCreateServer = (hook, args, cb) => {\n  args.app.get('/pots', (req, res) => res.send('pots'));\n"
    "  axios.get('/pots', (req, res) => res);\n  const kept = cache.get('pots', (req, res) => res);\n};\n",
}
OTHER_ROUTERS = {
    "package.json": '{"dependencies": {"@tinyhttp/app": "2"}}',
    "app.js": "import { App } from '@tinyhttp/app';\n\nconst pots = new App();\nconst app = new App();\napp.get('/pots', (_, res) => res.json([]));\n"
    "app.get('/lids', show);\napp.get('views');\n",
}
FOLDERS = {
    "go.mod": "module x\n\nrequire github.com/gin-gonic/gin v1.9.0\n",
    "api.go": 'package x\n\nimport "github.com/gin-gonic/gin"\n\nfunc Add(authed *gin.RouterGroup, store Store) {\n\tfor _, folder := range folders {\n'
    '\t\tauthed.StaticFS(fmt.Sprintf("/%s/", folder), files(folder))\n\t}\n\tstore.Delete(ctx, path)\n\tvalue := store.Get(path, key)\n}\n',
}
COMPUTED_SHARP = {
    "Shop.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web" />',
    "Pots.cs": 'public static class Pots\n{\n    public static void MapPots(this IEndpointRouteBuilder routes)\n    {\n        routes.MapGet("/up", Up);\n'
    '        routes.MapGet(\n            pattern: options.Path + "/pots",\n            requestDelegate: All);\n        routes.MapControllerRoute("login", "login/", new { controller = "User" });\n'
    '        routes.MapControllerRoute("default", "{controller=Home}/{action=Index}");\n    }\n}\n',
}
RAILS_LOOP = {
    "Gemfile": 'gem "rails"\n',
    "config/routes.rb": "Rails.application.routes.draw do\n  get 'up', to: 'up#show'\n  resources :pots, only: [] do\n    member { }\n  end\n"
    "  %w[lids rims].each do |part|\n    get part, to: 'parts#show'\n    resources part\n  end\nend\n",
}
SCALATRA = {
    "build.sbt": 'libraryDependencies += "org.scalatra" %% "scalatra" % "3.0.0"\n',
    "src/main/scala/Pots.scala": 'import org.scalatra._\n\nclass Pots extends ScalatraServlet {\n  get("/pots") {\n    Nil\n  }\n  post("/pots") {\n    Nil\n  }\n'
    '  val kept = cache.get("pots")\n}\n',
}
JAVALIN = {
    "build.gradle.kts": 'dependencies { implementation("io.javalin:javalin:6.0.0") }\n',
    "src/main/kotlin/Api.kt": "import io.javalin.Javalin\nimport io.javalin.apibuilder.ApiBuilder.get\nimport io.javalin.apibuilder.ApiBuilder.path\n\n"
    'val client: Client\n    get() {\n        return Client()\n    }\n\nfun api(app: Javalin, login: String) {\n    path("pots") {\n'
    '        get("all", PotController.all)\n        get("one/{id}") { ctx -> ctx.json(1) }\n    }\n    get(login) { ctx ->\n    }\n'
    '    val kept = buildMap { \n        put("user", user)\n    }\n}\n',
}
MOUNTS = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "server.js": "const express = require('express');\nconst app = express();\nconst jobs = new Queue();\napp.use('/pots', guard);\n"
    "app.get('/pots/all', show);\napp.use('/graph', answer({ schema }));\njobs.use('mail', send);\n",
}
ADMIN = {
    "requirements.txt": "django\n",
    "manage.py": "import django\n",
    "shop/admin.py": "from django.contrib import admin\nfrom django.urls import path\n\n\nclass Pots(admin.ModelAdmin):\n    def get_urls(self):\n"
    "        own = [path('boil/', self.boil), path('cool/', self.cool)]\n        kept = os.path('boil/', 'x')\n        return own + super().get_urls()\n",
}


@pytest.mark.parametrize(
    ("files", "told", "places"),
    [
        (METHODS, ["GET /up"], [("server.js", 4, 3)]),
        (CLASSES, ["GET /up"], [("pots.py", 8, 1)]),
        (RULES, ["POST /pots"], [("urls.py", 5, 1)]),
        (GO, ["GET /{mount}/up"], [("api.go", 7, 1), ("api.go", 8, 1), ("table.go", 6, 2)]),
        (DJANGO, ["ANY /up"], [("shop/urls.py", 6, 1), ("shop/urls.py", 7, 1), ("shop/urls.py", 8, 1)]),
        (ASPNET, ["GET /users/me"], [("Users.cs", 6, 1)]),
        (ECHO, ["GET /up"], [("api.go", 7, 1)]),
        (MACRO, ["GET /shop/up"], [("routes/web.php", 6, 1)]),
        (ROCKET, ["GET /api/pots"], [("src/main.rs", 12, 1)]),
        (KTOR, ["GET /pots"], [("src/main/kotlin/App.kt", 6, 1), ("src/main/kotlin/App.kt", 7, 1)]),
        (LISTED, [], [("server.js", 4, 1)]),
        (SINATRA, ["GET /pots", "GET /pots/{kind}"], [("lib/pots/server.rb", 8, 1)]),
        (HOOKED, [], [("hooks/pots.js", 2, 1)]),
        (OTHER_ROUTERS, [], [("app.js", 5, 2)]),
        (FOLDERS, [], [("api.go", 7, 1)]),
        (COMPUTED_SHARP, ["GET /up"], [("Pots.cs", 6, 2)]),
        (RAILS_LOOP, ["GET /up"], [("config/routes.rb", 7, 2)]),
        (SCALATRA, [], [("src/main/scala/Pots.scala", 4, 2)]),
        (JAVALIN, [], [("src/main/kotlin/Api.kt", 12, 3)]),
        (MOUNTS, ["GET /pots/all"], [("server.js", 6, 1)]),
        (ADMIN, [], [("shop/admin.py", 7, 1)]),
    ],
    ids=[
        "methods by name",
        "a decorator of another package",
        "rules of a loop",
        "a path of the settings",
        "urls that a call makes",
        "a part of the framework",
        "routes of a list",
        "a macro",
        "files of a folder",
        "pages of a folder",
        "paths of a list",
        "a path of a block",
        "what a framework of the workspace's own hands",
        "a framework that no reader knows",
        "a group that only its type tells",
        "computed patterns and routes of their own name",
        "names of a list",
        "a language whose routes are not read",
        "a framework of the JVM that no reader knows",
        "a mount below which no route stands",
        "urls outside the modules of urls",
    ],
)
def test_what_adds_computed_routes_is_said(
    tmp_path: Path, files: dict[str, str], told: list[str], places: list[tuple[str, int, int]]
) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route")
    assert [entry["name"] for entry in answer["entry_points"]] == told
    assert [(item["path"], item["line"], item["count"]) for item in answer["unresolved"]] == places
    assert answer["total_unresolved"] == len(places)
