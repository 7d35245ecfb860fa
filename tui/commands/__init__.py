"""One class a command: its key, its help, its place in the palette."""
