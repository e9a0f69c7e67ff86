"""Routes below what only a list, a caller, an interface or the container gives: a router, a group, a prefix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

IN_DICTS = {
    "requirements.txt": "flask\n",
    "pots.py": "from flask import Blueprint\n\npots = Blueprint('pots', __name__)\n\n\n@pots.route('/all')\ndef all_pots():\n    return []\n",
    "lids.py": "from flask import Blueprint\n\nlids = Blueprint('lids', __name__)\n\n\n@lids.route('/few')\ndef few():\n    return []\n",
    "app.py": "from flask import Flask\n\n\ndef other(app):\n    parts = []\n    return parts\n\n\ndef make(app):\n    from pots import pots\n    from lids import lids\n\n"
    "    parts = [\n        {'prefix': '/pots', 'handler': pots},\n        {'handler': lids, 'prefix': '/'},\n    ]\n    for part in parts:\n"
    "        app.register_blueprint(part['handler'], url_prefix=part['prefix'])\n",
}
BY_PARAMETER = {
    "requirements.txt": "fastapi\n",
    "pots.py": "from fastapi import APIRouter\n\nrouter = APIRouter(prefix='/pots')\n\n\n@router.get('/all')\ndef all_pots():\n    return []\n",
    "lids.py": "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get('/lids')\ndef few():\n    return []\n",
    "app.py": "from fastapi import APIRouter, FastAPI\nfrom lids import router as lids\nfrom pots import router as pots\n\n\n"
    "def both(app: FastAPI, router: APIRouter) -> None:\n    app.include_router(router)\n    app.include_router(router, prefix='/v1')\n\n\n"
    "def make():\n    app = FastAPI()\n    both(app, pots)\n    for part in (lids,):\n        both(app, part)\n    return app\n",
}
PERCENT = {
    "requirements.txt": "flask\n",
    "app.py": "from flask import Flask\n\napp = Flask(__name__)\n\n\ndef add(view, url, key):\n    app.add_url_rule('%s/<%s:%s>' % (url, 'int', key), view_func=view, methods=['PUT'])\n"
    "    app.add_url_rule('%s/all' % url, view_func=view)\n\n\nadd(pots, '/pots', 'id')\n",
}
OF_CONTAINER = {
    "composer.json": '{"require": {"laravel/framework": "11"}}',
    "artisan": "#!/usr/bin/env php\n",
    "routes/api.php": "<?php\nuse Illuminate\\Routing\\Router;\n\n$router = app()->get('router');\n$router->prefix('/pots')->middleware('auth')->group(function (Router $router): void {\n"
    "    $router->get('/all', AllPots::class)->name('all');\n    $router->apiResource('lids', LidController::class)->only(['index']);\n});\ninclude_once __DIR__ . '/mail.php';\n",
    "routes/mail.php": "<?php\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/mail', [MailController::class, 'send']);\n",
}
MAP = "    public static void Map(RouteGroupBuilder group)\n    {\n        group.MapGet("
BY_INTERFACE = {
    "Api.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    "IOld.cs": "public interface IOld\n{\n    static abstract void Map(RouteGroupBuilder group);\n}\n",
    "INew.cs": "public interface INew\n{\n    void Map(RouteGroupBuilder group);\n}\n",
    "Pots.cs": f'public class Pots : IOld\n{{\n{MAP}"/pots", () => 1);\n    }}\n}}\n',
    "Lids.cs": f'public class Lids : INew\n{{\n{MAP}"/lids", () => 1);\n    }}\n}}\n'.replace("static ", ""),
    "App.cs": "public static class App\n{\n    static void Old(WebApplication app)\n    {\n"
    '        var group = app.MapGroup("/v1");\n        foreach (var kind in Kinds(typeof(IOld)))\n        {\n            var map = kind.GetMethod(nameof(IOld.Map));\n            map!.Invoke(null, [group]);\n        }\n    }\n\n'
    '    static void New(WebApplication app, IEnumerable<INew> parts)\n    {\n        var group = app.MapGroup("/v2");\n        foreach (var part in parts)\n            part.Map(group);\n    }\n}\n',
}
NAMED = {
    "Api.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    "Paths.cs": 'static class Paths\n{\n    internal const string Root = "api";\n}\n',
    "PotPaths.cs": 'static class PotPaths\n{\n    private const string Pots = $"{Paths.Root}/pots";\n    internal const string All = Pots;\n    internal const string One = $"{Pots}/{{id}}";\n}\n',
    "Pots.cs": "static class Pots\n{\n    static void Map(this WebApplication app)\n    {\n        app.MapGet(PotPaths.All, () => 1);\n        app.MapGet(PotPaths.One, () => 1);\n    }\n}\n",
}
OWN_LISTS = {
    "requirements.txt": "django\n",
    "pots/urls.py": "from django.urls import path\nfrom pots import views\n\nurlpatterns = [path('all', views.all)]\n\nlid_urlpatterns = [path('few', views.few)]\n"
    "rim_urlpatterns = [path('rims', views.rims)]\nurlpatterns += rim_urlpatterns\n",
    "shop/urls.py": "from django.urls import include, path\nfrom pots.urls import lid_urlpatterns\n\nurlpatterns = [\n    path('pots/', include('pots.urls')),\n"
    "    path('lids/', include((lid_urlpatterns, 'lids'))),\n]\n",
}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (IN_DICTS, ["GET /few few", "GET /pots/all all_pots"]),
        (BY_PARAMETER, ["GET /lids few", "GET /pots/all all_pots", "GET /v1/lids few", "GET /v1/pots/all all_pots"]),
        (PERCENT, ["PUT /pots/<int:id> pots", "GET /pots/all pots"]),
        (OF_CONTAINER, ["POST /api/mail MailController.send", "GET /api/pots/all AllPots", "GET /api/pots/lids LidController.index"]),
        (BY_INTERFACE, ["GET /v1/pots None", "GET /v2/lids None"]),
        (NAMED, ["GET /api/pots None", "GET /api/pots/{id} None"]),
        (OWN_LISTS, ["ANY /lids/few views.few", "ANY /pots/all views.all", "ANY /pots/rims views.rims"]),
    ],
    ids=["in dicts", "by parameter", "percent", "of the container", "by interface", "named", "own lists"],
)  # fmt: skip
def test_a_route_stands_below_what_gives_its_router(tmp_path: Path, files: dict[str, str], told: list[str]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route")
    assert [f"{entry['name']} {entry['symbol']}" for entry in answer["entry_points"]] == told
