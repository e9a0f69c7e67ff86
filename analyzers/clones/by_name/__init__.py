"""Whether something of this name, or nearly it, exists already."""
