"""Routes below prefixes that blocks, files and functions give: groups, nested lists, nests, imports of controllers."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

LARAVEL = {
    "composer.json": '{"require": {"laravel/framework": "^11"}}',
    "artisan": "#!/usr/bin/env php\n",
    "routes/web.php": """<?php
Route::get('up', [UpController::class, 'show']);
Route::group(
    ['middleware' => ['auth'], 'prefix' => 'admin'],
    static function (): void {
        Route::prefix('pots')->middleware('log')->group(function () {
            Route::post('boil/{pot}', ['uses' => 'PotController@boil', 'as' => 'boil']);
        });
        Route::resource('lids.knobs', KnobController::class)->only(['index', 'destroy']);
    }
);
Route::middleware(['auth'])->get('down', 'DownController@show');
""",
    "routes/api.php": "<?php\nRoute::apiResource('categories', CategoryController::class)->except(['store', 'update']);\n",
}
SLIM = {
    "composer.json": '{"require": {"slim/slim": "^4"}}',
    "app/routes.php": r"""<?php
use Slim\App;
use Slim\Interfaces\RouteCollectorProxyInterface as Group;

return function (App $app) {
    $app->options('/{routes:.*}', function ($request, $response) {
        return $response;
    });
    $app->group('/pots', function (Group $group) {
        $group->get('', ListPots::class);
        $group->get('/{id}', [ShowPot::class, 'show']);
        $group->map(['PUT', 'PATCH'], '/{id}', ShowPot::class . ':change');
        $group->group('/lids', function (Group $group) {
            $group->post('/new', '\App\Lids:add')->setName('add');
        });
    })->add(new Auth());
    $app->group('', function () {
        $this->get('/up', '\App\Up:show');
    });
    $settings->get('debug.level', 'none');
    $client->get('/remote', ['query' => 'x']);
    $cache->get('/remote', compact('x'));
};
""",
}
DJANGO = {
    "manage.py": "import django\n",
    "shop/urls.py": """from django.urls import include, path, re_path
from rest_framework.routers import DefaultRouter
router = DefaultRouter()
router.register(r"pots", PotViewSet)
lids = [
    path("<int:pk>", views.lid),
]
urlpatterns = [
    re_path(
        r"^api/",
        include(
            [
                path("search/", include(([
                    path("deep", views.deep),
                ], "x"), namespace="x")),
                *router.urls,
            ]
        ),
    ),
    path(
        "lids/",
        include((lids, "lids"), namespace="lids"),
    ),
    path("up", views.up),
]
""",
}
CHI = {
    "go.mod": "module x.org/a\nrequire github.com/go-chi/chi/v5 v5.0.0\n",
    "main.go": """package main

import "github.com/go-chi/chi/v5"

func main() {
	r := chi.NewRouter()
	r.Get("/up", up)
	r.Route("/pots", func(r chi.Router) {
		r.Route("/{id}", func(r chi.Router) {
			r.Put("/lid", close) // a ) and a } in a comment
		})
	})
	r.Get("/down", down)
}
""",
}
KTOR = {
    "build.gradle.kts": 'dependencies { implementation("io.ktor:ktor-server-core:3.0.0") }\n',
    "src/main/kotlin/Routes.kt": """import io.ktor.server.routing.*

fun Route.pots() {
    route("/pots") {
        get("/{id}") { call.respond("}") }
    }
    get("/up") { }
}
""",
}
AXUM = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n[dependencies]\naxum = "0.8"\n',
    "src/main.rs": """use axum::{routing::get, Router};
mod users;
fn app<'a>(name: &'a str, other: &'a str) -> Router {
    Router::new()
        .route("/up", get(|| async { "up" }))
        .nest("/api", api())
        .nest("/inline", Router::new().route("/x", get(x)))
}
fn api() -> Router {
    Router::new().nest("/users", users::router())
}
""",
    "src/users.rs": """use axum::{routing::get, Router};
pub fn router() -> Router {
    Router::new().route("/{id}", get(show))
}
""",
}
UTOIPA = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\n[dependencies]\nutoipa = "5"\nutoipa-axum = "0.2"\n',
    "src/main.rs": '#[utoipa::path(\n    put,\n    path = "/api/pots/{id}",\n    responses((status = 200, body = Pot)),\n)]\npub async fn boil() {}\n',
}
SYMFONY = {
    "composer.json": '{"require": {"symfony/framework-bundle": "^7"}}',
    "config/routes.yaml": """home:
    path: /
    controller: App\\Controller\\HomeController::index
    methods: GET|HEAD
controllers:
    resource: ../src/Controller/
    type: attribute
    prefix: /{_locale}
api:
    resource: ../src/Controller/Api/
    type: attribute
    prefix: api
""",
    "config/routes/dev/profiler.yaml": "profiler:\n    path: /_profiler\n",
    "src/Controller/PotController.php": "<?php\n#[Route('/pots')]\nclass PotController\n{\n    #[Route('/{id}', methods: ['GET'])]\n    public function show() {}\n}\n",
    "src/Controller/Api/LidController.php": "<?php\nclass LidController\n{\n    #[Route('/lids', methods: ['POST'])]\n    public function make() {}\n}\n",
}
PLAY = {
    "build.sbt": 'name := "shop"\n',
    "conf/routes": """# the shop
GET     /pots/:id           controllers.Pots.show(id: Long)
->      /admin              admin.Routes
+ nocsrf
POST    /assets/*file       @controllers.Assets.at(path="/public", file)
""",
    "conf/admin.routes": "DELETE  /pots/:id   controllers.admin.Pots.drop(id)\n",
}
NEST = {
    "package.json": '{"dependencies": {"@nestjs/common": "*"}}',
    "main.ts": "import { Module } from '@nestjs/common';\napp.setGlobalPrefix('api', {\n  exclude: ['robots.txt', 'share/:id'],\n});\n",
    "a.controller.ts": """import { Controller, Get } from '@nestjs/common';
@Controller()
export class A {
  @Get('robots.txt')
  robots() {}
  @Get('pots')
  pots() {}
}
""",
}
FASTIFY = {
    "package.json": '{"dependencies": {"fastify": "5"}}',
    "server.ts": """import Fastify from 'fastify'
import lids from './lids'
const app = Fastify()
app.get('/up', up)
app.register(async (api: FastifyInstance) => {
  api.get('/pots', pots)
  api.register(lids, { prefix: '/lids' })
  api.register(function inner(deep, options, done) {
    const typed = deep.withTypeProvider<Zod>()
    typed.get('/cups', cups)
    done()
  }, { prefix: '/deep' })
}, { logLevel: 'warn', prefix: '/v1' })
app.register(async (plain) => { plain.decorate('x', { prefix: '/none' }) })
""",
    "lids.ts": "import { FastifyInstance } from 'fastify'\nexport default async (app: FastifyInstance) => {\n  app.get('/', lids)\n}\n",
}
LANGUAGES = {
    "requirements.txt": "django\n",
    "manage.py": "import django\n",
    "shop/urls.py": "from django.conf.urls.i18n import i18n_patterns\nfrom django.urls import include, path\nfrom shop import views\n\n"
    "urlpatterns = [path('up', views.up)]\nurlpatterns += i18n_patterns(\n    path('pots/', include('pots.urls')),\n    path('lids', views.lids),\n)\n",
    "pots/urls.py": "from django.urls import path\nfrom pots import views\n\nurlpatterns = [path('all', views.all)]\n",
}
IGNORED = {
    "go.mod": "module x\n\ngo 1.22\n",
    "main.go": 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/up", up)\n}\n',
    "gen.go": '// Serves a page.\n\n//go:build ignore\n\npackage main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/", up)\n}\n',
}
CASES = {
    "laravel": (
        LARAVEL,
        [
            ("DELETE /admin/lids/{lid}/knobs/{knob}", "KnobController.destroy"),
            ("DELETE /api/categories/{category}", "CategoryController.destroy"),
            ("GET /admin/lids/{lid}/knobs", "KnobController.index"),
            ("GET /api/categories", "CategoryController.index"),
            ("GET /api/categories/{category}", "CategoryController.show"),
            ("GET /down", "DownController@show"),
            ("GET /up", "UpController.show"),
            ("POST /admin/pots/boil/{pot}", "PotController@boil"),
        ],
    ),
    "slim": (
        SLIM,
        [
            ("GET /pots", "ListPots"),
            ("GET /pots/{id}", "ShowPot.show"),
            ("GET /up", "Up.show"),
            ("OPTIONS /{routes:.*}", None),
            ("PATCH /pots/{id}", "ShowPot.change"),
            ("POST /pots/lids/new", "Lids.add"),
            ("PUT /pots/{id}", "ShowPot.change"),
        ],
    ),
    "django": (
        DJANGO,
        [
            ("ANY /api/pots/", "PotViewSet"),
            ("ANY /api/search/deep", "views.deep"),
            ("ANY /lids/<int:pk>", "views.lid"),
            ("ANY /up", "views.up"),
        ],
    ),
    "django in a language": (
        LANGUAGES,
        [("ANY /up", "views.up"), ("ANY /{language}/lids", "views.lids"), ("ANY /{language}/pots/all", "views.all")],
    ),
    "a program that no build takes": (IGNORED, [("ANY /up", "up")]),
    "chi": (CHI, [("GET /down", "down"), ("GET /up", "up"), ("PUT /pots/{id}/lid", "close")]),
    "ktor": (KTOR, [("GET /pots/{id}", None), ("GET /up", None)]),
    "axum": (AXUM, [("GET /api/users/{id}", "show"), ("GET /inline/x", "x"), ("GET /up", None)]),
    "utoipa": (UTOIPA, [("PUT /api/pots/{id}", "boil")]),
    "symfony": (
        SYMFONY,
        [
            ("GET /", "HomeController.index"),
            ("GET /{_locale}/pots/{id}", "show"),
            ("HEAD /", "HomeController.index"),
            ("POST /api/lids", "make"),
        ],
    ),
    "fastify": (
        FASTIFY,
        [("GET /up", "up"), ("GET /v1/deep/cups", "cups"), ("GET /v1/lids/", "lids"), ("GET /v1/pots", "pots")],
    ),
    "play": (
        PLAY,
        [
            ("DELETE /admin/pots/:id", "admin.Pots.drop"),
            ("GET /pots/:id", "Pots.show"),
            ("POST /assets/*file", "Assets.at"),
        ],
    ),
    "nest": (NEST, [("GET /api/pots", "pots"), ("GET /robots.txt", "robots")]),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str | None]]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert sorted((entry["name"], entry["symbol"]) for entry in answer["entry_points"]) == expected
