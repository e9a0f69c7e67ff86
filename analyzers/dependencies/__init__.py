"""Third-party dependencies: who uses them, what is unused or undeclared, what is newer."""
