"""Whether a workspace changed since it was last looked at, told without listing it anew."""
