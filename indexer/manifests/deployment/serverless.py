"""Serverless: serverless.yml, SAM and CloudFormation templates, wrangler.toml: the functions that a cloud starts.

Source: https://www.serverless.com/framework/docs/providers/aws/guide/functions,
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html and
https://developers.cloudflare.com/workers/wrangler/configuration.
"""

from __future__ import annotations

import posixpath

from ..base import Entry, Manifest, Script, reader
from ..locking import unlinked as link
from ..notations.json_lines import read_json
from ..notations.lines import Document, directory
from ..notations.toml_lines import read_toml
from ..notations.yaml_lines import read_yaml

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "serverless"
FUNCTION_TYPES = frozenset({"AWS::Serverless::Function", "AWS::Lambda::Function"})


@reader(read_yaml, ECOSYSTEM, "", "config")
def parse_serverless(_path: str, document: Document, manifest: Manifest) -> None:
    """Reads a serverless.yml: each function with its handler."""
    for name in document.table("functions"):
        handler = document.text("functions", name, "handler") or document.text("functions", name, "entrypoint")
        if handler:
            manifest.entries.append(Entry("serverless", name, handler, document.line("functions", name, "handler")))


def parse_template(_path: str, data: bytes) -> Manifest:
    """Reads a SAM or CloudFormation template: each Lambda function with its handler, below the folder of its code."""
    if b"AWS::Serverless::Function" not in data and b"AWS::Lambda::Function" not in data:
        return Manifest(ECOSYSTEM, "config")
    document = read_yaml(data)
    manifest = Manifest(ECOSYSTEM, "config", problems=document.problems)
    default = document.text("Globals", "Function", "CodeUri")
    for name in document.table("Resources"):
        if document.text("Resources", name, "Type") not in FUNCTION_TYPES:
            continue
        handler = document.text("Resources", name, "Properties", "Handler")
        code = document.text("Resources", name, "Properties", "CodeUri") or default
        if handler:
            target = posixpath.normpath(posixpath.join(code, handler)) if "://" not in code else handler
            line = document.line("Resources", name, "Properties", "Handler")
            manifest.entries.append(Entry("serverless", name, target, line))
    return manifest


def parse_wrangler(path: str, data: bytes) -> Manifest:
    """Reads a wrangler.toml, wrangler.json or wrangler.jsonc: the module of a Cloudflare Worker."""
    document: Document = read_toml(data) if path.endswith(".toml") else read_json(data)
    manifest = Manifest(ECOSYSTEM, "config", problems=document.problems)
    name = document.text("name") or "worker"
    if main := document.text("main"):
        manifest.entries.append(Entry("serverless", name, main, document.line("main")))
    if command := document.text("build", "command"):
        manifest.scripts.append(Script("build", command, document.line("build", "command"), "task", directory(path)))
    return manifest
