"""How names, words and paths are found, and which comes first."""
