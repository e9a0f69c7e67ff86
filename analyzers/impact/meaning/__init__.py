"""What names and expressions mean across the files of a workspace: definitions, members, the types of values."""
