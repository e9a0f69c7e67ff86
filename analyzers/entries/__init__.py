"""Entry points: where execution begins, by code, manifests and containers."""
