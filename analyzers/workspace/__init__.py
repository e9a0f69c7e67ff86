"""Packages, dependencies, commands, entry points and routes."""
