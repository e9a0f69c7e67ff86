"""Where values of functions and classes go: an assignment graph of the few files that a definition is handed through."""
