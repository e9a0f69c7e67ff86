"""One module a question: each takes the read-only index and returns one answer."""
