"""NestJS in workspaces of several applications, and controllers by decorators of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


def _controller(path: str, decorator: str = "Controller", module: str = "@nestjs/common") -> str:
    return (
        f"import {{ Get }} from '@nestjs/common';\nimport {{ {decorator} }} from '{module}';\n@{decorator}({path})\n"
        "export class OneController {\n  @Get('one')\n  one() {}\n}\n"
    )


def _main(prefix: str) -> str:
    told = f"  app.setGlobalPrefix('{prefix}');\n" if prefix else ""
    return (
        "import { NestFactory } from '@nestjs/core';\nasync function start() {\n"
        f"  const app = await NestFactory.create(Module);\n{told}}}\nstart();\n"
    )


SEVERAL = {
    "package.json": '{"dependencies": {"@nestjs/common": "11", "@nestjs/core": "11"}}',
    "apps/shop/src/main.ts": _main("shop"),
    "apps/shop/src/one.controller.ts": _controller("'pots'"),
    "apps/jobs/src/main.ts": _main(""),
    "apps/jobs/src/one.controller.ts": _controller("'lids'"),
    "libs/up/src/one.controller.ts": _controller("'up'"),
}
OWN = {
    "package.json": '{"dependencies": {"@nestjs/common": "11"}}',
    "src/decorators.ts": "import { Controller } from '@nestjs/common';\nexport const base = isDev ? '' : `/api/v${VERSION}`;\n"
    "export function ApiController(path: string | string[]) {\n  return Controller([path].flat().map((one) => `${base}/${one}`));\n}\n"
    "export function FixedController(_name: string) {\n  return ApiController(['options', 'config']);\n}\n",
    "src/lists.controller.ts": _controller("['pots', 'lids']"),
    "src/own.controller.ts": _controller("names", "ApiController", "./decorators").replace(
        "@Api", "const names = ['cups', 'mugs'];\n@Api"
    ),
    "src/fixed.controller.ts": _controller("'Cups'", "FixedController", "./decorators"),
}
PLACED = {
    "package.json": '{"dependencies": {"@nestjs/common": "11", "@nestjs/core": "11"}}',
    "src/app.module.ts": "import { Module } from '@nestjs/common';\nimport { RouterModule, Routes } from '@nestjs/core';\nimport { ApiModule } from './api/api.module';\n"
    "import { LidModule } from './lid/lid.module';\nconst PRIVATE = '/private';\nconst routes: Routes = [\n  {\n    path: '/api',\n    module: ApiModule,\n"
    "    children: [{ path: PRIVATE, module: LidModule }],\n  },\n];\n@Module({ imports: [RouterModule.register(routes), ApiModule, LidModule] })\nexport class AppModule {}\n",
    "src/api/api.module.ts": "import { Module } from '@nestjs/common';\nimport { OneController } from './one.controller';\n@Module({ controllers: [OneController] })\nexport class ApiModule {}\n",
    "src/api/one.controller.ts": _controller("'pots'"),
    "src/lid/lid.module.ts": "import { Module } from '@nestjs/common';\nimport { OneController } from './one.controller';\n@Module({\n  controllers: [OneController],\n})\nexport class LidModule {}\n",
    "src/lid/one.controller.ts": _controller("'lids'"),
    "src/up/one.controller.ts": _controller("'up'"),
}
"""A path for the controllers of a module, whose names others have too."""
LONG = {
    "package.json": '{"dependencies": {"@nestjs/common": "11"}}',
    "src/one.controller.ts": _controller("'pots'").replace(
        "@Get('one')", "@Get([\n" + "".join(f"    'p{number}',\n" for number in range(20)) + "  ])"
    ),
}
"""A list of paths over many lines."""
CASES = {
    "modules below paths": (PLACED, ["GET /api/pots/one", "GET /api/private/lids/one", "GET /up/one"]),
    "a long list of paths": (LONG, sorted(f"GET /pots/p{number}" for number in range(20))),
    "each application by its own prefix": (
        SEVERAL,
        ["GET /lids/one", "GET /shop/pots/one", "GET /{globalPrefix}/up/one"],
    ),
    "decorators of one's own": (
        OWN,
        [
            "GET /lids/one",
            "GET /pots/one",
            "GET /{FixedController}/one",
            "GET /{base}/cups/one",
            "GET /{base}/mugs/one",
        ],
    ),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert [entry["name"] for entry in answer["entry_points"]] == expected
