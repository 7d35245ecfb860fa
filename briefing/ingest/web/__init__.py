"""Web pages: the tree, the article in it, and its head."""
