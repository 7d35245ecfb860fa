"""What keys and words can ask for: one class a command, with its keys, its help, and what it does."""
