"""The review of a briefing: its panels, marks, search and filters, and how they are painted."""
