"""Words that were changed in a Word file we made come back into its plan."""
