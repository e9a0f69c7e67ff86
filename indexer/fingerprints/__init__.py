"""Clone fingerprints: what of a file is hashed, and which files have a hash."""
