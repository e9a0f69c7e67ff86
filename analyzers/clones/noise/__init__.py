"""What is no clone worth telling: boilerplate, tables of data, stretches that are no code."""
