"""The command line behind `cli.py`: plain lines of programs, and everything else by click."""
