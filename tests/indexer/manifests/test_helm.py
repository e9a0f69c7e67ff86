"""Helm: Chart.yaml and Chart.lock."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

CHART = dedent("""\
    apiVersion: v2
    name: shop
    version: 1.2.0
    appVersion: "4.1"
    dependencies:
      - name: postgresql
        version: ~12.0.0
        repository: https://charts.example.org
        condition: postgresql.enabled
      - name: common
        version: 2.4.0
        repository: file://../common
    """)

LOCK = dedent("""\
    dependencies:
    - name: postgresql
      repository: https://charts.example.org
      version: 12.0.3
    - name: common
      repository: file://../common
      version: 2.1.0
    """)

FILES = {
    "charts/shop/Chart.yaml": CHART,
    "charts/shop/Chart.lock": LOCK,
    "charts/common/Chart.yaml": "name: common\nversion: 2.4.0\n",
}


def test_chart_of_the_workspace_has_the_version_that_it_has_here_whatever_is_locked(rows: Rows) -> None:
    files = FILES | {"charts/common/Chart.yaml": "name: common\nversion: 2.5.0\n"}
    assert rows(files, "charts/shop/Chart.yaml")[1] == ("common", "2.4.0", "2.5.0", "runtime", 10)


def test_chart(rows: Rows, read: Read) -> None:
    assert rows(FILES, "charts/shop/Chart.yaml") == [
        ("postgresql", "~12.0.0", "12.0.3", "optional", 6),
        ("common", "2.4.0", "2.4.0", "runtime", 10),
    ]
    manifest = read(FILES)["charts/shop/Chart.yaml"]
    assert [(p.name, p.version, p.directory) for p in manifest.packages] == [("shop", "1.2.0", "charts/shop")]
    common = manifest.dependencies[1]
    assert (common.source, common.path) == ("workspace", "charts/common")


def test_lock(rows: Rows) -> None:
    assert rows(FILES, "charts/shop/Chart.lock") == [
        ("postgresql", "", "12.0.3", "optional", 2),
        ("common", "", "2.1.0", "runtime", 5),
    ]


def test_malformed(read: Read) -> None:
    assert read({"Chart.yaml": "name: [\n"})["Chart.yaml"].problems
