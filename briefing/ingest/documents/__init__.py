"""Word documents and PDF."""
