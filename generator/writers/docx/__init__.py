"""Documents as Word files: frames compiled and filled in, blocks written into them."""
