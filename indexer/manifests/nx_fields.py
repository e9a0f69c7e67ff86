"""The fields of an Nx project that questions ask for too; apart from its reader, which no question imports."""

from __future__ import annotations

__all__ = ["APPLICATION", "IMPLICIT"]

APPLICATION = "application"
"""The type of a project that is run or deployed; all others are parts of such ones."""
IMPLICIT = "implicitDependencies"
"""The field that names projects which this one needs though no import says so; settings of that name carry them."""
