"""The Python of notebooks, as their JSON may be laid out; broken ones have none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from groundplan.indexer.languages import language, prepared
from groundplan.indexer.languages.python.cells import code_of
from groundplan.indexer.languages.trees import parse
from hypothesis import given
from hypothesis import strategies as st


def notebook(*cells: list[str] | str, indent: int | None = 1, **metadata: Any) -> bytes:
    """A notebook of code cells, with or without its layout."""
    found = [{"cell_type": "code", "outputs": [], "source": cell} for cell in cells]
    return json.dumps({"cells": found, "metadata": metadata, "nbformat": 4}, indent=indent).encode()


def said(source: bytes) -> list[str]:
    """What a notebook says, without blank lines."""
    code = code_of(source)
    assert code.count(b"\n") == source.count(b"\n")
    return [line.decode() for line in code.splitlines() if line]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (["import a\n", "\n", "x = 'é\\n'"], ["import a", "x = 'é\\n'"]),
        (["%load_ext a\n", "!pip install b\n", "x = !ls\n", "a.b?\n"], ["pass"] * 4),
        (["%time x = f()\n", "if x:\n", "    %matplotlib inline\n"], ["x = f()", "if x:", "    pass"]),
        (["%%time\n", "f()"], ["pass", "f()"]),
        (["%%bash\n", "import a"], []),
        (["y = x % 2\n", "z = not x\n", "a = b if c else d\n"], ["y = x % 2", "z = not x", "a = b if c else d"]),
        (["x = (y\n", "     % z)\n", "w = (y\n", "     != z)\n"], ["x = (y", "     % z)", "w = (y", "     != z)"]),
        ("import a", ["import a"]),
    ],
)
def test_what_a_cell_says(cell: list[str] | str, code: list[str]) -> None:
    assert said(notebook(cell)) == code


def test_a_text_without_a_line_to_itself_says_what_it_imports() -> None:
    assert said(notebook("import a\nfor b in a:\n    b()\n")) == ["import a;"]
    assert said(notebook(["import a\n", "b()\n"], ["from c import d\n"], indent=None)) == ["import a;from c import d;"]


@pytest.mark.parametrize(
    ("metadata", "is_python"),
    [
        ({"kernelspec": {"language": "python", "name": "conda-env-x"}}, True),
        ({"kernelspec": {"name": "python3"}}, True),
        ({"language_info": {"name": "ipython"}}, True),
        ({"kernelspec": {"language": "julia"}}, False),
        ({"language_info": {"name": "R"}, "kernelspec": {"name": "ir"}}, False),
    ],
)
def test_the_kernel_tells_the_language(metadata: dict[str, Any], is_python: bool) -> None:
    assert bool(said(notebook(["import a\n"], **metadata))) is is_python


@pytest.mark.parametrize(
    "source",
    [b"{", b'{"cells": 1}', b'{"cells": [{"cell_type": "code"}]}', b'{"cells": [1, 2]}', b'{"cells": [{"source": ["\\', b'{"metadata": [], "cells": []}', b'{"cells": [{"cell_type": "code", "sourc\\u0065": ["a"]}]}'],
)  # fmt: skip
def test_what_is_no_notebook_costs_its_own_facts(source: bytes) -> None:
    assert said(source) in ([], [source.decode()])


@given(st.lists(st.text(max_size=30), max_size=4), st.sampled_from([None, 0, 1]))
def test_any_text_keeps_the_lines(cell: list[str], indent: int | None) -> None:
    said(notebook(cell, "".join(cell), indent=indent))


@pytest.mark.parametrize("name", ["Jupyter Notebook", "Python"])
def test_a_notebook_imports_and_defines_nothing_for_others(name: str) -> None:
    source, dialect = prepared(
        name, notebook(["import a\n", "def b(): ...\n"])
    )  # attributes of git may call a notebook Python
    found = language(name).extract(source, parse(source, dialect), "n.ipynb")
    assert ([item.specifier for item in found.imports], found.symbols) == (["a"], [])
