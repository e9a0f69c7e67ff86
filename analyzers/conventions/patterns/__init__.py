"""Which files follow a pattern, and what shows it: their place, their definitions, what they use."""
