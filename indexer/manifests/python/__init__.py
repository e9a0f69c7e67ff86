"""PyPI and Conda."""
