"""`python -m groundplan`: the same command line as `groundplan`."""

from __future__ import annotations

import sys

from .cli import main

if __name__ == "__main__":
    if not sys.flags.safe_path:
        # the current folder, often the workspace: what is installed goes before what lies there
        sys.path.append(sys.path.pop(0))
    main()
