"""Routes whose prefix stands with other code: classes that extend a controller, functions that return a router or that a list holds,
attributes of the workspace's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

NEST_FACTORY = {
    "package.json": '{"dependencies": {"@nestjs/common": "11"}}',
    "src/crud.ts": "import { Get } from '@nestjs/common';\n\nexport function CrudFactory<T>(dto: Type<T>) {\n  class CrudController {\n"
    "    @Get(':id')\n    one() {\n      return this.service.one();\n    }\n  }\n\n  return CrudController;\n}\n",
    "src/pots.ts": "import { Controller } from '@nestjs/common';\nimport { CrudFactory } from './crud';\n\n@Controller('pots')\n"
    "export class PotsController extends CrudFactory<Pot>(Pot) {}\n",
    "src/lids.ts": "import { Controller } from '@nestjs/common';\nimport { CrudFactory } from './crud';\n\n@Controller('lids')\n"
    "export class LidsController extends CrudFactory<Lid>(Lid) {}\n",
}
SPRING_ABSTRACT = {
    "pom.xml": "<project><artifactId>x</artifactId></project>",
    "src/main/java/x/Base.java": "package x;\n\nimport org.springframework.web.bind.annotation.GetMapping;\n\npublic abstract class Base<T> {\n"
    '    @GetMapping("/{id}")\n    public T one(Long id) {\n        return null;\n    }\n}\n',
    "src/main/java/x/Pots.java": "package x;\n\nimport org.springframework.web.bind.annotation.*;\n\n@RestController\n"
    '@RequestMapping("/pots")\npublic class Pots extends Base<Pot> {\n}\n',
}
MADE_ROUTER = {
    "requirements.txt": "fastapi\n",
    "paths.py": "UP = '/up'\n",
    "pots.py": "from fastapi import APIRouter\n\n\ndef make_router(store):\n    router = APIRouter(prefix='/pots')\n\n    @router.get('/{pot_id}')\n"
    "    async def one(pot_id: int):\n        return store.one(pot_id)\n\n    @router.get('')\n    async def every():\n        return store.all()\n\n    return router\n",
    "lids.py": "from fastapi import APIRouter\n\n\ndef lids_router():\n    router = APIRouter()\n\n    @router.get('/all')\n    def lids():\n        return []\n\n    return router\n",
    "app.py": "from fastapi import FastAPI\nfrom lids import lids_router\nfrom paths import UP\nfrom pots import make_router\n\napp = FastAPI()\npots = make_router(None)\n"
    "app.include_router(pots, prefix='/api')\napp.include_router(\n    lids_router(),\n    prefix='/lids',\n)\n\n\n@app.get(UP)\ndef up():\n    return ''\n",
}
OWN_ATTRIBUTE = {
    "x.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    "ApiAttribute.cs": 'public class ApiAttribute : RouteAttribute\n{\n    protected const string Root = "api/v1/[controller]";\n\n'
    "    public ApiAttribute() : base(Root)\n    {\n    }\n}\n",
    "PotsController.cs": '[Api]\npublic class PotsController : ControllerBase\n{\n    [HttpGet("{id}")]\n    public Pot One(int id) => null;\n}\n',
    "LidsController.cs": "[Route(Paths.Lids)]\npublic class LidsController : ControllerBase\n{\n    [HttpGet]\n    public Lid All() => null;\n}\n",
    "Paths.cs": 'public static class Paths\n{\n    public const string Lids = "lids";\n}\n',
}
HANDED_ON = {
    "go.mod": "module x\n\nrequire github.com/go-chi/chi/v5 v5.0.0\n",
    "server.go": 'package x\n\nimport "github.com/go-chi/chi/v5"\n\nfunc (s *Server) all() {\n\tr := chi.NewRouter()\n\tr.Mount("/pots", s.pots())\n'
    '\tr.Mount("/debug", profiler())\n}\n\nfunc (s *Server) pots() chi.Router {\n\treturn potRoutes{\n\t\tbase:  base{store: s.store},\n\t\tstore: s.store,\n\t}.Routes()\n}\n',
    "pots.go": 'package x\n\nimport "github.com/go-chi/chi/v5"\n\nfunc (p potRoutes) Routes() chi.Router {\n\tr := chi.NewRouter()\n\tr.Get("/{id}", p.one)\n\treturn r\n}\n',
    "lids.go": "package x\n\nfunc (l lidRoutes) Routes() chi.Router {\n\treturn nil\n}\n",
}
AREAS = {
    "x.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    "Program.cs": 'app.MapAreaControllerRoute("admin", "Admin", "Admin/{controller=Home}/{action=Index}");\n'
    'app.MapControllerRoute("default", "{controller=Home}/{action=Index}");\n',
    "Areas.cs": 'public static class Areas\n{\n    public const string Staff = "Admin";\n}\n',
    "AdminController.cs": "[Area(Areas.Staff)]\npublic abstract class AdminController : Controller\n{\n}\n",
    "PotsController.cs": "public class PotsController(\n    IPots one,\n    IPots two,\n    IPots three,\n    IPots four,\n    IPots five,\n    IPots six,\n"
    "    IPots seven,\n    IPots eight,\n    IPots nine)\n    : AdminController\n{\n    public IActionResult All() => null;\n\n    [HttpPost]\n    public IActionResult Boil() => null;\n}\n",
    "LidsController.cs": "public class LidsController : Controller\n{\n    public IActionResult All() => null;\n}\n",
}


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (NEST_FACTORY, [("GET /lids/:id", "one"), ("GET /pots/:id", "one")]),
        (SPRING_ABSTRACT, [("GET /pots/{id}", "one")]),
        (
            MADE_ROUTER,
            [
                ("GET /api/pots", "every"),
                ("GET /api/pots/{pot_id}", "one"),
                ("GET /lids/all", "lids"),
                ("GET /up", "up"),
            ],
        ),
        (OWN_ATTRIBUTE, [("GET /api/v1/Pots/{id}", "One"), ("GET /lids", "All")]),
        (HANDED_ON, [("GET /pots/{id}", "p.one")]),
        (AREAS, [("ANY /Admin/Pots/All", "All"), ("POST /Admin/Pots/Boil", "Boil"), ("ANY /Lids/All", "All")]),
    ],
    ids=["nest factory", "spring abstract", "made router", "own attribute", "handed on", "area"],
)
def test_inherited(tmp_path: Path, files: dict[str, str], wanted: list[tuple[str, str]]) -> None:
    found = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)["entry_points"]

    assert [(entry["name"], entry["symbol"]) for entry in found] == wanted
