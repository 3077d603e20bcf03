"""Annexes: the rows of a budget laid out as a table."""
