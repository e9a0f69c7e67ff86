"""Django: which module an include means, paths over several texts, views by a module's name, and an application that Starlette mounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

VIEWS = (
    "from abc import ABC\nfrom typing import Generic\nfrom rest_framework import viewsets\nfrom rest_framework.decorators import action\nfrom rest_framework.views import APIView\n\n\n"
    "class Base(ABC, Generic[T], APIView):\n    pass\n\n\nclass Lids(Base[Lid]):\n    def get(self, request):\n        return []\n\n\n"
    'class PotViewSet(viewsets.ViewSet):\n    @action(["post"], detail=False)\n    def boil(self, request):\n        return []\n\n    @boil.mapping.delete\n    def cool(self, request):\n        return []\n\n\ndef up(request):\n    return ""\n'
)
SHOP = {
    "requirements.txt": "django\ndjangorestframework\n",
    "api/manage.py": "",
    "api/app/urls.py": 'from django.urls import include, path\n\nurlpatterns = [\n    path("pots/", include("pots.urls", namespace="pots")),\n'
    '    path("deep/", include("auth.deep.urls")),\n]\n',
    "api/stores/pots/urls.py": 'from django.urls import path\nfrom pots.views import up\n\nurlpatterns = [path("alien/", up)]\n',
    "api/pots/urls.py": 'from django.urls import include, path\nfrom rest_framework.routers import SimpleRouter\nfrom . import views\n\nrouter = SimpleRouter()\nrouter.register(r"", views.PotViewSet)\n\n'
    'urlpatterns = [\n    path(\n        "by/<int:id>"\n        "/lids/",\n        views.Lids.as_view(),\n    ),\n    path("", include(router.urls)),\n]\n',
    "api/pots/views.py": VIEWS,
    "api/other/views.py": "class PotViewSet:\n    pass\n",
    "api/auth/deep/urls/__init__.py": "from auth.deep.urls.base import urlpatterns\n\n__all__ = ['urlpatterns', 'app_name']\n",
    "api/auth/deep/urls/base.py": 'from django.urls import path\nfrom pots.views import up\n\nurlpatterns = [path("up/", up)]\n',
}
MOUNTED = {
    "requirements.txt": "django\nfastapi\n",
    "src/main.py": "from django.core.asgi import get_asgi_application\nfrom fastapi import FastAPI\n\napp = FastAPI()\ndjango_app = get_asgi_application()\n"
    'app.mount("/server", django_app, name="server")\n',
    "src/urls.py": 'from django.urls import path\nfrom views import up\n\nurlpatterns = [path("up/", up)]\n',
}


def routes(root: Path) -> set[str]:
    """The names of all routes."""
    return {item["name"] for item in Workspace(root).entry_points(kind="route", limit=0)["entry_points"]}


def test_an_include_means_the_module_next_to_the_root_and_a_package_the_module_of_its_list(tmp_path: Path) -> None:
    found = routes(write(tmp_path, SHOP))
    assert "ANY /deep/up/" in found
    assert "ANY /alien/" in found  # nothing includes it, below any path


def test_a_path_goes_on_in_the_next_text_and_a_generic_base_hides_no_method(tmp_path: Path) -> None:
    assert "GET /pots/by/<int:id>/lids/" in routes(write(tmp_path, SHOP))


def test_a_viewset_is_found_by_its_module_and_an_action_by_its_first_argument(tmp_path: Path) -> None:
    found = routes(write(tmp_path, SHOP))
    assert {name for name in found if name.endswith("boil/")} == {"DELETE /pots/boil/", "POST /pots/boil/"}
    assert "ANY /pots/" not in found


def test_django_stands_below_where_starlette_mounts_it(tmp_path: Path) -> None:
    assert routes(write(tmp_path, MOUNTED)) == {"ANY /server/up/"}


def test_a_router_may_end_its_paths_without_a_slash_and_a_comment_tells_no_path(tmp_path: Path) -> None:
    bare = "from rest_framework.routers import SimpleRouter\nfrom rest_framework_nested.routers import NestedSimpleRouter\nfrom . import views\n\nrouter = SimpleRouter(trailing_slash=False)\nrouter.register(r'all', views.PotViewSet)\n"
    bare += "inner = NestedSimpleRouter(router, r'all', lookup='pot')\ninner.register(r'in', views.PotViewSet)\nurlpatterns = router.urls + inner.urls\n"
    views = VIEWS.replace('@action(["post"], detail=False)', '@action(["post"], detail=True)  # , url_path="cook"')
    found = routes(write(tmp_path, {**SHOP, "api/pots/urls.py": bare, "api/pots/views.py": views}))
    assert "POST /pots/all/<pk>/boil" in found
    assert {name for name in found if "/in" in name} == {
        f"{verb} /pots/all/<pot_pk>/in/<pk>/boil" for verb in ("DELETE", "POST")
    }


def test_a_router_without_slashes_that_has_no_prefix_is_at_the_path_that_it_is_included_below(tmp_path: Path) -> None:
    bare = "from rest_framework.routers import SimpleRouter\nfrom . import views\n\nrouter = SimpleRouter(trailing_slash=False)\nrouter.register(r'', views.PotViewSet)\nurlpatterns = router.urls\n"
    views = VIEWS.replace("viewsets.ViewSet", "viewsets.ReadOnlyModelViewSet")
    found = routes(write(tmp_path, {**SHOP, "api/pots/urls.py": bare, "api/pots/views.py": views}))
    assert {name for name in found if name.startswith("GET /pots")} == {"GET /pots/", "GET /pots/<pk>"}
