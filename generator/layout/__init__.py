"""A document and its standard become a styled flow; every page format only prints that flow."""
