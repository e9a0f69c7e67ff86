"""deps with `check_outdated`: the question to the registries, and what is said without them."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from groundplan.analyzers.dependencies.outdated import _latest, check, registries

from ...workspaces import write

CLIENTS = {
    "the environment names it": ({"PIP_INDEX_URL": "https://a.invalid/simple/"}, {}, {"pypi": "https://a.invalid/simple"}),
    "pip's file": ({}, {".config/pip/pip.conf": "[global]\nindex-url = https://b.invalid/s\n"}, {"pypi": "https://b.invalid/s"}),
    "npm's file": ({}, {".npmrc": "a=b\nregistry = https://c.invalid/\n"}, {"npm": "https://c.invalid"}),
    "not an address of the web": ({"NPM_CONFIG_REGISTRY": "file:///etc"}, {}, {}),
    "nothing": ({}, {}, {}),
}  # fmt: skip


@pytest.mark.parametrize("case", CLIENTS)
def test_registries_come_from_the_users_clients(tmp_path: Path, case: str) -> None:
    environment, files, expected = CLIENTS[case]
    assert registries(environment, write(tmp_path, files)) == expected


class Registry(BaseHTTPRequestHandler):
    """A registry that knows one package."""

    def do_GET(self) -> None:
        known = self.path == "/known/latest"
        self.send_response(200 if known else 404)
        self.end_headers()
        self.wfile.write(b'{"version": "2.0.0"}' if known else b"")

    def log_message(self, *args: object) -> None:
        """Says nothing."""


ROWS = [{"name": name, "ecosystem": "npm", "direct": True} for name in ("known", "unknown")]


def test_versions_are_asked_of_the_registry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    server = HTTPServer(("127.0.0.1", 0), Registry)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", f"http://127.0.0.1:{server.server_port}")
    rows: Any = [dict(row) for row in ROWS]
    try:
        assert check(rows) == "1 of 2 answered by the registries"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert [row["latest"] for row in rows] == ["2.0.0", None]


def test_offline_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "http://127.0.0.1:9")
    rows: Any = [dict(row) for row in ROWS]
    assert check(rows) == "offline: no registry answered; versions are not checked"


def test_without_a_registry_nothing_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "NPM_CONFIG_REGISTRY", "npm_config_registry"):
        monkeypatch.delenv(name, raising=False)
    rows: Any = [dict(row) for row in ROWS]
    assert check(rows).startswith("not checked: no registry is configured")
    assert rows == ROWS


def test_a_silent_registry_is_asked_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "http://127.0.0.1:9")
    monkeypatch.setenv("HOME", str(tmp_path))
    silent: set[str] = {"npm"}
    assert _latest("npm", {"npm": "http://127.0.0.1:9"}, "a", silent) is None
    silent.clear()
    assert _latest("npm", {"npm": "http://127.0.0.1:9"}, "a", silent) is None
    assert silent == {"npm"}
