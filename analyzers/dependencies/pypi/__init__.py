"""Which distributions of Python the code and the tools of a workspace use."""
