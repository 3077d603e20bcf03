"""Recognising: which paragraph of a Word file is which part of a document."""
