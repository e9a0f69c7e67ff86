"""Which packages of npm the code, the scripts and the tools of a workspace use."""
