"""What a workspace is made of: claims with evidence, and the style it is written in."""
