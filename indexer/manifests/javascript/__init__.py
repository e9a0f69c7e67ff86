"""Registries of JavaScript: npm with its package managers, Deno and Bower."""
