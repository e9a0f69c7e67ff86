"""How JavaScript and TypeScript files are read into site tables."""
