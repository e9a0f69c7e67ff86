"""Which files are tests."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace
from groundplan.analyzers.workspace.test_files import TestFiles

from ...workspaces import write

TEST = "def test_it():\n    assert True\n"
FILES = {
    "tests/test_a.py": TEST,
    "tests/conftest.py": "",
    "tests/helpers.py": "def help_it(): ...\n",
    "tests/deep/check_things.py": TEST,
    "pkg/a_test.py": TEST,
    "pkg/test/client.py": "class Client: ...\n",
    "pkg/tests.py": "import unittest\n\n\nclass Case(unittest.TestCase):\n    def test_x(self): ...\n",
    "web/a.test.ts": "it('x', () => {})\n",
    "web/__tests__/b.js": "test('x', () => {})\n",
    "web/utils.test.ts": "it('x', () => {})\n",
    "web/__tests__/index.spec.js": "it('x', () => {})\n",
    "web/__tests__/setup.js": "global.x = 1\n",
    "web/plain.ts": "export const x = 1\n",
    "web/test/sign.tests.js": "describe('x', () => {})\n",
    "web/src/shared.tests.js": "export const x = 1\n",
    "go/a_test.go": 'package a\n\nimport "testing"\n\nfunc TestX(t *testing.T) {}\n',
    "go/a.go": "package a\n",
    "src/test/java/shop/OrderTest.java": "class OrderTest { @Test void x() {} }\n",
    "src/main/java/shop/IsTest.java": "class IsTest {}\n",
    "src/test/java/shop/AbstractOrderTest.java": "abstract class AbstractOrderTest {}\n",
    "spec/order_spec.rb": "describe 'x' do\nend\n",
    "spec/spec_helper.rb": "",
    "test/test_helper.rb": "",
    "tests/OrderTest.php": "<?php class OrderTest extends TestCase {}\n",
}
TESTS = [
    "go/a_test.go",
    "pkg/a_test.py",
    "pkg/tests.py",
    "spec/order_spec.rb",
    "src/test/java/shop/OrderTest.java",
    "tests/OrderTest.php",
    "tests/test_a.py",
    "web/__tests__/b.js",
    "web/__tests__/index.spec.js",
    "web/a.test.ts",
    "web/test/sign.tests.js",
    "web/utils.test.ts",
]


def _tests(root: Path) -> list[str]:
    workspace = Workspace(root)
    workspace.refresh()
    with workspace.index() as index:
        return list(TestFiles(index).paths)


def test_by_the_rules_of_each_framework(tmp_path: Path) -> None:
    assert _tests(write(tmp_path, FILES)) == TESTS


def test_a_name_like_a_test_elsewhere_than_pytest_looks(tmp_path: Path) -> None:
    files = {"pkg/test_tools.py": TEST, "pkg/test/test_b.py": TEST, "checks/test_c.py": TEST, "tests/test_a.py": TEST}
    config = {"pyproject.toml": '[tool.pytest.ini_options]\ntestpaths = ["tests", "checks"]\n'}
    assert "pkg/test_tools.py" in _tests(write(tmp_path / "silent", files))
    assert _tests(write(tmp_path / "told", files | config)) == [
        "checks/test_c.py",
        "pkg/test/test_b.py",
        "tests/test_a.py",
    ]


def test_configured_names(tmp_path: Path) -> None:
    config = '[tool.pytest.ini_options]\npython_files = ["check_*.py", "test_*.py"]\n'
    found = _tests(write(tmp_path, FILES | {"pyproject.toml": config}))
    assert set(found) - set(TESTS) == {"tests/deep/check_things.py"}


def test_what_rails_loads_is_no_test_whatever_its_name(tmp_path: Path) -> None:
    files = {
        "app/controllers/test_notifications_controller.rb": "class TestNotificationsController\nend\n",
        "test/test_notes.rb": "class TestNotes < Minitest::Test\nend\n",
    }
    assert _tests(write(tmp_path, files)) == ["test/test_notes.rb"]
