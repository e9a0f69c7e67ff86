"""Which functions, blocks, classes and files match one another."""
