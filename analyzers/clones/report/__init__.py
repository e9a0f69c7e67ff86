"""How matches are told: as clones, in groups, with what to do about each."""
