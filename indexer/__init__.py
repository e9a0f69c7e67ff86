"""From bytes to facts, from facts to a graph, from the graph to SQLite."""

from __future__ import annotations

FORMAT = 181
"""Raised with every change of what is stored; an index of another format is rebuilt."""
