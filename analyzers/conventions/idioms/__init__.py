"""Patterns as data: the names, identifiers and libraries by which each shows."""
