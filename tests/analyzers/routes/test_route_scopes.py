"""Go's routers by the function they stand in, gorilla's methods, Echo's paths without a slash, and the operations of Huma."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

MODULE = {"go.mod": "module example.com/pots\n\ngo 1.22\n"}
SAME_NAME = {
    **MODULE,
    "routes.go": 'package main\n\nimport "github.com/labstack/echo/v4"\n\nfunc routes(e *echo.Echo) {\n\ta := e.Group("/v1")\n\tfirst(a)\n'
    '\tb := e.Group("/v2")\n\tsecond(b)\n}\n\nfunc first(a *echo.Group) {\n\tu := a.Group("/user")\n\tu.GET("s", all)\n}\n\n'
    'func second(a *echo.Group) {\n\ta.GET("/docs", docs)\n\tu := a.Group("/lids")\n\tu.GET("", lids)\n}\n',
}
ALIASED = {
    **MODULE,
    "pkg/csv/csv.go": 'package csv\n\nimport "github.com/labstack/echo/v4"\n\ntype Moving struct{}\n\nfunc (m *Moving) Register(g *echo.Group) {\n\tg.PUT("/csv", m.Move)\n}\n',
    "pkg/zip/zip.go": 'package zip\n\nimport "github.com/labstack/echo/v4"\n\ntype Packing struct{}\n\nfunc (p *Packing) Register(g *echo.Group) {\n\tg.PUT("/zip", p.Pack)\n}\n',
    "main.go": 'package main\n\nimport (\n\tmoving "example.com/pots/pkg/csv"\n\t"example.com/pots/pkg/zip"\n\n\t"github.com/labstack/echo/v4"\n)\n\n'
    'func main() {\n\te := echo.New()\n\tg := e.Group("/move")\n\ttables := &moving.Moving{}\n\ttables.Register(g)\n'
    "\tpacks := &zip.Packing{}\n\tpacks.Register(g)\n}\n",
}
GORILLA = {
    **MODULE,
    "api.go": 'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/gorilla/mux"\n)\n\nfunc New(guard Guard) *Handler {\n\th := &Handler{Router: mux.NewRouter()}\n'
    '\th.Handle("/pots",\n\t\tguard.Signed(httperror.LoggerHandler(h.pots))).Methods(http.MethodGet, http.MethodPost)\n'
    '\th.Methods("PUT").Path("/pots/{id}").Handler(http.HandlerFunc(h.change))\n'
    '\th.Path("/lids").Methods(http.MethodDelete).HandlerFunc(h.drop)\n\treturn h\n}\n\n'
    "func (h *Handler) pots(w http.ResponseWriter, r *http.Request) *httperror.Error { return nil }\n\n"
    "func (h *Handler) change(w http.ResponseWriter, r *http.Request) {}\n",
}
HUMA = {
    **MODULE,
    "main.go": 'package main\n\nimport (\n\t"github.com/danielgtaylor/huma/v2"\n\t"github.com/danielgtaylor/huma/v2/adapters/humaecho"\n'
    '\t"github.com/labstack/echo/v4"\n)\n\nfunc main() {\n\te := echo.New()\n\tg := e.Group("/api")\n\tapi := humaecho.NewWithGroup(e, g, huma.DefaultConfig("Pots", "1"))\n\tadd(api)\n}\n',
    "pots.go": 'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/danielgtaylor/huma/v2"\n)\n\nfunc add(api huma.API) {\n'
    '\thuma.Register(api, huma.Operation{\n\t\tMethod:  http.MethodPost,\n\t\tPath:    "/pots",\n\t\tErrors:  []int{404},\n\t}, brew)\n'
    '\thuma.Register(api, huma.Operation{\n\t\tMethod: "GET",\n\t\tPath: "/kinds/" + kind + "/all",\n\t}, of)\n'
    '\tlids := huma.NewGroup(api, "/lids")\n\thuma.Get(lids, "/{id}", one)\n}\n',
}
OF_PACKAGE = {
    **MODULE,
    "main.go": 'package main\n\nimport (\n\t"github.com/gin-gonic/gin"\n\t"example.com/pots/a/router"\n)\n\nfunc main() {\n\tg := gin.Default()\n\trouter.All.Pots.Init(g.Group("/a"))\n\tadd(g)\n}\n',
    "add.go": 'package main\n\nimport (\n\t"github.com/gin-gonic/gin"\n\tother "example.com/pots/b/router"\n)\n\nfunc add(g *gin.Engine) {\n\tother.All.Init(g.Group("/b"))\n}\n',
    **{
        f"{part}/router/pots.go": 'package router\n\nimport "github.com/gin-gonic/gin"\n\ntype pots struct{}\n\nfunc (p *pots) Init(g *gin.RouterGroup) {\n\tg.GET("/pots", all)\n}\n'
        for part in "ab"
    },
}
GENERIC = {
    **MODULE,
    "tasks.go": 'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc tasks[T Task](g *gin.RouterGroup, of Manager[T]) {\n\tg.GET("/done", done)\n}\n\n'
    'func add(g *gin.Engine) {\n\ttasks(g.Group("/a"), a)\n\ttasks(g.Group("/b"), b)\n\ttasks[Copy](g.Group("/c"), c)\n\ttasks(g.Group("/d"), d)\n\ttasks(g.Group("/e"), e)\n'
    '\tg.Handle("PROPFIND", "/dav/*path", dav)\n}\n',
}
NAMED = {
    **MODULE,
    "api/api.go": 'package api\n\nimport "github.com/go-chi/chi"\n\nfunc New(paths []string) *chi.Mux {\n\tr := chi.NewRouter()\n\tr.Route("/api", func(r chi.Router) {\n'
    '\t\tr.Route("/pots", pots)\n\t\tr.With(Guard(\n\t\t\tadmin,\n\t\t)).Route("/lids", lids(db))\n\t\tr.With(guard).\n\t\t\tRoute("/cups", func(r chi.Router) {\n\t\t\t\tcups(r)\n\t\t\t})\n'
    '\t})\n\teach(paths, func(path string) {\n\t\tr.Route(path, func(r chi.Router) {\n\t\t\tr.Head("/files", files)\n\t\t})\n\t})\n\treturn r\n}\n',
    "api/pots.go": 'package api\n\nimport "github.com/go-chi/chi"\n\n// The pot(s) of a shop: pots(s)\nfunc pots(r chi.Router) {\n\tr.With(one).With(two).Get("/", all)\n'
    '\tr.With(\n\t\tguard,\n\t).Put("/{id}", change)\n\tr.\n\t\tWith(guard).\n\t\tDelete("/{id}", drop)\n\tclient.\n\t\tPost(url)\n}\n\n'
    'func lids(db *DB) func(chi.Router) {\n\treturn func(r chi.Router) {\n\t\tr.Get("/", some)\n\t}\n}\n\nfunc cups(r chi.Router) {\n\tr.Get("/", few)\n}\n',
    "tools/tools.go": 'package tools\n\nimport (\n\t"github.com/go-chi/chi"\n\t"google.golang.org/grpc/reflection"\n)\n\nvar path = ""\n\ntype Plug struct{}\n\n'
    'func (p *Plug) Register(r chi.Router) {\n\tr.Get("/plug", p.Show)\n}\n\nfunc serve(srv *Server) {\n\treflection.Register(srv)\n}\n',
}
IN_BLOCKS = {
    **MODULE,
    "api/api.go": 'package api\n\nimport "github.com/gin-gonic/gin"\n\nfunc New(e *gin.Engine) {\n\tuser := e.Group("user")\n\t{\n\t\tuser.GET("me", me)\n\t}\n\tadmin := e.Group("admin")\n\t{\n'
    '\t\tuser := admin.Group("user")\n\t\t{\n\t\t\tbatch := user.Group("batch")\n\t\t\tbatch.POST("drop", drop)\n\t\t\tuser.GET("all", all)\n\t\t}\n\t}\n\tvar more *gin.RouterGroup\n'
    '\tif deep {\n\t\tmore = e.Group("deep")\n\t}\n\tmore.GET("end", end)\n\tuser.GET("last", last)\n}\n',
}
BY_INTERFACE = {
    **MODULE,
    "api/parts.go": 'package api\n\nimport "github.com/gin-gonic/gin"\n\ntype part interface {\n\tHang(g *gin.RouterGroup)\n}\n\ntype pots struct{}\ntype lids struct{}\ntype cups struct{}\n\n'
    'func (p *pots) Hang(g *gin.RouterGroup) {\n\tg.GET("/pots", p.all)\n}\n\nfunc (l *lids) Hang(g *gin.RouterGroup) {\n\tg.GET("/lids", l.all)\n}\n\n'
    'func (c *cups) Hang(g *gin.RouterGroup) {\n\tg.GET("/cups", c.all)\n}\n\nvar all = []part{&pots{}, &lids{}}\n',
    "api/api.go": 'package api\n\nimport "github.com/gin-gonic/gin"\n\nfunc New(e *gin.Engine) {\n\tv1 := e.Group("/v1")\n\tfor _, each := range all {\n\t\teach.Hang(v1)\n\t}\n'
    '\tdear := &cups{}\n\tdear.Hang(e.Group("/dear"))\n}\n',
}
"""What an interface asks for is called of whichever has it; a method that is called of its own type is no such one."""
CASES = {
    "variables of one name in blocks": (
        IN_BLOCKS,
        [
            ("GET /admin/user/all", "all"),
            ("GET /deep/end", "end"),
            ("GET /user/last", "last"),
            ("GET /user/me", "me"),
            ("POST /admin/user/batch/drop", "drop"),
        ],
    ),
    "methods that an interface asks for": (
        BY_INTERFACE,
        [("GET /dear/cups", "c.all"), ("GET /v1/lids", "l.all"), ("GET /v1/pots", "p.all")],
    ),
    "functions that chi is given by name": (
        NAMED,
        [
            ("DELETE /api/pots/{id}", "drop"),
            ("GET /api/cups/", "few"),
            ("GET /api/lids/", "some"),
            ("GET /api/pots/", "all"),
            ("GET /{mount}/plug", "p.Show"),
            ("HEAD /{path}/files", "files"),
            ("PUT /api/pots/{id}", "change"),
        ],
    ),
    "generic functions": (
        GENERIC,
        [*((f"GET /{part}/done", "done") for part in "abcde"), ("PROPFIND /dav/*path", "dav")],
    ),
    "variables of one name": (
        SAME_NAME,
        [("GET /v1/users", "all"), ("GET /v2/docs", "docs"), ("GET /v2/lids", "lids")],
    ),
    "a type behind a package's other name": (ALIASED, [("PUT /move/csv", "m.Move"), ("PUT /move/zip", "p.Pack")]),
    "gorilla": (
        GORILLA,
        [("DELETE /lids", "h.drop"), ("GET /pots", "h.pots"), ("POST /pots", "h.pots"), ("PUT /pots/{id}", "h.change")],
    ),
    "huma": (HUMA, [("GET /api/kinds/{kind}/all", "of"), ("GET /api/lids/{id}", "one"), ("POST /api/pots", "brew")]),
    "a method of a package's variable": (OF_PACKAGE, [("GET /a/pots", "all"), ("GET /b/pots", "all")]),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str | None]]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert sorted((entry["name"], entry["symbol"]) for entry in answer["entry_points"]) == expected
