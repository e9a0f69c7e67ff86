"""existing_patterns: how much of an example its snippet shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_decorator_is_shown_with_what_it_decorates(tmp_path: Path) -> None:
    body = "        x = 1\n" * 6
    panel = (
        "class {0}Panel(Panel):\n    def __init__(self) -> None:\n" + body + "    @property\n    def has_content(self) -> bool:\n"
        "        return True\n\n    @has_content.setter\n    def has_content(self, value: bool) -> None:\n" + body
        + "    def process(self) -> None:\n" + body
    )  # fmt: skip
    files = {f"shop/panels/{name.lower()}.py": panel.format(name) for name in ("Timer", "Logger", "Cache")}
    shown = Workspace(write(tmp_path, files)).existing_patterns(pattern_type="panel")["example_files"][0]["snippet"]
    lines = [line.strip() for line in shown.splitlines()]
    assert lines[lines.index("@property") + 1] == "def has_content(self) -> bool:"
    assert lines[lines.index("@has_content.setter") + 1] == "def has_content(self, value: bool) -> None:"


def test_a_snippet_shows_a_signature_to_its_end(tmp_path: Path) -> None:
    method = "    def {0}(\n        self,\n        cup: int,\n    ) -> int:\n        x = cup\n        y = x\n        return y\n\n"
    files = {
        f"pot/services/{name}_service.py": f"class {name.title()}Service:\n{method.format('boil')}{method.format('fry')}"
        for name in ("tea", "egg", "soup")
    }
    found = Workspace(write(tmp_path, files)).existing_patterns("service")
    assert "    def fry(\n        self,\n        cup: int,\n    ) -> int:" in found["example_files"][0]["snippet"]


def test_a_mixin_is_shown_whole_and_not_by_its_first_method(tmp_path: Path) -> None:
    helper = "module Pot\n  module {0}Helper\n    SIZE = 1\n    def {1}_lid = 1\n\n    def {1}_path(id)\n      id\n    end\n  end\nend\n"
    files = {f"app/helpers/pot/{name}_helper.rb": helper.format(name.title(), name) for name in ("tea", "egg", "soup")}
    example = Workspace(write(tmp_path, files)).existing_patterns("helper")["example_files"][0]
    assert example["symbol"] in {"Pot.TeaHelper", "Pot.EggHelper", "Pot.SoupHelper"}
    assert "_path(id)" in example["snippet"]
