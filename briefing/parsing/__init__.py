"""`Article` -> `Briefing`, one module a question."""
