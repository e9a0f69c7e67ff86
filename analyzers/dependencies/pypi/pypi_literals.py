"""Python modules that code names as text and loads later: `grammar("tree_sitter_c")`, a table of backends, `importorskip`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...workspace.workspace_packages import OWN_ZONES
from ..import_names import modules_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from ....indexer.index import Index

__all__ = ["loads_by_name", "named_in_literals"]

SCANNED_BYTES = 8_000_000
"""Source text that is read for names: about 100 ms."""
LOADERS = (
    "import_module", "__import__", "import_string", "load_class", "entry_points", "iter_entry_points", "find_spec",
)  # fmt: skip
"""What loads modules by names that a program works out: `importlib`'s, those of frameworks, and plugins by their entry points."""
STARTING = r"(?:\b(?:run|call|check_call|check_output|popen|spawn|exec|execute|cmd|command|args|argv)\w*(?:\(|\s*=)|(?<=['\"]),)\s*\["
"""What stands before the list of a program and its arguments."""


def named_in_literals(index: Index, distributions: Collection[str]) -> set[str]:
    """Those of the distributions whose module some literal of the code is, begins with, or is loaded by.

    Text of tests may be what they test, where no call loads it. A name of one word has to show that it means a module
    (`"adlfs.AzureFileSystem"`, `importorskip("moto")`, `["-m", "flake8"]`, `run(["ruff", "check"])`): `"click"` and `"requests"` are as
    often a word.
    """
    modules = {module: name for name in distributions for module in modules_of(name)}
    if not modules:
        return set()
    modules |= {name: name for name in distributions}
    longest = (sorted(names, key=len, reverse=True) for names in (modules, distributions))
    words, programs = ("|".join(map(re.escape, names)) for names in longest)
    literal = re.compile(
        rf"['\"](?P<whole>{words})['\"]|['\"](?P<inside>{words})\.[A-Za-z_][\w.]*+(?::\w++)?['\"]"
        rf"|(?:\bimport\w*|\w+import|find_spec)\(\s*['\"](?P<loaded>{words})\b"
        rf"|['\"]-m['\"],\s*['\"](?P<run>{words})['\"]"
        rf"|(?i:{STARTING})\s*['\"](?P<started>{programs})['\"]".encode()
    )
    found: set[str] = set()
    budget, needles = SCANNED_BYTES, [module.encode() for module in modules]
    for path, file in index.files.items():
        # documents tell what to put into settings
        is_read = file.language == "Python" or path.endswith((".rst", ".md"))
        if is_read and file.zone in OWN_ZONES and (budget := budget - file.size) >= 0:
            data = index.read(path)
            for match in literal.finditer(data) if any(needle in data for needle in needles) else ():
                module = match[match.lastgroup or 0].decode()
                if match.lastgroup != "whole" or ("_" in module and file.zone == "product"):
                    found.add(modules[module])
    return found


def loads_by_name(index: Index) -> bool:
    """Whether the product loads modules by names that it works out: an optional dependency may then be one of them."""
    return any(index.files[path].zone == "product" for name in LOADERS for path in index.files_using(name))
