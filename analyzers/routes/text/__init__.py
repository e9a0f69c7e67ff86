"""What routes are read from: how frameworks write them, the text of their statements, the blocks and handlers around."""
