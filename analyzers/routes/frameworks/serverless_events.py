"""Routes by which a cloud asks a function: the HTTP events of serverless.yml and of SAM's templates.

https://www.serverless.com/framework/docs/providers/aws/events/apigateway and
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text.route_source import slashed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ....indexer.manifests.notations.lines import Document

__all__ = ["serverless_events"]

GATEWAYS = ("http", "httpApi")
API_EVENTS = frozenset({"Api", "HttpApi"})


def serverless_events(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every HTTP event; the handler is the function's target as it is written."""
    manifests = [path for path, manifest in index.manifests.items() if manifest.ecosystem == "serverless"]
    if manifests:
        from ....indexer.manifests.notations.yaml_lines import read_yaml
    for path in manifests:
        if index.files[path].zone == "product":
            name = path.rpartition("/")[2]
            if name.startswith("serverless."):
                yield from _of_serverless(read_yaml(index.read(path)), path)
            elif name.startswith("template."):
                yield from _of_template(read_yaml(index.read(path)), path)


def _of_serverless(document: Document, path: str) -> Iterator[tuple[str, str, str, str, int]]:
    for name in document.table("functions"):
        handler = document.text("functions", name, "handler")
        events = ("functions", name, "events")
        for number in range(len(document.items(*events))):
            for gateway in GATEWAYS:
                event = (*events, number, gateway)
                short = document.text(*event).split()
                method = short[0] if len(short) == 2 else document.text(*event, "method")
                given = short[1] if len(short) == 2 else document.text(*event, "path")
                if short == ["*"]:
                    method, given = "*", "*"
                if method and given:
                    full = given if given == "*" else slashed(given) or "/"
                    yield _method(method), full, handler, path, document.line(*event)


def _of_template(document: Document, path: str) -> Iterator[tuple[str, str, str, str, int]]:
    for name in document.table("Resources"):
        events = ("Resources", name, "Properties", "Events")
        handler = document.text("Resources", name, "Properties", "Handler")
        for event in document.table(*events):
            method = document.text(*events, event, "Properties", "Method")
            given = document.text(*events, event, "Properties", "Path")
            if document.text(*events, event, "Type") in API_EVENTS and method and given:
                line = document.line(*events, event, "Properties", "Path")
                yield _method(method), slashed(given) or "/", handler, path, line


def _method(written: str) -> str:
    return "ANY" if written.lower() in ("any", "*") else written.upper()
