"""Which role a file has: its folder's name, its own affix, the feature or the source that it belongs to."""
