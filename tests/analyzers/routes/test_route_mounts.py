"""Routes whose prefix is given elsewhere: by a base class, a list, a function that is called, a mount in another file."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

BASE_CONTROLLER = {
    "Api/Base.cs": 'using Microsoft.AspNetCore.Mvc;\n[ApiController]\n[Route("api/[controller]")]\npublic class Base : ControllerBase\n{\n}\n',
    "Api/UsersController.cs": "using Microsoft.AspNetCore.Mvc;\npublic class UsersController : Base\n{\n    [HttpDelete]\n"
    '    public ActionResult Delete() => Ok();\n\n    [HttpGet("{id}")]\n    public ActionResult One(int id) => Ok();\n}\n',
    "Api/PlainController.cs": "using Microsoft.AspNetCore.Mvc;\npublic class PlainController : Controller\n{\n    [HttpGet]\n"
    "    public ActionResult Index() => Ok();\n}\n",
}
SPRING_BASE = {
    "src/main/java/a/Base.java": 'package a;\n@RequestMapping("/api")\npublic abstract class Base {\n}\n',
    "src/main/java/a/Films.java": 'package a;\npublic class Films extends Base {\n  @GetMapping("/films")\n  public String all() { return ""; }\n}\n',
}
JAX_INTERFACE = {
    "pom.xml": "<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version></project>",
    "src/main/java/a/Known.java": 'package a;\n\nimport jakarta.ws.rs.GET;\nimport jakarta.ws.rs.Path;\n\n@Path("/.well-known")\npublic interface Known {\n'
    '    @GET\n    @Path("/agent.json")\n    Card card();\n}\n',
}
SPRING_FUNCTIONS = {
    "src/main/java/a/Pots.java": "package a;\n\nimport org.springframework.web.reactive.function.server.RouterFunction;\n\nclass Pots {\n"
    '    static final String LEAVE = "/leave";\n\n    RouterFunction<ServerResponse> pots() {\n        return route()\n'
    '                .nest(path("/pots"), builder -> builder\n                        .GET("/{id}", this::one)\n'
    '                        .POST(this::brew, documented -> {}))\n                .nest(RequestPredicates.path("/users/{name}"), own())\n'
    "                .DELETE(LEAVE, this::leave)\n                .build();\n    }\n\n    RouterFunction<ServerResponse> own() {\n"
    '        return route(GET("mine").and(accept(JSON)), handler::mine);\n    }\n}\n',
    "src/main/kotlin/a/Cups.kt": "package a\n\nimport org.springframework.web.reactive.function.server.coRouter\n\n"
    'fun cups(handler: Cups) = coRouter {\n    "/cups".nest {\n        GET("/{id}", handler::one)\n    }\n    GET("/all", handler::all)\n}\n',
    "src/main/java/a/Other.java": 'package a;\nimport io.micronaut.Router;\ninterface Router { Route GET(String path); }\nclass Other { void ask() { client.path("/x", 1); request(GET("/none")); } }\n',
}
EXPRESS_LIST = {
    "src/app.js": "const express = require('express');\nconst routes = require('./routes');\nconst app = express();\napp.use('/v1', routes);\n",
    "src/routes/index.js": "const express = require('express');\nconst users = require('./users');\nconst router = express.Router();\n"
    "const listed = [\n  {\n    path: '/users',\n    route: users,\n  },\n];\nlisted.forEach((item) => {\n  router.use(item.path, item.route);\n});\n"
    "module.exports = router;\n",
    "src/routes/users.js": "const express = require('express');\nconst router = express.Router();\nrouter\n  .route('/:id')\n"
    "  .get(auth('see'), validate(schema.one), controller.one)\n  .delete(auth(), controller.drop);\nmodule.exports = router;\n",
}
KOA_MOUNT = {
    "server/web.ts": "import Koa from 'koa';\nimport mount from 'koa-mount';\nimport api from './api';\nconst app = new Koa();\n"
    "app.use(mount('/api', api));\n",
    "server/api/index.ts": "import Koa from 'koa';\nimport Router from 'koa-router';\nimport pots from './pots';\nconst api = new Koa();\n"
    "const router = new Router();\nrouter.use('/', pots.routes());\napi.use(router.routes());\nexport default api;\n",
    "server/api/pots/index.ts": "export { default } from './pots';\n",
    "server/api/pots/pots.ts": "import Router from 'koa-router';\nconst router = new Router();\nrouter.post(\n  'pots.brew',\n  auth(),\n"
    "  async (ctx) => {\n    authorize(ctx.user, 'brew', ctx.team);\n  }\n);\nrouter.get('pots.all', auth(), all);\nexport default router;\n",
}
NEST_VERSION = {
    "src/main.ts": "import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule);\n"
    "app.setGlobalPrefix(\n  config.getOrThrow('app.prefix', { infer: true }),\n);\napp.enableVersioning({ type: VersioningType.URI });\n",
    "src/auth.controller.ts": "import { Controller, Post } from '@nestjs/common';\n@Controller({\n  path: 'auth',\n  version: '1',\n})\n"
    "export class AuthController {\n  @Post('login')\n  login() {}\n}\n",
}
ROUTING_CONTROLLERS = {
    "src/app.ts": "import { createExpressServer } from 'routing-controllers';\ncreateExpressServer({\n  routePrefix: '/api',\n"
    "  controllers: [Users],\n});\n",
    "src/users.ts": "import { Get, JsonController } from 'routing-controllers';\n@JsonController('/users')\nexport class Users {\n"
    "  @Get('/:id')\n  public one(): void {}\n}\n",
}
GO_GROUP = {
    "go.mod": "module example.com/shop\n\nrequire github.com/labstack/echo/v4 v4.1.0\n",
    "main.go": 'package main\n\nimport (\n\t"github.com/labstack/echo/v4"\n\t"example.com/shop/handler"\n)\n\nfunc main() {\n\te := echo.New()\n'
    '\tv1 := e.Group("/api")\n\th := handler.New()\n\th.Register(v1.Group("/v1"))\n}\n',
    "handler/routes.go": 'package handler\n\nimport "github.com/labstack/echo/v4"\n\nfunc (h *Handler) Register(v1 *echo.Group) {\n'
    '\tusers := v1.Group("/users")\n\tusers.GET("/:id", h.One)\n}\n',
}
CHI_MOUNT = {
    "go.mod": "module example.com/shop\n\nrequire github.com/go-chi/chi/v5 v5.0.0\n",
    "main.go": 'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/go-chi/chi/v5"\n)\n\nfunc main() {\n\tr := chi.NewRouter()\n'
    '\tr.Mount("/users", users{}.Routes())\n\tr.Mount("/admin", admin())\n\thttp.ListenAndServe(":80", r)\n}\n',
    "users.go": 'package main\n\nimport "github.com/go-chi/chi/v5"\n\nfunc (u users) Routes() chi.Router {\n\tr := chi.NewRouter()\n'
    '\tr.With(paginate).Get("/", u.List)\n\treturn r\n}\n',
    "admin.go": 'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/go-chi/chi/v5"\n)\n\nfunc admin() http.Handler {\n\tr := chi.NewRouter()\n'
    '\tr.Get("/stats", mustBeAdmin(stats))\n\treturn r\n}\n',
}
GO_VARIABLES = {
    "go.mod": "module example.com/shop\n\nrequire github.com/go-chi/chi/v5 v5.0.0\n",
    "main.go": 'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/go-chi/chi/v5"\n)\n\nfunc (s *server) all() {\n\tr := chi.NewRouter()\n'
    '\tapi := chi.NewRouter()\n\tapi.Group(func(r chi.Router) {\n\t\tr.Route("/pots", newPots(s.db, log.With("a", b(c))).Routes)\n'
    '\t\tr.Get("/events", events)\n\t})\n\tweb := chi.NewRouter()\n\tpages := newPages(web)\n\tpages.Routes(web)\n'
    '\tr.Mount("/api", api)\n\tr.Mount("/web", web)\n\told := http.NewServeMux()\n\told.HandleFunc("/lids", lids)\n'
    '\thttp.Handle("/old/", http.StripPrefix("/old", old))\n}\n\nfunc newPots(db *DB, l Log) *pots {\n\treturn &pots{db}\n}\n\n'
    "func newPages(r chi.Router) *pages {\n\treturn &pages{}\n}\n",
    "pots.go": 'package main\n\nimport "github.com/go-chi/chi/v5"\n\nfunc (p pots) Routes(r chi.Router) {\n\tr.Get("/{id}", p.one)\n}\n',
    "pages.go": 'package main\n\nimport "github.com/go-chi/chi/v5"\n\nfunc (p *pages) Routes(r *chi.Mux) {\n\tr.Get("/about", p.about)\n}\n',
}
"""Routers in variables that others mount, and handlers whose constructor is called where their method is handed over."""
GO_OWN_GROUP = {
    "go.mod": "module example.com/shop\n\nrequire github.com/labstack/echo/v4 v4.1.0\n",
    "main.go": 'package main\n\nimport "github.com/labstack/echo/v4"\n\nfunc main() {\n\tr := NewRouter(echo.New().Group(""))\n'
    '\tadmin := r.SubGroup("/admin", guard)\n\tadmin.GET("/pots", pots)\n}\n\nfunc (r *Router) SubGroup(prefix string, m ...Middleware) *Router {\n'
    "\tfor i := range m {\n\t\tm[i] = wrap(m[i])\n\t}\n\treturn NewRouter(r.Group.Group(prefix, m...))\n}\n",
}
SAME_NAME = {
    "shop/helpers.py": "def real(thing):\n    return thing\n\n\ndef register(app, routes, view_func):\n    for route in routes:\n"
    "        app.add_url_rule(route, view_func=view_func)\n",
    "shop/views.py": "from flask import Blueprint\nfrom shop.helpers import real, register\n\n\ndef shown(current):\n    user = real(current)\n"
    '    return user\n\n\ndef load(app):\n    user = Blueprint("user", __name__)\n    register(user, routes=["/<name>"], view_func=shown)\n'
    '    app.register_blueprint(user, url_prefix="/user")\n',
}
"""Another function has a variable of the router's name, which is made by something else."""
GIN_MIDDLEWARE = {
    "go.mod": "module example.com/shop\n\nrequire github.com/gin-gonic/gin v1.9.0\n",
    "main.go": 'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc main() {\n\tg := gin.New()\n\tg.GET("/plugin", auth.Client, plugins.List)\n}\n',
}
GORILLA = {
    "go.mod": "module x.org/a\n\nrequire github.com/gorilla/mux v1.8.1\n",
    "http.go": 'package a\n\nimport "github.com/gorilla/mux"\n\nfunc New(s *Store) {\n\tr := mux.NewRouter()\n\tapi := r.PathPrefix("/api").Subrouter()\n'
    '\tapi.Handle("/users", wrap(usersHandler, s)).Methods("GET")\n\tapi.PathPrefix("/files").Handler(wrap(filesHandler(s), "/x")).Methods("POST")\n'
    '\tapi.HandleFunc("/up", up(s))\n\tapi.HandleFunc("/lids", lids).\n\t\tMethods(http.MethodGet)\n}\n',
}
OKAPI = {
    "Cargo.toml": '[package]\nname = "shop"\n\n[dependencies]\nrocket = "0.5"\nrocket_okapi = "0.8"\n',
    "src/routes/mod.rs": "mod pots;\nmod root;\n\npub fn mount(config: Config, mut rocket: Rocket<Build>) -> Rocket<Build> {\n"
    '    mount_endpoints_and_merged_docs! {\n        rocket, "/api".to_owned(), settings,\n        "/" => (vec![], spec()),\n'
    '        "" => openapi_get_routes_spec![root::root],\n        "/pots" => pots::routes(),\n    };\n    rocket\n}\n',
    "src/routes/root.rs": 'use rocket::get;\n\n#[get("/")]\npub async fn root() {}\n',
    "src/routes/pots/mod.rs": "mod fetch;\n\npub fn routes() -> (Vec<Route>, OpenApi) {\n    openapi_get_routes_spec![fetch::fetch]\n}\n",
    "src/routes/pots/fetch.rs": 'use rocket::get;\n\n#[get("/<pot>?<options..>")]\npub async fn fetch(pot: u8) {}\n',
    "src/other/fetch.rs": "pub async fn fetch() {}\n",
}
NAMESPACE = {
    "Gemfile": 'gem "sinatra"\ngem "sinatra-contrib"\n',
    "app.rb": "require 'sinatra/base'\nrequire 'sinatra/namespace'\n\nclass App < Sinatra::Base\n  get '/' do\n    'x'\n  end\n\n"
    "  namespace '/pots' do\n    get '/:id' do\n      'y'\n    end\n  end\n\n  get '/last' do\n    'z'\n  end\nend\n",
}
ACTIX_TYPED = {
    "Cargo.toml": '[package]\nname = "shop"\n[dependencies]\nactix-web = "4"\n',
    "src/main.rs": "use actix_web::{web, App};\nfn main() {\n    App::new()\n"
    '        .route("/health", web::get().to(|| async { HttpResponse::Ok().finish() }))\n'
    "        .route(&conf.css_route, web::get().to(css))\n"
    '        .service(web::scope(&conf.prefix).service(web::resource(["", "/"]).route(web::to(list))))\n'
    '        .service(web::scope("/auth").configure(|cfg| auth::hang::<Store>(cfg, true)))\n'
    '        .service(web::scope("/api").configure(crate::graph::hang_graph::<Store>));\n}\n',
    "src/auth.rs": "use actix_web::web;\npub fn hang<S>(cfg: &mut web::ServiceConfig, reset: bool) {\n"
    '    cfg.service(web::resource("/logout").route(web::get().to(log_out::<S>)));\n}\n',
    "src/graph.rs": "use actix_web::web;\npub fn hang_graph<S>(cfg: &mut web::ServiceConfig) {\n"
    '    cfg.service(web::resource("/graphql").route(web::post().to(ask::<S>)));\n}\n',
}
ROCKET = {
    "Cargo.toml": '[package]\nname = "shop"\n\n[dependencies]\nrocket = "0.5"\n',
    "src/main.rs": 'mod api;\nuse api::users_routes;\n\n#[get("/alive")]\nfn alive() {}\n\nfn rocket() {\n    rocket::build()\n'
    '        .mount("/", routes![alive])\n        .mount([base, "/api"].concat(), users_routes());\n}\n',
    "src/api/mod.rs": "mod users;\nmod groups;\npub use self::users::routes as users_routes;\n",
    "src/api/users.rs": "use rocket::Route;\nuse super::groups;\n\npub fn routes() -> Vec<Route> {\n    let mut found = routes![one,];\n"
    '    found.append(&mut groups::routes());\n    found\n}\n\n#[get("/users/<id>")]\nfn one() {}\n',
    "src/api/groups.rs": 'use rocket::Route;\n\npub fn routes() -> Vec<Route> {\n    routes![all]\n}\n\n#[get("/groups")]\nfn all() {}\n',
}
AIDE = {
    "Cargo.toml": '[package]\nname = "shop"\n\n[dependencies]\naxum = "0.8"\naide = "0.14"\n',
    "src/main.rs": "mod v1;\nuse axum::Router;\n\nfn main() {\n    let inner = v1::router(config).with_state(state);\n"
    '    let app = ApiRouter::new().nest_api_service("/api/v1", inner);\n}\n',
    "src/v1.rs": 'use axum::routing::get;\n\npub fn router(config: Config) -> ApiRouter {\n    ApiRouter::new()\n        .api_route_with(\n            "/apps",\n'
    "            post_with(create_app, create_op).get_with(list_apps, list_op),\n            tag,\n        )\n}\n",
}
FLASK_RESOURCES = {
    "api/__init__.py": 'from flask import Blueprint\nfrom flask_restx import Api\nfrom api.awards import ns\nbp = Blueprint("api", __name__, url_prefix="/api")\n'
    'rest = Api(\n    bp,\n    version="1",\n)\nrest.add_namespace(ns, "/awards")\n',
    "api/awards.py": 'from flask_restx import Namespace, Resource\nns = Namespace("a", description="x")\n\n@ns.route("/<id>")\n@ns.param(\n    "id", "x"\n)\n'
    "class Award(Resource):\n    def get(self, id): ...\n\n    def delete(self, id): ...\n",
    "api/old.py": "from flask import Flask\nfrom flask.views import MethodView\nfrom flask_restful import Api\nfrom api.things import Thing\napp = Flask(__name__)\n"
    'api = Api(app)\napi.add_resource(Thing, "/thing", "/thing/<id>")\n\nclass Users(MethodView):\n    def post(self): ...\n\n'
    'app.add_url_rule("/users", view_func=Users.as_view("users"))\n',
    "api/things.py": "from flask_restful import Resource\n\nclass Thing(Resource):\n    def put(self): ...\n",
}
AIOHTTP = {
    "app.py": "from aiohttp import web\n\nasync def index(request): ...\n\nasync def store(request): ...\n\napp = web.Application()\n"
    "app.add_routes([web.get('/', index)])\napp.router.add_route('POST', '/store', store)\n",
}
LOADER = "export async function loader() {}\n"
REMIX = {
    "package.json": '{"name": "shop", "dependencies": {"@remix-run/node": "2"}}',
    "app/routes/_auth.login.tsx": LOADER + "export const action = async () => {};\n",
    "app/routes/users.$id_.edit.tsx": LOADER,
    "app/routes/users/$id/route.ts": LOADER,
    "app/routes/users/$id/+parts/helper.ts": LOADER,
    "app/routes/robots[.]txt.ts": LOADER,
    "app/routes/users.server.ts": LOADER,
    "app/routes/$.tsx": "export default function Missing() {}\n",
}
REACT_ROUTER = {
    "package.json": '{"name": "shop", "devDependencies": {"@react-router/dev": "7"}}',
    "app/routes.ts": "import { index, layout, prefix, route } from '@react-router/dev/routes';\nexport default [\n  index('./home.tsx'),\n"
    "  layout('./frame.tsx', [route('about', './about.tsx')]),\n  ...prefix('shop', [route(':id', './thing.tsx', [route('edit', './edit.tsx')])]),\n];\n",
    "app/home.tsx": LOADER,
    "app/about.tsx": LOADER,
    "app/thing.tsx": LOADER,
    "app/edit.tsx": LOADER,
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (BASE_CONTROLLER, [("DELETE /api/Users", "Delete"), ("GET /Plain", "Index"), ("GET /api/Users/{id}", "One")]),
        (JAX_INTERFACE, [("GET /.well-known/agent.json", "card")]),
        (
            SPRING_FUNCTIONS,
            [
                ("DELETE /leave", "leave"),
                ("GET /all", "all"),
                ("GET /cups/{id}", "one"),
                ("GET /pots/{id}", "one"),
                ("GET /users/{name}/mine", "mine"),
                ("POST /pots", "brew"),
            ],
        ),
        (SPRING_BASE, [("GET /api/films", "all")]),
        (EXPRESS_LIST, [("DELETE /v1/users/:id", "controller.drop"), ("GET /v1/users/:id", "controller.one")]),
        (NEST_VERSION, [("POST /{app.prefix}/v1/auth/login", "login")]),
        (ROUTING_CONTROLLERS, [("GET /api/users/:id", "one")]),
        (GO_GROUP, [("GET /api/v1/users/:id", "h.One")]),
        (CHI_MOUNT, [("GET /admin/stats", "mustBeAdmin"), ("GET /users/", "u.List")]),
        (
            GO_VARIABLES,
            [
                ("ANY /old/", "http.StripPrefix"),
                ("ANY /old/lids", "lids"),
                ("GET /api/events", "events"),
                ("GET /api/pots/{id}", "p.one"),
                ("GET /web/about", "p.about"),
            ],
        ),
        (GO_OWN_GROUP, [("GET /admin/pots", "pots")]),
        (SAME_NAME, [("GET /user/<name>", "shown")]),
        (GIN_MIDDLEWARE, [("GET /plugin", "plugins.List")]),
        (
            GORILLA,
            [
                ("ANY /api/up", "up"),
                ("GET /api/lids", "lids"),
                ("GET /api/users", "usersHandler"),
                ("POST /api/files", "filesHandler"),
            ],
        ),
        (OKAPI, [("GET /api/", "root"), ("GET /api/pots/<pot>", "fetch")]),
        (NAMESPACE, [("GET /", None), ("GET /last", None), ("GET /pots/:id", None)]),
        (
            ACTIX_TYPED,
            [
                ("ANY /{prefix}", "list"),
                ("GET /auth/logout", "log_out"),
                ("GET /health", None),
                ("GET /{css_route}", "css"),
                ("POST /api/graphql", "ask"),
            ],
        ),
        (ROCKET, [("GET /alive", "alive"), ("GET {base}/api/groups", "all"), ("GET {base}/api/users/<id>", "one")]),
        (AIDE, [("GET /api/v1/apps", "list_apps"), ("POST /api/v1/apps", "create_app")]),
        (
            FLASK_RESOURCES,
            [
                ("DELETE /api/awards/<id>", "Award.delete"),
                ("GET /api/awards/<id>", "Award.get"),
                ("POST /users", "Users.post"),
                ("PUT /thing", "Thing.put"),
                ("PUT /thing/<id>", "Thing.put"),
            ],
        ),
        (KOA_MOUNT, [("GET /api/pots.all", "all"), ("POST /api/pots.brew", None)]),
        (AIOHTTP, [("GET /", "index"), ("POST /store", "store")]),
        (
            REMIX,
            [
                ("GET /login", "loader"),
                ("GET /robots.txt", "loader"),
                ("GET /users/:id", "loader"),
                ("GET /users/:id/edit", "loader"),
                ("POST /login", "action"),
            ],
        ),
        (
            REACT_ROUTER,
            [
                ("GET /", "loader"),
                ("GET /about", "loader"),
                ("GET /shop/:id", "loader"),
                ("GET /shop/:id/edit", "loader"),
            ],
        ),
    ],
    ids=[
        "base controller",
        "jax-rs interface",
        "spring functions",
        "spring base",
        "express list",
        "nest version",
        "routing-controllers",
        "go group",
        "chi mount",
        "go variables",
        "go own group",
        "same name",
        "gin",
        "gorilla",
        "okapi",
        "namespace",
        "actix with types",
        "rocket",
        "aide",
        "flask",
        "koa mount",
        "aiohttp",
        "remix",
        "react router",
    ],
)
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str | None]]) -> None:
    found = Workspace(write(tmp_path, files)).entry_points(kind="route")["entry_points"]

    assert sorted((item["name"], item["symbol"]) for item in found) == expected
