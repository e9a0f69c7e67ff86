"""groundplan: a static index of a workspace that answers what is here, where a change goes and what it breaks.

>>> from groundplan import Workspace
>>> Workspace(".").impact_analysis("src/a.py", change_type="delete")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import GroundplanError
    from .workspace import Workspace

__all__ = ["GroundplanError", "Workspace", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Loads the two public names when asked: the command line's start is on the path of every question."""
    if name == "Workspace":
        from .workspace import Workspace

        return Workspace
    if name == "GroundplanError":
        from .errors import GroundplanError

        return GroundplanError
    raise AttributeError(f"module 'groundplan' has no attribute {name!r}")
