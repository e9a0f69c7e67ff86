"""Routes whose paths are constants, joined texts, lists of them, or one of several named arguments."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ..workspaces import write

SPRING = {
    "src/main/kotlin/Feed.kt": """package a

private const val BASE = "/feed/v1/"
private const val LATEST = "latest"

@RestController
@RequestMapping(value = [BASE], produces = ["text/xml"])
class Feed {
  @GetMapping(LATEST)
  fun latest() {}

  @PostMapping(value = ["books/{id}/cover"], consumes = [MediaType.MULTIPART_FORM_DATA_VALUE])
  fun cover() {}

  @GetMapping(
    value = [
      "a/{id}",
      "$LATEST/{id}",
    ],
    produces = ["text/html"],
  )
  fun both() {}
}
""",
    "src/main/java/Pots.java": """package a;

@RestController
@RequestMapping(produces = "application/json", path = Paths.ROOT + "/pots")
class Pots {
    @GetMapping(value = "/{id:[a-z]{2}}", params = "full")
    void one() {}

    @GetMapping({Paths.ALL, "/every"})
    void all() {}
}
""",
    "src/main/java/Paths.java": 'package a;\nclass Paths {\n    static final String ROOT = "/api";\n    public static final String ALL = "/all";\n}\n',
    "src/main/java/Other.java": 'package a;\nclass Other {\n    static final String ALL = "/other";\n}\n',
}
MINIMAL = {
    "Config.cs": 'namespace A;\npublic static class Endpoint\n{\n    public const string Root = "api/v1";\n    public const string Seats = "/seats";\n}\n',
    "Book.cs": """namespace A;
public class Book
{
    private const string Item = "/item";

    public void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup($"{Endpoint.Root}/books");
        app.MapPost($"{Endpoint.Root}/book/{{id}}", async (int id) => await Send(id));
        app.MapGet(Endpoint.Seats, Read);
        group.MapDelete(
            $"{Item}/{{id}}", x => x.Drop());
    }
}
""",
}
RAILS = {
    "config/routes.rb": "Rails.application.routes.draw do\n  resource :first_run, only: %i( show )\n  resource :entry, only: :show, controller: 'diary'\n"
    "  resources 'pots', only: [:index]\n  resource :policy, only: :update\nend\n"
}
SYMFONY = {
    "config/routes.yaml": "all:\n  resource: ../src/Controller/\n  prefix: '{_locale}'\n  exclude: ../src/Controller/Fixed/*\n"
    "fixed:\n  resource: ../src/Controller/Fixed/\n",
    "src/Controller/Pots.php": "<?php\nclass Pots\n{\n    #[Route(methods: ['PATCH'], path: '/pots/{id}', name: 'pot')]\n    public function change() {}\n}\n",
    "src/Controller/Fixed/Known.php": "<?php\nclass Known\n{\n    #[Route('/known', methods: ['GET'])]\n    public function known() {}\n}\n",
}
CASES = {
    "spring": (
        SPRING,
        [
            ("GET /api/pots/all", "all"),
            ("GET /api/pots/every", "all"),
            ("GET /api/pots/{id:[a-z]{2}}", "one"),
            ("GET /feed/v1/a/{id}", "both"),
            ("GET /feed/v1/latest", "latest"),
            ("GET /feed/v1/latest/{id}", "both"),
            ("POST /feed/v1/books/{id}/cover", "cover"),
        ],
    ),
    "minimal": (
        MINIMAL,
        [("DELETE /api/v1/books/item/{id}", None), ("GET /seats", "Read"), ("POST /api/v1/book/{id}", None)],
    ),
    "rails": (
        RAILS,
        [
            ("GET /entry", "diary#show"),
            ("GET /first_run", "first_runs#show"),
            ("GET /pots", "pots#index"),
            ("PATCH /policy", "policies#update"),
        ],
    ),
    "symfony": (SYMFONY, [("GET /known", "known"), ("PATCH /{_locale}/pots/{id}", "change")]),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str | None]]) -> None:
    found = Workspace(write(tmp_path, files)).entry_points(kind="route")["entry_points"]
    assert sorted((item["name"], item["symbol"]) for item in found) == expected
