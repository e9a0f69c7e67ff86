"""Routes that nested objects describe: procedures of tRPC, where a server answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

TRPC = {
    "package.json": '{"name": "shop", "private": true, "workspaces": ["packages/*", "apps/*"]}',
    "packages/api/package.json": '{"name": "@shop/api", "main": "src/index.ts", "dependencies": {"@trpc/server": "11"}}',
    "packages/api/src/index.ts": 'export { appRouter } from "./root";\n',
    "packages/api/src/root.ts": 'import { potRouter } from "./pot";\nimport { lids } from "./lids";\nimport { createTRPCRouter, mergeRouters } from "./trpc";\n\n'
    "const own = createTRPCRouter({\n  pot: potRouter, // all pots, by kind\n  lid: lids,\n});\nexport const appRouter = mergeRouters(own, createTRPCRouter({ up: procedure.query(() => true) }));\n",
    "packages/api/src/pot.ts": 'import { createTRPCRouter, procedure } from "./trpc";\n\nexport const potRouter = createTRPCRouter({\n  all: procedure.query(async () => {\n'
    "    return { query: list.query() };\n  }),\n  boil: procedure\n    .input(z.object({ id: z.string() }))\n    .mutation(({ input }) => boil(input, { hot: true })),\n"
    "  colour: createTRPCRouter({ paint: procedure.mutation(paint) }),\n});\n",
    "packages/api/src/lids.ts": 'import { procedure } from "./trpc";\n\nexport const lids = {\n  close: procedure.subscription(() => lid),\n} satisfies TRPCRouterRecord;\n',
    "packages/api/src/trpc.ts": 'import { initTRPC } from "@trpc/server";\n\nconst t = initTRPC.create();\nexport const createTRPCRouter = t.router;\n'
    "export const mergeRouters = t.mergeRouters;\nexport const procedure = t.procedure;\n",
    "apps/web/package.json": '{"name": "web", "dependencies": {"next": "15", "@shop/api": "*", "@trpc/server": "11"}}',
    "apps/web/src/app/api/trpc/[trpc]/route.ts": 'import { appRouter } from "@shop/api";\nimport { fetchRequestHandler } from "@trpc/server/adapters/fetch";\n\n'
    'const handler = (req) => fetchRequestHandler({ endpoint: "/api/trpc", router: appRouter, req });\nexport { handler as GET, handler as POST };\n',
}
EXPRESS = {
    "package.json": '{"dependencies": {"express": "4", "@trpc/server": "11"}}',
    "server.ts": 'import express from "express";\nimport { createExpressMiddleware } from "@trpc/server/adapters/express";\nimport { router } from "./router";\n\n'
    'const app = express();\napp.use("/rpc", createExpressMiddleware({ router, createContext }));\n',
    "router.ts": 'import { t } from "./t";\n\nexport const router = t.router({ up: t.procedure.query(() => true) });\n',
}
NAMED = {
    **EXPRESS,
    "server.ts": 'import express from "express";\nimport { openApi, rpc } from "./middleware";\n\nconst app = express();\napp.use("/rpc", rpc);\napp.use("/open", openApi);\n',
    "middleware.ts": 'import { createExpressMiddleware } from "@trpc/server/adapters/express";\nimport { createOpenApiExpressMiddleware } from "trpc-to-openapi";\n'
    'import { router } from "./router";\n\nexport const rpc = createExpressMiddleware({ router, createContext });\n'
    "export const openApi = createOpenApiExpressMiddleware({ router, createContext });\n",
}


def routes(root: Path) -> list[tuple[str, str, int | None]]:
    return [
        (item["name"], item["path"], item["line"])
        for item in Workspace(root).entry_points(kind="route")["entry_points"]
    ]


def test_procedures_stand_below_the_endpoint_that_serves_them(tmp_path: Path) -> None:
    told = [row for row in routes(write(tmp_path, TRPC)) if row[1].startswith("packages")]
    assert told == [
        ("GET /api/trpc/lid.close", "packages/api/src/lids.ts", 4),
        ("GET /api/trpc/pot.all", "packages/api/src/pot.ts", 4),
        ("POST /api/trpc/pot.boil", "packages/api/src/pot.ts", 7),
        ("POST /api/trpc/pot.colour.paint", "packages/api/src/pot.ts", 10),
        ("GET /api/trpc/up", "packages/api/src/root.ts", 9),
    ]


def test_an_adapter_of_express_serves_below_where_it_is_hung(tmp_path: Path) -> None:
    assert routes(write(tmp_path, EXPRESS)) == [("GET /rpc/up", "router.ts", 3)]


def test_an_adapter_that_a_module_exports_serves_where_it_is_hung(tmp_path: Path) -> None:
    assert routes(write(tmp_path, NAMED)) == [("GET /rpc/up", "router.ts", 3)]
