"""Ruby: the load path, and what Rails loads by name."""
