"""What stands on the screen of an article, how high it is, and which rows of it are seen."""
