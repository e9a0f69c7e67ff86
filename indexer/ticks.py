"""How long a further change may leave the same timestamp."""

from __future__ import annotations

__all__ = ["FINE_TICK_NS", "tick_of"]

FINE_TICK_NS = 50_000_000
COARSE_TICK_NS = 2_000_000_000
"""A write within this time of the recorded one may leave the same timestamp: kernels count in ticks of up to 10 ms, some
file systems in whole seconds or two."""


def tick_of(stamp_ns: int) -> int:
    """The tick of the clock that gave a timestamp."""
    return COARSE_TICK_NS if stamp_ns % 1_000_000_000 == 0 else FINE_TICK_NS
