"""The use cases: what a command and a page of the browser both call."""
