"""How Python files are read into site tables."""
