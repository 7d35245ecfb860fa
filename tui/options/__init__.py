"""What was asked for at the start, and how the command ends."""
