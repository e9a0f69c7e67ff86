"""What a change can reach: step by step to who runs it, how likely that is, and the tests to run."""
