"""What one run of the program has: its queue of articles, what is opened and added, and what leaves it."""
