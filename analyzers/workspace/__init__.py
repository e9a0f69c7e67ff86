"""The packages of a workspace, their managers and their languages."""
