"""Where a new file goes: the folders that roles, names, routes, tests and rules speak for, each with its reasons."""
