"""A plan's own changes to its templates, kept when the templates change."""
