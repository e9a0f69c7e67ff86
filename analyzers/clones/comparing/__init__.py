"""How pieces of code are compared: by their tokens, by equal rows, with verdicts that are kept, in several processes."""
