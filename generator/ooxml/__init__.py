"""What every reader and writer of Office files shares: names, units, packages."""
