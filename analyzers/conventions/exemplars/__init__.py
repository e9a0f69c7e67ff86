"""What to start from: the best examples of a pattern, and what its files have in common."""
