"""Readers of the routes that one framework writes in its own way."""
