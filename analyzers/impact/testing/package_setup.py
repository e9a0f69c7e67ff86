"""What pytest asks a package for before it runs the tests below: functions that prepare it, by name.

For each folder with an `__init__.py` above a test pytest imports that file and looks for `setup_module` and its relatives
(https://docs.pytest.org/en/stable/how-to/xunit_setup.html). A package that has none but a `__getattr__` (PEP 562) runs that instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..occurrences import Definition

__all__ = ["prepares_tests_in"]

PACKAGE = "__init__.py"
PREPARING = frozenset({"setUpModule", "setup_module", "tearDownModule", "teardown_module"})
HOOK = "__getattr__"


def prepares_tests_in(definition: Definition, *, changed: bool) -> str | None:
    """The folder whose tests run this definition of its package; None where it is none that pytest asks for.

    Args:
        changed: it is what the change is made to, and not on a way to it: a `__getattr__` that is asked for names which it
            does not know runs nothing more.
    """
    folder, _, name = definition[0].rpartition("/")
    asked = definition[1] in PREPARING or (changed and definition[1] == HOOK)
    return folder if folder and name == PACKAGE and asked else None
