"""Templates of the body: Markdown written with Jinja, found by path, rendered to blocks."""
