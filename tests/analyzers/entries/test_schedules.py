"""What runs by the clock or is asked by a cloud: as files state it, and as code does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

VERCEL = {
    "package.json": '{"dependencies": {"next": "15"}}',
    "vercel.json": '{\n  "crons": [\n    {"path": "/api/cron/digest", "schedule": "0 5 * * *"},\n    {"path": "/api/gone", "schedule": "0 6 * * *"}\n  ]\n}\n',
    "app/api/cron/digest/route.ts": "import { send } from '@/lib/mail';\n\nexport async function GET() {\n  await send();\n}\n",
}
NETLIFY = {
    "netlify.toml": '[build]\n  functions = "functions"\n\n[functions."nightly"]\n  schedule = "@daily"\n',
    "functions/nightly.ts": "export default async () => {};\n",
    "functions/hello/index.ts": "export default async () => {};\n",
    "functions/lib/shared.ts": "export const one = 1;\n",
}
KUBERNETES = {
    "shop/tasks/clean.py": "print('clean')\n",
    "k8s/clean-cronjob.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n---\napiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: clean-pots\nspec:\n"
    '  schedule: "0 * * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n            - name: clean\n'
    '              image: shop\n              command: ["python", "-m", "shop.tasks.clean"]\n',
}
RUBY = {
    "Gemfile": 'gem "rails"\n',
    "config/recurring.yml": "production:\n  sweep:\n    class: SweepJob\n    schedule: every hour\n",
    "config/schedule.rb": 'every 1.day do\n  runner "Pots::Digest.send_all"\n  rake "pots:clean"\nend\n',
    "app/jobs/sweep_job.rb": "class SweepJob < ApplicationJob\n  def perform\n  end\nend\n",
    "app/models/pots/digest.rb": "module Pots\n  class Digest\n    def self.send_all\n    end\n  end\nend\n",
}
IN_CODE = {
    "package.json": '{"dependencies": {"bullmq": "5", "@nestjs/schedule": "5"}}',
    "src/digest.ts": "import { Cron } from '@nestjs/schedule';\nexport class Digest {\n  @Cron('0 5 * * *')\n  send() {}\n}\n",
    "src/jobs.ts": "import { Worker } from 'bullmq';\nexport class Jobs {\n  constructor() {\n    this.worker = new Worker('jobs', run);\n  }\n}\n",
    "shop/celery.py": 'from celery import Celery\n\napp = Celery("shop")\n',
    "shop/beat.py": 'from shop.celery import app\n\napp.conf.beat_schedule = {"sweep": {"task": "sweep", "schedule": 60}}\n',
    "main.go": 'package main\n\nimport "github.com/robfig/cron/v3"\n\nfunc main() {\n\tclock := cron.New()\n\tclock.Start()\n}\n',
    "go.mod": "module example.com/shop\n\ngo 1.22\n",
}
CASES = {
    "vercel": (
        VERCEL,
        [
            ("worker", "cron /api/cron/digest", "app/api/cron/digest/route.ts", 3, "vercel.json", 3),
            ("worker", "cron /api/gone", "", None, "vercel.json", 4),
        ],
    ),
    "netlify": (
        NETLIFY,
        [
            ("serverless", "hello", "functions/hello/index.ts", None, "functions/hello/index.ts", 1),
            ("worker", "nightly", "functions/nightly.ts", None, "netlify.toml", 5),
        ],
    ),
    "kubernetes": (KUBERNETES, [("worker", "clean-pots", "shop/tasks/clean.py", None, "k8s/clean-cronjob.yaml", 9)]),
    "ruby": (
        RUBY,
        [
            ("worker", "Pots::Digest.send_all", "app/models/pots/digest.rb", 2, "config/schedule.rb", 2),
            ("worker", "pots:clean", "", None, "config/schedule.rb", 3),
            ("worker", "sweep", "app/jobs/sweep_job.rb", 1, "config/recurring.yml", 2),
        ],
    ),
    "code": (
        IN_CODE,
        [
            ("worker", "app", "shop/celery.py", 3, "shop/celery.py", 3),
            ("worker", "beat.py", "shop/beat.py", 3, "shop/beat.py", 3),
            ("worker", "clock", "main.go", 6, "main.go", 6),
            ("worker", "digest.ts", "src/digest.ts", 3, "src/digest.ts", 3),
            ("worker", "worker", "src/jobs.ts", 4, "src/jobs.ts", 4),
        ],
    ),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES.keys())
def test_entries(tmp_path: Path, files: dict[str, str], expected: list[tuple[object, ...]]) -> None:
    answer = Workspace(write(tmp_path, files)).entry_points(limit=0)
    told = [
        (entry["kind"], entry["name"], entry["path"], entry["line"], *entry["evidence"][0].values())
        for entry in answer["entry_points"]
        if entry["kind"] in ("worker", "serverless")
    ]
    assert sorted(told, key=lambda entry: entry[:2]) == expected


def test_events_of_a_gateway(tmp_path: Path) -> None:
    files = {
        "serverless.yml": "functions:\n  list:\n    handler: src/pots.list\n    events:\n      - http:\n          path: pots\n          method: get\n"
        "      - schedule: rate(1 hour)\n  add:\n    handler: src/pots.add\n    events:\n      - httpApi: POST /pots\n",
        "sam/template.yaml": "Resources:\n  Drop:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: pots.drop\n      Events:\n"
        "        Gone:\n          Type: Api\n          Properties:\n            Path: /pots/{id}\n            Method: delete\n",
    }
    answer = Workspace(write(tmp_path, files)).entry_points(kind="route", limit=0)
    assert [(entry["name"], entry["symbol"], entry["line"]) for entry in answer["entry_points"]] == [
        ("GET /pots", "src/pots.list", 5),
        ("POST /pots", "src/pots.add", 12),
        ("DELETE /pots/{id}", "pots.drop", 10),
    ]


def test_programs_that_a_process_manager_keeps(tmp_path: Path) -> None:
    files = {
        "deploy/supervisor/shop.conf": "[program:api]\ncommand=/venv/bin/gunicorn shop.main:app -w 4\n\n[program:shop_worker]\ncommand=python -m shop.jobs\n",
        "shop/main.py": "from flask import Flask\n\napp = Flask(__name__)\n",
        "shop/jobs.py": "run()\n",
        "web/ecosystem.config.js": "module.exports = { apps: [{ name: 'web', script: 'server.js' }] };\n",
        "web/server.js": "require('http').createServer(serve).listen(80);\n",
    }
    answer = Workspace(write(tmp_path, files)).entry_points(limit=0)
    told = {
        (entry["kind"], entry["name"], entry["path"], entry["evidence"][0]["line"]) for entry in answer["entry_points"]
    }
    assert {
        ("container", "api", "shop/main.py", 2),
        ("worker", "shop_worker", "shop/jobs.py", 5),
        ("container", "web", "web/server.js", 1),
    } <= told


def test_a_script_that_the_clock_runs_is_the_place(tmp_path: Path) -> None:
    files = {
        "Gemfile": 'gem "rails"\n',
        "config/schedule.rb": "every 1.day do\n  runner 'scripts/clean.rb'\nend\n",
        "scripts/clean.rb": "puts 'clean'\n",
    }
    told = Workspace(write(tmp_path, files)).entry_points(kind="worker")["entry_points"]
    assert [(entry["name"], entry["path"]) for entry in told] == [("scripts/clean.rb", "scripts/clean.rb")]
