"""Routes whose mount leads through a package that renames, or that a class or router of the workspace's own adds."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace

from ...workspaces import write

RENAMED = {
    "requirements.txt": "fastapi\n",
    "shop/__init__.py": "",
    "shop/apps/__init__.py": "from shop.apps.pots.app import app as pots_app\n\n__all__ = ['pots_app']\n",
    "shop/apps/pots/__init__.py": "",
    "shop/apps/pots/app.py": "from fastapi import APIRouter, FastAPI\nfrom shop.apps.pots.all import router as all_router\n\n\n"
    "def with_routes(router: APIRouter) -> APIRouter:\n    router.include_router(all_router)\n    return router\n\n\n"
    "plain = with_routes(APIRouter())\nby_shop = with_routes(APIRouter(prefix='/{shop}'))\napp = FastAPI()\napp.include_router(plain)\napp.include_router(by_shop)\n",
    "shop/apps/pots/all.py": "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get('/all')\nasync def all_pots():\n    return []\n",
    "shop/app.py": "from fastapi import FastAPI\nfrom shop.apps import pots_app\n\napp = FastAPI()\napp.mount('/pots', pots_app)\n",
}


def test_an_application_keeps_its_mount_through_a_package_that_renames_it(tmp_path: Path) -> None:
    """Each router that a function fills has the routes, below the prefix that it was made with."""
    told = Workspace(write(tmp_path, RENAMED)).entry_points(kind="route")["entry_points"]
    assert [entry["name"] for entry in told] == ["GET /pots/all", "GET /pots/{shop}/all"]


SYMFONY = {
    "src/Controller/Pot.php": "<?php\nnamespace App\\Controller;\n\nclass Pot\n{\n}\n",
    "composer.json": '{"require": {"symfony/framework-bundle": "7"}}',
    "config/routes/security.yaml": "login:\n  controller: App\\Controller\\Login\n  path: /login\n  methods: [GET, POST]\n",
    "config/routes/pots.yaml": "pot:\n  controller: App\\Controller\\Pot::one\n  defaults: { slug: -, page: 1 }\n  path: /pots/{id}/{slug}\n\n"
    "pots:\n  controller: App\\Controller\\Pot::all\n  defaults: { slug: - }\n  path: /pots\n",
}


def test_a_bare_dash_in_a_list_of_yaml_costs_no_route(tmp_path: Path) -> None:
    told = Workspace(write(tmp_path, SYMFONY)).entry_points(kind="route")["entry_points"]
    assert [entry["name"] for entry in told] == ["GET /login", "POST /login", "ANY /pots", "ANY /pots/{id}/{slug}"]


OWN_ROUTERS = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "src/base.js": "import express from 'express';\n\nexport default class Base {\n  route(method, path, ...handlers) {\n    this.routes.push({ path, method });\n  }\n}\n",
    "src/pots.js": "import Base from './base';\n\nexport class Pots extends Base {\n  mountRoutes() {\n    this.route('GET', '/pots/:id', req => this.one(req));\n"
    "    this.route('DELETE', '/pots/:id', drop);\n  }\n}\n",
    "src/lids.js": "import { Pots } from './pots';\n\nexport class Lids extends Pots {\n  mountRoutes() {\n    this.route('PUT', '/lids/:id', put);\n  }\n}\n",
}


def test_a_router_of_the_workspace_is_given_its_method_as_text(tmp_path: Path) -> None:
    told = Workspace(write(tmp_path, OWN_ROUTERS)).entry_points(kind="route")["entry_points"]
    assert [entry["name"] for entry in told] == ["PUT /lids/:id", "DELETE /pots/:id", "GET /pots/:id"]


MIDDLEWARE = {
    "composer.json": '{"require": {"slim/slim": "4", "slim/http": "1"}}',
    "src/Middleware/Saml.php": "<?php\nnamespace Pots\\Middleware;\n\nuse Slim\\Http\\Response as Response;\n\nclass Saml extends Base\n{\n"
    "    public function routes()\n    {\n        $app = $this->app;\n        $app->get('/saml/metadata', function ($request, Response $response) {\n            return $response;\n        });\n    }\n}\n",
}


def test_a_middleware_of_slim_adds_routes(tmp_path: Path) -> None:
    told = Workspace(write(tmp_path, MIDDLEWARE)).entry_points(kind="route")["entry_points"]
    assert [entry["name"] for entry in told] == ["GET /saml/metadata"]
