"""Swift: targets of packages, whose files see each other without an import."""
