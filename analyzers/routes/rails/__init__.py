"""Routes of Rails' own language, and those that Devise adds to it."""
