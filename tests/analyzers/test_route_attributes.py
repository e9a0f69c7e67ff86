"""Routes that attributes give in ways of their own: without a verb, several on one class or method, in another part of a class, without a path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ..workspaces import write

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
CASES = {
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
