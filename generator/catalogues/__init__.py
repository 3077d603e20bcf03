"""Facts that documents rest on, each with its source: nothing here writes a document."""
