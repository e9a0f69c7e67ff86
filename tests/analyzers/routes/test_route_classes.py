"""Routes that classes and patterns are: servlets, endpoints of FastEndpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

SERVLETS = {
    "src/main/webapp/WEB-INF/web.xml": "<web-app>\n  <!-- <servlet-mapping><servlet-name>gone</servlet-name></servlet-mapping> -->\n"
    "  <servlet>\n    <servlet-name>pots</servlet-name>\n    <servlet-class>shop.PotServlet</servlet-class>\n  </servlet>\n"
    "  <servlet>\n    <servlet-name>rest</servlet-name>\n    <servlet-class>org.glassfish.jersey.servlet.ServletContainer</servlet-class>\n  </servlet>\n"
    "  <servlet-mapping>\n    <servlet-name>pots</servlet-name>\n    <url-pattern>/pots/*</url-pattern>\n  </servlet-mapping>\n"
    "  <servlet-mapping>\n    <servlet-name>rest</servlet-name>\n    <url-pattern>/rest/*</url-pattern>\n  </servlet-mapping>\n</web-app>\n",
    "src/main/java/shop/PotServlet.java": "package shop;\n\npublic class PotServlet extends HttpServlet {\n"
    "    protected void doGet(Request request, Response response) {\n    }\n\n    protected void doPost(Request request, Response response) {\n    }\n}\n",
    "src/main/java/shop/LidServlet.java": 'package shop;\n\n@WebServlet(name = "lids", urlPatterns = {"/lids", "/covers"})\n'
    "public class LidServlet extends HttpServlet {\n    protected void doGet(Request request, Response response) {\n    }\n}\n",
    "src/main/java/shop/CupResource.java": 'package shop;\n\nimport jakarta.ws.rs.GET;\nimport jakarta.ws.rs.Path;\n\n@Path("cups")\npublic class CupResource {\n'
    "    @GET\n    public Cup all() {\n        return null;\n    }\n}\n",
}
FAST = {
    "Shop.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <ItemGroup>\n    <PackageReference Include="FastEndpoints" Version="6.0.0" />\n  </ItemGroup>\n</Project>\n',
    "Program.cs": 'var app = builder.Build();\napp.UseFastEndpoints(c => c.Endpoints.RoutePrefix = "api");\n',
    "Pots.cs": 'public class PotGroup : Group\n{\n    public PotGroup()\n    {\n        Configure("pots", ep => { });\n    }\n}\n'
    'public class OnePot : Endpoint<Ask, Pot>\n{\n    public override void Configure()\n    {\n        Get("{id}", "by-id/{id}");\n        Group<PotGroup>();\n    }\n}\n'
    'public class Up : EndpointWithoutRequest\n{\n    public override void Configure()\n    {\n        Verbs(Http.GET, Http.HEAD);\n        Routes("/up");\n'
    '        RoutePrefixOverride("");\n    }\n}\n',
}
CASES = {
    "servlets": (
        SERVLETS,
        [
            ("GET /covers", "LidServlet"),
            ("GET /lids", "LidServlet"),
            ("GET /pots/*", "PotServlet"),
            ("POST /pots/*", "PotServlet"),
            ("GET /rest/cups", "all"),
        ],
    ),
    "FastEndpoints": (
        FAST,
        [
            ("GET /api/pots/by-id/{id}", "OnePot"),
            ("GET /api/pots/{id}", "OnePot"),
            ("GET /up", "Up"),
            ("HEAD /up", "Up"),
        ],
    ),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_routes(tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str | None]]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert [(entry["name"], entry["symbol"]) for entry in answer["entry_points"]] == expected
