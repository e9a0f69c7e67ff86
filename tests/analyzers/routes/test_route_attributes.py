"""Routes that attributes, arrays and schemas give in ways of their own: without a verb, several at once, elsewhere, computed in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

ASPNET = {
    "Pots/HomeController.cs": 'public class HomeController : Controller\n{\n    [Route("")]\n    public IActionResult Index() => View();\n\n'
    '    [HttpGet]\n    [Route("docs")]\n    [Route("help")]\n    public IActionResult Docs() => View();\n}\n',
    "Pots/AccountController.cs": '[Route("account/{action:lowercase=Index}")]\npublic partial class AccountController : Controller\n{\n    [HttpGet]\n'
    "    public IActionResult Index() => View();\n}\n",
    "Pots/AccountController.Keys.cs": "public partial class AccountController\n{\n    [HttpPost]\n    [ValidateAntiForgeryToken]\n    public IActionResult Keys() => View();\n}\n",
    "Pots/PayController.cs": '[Route("~/{coin}/[controller]/")]\n[Route("~/{coin}/ln/")]\npublic class PayController : Controller\n{\n    [HttpGet("pay/{id}")]\n'
    "    public IActionResult Pay(string id) => View();\n}\n",
}
SYMFONY = {
    "composer.json": '{"require": {"symfony/framework-bundle": "^7"}}',
    "src/Controller/PotController.php": "<?php\n\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\n#[Route(path: '/pots')]\nclass PotController\n{\n"
    "    #[Route(methods: ['GET'], name: 'pots')]\n    public function all(): Response\n    {\n    }\n\n"
    "    #[Route(methods: ['DELETE'], path: '/{id}', name: 'drop_pot')]\n    public function drop(): Response\n    {\n    }\n}\n",
}
LARAVEL = {
    "composer.json": '{"require": {"laravel/framework": "^12"}}',
    "routes/web.php": "<?php\nRoute::group(['prefix' => $where.'install', 'as' => 'install::'], function () {\n    Route::get('/', [\n        'as' => 'welcome',\n"
    "        'uses' => 'PotController@all'\n    ]);\n});\nRoute::prefix(config('app.admin'))->group(function () {\n"
    "    Route::post('/lids', ['middleware' => 'auth', 'uses' => 'LidController@add']);\n    Route::get('/start', config('app.home'));\n});\n",
}
STRAPI = {
    "api/package.json": '{"dependencies": {"@strapi/strapi": "4"}}',
    "api/config/api.js": "module.exports = { rest: { prefix: '/content' } };\n",
    "api/src/api/pot/routes/pot.js": 'const { createCoreRouter } = require("@strapi/strapi").factories;\n\nmodule.exports = createCoreRouter("api::pot.pot", { except: ["delete", "update"] });\n',
    "api/src/api/pot/routes/01-extra.js": "module.exports = {\n  routes: [\n    {\n      method: 'POST',\n      path: '/pots/:id/boil',\n      handler: 'pot.boil',\n    },\n  ],\n};\n",
    "api/src/api/pot/content-types/pot/schema.json": '{"kind": "collectionType", "info": {"singularName": "pot", "pluralName": "pots"}}',
    "api/src/api/home/routes/home.js": 'const { createCoreRouter } = require("@strapi/strapi").factories;\nmodule.exports = createCoreRouter("api::home.home", { only: ["find"] });\n',
    "api/src/api/home/content-types/home/schema.json": '{"kind": "singleType", "info": {"singularName": "home", "pluralName": "homes"}}',
}
ROCKET = {
    "Cargo.toml": '[package]\nname = "pots"\nversion = "1.0.0"\n[dependencies]\nrocket = "0.4"\n',
    "src/main.rs": '#[get("/pots?local&<page>")]\nfn pots() {}\n\nfn main() {\n    rocket::ignite().mount("/api", routes![pots]).launch();\n}\n',
}
ASPNET_VALUES = {
    "Pots/PotsController.cs": '[Route("/api/pots")]\npublic class PotsController : Controller\n{\n    [HttpGet(nameof(PotKinds))]\n'
    '    public IActionResult Kinds() => Ok();\n\n    [HttpPost(Paths.Boil + "/{id}")]\n    public IActionResult Boil() => Ok();\n\n'
    '    [HttpDelete(Name = "drop")]\n    public IActionResult Drop() => Ok();\n}\n',
    "Pots/Paths.cs": 'public static class Paths\n{\n    public const string Boil = "boil";\n}\n',
}
CASES = {
    "values of ASP.NET": (
        ASPNET_VALUES,
        [("DELETE /api/pots", "Drop"), ("GET /api/pots/PotKinds", "Kinds"), ("POST /api/pots/boil/{id}", "Boil")],
    ),
    "laravel": (
        LARAVEL,
        [
            ("GET /{app.admin}/start", None),
            ("GET /{where}install", "PotController@all"),
            ("POST /{app.admin}/lids", "LidController@add"),
        ],
    ),
    "strapi": (
        STRAPI,
        [
            ("GET /content/home", "home.find"),
            ("GET /content/pots", "pot.find"),
            ("GET /content/pots/:id", "pot.findOne"),
            ("POST /content/pots", "pot.create"),
            ("POST /content/pots/:id/boil", "pot.boil"),
        ],
    ),
    "rocket": (ROCKET, [("GET /api/pots", "pots")]),
    "asp.net": (
        ASPNET,
        [
            ("ANY /", "Index"),
            ("GET /account", "Index"),
            ("GET /docs", "Docs"),
            ("GET /help", "Docs"),
            ("GET /{coin}/Pay/pay/{id}", "Pay"),
            ("GET /{coin}/ln/pay/{id}", "Pay"),
            ("POST /account/Keys", "Keys"),
        ],
    ),
    "symfony": (SYMFONY, [("DELETE /pots/{id}", "drop"), ("GET /pots", "all")]),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str | None]]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert sorted((entry["name"], entry["symbol"]) for entry in answer["entry_points"]) == expected
