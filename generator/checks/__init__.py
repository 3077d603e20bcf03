"""Checks of finished files and of inputs: rules, what they look at, and how findings are shown."""
