"""PHP: Composer's autoloading, and paths counted from the file."""
