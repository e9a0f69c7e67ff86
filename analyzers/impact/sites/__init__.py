"""Site tables: what a file of Python or JavaScript says of the names in it, read with scopes and types."""
