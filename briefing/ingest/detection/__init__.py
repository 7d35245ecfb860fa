"""What some bytes are, and which characters they stand for."""
