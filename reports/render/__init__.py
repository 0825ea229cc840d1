"""A report -> text, Markdown, HTML, JSON."""
