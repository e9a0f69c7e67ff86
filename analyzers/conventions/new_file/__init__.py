"""A new file: what it is about, its language, its name, and what goes with it."""
