"""Routes that nobody sees: routers that nothing mounts, what other packages add, mounts beyond those that are followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

MANY = {
    "requirements.txt": "fastapi\n",
    "pots.py": "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get('/all')\ndef all_pots():\n    return []\n",
    "app.py": "from fastapi import FastAPI\nfrom pots import router\n\napp = FastAPI()\n"
    + "".join(f"app.include_router(router, prefix='/v{number}')\n" for number in range(26)),
}
UNMOUNTED = {
    "requirements.txt": "fastapi\n",
    "app.py": "from fastapi import FastAPI\nfrom pots import router\n\napp = FastAPI()\napp.include_router(router, prefix='/pots')\n",
    "pots.py": "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get('/all')\ndef all_pots():\n    return []\n",
    "plugin.py": "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.post('/event')\ndef event():\n    return []\n\n\nclass Plugin:\n    events = router\n",
}
INCLUDED = {
    "requirements.txt": "django\ndjango-oauth-toolkit\n",
    "manage.py": '"""Runs.\n\npath("blog/", include("blog.urls"))\n"""\nimport django\n',
    "shop/old/urls.py": '"""Add a path:\n\npath("blog/", include("blog.urls"))\n"""\nfrom django.urls import path\n',
    "shop/pots/urls.py": "from django.urls import path\n\nfrom shop import views\n\nurlpatterns = [path('all', views.all)]\n",
    "shop/urls.py": "from django.urls import include, path\n\nurlpatterns = [\n    path('pots/', include('shop.pots.urls')),\n"
    "    path('o/', include('oauth2_provider.urls', namespace='oauth2_provider')),\n]\n",
}
OWN_BLUEPRINTS = {
    "requirements.txt": "flask\n",
    "modules.py": "from flask import Blueprint\n\n\nclass Module(Blueprint):\n    def __init__(self, name, here):\n        super().__init__(name, here, url_prefix='/' + name)\n",
    "pots.py": "from modules import Module\n\n\nclass Pots(Module):\n    label = 'pots'\n\n\nblueprint = Pots('pots', __name__)\n\n\n@blueprint.route('/all')\ndef all_pots():\n    return []\n",
    "lids.py": "from modules import Module\n\nlids = Module('lids', __name__)\n\n\n@lids.get('/few')\ndef few():\n    return []\n",
    "app.py": "from flask import Flask\nfrom lids import lids\n\napp = Flask(__name__)\napp.register_blueprint(lids, url_prefix='/lids')\n",
}
GIVEN_AT_RUN_TIME = {
    "requirements.txt": "fastapi\n",
    "app.py": "import importlib\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/up')\ndef up():\n    return []\n\n\ndef load(name):\n"
    "    found = getattr(importlib.import_module(name), 'router')\n    app.include_router(found, prefix='/ext')\n",
}
OF_ANOTHER_PACKAGE = {
    "package.json": '{"dependencies": {"express": "4", "bull-board": "4"}}',
    "server.js": "const express = require('express');\nconst { boardRouter } = require('bull-board');\nconst app = express();\n"
    "app.get('/up', up);\napp.use('/queues', guard(), boardRouter);\n",
}
BUNDLE = {
    "composer.json": '{"require": {"symfony/framework-bundle": "^7"}}',
    "src/Up.php": "<?php\n\nclass Up\n{\n}\n",
    "config/routes.yaml": "up:\n  path: /up\n  methods: GET\n  controller: Shop\\Up::show\n\ntranslations:\n  resource: '@TranslationBundle/Resources/config/routes.yaml'\n",
}
SETTINGS = {
    "composer.json": '{"require": {"laravel/framework": "^12"}}',
    "routes/web.php": "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::get('up', 'UpController@show');\nRoute::get(config('app.login'), 'LoginController@show');\n",
}
PACKAGED = {
    "composer.json": '{"require": {"laravel/framework": "^12", "laravel/passport": "^13"}}',
    "artisan": "#!/usr/bin/env php\n",
    "packages/shop/src/Providers/Shop.php": "<?php\n\nclass Shop\n{\n    public function boot()\n    {\n        Route::prefix('api')\n            ->middleware('api')\n"
    "            ->group(__DIR__.'/../Routes/api.php');\n    }\n}\n",
    "packages/shop/src/Routes/api.php": "<?php\n\nRoute::group(['prefix' => 'v1'], function () {\n    require 'V1/pots.php';\n});\n",
    "packages/shop/src/Routes/V1/pots.php": "<?php\n\nRoute::get('pots', 'PotController@all');\n",
}
UNMENTIONED = {
    "requirements.txt": "django\n",
    "manage.py": "import django\n",
    "site/settings.py": 'ROOT_URLCONF = "site.urls"\n',
    "site/urls.py": "from django.urls import include, path\n\nurlpatterns = [path('pots/', include('pots.urls'))]\n",
    "pots/urls.py": "from django.urls import path\n\nfrom pots import views\n\nurlpatterns = [path('all', views.all)]\n",
    "lids/urls.py": "from django.urls import path\n\nfrom lids import views\n\nurlpatterns = [path('few', views.few)]\n",
}
SILENT = {
    "composer.json": '{\n  "require": {\n    "laravel/framework": "^12",\n    "laravel/sanctum": "^4"\n  },\n  "require-dev": {"laravel/telescope": "^5"}\n}\n',
    "artisan": "#!/usr/bin/env php\n",
    "app/Providers/Routes.php": "<?php\n\nclass Routes\n{\n    public function map()\n    {\n        Route::prefix(config('shop.prefix'))\n"
    "            ->middleware('api')\n            ->group(base_path('routes/api.php'));\n    }\n}\n",
    "routes/api.php": "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::get('up', 'UpController@show');\nRoute::apiResource('taxes', 'TaxController', ['only' => ['show']]);\n",
}
RAILS = {
    "Gemfile": 'gem "rails"\ngem "devise"\n',
    "config/routes.rb": "Rails.application.routes.draw do\n  get 'up', to: 'up#show'\n  devise_for :users\n  devise_for :admins\nend\n",
}
FOLDER = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "server.js": "const express = require('express');\nconst app = express();\napp.get('/up', up);\napp.use('/web', express.static('public'));\n",
}
GENERATED = {
    "pom.xml": "<project><artifactId>pots</artifactId></project>\n",
    "src/main/java/shop/Base.java": "package shop;\n\npublic interface Base {\n}\n",
    "src/main/java/shop/Pots.java": "package shop;\n\nimport shop.api.PotsApi;\nimport org.springframework.web.bind.annotation.RestController;\n\n"
    '@RestController\npublic class Pots implements Base, PotsApi {\n    @Override\n    public String all() {\n        return "";\n    }\n}\n',
    "src/main/java/shop/Up.java": "package shop;\n\nimport org.springframework.web.bind.annotation.*;\n\n@RestController\npublic class Up implements Base {\n"
    '    @GetMapping("/up")\n    public String up() {\n        return "";\n    }\n}\n',
}


UNASKED = {
    "requirements.txt": "djangorestframework\n",
    "shop/urls.py": "from rest_framework.routers import DefaultRouter\nfrom shop.views import Pots\n\nrouter = DefaultRouter()\n"
    "router.register('pots', Pots)\nold = DefaultRouter()\nold.register('jugs', Pots)\nurlpatterns = router.urls\n",
    "shop/views.py": "from rest_framework.viewsets import ViewSet\n\n\nclass Pots(ViewSet):\n    def list(self, request):\n        return []\n",
}


@pytest.mark.parametrize(
    ("files", "told", "unread"),
    [
        (
            UNMOUNTED,
            ["GET /pots/all", "POST /{mount}/event"],
            ("plugin.py", 3, "router is nowhere seen to be mounted: what stands before its routes is not known"),
        ),
        (
            INCLUDED,
            ["ANY /pots/all"],
            ("shop/urls.py", 5, "has the routes of oauth2_provider.urls, which is no part of the workspace"),
        ),
        (GIVEN_AT_RUN_TIME, ["GET /up"], ("app.py", 14, "mounts found, whose routes are not seen")),
        (
            OWN_BLUEPRINTS,
            ["GET /lids/few", "GET /{mount}/all"],
            ("pots.py", 8, "blueprint is nowhere seen to be mounted: what stands before its routes is not known"),
        ),
        (OF_ANOTHER_PACKAGE, ["GET /up"], ("server.js", 5, "mounts boardRouter, whose routes are not seen")),
        (
            BUNDLE,
            ["GET /up"],
            (
                "config/routes.yaml",
                6,
                "has the routes of @TranslationBundle/Resources/config/routes.yaml, which is no part of the workspace",
            ),
        ),
        (SETTINGS, ["GET /up"], ("routes/web.php", 6, "adds routes whose method, path or place is not read")),
        (
            UNMENTIONED,
            ["ANY /pots/all", "ANY /{mount}/few"],
            (
                "lids/urls.py",
                1,
                "urlpatterns is nowhere seen to be mounted: what stands before its routes is not known",
            ),
        ),
        (
            SILENT,
            ["GET /{shop.prefix}/taxes/{tax}", "GET /{shop.prefix}/up"],
            ("composer.json", 4, "laravel/sanctum adds routes of its own"),
        ),
        (PACKAGED, ["GET /api/v1/pots"], ("composer.json", 1, "laravel/passport adds routes of its own")),
        (RAILS, ["GET /up"], ("config/routes.rb", 3, "adds routes by a macro")),
        (
            UNASKED,
            ["GET /pots/", "GET /{mount}/jugs/"],
            ("shop/urls.py", 6, "old is nowhere seen to be mounted: what stands before its routes is not known"),
        ),
        (FOLDER, ["GET /up"], ("server.js", 4, "serves the files of a folder, or pages of its own")),
        (
            GENERATED,
            ["GET /up"],
            ("src/main/java/shop/Pots.java", 6, "answers what PotsApi tells, which no file of the workspace declares"),
        ),
    ],
    ids=[
        "a router that a plugin has",
        "routes of a package",
        "a router of the running program",
        "a router of an own class",
        "a router of another package",
        "a bundle",
        "a path of the settings of Laravel",
        "urls that no others name",
        "a package that hangs its own",
        "routes of a package's files",
        "models that do not tell",
        "a router of Django that nothing asks for its urls",
        "files",
        "a contract that is generated",
    ],
)
def test_places_that_nobody_sees_are_said(
    tmp_path: Path, files: dict[str, str], told: list[str], unread: tuple[str, int, str]
) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route")
    assert [entry["name"] for entry in answer["entry_points"]] == told
    assert [(item["path"], item["line"], item["reason"]) for item in answer["unresolved"]] == [unread]


def test_mounts_beyond_those_that_are_followed_are_said(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, MANY)).entry_points(kind="route")
    assert answer["total"] == 24
    assert answer["unresolved"] == [
        {"path": "app.py", "line": 29, "reason": "mounts router beyond the first 24 places", "count": 1}
    ]


def test_places_of_one_kind_are_one_line_a_file(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, RAILS)).entry_points(kind="route")
    assert answer["unresolved"] == [
        {"path": "config/routes.rb", "line": 3, "reason": "adds routes by a macro", "count": 2}
    ]
    assert answer["total_unresolved"] == 1


def test_a_workspace_whose_routes_are_all_told_says_nothing_of_others(tmp_path: Path) -> None:
    files = {**MANY, "app.py": MANY["app.py"].partition("app.include_router(router, prefix='/v2')")[0]}
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route")
    assert [entry["name"] for entry in answer["entry_points"]] == ["GET /v0/all", "GET /v1/all"]
    assert "unresolved" not in answer
