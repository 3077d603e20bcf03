"""Tables in files that others made: found by their heads, read, and filled as they are."""
