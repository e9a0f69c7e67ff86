"""The prefixes of routers, composed: their own, those of the class around, those of the names and functions that they are mounted by."""
