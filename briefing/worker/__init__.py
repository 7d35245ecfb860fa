"""The child process in which foreign bytes are decoded and parsed, and the way to it."""
