"""What a change reaches: definitions, references, diffs, tests, history, risk."""
