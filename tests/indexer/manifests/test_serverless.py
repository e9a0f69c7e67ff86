"""Serverless: functions with their handlers, of the Serverless Framework, SAM and Cloudflare."""

from __future__ import annotations

from groundplan.indexer import manifests
from groundplan.indexer.manifests.base import Entry


def entries(path: str, text: str) -> list[Entry]:
    """The entries of one file."""
    found = manifests.parse(path, text.encode())
    assert found is not None
    return found.entries


def test_serverless_yml() -> None:
    text = "service: a\nfunctions:\n  list:\n    handler: src/orders.list\n  image:\n    image: x\n"
    assert entries("api/serverless.yml", text) == [Entry("serverless", "list", "src/orders.list", 4)]


def test_sam_template() -> None:
    text = (
        "Globals:\n  Function:\n    CodeUri: src/\nResources:\n  Pay:\n    Type: AWS::Serverless::Function\n    Properties:\n"
        "      Handler: pay.run\n  Table:\n    Type: AWS::DynamoDB::Table\n"
    )
    assert entries("template.yaml", text) == [Entry("serverless", "Pay", "src/pay.run", 8)]
    assert entries("template.yml", "kind: Template\nfunctions: [1\n") == []


def test_wrangler() -> None:
    assert entries("wrangler.jsonc", '{"name": "edge", // x\n "main": "src/w.ts"}') == [
        Entry("serverless", "edge", "src/w.ts", 2)
    ]
    assert entries("wrangler.toml", 'main = "w.js"\n') == [Entry("serverless", "worker", "w.js", 1)]
