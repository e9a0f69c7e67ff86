"""Dockerfiles and compose files: images with scopes, commands, services."""

from __future__ import annotations

import pytest
from groundplan.indexer.manifests import parse
from groundplan.indexer.manifests.base import Dependency, Manifest, Script, Setting
from groundplan.indexer.manifests.deployment.docker import split_image

DOCKERFILE = b"""# syntax=docker/dockerfile:1
ARG VERSION=3.12
ARG EMPTY
FROM --platform=linux/amd64 node:20-alpine AS web
WORKDIR /web
CMD ["npm", "start"]

FROM python:${VERSION}-slim AS base
FROM base AS final
COPY --from=ghcr.io/astral/uv:0.5 /uv /bin/
COPY --from=web /web/dist /app/dist
COPY ./src /app/src
RUN --mount=type=cache,target=/x <<EOF
FROM not:this
EOF
RUN apt-get update \\
    # a comment in between
    && true
WORKDIR /app
EXPOSE 8000
CMD echo old
ENTRYPOINT ["python", "-m", \\
  "my app"]
CMD serve --port 8000
"""
COMPOSE = b"""services:
  web:
    build:
      context: ./api
      dockerfile: Dockerfile.dev
    image: demo/web:latest
    command: ["uvicorn", "app:app", "--port", "80 80"]
  db:
    image: "postgres:${PG:-16}-alpine"
    entrypoint: /start.sh
  plain:
    build: .
include:
  - other/compose.yml
"""


def read(path: str, data: bytes) -> Manifest:
    manifest = parse(path, data)
    assert manifest is not None
    return manifest


def test_a_dockerfile_with_stages() -> None:
    manifest = read("deploy/Dockerfile", DOCKERFILE)
    assert manifest.ecosystem == "docker"
    assert manifest.dependencies == [
        Dependency("node", "20-alpine", scope="build", line=4, group="web"),
        Dependency("python", "3.12-slim", line=8, group="base"),
        Dependency("ghcr.io/astral/uv", "0.5", scope="build", line=10),
    ]
    assert manifest.scripts == [
        Script("CMD web", "npm start", 6, "container", "deploy"),
        Script("CMD", "serve --port 8000", 24, "container", "deploy"),
        Script("ENTRYPOINT", "python -m 'my app'", 22, "container", "deploy"),
    ]
    assert manifest.settings == [
        Setting("config", "COPY --from", "/uv /bin/", 10),
        Setting("config", "COPY --from", "/web/dist /app/dist", 11),
        Setting("config", "COPY", "./src /app/src", 12),
        Setting("config", "WORKDIR", "/app", 19),
        Setting("config", "EXPOSE", "8000", 20),
        Setting("image", "node", "20-alpine", 4),
        Setting("image", "python", "3.12-slim", 8),
        Setting("image", "ghcr.io/astral/uv", "0.5", 10),
    ]


@pytest.mark.parametrize(
    ("text", "images"),
    [
        (b"from alpine", [("alpine", "")]),
        (b"FROM scratch", []),
        (b"FROM a@sha256:12", [("a", "sha256:12")]),
        (b"FROM host:5000/a/b:1.2@sha256:12", [("host:5000/a/b", "1.2")]),
        (b"ARG X\nFROM $X", [("$X", "")]),
        (b"ARG BASE=alpine:3\nFROM $BASE AS a\nFROM a", [("alpine", "3")]),
        (b"# escape=`\nFROM `\n  windows:1", [("windows", "1")]),
        (b"FROM a AS A\nFROM b\nCOPY --from=0 / /\nCOPY --from=a / /", [("a", ""), ("b", "")]),
        (b"FROM a\r\nCMD x\r\n", [("a", "")]),
    ],
)
def test_images_of_a_dockerfile(text: bytes, images: list[tuple[str, str]]) -> None:
    assert [(dep.name, dep.constraint) for dep in read("Dockerfile", text).dependencies] == images


def test_a_file_without_an_image_says_so() -> None:
    assert read("Dockerfile", b"RUN x").problems == [(1, "no FROM instruction")]


def test_a_compose_file() -> None:
    manifest = read("compose.yaml", COMPOSE)
    assert manifest.dependencies == [Dependency("postgres", "16-alpine", line=9, group="db")]
    assert manifest.scripts == [
        Script("web", "uvicorn app:app --port '80 80'", 7, "container", "api"),
        Script("db entrypoint", "/start.sh", 10, "container"),
    ]
    assert manifest.settings == [
        Setting("config", "build.web", "api", 3),
        Setting("service", "web", "demo/web:latest", 2),
        Setting("service", "db", "postgres:16-alpine", 8),
        Setting("image", "postgres", "16-alpine", 9),
        Setting("config", "build.plain", "", 12),
        Setting("service", "plain", "", 11),
    ]
    assert manifest.includes == ["api/Dockerfile.dev", "Dockerfile", "other/compose.yml"]


@pytest.mark.parametrize(
    ("image", "parts"),
    [("a", ("a", "")), ("a:1", ("a", "1")), ("h:1/a", ("h:1/a", "")), ("a:1@d:2", ("a", "1")), ("a@d:2", ("a", "d:2"))],
)
def test_parts_of_an_image(image: str, parts: tuple[str, str]) -> None:
    assert split_image(image) == parts
