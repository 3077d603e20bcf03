"""Files of the user: the one safe way to write them, what may be written over, former copies."""
