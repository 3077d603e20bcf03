"""Composing: a plan with its locality and budget becomes a Document."""
