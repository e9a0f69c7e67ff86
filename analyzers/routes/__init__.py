"""HTTP routes: how frameworks write them, and the prefixes that they get elsewhere."""
