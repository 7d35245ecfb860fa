"""What every screen is made of: rows, looks, the status line, and what is asked in it."""
