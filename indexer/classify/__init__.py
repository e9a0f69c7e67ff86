"""What kind of file each one is: its language, its zone, its lines of code."""
