"""Composes, lays out and checks Vietnamese documents on external information work."""

__version__ = "0.1.0"
