"""A file that nobody wrote by hand costs what its length says: nothing is asked again for each thing that is never closed."""

from __future__ import annotations

from pathlib import Path
from time import process_time

from groundplan import Workspace

from tests.workspaces import write

FILES = {
    "pom.xml": "<project>" + "<!-- " * 30_000,
    "a/pom.xml": "<project><build>" + "<plugin> " * 30_000,
    "app/src/main/AndroidManifest.xml": "<manifest>" + "<activity> " * 30_000,
    "phpunit.xml": "<phpunit>" + "<testsuite> " * 30_000,
    "b/WEB-INF/web.xml": "<web-app>" + "<servlet> " * 30_000,
    "README.md": "# x\n" + "<!-- a\n" * 20_000,
    "web/WEB-INF/web.xml": "<web-app>" + "<!-- " * 30_000,
    "build.gradle": "plugins {\n" + "".join(f"id 'a.b{number}'\n" for number in range(8_000)) + "}\n",
    "a.rb": "".join(f"module A{number}\n" for number in range(1_000)) + "end\n" * 1_000,
    "pins.rb": " \n" * 20_000,
    "a.py": "class A:\n" + " \n" * 20_000 + "    pass\n",
}


def test_unclosed_comments_blank_lines_and_nested_modules_take_linear_time(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, FILES))
    start = process_time()
    workspace.analyze()
    workspace.metrics()
    workspace.entry_points(kind="route")
    shared = workspace.impact_analysis("a.rb")
    assert shared["impact_count"] == 0
    assert process_time() - start < 15
