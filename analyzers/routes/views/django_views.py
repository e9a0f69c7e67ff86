"""The methods that a class-based view of Django answers: those it defines, and those of the framework's generic views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...per_index import read_once
from .class_views import VERBS, class_of, classes_above, passed_on

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["AS_VIEW", "django_methods"]

GENERIC = {
    "FilterView": ("get",), "ABC": (), "View": (), "APIView": (), "GenericAPIView": (), "object": (),
    "TemplateView": ("get",), "ListView": ("get",), "DetailView": ("get",), "ArchiveIndexView": ("get",),
    "FormView": ("get", "post"), "CreateView": ("get", "post"), "UpdateView": ("get", "post"), "DeleteView": ("get", "post"),
    "ListAPIView": ("get",), "RetrieveAPIView": ("get",), "CreateAPIView": ("post",), "DestroyAPIView": ("delete",),
    "UpdateAPIView": ("put", "patch"), "ListCreateAPIView": ("get", "post"), "RetrieveUpdateAPIView": ("get", "put", "patch"),
    "RetrieveDestroyAPIView": ("get", "delete"), "RetrieveUpdateDestroyAPIView": ("get", "put", "patch", "delete"),
}  # fmt: skip
"""Views of Django and of Django REST framework, and the methods that they answer by themselves."""
AS_VIEW = ".as_view"
ALLOWS = re.compile(r"(?:\w+\.)*(?:api_view\(|require_(?:http_methods\(|GET|POST))")
"""Decorators that say which methods a function answers. https://docs.djangoproject.com/en/stable/topics/http/decorators/"""
MAPPED = re.compile(r"\(\s*(?:actions\s*=\s*)?\{([^}]*)\}")


def django_methods(index: Index, path: str, handler: str, rest: str) -> list[tuple[str, str]]:
    """`(method, handler)` of each verb: of a class, those that `as_view({"get": "list"})` maps, or that a function's decorator lets
    through; [] where a base is not known, which may answer more than is seen."""
    module, _, name = handler.removesuffix(AS_VIEW).rpartition(".")
    home = passed_on(index, path, module.rpartition(".")[2] or name, name)[-1]
    if not handler.endswith(AS_VIEW):
        decorators = (
            [text for symbol in index.symbols(home, name=name) for text in symbol.decorators] if handler else ()
        )
        return [
            (verb.upper(), handler)
            for text in decorators
            if ALLOWS.match(text)
            for verb in re.findall(r"\b(?:get|post|put|patch|delete|head|options)\b", text.lower().replace("_", " "))
        ]
    if mapped := MAPPED.match(rest):
        return [
            (verb.upper(), f"{name}.{action}")
            for verb, action in re.findall(r"['\"](\w+)['\"]\s*:\s*['\"](\w+)", mapped[1])
        ]
    view = class_of(index, home, name)
    if view is None:
        return []
    chain = [view, *classes_above(index, view)]
    here = {item.name for item in chain}
    outside = {base.rpartition(".")[2] for item in chain for base in item.bases} - here
    if not all(base in GENERIC or "mixin" in base.lower() for base in outside):
        return []
    own = [verb for verb in VERBS if any(f"{item.qualname}.{verb}" in _defined(index, item.path) for item in chain)]
    brought = {verb for base in outside for verb in GENERIC.get(base, ())}
    return [(verb.upper(), f"{name}.{verb}" if verb in own else handler) for verb in VERBS if verb in {*own, *brought}]


@read_once
def _defined(index: Index, path: str) -> frozenset[str]:
    """The qualified names of a file's definitions."""
    return frozenset(symbol.qualname for symbol in index.symbols(path))
