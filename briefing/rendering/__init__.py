"""A briefing and its marks -> plain text, Markdown, HTML."""
