"""What the terminal is and can, and how a frame becomes the fewest bytes."""
