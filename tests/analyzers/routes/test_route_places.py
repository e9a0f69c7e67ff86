"""Prefixes that are said in another place than the route's own: an import of a loader, a configuration server, a method or a function
that is handed the router, a block with a constant; and routes that one call of a framework makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

API_PLATFORM = {
    "composer.json": '{"require": {"api-platform/core": "4", "symfony/framework-bundle": "7"}}',
    "config/routes/api_platform.yaml": "api_platform:\n  resource: .\n  type: api_platform\n  prefix: /api\n",
    "src/Entity/Pot.php": "<?php\nnamespace App\\Entity;\n\nuse ApiPlatform\\Metadata\\ApiResource;\n\n"
    "#[ApiResource(routePrefix: '/shop', operations: [\n    new Get(uriTemplate: '/pots/{id}'),\n    new Post(),\n])]\nclass Pot\n{\n}\n",
}
GIN = {
    "go.mod": "module example.com/pots\n\nrequire github.com/gin-gonic/gin v1.10.0\n",
    "router.go": 'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc Bind(g *gin.Engine) {\n\tapi := g.Group("/api")\n\tPots(api)\n}\n\n'
    'func Pots(rg *gin.RouterGroup) {\n\tpots := rg.Group("/pots")\n\tpots.GET("/all", all)\n\tguarded := pots.Use(Guard())\n\tguarded.POST("/new", create)\n}\n',
}
SINATRA = {
    "Gemfile": 'gem "sinatra"\ngem "sinatra-contrib"\n',
    "lib/pots.rb": 'BASE_URL = (ENV["BASE_URL"] || "/api")\n\nmodule Pots\n  def self.registered(app)\n    app.namespace BASE_URL do\n'
    '      get "/pots" do\n        "pots"\n      end\n    end # BASE_URL\n\n    app.namespace "#{LIDS}" do\n    end\n    app.get_lids\n  end\nend\n',
    "lib/app.rb": 'require "sinatra/base"\nrequire "sinatra/namespace"\nrequire_relative "pots"\n\nclass App < Sinatra::Base\n  register Sinatra::Namespace\n  register Pots\n\n'
    '  options "*" do\n    ""\n  end\nend\n',
}
LARAVEL = {
    "composer.json": '{"require": {"laravel/framework": "11", "laravel/ui": "4"}}',
    "artisan": "#!/usr/bin/env php\n",
    "app/Http/Controllers/Auth/ConfirmPasswordController.php": "<?php\nclass ConfirmPasswordController {}\n",
    "routes/web.php": "<?php\nuse Illuminate\\Support\\Facades\\Auth;\n\nRoute::prefix('shop')->group(function () {\n"
    "    Auth::routes(['register' => false, 'reset' => false]);\n});\n",
}
FLASK = {
    "requirements.txt": "flask\n",
    "shop/__init__.py": "",
    "shop/app.py": "from flask import Flask\nimport shop.feeds.pages as feeds\nimport shop.checks as checks\n\napp = Flask(__name__)\n"
    "app.register_blueprint(feeds.construct(app), url_prefix='/feeds')\napp.register_blueprint(checks.construct(), url_prefix='/checks')\n",
    "shop/feeds/__init__.py": "",
    "shop/feeds/pages.py": "from flask import Blueprint\n\nfrom . import one\n\n\ndef construct(app):\n    pages = Blueprint('pages', __name__)\n    one.add(pages, app)\n    return pages\n",
    "shop/feeds/one.py": "from flask import request\n\n\ndef add(pages, app):\n    @pages.route('/one')\n    def show():\n        return ''\n",
    "shop/checks/__init__.py": "import importlib\nfrom functools import wraps\n\nfrom flask import Blueprint\n\n\ndef construct():\n    checks = Blueprint('checks', __name__)\n\n"
    "    @checks.route('/start')\n    def start():\n        return ''\n\n    return checks\n",
}
EXPRESS = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "server.js": "const express = require('express');\nconst Auth = require('./auth');\n\nclass Server {\n  async start() {\n    this.auth = new Auth();\n    const app = express();\n"
    "    const router = express.Router();\n    app.use('/shop', router);\n    await this.auth.addRoutes(router);\n  }\n}\n\nmodule.exports = Server;\n",
    "auth.js": "const express = require('express');\n\nclass Auth {\n  async addRoutes(router) {\n    router.post('/login', login);\n  }\n}\n\nmodule.exports = Auth;\n",
}
SPRING = {
    "pom.xml": "<project><modules><module>config</module><module>pots</module></modules></project>",
    "config/pom.xml": "<project/>",
    "config/src/main/resources/application.yml": "spring:\n  cloud:\n    config:\n      server:\n        native:\n          search-locations: classpath:/shared\n",
    "config/src/main/resources/shared/pot-service.yml": "server:\n  servlet:\n    context-path: /pots\n",
    "pots/pom.xml": "<project/>",
    "pots/src/main/resources/bootstrap.yml": "spring:\n  application:\n    name: pot-service\n",
    "pots/src/main/java/shop/PotController.java": "package shop;\n\n@RestController\npublic class PotController {\n\n"
    '    @GetMapping("/{id}")\n    public Pot one() {\n        return null;\n    }\n}\n',
}
GORILLA = {
    "go.mod": "module example.com/pots\n\nrequire github.com/gorilla/mux v1.8.0\n",
    "api.go": 'package main\n\nimport "github.com/gorilla/mux"\n\nfunc New(opts Options) *mux.Router {\n\trouter := mux.NewRouter().PathPrefix(opts.Root).Subrouter()\n'
    '\tapi := router.PathPrefix("/api").Subrouter()\n\tapi.HandleFunc("/pots", pots).Methods("GET")\n\treturn router\n}\n',
}
ROCKET = {
    "Cargo.toml": '[package]\nname = "pots"\nversion = "0.1.0"\n\n[dependencies]\nrocket = "0.5"\n',
    "src/main.rs": 'use rocket::routes;\n\n#[launch]\nfn start() -> _ {\n    rocket::build().mount("/api", routes![routes::pots::add])\n}\n',
    "src/database/pots.rs": "pub fn add() {}\n",
    "src/routes/pots.rs": 'use rocket::post;\n\n#[post("/pots")]\npub fn add() {}\n',
}
CONSTANTS = {
    "requirements.txt": "django\n",
    "manage.py": "import django\n",
    "shop/other.py": "KINDS = 'pots'\nSHOP = 'shop'\n",
    "shop/views.py": "def show(request):\n    return None\n",
    "shop/urls.py": "from django.urls import re_path\n\nfrom shop import views\nfrom shop.other import SHOP\n\nKINDS = '|'.join(['a', 'b'])\n\n"
    "urlpatterns = [re_path(rf'^{SHOP}/(?P<kind>{KINDS})/$', views.show)]\n",
}
AUTOLOAD = {
    "package.json": '{"type": "module", "dependencies": {"fastify": "5", "@fastify/autoload": "6"}}',
    "app.js": "import AutoLoad from '@fastify/autoload';\nimport { join } from 'desm';\n\nexport default async function (fastify, opts) {\n"
    "  await fastify.register(AutoLoad, { dir: join(import.meta.url, 'routes') });\n}\n",
    "routes/shop/pots.js": "export const autoPrefix = '/pots';\n\nexport default async function pots (fastify, opts) {\n"
    "  fastify.route({\n    method: 'GET',\n    path: '/all',\n    handler: all\n  });\n}\n",
    "routes/shop/lids.js": "export default async function (fastify, opts) {\n  fastify.get('/lids', lids);\n}\n",
}
BESIDE = {**AUTOLOAD, "app.js": "", "server/app.js": AUTOLOAD["app.js"].replace("'routes'", "'../routes'")}
NEXT = {
    "package.json": '{"dependencies": {"next": "15"}}',
    "pages/api/pots.ts": "export { default } from '../../lib/pots';\n",
    "lib/pots.ts": "export default function handler(req, res) {}\n",
}
CONDITIONS = {
    "Gemfile": 'gem "sinatra"\n',
    "app.rb": 'require "sinatra"\n\nget "/pots", scope: :private do\n  "pots"\nend\n\npost("/pots", scope: :public) { "pot" }\n',
}
RENAMED = {
    "package.json": '{"type": "module", "dependencies": {"express": "4"}}',
    "app.js": "import express from 'express';\nimport * as potsApp from './pots.js';\nimport { lids } from './lids.js';\n\nconst app = express();\n"
    "app.use('/pots', potsApp.handlers);\napp.use('/lids', lids);\n",
    "pots.js": "import express from 'express';\n\nconst app = express();\nexport { app as handlers };\n\napp.post('/new', create);\n",
    "lids.js": "import express from 'express';\n\nconst router = express.Router();\nrouter.get('/all', all);\n\nexport { router as lids };\n",
}
TYPED = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "pots.ts": "import { Router } from 'express';\n\nconst router = Router();\n\nrouter.post<\n  Record<string, string>,\n  Pot\n>('/', async (req, res) => {\n  res.json(1);\n});\n\nexport default router;\n",
    "app.ts": "import express from 'express';\nimport pots from './pots';\n\nconst app = express();\napp.use('/pots', pots);\n",
}
CASES = {
    "the import of API Platform": (API_PLATFORM, ["GET /api/shop/pots/{id}", "POST /api/shop/{Pot}"]),
    "a group of Gin that is given a middleware": (GIN, ["GET /api/pots/all", "POST /api/pots/new"]),
    "namespaces of Sinatra by constants": (SINATRA, ["OPTIONS *", "GET /{BASE_URL}/pots"]),
    "the scaffolding of logins": (
        LARAVEL,
        [
            "GET /shop/login",
            "POST /shop/login",
            "POST /shop/logout",
            "GET /shop/password/confirm",
            "POST /shop/password/confirm",
        ],
    ),
    "functions that are handed a blueprint which another makes": (FLASK, ["GET /checks/start", "GET /feeds/one"]),
    "a method that is handed a router": (EXPRESS, ["POST /shop/login"]),
    "a router that a call makes": (GORILLA, ["GET /{Root}/api/pots"]),
    "modules of one name": (ROCKET, ["POST /api/pots"]),
    "a computed constant beside another's text": (CONSTANTS, ["ANY /shop/(?P<kind>{KINDS})/"]),
    "modules of a folder": (AUTOLOAD, ["GET /pots/all", "GET /shop/lids"]),
    "a folder to load that lies beside the application's": (BESIDE, ["GET /pots/all", "GET /shop/lids"]),
    "a handler that is passed on": (NEXT, ["ANY /api/pots"]),
    "conditions of Sinatra": (CONDITIONS, ["GET /pots", "POST /pots"]),
    "exports by another name": (RENAMED, ["GET /lids/all", "POST /pots/new"]),
    "types over lines": (TYPED, ["POST /pots/"]),
    "a configuration server": (SPRING, ["GET /pots/{id}"]),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert [entry["name"] for entry in answer["entry_points"]] == expected
