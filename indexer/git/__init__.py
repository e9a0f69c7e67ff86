"""Git as the listing asks it: what it counts to a workspace, which commit is checked out, where it keeps that."""
