"""What the reader configured: keys, colours, watched topics, and what comes of it as one object."""
