"""Go: packages are folders, bound by modules."""
