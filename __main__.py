"""`python -m groundplan`: the same command line as `groundplan`."""

from __future__ import annotations

from .cli import main

if __name__ == "__main__":
    main()
