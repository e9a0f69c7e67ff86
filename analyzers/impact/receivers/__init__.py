"""Languages whose scopes are not read: what stands before a member, and the types that are written down for it."""
