"""Python: modules below source roots, and what files add to the import path."""
