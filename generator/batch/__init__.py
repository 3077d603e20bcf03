"""Many documents at once: what is made, written whole or not at all, and recorded."""
