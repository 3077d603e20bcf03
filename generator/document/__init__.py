"""The document tree: its nodes, and how body text becomes blocks."""
