"""What kind of project the workspace is, and what shows it: the facts, what speaks for each kind, and the rules in their order."""
