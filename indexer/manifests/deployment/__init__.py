"""Files that say how a program is run: containers, processes, functions, infrastructure."""
