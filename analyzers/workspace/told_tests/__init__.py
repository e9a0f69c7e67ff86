"""Which files are tests by what the configuration of their runners says."""
