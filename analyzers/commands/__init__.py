"""Commands: how a workspace, a package or one test is built and run."""
