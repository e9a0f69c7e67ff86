"""Languages whose scopes are not read: whether a use of a name can mean a definition, or only another of the same name."""
