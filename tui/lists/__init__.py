"""Lists of one thing each, looked through on a screen of their own."""
