"""Programs of supervisor and applications of PM2."""

from __future__ import annotations

import pytest
from groundplan.indexer.manifests.base import Parser, Script
from groundplan.indexer.manifests.deployment.supervised import parse_pm2, parse_supervisor

CONF = b"""[supervisord]
nodaemon=true
command=/no/program
;[program:sample]
;command=/bin/cat

[program:api]
directory=/srv
command=/venv/bin/gunicorn shop.main:app -w 4 ; the server
[program:worker]
command = celery -A shop.tasks worker
"""
PM2 = b"""module.exports = {
  apps: [
    { name: 'api', script: './src/main.js', env: { PORT: 80 } },
    {
      script: "npm",
      name: "site",
      args: "run start",
    },
  ],
};
"""


def test_supervisor() -> None:
    assert parse_supervisor("deploy/supervisord.conf", CONF).scripts == [
        Script("api", "/venv/bin/gunicorn shop.main:app -w 4", 9, "process"),
        Script("worker", "celery -A shop.tasks worker", 11, "process"),
    ]


def test_pm2() -> None:
    assert parse_pm2("web/ecosystem.config.js", PM2).scripts == [
        Script("api", "node ./src/main.js", 3, "process", "web"),
        Script("site", "npm run start", 5, "process", "web"),
    ]


@pytest.mark.parametrize("read", [parse_supervisor, parse_pm2])
def test_broken_files_cost_only_themselves(read: Parser) -> None:
    for data in (b"", b"\xff\xfe\x00[program:", b"[program:a\ncommand=", b"apps: [{ script: 'a", b"}" * 50):
        assert read("broken", data).scripts == []
