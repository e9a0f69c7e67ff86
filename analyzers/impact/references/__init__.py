"""Where a definition is used: by its name, its constructor, its bases' members; and what is still there without it."""
