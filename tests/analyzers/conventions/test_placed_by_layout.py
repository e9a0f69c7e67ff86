"""safe_location: places that a framework, a layout by features or a sequence tells, on layouts of real repositories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from groundplan.answers import Location


def ask(root: Path, files: dict[str, str], file_type: str, name: str) -> Location:
    return Workspace(write(root, files)).safe_location(file_type, name)


SVELTE = {
    "package.json": '{"name": "x", "devDependencies": {"@sveltejs/kit": "2"}}',
    **{f"src/routes/{name}/+page.svelte": "<p>x</p>\n" for name in ("models", "settings")},
    **{
        f"src/routes/api/{name}/+server.ts": "export const GET = () => 1;\n"
        for name in ("user", "chat", "feature-flags")
    },
    "src/lib/server/endpoints/openai.ts": "export const x = 1;\n",
    "src/lib/server/config.ts": "export const config = 1;\n",
    "src/lib/utils/dates.ts": "export const x = 1;\n",
    "vite.config.ts": "export default {};\n",
    "tailwind.config.ts": "export default {};\n",
}
NEXT = {
    "package.json": '{"name": "x", "dependencies": {"next": "15"}}',
    "app/page.tsx": "export default function Page() { return <p/> }\n",
    **{
        f"app/(shop)/{name}/page.tsx": "export default function Page() { return <p/> }\n" for name in ("cart", "orders")
    },
}
CATCHING = {
    "package.json": '{"name": "x", "dependencies": {"next": "15"}}',
    **{
        f"src/app/[locale]/{folder}page.tsx": "export default function Page() { return <p/> }\n"
        for folder in (
            "",
            "(in)/login/[[...login]]/",
            "dash/",
            "dash/profile/[[...profile]]/",
            "dash/team/[[...team]]/",
        )
    },
    **{f"src/features/dash/Page{name}.tsx": "export const x = 1;\n" for name in ("Title", "Message")},
    **{f"src/features/{name}/Card.tsx": "export const x = 1;\n" for name in ("shop", "blog", "pay", "mail")},
}
SHADCN = {
    "package.json": '{"name": "x", "dependencies": {"react": "19"}}',
    "components.json": '{"aliases": {"components": "@/components", "ui": "@/components/ui"}}',
    **{f"src/components/ui/{name}.tsx": "export function X() {}\n" for name in ("badge", "button", "card", "input")},
    **{f"src/components/{name}.tsx": "export function X() {}\n" for name in ("SiteHeader", "SiteFooter")},
    "src/main.tsx": "export const x = 1;\n",
}
RESOLVERS = {
    "go.mod": "module shop\n",
    "graphql/resolver.go": "package graphql\n\ntype resolver struct{}\n",
    **{
        f"{name}/{file}.go": f"package {name}\n\nfunc {file.title()}() {{}}\n"
        for name in ("tag", "user", "device", "setting")
        for file in (f"{name}resolver", "create", "remove")
    },
}
STORE = {
    "package.json": '{"name": "x", "dependencies": {"next": "15"}}',
    **{
        f"app/{folder}page.tsx": "export default function Page() { return <p/> }\n"
        for folder in ("", "[page]/", "search/", "search/[collection]/", "product/[handle]/")
    },
    "app/[page]/opengraph-image.tsx": "export default function Image() { return <p/> }\n",
    "app/api/revalidate/route.ts": "export async function POST() {}\n",
    "lib/utils.ts": "export const x = 1;\n",
}
GROUPS = {
    "package.json": '{"name": "x", "dependencies": {"next": "15"}}',
    **{
        f"app/(in)/dash/{name}/page.tsx": "export default function Page() { return <p/> }\n"
        for name in ("charts", "settings", "users")
    },
    "app/(in)/dash/settings/loading.tsx": "export default function Loading() { return <p/> }\n",
}
PAGES = {
    "package.json": '{"name": "x", "dependencies": {"next": "13"}}',
    "pages/index.tsx": "export default function Page() { return <p/> }\n",
    **{
        f"pages/api/v1/{name}/index.ts": "export default function handler() {}\n" for name in ("tags", "links", "users")
    },
    **{f"lib/api/{name}.ts": "export const x = 1;\n" for name in ("auth", "tokens", "billing", "readSecret")},
    **{
        f"prisma/migrations/2026010{number}120000_step/migration.sql": "ALTER TABLE a ADD b INT;\n"
        for number in range(1, 7)
    },
}
VIEWS = {
    **{
        f"src/desk/{name}/{file}.py": "x = 1\n"
        for name in ("case", "tag", "team", "ticket", "incident")
        for file in ("models", "service", "views")
    },
    **{f"src/desk/route/{name}.py": "x = 1\n" for name in ("flows", "graph", "rules")},
}
RAILS = {
    "Gemfile": 'gem "rails"\n',
    **{f"db/migrate/2026010112000{number}_create_{name}.rb": "class A\nend\n" for number, name in enumerate("abcdef")},
    "app/data_migrations/balance_migrator.rb": "class BalanceMigrator\nend\n",
    "lib/tasks/data_migration.rake": "task(:a) { 1 }\n",
    **{f"app/components/{name}.rb": f"class {name.title()} < Base\nend\n" for name in ("tabs", "menu", "card", "link")},
    "app/components/tabs_controller.js": "export default class {}\n",
}
EXPORTERS = {
    "Cargo.toml": '[package]\nname = "x"\n',
    "src/main.rs": "mod export;\nfn main() {}\n",
    **{f"src/export/{name}.rs": f"pub struct {name.title()}Exporter {{}}\n" for name in ("csv", "json", "orgmode")},
    **{f"src/{name}.rs": "pub fn x() {}\n" for name in ("cli", "command", "error", "options", "outlier")},
}
FEATURES = ("users", "roles", "files", "statuses")
NEST = {
    "package.json": '{"name": "x", "dependencies": {"@nestjs/core": "11"}}',
    **{
        f"src/{name}/infrastructure/persistence/relational/entities/{name[:-2] if name == 'statuses' else name[:-1]}.entity.ts": "export class E {}\n"
        for name in FEATURES
    },
    **{f"src/{name}/{name}.module.ts": "export class M {}\n" for name in FEATURES},
    "src/session/infrastructure/persistence/document/entities/session.schema.ts": "export class S {}\n",
    "src/app.module.ts": (
        "import type { AllConfig } from './config/config.type';\nimport appConfig from './config/app.config';\n"
        "import mailConfig from './config/mail.config';\nexport const load = [\n  appConfig,\n  mailConfig,\n];\n"
    ),
    "src/config/config.type.ts": "export type AllConfig = {};\n",
    "src/config/app.config.ts": "export default 1;\n",
    "src/config/mail.config.ts": "export default 1;\n",
    "test/utils/helpers/login.ts": "export const login = 1;\n",
    "test/utils/helpers/tokens.ts": "export const token = 1;\n",
    "test/user/auth.e2e-spec.ts": "test('a', () => {});\n",
    "test/user/users.e2e-spec.ts": "test('a', () => {});\n",
    "test/admin/roles.e2e-spec.ts": "test('a', () => {});\n",
}


BESIDE_FASTIFY = {
    "web/package.json": '{"name": "web", "dependencies": {"next": "15"}}',
    **{f"web/src/app/{name}/page.tsx": "export default () => null;\n" for name in ("users", "sites", "goals")},
    "server/package.json": '{"name": "server", "dependencies": {"fastify": "5"}}',
    **{
        f"server/src/api/sites/get{name}.ts": f"export async function get{name}() {{}}\n"
        for name in ("Sites", "Goals", "Users", "Bounces")
    },
    "server/src/index.ts": "import Fastify from 'fastify';\nconst server = Fastify();\n"
    + "".join(
        f"import {{ get{name} }} from './api/sites/get{name}';\nserver.get('/api/{name}', get{name});\n"
        for name in ("Sites", "Goals", "Users", "Bounces")
    ),
}


@pytest.mark.parametrize(
    ("files", "file_type", "name", "path"),
    [
        (BESIDE_FASTIFY, "api endpoint", "getEvents", "server/src/api/sites/getEvents.ts"),
        (SVELTE, "page", "favorites", "src/routes/favorites/+page.svelte"),
        (SVELTE, "api_endpoint", "favorites", "src/routes/api/favorites/+server.ts"),
        (NEXT, "page", "Wish List", "app/(shop)/wish-list/page.tsx"),
        (GROUPS, "page", "Team Settings", "app/(in)/dash/team-settings/page.tsx"),
        (CATCHING, "page", "invoices", "src/app/[locale]/dash/invoices/page.tsx"),
        (CATCHING, "api_endpoint", "invoices", "src/app/api/invoices/route.ts"),
        (SHADCN, "component", "InvoiceList", "src/components/InvoiceList.tsx"),
        (STORE, "page", "Wish List", "app/wish-list/page.tsx"),
        (STORE, "api_endpoint", "Wish List", "app/api/wish-list/route.ts"),
        (NEST, "entity", "Order", "src/orders/infrastructure/persistence/relational/entities/order.entity.ts"),
        (NEST, "module", "Orders", "src/orders/orders.module.ts"),
        (NEST, "config", "Redis", "src/config/redis.config.ts"),
        (NEST, "test", "users", "test/user/users2.e2e-spec.ts"),
        (PAGES, "api_endpoint", "export", "pages/api/v1/export/index.ts"),
        (PAGES, "migration", "add color", "prisma/migrations/20260106120001_add_color/migration.sql"),
        (VIEWS, "api_endpoint", "runbook", "src/desk/runbook/views.py"),
        (RAILS, "migration", "create goals", "db/migrate/20260101120006_create_goals.rb"),
        (RAILS, "component", "stat", "app/components/stat.rb"),
        (EXPORTERS, "exporter", "xml", "src/export/xml.rs"),
    ],
)
def test_places(tmp_path: Path, files: dict[str, str], file_type: str, name: str, path: str) -> None:
    assert ask(tmp_path, files, file_type, name)["recommended_path"] == path


def test_names_that_run_their_words_together_show_the_role_before_one_that_is_called_so(tmp_path: Path) -> None:
    assert ask(tmp_path, RESOLVERS, "resolver", "project")["recommended_path"].endswith("/projectresolver.go")
    assert Workspace(tmp_path).existing_patterns("resolver")["population"] == 5


def test_each_suggested_place_has_a_reason_and_is_not_far_behind(tmp_path: Path) -> None:
    rows = ask(tmp_path, STORE, "api_endpoint", "Wish List")["suggested_locations"]
    assert [row["path"] for row in rows] == ["app/api/wish-list/route.ts"]


def test_what_configures_a_tool_is_no_configuration_of_the_product(tmp_path: Path) -> None:
    assert "/" in ask(tmp_path, SVELTE, "config", "search")["recommended_path"]


def test_a_line_is_written_after_one_with_the_same_dotted_end(tmp_path: Path) -> None:
    lines = [item.get("line") for item in ask(tmp_path, NEST, "config", "Redis")["companions"]]
    assert lines == ["import redisConfig from './config/redis.config';"]


def test_helpers_among_tests_draw_no_test(tmp_path: Path) -> None:
    path = ask(tmp_path, NEST, "test", "orders service")["recommended_path"]
    assert path.endswith("orders-service.e2e-spec.ts")
    assert "helpers" not in path


def test_the_next_migration_goes_where_they_are_numbered(tmp_path: Path) -> None:
    files = {
        "src/migrations/lock.ts": "export const x = 1;\n",
        "src/migrations/migrations.ts": "export const x = 1;\n",
        **{
            f"src/migrations/routines/{number:02}-step-{word}.ts": "export const x = 1;\n"
            for number, word in enumerate("abcd", 1)
        },
    }
    assert (
        ask(tmp_path, files, "migration", "add favorites")["recommended_path"]
        == "src/migrations/routines/05-add-favorites.ts"
    )


def test_a_role_of_two_words_is_known_by_its_last(tmp_path: Path) -> None:
    files = {
        f"app/Console/Commands/{name}Command.php": f"<?php\nclass {name}Command {{}}\n"
        for name in ("Prune", "Send", "Sync")
    }
    assert ask(tmp_path, files, "cli_command", "Export")["recommended_path"] == "app/Console/Commands/ExportCommand.php"


def test_a_role_that_nothing_shows_goes_to_the_sources(tmp_path: Path) -> None:
    files = {
        "X.sln": "",
        **{
            f"src/Mapper/{name}.cs": f"namespace Mapper; class {name} {{}}\n"
            for name in ("Plan", "Map", "Type", "Member")
        },
        "src/TestApp/Program.cs": "namespace TestApp; class Program {}\n",
    }
    found = ask(tmp_path, files, "resolver", "Tenant")
    assert (found["recommended_path"], found["confidence"]) == ("src/Mapper/TenantResolver.cs", 0.35)


def test_what_bundled_code_imports_is_not_missing_here(tmp_path: Path) -> None:
    files = {
        **{f"src/util/{name}Util.js": "export const x = 1\n" for name in ("date", "text")},
        "web/public/vendors/editor/main.js": "require('./config')\n",
        "web/public/vendors/editor/mode.js": "exports.x = 1\n",
    }
    places = ask(tmp_path, files, "util", "Config")["suggested_locations"]
    assert not [item["path"] for item in places if "vendors" in item["path"]]


def test_few_files_of_a_role_make_nobody_sure(tmp_path: Path) -> None:
    files = {
        "src/roles/roles.guard.ts": "export class G {}\n",
        **{f"src/users/{name}.ts": "x()\n" for name in ("a", "b", "c")},
    }
    assert ask(tmp_path, files, "guard", "Api Key")["confidence"] <= 0.65


def test_a_name_does_not_repeat_what_the_folder_of_tests_says(tmp_path: Path) -> None:
    files = {
        **{f"app/models/{name}.rb": f"class {name.title()}\nend\n" for name in ("user", "story", "tag")},
        **{f"spec/models/{name}_spec.rb": "describe 'x'\n" for name in ("user", "story", "tag")},
    }
    assert ask(tmp_path, files, "test", "bookmark model")["recommended_path"] == "spec/models/bookmark_spec.rb"


def test_server_roles_are_in_the_servers_language(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.org/x\n\ngo 1.22\n",
        **{f"server/{name}_handler.go": "package server\n" for name in ("album", "song", "user")},
        **{f"ui/src/{name}/{name}View.jsx": "export const x = 1\n" for name in ("album", "song", "user", "tag")},
    }
    assert ask(tmp_path, files, "controller", "Playlist")["recommended_path"].startswith("server/playlist")


def test_a_language_without_a_grammar_is_placed_in_its_own_language(tmp_path: Path) -> None:
    files = {
        "mix.exs": "defmodule X.MixProject do\n  def project, do: [app: :x]\nend\n",
        **{f"lib/x/controllers/{name}_controller.ex": "defmodule X do\nend\n" for name in ("user", "page", "tag")},
    }
    assert ask(tmp_path, files, "controller", "Order")["recommended_path"] == "lib/x/controllers/order_controller.ex"


def test_patterns_are_known_where_new_files_of_them_go(tmp_path: Path) -> None:
    """Endpoints by the routes of their files, commands by the folder that another word for them names."""
    endpoints = Workspace(write(tmp_path / "pages", PAGES)).existing_patterns("api_endpoint")
    assert {item["path"] for item in endpoints["example_files"]} == {
        f"pages/api/v1/{name}/index.ts" for name in ("tags", "links", "users")
    }
    tool = {
        "go.mod": "module example.org/x\n",
        **{f"cmd/{name}.go": f"package cmd\n\nvar {name} = 1\n" for name in ("serve", "user", "token")},
    }
    assert Workspace(write(tmp_path / "tool", tool)).existing_patterns("cli_command")["population"] == 3


def test_what_stands_among_migrations_is_of_no_other_role(tmp_path: Path) -> None:
    files = {
        **{f"shop/{name}/models.py": "class A:\n    pass\n" for name in ("users", "orders", "bills", "carts", "stock")},
        **{
            f"shop/migrations/versions/{number}f5262aec21_add_{name}_model.py": "revision = 1\n"
            for number in "abcdef"
            for name in ("a", "b", "c", "d", "e")
        },
    }
    assert ask(tmp_path, files, "model", "badges")["recommended_path"] == "shop/badges/models.py"
