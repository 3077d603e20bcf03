"""Somebody's Word file as a plan: what is recognised becomes data, the rest stays word for word."""
