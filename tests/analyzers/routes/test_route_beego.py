"""Routes of Beego: mapped to a controller's methods, below namespaces, and in comments above the methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

SHOP = {
    "go.mod": "module shop\n\nrequire github.com/beego/beego/v2 v2.3.4\n",
    "routers/router.go": 'package routers\n\nimport (\n\t"github.com/beego/beego/v2/server/web"\n\t"shop/controllers"\n\tlids "shop/controllers/lid"\n)\n\n'
    'const api = "/api"\n\nfunc init() {\n\tweb.Router("/", &controllers.Pots{}, "get,post:Home")\n'
    '\tweb.Router(api+"/pots/:id([0-9]+)", &controllers.Pots{}, "get:One;put:Save")\n\tweb.Router("/lids", &lids.Lid{})\n\tweb.Router("/any", &controllers.Pots{}, "*:Home")\n'
    '\tweb.Handler("/shell", lids.Shell("/shell"), true)\n\tweb.Get("/up", func(ctx *context.Context) {})\n\tns := web.NewNamespace("/v1",\n\t\tweb.NSRouter("/stats", new(controllers.Pots), "get:Stats"),\n'
    '\t\tweb.NSNamespace("/lids",\n\t\t\tweb.NSInclude(&lids.Lid{}),\n\t\t),\n\t\tweb.NSNamespace("/none", web.NSRouter("/here", &lids.None{})),\n\t)\n\tweb.AddNamespace(ns)\n'
    '\t// web.Router("/old", &controllers.Pots{}, "get:Old")\n}\n',
    "controllers/pots.go": 'package controllers\n\nimport "github.com/beego/beego/v2/server/web"\n\ntype Pots struct {\n\tweb.Controller\n}\n\n'
    "// @router /home [get]\nfunc (c *Pots) Home() {}\n",
    "controllers/lid/lid.go": "package lid\n\ntype Lid struct {\n\tBase\n}\n\nfunc (c *Lid) Get() {}\n\nfunc (c *Lid) Delete() {}\n\n"
    "// @Title Boil\n// @router /boil/:id [post,put]\n// @Success 200\nfunc (c *Lid) Boil() {}\n\n// @router / [get]\nfunc (c *Lid) All() {}\n\n"
    "// @router /other [get]\nfunc (c *Other) Alien() {}\n",
}
PER_CONTROLLER = {("GET /lids", "Lid.Get"), ("DELETE /lids", "Lid.Delete")}


def routes(root: Path) -> dict[tuple[str, str | None], str]:
    """Name and handler of each route, with its file and line."""
    answer = Workspace(root).entry_points(kind="route", limit=0)
    return {(item["name"], item["symbol"]): f"{item['path']}:{item['line']}" for item in answer["entry_points"]}


def test_a_route_maps_methods_of_its_controller(tmp_path: Path) -> None:
    found = routes(write(tmp_path, SHOP))
    assert {
        ("GET /", "Pots.Home"),
        ("POST /", "Pots.Home"),
        ("GET /api/pots/:id([0-9]+)", "Pots.One"),
        ("PUT /api/pots/:id([0-9]+)", "Pots.Save"),
        ("ANY /any", "Pots.Home"),
        ("ANY /shell", None),
    } < found.keys()
    assert found["GET /", "Pots.Home"] == "routers/router.go:12"


def test_a_route_without_a_mapping_is_answered_by_the_methods_that_there_are(tmp_path: Path) -> None:
    assert {item for item in routes(write(tmp_path, SHOP)) if item[0].endswith(" /lids")} == PER_CONTROLLER


def test_comments_tell_the_routes_of_a_controller_that_a_namespace_includes(tmp_path: Path) -> None:
    found = routes(write(tmp_path, SHOP))
    assert found["POST /v1/lids/boil/:id", "Lid.Boil"] == "controllers/lid/lid.go:12"
    assert {
        ("PUT /v1/lids/boil/:id", "Lid.Boil"),
        ("GET /v1/lids", "Lid.All"),
        ("GET /v1/stats", "Pots.Stats"),
    } < found.keys()
    assert ("ANY /v1/none/here", "None") in found
    assert not {path for path in (name for name, _ in found) if path.endswith(("/other", "/home", "/old"))}
