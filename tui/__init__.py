"""Everything of `briefing` that touches a terminal."""
