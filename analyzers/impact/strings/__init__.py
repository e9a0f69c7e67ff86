"""Strings that frameworks resolve to a definition: dotted paths, names of beans and of plug-ins."""
