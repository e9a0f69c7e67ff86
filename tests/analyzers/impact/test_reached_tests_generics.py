"""tests_to_run through containers of a workspace's own: what is in them is run by who loops over them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from collections.abc import Mapping

REGISTRY = (
    "from typing import Generic, Iterator, TypeVar, overload\n\nT = TypeVar('T')\n\n\nclass Registry(Generic[T]):\n"
    "    def __init__(self):\n        self.items = []\n\n    def add(self, item: T):\n        self.items.append(item)\n\n"
    "    def __iter__(self) -> Iterator[T]:\n        return iter(self.items)\n\n"
    "    def __getitem__(self, key) -> T | 'Registry[T]':\n        return self.items[key]\n"
)
STEPS = (
    "class Step:\n    def run(self):\n        return ''\n\n\nclass Upper(Step):\n    def run(self):\n        return 'A'\n\n\n"
    "class Other:\n    def run(self):\n        return 'B'\n"
)
TESTS = {
    "test_page.py": "from page import render\n\n\ndef test_page():\n    assert render()\n",
    "test_other.py": "from steps import Other\n\n\ndef test_other():\n    assert Other()\n",
}


def selected(root: Path, path: str, symbol: str) -> list[str]:
    return [row["path"] for row in Workspace(root).impact_analysis(path, symbol=symbol)["tests_to_run"]]


def workspace(tmp_path: Path, page: str, more: Mapping[str, str] = TESTS) -> Path:
    return write(tmp_path, {"registry.py": REGISTRY, "steps.py": STEPS, "page.py": page, **more})


def test_what_a_type_variable_stands_for_may_be_anything(tmp_path: Path) -> None:
    root = workspace(
        tmp_path,
        "from registry import Registry\nfrom steps import Upper\n\n\ndef render():\n    steps = Registry()\n"
        "    steps.add(Upper())\n    return [step.run() for step in steps]\n",
    )
    assert selected(root, "steps.py", "Upper.run") == ["test_page.py"]


def test_an_annotation_tells_what_a_generic_class_holds(tmp_path: Path) -> None:
    root = workspace(
        tmp_path,
        "from registry import Registry\nfrom steps import Other, Step, Upper\n\n\ndef steps() -> Registry[Step]:\n"
        "    found = Registry()\n    found.add(Upper())\n    return found\n\n\n"
        "def render():\n    Other()\n    return [step.run() for step in steps()]\n",
    )
    assert selected(root, "steps.py", "Upper.run") == ["test_page.py"]
    assert selected(root, "steps.py", "Other.run") == []


def test_a_metaclass_is_run_where_its_class_is_defined(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "cases.py": "import unittest\n\nfrom page import render\n\n\nclass Maker(type):\n"
            "    def __new__(cls, name, bases, attributes):\n        def test(self):\n            assert render()\n\n"
            "        attributes['test_made'] = test\n        return type.__new__(cls, name, bases, attributes)\n\n\n"
            "class Case(unittest.TestCase, metaclass=Maker):\n    pass\n",
            "page.py": "def render():\n    return 'page'\n",
            "tests/test_made.py": "from cases import Case\n\n\nclass MadeTest(Case):\n    folder = 'pages'\n",
        },
    )
    (row,) = Workspace(root).impact_analysis("page.py", symbol="render")["tests_to_run"]
    assert (row["path"], row["reason"]) == ("tests/test_made.py", "reaches it in 5 steps")


PLUGINS = {
    "pyproject.toml": '[project]\nname = "page"\nversion = "1"\n\n[project.entry-points."page.steps"]\n'
    'upper = "page.upper:Upper"\nlower = "page.lower:Lower"\n',
    "page/__init__.py": "",
    "page/load.py": "from importlib.metadata import entry_points\n\n\ndef load(name):\n"
    "    return [point.load()() for point in entry_points(group='page.steps') if point.name == name]\n",
    "page/upper.py": "class Upper:\n    def __init__(self):\n        self.name = 'upper'\n",
    "page/lower.py": "class Lower:\n    def __init__(self):\n        self.name = 'lower'\n",
    "tests/test_upper.py": "from page.load import load\n\n\ndef test_upper():\n    assert load('upper')\n",
    "tests/test_word.py": "def test_word():\n    assert 'upper' + 'lower'\n",
}


def test_a_plug_in_is_loaded_by_who_says_its_name(tmp_path: Path) -> None:
    assert selected(write(tmp_path, PLUGINS), "page/upper.py", "Upper.__init__") == ["tests/test_upper.py"]


def test_a_plug_in_that_nobody_names_is_loaded_with_its_group(tmp_path: Path) -> None:
    assert selected(write(tmp_path, PLUGINS), "page/lower.py", "Lower.__init__") == ["tests/test_upper.py"]


def test_a_class_that_is_made_by_a_call_has_what_its_bases_have(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "form.py": "class Form:\n    def validate(self):\n        return True\n",
            "test_form.py": "from form import Form\n\n\ndef make(name, **fields):\n    return type(str(name), (Form,), fields)\n\n\n"
            "def test_form():\n    F = make('F', a=1)\n    assert F().validate()\n",
        },
    )
    assert selected(root, "form.py", "Form.validate") == ["test_form.py"]


def test_a_value_that_was_tested_for_one_type_may_be_of_another_elsewhere(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "bindings.py": "class Import:\n    def redefines(self):\n        return 1\n\n\nclass Builtin:\n    def redefines(self):\n"
            "        return 2\n\n\ndef bind(value):\n    if isinstance(value, Builtin):\n        return 0\n    return value.redefines()\n",
            "test_bind.py": "from bindings import Import, bind\n\n\ndef test_bind():\n    assert bind(Import())\n",
        },
    )
    assert selected(root, "bindings.py", "Import.redefines") == ["test_bind.py"]


LINTER = {
    "lint/__init__.py": "",
    "lint/walk.py": "from typing import Dict, List\n\n\nclass Walker:\n    classes: Dict[str, List[type]] = {}\n\n    def __init__(self):\n"
    "        self.rules = self.made()\n\n    def made(self):\n        found = {}\n        for kind, classes in self.classes.items():\n"
    "            found.setdefault(kind, []).extend(item() for item in classes)\n        return found\n\n"
    "    def visit(self, node):\n        for rule in self.rules.get(node.kind, []):\n            rule.feed(node)\n\n"
    "    @classmethod\n    def register_rule(cls, kind):\n        def keep(rule):\n"
    "            cls.classes.setdefault(kind, []).append(rule)\n            return rule\n\n        return keep\n",
    "lint/rules.py": "from lint.walk import Walker\n\n\nclass Rule:\n    def feed(self, node):\n        return node if self.is_issue(node) else None\n\n\n"
    "@Walker.register_rule('loop')\nclass LoopRule(Rule):\n    def is_issue(self, node):\n        return True\n",
    "tests/test_walk.py": "import lint.rules\nfrom lint.walk import Walker\n\n\ndef test_walk():\n    Walker().visit(None)\n",
    "tests/test_kind.py": "from lint.walk import Walker\n\n\ndef test_kind():\n    assert Walker.classes\n",
}


def test_what_a_container_gives_out_may_be_of_any_class_where_it_holds_types(tmp_path: Path) -> None:
    assert "tests/test_walk.py" in selected(write(tmp_path, LINTER), "lint/rules.py", "Rule.feed")


def test_a_class_that_a_decorator_keeps_is_run_by_who_imports_its_module(tmp_path: Path) -> None:
    assert selected(write(tmp_path, LINTER), "lint/rules.py", "LoopRule.is_issue") == ["tests/test_walk.py"]


def test_a_metaclass_calls_members_of_the_class_that_it_makes(tmp_path: Path) -> None:
    """As a library has that gathers the filters or fields of a declared set."""
    root = write(
        tmp_path,
        {
            "sets.py": "class Meta(type):\n    def __new__(cls, name, bases, attrs):\n        new = super().__new__(cls, name, bases, attrs)\n"
            "        new.all = new.gather()\n        return new\n\n\n"
            "class Base:\n    @classmethod\n    def gather(cls):\n        return []\n\n\nclass Set(Base, metaclass=Meta):\n    pass\n",
            "test_set.py": "from sets import Set\n\n\ndef test_set():\n    class Own(Set):\n        pass\n\n    assert Own\n",
            "test_other.py": "def test_other():\n    assert 1\n",
        },
    )
    rows = Workspace(root).impact_analysis("sets.py", symbol="Base.gather")["tests_to_run"]
    assert [row["path"] for row in rows] == ["test_set.py"]


def test_an_object_made_by_the_base_is_one_of_the_class(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "shop.py": "class Price:\n    def __new__(cls):\n        made = super().__new__(cls)\n        made.round()\n        return made\n\n"
            "    def round(self):\n        return 1\n\n\nclass Other:\n    def round(self):\n        return 2\n",
            "test_price.py": "from shop import Price\n\n\ndef test_price():\n    assert Price()\n",
            "test_other.py": "from shop import Other, Price\n\n\ndef test_other():\n    assert Other and Price()\n",
        },
    )
    breaks = Workspace(root).impact_analysis("shop.py", symbol="Other.round", change_type="delete")["breaks"]
    assert [item for item in breaks if item["path"] == "shop.py" and item["line"] == 4] == []
