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
    votes = [len(following.get(node, ())) for node in nodes]
    voters: list[list[int]] = [[] for _ in nodes]
    for position, node in enumerate(nodes):
        for target in following.get(node, ()):
            voters[number[target]].append(position)
    count = len(nodes)
    rank = [1 / count] * count
    silent = [position for position, given in enumerate(votes) if not given]
    for _ in range(ROUNDS):
        lost = sum(map(rank.__getitem__, silent))
        base = (1 - DAMPING) / count + DAMPING * lost / count
        share = [DAMPING * value / (given or 1) for value, given in zip(rank, votes, strict=True)].__getitem__
        rank = [sum(map(share, those), base) for those in voters]
    return dict(zip(nodes, rank, strict=True))
