"""Clones: the same code twice, and names that mean the same."""
