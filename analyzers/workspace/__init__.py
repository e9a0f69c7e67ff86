"""The packages of a workspace, their managers, languages, tests and history."""
