"""What news services send: NITF, NewsML-G2, RSS and Atom."""
