"""impact_analysis of what templates call: they are not read as code, and a helper that only views call is not without users."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import commit_all, write

Rows = list[tuple[str, int, float]]

RUBY = "module UserHelper\n  def thumbnail(user)\n    user.image\n  end\nend\n"
TAGS = 'from django import template\n\nregister = template.Library()\n\n\n@register.filter(name="short")\ndef shortened(text):\n    return text\n\n\ndef plain(text):\n    return text\n'
VUE = '<script setup lang="ts">\nfunction open() { return 1 }\n</script>\n<template>\n  <p>open</p>\n  <a @click="open()">x</a>\n</template>\n'
CASES: dict[str, tuple[dict[str, str], str, str, Rows]] = {
    "a helper of Rails, no word, symbol, key, literal or comment": (
        {
            "app/helpers/user_helper.rb": RUBY,
            "app/views/a.html.erb": "<p>thumbnail</p>\n<%= link_to thumbnail(user), id: :thumbnail %>\n<%# thumbnail %>\n<%= t 'thumbnail', thumbnail: 1 %>\n",
            "app/views/b.html.haml": "%p thumbnail\n= thumbnail(user)\n",
        },
        "app/helpers/user_helper.rb",
        "UserHelper.thumbnail",
        [("app/views/a.html.erb", 2, 0.7), ("app/views/b.html.haml", 2, 0.7)],
    ),
    "a variable of the template itself": (
        {"app/helpers/user_helper.rb": RUBY, "app/views/a.html.erb": "<% thumbnail = 1 %>\n<%= thumbnail %>\n"},
        "app/helpers/user_helper.rb",
        "UserHelper.thumbnail",
        [],
    ),
    "a filter of Django by the name that it is given": (
        {"shop/templatetags/words.py": TAGS, "shop/templates/a.html": "{{ text|short }}\n{{ short }} {% if a.short %}\n"},
        "shop/templatetags/words.py",
        "shortened",
        [("shop/templates/a.html", 1, 0.7)],
    ),
    "a function that no template is given": (
        {"shop/templatetags/words.py": TAGS, "shop/templates/a.html": "{{ plain }}\n"},
        "shop/templatetags/words.py",
        "plain",
        [],
    ),
    "a member, with and without its accessor": (
        {
            "src/Cart.php": "<?php\nclass Cart {\n    public function getTotalPrice() { return 1; }\n}\n",
            "templates/a.html.twig": "{{ cart.totalPrice }}\n{{ totalPrice }}\n",
            "views/b.blade.php": "@if ($cart->getTotalPrice() > 1)\n->getTotalPrice\n@include('x', [\n  $cart->getTotalPrice(),\n])\n",
        },
        "src/Cart.php",
        "Cart.getTotalPrice",
        [("templates/a.html.twig", 1, 0.6), ("views/b.blade.php", 1, 0.6), ("views/b.blade.php", 4, 0.6)],
    ),
    "a property that a page of Razor asks for": (
        {"Cart.cs": "public class Cart { public int PriceTotal { get; set; } }\n", "Pages/A.cshtml": "<p>PriceTotal</p>\n<p>@Model.PriceTotal</p>\n"},
        "Cart.cs",
        "Cart.PriceTotal",
        [("Pages/A.cshtml", 2, 0.6)],
    ),
    "markup of a component": ({"A.vue": VUE}, "A.vue", "open", [("A.vue", 6, 0.7)]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_templates_that_say_the_name_break(tmp_path: Path, case: str) -> None:
    files, path, symbol, expected = CASES[case]
    write(tmp_path, files)
    answer = Workspace(tmp_path).impact_analysis(path, symbol=symbol, change_type="delete")
    assert [(row["path"], row["line"], row.get("confidence")) for row in answer["breaks"]] == expected


def test_a_name_that_others_have_is_told_as_not_read(tmp_path: Path) -> None:
    other = "class User\n  def thumbnail\n    1\n  end\nend\n"
    view = {"app/views/a.html.erb": "<%= thumbnail(user) %>\n"}
    write(tmp_path, {"app/helpers/user_helper.rb": RUBY, "app/models/user.rb": other, **view})
    answer = Workspace(tmp_path).impact_analysis(
        "app/helpers/user_helper.rb", symbol="UserHelper.thumbnail", change_type="delete"
    )
    assert answer["breaks"] == []
    assert "1 template more says the name" in answer["coverage"]
    assert "app/views/a.html.erb" in answer["coverage"]


def test_texts_that_lead_to_a_file_break_with_it(tmp_path: Path) -> None:
    files = {
        "tools/release.py": "a = 1\n",
        "other/release.py": "a = 1\n",
        "README.md": "Run `python tools/release.py`, not other/release.py.\nSee release.py.\n",
        "tools/README.md": "[this](release.py), https://x.org/tools/release.py, release.pyc\n",
        "pyproject.toml": '[tool.x]\nfile = "./tools/release.py"\n',
        "CHANGES.md": "tools/release.py is new\n",
    }
    write(tmp_path, files)
    rows = Workspace(tmp_path).impact_analysis("tools/release.py", change_type="delete")["breaks"]
    assert [(row["path"], row["line"], row["confidence"]) for row in rows] == [
        ("README.md", 1, 0.7),
        ("pyproject.toml", 2, 0.7),
        ("tools/README.md", 1, 0.7),
    ]


def test_a_helper_that_is_gone_with_its_file(tmp_path: Path) -> None:
    write(tmp_path, {"helpers.php": "<?php\nfunction thumb($user) {}\n", "views/a.blade.php": "{{ thumb($user) }}\n"})
    commit_all(tmp_path, "first")
    (tmp_path / "helpers.php").unlink()
    answer = Workspace(tmp_path).validate_changes()
    told = [(row["path"], row["severity"], row["rule"]) for row in answer["issues"]]
    assert told == [("views/a.blade.php", "warning", "removed-symbol")]
