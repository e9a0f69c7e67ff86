"""Which packages of Composer the code of a workspace uses."""
