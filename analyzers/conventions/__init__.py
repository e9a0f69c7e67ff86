"""How a workspace names and places things: roles, styles, patterns."""
