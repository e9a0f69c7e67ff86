"""Which files matter most: PageRank over the import graph, where an import is a vote for what it imports.

Brin and Page, "The anatomy of a large-scale hypertextual web search engine", 1998. Written out over lists of integers:
networkx gives the same figures and takes longer to import than this takes to run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["pagerank"]

DAMPING = 0.85
ROUNDS = 30


def pagerank(following: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Node → its share of the votes; the shares add up to 1.

    Args:
        following: node → the nodes it votes for.
    """
    nodes = sorted(set(following) | {target for targets in following.values() for target in targets})
    if not nodes:
        return {}
    number = {node: position for position, node in enumerate(nodes)}
    votes = [[number[target] for target in following.get(node, ())] for node in nodes]
    count = len(nodes)
    rank = [1 / count] * count
    silent = [position for position, targets in enumerate(votes) if not targets]
    for _ in range(ROUNDS):
        lost = sum(rank[position] for position in silent)
        spread = [(1 - DAMPING) / count + DAMPING * lost / count] * count
        for value, targets in zip(rank, votes, strict=True):
            share = DAMPING * value / (len(targets) or 1)
            for target in targets:
                spread[target] += share
        rank = spread
    return dict(zip(nodes, rank, strict=True))
