"""What a database holds has the members of its class, whether it is asked for by a manager or related to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

MODELS = """\
from django.db import models


class Owner(models.Model):
    def greet(self):
        return 1


class JobManager(models.Manager):
    def due(self):
        return self.all()


class Job(models.Model):
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE)
    objects = JobManager()

    def run(self):
        return self.owner.greet()


class Other(models.Model):
    def run(self):
        return 2

    def greet(self):
        return 3
"""
VIEWS = """\
from django.shortcuts import get_object_or_404

from .models import Job, Other


def views(request):
    Job.objects.get(pk=1).run()
    Job.objects.filter(done=False).order_by("due").first().run()
    made, is_new = Job.objects.get_or_create(pk=1)
    made.run()
    [job.run() for job in Job.objects.due()]
    for job in Job.objects.exclude(done=True):
        job.run()
    get_object_or_404(Job, pk=1).run()
    Other.objects.all()[0].run()
"""
ALIASED = """\
from typing import cast as as_type

from .models import Job


def start(thing):
    as_type(Job, thing).run()
    as_type("Job", thing).run()
"""


def _breaks(root: Path, symbol: str) -> list[tuple[str, int]]:
    answer = Workspace(root).impact_analysis("jobs/models.py", symbol=symbol, change_type="delete")
    return [(row["path"], row["line"]) for row in answer["breaks"]]


def test_who_asks_a_manager_gets_objects_of_its_class(tmp_path: Path) -> None:
    root = write(tmp_path, {"jobs/__init__.py": "", "jobs/models.py": MODELS, "jobs/views.py": VIEWS})
    assert _breaks(root, "Job.run") == [("jobs/views.py", line) for line in (7, 8, 10, 11, 13, 14)]
    assert _breaks(root, "Other.run") == [("jobs/views.py", 15)]
    assert _breaks(root, "JobManager.due") == [("jobs/views.py", 11)]


def test_a_foreign_key_is_an_object_of_the_class_it_is_handed(tmp_path: Path) -> None:
    root = write(tmp_path, {"jobs/__init__.py": "", "jobs/models.py": MODELS})
    assert _breaks(root, "Owner.greet") == [("jobs/models.py", 19)]
    assert _breaks(root, "Other.greet") == []


def test_a_cast_keeps_its_meaning_under_another_name(tmp_path: Path) -> None:
    root = write(tmp_path, {"jobs/__init__.py": "", "jobs/models.py": MODELS, "jobs/start.py": ALIASED})
    assert _breaks(root, "Job.run") == [("jobs/start.py", 7), ("jobs/start.py", 8)]
