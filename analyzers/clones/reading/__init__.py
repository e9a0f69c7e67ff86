"""What the clone finder reads: files with their fingerprints, exact tokens, snippets, staged content."""
