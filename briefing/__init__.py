"""The briefing model, and how a news article becomes one."""
