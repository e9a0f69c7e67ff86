"""How unlikely it is that a step is taken when its user runs: costs, added up along a chain of steps.

A test reaches a change along chains of calls, and between the two stand conditions. Each kind of condition has a weight,
fitted by logistic regression to what coverage saw run: 328 files and functions of click, flask, marshmallow and starlette,
each against all test files of its project. What all chains of a test tell together (reach/ways.py) was compared with coverage
in seven more: attrs, jinja, lark, packaging, sqlparse, structlog and tomlkit.
"""

from __future__ import annotations

from typing import Final

SPREAD: Final = 5
"""A step of cost c is taken with the chance exp(-c / SPREAD)."""
A_CALL: Final = 1
"""What every step has, whatever it stands behind."""
BRANCH: Final = 3
"""Inside an `if`, a `case`, a loop's `else`."""
AFTER_EXIT: Final = 8
"""Behind a branch that returns."""
HANDLER: Final = 12
"""Inside an exception handler."""
ALTERNATIVE: Final = 2
"""Behind `and`, `or`, `?:`."""
ON_PLATFORM: Final = 72
"""Inside a block for one operating system."""
IN_ENVIRONMENT: Final = 72
"""Where an environment variable is there, which few tests set."""
AS_SCRIPT: Final = 40
"""Inside `if __name__ == "__main__"`: no test imports a file as the main program."""
AT_IMPORT: Final = 27
"""At the top level of a file that is no test: it runs when the file is imported, most often before any test."""
IMPORTED: Final = 3
"""A test that imports a file of which is not known who uses what in it."""
HANDED_ON: Final = 9
"""A function or class that is mentioned and not called there."""
LOOKED_UP_IN_TEST: Final = 3
"""A test looks names up in a module, to run what it finds."""
OVERRIDDEN: Final = 5
"""A call on a value whose subclasses have a method of that name too."""
DESCRIPTOR: Final = 20
"""A class that holds a property is used: the property's functions run for those who read it."""
DISPATCHED: Final = 2
"""A call on a value of a base's type runs the method of a subclass."""
GUARDED: Final = 2
"""An object of the method's class has to exist as well."""
NAME_ALONE: Final = 3
"""A call by name in a language whose types are not all read."""
COMMON_NAME: Final = 25
"""A call on a value of unknown type, by a name that common types of the language have too."""
LANGUAGE: Final = 6
"""A special method, called by an operator or a statement."""
LANGUAGE_SELDOM: Final = 22
"""A special method that few objects see called (`__repr__`, `__del__`)."""
LIBRARY: Final = 18
"""A method of a protocol of libraries (`write`, `keys`)."""
OUTSIDE_BASE: Final = 27
"""A method that may override one of a base outside the workspace: of 528 tests that had no way round 1 in 7 ran the change."""
REGISTERED: Final = 24
"""A function that a decorator or annotation hands to a registry or framework."""
FARTHEST: Final = 27
"""What costs more is unlikely: it runs the change with a chance of less than exp(-5.4), 1 in 220."""
FARTHEST_TEST: Final = 72
"""A test whose own code leads to a single changed definition is left for later where cost and steps (`A_STEP`) come to more.

Of 2,800 such tests of 30 projects that cost from 27 to 60 coverage saw 1 in 11 run the change, whatever they cost: a condition
says less than its weight. It saw 1 in 4 run it over up to five steps, and 1 in 20 over more.
"""
A_STEP: Final = 4
"""What each step counts beside the cost in the order of the tests, and where a test's own way is measured."""
