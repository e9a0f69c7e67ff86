"""Which crates the code of a workspace uses."""
